"""Leaders' pages in a real browser: numbers open their lists, nothing overflows, no accessibility fault."""

import datetime as dt

import pytest
from django.core.cache import cache
from django.utils import timezone

from tests import factories as make
from tests.browser.conftest import faults_of
from tracker.models import Field

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PAGES = (
    "/bang-dieu-hanh/",
    "/bang-dieu-hanh/theo/hoi-nghi/",
    "/bang-dieu-hanh/theo/van-ban/",
    "/bang-dieu-hanh/theo/linh-vuc/",
    "/bang-dieu-hanh/theo/lanh-dao/",
    "/bang-dieu-hanh/xu-huong/",
    "/bang-dieu-hanh/rui-ro/",
    "/bang-dieu-hanh/van-phong/",
    "/bang-dieu-hanh/van-phong/nhap/",
    "/bang-dieu-hanh/van-phong/xac-nhan/",
    "/bang-dieu-hanh/so-sanh/",
    "/nhiem-vu/",
    "/chi-dao/",
    "/tep-cua-toi/",
    "/lich/",
)


@pytest.fixture
def province(settings, tmp_path):
    """A leader and an office with work of most kinds."""
    settings.DATA_DIR = tmp_path
    cache.clear()
    now, today = timezone.now(), timezone.localdate()
    field = Field.objects.create(code="kt", name="Kinh tế")
    agencies = [make.agency(name=f"Sở số {i}") for i in range(4)]
    for number, offset in enumerate((-200, -45, -9, -2, 0, 3, 12, 40, None)):
        of = make.directive(field=field, text=f"Rà soát, hoàn thiện quy hoạch, việc số {number}")
        for at in agencies[: 1 + number % 4]:
            due = None if offset is None else today + dt.timedelta(days=offset)
            make.task(at, due, of=of, now=now, status="in_progress" if number % 2 else "assigned")
    late = {"delivered_on": today - dt.timedelta(days=1), "closed_on": today, "status": "completed"}
    make.task(agencies[0], today - dt.timedelta(days=4), now=now, **late)
    # The office confirmed this one, reported two days before: its clock counts it.
    answered = late | {"submitted_at": now - dt.timedelta(days=2), "completed_at": now, "confirm_by": today}
    make.task(agencies[1], today, now=now, **answered)
    return make.leader()


def test_every_headline_number_opens_a_list_of_that_length(visit, province):
    page = visit(province)
    page.goto(page.base + "/bang-dieu-hanh/")
    tiles = page.locator(".o a")
    for i in range(tiles.count()):
        shown = tiles.nth(i).locator(".so").inner_text().replace(".", "")
        tiles.nth(i).click()
        assert page.locator("[data-tong]").get_attribute("data-tong") == shown
        page.go_back()


def test_every_number_of_the_agency_table_opens_a_list_of_that_length(visit, province):
    page = visit(province)
    page.goto(page.base + "/bang-dieu-hanh/")
    links = page.locator(".bang-so td.so a")
    assert links.count() > 20
    for i in range(0, links.count(), 5):
        shown = links.nth(i).inner_text().replace(".", "")
        links.nth(i).click()
        assert page.locator("[data-tong]").get_attribute("data-tong") == shown
        page.go_back()


def test_every_number_beside_who_holds_the_ball_opens_a_list_of_that_length(visit, province):
    page = visit(province)
    page.goto(page.base + "/bang-dieu-hanh/")
    links = page.locator(".can-biet .so a")
    assert links.count() >= 1
    for i in range(links.count()):
        shown = links.nth(i).inner_text().replace(".", "")
        links.nth(i).click()
        assert page.locator("[data-tong]").get_attribute("data-tong") == shown
        page.go_back()


@pytest.mark.parametrize("dimension", ["hoi-nghi", "van-ban", "linh-vuc", "lanh-dao"])
def test_every_number_of_each_breakdown_opens_a_list_of_that_length(visit, province, dimension):
    page = visit(province)
    page.goto(page.base + f"/bang-dieu-hanh/theo/{dimension}/")
    links = page.locator("tbody td.so a, tfoot td.so a")
    assert links.count() >= 3
    for i in range(0, links.count(), 2):
        shown = links.nth(i).inner_text().replace(".", "")
        links.nth(i).click()
        assert page.locator("[data-tong]").get_attribute("data-tong") == shown
        page.go_back()


@pytest.mark.parametrize("where", ["van-phong/", "so-sanh/", "xu-huong/"])
def test_every_number_of_the_pages_that_explain_opens_a_list_of_that_length(visit, province, where):
    page = visit(province)
    page.goto(page.base + f"/bang-dieu-hanh/{where}")
    links = page.locator("td.so a")
    assert links.count() >= 1
    for i in range(links.count()):
        shown = links.nth(i).inner_text().replace(".", "")
        links.nth(i).click()
        assert page.locator("[data-tong]").get_attribute("data-tong") == shown
        page.go_back()


@pytest.mark.parametrize("width", [1280, 390])
def test_no_page_overflows_breaks_the_content_policy_or_fails_axe(visit, province, width):
    page = visit(province, width=width)
    faults = []
    page.on("console", lambda m: faults.append(m.text) if m.type == "error" else None)
    for address in PAGES:
        faults += faults_of(page, address, width)
    assert faults == []


def test_the_chart_is_drawn_and_the_page_refreshes_itself(visit, province):
    page = visit(province)
    page.clock.install()
    page.goto(page.base + "/bang-dieu-hanh/")
    page.wait_for_function("Chart.getChart('bieu-do-co-quan') !== undefined")
    before = page.locator('[data-so="overdue"]').inner_text()
    at = make.agency(name="Sở mới")
    make.task(at, timezone.localdate() - dt.timedelta(days=1), now=timezone.now())
    page.clock.run_for(61_000)
    page.wait_for_function(
        "n => document.querySelector('[data-so=overdue]').textContent !== n", arg=before, timeout=10_000
    )
    page.wait_for_function("Chart.getChart('bieu-do-co-quan') !== undefined")
