"""The brief before a meeting, the agency's own sheet, the evaluation sheet."""

import datetime as dt
import io

import docx
import pypdfium2
import pytest

from tests import factories as make
from tracker.models import DeadlineExtension
from tracker.reports import agency_sheet, brief, evaluation, export_docx, export_pdf
from tracker.reports.paper import Grid, Text
from tracker.rules.report_periods import Period
from tracker.rules.transitions import Verb
from tracker.services.errors import NotFound, NotPermitted
from tracker.services.lifecycle import perform

pytestmark = pytest.mark.django_db
TODAY = make.TODAY
MARCH = Period("month", 2026, 3)


def day(offset):
    return TODAY + dt.timedelta(days=offset)


def moment(offset):
    return make.NOW + dt.timedelta(days=offset)


def text(paper):
    parts = []
    for block in paper.blocks:
        parts += (
            [block.text]
            if isinstance(block, Text)
            else [block.title, *(str(v) for r in block.rows for v in r)]
        )
    return "\n".join(parts)


def grid(paper, title):
    """The table whose title has these words."""
    return next(b for b in paper.blocks if isinstance(b, Grid) and title in b.title)


@pytest.fixture
def meeting():
    return make.meeting(title="Hội nghị Ban Thường vụ lần thứ 9", date=day(-60))


def scope(user):
    return make.actor(user).scope


def test_the_brief_counts_each_directive_of_the_meeting_once(meeting):
    shared = make.directive(meeting=meeting)
    for _ in range(3):
        make.task(due=day(-40), of=shared)
    make.task(due=day(3))
    paper = brief.compose(meeting.pk, scope(make.leader()), TODAY, "party")
    assert "có 1 chỉ đạo đang theo dõi" in text(paper)
    assert len(grid(paper, "Các chỉ đạo").rows) == 1


def test_the_brief_puts_before_the_meeting_what_needs_a_decision(meeting):
    of = make.directive(meeting=meeting)
    make.task(due=day(5), of=of, status="objected", objection="Không đúng chức năng")
    asking = make.task(due=day(5), of=of, status="in_progress")
    DeadlineExtension.objects.create(
        task=asking,
        asked_due=day(30),
        reason="Chờ số liệu",
        requested_by=make.person(),
        requested_at=make.NOW,
    )
    make.task(due=day(-45), of=of)
    make.task(due=None, of=of, review_date=day(-1))
    make.task(due=day(9), of=of)
    rows = grid(brief.compose(meeting.pk, scope(make.leader()), TODAY, "party"), "Việc cần cho ý kiến").rows
    assert [row[0] for row in rows] == [1, 2, 3, 4]
    assert "Không đúng chức năng" in rows[0][3]
    assert "Chờ số liệu" in rows[1][3]
    assert "Quá hạn 45 ngày" in rows[2][3]


@pytest.mark.parametrize(
    ("task", "why"),
    [
        ({"issued_on": day(-40)}, "chưa được đề xuất"),
        ({"review_date": day(-1)}, "đã đến ngày rà soát"),
        ({"status": "suspended", "review_date": day(-1)}, "Tạm dừng, đến ngày rà soát"),
    ],
)
def test_the_brief_asks_the_meeting_about_work_nobody_dated(meeting, task, why):
    make.task(due=None, of=make.directive(meeting=meeting), **task)
    (row,) = grid(brief.compose(meeting.pk, scope(make.leader()), TODAY, "party"), "Việc cần cho ý kiến").rows
    assert why in row[3]


@pytest.mark.parametrize("task", [{}, {"status": "suspended", "review_date": day(9)}])
def test_the_brief_leaves_out_undated_work_that_still_has_time(meeting, task):
    make.task(due=None, of=make.directive(meeting=meeting), **task)
    paper = brief.compose(meeting.pk, scope(make.leader()), TODAY, "party")
    assert "Không có việc cần cho ý kiến." in text(paper)


def test_the_brief_lists_what_was_closed_since_the_meeting(meeting):
    of = make.directive(meeting=meeting)
    make.task(
        due=day(-5), of=of, status="completed", delivered_on=day(-6), closed_on=day(-4), product_number="7-BC"
    )
    rows = grid(brief.compose(meeting.pk, scope(make.leader()), TODAY, "party"), "Việc đã kết thúc").rows
    assert rows[0][4] == "Hoàn thành, văn bản 7-BC"


def test_a_meeting_that_gave_an_agency_no_work_does_not_exist_for_it(meeting):
    make.task(due=day(5), of=make.directive(meeting=meeting))
    with pytest.raises(NotFound):
        brief.compose(meeting.pk, scope(make.officer(make.agency())), TODAY, "party")


