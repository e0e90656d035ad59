"""Every kind of page of the workplace: no serious accessibility fault, nothing wider than the screen."""

import datetime as dt

import pytest
from django.utils import timezone

from tests import factories as make
from tests.browser.conftest import faults_of
from tracker.models import UrgeLetter
from tracker.rules.statuses import Role

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def office(settings, tmp_path):
    """An agency with late work, a letter about it, and the people of each side."""
    settings.DATA_DIR = settings.EVIDENCE_DIR = tmp_path
    now, today = timezone.now(), timezone.localdate()
    at = make.agency("so-tai-chinh", name="Sở Tài chính")
    of = make.directive(content="Rà soát, hoàn thiện quy hoạch sử dụng đất", product_kind="bao-cao")
    task = make.task(at, today - dt.timedelta(days=9), of=of, now=now, status="in_progress")
    make.task(at, today + dt.timedelta(days=9), now=now)
    UrgeLetter.objects.create(agency=at, level=1, drafted_on=today).tasks.add(task)
    return {"at": at, "task": task}


def verbs(task, *names):
    return [f"/admin/tracker/task/{task.pk}/viec/{name}/" for name in names]


@pytest.mark.parametrize("width", [1280, 390])
def test_the_pages_of_an_officer_are_readable_by_everyone(visit, office, width):
    page = visit(make.officer(office["at"]), width=width)
    task = f"/admin/tracker/task/{office['task'].pk}"
    pages = ["/admin/", "/admin/tracker/task/", f"{task}/change/", f"{task}/nhac/", "/admin/thong-bao/"]
    pages += verbs(office["task"], "report", "submit", "request_extension")
    pages += ["/admin/excel/", "/admin/tai-khoan/", "/admin/tai-khoan/hai-lop/"]
    assert [fault for address in pages for fault in faults_of(page, address, width)] == []


@pytest.mark.parametrize("width", [1280, 390])
def test_the_pages_of_the_office_are_readable_by_everyone(visit, office, width):
    page = visit(make.office_leader(), width=width)
    at, task = office["at"].pk, office["task"]
    pages = ["/admin/", "/admin/tracker/directive/", "/admin/tracker/document/", "/admin/tracker/meeting/"]
    pages += [f"/admin/tracker/agency/{at}/to-chuc/", f"/admin/tracker/task/{task.pk}/change/"]
    pages += verbs(task, "urge", "suspend", "reassign", "recall")
    pages += ["/admin/nhac-viec/", "/admin/cong-van-don-doc/", "/admin/lich-nghi/xem-truoc/"]
    pages += ["/nhap-van-ban/"]
    assert [fault for address in pages for fault in faults_of(page, address, width)] == []


@pytest.mark.parametrize("width", [1280, 390])
def test_the_pages_of_the_administrator_are_readable_by_everyone(visit, office, width):
    admin = make.person(Role.SYSADMIN)
    page = visit(admin, width=width)
    pages = ["/admin/", "/admin/tracker/user/", f"/admin/tracker/user/{admin.pk}/change/"]
    assert [fault for address in pages for fault in faults_of(page, address, width)] == []
