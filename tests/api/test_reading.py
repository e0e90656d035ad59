"""What lists and details show, to whom, and at what price."""

import datetime as dt

import pytest

from tests import factories as make
from tests.api.conftest import client_of

pytestmark = pytest.mark.django_db


def ids(response):
    assert response.status_code == 200, response.content
    return {row["id"] for row in response.json()["results"]}


def test_an_agency_sees_its_own_tasks_only(world):
    assert ids(client_of(world.officer_a).get("/api/v1/tasks/")) == {world.task_a.pk}


def test_the_office_sees_everything_but_the_restricted(world):
    assert ids(client_of(world.clerk).get("/api/v1/tasks/")) == {world.task_a.pk, world.task_b.pk}


@pytest.mark.parametrize("who", ["officer_b", "clerk", "sysadmin"])
def test_a_hidden_task_answers_as_an_absent_one(world, who):
    client = client_of(getattr(world, who))
    hidden = client.get(f"/api/v1/tasks/{world.secret_task.pk}/")
    absent = client.get("/api/v1/tasks/999999999/")
    assert (hidden.status_code, hidden.json()) == (404, absent.json())


def test_without_a_token_the_answer_is_401_with_a_challenge(db):
    response = client_of().get("/api/v1/tasks/")
    assert response.status_code == 401 and response["WWW-Authenticate"].startswith("Bearer")
    assert response["Content-Type"].startswith("application/problem+json")
    assert response.json()["detail"] == "Chưa đăng nhập hoặc chưa gửi mã truy cập."


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("schedule=overdue", "b"),
        ("schedule=due_soon", "a"),
        ("schedule=overdue&schedule=due_soon", "ab"),
        ("role=lead", "ab"),
        ("role=support", ""),
        ("status=assigned", "ab"),
        ("status=completed", ""),
        ("stale=true", ""),
        ("stale=false", "ab"),
        ("is_key=false", "ab"),
        ("is_key=true", ""),
        ("level=A", "ab"),
        ("q=TỔNG kết", "a"),
        ("q=tong ket", "a"),
        ("q=không có", ""),
        ("extension_pending=true", ""),
        ("extension_pending=false", "ab"),
        ("mine=true", ""),
        ("historical=false", "ab"),
        ("urgency=express", ""),
    ],
)
def test_each_filter_of_the_screens_narrows_the_list(world, query, expected):
    found = ids(client_of(world.clerk).get(f"/api/v1/tasks/?{query}"))
    assert found == {{"a": world.task_a.pk, "b": world.task_b.pk}[letter] for letter in expected}


def test_due_dates_narrow_from_both_sides_inclusively(world, today):
    client = client_of(world.clerk)
    due = world.task_a.due_date.isoformat()
    assert ids(client.get(f"/api/v1/tasks/?due_after={due}&due_before={due}")) == {world.task_a.pk}


def test_a_localized_date_is_refused_in_vietnamese(world):
    response = client_of(world.clerk).get("/api/v1/tasks/?due_before=30/04/2026")
    assert response.status_code == 400 and response.json()["field"] == "due_before"
    assert "ngày" in response.json()["detail"].lower()


def test_the_subtree_of_an_agency_includes_what_lies_below(world):
    below = make.agency("phong-a", parent=world.a)
    task = make.task(make.agency("to-a", parent=below))
    client = client_of(world.clerk)
    assert ids(client.get(f"/api/v1/tasks/?agency_subtree={world.a.pk}")) == {world.task_a.pk, task.pk}
    assert ids(client.get(f"/api/v1/tasks/?agency={world.a.pk}")) == {world.task_a.pk}


def test_meeting_and_document_select_their_tasks(world):
    client = client_of(world.clerk)
    assert ids(client.get(f"/api/v1/tasks/?meeting={world.meeting.pk}")) == {world.task_a.pk}
    assert ids(client.get(f"/api/v1/tasks/?document={world.document.pk}")) == {world.task_a.pk}


def test_a_misspelt_filter_is_refused_instead_of_giving_everything(world):
    response = client_of(world.clerk).get("/api/v1/tasks/?statsu=assigned")
    assert (response.status_code, response.json()["code"]) == (400, "unknown_parameter")


def test_pages_visit_every_row_once_in_order_with_undated_rows_last(world, today):
    for days in (5, 1, None, 5, None, 3):
        make.task(world.b, None if days is None else today + dt.timedelta(days=days))
    client, url, seen = client_of(world.clerk), "/api/v1/tasks/?ordering=due_date&page_size=2", []
    while url:
        body = client.get(url).json()
        assert len(body["results"]) <= 2
        seen += [(row["due_date"], row["id"]) for row in body["results"]]
        url = body["next"]
    assert len(seen) == len(set(seen)) == 8
    assert seen == sorted(seen, key=lambda pair: (pair[0] is None, pair[0] or "", pair[1]))


def test_a_row_that_arrives_between_two_pages_shifts_nothing(world):
    client = client_of(world.clerk)
    for _ in range(4):
        make.task(world.b)
    first = client.get("/api/v1/tasks/?page_size=3").json()
    new = make.task(world.b)
    second = client.get(first["next"]).json()
    listed = [row["id"] for row in first["results"] + second["results"]]
    assert len(listed) == len(set(listed)) == 6 and new.pk not in listed


