"""Single steps of a review at their edges: cutting, joining, adding, taking back, readers, facts, agencies."""

import datetime as dt

import pytest

from tests import factories as make
from tracker.extraction.textkit import fold
from tracker.models import Agency, Directive, Document, RestrictedViewer, Task
from tracker.rules.statuses import TaskRole
from tracker.services import (
    addressees,
    document_edit,
    intake,
    issue,
    new_agency,
    reading,
    review,
    review_shape,
    undo,
    viewers,
)
from tracker.services.errors import InvalidInput, NotFound, NotPermitted, VersionConflict, WrongState
from tracker.services.feed import visible_events
from tracker.services.manual import NewDirective

pytestmark = pytest.mark.django_db
TEXT = (
    "Giao Sở Tài chính báo cáo kết quả giải ngân vốn đầu tư công trước ngày 30/4/2026.\n"
    "Giao Sở Xây dựng xây dựng kế hoạch đầu tư trước ngày 15/5/2026.\n"
    "Câu cuối nói về thời tiết hôm nay."
)


@pytest.fixture
def clerk(db):
    for code, name in (("so-tai-chinh", "Sở Tài chính"), ("so-xay-dung", "Sở Xây dựng")):
        make.agency(code, name=name).aliases.create(alias=name, folded=fold(name))
    return make.actor(make.clerk())


@pytest.fixture
def document(clerk):
    return read(clerk, TEXT)


def read(clerk, text):
    row = intake.receive(intake.Intake(text=text, reference_date=make.TODAY), clerk, now=make.NOW)
    reading.read_document(row.pk, now=make.NOW)
    row.refresh_from_db()
    return row


def rows(document):
    return list(document.directives.filter(span_start__isnull=False).order_by("span_start"))


def shape(document):
    """What a reviewer sees: spans, contents, dates and addressees."""
    return [
        (
            row.span_start,
            row.span_end,
            row.content,
            row.due_date,
            row.state,
            sorted((a.mention, a.role, a.agency_id, a.due_date) for a in row.assignees.all()),
        )
        for row in rows(document)
    ]


@pytest.mark.parametrize("span", [(0, 0), (10, 5), (5000, 6000), (-5, 0)])
def test_a_senseless_span_is_refused(document, clerk, span):
    with pytest.raises(InvalidInput):
        review.add(document.pk, *span, clerk, now=make.NOW)


def test_blanks_around_a_selection_are_left_out(document, clerk):
    at = document.text.index("\nCâu cuối")
    assert (
        review.add(document.pk, at, 99_999, clerk, now=make.NOW).text == "Câu cuối nói về thời tiết hôm nay."
    )


def test_words_of_a_directive_are_not_given_out_a_second_time(document, clerk):
    first = rows(document)[0]
    with pytest.raises(WrongState, match="chồng lên"):
        review.add(document.pk, first.span_start + 5, first.span_end - 5, clerk, now=make.NOW)


def test_words_of_a_rejected_proposal_may_be_chosen_anew(document, clerk):
    first = review.reject(rows(document)[0].pk, clerk, now=make.NOW)
    row = review.add(document.pk, first.span_start + 5, first.span_end, clerk, now=make.NOW)
    assert row.text == first.text[5:]


def test_a_passage_is_found_whatever_its_blanks(document):
    start, end = review.find_passage(document.text, "Câu   cuối\nnói về")
    assert document.text[start:end] == "Câu cuối nói về"


def test_a_passage_that_is_not_there_is_not_found(document):
    with pytest.raises(InvalidInput, match="Không thấy đoạn này"):
        review.find_passage(document.text, "Câu đầu")


@pytest.mark.parametrize("edge", ["start", "end", "before", "after"])
def test_a_cut_at_the_edge_is_refused(document, clerk, edge):
    row = rows(document)[0]
    at = {"start": row.span_start, "end": row.span_end, "before": 0, "after": len(document.text)}[edge]
    with pytest.raises(InvalidInput):
        review_shape.split(row.pk, at, clerk, now=make.NOW)
    assert len(rows(document)) == 2


def test_the_deadline_goes_with_the_part_that_holds_its_words(document, clerk):
    row = rows(document)[0]
    cut = document.text.index("kết quả giải ngân")
    first, second = review_shape.split(row.pk, cut, clerk, now=make.NOW)
    assert (first.due_date, second.due_date) == (None, dt.date(2026, 4, 30))


def test_directives_of_two_documents_are_never_joined(document, clerk):
    other = read(clerk, "Giao Sở Xây dựng báo cáo tiến độ trước ngày 20/5/2026.")
    with pytest.raises(InvalidInput):
        review_shape.merge(rows(document)[0].pk, rows(other)[0].pk, clerk, now=make.NOW)
    assert rows(other)


