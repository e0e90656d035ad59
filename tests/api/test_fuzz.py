"""Random but plausible calls to every operation as every role: no crash, nothing off the schema, no leak.

Ordinarily a few cases per operation. `make fuzz CASES=1000` is the long run: what was sent is kept in
FUZZ_SUMMARY, so that a run that was stopped goes on from there. FUZZ_SECONDS ends it after so much time,
FUZZ_SHARE=1/2 does every second operation, FUZZ_ONLY names part of an operation, FUZZ_SEED repeats a run.
"""

import gc
import os
import random
import time

import pytest
import schemathesis
from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.test import Client
from schemathesis import GenerationMode

from tests import servers
from tests.api.conftest import client_of, token_for
from tests.api.fuzz_ledger import Ledger
from tests.api.fuzz_world import EVERYONE, canaries, fitting, known_ids, liven
from tests.api.fuzzing import Fuzzer

CASES = int(os.environ.get("FUZZ_CASES", "4"))  # per operation and role; half of them break the schema
ROLES = os.environ.get("FUZZ_ROLES", ",".join((*EVERYONE, "anonymous"))).split(",")
ONLY = os.environ.get("FUZZ_ONLY", "")
SUMMARY = os.environ.get("FUZZ_SUMMARY", "")
SECONDS = float(os.environ.get("FUZZ_SECONDS", "inf"))
SHARE, SHARES = (int(part) for part in os.environ.get("FUZZ_SHARE", "1/1").split("/"))
SEED = int(os.environ.get("FUZZ_SEED") or random.randrange(10**6))
MODES = [GenerationMode.POSITIVE, GenerationMode.NEGATIVE]

# PostgreSQL refuses more (a zero byte, a number too large): where it is at hand, the calls are made there.
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(
        not SUMMARY and connection.vendor == "sqlite" and servers.postgres_bin() is not None,
        reason="gọi thử trong lượt PostgreSQL",
    ),
]


@pytest.fixture
def document(world):
    return client_of(world.clerk).get("/api/v1/schema/").json()


@pytest.fixture
def one_connection(document):
    """Calls share the test's own connection, which a server gives back. The test client would undo this."""
    from django.core.signals import request_finished, request_started
    from django.db import close_old_connections

    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def calm_collector():
    """Every call makes and drops thousands of objects; what was there before is not worth looking through."""
    before = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)
    yield
    gc.set_threshold(*before)
    gc.unfreeze()


@pytest.fixture
def lively(world, settings, tmp_path):
    settings.API_WRITE_RATE = settings.API_SESSION_RATE = 10**9
    settings.EVIDENCE_DIR = tmp_path
    settings.WEBHOOK_ALLOWED_HOSTS = ["partner.example"]
    return liven(world)


def _browser(user):
    """Headers of `user` signed in with a browser, who alone may make tokens."""
    browser, word = Client(), "a" * 32
    browser.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    session = browser.cookies["sessionid"].value
    return {"HTTP_COOKIE": f"sessionid={session}; csrftoken={word}", "HTTP_X_CSRFTOKEN": word}


def _operations(document):
    found = [one.ok() for one in schemathesis.openapi.from_dict(document).get_all_operations()]
    return [one for one in found[SHARE - 1 :: SHARES] if ONLY in one.label]


def test_no_call_breaks_the_server_or_the_schema_or_tells_a_secret(
    lively, document, one_connection, calm_collector
):
    tokens = {
        role: token_for(getattr(lively, role), rate_per_minute=10**9)[1]
        for role in ROLES
        if role != "anonymous"
    }
    callers = {role: {"HTTP_AUTHORIZATION": f"Bearer {token}"} for role, token in tokens.items()}
    callers |= {"anonymous": {}} if "anonymous" in ROLES else {}
    callers["browser"] = _browser(lively.clerk)
    rows, values, ledger = known_ids(lively), fitting(lively), Ledger(SUMMARY)
    fuzzer = Fuzzer(get_wsgi_application(), callers, canaries(tokens), rows, values, ledger)
    end, failures = time.monotonic() + SECONDS, {}
    for operation, mode in ledger.open_work(_operations(document), MODES, CASES // len(MODES)):
        if time.monotonic() > end:
            break
        found = fuzzer.run(operation, mode, CASES // len(MODES), SEED, end)
        failures |= {f"{operation.label} [{mode.value}] {kind}": text for kind, text in found.items()}
    assert not failures, f"FUZZ_SEED={SEED}\n\n" + "\n\n".join(
        f"{name}\n{text}" for name, text in failures.items()
    )
