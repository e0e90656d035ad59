"""A document goes in; tracked tasks, a reminder and a dashboard that counts them come out."""

import datetime as dt
import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.utils import timezone

from tests import factories as make
from tracker.models import Agency, Document, Task
from tracker.reminders.policy import load_defaults
from tracker.services.registry import load_reference

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
FIXTURES = Path(__file__).parent.parent.parent / "fixtures"


@pytest.fixture
def site(settings, tmp_path):
    settings.MAIL_DIR = tmp_path / "mail"
    settings.EVIDENCE_DIR = tmp_path / "evidence"
    load_reference(FIXTURES)
    rows = json.loads((FIXTURES / "reminder_policy.json").read_text())
    load_defaults(rows, timezone.localdate() - dt.timedelta(days=30))
    return tmp_path


def working_morning():
    """07:40 of the next working day after today, as the tick command takes it."""
    from tracker.services.calendar import office_calendar

    day = office_calendar().next_working_day(timezone.localdate() + dt.timedelta(days=1))
    return f"{day:%Y-%m-%d}T07:40"


def headline(page, name):
    return int(page.locator(f".o-{name} .so").first.inner_text())


def test_from_an_uploaded_document_to_a_confirmed_task(site, visit):
    agency = Agency.objects.get(code="so-tai-chinh-2025")
    clerk, officer = make.clerk(), make.officer(agency)
    office, leader = make.office_leader(), make.leader()
    due = timezone.localdate() + dt.timedelta(days=2)

    page = visit(clerk)
    page.goto(f"{page.base}/nhap-van-ban/")
    page.fill(
        "[name=text]",
        f"Giao Sở Tài chính báo cáo kết quả giải ngân vốn đầu tư công trước ngày {due:%d/%m/%Y}.",
    )
    page.fill("[name=reference_date]", f"{timezone.localdate():%d/%m/%Y}")
    page.click("button[type=submit]")
    page.wait_for_url("**/duyet/*/")
    page.keyboard.press("d")
    page.wait_for_selector(".the-confirmed")
    page.click("button[value=giao]")
    page.wait_for_selector(".the-issued")
    task = Task.objects.get()
    assert (task.agency, task.due_date) == (agency, due)

    out = StringIO()
    call_command("tick", "--force", "--now", working_morning(), "--json", stdout=out)
    mails = list((site / "mail").glob("*.eml"))
    to_officer = [mail for mail in mails if officer.email in mail.read_text()]
    assert len(to_officer) == 1
    call_command("tick", "--force", "--now", working_morning(), "--json", stdout=StringIO())
    assert len(list((site / "mail").glob("*.eml"))) == len(mails)

    watcher = visit(leader)
    watcher.goto(f"{watcher.base}/bang-dieu-hanh/")
    assert headline(watcher, "done_on_time") == 0

    worker = visit(officer)
    worker.goto(f"{worker.base}/admin/tracker/task/{task.pk}/change/")
    worker.get_by_role("button", name="Tiếp nhận").first.click()
    worker.wait_for_load_state()
    worker.get_by_role("link", name="Báo cáo hoàn thành").first.click()
    worker.fill("[name=done]", "Đã gửi báo cáo.")
    worker.fill("[name=product_number]", "15/BC-STC")
    worker.fill("[name=product_date]", f"{timezone.localdate():%d/%m/%Y}")
    worker.click("main button[type=submit], .dd-form button[type=submit]")
    worker.wait_for_load_state()
    task.refresh_from_db()
    assert task.status == "pending_confirmation"

    checker = visit(office)
    checker.goto(f"{checker.base}/admin/tracker/task/{task.pk}/change/")
    checker.get_by_role("button", name="Xác nhận hoàn thành").or_(
        checker.get_by_role("link", name="Xác nhận hoàn thành")
    ).first.click()
    checker.wait_for_load_state()
    if checker.locator(".dd-form button[type=submit]").count():
        checker.click(".dd-form button[type=submit]")
        checker.wait_for_load_state()
    task.refresh_from_db()
    assert task.status == "completed"
    watcher.goto(f"{watcher.base}/bang-dieu-hanh/")
    assert headline(watcher, "done_on_time") == 1
    watcher.click(".o-done_on_time a")
    assert "kết quả giải ngân" in watcher.content()


def test_a_refused_upload_keeps_what_was_typed(site, visit):
    page = visit(make.clerk())
    page.goto(f"{page.base}/nhap-van-ban/")
    page.fill("[name=text]", "TUYỆT MẬT\nNội dung không được lưu.")
    page.fill("[name=title]", "Văn bản thử")
    page.click("button[type=submit]")
    page.wait_for_selector("[role=alert]")
    assert page.input_value("[name=title]") == "Văn bản thử"
    assert not Document.objects.exists()
