"""Random but plausible calls to every operation as every role: no crash, nothing off the schema, no leak.

Ordinarily a few cases per operation. `make fuzz CASES=1000` is the long run: what is finished is kept in
FUZZ_SUMMARY, so that a run that was stopped goes on from there; FUZZ_SHARE=1/2 does every second operation.
"""

import collections
import hashlib
import json
import os
import time
from pathlib import Path

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
from tracker.models import Attachment, DeadlineExtension, DirectiveAssignee, ProgressReport, TaskEvent
from tracker.rules.statuses import TERMINAL, Status
from tracker.rules.transitions import TRANSITIONS

EVERYONE = "clerk,boss,leader,inspector,officer_a,head_a,officer_b,sysadmin"
CASES = int(os.environ.get("FUZZ_CASES", "4"))  # per operation and role; half of them break the schema
CHUNK = 125
ROLES = os.environ.get("FUZZ_ROLES", EVERYONE).split(",")
ONLY = os.environ.get("FUZZ_ONLY", "")
SUMMARY = os.environ.get("FUZZ_SUMMARY", "")
SHARE, SHARES = (int(part) for part in os.environ.get("FUZZ_SHARE", "1/1").split("/"))
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


@pytest.fixture
def lively(world):
    """The small world with something behind every resource."""
    from tests import factories as make

    now = world.task_a.issued_at
    world.proposal = make.directive(state="proposed", number=None, document=world.document)
    DirectiveAssignee.objects.create(directive=world.proposal, mention="Sở A", agency=world.a)
    ProgressReport.objects.create(task=world.task_a, author=world.officer_a, done="x", created_at=now)
    world.in_status = {status: _task_in(status, world) for status in Status}
    DeadlineExtension.objects.create(
        task=world.in_status[Status.ASSIGNED],
        asked_due=now.date(),
        reason="x",
        requested_by=world.officer_a,
        requested_at=now,
    )
    return world


def _task_in(status, world):
    from tests import factories as make

    day = world.task_a.issued_on
    ended = {"delivered_on": day, "closed_on": day} if status in TERMINAL else {}
    now = world.task_a.issued_at
    return make.task(
        world.a, day, status=status.value, now=now, issued_on=day, officer=world.officer_a, **ended
    )


def known_ids(world):
    """Rows that exist by resource; a verb of the life cycle also meets tasks it may be used on."""
    tasks = {verb.value: [world.in_status[s].pk for s in row.sources] for verb, row in TRANSITIONS.items()}
    return {
        **tasks,
        "tasks": [world.task_a.pk, world.task_b.pk, world.secret_task.pk],
        "directives": [world.directive_a.pk, world.secret_directive.pk, world.proposal.pk],
        "documents": [world.document.pk],
        "meetings": [world.meeting.pk],
        "agencies": [world.a.pk],
        "reports": list(ProgressReport.objects.values_list("pk", flat=True)),
        "extensions": list(DeadlineExtension.objects.values_list("pk", flat=True)),
        "addressees": list(DirectiveAssignee.objects.values_list("pk", flat=True)),
        "files": list(Attachment.objects.values_list("pk", flat=True)),
        "events": list(TaskEvent.objects.values_list("seq", flat=True)),
    }


def test_no_call_breaks_the_server_or_the_schema_or_tells_a_secret(
    lively, document, django_settings, one_connection, tmp_path
):
    django_settings.API_WRITE_RATE = django_settings.API_SESSION_RATE = 10**9
    django_settings.EVIDENCE_DIR = tmp_path
    callers = {role: token_for(getattr(lively, role), rate_per_minute=10**9)[1] for role in ROLES}
    fuzzer = Fuzzer(callers, known_ids(lively))
    schema, failures = schemathesis.openapi.from_dict(document), {}
    for number, found in enumerate(schema.get_all_operations()):
        operation = found.ok()
        if (ONLY and ONLY not in operation.label) or number % SHARES != SHARE - 1:
            continue
        for mode in MODES:
            try:
                fuzzer.run(operation, mode)
            except (
                Exception,
                BaseExceptionGroup,
            ) as error:  # every operation is tried, the report names all that failed
                failures[f"{operation.label} [{mode.value}]"] = _short(error)
                print(operation.label, mode.value, _short(error), flush=True)
    assert not failures, "\n\n".join(f"{name}\n{text}" for name, text in failures.items())


def _short(error):
    inner = getattr(error, "exceptions", [error])
    return "\n".join(f"{type(one).__name__}: {one}"[:1500] for one in inner)


class Fuzzer:
    """Each made-up call is sent as every role: making it up costs more than sending it."""

    def __init__(self, callers, ids):
        self.callers, self.ids, self.application = callers, ids, get_wsgi_application()
        lines = Path(SUMMARY).read_text().splitlines() if SUMMARY and Path(SUMMARY).exists() else []
        self.done = collections.Counter()
        for line in map(json.loads, lines):
            if set(line["roles"]) >= set(callers):
                self.done[line["operation"], line["mode"]] += line["cases"]

    def run(self, operation, mode):
        wanted = CASES // len(MODES)
        while (done := self.done[operation.label, mode.value]) < wanted:
            self._chunk(operation, mode, min(CHUNK, wanted - done))

    def _chunk(self, operation, mode, number):
        seen, judged, count = {role: collections.Counter() for role in self.callers}, set(), 0
        parts = operation.path.removeprefix("/api/v1/").strip("/").split("/")
        known = list({*self.ids.get(parts[0], ()), *self.ids.get(parts[-1], ())})
        start = time.process_time()

        @settings(
            max_examples=number,
            deadline=None,
            database=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(case=operation.as_strategy(generation_mode=mode), pick=st.integers(0, 10**6))
        def run(case, pick):
            nonlocal count
            count += 1
            # Random numbers almost never meet a row: most calls go to rows that exist.
            if "id" in (case.path_parameters or {}) and pick % 6 and known:
                case.path_parameters["id"] = known[pick // 6 % len(known)]
            for role in self.callers:
                response = self._call(case, role)
                assert CANARY not in response.text, role
                seen[role][response.status_code] += 1
                kind = response.headers.get("content-type")
                answer = (response.status_code, str(kind), hashlib.sha256(response.content).digest())
                if answer not in judged:
                    case.validate_response(response, checks=CHECKS)
                    judged.add(answer)

        run()
        self.done[operation.label, mode.value] += max(count, 1)
        self._note(operation.label, mode.value, count, time.process_time() - start, seen)

    def _call(self, case, role):
        with transaction.atomic():
            headers = {"Authorization": f"Bearer {self.callers[role]}"}
            response = case.call(app=self.application, headers=headers)
            transaction.set_rollback(True)
        return response

    def _note(self, operation, mode, cases, seconds, seen):
        if SUMMARY:
            line = {
                "operation": operation, "mode": mode, "cases": cases, "cpu_s": round(seconds, 1),
                "roles": {role: {str(k): n for k, n in sorted(counts.items())} for role, counts in seen.items()},
            }  # fmt: skip
            with Path(SUMMARY).open("a") as file:
                file.write(json.dumps(line) + "\n")
