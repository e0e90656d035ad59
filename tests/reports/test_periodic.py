"""The periodic report: reconciled figures, refusal, and files that open."""

import datetime as dt
import io
import zipfile
from collections import Counter
from unittest.mock import patch

import docx
import openpyxl
import pypdfium2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from tests import factories as make
from tests.reports.histories import History, tried
from tracker.models import DeadlineExtension, ProgressReport, TaskEvent
from tracker.reports import export_docx, export_pdf, export_xlsx, ledger, periodic
from tracker.reports.as_of import load, recorded
from tracker.reports.fold import Fold, class_of
from tracker.reports.paper import Grid, Head, Paper, placed, shown
from tracker.reports.periodic import figures
from tracker.reports.periodic_paper import appendix, compose
from tracker.reports.schedule_sql import RECORDED
from tracker.reports.summary import Part, count_directives, count_tasks
from tracker.rules.counting import UNFINISHED, CountsDisagree
from tracker.rules.deadline_state import Schedule, days_late
from tracker.rules.report_periods import Period
from tracker.rules.scope import Scope
from tracker.rules.statuses import Role
from tracker.rules.transitions import Verb
from tracker.rules.zone import ZONE
from tracker.services.lifecycle import perform

EVERYTHING = Scope(user_id=1, roles=frozenset({Role.LEADER}))
MARCH = Period("month", 2026, 3)
TODAY = make.TODAY


def as_printed(found):
    agencies = {int(row.value): row.summary for row in found.table.rows}
    late = [state.task for state, _ in found.late]
    return agencies, found.directives, found.carried, late, +found.extensions, +found.updated


def counted_at_once(period, scope, today):
    """The same figures from the whole of both days, as recorded in the history, in memory."""
    day, eve = min(period.last, today), period.first - dt.timedelta(days=1)
    before, after = (load([Part(recorded(on, scope), RECORDED)]) for on in (eve, day))
    again = set(
        TaskEvent.objects.filter(verb="reopen", on__gt=eve, on__lte=day).values_list("task", flat=True)
    )
    rows = [s for s in after.values() if s.task in again or s.task not in before or not before[s.task].closed]
    fold = Fold(day)
    for state in rows:
        fold.add(state)
    late = [s for s in rows if class_of(s, day) == Schedule.OVERDUE]
    late.sort(key=lambda s: (-days_late(s.due, s.delivered, day), s.task))
    agency = {s.task: s.agency for s in rows}
    open_now = {s.task for s in rows if class_of(s, day) in UNFINISHED}
    granted = [
        x for x in DeadlineExtension.objects.filter(state="granted") if eve < local_day(x.decided_at) <= day
    ]
    told = {r.task_id for r in ProgressReport.objects.all() if eve < local_day(r.created_at) <= day}
    return (
        fold.agencies(),
        fold.directives(),
        sum(state.task in before for state in rows),
        [state.task for state in late],
        Counter(agency[x.task_id] for x in granted if x.task_id in agency),
        Counter(agency[task] for task in told & open_now),
    )


def local_day(moment):
    return moment.astimezone(ZONE).date()