def test_the_agency_sheet_lists_late_work_first():
    at = make.agency()
    make.task(at, day(20))
    make.task(at, day(-3))
    paper = agency_sheet.compose(at.pk, scope(make.officer(at)), TODAY, "state")
    titles = [b.title for b in paper.blocks if isinstance(b, Grid)]
    assert titles == ["Nhiệm vụ quá hạn (1)", "Nhiệm vụ trong hạn (1)"]


def test_the_agency_sheet_cites_the_paper_that_ordered_each_task():
    at = make.agency()
    paper = make.document(number="12-TB/TU", issued_on=day(-30))
    make.task(at, day(-3), of=make.directive(document=paper))
    sheet = agency_sheet.compose(at.pk, scope(make.officer(at)), TODAY, "state")
    assert f"12-TB/TU ngày {day(-30):%d/%m/%Y}" in grid(sheet, "Nhiệm vụ quá hạn").rows[0]


def test_tables_of_the_brief_are_numbered_without_gaps(meeting):
    make.task(
        due=day(9),
        of=make.directive(meeting=meeting),
        status="completed",
        delivered_on=day(-1),
        closed_on=day(-1),
    )
    paper = brief.compose(meeting.pk, scope(make.leader()), TODAY, "party")
    assert [b.title[:7] for b in paper.blocks if isinstance(b, Grid)] == ["Biểu 1.", "Biểu 2."]


def test_another_agencys_sheet_is_not_found():
    with pytest.raises(NotFound):
        agency_sheet.compose(make.agency().pk, scope(make.officer(make.agency())), TODAY, "state")


@pytest.fixture
def judged():
    """An officer with one task returned once and delivered late for a confirmed objective cause."""
    at = make.agency()
    head, who, office = make.head(at), make.officer(at), make.office_leader()
    task = make.task(at, day(2), officer=who)
    report = {
        "report": {"done": "Đã xong"},
        "delivered_on": TODAY,
        "product_number": "1",
        "product_date": TODAY,
    }
    perform(task.pk, Verb.ACCEPT, make.actor(who), now=moment(0))
    perform(task.pk, Verb.SUBMIT, make.actor(who), now=moment(0), **report)
    perform(task.pk, Verb.RETURN, make.actor(office), now=moment(1), reason="Thiếu số liệu")
    late = {**report, "delivered_on": day(6), "product_date": day(6)}
    perform(task.pk, Verb.SUBMIT, make.actor(who), now=moment(6), **late)
    perform(task.pk, Verb.CONFIRM, make.actor(office), now=moment(7))
    return at, head, who, office, task


def row_of(judged):
    _, head, who, _, _ = judged
    paper = evaluation.compose(who.pk, MARCH, scope(head), day(20), "party")
    return paper.blocks[-1].rows[0]


def test_a_delay_and_a_return_each_take_their_share(judged):
    row = row_of(judged)
    assert row[5:8] == [4, 1, 1]
    assert row[9:] == [75, 75]


@pytest.mark.parametrize("style", ["party", "state"])
def test_the_evaluation_sheet_begins_its_table_on_the_first_page(judged, style):
    _, head, who, _, _ = judged
    paper = evaluation.compose(who.pk, MARCH, scope(head), day(20), style)
    first = pypdfium2.PdfDocument(export_pdf.render(paper))[0]
    assert "Kết quả theo từng việc" in first.get_textpage().get_text_range()
    (section,) = docx.Document(io.BytesIO(export_docx.render(paper))).sections
    assert section.page_width > section.page_height


def test_a_confirmed_objective_cause_takes_nothing_from_progress(judged):
    _, _, _, office, task = judged
    perform(task.pk, Verb.CONFIRM_CAUSE, make.actor(office), now=moment(8), reason="Bão số 3")
    row = row_of(judged)
    assert (row[8], row[9]) == ("Bão số 3", 100)


def test_work_closed_before_the_period_is_not_judged_again(judged):
    _, head, who, _, _ = judged
    paper = evaluation.compose(who.pk, Period("month", 2026, 4), scope(head), day(40), "party")
    assert paper.blocks[-1].rows == []


def test_work_reopened_in_the_period_is_judged_in_it(judged):
    _, head, who, office, task = judged
    perform(task.pk, Verb.REOPEN, make.actor(office), now=moment(35), reason="Còn thiếu phụ lục")
    paper = evaluation.compose(who.pk, Period("month", 2026, 4), scope(head), day(40), "party")
    assert [row[1] for row in paper.blocks[-1].rows] == [task.directive.content]


def test_a_colleague_may_not_order_the_sheet_but_the_officer_may(judged):
    at, _, who, _, _ = judged
    assert evaluation.compose(who.pk, MARCH, scope(who), day(20), "party")
    with pytest.raises(NotPermitted):
        evaluation.compose(who.pk, MARCH, scope(make.officer(at)), day(20), "party")
    with pytest.raises(NotFound):
        evaluation.compose(who.pk, MARCH, scope(make.head(make.agency())), day(20), "party")
