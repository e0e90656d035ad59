"""Each role plays its part in a real browser: extension, return, reassignment, hand-over, Excel."""

from io import BytesIO

import pytest
from django.utils import timezone
from openpyxl import load_workbook

from tests import factories as make
from tests.browser.desk import day, fill, open_task, paper, press, status
from tracker.models import Task
from tracker.services import history
from tracker.services.excel import COLUMNS, FIRST_ROW

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
COLUMN = {key: index for index, (key, *_) in enumerate(COLUMNS, 1)}


def test_a_task_lives_through_extension_and_return_to_its_confirmation(visit, cast):
    task = cast["task"]
    officer = visit(cast["officer"])
    officer.get_by_role("link", name="Tiếp nhận", exact=True).first.click()
    officer.get_by_role("button", name="Tiếp nhận").click()
    press(officer, "Báo cáo tiến độ", done="Đã họp với các huyện", percent="40", obstacle="Thiếu số liệu")
    ask_extension(officer)
    leader = open_task(visit(cast["leader"]), task)
    press(leader, "Đồng ý gia hạn")
    clerk = open_task(visit(cast["clerk"]), task)
    press(clerk, "Trả lời khó khăn, kiến nghị", answer="Đã có công văn đôn đốc")
    open_task(officer, task)
    press(officer, "Báo cáo hoàn thành", done="Đã xong", **paper("12-BC/STC"))
    assert status(task) == "pending_confirmation"
    open_task(clerk, task)
    press(clerk, "Trả lại, yêu cầu làm tiếp", reason="Thiếu phụ lục")
    open_task(officer, task)
    press(officer, "Báo cáo hoàn thành", done="Đã bổ sung phụ lục", **paper("15-BC/STC"))
    open_task(clerk, task)
    clerk.get_by_role("button", name="Xác nhận hoàn thành").click()
    clerk.wait_for_load_state()
    assert status(task) == "completed"
    assert (task.return_count, task.extension_count) == (1, 1)
    assert history.verify() is None


def ask_extension(page):
    page.get_by_role("link", name="Đề nghị gia hạn", exact=True).click()
    page.get_by_label("Khách quan").check()
    fill(page, "Đề nghị gia hạn", reason="Chờ hướng dẫn", progress="Đã xong dự thảo", new_date=day(40))


def test_a_wrongly_addressed_task_goes_to_another_agency_and_rests_for_a_while(visit, cast):
    task, other = cast["task"], make.agency(name="Sở Nội vụ")
    head = open_task(visit(cast["head"]), task)
    press(head, "Đề nghị điều chuyển", reason="Không đúng chức năng")
    chief = open_task(visit(cast["chief"]), task)
    chief.get_by_text("Việc khác").click()
    chief.get_by_role("link", name="Chuyển cơ quan thực hiện").click()
    chief.select_option("[name=agency]", label="Sở Nội vụ")
    fill(chief, "Chuyển cơ quan thực hiện", reason="Đúng chức năng")
    chief.get_by_text("Việc khác").click()
    press(chief, "Tạm dừng", reason="Chờ luật mới", review_date=day(60))
    assert status(task) == "suspended"
    press_resume(chief)
    assert (status(task), task.agency) == ("assigned", other)


def press_resume(page):
    page.get_by_role("link", name="Tiếp tục", exact=True).click()
    fill(page, "Tiếp tục", reason="Luật đã có")


def test_open_work_is_handed_over_to_a_successor_in_one_reviewed_step(visit, cast):
    heir = make.agency(name="Sở Kinh tế")
    page = visit(cast["chief"])
    page.goto(f"{page.base}/admin/tracker/agency/{cast['at'].pk}/to-chuc/")
    page.select_option("[name=successor]", label="Sở Kinh tế")
    page.get_by_role("button", name="Ghi nhận").click()
    page.get_by_role("link", name="Xem và bàn giao nhiệm vụ").click()
    page.select_option("table select", label="Sở Kinh tế")
    page.fill("[name=reason]", "Nghị quyết sắp xếp bộ máy")
    page.get_by_role("button", name="Bàn giao 1 nhiệm vụ").click()
    page.wait_for_load_state()
    assert Task.objects.get().agency == heir
    open_task(page, cast["task"])
    assert "Sở Tài chính → Sở Kinh tế" in page.inner_text("body")


