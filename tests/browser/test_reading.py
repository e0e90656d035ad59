"""Pages for everybody: WCAG 2.2 AA by axe, no sideways scrolling at 390 px, printing without the menu."""

import json
from pathlib import Path

import pytest

from tests import factories as make
from tests.admin.places import rows_to_show

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text(encoding="utf-8")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


@pytest.fixture
def pages():
    at = make.agency()
    task = rows_to_show(at)
    return [
        "/admin/",
        "/admin/tracker/task/",
        f"/admin/tracker/task/{task.pk}/change/",
        f"/admin/tracker/task/{task.pk}/viec/grant_extension/",
        f"/admin/tracker/task/{task.pk}/history/",
        "/admin/tracker/directive/",
        "/admin/tracker/agency/",
        f"/admin/tracker/agency/{at.pk}/to-chuc/",
        f"/admin/tracker/agency/{at.pk}/ban-giao/",
        f"/admin/tracker/agency/{at.pk}/change/",
        "/admin/excel/",
        "/admin/tai-khoan/",
        "/admin/password_change/",
    ]


def test_no_page_breaks_wcag_2_2_aa(visit, pages):
    page = visit(make.office_leader())
    found = {}
    for address in pages:
        page.goto(page.base + address)
        page.wait_for_timeout(200)
        page.evaluate(AXE)
        run = f"axe.run({{runOnly: {{type: 'tag', values: {json.dumps(TAGS)}}}}})"
        bad = [
            (v["id"], v["nodes"][0]["html"][:160], len(v["nodes"])) for v in page.evaluate(run)["violations"]
        ]
        if bad:
            found[address] = bad
    assert found == {}, json.dumps(found, ensure_ascii=False, indent=1)


def test_nothing_scrolls_sideways_at_390_pixels(visit, pages):
    page = visit(make.office_leader(), width=390, height=844)
    wide = {}
    for address in pages:
        page.goto(page.base + address)
        page.wait_for_timeout(100)
        width = page.evaluate("document.documentElement.scrollWidth")
        if width > 390:
            wide[address] = width
    assert wide == {}


def test_paper_shows_the_task_without_menu_and_buttons(visit, pages):
    page = visit(make.office_leader())
    page.goto(page.base + pages[2])
    page.emulate_media(media="print")
    assert not page.is_visible("#nav-sidebar")
    assert not page.is_visible(".dd-actions")
    assert page.is_visible(".dd-timeline")
