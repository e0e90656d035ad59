"""A document goes in, tasks come out; nothing classified is ever stored; decisions survive a new reading."""

import datetime as dt
from pathlib import Path

import pytest

from tests import factories as make
from tracker.models import Directive, Document, Task
from tracker.services import addressees, intake, issue, reading, review, review_shape, undo
from tracker.services.errors import InvalidInput, VersionConflict, WrongState
from tracker.services.registry import load_reference

pytestmark = pytest.mark.django_db
FIXTURES = Path(__file__).parent.parent.parent / "fixtures"
TEXT = (
    "Phát biểu kết luận hội nghị, đồng chí Bí thư Tỉnh ủy yêu cầu các cơ quan tham mưu, giúp việc Tỉnh ủy "
    "hoàn thành việc tổng kết các chương trình, đề án xong trước ngày 30/11/2019. "
    "Giao Sở Tài chính báo cáo kết quả giải ngân vốn đầu tư công trong tháng 12/2019."
)
DAY = dt.date(2019, 10, 31)


@pytest.fixture
def clerk(db):
    load_reference(FIXTURES)
    return make.actor(make.clerk())


@pytest.fixture
def document(clerk):
    row = intake.receive(intake.Intake(text=TEXT, reference_date=DAY), clerk, now=make.NOW)
    reading.read_document(row.pk, now=make.NOW)
    row.refresh_from_db()
    return row


def dated(document):
    return document.directives.get(due_date=dt.date(2019, 11, 30))


def test_the_reader_proposes_what_the_text_orders(document):
    assert document.reading == "read"
    assert dated(document).deadline_text.endswith("30/11/2019")


def test_issuing_a_collective_gives_every_accepted_member_its_task(document, clerk):
    row = dated(document)
    assignee = row.assignees.get()
    members = addressees.offered_members(assignee, DAY)
    assert len(members) >= 5
    addressees.expand(assignee.pk, [a.pk for a in members], clerk, now=make.NOW)
    review.confirm(row.pk, clerk, now=make.NOW)
    issue.issue(row.pk, clerk, now=make.NOW)
    tasks = Task.objects.filter(directive=row)
    assert {t.agency_id for t in tasks} == {a.pk for a in members}
    assert {t.due_date for t in tasks} == {dt.date(2019, 11, 30)}


def test_a_collective_nobody_has_expanded_is_not_issued(document, clerk):
    row = review.confirm(dated(document).pk, clerk, now=make.NOW)
    with pytest.raises(InvalidInput, match="Chưa xác định cơ quan"):
        issue.issue(row.pk, clerk, now=make.NOW)
    assert not Task.objects.exists()


def test_issuing_twice_makes_the_tasks_once(document, clerk):
    row = document.directives.get(assignees__agency__display_name="Sở Tài chính")
    review.confirm(row.pk, clerk, now=make.NOW)
    issue.issue(row.pk, clerk, now=make.NOW)
    with pytest.raises(WrongState):
        issue.issue(row.pk, clerk, now=make.NOW)
    assert Task.objects.filter(directive=row).count() == 1


def test_the_same_document_twice_answers_with_the_first(document, clerk):
    with pytest.raises(intake.AlreadyRegistered) as known:
        intake.receive(intake.Intake(text=TEXT), clerk, now=make.NOW)
    assert known.value.document == document


def test_the_day_of_the_first_intake_is_told_as_it_was_in_vietnam(clerk):
    early = dt.datetime(2026, 3, 2, 6, 30, tzinfo=make.VN)  # still 1 March in Greenwich
    intake.receive(intake.Intake(text=TEXT), clerk, now=early)
    with pytest.raises(intake.AlreadyRegistered, match="02/03/2026"):
        intake.receive(intake.Intake(text=TEXT), clerk, now=early)


def test_a_source_of_the_text_that_nobody_knows_is_refused(clerk):
    with pytest.raises(InvalidInput) as refused:
        intake.receive(intake.Intake(text=TEXT, quality="hearsay"), clerk, now=make.NOW)
    assert (refused.value.field, Document.objects.count()) == ("quality", 0)