class RandomHistories(TestCase):
    @settings(max_examples=tried(6), deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.integers(0, 10**6))
    def test_the_report_counts_what_the_dashboard_counts(self, seed):
        history = History(seed).play()
        found = figures(MARCH, EVERYTHING, history.today)
        rows = recorded(history.today, EVERYTHING)
        assert found.whole == count_tasks(rows, history.today, columns=RECORDED)[None]
        assert found.directives == count_directives(rows, history.today, columns=RECORDED)[None]
        sheet = appendix(found)
        assert [sum(row[i] for row in sheet.rows) for i in range(2, 14)] == sheet.total[2:14]

    @settings(max_examples=tried(10), deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.integers(0, 10**6), st.sampled_from([2, 20_000]))
    def test_a_period_begun_and_ended_amid_the_history_counts_the_same_part_by_part(self, seed, at_once):
        history = History(seed, start=make.NOW + dt.timedelta(days=20)).play()
        readers = [
            EVERYTHING,
            Scope(user_id=2, agency_roles={history.agencies[0].pk: frozenset({Role.HEAD})}),
        ]
        for period in (MARCH, MARCH.next()):
            for reader in readers:
                with patch.object(ledger, "AT_ONCE", at_once):
                    found = figures(period, reader, history.today)
                assert as_printed(found) == counted_at_once(period, reader, history.today)

    @settings(max_examples=tried(6), deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.integers(0, 10**6))
    def test_counts_folded_in_memory_equal_those_of_the_database(self, seed):
        history = History(seed).play()
        day = sorted(history.recorded)[len(history.recorded) // 2]
        rows = recorded(day, EVERYTHING)
        fold = Fold(day)
        for state in load([Part(rows, RECORDED)]).values():
            fold.add(state)
        by_sql = count_tasks(rows, day, by="agency_after_id", columns=RECORDED)
        assert fold.agencies() == {k: v for k, v in by_sql.items() if v.now.total}
        assert fold.directives() == count_directives(rows, day, columns=RECORDED)[None]


@pytest.fixture
def two_months(db):
    """One task closed in February, one carried over and late, one given in March."""
    at, early = make.agency(name="Sở =1+1"), make.NOW - dt.timedelta(days=20)
    office = make.actor(make.office_leader())
    old = make.task(at, TODAY, now=early)
    perform(old.pk, Verb.RECALL, office, now=early + dt.timedelta(days=2), reason="Không còn cần")
    make.task(at, TODAY - dt.timedelta(days=9), now=early)
    make.task(at, TODAY + dt.timedelta(days=9), of=make.directive(text="=HYPERLINK(1) <việc> & khác"))
    return figures(MARCH, EVERYTHING, TODAY)


def test_work_closed_before_the_period_is_not_counted_again(two_months):
    assert (two_months.whole.now.total, two_months.carried) == (2, 1)
    assert two_months.whole.now.overdue == 1


def test_a_report_whose_table_disagrees_with_the_history_is_refused(two_months):
    two_months.ledger.changes["opened"].append(0)
    with pytest.raises(CountsDisagree, match="không được phát hành"):
        periodic._check(two_months)


def test_two_bodies_of_one_name_are_told_apart_by_the_day_the_former_ended(db):
    old = make.agency(name="Sở Tài chính", valid_to=dt.date(2025, 2, 28))
    for at in (old, make.agency(name="Sở Tài chính"), make.agency(name="Sở Y tế", valid_to=TODAY)):
        make.task(at, TODAY)
    names = {row.name for row in figures(MARCH, EVERYTHING, TODAY).table.rows}
    assert names == {"Sở Tài chính (đến 28/02/2025)", "Sở Tài chính", "Sở Y tế"}


def test_a_period_still_to_come_is_refused(db):
    with pytest.raises(ValueError, match="begun"):
        figures(Period("year", 2027), EVERYTHING, TODAY)


@pytest.mark.parametrize("style", ["party", "state"])
def test_the_word_file_carries_the_letterhead_and_every_row(two_months, style):
    paper = compose(two_months, style, TODAY)
    document = docx.Document(io.BytesIO(export_docx.render(paper)))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    text = "\n".join(cells + [p.text for p in document.paragraphs])
    assert ("ĐẢNG CỘNG SẢN VIỆT NAM" in text) == (style == "party")
    assert ("Độc lập - Tự do - Hạnh phúc" in text) == (style == "state")
    assert "Sở =1+1" in text
    assert "PHỤ LỤC" in text


def test_pages_are_numbered_at_the_top_from_the_second_on_and_the_appendix_anew(two_months):
    document = docx.Document(io.BytesIO(export_docx.render(compose(two_months, "party", TODAY))))
    report, annex = document.sections
    assert "PAGE" in report.header.paragraphs[0]._p.xml
    assert report.different_first_page_header_footer and annex.different_first_page_header_footer
    assert 'w:pgNumType w:start="1"' in annex._sectPr.xml
    pages = pypdfium2.PdfDocument(export_pdf.render(compose(two_months, "party", TODAY)))
    first_lines = [page.get_textpage().get_text_range().split() for page in pages]
    assert first_lines[0][0] == "TỈNH"
    assert "PHỤ" in first_lines[-1][0]


def test_an_appendix_names_the_paper_it_goes_with(two_months):
    lines = compose(two_months, "state", TODAY).title_lines(appendix(two_months))
    assert lines[0] == "PHỤ LỤC"
    assert (
        lines[2].replace("\u00a0", "")
        == "(Kèm theo Báo cáo số/BC-VPTU, ngàytháng 3 năm 2026 của Văn phòng Tỉnh ủy)"
    )


def test_no_text_becomes_a_formula_in_excel(two_months):
    paper = compose(two_months, "party", TODAY)
    book = openpyxl.load_workbook(io.BytesIO(export_xlsx.render(paper)))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert "f" not in {cell.data_type for cell in cells}
    assert any(cell.value == "Sở =1+1" for cell in cells)


def test_a_text_that_begins_like_a_formula_stays_text():
    paper = Paper("party", "", "", "", "", TODAY, "", "")
    paper.blocks.append(Grid("t", [[Head("a")]], [["=1+1"], ["@SUM(A1)"], ["-3"]], [10]))
    data = export_xlsx.render(paper)
    book = openpyxl.load_workbook(io.BytesIO(data))
    assert {cell.data_type for row in book["Bảng 1"]["A3:A5"] for cell in row} == {"s"}
    assert b"<f>" not in zipfile.ZipFile(io.BytesIO(data)).read("xl/worksheets/sheet2.xml")


def test_the_pdf_file_opens_and_speaks_vietnamese(two_months):
    pages = pypdfium2.PdfDocument(export_pdf.render(compose(two_months, "party", TODAY)))
    text = "\n".join(page.get_textpage().get_text_range() for page in pages)
    assert "tình hình thực hiện các nhiệm vụ được giao" in text
    assert len(pages) >= 2


@pytest.mark.parametrize("rows", range(20, 44))
def test_a_note_is_never_alone_on_the_last_page_of_a_pdf(rows):
    paper = Paper("party", "", "", "", "", TODAY, "", "")
    body = [[f"dòng {n}"] for n in range(rows)]
    paper.blocks.append(Grid("t", [[Head("a")]], body, [10], ["cộng"], "Ghi chú. " * 40, wide=True))
    last = list(pypdfium2.PdfDocument(export_pdf.render(paper)))[-1].get_textpage().get_text_range()
    assert "Ghi chú." in last
    assert "cộng" in last
    assert f"dòng {rows - 1}" in last


def test_rows_of_a_sheet_are_high_enough_for_their_longest_text():
    paper = Paper("party", "", "", "", "", TODAY, "", "")
    paper.blocks.append(Grid("t", [[Head("a")]], [["ngắn"], ["một câu dài " * 20]], [50]))
    sheet = openpyxl.load_workbook(io.BytesIO(export_xlsx.render(paper)))["Bảng 1"]
    short, long = (sheet.row_dimensions[row].height for row in (3, 4))
    assert long >= 6 * short


def test_heading_cells_that_span_push_the_next_line_aside():
    head = [[Head("a", rows=2), Head("b", cols=2)], [Head("c"), Head("d")]]
    assert [(level, column, cell.text) for level, column, cell in placed(head)] == [
        (0, 0, "a"),
        (0, 1, "b"),
        (1, 1, "c"),
        (1, 2, "d"),
    ]


def test_values_are_shown_as_officials_write_them():
    assert [shown(v) for v in (1234567, 12.5, TODAY, None)] == ["1.234.567", "12,5", "02/03/2026", ""]


@pytest.mark.parametrize(
    ("code", "name", "last"),
    [
        ("month-2026-2", "tháng 2 năm 2026", dt.date(2026, 2, 28)),
        ("quarter-2026-3", "quý III năm 2026", dt.date(2026, 9, 30)),
        ("half-2026-1", "6 tháng đầu năm 2026", dt.date(2026, 6, 30)),
        ("year-2026-1", "năm 2026", dt.date(2026, 12, 31)),
    ],
)
def test_periods_are_named_and_end_as_in_print(code, name, last):
    period = Period.parse(code)
    assert (period.name, period.last, period.code) == (name, last, code)
    assert period.next().previous() == period


@pytest.mark.parametrize("code", ["week-2026-1", "month-2026-13", "quarter-2026-0", "month-99-1", "rác"])
def test_periods_that_do_not_exist_are_refused(code):
    with pytest.raises(ValueError):
        Period.parse(code)
