"""Decisions between the roles in a real browser: refused, kept, explained, reopened, replaced, only read."""

from io import BytesIO

import pytest
from django.utils import timezone
from openpyxl import load_workbook

from tests import factories as make
from tests.browser.desk import day, fill, open_task, paper, press, status
from tracker.models import RestrictedViewer
from tracker.rules.transitions import Verb
from tracker.services import history
from tracker.services.excel import COLUMNS, FIRST_ROW
from tracker.services.lifecycle import perform

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
DONE = next(index for index, (key, *_) in enumerate(COLUMNS, 1) if key == "done")


def other(page, label, **fields):
    """A verb that stands folded away under "Việc khác"."""
    page.get_by_text("Việc khác").click()
    press(page, label, **fields)


def accepted(cast):
    return perform(cast["task"].pk, Verb.ACCEPT, make.actor(cast["officer"]), now=timezone.now())


def test_a_head_names_the_officer_who_then_finds_the_task_among_his_own(visit, cast):
    head = open_task(visit(cast["head"]), cast["task"])
    head.get_by_role("link", name="Giao người thực hiện", exact=True).click()
    head.select_option("[name=officer]", label=str(cast["officer"]))
    fill(head, "Giao người thực hiện")
    cast["task"].refresh_from_db()
    assert cast["task"].officer == cast["officer"]
    officer = visit(cast["officer"])
    assert "Rà soát quy hoạch" in officer.inner_text("body")
    officer.get_by_text("Rà soát quy hoạch").first.click()
    assert str(cast["officer"]) in officer.inner_text(".dd-facts")


def test_the_office_keeps_an_assignment_and_refuses_a_later_day(visit, cast):
    task = cast["task"]
    head = open_task(visit(cast["head"]), task)
    press(head, "Đề nghị điều chuyển", reason="Không đúng chức năng")
    chief = open_task(visit(cast["chief"]), task)
    assert "Văn phòng trả lời trước hết ngày" in chief.inner_text(".dd-facts")
    press(chief, "Giữ nguyên phân công", reason="Đúng chức năng theo quy định")
    assert status(task) == "assigned"
    officer = open_task(visit(cast["officer"]), task)
    assert "Đúng chức năng theo quy định" in officer.inner_text(".dd-timeline")
    officer.get_by_role("button", name="Tiếp nhận").first.click()
    officer.get_by_role("link", name="Đề nghị gia hạn", exact=True).click()
    officer.get_by_label("Chủ quan").check()
    fill(officer, "Đề nghị gia hạn", reason="Thiếu người", progress="Mới bắt đầu", new_date=day(60))
    leader = open_task(visit(cast["leader"]), task)
    press(leader, "Không đồng ý gia hạn", reason="Việc cấp bách")
    due = task.due_date
    task.refresh_from_db()
    assert (task.due_date, task.extensions.get().state) == (due, "refused")


def test_a_closed_task_is_reopened_explained_and_closed_again(visit, cast):
    task = accepted(cast)
    officer, chief = visit(cast["officer"]), visit(cast["chief"])
    press(open_task(officer, task), "Báo cáo hoàn thành", done="Đã xong", **paper("1-BC/STC"))
    open_task(chief, task).get_by_role("button", name="Xác nhận hoàn thành").click()
    chief.wait_for_load_state()
    other(chief, "Mở lại", reason="Kết quả chưa đúng yêu cầu")
    assert status(task) == "in_progress"
    press(chief, "Yêu cầu giải trình", reason="Vì sao báo cáo sai số liệu")
    press(open_task(officer, task), "Giải trình", reason="Số liệu nguồn bị sai do bão lũ")
    press(open_task(chief, task), "Xác nhận nguyên nhân khách quan", reason="Bão lũ")
    press(open_task(officer, task), "Báo cáo hoàn thành", done="Đã sửa", **paper("2-BC/STC"))
    open_task(chief, task).get_by_role("button", name="Xác nhận hoàn thành").click()
    chief.wait_for_load_state()
    assert status(task) == "completed"
    assert (task.objective_cause, history.verify()) == ("Bão lũ", None)


def test_work_is_replaced_by_a_newer_directive(visit, cast):
    newer = make.directive(content="Chỉ đạo mới")
    chief = open_task(visit(cast["chief"]), cast["task"])
    other(chief, "Thay thế bằng chỉ đạo khác", reason="Đã có kết luận mới", directive=newer.number)
    assert status(cast["task"]) == "superseded"
    assert cast["task"].directive.superseded_by == newer


def test_a_supporting_agency_answers_by_its_own_day(visit, cast):
    at = make.agency(name="Sở Xây dựng")
    task = make.task(at, timezone.localdate(), of=cast["task"].directive, now=timezone.now(), role="support")
    page = open_task(visit(make.officer(at)), task)
    assert "(phối hợp)" in page.inner_text(".dd-facts")
    page.get_by_role("button", name="Tiếp nhận").first.click()
    press(page, "Báo cáo hoàn thành", done="Đã góp ý bằng văn bản")
    assert (status(task), status(cast["task"])) == ("pending_confirmation", "assigned")


def test_an_inspector_reads_everything_and_finds_nothing_to_press(visit, cast):
    hidden = make.task(of=make.directive(content="Việc chỉ người được ghi tên đọc", restricted=True))
    RestrictedViewer.objects.create(directive=hidden.directive, user=cast["chief"])
    page = visit(cast["inspector"])
    page.goto(f"{page.base}/admin/tracker/task/")
    listed = page.inner_text("#result_list")
    assert "Rà soát quy hoạch" in listed
    assert "chỉ người được ghi tên" not in listed
    open_task(page, cast["task"])
    assert page.locator(".dd-actions").count() == 0
    assert page.locator(".dd-timeline").is_visible()
    page.goto(f"{page.base}/bang-dieu-hanh/")
    assert page.locator(".o-in_time .so").first.inner_text() == "1"
    for verb in Verb:
        answer = page.goto(f"{page.base}/admin/tracker/task/{cast['task'].pk}/viec/{verb.value}/")
        assert page.locator("form.dd-form").count() == 0, (verb, answer.status)


def test_an_officer_fills_in_the_sheet_and_a_change_meanwhile_writes_nothing(visit, cast, tmp_path):
    task = accepted(cast)
    page = visit(cast["officer"])
    page.goto(f"{page.base}/admin/excel/")
    with page.expect_download() as caught:
        page.get_by_role("link", name="Sở Tài chính").click()
    book = load_workbook(BytesIO(caught.value.path().read_bytes()))
    book.active.cell(FIRST_ROW, DONE).value = "Đã rà soát 5 đồ án"
    file = tmp_path / "dien.xlsx"
    book.save(file)
    page.set_input_files("[name=file]", file)
    page.get_by_role("button", name="Xem trước").click()
    assert page.get_by_role("button", name="Ghi 1 báo cáo").is_visible()
    perform(task.pk, Verb.URGE, make.actor(cast["clerk"]), now=timezone.now(), reason="Gấp")
    page.get_by_role("button", name="Ghi 1 báo cáo").click()
    page.wait_for_load_state()
    assert task.reports.count() == 0
    assert f"Dòng {FIRST_ROW}" in page.inner_text("body")
