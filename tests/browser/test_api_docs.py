"""The API's page in a real browser: it draws itself without the outside world and can make a token."""

import json

import pytest

from tests import factories as make
from tracker.models import ApiToken

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_the_page_lists_the_calls_and_makes_a_token(visit):
    page = visit(make.clerk())
    page.goto(f"{page.base}/api/v1/docs/")
    page.wait_for_selector(".opblock-tag", timeout=60_000)
    block = page.locator("#operations-tokens-tokens_create")
    block.locator(".opblock-summary-control").click()
    block.locator(".try-out__btn").click()
    body = json.dumps({"name": "Phần mềm văn bản", "scopes": ["read"], "days": 30})
    block.locator("textarea.body-param__text").fill(body)
    block.locator(".execute").click()
    block.locator(".live-responses-table tbody .response-col_status").first.wait_for()
    assert "201" in block.locator(".live-responses-table tbody .response-col_status").first.inner_text()
    assert ApiToken.objects.get().name == "Phần mềm văn bản"
