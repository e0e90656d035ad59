"""Random but plausible calls to every operation as every role: no crash, nothing off the schema, no leak.

Ordinarily a few cases per operation; FUZZ_CASES=1000 is the long run, FUZZ_ROLES chooses who calls.
"""

import os

import pytest
import schemathesis
from django.core.wsgi import get_wsgi_application
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tests.api.conftest import client_of, token_for
from tracker.models import Attachment, DeadlineExtension, ProgressReport

CASES = int(os.environ.get("FUZZ_CASES", "2"))
ROLES = os.environ.get("FUZZ_ROLES", "clerk,head_a").split(",")
ONLY = os.environ.get("FUZZ_ONLY", "")
CANARY = "CHIM-BÁO-MẬT"
CHECKS = [
    not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance,
]  # fmt: skip
MODES = [GenerationMode.POSITIVE, GenerationMode.NEGATIVE]

pytestmark = pytest.mark.django_db


@pytest.fixture
def django_settings(settings):
    """The settings fixture under a name that does not hide hypothesis' own."""
    return settings


@pytest.fixture
def one_connection():
    """Calls share the test's own connection; between requests a server would give it back."""
    from django.core.signals import request_finished, request_started
    from django.db import close_old_connections

    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def document(world):
    response = client_of(world.clerk).get("/api/v1/schema/")
    return response.json()


def known_ids(world):
    return {
        "tasks": [world.task_a.pk, world.task_b.pk, world.secret_task.pk],
        "directives": [world.directive_a.pk, world.secret_directive.pk, world.proposal.pk],
        "documents": [world.document.pk],
        "meetings": [world.meeting.pk],
        "agencies": [world.a.pk],
        "reports": list(ProgressReport.objects.values_list("pk", flat=True)) or [1],
        "extensions": list(DeadlineExtension.objects.values_list("pk", flat=True)) or [1],
        "files": list(Attachment.objects.values_list("pk", flat=True)) or [1],
        "events": [1, 2, 3],
    }


@pytest.fixture
def lively(world):
    """The small world with something behind every resource."""
    from tests import factories as make

    world.proposal = make.directive(state="proposed", number=None, document=world.document)
    ProgressReport.objects.create(
        task=world.task_a, author=world.officer_a, done="x", created_at=world.task_a.issued_at
    )
    return world


@pytest.mark.parametrize("role", ROLES)
def test_no_call_breaks_the_server_or_the_schema_or_tells_a_secret(
    lively, document, role, django_settings, one_connection
):
    django_settings.API_WRITE_RATE = django_settings.API_SESSION_RATE = 10**9
    token, secret = token_for(getattr(lively, role), rate_per_minute=10**9)
    application = get_wsgi_application()
    schema = schemathesis.openapi.from_dict(document)
    ids, failures = known_ids(lively), {}
    for found in schema.get_all_operations():
        operation = found.ok()
        operation.app = application
        if ONLY and ONLY not in operation.label:
            continue
        for mode in MODES:
            try:
                _fuzz(operation, mode, {"Authorization": f"Bearer {secret}"}, ids)
            except (
                Exception,
                BaseExceptionGroup,
            ) as error:  # every operation is tried, the report names all that failed
                failures[f"{operation.label} [{mode.value}]"] = _short(error)
    assert not failures, "\n\n".join(f"{name}\n{text}" for name, text in failures.items())


def _short(error):
    inner = getattr(error, "exceptions", [error])
    return "\n".join(f"{type(one).__name__}: {one}"[:900] for one in inner)


def _fuzz(operation, mode, headers, ids):
    resource = operation.path.removeprefix("/api/v1/").split("/")[0]

    @settings(
        max_examples=CASES,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(generation_mode=mode), pick=st.integers(0, 5))
    def run(case, pick):
        # Random numbers almost never meet a row: most calls go to rows that exist.
        if "id" in (case.path_parameters or {}) and pick < 4 and ids.get(resource):
            case.path_parameters["id"] = ids[resource][pick % len(ids[resource])]
        with transaction.atomic():
            response = case.call(app=operation.app, headers=headers)
            transaction.set_rollback(True)
        assert CANARY not in response.text
        case.validate_response(response, checks=CHECKS)

    run()
