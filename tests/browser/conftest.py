"""A real browser against the real site."""

import datetime as dt
import os
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import sync_playwright

from tests import factories as make

PASSWORD = "mat-khau-kiem-thu-1"
AXE = Path(__file__).parent / "vendor" / "axe.min.js"
SHOTS = os.environ.get("SCREENSHOTS", "")


@pytest.fixture(scope="session")
def chromium(chromium_path):
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium_path, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


@pytest.fixture
def visit(chromium, live_server, settings):
    """visit(user) opens a signed-in page of that person; every console error fails the test."""
    settings.AXES_ENABLED = False
    contexts, errors = [], []

    def open_page(user, width=1280, height=860):
        context = chromium.new_context(viewport={"width": width, "height": height}, locale="en-US")
        contexts.append(context)
        page = context.new_page()
        page.base = live_server.url
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on(
            "request",
            lambda request: errors.append(request.url) if _outside(request.url, live_server.url) else None,
        )
        page.goto(f"{live_server.url}/admin/login/")
        page.fill("[name=username]", user.username)
        page.fill("[name=password]", PASSWORD)
        page.click("[type=submit]")
        page.wait_for_load_state()
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert not errors, f"script errors or requests to outside hosts: {errors}"


@pytest.fixture
def cast(settings, tmp_path):
    """One agency, its people, the office, and a task due in ten days."""
    settings.EVIDENCE_DIR = tmp_path
    at = make.agency("so-tai-chinh", name="Sở Tài chính")
    now = timezone.now()
    of = make.directive(content="Rà soát quy hoạch", product_kind="bao-cao", search="ra soat quy hoach")
    people = {
        "officer": make.officer(at),
        "head": make.head(at),
        "clerk": make.clerk(),
        "chief": make.office_leader(),
        "leader": make.leader(),
        "inspector": make.inspector(),
    }
    due = timezone.localdate() + dt.timedelta(days=10)
    people["task"] = make.task(at, due, of=of, now=now)
    people["at"] = at
    return people


def _outside(url, base):
    return not url.startswith((base, "data:", "blob:", "about:"))


def faults_of(page, address, width):
    """Serious accessibility faults of the page at `address`, and whether it is wider than the window."""
    answer = page.goto(page.base + address)
    page.wait_for_load_state("networkidle")
    if answer.status != 200:
        return [f"{address} answers {answer.status}"]
    page.evaluate(AXE.read_text())
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    faults = [
        f"{address} {fault['id']}: {fault['nodes'][0]['html'][:120]}"
        for fault in found["violations"]
        if fault["impact"] in ("serious", "critical")
    ]
    if page.evaluate("document.documentElement.scrollWidth") > width:
        faults.append(f"{address} is wider than {width}")
    if SHOTS:
        name = address.strip("/").replace("/", "-").replace("?", "-")
        page.screenshot(path=f"{SHOTS}/{name}-{width}.png", full_page=True)
    return faults