@pytest.mark.parametrize(
    "query", ["page_size=0", "page_size=201", "page_size=x", "cursor=abc", "ordering=text"]
)
def test_impossible_pages_are_refused(world, query):
    assert client_of(world.clerk).get(f"/api/v1/tasks/?{query}").status_code == 400


def test_sparse_fields_send_only_what_was_asked(world):
    row = client_of(world.officer_a).get("/api/v1/tasks/?fields=status,schedule").json()["results"][0]
    assert row == {"id": world.task_a.pk, "status": "assigned", "schedule": "due_soon"}


def test_an_expansion_hides_what_the_caller_may_not_see(world):
    world.document.restricted = True
    world.document.save()
    client = client_of(world.officer_a)
    row = client.get(f"/api/v1/directives/{world.directive_a.pk}/?expand=document,tasks").json()
    assert row["expanded"]["document"] is None
    assert [task["id"] for task in row["expanded"]["tasks"]] == [world.task_a.pk]


@pytest.mark.parametrize("url", [
    "/api/v1/tasks/?expand=directive,agency,reports,extensions,events,files",
    "/api/v1/directives/?expand=document,meeting,field,assignees,tasks",
    "/api/v1/documents/?expand=meeting",
    "/api/v1/reports/",
    "/api/v1/events/",
])  # fmt: skip
def test_the_number_of_queries_does_not_grow_with_the_rows(world, url, django_assert_max_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client = client_of(world.clerk)
    client.get(url)

    def queries():
        with CaptureQueriesContext(
            connection,
        ) as seen:
            assert client.get(url).status_code == 200
        return len(seen)

    before = queries()
    for _ in range(12):
        make.task(make.agency(), of=make.directive(document=world.document, meeting=world.meeting))
    assert queries() == before <= 10


LISTS = (
    *("agencies", "fields", "calendar", "meetings", "documents", "directives", "tasks", "reports"),
    *("extensions", "addressees", "reminders", "notifications", "files", "events", "tokens", "webhooks"),
)
QUERIES = (
    "",
    "?page_size=1",
    "?q=tong",
    "?schedule=overdue&holder=agency",
    "?expand=tasks",
    "?expand=reports",
)


def test_no_page_counts_a_table_or_reads_without_an_end(world, settings):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    settings.WEBHOOK_ALLOWED_HOSTS = ["partner.example"]
    client, served = client_of(world.clerk), 0
    client.post("/api/v1/webhooks/", {"name": "x", "url": "https://partner.example/"}, format="json")
    for address in (f"/api/v1/{name}/{query}" for name in LISTS for query in QUERIES):
        with CaptureQueriesContext(connection) as seen:
            served += client.get(address).status_code == 200
        statements = [query["sql"] for query in seen]
        assert not [sql for sql in statements if counts_without_end(sql)], address
    assert served > 2 * len(LISTS)


def counts_without_end(sql):
    """A COUNT over more than a bounded selection."""
    return "COUNT(" in sql.upper() and " LIMIT " not in sql.upper()


def test_a_count_is_told_from_a_bounded_one():
    assert counts_without_end("SELECT COUNT(*) FROM t WHERE a = 1")
    assert not counts_without_end("SELECT COUNT(*) FROM (SELECT 1 FROM t LIMIT 1000) s")


def test_every_list_of_the_api_is_among_those_looked_at():
    from tracker.api.urls import router

    without_rows = {"import/directives", "statistics"}
    assert set(LISTS) | without_rows == {prefix for prefix, _, _ in router.registry}


def test_details_carry_the_version_as_etag_and_the_verbs_open_to_the_caller(world):
    response = client_of(world.officer_a).get(f"/api/v1/tasks/{world.task_a.pk}/")
    assert response["ETag"] == '"1"' and "accept" in response.json()["verbs"]
    assert "confirm" not in response.json()["verbs"]


def test_events_come_in_order_from_a_position(world):
    client = client_of(world.clerk)
    first = client.get("/api/v1/events/?page_size=1").json()
    rest = client.get(f"/api/v1/events/?after={first['after']}").json()
    assert [e["seq"] for e in first["results"] + rest["results"]] == [1, 2]


def test_the_events_of_a_restricted_task_are_not_in_the_feed(world):
    body = client_of(world.inspector).get("/api/v1/events/").json()
    assert world.secret_task.pk not in {event["task"] for event in body["results"]}


def test_the_schema_and_the_docs_page_load_without_outside_addresses(client, world):
    client.force_login(world.clerk)
    schema = client.get("/api/v1/schema/").json()
    assert schema["openapi"].startswith("3.1") and "/api/v1/tasks/" in schema["paths"]
    page = client.get("/api/v1/docs/").content.decode()
    script = client.get("/api/v1/docs/?script=").content.decode()
    assert "http://" not in page.replace("http://testserver", "") and "https://" not in page
    assert "validator.swagger.io" not in script


@pytest.mark.parametrize("path", ["/api/v1/nothing/", "/api/v1/tasks/abc/", "/api/v1/tasks/1/fly/"])
def test_unknown_paths_answer_with_a_problem(client, path, db):
    response = client.get(path)
    assert response.status_code == 404 and response.json()["code"] == "not_found"