def test_a_list_goes_out_to_excel_and_comes_back(visit, cast, tmp_path):
    page = visit(cast["clerk"])
    page.goto(f"{page.base}/admin/excel/")
    with page.expect_download() as caught:
        page.get_by_role("link", name="Sở Tài chính").click()
    book = load_workbook(BytesIO(caught.value.path().read_bytes()))
    book.active.cell(FIRST_ROW, COLUMN["done"]).value = "Đã rà soát 5 đồ án"
    out = BytesIO()
    book.save(out)
    file = tmp_path / "dien.xlsx"
    file.write_bytes(out.getvalue())
    page.set_input_files("[name=file]", file)
    page.get_by_role("button", name="Xem trước").click()
    assert "Đã rà soát 5 đồ án" in page.inner_text("table")
    page.get_by_role("button", name="Ghi 1 báo cáo").click()
    page.wait_for_load_state()
    event = cast["task"].events.last()
    assert (event.verb, event.door, event.on_behalf_of) == ("report", "import", "Sở Tài chính")


def test_a_file_travels_with_the_report_and_only_downloads(visit, cast):
    page = visit(cast["officer"])
    cast["task"].status = "in_progress"
    cast["task"].save()
    open_task(page, cast["task"])
    page.get_by_role("link", name="Báo cáo tiến độ", exact=True).click()
    page.set_input_files(
        "[name=files]", {"name": "kết quả.txt", "mimeType": "text/plain", "buffer": "Đã xong".encode()}
    )
    assert page.input_value("[name=unchanged_reason]") == ""
    fill(page, "Báo cáo tiến độ", done="Gửi kèm tệp")
    with page.expect_download() as caught:
        page.get_by_role("link", name="kết quả.txt").click()
    assert caught.value.suggested_filename == "kết quả.txt"


def test_the_second_editor_reads_who_was_first_and_keeps_the_text(visit, cast):
    cast["task"].status = "in_progress"
    cast["task"].save()
    first, second = visit(cast["officer"]), visit(cast["head"])
    for page in (first, second):
        open_task(page, cast["task"]).get_by_role("link", name="Báo cáo tiến độ", exact=True).click()
    fill(first, "Báo cáo tiến độ", done="Người thứ nhất")
    fill(second, "Báo cáo tiến độ", done="Người thứ hai")
    assert str(cast["officer"]) in second.inner_text("[role=alert]")
    assert second.input_value("[name=done]") == "Người thứ hai"
    fill(second, "Báo cáo tiến độ")
    assert cast["task"].reports.count() == 2


def test_a_report_can_be_sent_with_the_keyboard_alone(visit, cast):
    cast["task"].status = "in_progress"
    cast["task"].save()
    page = visit(cast["officer"])
    page.goto(f"{page.base}/admin/tracker/task/{cast['task'].pk}/viec/report/")
    page.focus("[name=done]")
    page.keyboard.type("Đã làm bằng bàn phím")
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.type") == "submit":
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**/change/")
    assert cast["task"].reports.get().done == "Đã làm bằng bàn phím"


def test_a_search_without_accents_finds_the_words_with_them(visit, cast):
    page = visit(cast["clerk"])
    page.goto(f"{page.base}/admin/tracker/task/?q=quy+hoach")
    assert "Rà soát quy hoạch" in page.inner_text("#result_list")


def test_a_clerk_urges_several_tasks_at_once(visit, cast):
    second = make.task(cast["at"], now=timezone.now())
    page = visit(cast["clerk"])
    page.goto(f"{page.base}/admin/tracker/task/")
    for box in page.locator("input.action-select[name=_selected_action]").all():
        box.check()
    page.select_option("select[name=action]", label="Đôn đốc các nhiệm vụ đã chọn")
    page.get_by_role("button", name="Thực hiện").first.click()
    page.fill("[name=reason]", "Sắp đến hạn")
    page.get_by_role("button", name="Đôn đốc 2 nhiệm vụ").click()
    page.wait_for_load_state()
    second.refresh_from_db()
    assert (second.urge_count, Task.objects.get(pk=cast["task"].pk).urge_count) == (1, 1)