def test_the_last_proposal_has_none_to_be_joined_with(document, clerk):
    with pytest.raises(NotFound):
        review_shape.merge_next(rows(document)[-1].pk, clerk, now=make.NOW)


STEPS = {
    "confirm": lambda row, clerk: review.confirm(row.pk, clerk, now=make.NOW),
    "edit": lambda row, clerk: review.edit(row.pk, clerk, {"due_date": None}, now=make.NOW),
    "split": lambda row, clerk: review_shape.split(row.pk, row.span_start + 18, clerk, now=make.NOW),
    "merge": lambda row, clerk: review_shape.merge_next(row.pk, clerk, now=make.NOW),
    "role": lambda row, clerk: addressees.change(
        row.assignees.get().pk, clerk, now=make.NOW, role=TaskRole.SUPPORT
    ),
    "own date": lambda row, clerk: addressees.change(
        row.assignees.get().pk, clerk, now=make.NOW, due_date=dt.date(2026, 4, 1)
    ),
    "remove": lambda row, clerk: addressees.remove(row.assignees.get().pk, clerk, now=make.NOW),
    "add agency": lambda row, clerk: addressees.add(
        row.pk, Agency.objects.get(code="so-xay-dung").pk, TaskRole.LEAD, clerk, now=make.NOW
    ),
}


@pytest.mark.parametrize("step", STEPS)
def test_undo_puts_everything_back_as_it_was(document, clerk, step):
    before = shape(document)
    row = rows(document)[0]
    STEPS[step](row, clerk)
    assert shape(document) != before
    undo.undo_last(row.pk, clerk, now=make.NOW)
    assert shape(document) == before


def test_undoing_an_addition_frees_its_words(document, clerk):
    at = document.text.index("Câu cuối")
    added = review.add(document.pk, at, at + 8, clerk, now=make.NOW)
    undo.undo_last(added.pk, clerk, now=make.NOW)
    assert review.add(document.pk, at, at + 8, clerk, now=make.NOW).pk != added.pk


def test_a_second_undo_goes_one_step_further(document, clerk):
    row, before = rows(document)[0], shape(document)
    review.edit(row.pk, clerk, {"content": "Một"}, now=make.NOW)
    review.edit(row.pk, clerk, {"content": "Hai"}, now=make.NOW)
    assert undo.undo_last(row.pk, clerk, now=make.NOW).content == "Một"
    undo.undo_last(row.pk, clerk, now=make.NOW)
    assert shape(document) == before


def test_a_new_reading_leaves_alone_what_was_undone(document, clerk):
    row = rows(document)[0]
    review.edit(row.pk, clerk, {"content": "Một"}, now=make.NOW)
    undo.undo_last(row.pk, clerk, now=make.NOW)
    reading.requeue(document.pk)
    reading.read_document(document.pk, now=make.NOW)
    assert [r.pk for r in rows(document)][0] == row.pk


def test_a_listed_directive_is_not_given_out_until_it_is_tracked(document, clerk):
    row = review.edit(rows(document)[0].pk, clerk, {"level": "C", "tracked": True}, now=make.NOW)
    assert row.tracked is False
    review.confirm(row.pk, clerk, now=make.NOW)
    with pytest.raises(InvalidInput, match="liệt kê"):
        issue.issue(row.pk, clerk, now=make.NOW)
    review.edit(row.pk, clerk, {"tracked": True}, now=make.NOW)
    assert len(issue.issue(row.pk, clerk, now=make.NOW)) == 1


def test_whoever_restricts_a_directive_still_finds_it(document, clerk):
    row = review.edit(rows(document)[0].pk, clerk, {"restricted": True}, now=make.NOW)
    assert Directive.objects.visible_to(clerk.scope).filter(pk=row.pk).exists()
    other = make.actor(make.clerk())
    assert not Directive.objects.visible_to(other.scope).filter(pk=row.pk).exists()
    assert viewers.unseen_agencies(row, make.TODAY) == ["Sở Tài chính"]


def test_chosen_readers_see_a_restricted_directive_and_the_actor_stays_among_them(document, clerk):
    row = review.edit(rows(document)[0].pk, clerk, {"restricted": True}, now=make.NOW)
    officer = make.officer(Agency.objects.get(code="so-tai-chinh"))
    viewers.set_viewers(row.pk, [officer.pk], clerk, now=make.NOW)
    named = set(RestrictedViewer.objects.filter(directive=row).values_list("user_id", flat=True))
    assert named == {officer.pk, clerk.user.pk}
    assert viewers.unseen_agencies(row, make.TODAY) == []


