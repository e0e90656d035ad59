"""The Excel round trip: out with ids and versions, back with a preview, refused on any conflict."""

from io import BytesIO

import pytest
from openpyxl import load_workbook
from openpyxl.styles import PatternFill

from tests import factories as make
from tracker.rules.statuses import Door
from tracker.rules.transitions import Verb
from tracker.services import history
from tracker.services.errors import InvalidInput
from tracker.services.excel import COLUMNS, FIRST_ROW, MAX_ROWS, export_list
from tracker.services.excel_in import apply_plan, read_upload
from tracker.services.lifecycle import perform

pytestmark = pytest.mark.django_db
COLUMN = {key: index for index, (key, *_) in enumerate(COLUMNS, 1)}


@pytest.fixture
def clerk():
    return make.actor(make.clerk(), door=Door.IMPORT)


@pytest.fixture
def listed(clerk):
    at = make.agency()
    return [make.task(at, make.TODAY), make.task(at, make.TODAY)]


def filled(tasks, clerk, **cells):
    """The exported sheet with `cells` written into the first task's row."""
    book = load_workbook(BytesIO(export_list(tasks[0].agency_id, clerk, make.TODAY)))
    for key, value in cells.items():
        book.active.cell(FIRST_ROW, COLUMN[key]).value = value
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def test_an_untouched_sheet_changes_nothing(listed, clerk):
    plan = read_upload(filled(listed, clerk), clerk)
    assert (len(plan.lines), plan.changed, plan.problems) == (2, [], [])


def test_coloured_empty_rows_below_the_list_are_not_counted(listed, clerk):
    book = load_workbook(BytesIO(filled(listed, clerk, done="Đã họp")))
    book.active.cell(FIRST_ROW + MAX_ROWS + 1, 1).fill = PatternFill("solid", fgColor="FFF9DB")
    out = BytesIO()
    book.save(out)
    assert len(read_upload(out.getvalue(), clerk).lines) == 2


def test_a_filled_row_is_previewed_and_becomes_a_report(listed, clerk):
    plan = read_upload(filled(listed, clerk, done="Đã họp", percent=40), clerk)
    assert plan.changed[0].labelled == [("Đã làm", "", "Đã họp"), ("Tiến độ %", "0", "40")]
    assert apply_plan(plan, clerk, now=make.NOW) == 1
    listed[0].refresh_from_db()
    assert (listed[0].status, listed[0].percent) == ("in_progress", 40)
    assert listed[0].events.last().door == "import"
    assert history.verify() is None


def test_a_row_changed_meanwhile_refuses_the_whole_file(listed, clerk):
    data = filled(listed, clerk, done="Đã họp")
    perform(listed[0].pk, Verb.URGE, make.actor(make.clerk()), now=make.NOW, reason="gấp")
    plan = read_upload(data, clerk)
    with pytest.raises(InvalidInput, match="xuất lại"):
        apply_plan(plan, clerk, now=make.NOW)


def test_a_change_between_preview_and_confirmation_is_refused_too(listed, clerk):
    plan = read_upload(filled(listed, clerk, done="Đã họp"), clerk)
    perform(listed[0].pk, Verb.URGE, make.actor(make.clerk()), now=make.NOW, reason="gấp")
    with pytest.raises(InvalidInput, match=f"Dòng {FIRST_ROW}"):
        apply_plan(plan, clerk, now=make.NOW)
    assert listed[0].reports.count() == 0


@pytest.mark.parametrize(
    ("cells", "why"),
    [
        ({"percent": 140}, "0 đến 100"),
        ({"percent": "nhiều"}, "0 đến 100"),
        ({"task": 999999, "done": "x"}, "Không tìm thấy"),
        ({"done": "=1+1"}, "công thức"),
        ({"done": "x" * 10001}, "10.000"),
        ({"percent": 30}, "Chưa nhập"),
    ],
)
def test_each_fault_is_named(listed, clerk, cells, why):
    assert why in read_upload(filled(listed, clerk, **cells), clerk).problems[0].problem


def test_a_text_that_looks_like_a_formula_leaves_as_text(clerk):
    of = make.directive(content="=HYPERLINK(1)")
    task = make.task(of=of)
    book = load_workbook(BytesIO(export_list(task.agency_id, clerk, make.TODAY)))
    cell = book.active.cell(FIRST_ROW, COLUMN["content"])
    assert (cell.data_type, cell.value, cell.quotePrefix) == ("s", "=HYPERLINK(1)", True)


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"abc", b"\xd0\xcf\x11\xe0"])
def test_another_file_is_refused(clerk, data):
    with pytest.raises(InvalidInput, match="không phải danh sách"):
        read_upload(data, clerk)


def test_a_row_of_another_agency_is_not_found_by_an_officer(listed, clerk):
    data = filled(listed, clerk, done="Đã họp")
    outsider = make.actor(make.officer(make.agency()), door=Door.IMPORT)
    assert "Không tìm thấy" in read_upload(data, outsider).problems[0].problem


def test_the_same_task_twice_is_refused(listed, clerk):
    data = filled(listed, clerk, task=listed[1].pk, done="x")
    assert any("đã có ở dòng trên" in line.problem for line in read_upload(data, clerk).problems)


def test_the_office_reports_for_an_agency_only_through_a_sheet(listed):
    from tracker.services.errors import NotPermitted

    with pytest.raises(NotPermitted):
        perform(listed[0].pk, Verb.ACCEPT, make.actor(make.clerk()), now=make.NOW)


def test_a_text_with_a_character_no_sheet_may_hold_still_leaves(clerk):
    task = make.task(of=make.directive(text="Hoàn thành\x0bviệc tổng kết"))
    book = load_workbook(BytesIO(export_list(task.agency_id, clerk, make.TODAY)))
    assert book.active.cell(FIRST_ROW, COLUMN["content"]).value == "Hoàn thành việc tổng kết"


def test_a_number_no_task_can_have_is_not_found(clerk):
    task = make.task()
    book = load_workbook(BytesIO(export_list(task.agency_id, clerk, make.TODAY)))
    book.active.cell(FIRST_ROW, COLUMN["task"]).value = 10**30
    out = BytesIO()
    book.save(out)
    assert "Không tìm thấy" in read_upload(out.getvalue(), clerk).problems[0].problem