@pytest.mark.parametrize("stamp", ["MẬT", "TỐI MẬT", "T U Y Ệ T   M Ậ T", "Độ mật: Mật"])
def test_classified_text_is_refused_before_anything_is_stored(clerk, stamp):
    with pytest.raises(InvalidInput) as refused:
        intake.receive(intake.Intake(text=f"{stamp}\n{TEXT}"), clerk, now=make.NOW)
    assert refused.value.code == "classified"
    assert not Document.objects.exists()


def test_text_that_speaks_of_secrets_is_taken(clerk):
    text = TEXT + " Làm tốt công tác bảo vệ bí mật nhà nước, bảo mật thông tin, mật khẩu."
    assert intake.receive(intake.Intake(text=text), clerk, now=make.NOW).pk


def test_a_new_reading_keeps_every_decision(document, clerk):
    row = review.reject(dated(document).pk, clerk, now=make.NOW, reason="trùng")
    reading.requeue(document.pk)
    reading.read_document(document.pk, now=make.NOW)
    row.refresh_from_db()
    assert row.state == "rejected"
    assert document.directives.filter(span_start=row.span_start).count() == 1


def test_two_reviewers_never_overwrite_each_other(document, clerk):
    row = dated(document)
    review.edit(row.pk, clerk, {"content": "Bản của người thứ nhất"}, now=make.NOW, version=row.version)
    with pytest.raises(VersionConflict):
        review.edit(row.pk, clerk, {"content": "Bản của người thứ hai"}, now=make.NOW, version=row.version)


def test_undo_puts_back_what_the_last_edit_changed(document, clerk):
    row = dated(document)
    review.edit(row.pk, clerk, {"due_date": dt.date(2020, 1, 1)}, now=make.NOW)
    assert undo.undo_last(row.pk, clerk, now=make.NOW).due_date == dt.date(2019, 11, 30)


def test_a_split_proposal_covers_the_same_words_in_two(document, clerk):
    row = dated(document)
    cut = document.text.index("hoàn thành việc tổng kết")
    first, second = review_shape.split(row.pk, cut, clerk, now=make.NOW)
    assert (first.span_start, first.span_end, second.span_start) == (row.span_start, cut, cut)
    assert second.assignees.count() == row.assignees.count()


def test_merged_proposals_become_one_with_all_addressees(document, clerk):
    first, second = document.directives.order_by("span_start")
    merged = review_shape.merge(first.pk, second.pk, clerk, now=make.NOW)
    assert (merged.span_start, merged.span_end) == (first.span_start, second.span_end)
    assert merged.assignees.count() == 2
    assert document.directives.exclude(state="rejected").count() == 1


def test_a_missed_passage_can_be_added_by_hand(document, clerk):
    start = document.text.index("Phát biểu")
    for row in document.directives.all():
        review.reject(row.pk, clerk, now=make.NOW)
    added = review.add(document.pk, start, start + 30, clerk, now=make.NOW)
    assert added.text == document.text[start : start + 30]


def test_an_unknown_year_leaves_the_deadline_empty(clerk):
    row = intake.receive(
        intake.Intake(text="Yêu cầu Sở Tài chính báo cáo trước ngày 15/10."), clerk, now=make.NOW
    )
    reading.read_document(row.pk, now=make.NOW)
    found = Directive.objects.get(document=row)
    assert found.due_date is None
    assert "15/10" in found.deadline_text


def test_the_number_after_99999_grows_by_a_digit_and_goes_on_from_there(clerk):
    make.directive(number="2026-99999")
    numbers = []
    for _ in range(2):
        of = make.directive(state="confirmed", number=None)
        of.assignees.create(mention="Cơ quan", role="lead", agency=make.agency())
        issue.issue(of.pk, clerk, now=make.NOW)
        of.refresh_from_db()
        numbers.append(of.number)
    assert numbers == ["2026-100000", "2026-100001"]
