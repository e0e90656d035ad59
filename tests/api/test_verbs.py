"""Every verb over HTTP: the table decides, versions are compared, repeated calls do nothing twice."""

import pytest

from tests.api.conftest import client_of
from tracker.models import ApiCall, TaskEvent
from tracker.rules.transitions import TRANSITIONS

pytestmark = pytest.mark.django_db


def act(client, task, verb, body=None, **headers):
    return client.post(f"/api/v1/tasks/{task.pk}/{verb}/", body or {}, format="json", headers=headers)


def test_a_task_goes_from_given_to_confirmed_over_http(world, today):
    worker, office = client_of(world.officer_a), client_of(world.clerk)
    assert act(worker, world.task_a, "accept").json()["status"] == "in_progress"
    assert (
        act(worker, world.task_a, "report", {"report": {"done": "Đã làm", "percent": 40}}).status_code == 200
    )
    body = {"report": {"done": "Xong"}, "delivered_on": today.isoformat(), "product_number": "1-BC/SA"}
    assert act(worker, world.task_a, "submit", body).json()["status"] == "pending_confirmation"
    done = act(office, world.task_a, "confirm")
    assert (done.json()["status"], done["ETag"]) == ("completed", '"5"')
    assert set(TaskEvent.objects.filter(task=world.task_a).exclude(verb="assign").values_list("door")) == {
        ("api",)
    }


def test_every_verb_of_the_table_has_its_route(world):
    client = client_of(world.clerk)
    for verb in TRANSITIONS:
        response = client.post("/api/v1/tasks/999999/" + verb.value + "/", {}, format="json")
        assert response.status_code in (400, 404), verb


def test_a_stale_version_answers_412_with_both_versions(world):
    client = client_of(world.officer_a)
    act(client, world.task_a, "accept")
    late = act(client, world.task_a, "report", {"report": {"done": "x"}}, **{"If-Match": '"1"'})
    assert late.status_code == 412
    assert (late.json()["current_version"], late.json()["given_version"]) == (2, 1)


def test_a_malformed_if_match_is_refused(world):
    response = act(client_of(world.officer_a), world.task_a, "accept", **{"If-Match": "one"})
    assert (response.status_code, response.json()["field"]) == (400, "If-Match")


def test_a_repeated_call_with_the_same_key_has_one_effect_and_the_same_answer(world):
    client = client_of(world.officer_a)
    first = act(client, world.task_a, "accept", **{"Idempotency-Key": "k-1"})
    again = act(client, world.task_a, "accept", **{"Idempotency-Key": "k-1"})
    assert (first.status_code, first.json()) == (again.status_code, again.json())
    assert (again["Idempotency-Replayed"], again["ETag"]) == ("true", first["ETag"])
    assert TaskEvent.objects.filter(task=world.task_a, verb="accept").count() == 1


def test_a_key_used_with_another_content_is_refused(world):
    client = client_of(world.officer_a)
    act(client, world.task_a, "accept", **{"Idempotency-Key": "k-1"})
    other = act(client, world.task_a, "accept", {"reason": "khác"}, **{"Idempotency-Key": "k-1"})
    assert (other.status_code, other.json()["code"]) == (422, "key_reused")


def test_a_key_whose_first_call_still_runs_answers_409(world):
    from django.utils import timezone

    from tracker.models import IdempotencyKey

    client = client_of(world.officer_a)
    act(client, world.task_a, "accept", **{"Idempotency-Key": "k-1"})
    IdempotencyKey.objects.update(status=0, created_at=timezone.now())
    waiting = act(client, world.task_a, "accept", **{"Idempotency-Key": "k-1"})
    assert (waiting.status_code, waiting.json()["code"]) == (409, "still_running")


def test_a_refused_call_frees_its_key_for_the_corrected_one(world):
    client = client_of(world.officer_a)
    assert act(client, world.task_a, "report", {"report": {}}, **{"Idempotency-Key": "k"}).status_code == 409
    assert act(client, world.task_a, "accept", **{"Idempotency-Key": "k"}).status_code == 200


def test_an_unknown_member_of_the_body_is_refused(world):
    response = act(client_of(world.officer_a), world.task_a, "accept", {"status": "completed"})
    assert (response.status_code, response.json()["code"], response.json()["field"]) == (
        400, "unknown_field", "status",
    )  # fmt: skip


def test_missing_members_are_named_in_two_languages(world):
    body = act(client_of(world.boss), world.task_a, "suspend", {"reason": "x"}).json()
    assert (body["field"], body["code"]) == ("review_date", "required")
    assert body["detail"] == "Trường này là bắt buộc." and body["detail_en"] == "This field is required."


def test_bulk_confirm_answers_for_each_item(world, today):
    from tracker.models import Task

    Task.objects.filter(pk=world.task_a.pk).update(
        status="pending_confirmation", delivered_on=today, submitted_by=world.officer_a
    )
    items = [{"id": world.task_a.pk}, {"id": world.task_b.pk}, {"id": world.secret_task.pk}]
    body = client_of(world.clerk).post("/api/v1/tasks/bulk_confirm/", {"items": items}, format="json").json()
    assert [result["status"] for result in body["results"]] == [200, 409, 404]
    assert body["results"][1]["problem"]["code"] == "wrong_state"


def test_a_submission_may_carry_its_files(world, today):
    from django.core.files.uploadedfile import SimpleUploadedFile

    client = client_of(world.officer_a)
    act(client, world.task_a, "accept")
    file = SimpleUploadedFile("ket-qua.txt", "Kết quả".encode())
    body = {"report.done": "Xong", "delivered_on": today.isoformat(), "files": [file]}
    response = client.post(f"/api/v1/tasks/{world.task_a.pk}/submit/", body, format="multipart")
    assert response.status_code == 200, response.content
    assert world.task_a.files.count() == 1


@pytest.mark.parametrize(
    ("part", "status"),
    [('{"done": "Xong", "percent": 100}', 200), ('{"done": ["Xong"]}', 400), ("[]", 400), ("{", 400)],
)
def test_an_inner_object_may_come_as_one_part_of_json(world, today, part, status):
    client = client_of(world.officer_a)
    client.post(f"/api/v1/tasks/{world.task_a.pk}/accept/")
    body = {"report": part, "delivered_on": today.isoformat(), "product_number": "1-BC"}
    response = client.post(f"/api/v1/tasks/{world.task_a.pk}/submit/", body, format="multipart")
    assert response.status_code == status, response.content
    if status == 200:
        assert world.task_a.reports.get().percent == 100


def test_each_writing_call_leaves_one_audit_row_naming_its_token(world):
    client = client_of(world.officer_a)
    act(client, world.task_a, "accept")
    act(client, world.task_a, "accept")
    client.get("/api/v1/tasks/")
    rows = list(ApiCall.objects.order_by("id").values_list("method", "status", "code"))
    assert rows == [("POST", 200, ""), ("POST", 409, "wrong_state")]
    assert ApiCall.objects.first().token_name.startswith("máy")


def test_the_session_needs_the_csrf_token_to_write(world):
    from django.test import Client

    browser = Client(enforce_csrf_checks=True)
    browser.force_login(world.officer_a)
    response = browser.post(f"/api/v1/tasks/{world.task_a.pk}/accept/", {}, content_type="application/json")
    assert (response.status_code, response.json()["code"]) == (403, "csrf_failed")