@pytest.fixture
def given_out():
    """A restricted directive already issued to one agency, read by one clerk and the agency's first officer."""
    at, office = make.agency(), make.clerk()
    of = make.directive(restricted=True)
    task = make.task(at, of=of)
    for user in (office, make.officer(at)):
        RestrictedViewer.objects.create(directive=of, user=user)
    return of, task, make.actor(office)


def test_the_new_holder_of_a_post_is_let_in_after_the_work_was_given_out(given_out):
    of, task, office = given_out
    new = make.officer(task.agency)
    assert not Task.objects.visible_to(make.actor(new).scope).exists()
    kept = [reader.user.pk for reader in viewers.readers(of, make.TODAY) if reader.named]
    viewers.set_viewers(of.pk, [*kept, new.pk], office, now=make.NOW)
    assert Task.objects.visible_to(make.actor(new).scope).get() == task


def test_nobody_outside_the_named_ones_lets_himself_in(given_out):
    of, task, _ = given_out
    stranger = make.actor(make.clerk())
    with pytest.raises(NotFound):
        viewers.set_viewers(of.pk, [stranger.user.pk], stranger, now=make.NOW)


def test_after_a_hand_over_the_readers_to_choose_are_those_of_the_new_agency(given_out):
    of, task, _ = given_out
    new = make.officer(make.agency())
    Task.objects.filter(pk=task.pk).update(agency=new.memberships.get().agency)
    assert new in [reader.user for reader in viewers.readers(of, make.TODAY)]
    assert viewers.unseen_agencies(of, make.TODAY) == [str(new.memberships.get().agency)]


@pytest.fixture
def secret(document, clerk):
    """The first proposal, restricted to the clerk and one officer."""
    row = review.edit(rows(document)[0].pk, clerk, {"restricted": True}, now=make.NOW)
    RestrictedViewer.objects.create(directive=row, user=make.officer(make.agency()))
    return row


def readers_of(row):
    return set(RestrictedViewer.objects.filter(directive=row).values_list("user", flat=True))


def test_both_parts_of_a_restricted_passage_stay_with_its_readers(secret, clerk):
    at = secret.span_start + secret.text.index("trước ngày")
    first, second = review_shape.split(secret.pk, at, clerk, now=make.NOW)
    assert (first.restricted, second.restricted) == (True, True)
    assert readers_of(second) == readers_of(first) and len(readers_of(first)) == 2


def test_words_of_a_restricted_passage_joined_to_an_open_one_keep_their_readers(secret, document, clerk):
    before = readers_of(secret)
    merged = review_shape.merge(rows(document)[1].pk, secret.pk, clerk, now=make.NOW)
    assert merged.restricted and readers_of(merged) == before
    told = visible_events(make.actor(make.clerk()).scope)
    assert not any(secret.text in str(event.before) + str(event.after) for event in told)


def test_two_restricted_passages_joined_are_read_by_who_might_read_both(secret, document, clerk):
    other = review.edit(rows(document)[1].pk, clerk, {"restricted": True}, now=make.NOW)
    RestrictedViewer.objects.create(directive=other, user=make.officer(make.agency()))
    merged = review_shape.merge(secret.pk, other.pk, clerk, now=make.NOW)
    assert readers_of(merged) == {clerk.user.pk}


def test_the_number_of_the_paper_still_finds_an_edited_directive(document, clerk):
    document_edit.edit_document(document.pk, {"number": "15-TB/TU"}, clerk, now=make.NOW)
    row = review.edit(rows(document)[0].pk, clerk, {"content": "Báo cáo giải ngân"}, now=make.NOW)
    assert row.search == fold("Báo cáo giải ngân 15-TB/TU")


def test_a_mark_of_secrecy_typed_into_a_directive_is_refused(document, clerk):
    with pytest.raises(InvalidInput) as refused:
        review.edit(rows(document)[0].pk, clerk, {"content": "TUYỆT MẬT\nNội dung"}, now=make.NOW)
    assert refused.value.code == "classified"


def test_facts_are_corrected_once_per_version(document, clerk):
    values = {"number": "15-TB/TU", "issued_on": dt.date(2026, 3, 1)}
    row = document_edit.edit_document(document.pk, values, clerk, now=make.NOW, version=document.version)
    assert (row.number, row.issued_on) == ("15-TB/TU", dt.date(2026, 3, 1))
    with pytest.raises(VersionConflict):
        document_edit.edit_document(document.pk, values, clerk, now=make.NOW, version=document.version)


