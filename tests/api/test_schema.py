"""The description is valid, complete, bilingual, and enough to make a client from."""

import pytest
from drf_spectacular.validation import validate_schema
from jsonschema import Draft202012Validator

from tests.api.conftest import client_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def document(world):
    return client_of(world.clerk).get("/api/v1/schema/").json()


def operations(document):
    return [
        (path, method, operation)
        for path, methods in document["paths"].items()
        for method, operation in methods.items()
    ]


def test_the_document_is_valid_openapi_3_1(document):
    assert document["openapi"] == "3.1.0"
    validate_schema(document)


def test_making_the_document_gives_no_warning(world, capsys):
    from django.core.management import call_command

    call_command("spectacular", "--fail-on-warn", "--file", "/dev/null", skip_checks=True)


def test_every_operation_is_told_in_both_languages_with_its_refusals(document):
    for path, method, operation in operations(document):
        assert " / " in operation.get("summary", ""), (method, path)
        assert {"401", "403", "404", "429"} <= set(operation["responses"]), (method, path)


def test_every_operation_has_its_own_name(document):
    names = [operation["operationId"] for _, _, operation in operations(document)]
    assert len(names) == len(set(names))


def test_every_body_that_asks_for_something_shows_an_example_that_it_takes(document):
    schemas = document["components"]["schemas"]
    for path, method, operation in operations(document):
        sent = operation.get("requestBody", {}).get("content", {}).get("application/json", {})
        name = sent.get("schema", {}).get("$ref", "").rsplit("/", 1)[-1]
        if not schemas.get(name, {}).get("required"):
            continue
        assert sent.get("examples"), (method, path)
        for example in sent["examples"].values():
            schema = {"$ref": f"#/components/schemas/{name}", "components": {"schemas": schemas}}
            Draft202012Validator(schema).validate(example["value"])


def test_no_label_becomes_the_name_of_a_class_in_a_generated_client(document):
    for name, schema in document["components"]["schemas"].items():
        for member, described in schema.get("properties", {}).items():
            assert not isinstance(described.get("title"), str), (name, member)


class Generated:
    """A client made from nothing but the document: one method per operationId."""

    def __init__(self, document, client):
        for path, method, operation in operations(document):
            setattr(self, operation["operationId"], self._call(client, path, method, operation))

    @staticmethod
    def _call(client, path, method, operation):
        query = {p["name"] for p in operation.get("parameters", []) if p["in"] == "query"}

        def call(body=None, **given):
            address = path.format(**{k: v for k, v in given.items() if "{" + k + "}" in path})
            asked = {k: v for k, v in given.items() if k in query}
            if method == "get":
                response = client.get(address, asked)
            else:
                response = getattr(client, method)(address, body or {}, format="json")
            assert str(response.status_code) in operation["responses"], response.content
            return response.json()

        return call


def test_a_client_made_from_the_document_lives_the_life_of_a_task(document, world, today):
    agency = Generated(document, client_of(world.officer_a))
    office = Generated(document, client_of(world.clerk))
    (found,) = agency.tasks_list(schedule="due_soon", page_size=10)["results"]
    agency.task_accept(id=found["id"])
    agency.task_submit(
        {"report": {"done": "Xong"}, "delivered_on": today.isoformat(), "product_number": "1-BC"},
        id=found["id"],
    )
    assert office.task_confirm(id=found["id"])["status"] == "completed"
