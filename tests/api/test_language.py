"""What callers read is Vietnamese, with English beside it for the programmers of other systems."""

import re

import pytest

from tests.api.conftest import client_of

pytestmark = pytest.mark.django_db
ENGLISH = re.compile(r"\b(the|this|field|valid|value|enter|ensure|must|not|may|required)\b", re.IGNORECASE)


@pytest.mark.parametrize(
    ("verb", "body"),
    [
        ("suspend", {}),
        ("suspend", {"reason": "", "review_date": "x"}),
        ("suspend", {"reason": None, "review_date": 5}),
        ("suspend", {"reason": "x" * 3000, "review_date": "2026-02-30"}),
        ("suspend", {"reason": "a\x00b", "review_date": "2026-12-01"}),
        ("suspend", []),
        ("suspend", "text"),
        ("reassign", {"agency": 0, "reason": True}),
        ("reassign", {"agency": 10**30, "reason": {}}),
        ("reassign", {"agency": "x", "reason": ["a"]}),
        ("report", {"report": []}),
        ("report", {"report": {"percent": 101, "unchanged": "maybe"}}),
        ("request_extension", {"cause": "weather"}),
        ("submit", {"files": "x"}),
    ],
)
def test_every_refusal_of_a_body_reads_as_vietnamese(world, verb, body):
    response = client_of(world.clerk).post(f"/api/v1/tasks/{world.task_a.pk}/{verb}/", body, format="json")
    assert response.status_code == 400, response.content
    for error in response.json()["errors"]:
        assert not ENGLISH.search(error["detail"]), error
        assert error["detail_en"].isascii()


@pytest.mark.parametrize(
    ("method", "path", "headers", "code"),
    [
        ("delete", "/api/v1/tasks/", {}, 405),
        ("get", "/api/v1/tasks/", {"Accept": "text/csv"}, 406),
        ("get", "/api/v1/tasks/", {"Authorization": "Bearer nope"}, 401),
        ("get", "/api/v1/tasks/", {"Authorization": "Bearer a b"}, 401),
        ("get", "/api/v1/tasks/", {"Authorization": "Bearer \xff"}, 401),
        ("get", "/api/v1/tasks/0/", {}, 404),
        ("get", "/api/v1/tasks/?agency=x", {}, 400),
        ("get", "/api/v1/tasks/?agency=-1", {}, 400),
        ("get", "/api/v1/tasks/?status=flying", {}, 400),
        ("get", "/api/v1/tasks/?q=%00", {}, 400),
        ("get", "/api/v1/tasks/?fields=secret", {}, 400),
        ("get", "/api/v1/events/?after=-5", {}, 400),
    ],
)
def test_every_refusal_of_a_call_is_a_vietnamese_problem(world, method, path, headers, code):
    client = client_of(None if "Authorization" in headers else world.clerk)
    response = getattr(client, method)(path, headers=headers)
    assert response.status_code == code, response.content
    body = response.json()
    assert body["status"] == code and not ENGLISH.search(body["detail"]), body


def test_thousands_of_brackets_are_malformed(world):
    path = f"/api/v1/tasks/{world.task_a.pk}/accept/"
    body = '{"reason": ' + "[" * 200_000 + "]" * 200_000 + "}"
    response = client_of(world.officer_a).post(path, body, content_type="application/json")
    assert (response.status_code, response.json()["code"]) == (400, "parse_error")


def test_a_body_beyond_the_limit_is_refused_before_it_is_read(world, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 10
    path = f"/api/v1/tasks/{world.task_a.pk}/accept/"
    response = client_of(world.officer_a).post(path, {"reason": "dài hơn"}, format="json")
    assert (response.status_code, response.json()["code"]) == (413, "too_large")


def test_options_is_answered_like_any_other_unsupported_method(world):
    assert client_of(world.clerk).options("/api/v1/tasks/").status_code == 405


def test_half_a_character_is_refused(world):
    path = f"/api/v1/tasks/{world.task_a.pk}/accept/"
    response = client_of(world.officer_a).post(path, r'{"reason": "\ud800"}', content_type="application/json")
    assert response.status_code == 400 and "ký tự" in response.json()["detail"]


def test_text_that_is_not_json_is_refused_as_a_problem(world):
    client = client_of(world.clerk)
    path = f"/api/v1/tasks/{world.task_a.pk}/accept/"
    broken = client.post(path, "{", content_type="application/json")
    foreign = client.post(path, "<a/>", content_type="application/xml")
    assert (broken.status_code, broken.json()["code"]) == (400, "parse_error")
    assert (foreign.status_code, foreign.json()["code"]) == (415, "unsupported_media_type")