def test_directives_follow_their_document_to_another_meeting(document, clerk):
    meeting = make.meeting()
    document_edit.edit_document(document.pk, {"meeting_id": meeting.pk}, clerk, now=make.NOW)
    assert {row.meeting_id for row in rows(document)} == {meeting.pk}


def test_a_meeting_changes_only_while_it_holds_what_was_seen(clerk):
    meeting = make.meeting()
    seen = {"chair": ""}
    document_edit.edit_meeting(meeting.pk, {"chair": "Người thứ nhất"}, seen, clerk, now=make.NOW)
    with pytest.raises(VersionConflict):
        document_edit.edit_meeting(meeting.pk, {"chair": "Người thứ hai"}, seen, clerk, now=make.NOW)


def test_only_the_office_enters_agencies_and_corrects_facts(document):
    officer = make.actor(make.officer(make.agency()))
    with pytest.raises(NotPermitted):
        new_agency.create_agency("Ban Dân nguyện", "department", officer, now=make.NOW)
    with pytest.raises(NotPermitted):
        document_edit.edit_document(document.pk, {"number": "1"}, officer, now=make.NOW)


def test_a_new_agency_takes_the_words_of_the_text_as_its_other_name(document, clerk):
    person = rows(document)[0].assignees.get()
    agency = new_agency.enter_and_resolve(
        person.pk, "Ban Quản lý dự án tỉnh", "management-board", clerk, now=make.NOW
    )
    assert (agency.code, person.mention in agency.aliases.values_list("alias", flat=True)) == (
        "ban-quan-ly-du-an-tinh",
        True,
    )


@pytest.mark.parametrize(
    ("name", "kind", "code"),
    [("", "department", ""), ("Ban mới", "?", ""), ("Ban mới", "department", "Mã có dấu")],
)
def test_an_agency_without_name_kind_or_proper_code_is_refused(clerk, name, kind, code):
    with pytest.raises(InvalidInput):
        new_agency.create_agency(name, kind, clerk, now=make.NOW, code=code)


def test_an_agency_is_not_entered_twice(clerk):
    with pytest.raises(WrongState, match="Đã có cơ quan tên này"):
        new_agency.create_agency("Sở Tài chính", "department", clerk, now=make.NOW)


def test_a_paper_kept_elsewhere_hides_what_is_entered_under_it(clerk):
    stub = intake.register_stub("", "12-TB/TU", clerk, now=make.NOW)
    given = NewDirective(text="Theo dõi theo hồ sơ.", lead=[Agency.objects.first()])
    row = review.add_manual(stub.pk, given, clerk, now=make.NOW)
    assert (row.restricted, Document.objects.get(pk=stub.pk).text) == (True, "")
    with pytest.raises(intake.AlreadyRegistered):
        intake.register_stub("", "12-TB/TU", clerk, now=make.NOW)


def test_a_heading_needs_a_name_or_a_meeting(clerk):
    with pytest.raises(InvalidInput):
        intake.register_manual(" ", None, None, clerk, now=make.NOW)
    meeting = make.meeting()
    row = intake.register_manual("", None, meeting.pk, clerk, now=make.NOW)
    assert (row.quality, row.meeting) == ("manual", meeting)


@pytest.mark.parametrize(
    "values",
    [
        {"level": "Z"},
        {"recurrence": "hằng thế kỷ"},
        {"urgency": "rất gấp"},
        {"directing_leader": "x" * 161},
        {"field_id": 99999},
        {"content": ""},
    ],
)
def test_a_value_that_its_column_cannot_hold_is_refused(document, clerk, values):
    row = rows(document)[0]
    with pytest.raises(InvalidInput) as refused:
        review.edit(row.pk, clerk, values, now=make.NOW)
    assert refused.value.field == next(iter(values))


def test_a_number_too_long_for_a_paper_is_refused(document, clerk):
    with pytest.raises(InvalidInput, match="80 ký tự"):
        document_edit.edit_document(document.pk, {"number": "1" * 81}, clerk, now=make.NOW)


def test_a_meeting_with_an_impossible_ordinal_is_refused(clerk):
    held = make.meeting()
    with pytest.raises(InvalidInput) as refused:
        document_edit.edit_meeting(held.pk, {"ordinal": 2**63}, {}, clerk, now=make.NOW)
    assert refused.value.field == "ordinal"


@pytest.mark.parametrize("who", [make.leader, make.inspector])
def test_readers_of_everything_do_not_touch_addressees(document, who):
    assignee = rows(document)[0].assignees.first()
    with pytest.raises(NotPermitted):
        addressees.remove(assignee.pk, make.actor(who()), now=make.NOW)
    assert rows(document)[0].assignees.filter(pk=assignee.pk).exists()
