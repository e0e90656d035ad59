"""A real browser against the real site."""

import os

import pytest
from playwright.sync_api import sync_playwright

PASSWORD = "mat-khau-kiem-thu-1"
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


def _outside(url, base):
    return not url.startswith((base, "data:", "blob:", "about:"))
