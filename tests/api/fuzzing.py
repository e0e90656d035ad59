"""Sends every made-up call as every role: making it up costs more than sending it."""

import hashlib
import io
import json
import math
import time
import zlib
from collections import Counter, defaultdict

from django.db import transaction
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from werkzeug.test import TestResponse, run_wsgi_app
from werkzeug.wrappers import Request

from tests.api.fuzz_ledger import SHORT

ROUND = 60  # made-up calls between two looks at the clock
CHECKS = [
    not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance,
]  # fmt: skip
# What the client adds by itself, and made-up names of callers: they do not make two calls different.
NEEDLESS = ("HTTP_X_SCHEMATHESIS_TESTCASEID", "HTTP_USER_AGENT", "HTTP_AUTHORIZATION", "HTTP_COOKIE")
UNSOUND = ("files", "declared")


class Call:
    """One made-up call as it goes over the line, before anybody's name is on it."""

    def __init__(self, case):
        def keep(environ, start_response):
            self.environ, self.body = dict(environ), environ["wsgi.input"].read()
            start_response("204 No Content", [])
            return []

        case.call(app=keep)
        _, _, boundary = self.environ.get("CONTENT_TYPE", "").partition("boundary=")
        self.boundary = boundary.strip('"').encode()

    def fingerprint(self):
        """Equal for equal calls, whatever marks the client put on them."""
        kept = ("REQUEST_METHOD", "PATH_INFO", "QUERY_STRING", "CONTENT_TYPE")
        told = [
            (name, value.replace(self.boundary.decode() or "\0", ""))
            for name, value in sorted(self.environ.items())
            if name in kept or (name.startswith("HTTP_") and name not in NEEDLESS)
        ]
        body = self.body.replace(self.boundary, b"") if self.boundary else self.body
        return hashlib.sha256(repr(told).encode() + body).digest()[:SHORT]

    def send(self, application, headers):
        """The answer to this call of somebody; whatever it wrote is taken back."""
        environ = {**self.environ, **headers, "wsgi.input": io.BytesIO(self.body)}
        if "HTTP_COOKIE" in headers:
            environ.pop("HTTP_AUTHORIZATION", None)
        with transaction.atomic():
            content, status, told = run_wsgi_app(application, environ, buffered=True)
            transaction.set_rollback(True)
        return TestResponse([b"".join(content)], status, told, Request(environ))


class Fuzzer:
    """`callers`: role → headers; `canaries`: role → texts it may never read; `rows`, `values`: what exists."""

    def __init__(self, application, callers, canaries, rows, values, ledger):
        self.application, self.callers, self.rows, self.values = application, callers, rows, values
        self.canaries = {role: [_spellings(text) for text in texts] for role, texts in canaries.items()}
        self.ledger = ledger

    def run(self, operation, mode, wanted, number, until=math.inf):
        """`wanted` different calls as every caller, made from seed `number`; returns what went wrong.

        What was sent before `until` (of time.monotonic) is kept when time is up.
        """
        before, standing = self.ledger.sent(operation, mode), self.ledger.of(operation, mode)
        run = _Run(self, operation, mode, before)
        start, exhausted, repeated = time.process_time(), standing.exhausted, standing.repeats
        while len(run.sent) + repeated < wanted and (not run.tried or time.monotonic() < until):
            known, tried = len(run.sent), run.tried
            number_now = zlib.crc32(f"{operation.label} {mode.value} {number} {known} {tried}".encode())
            # Once hardly any call is new the same ones fill the number, and the ledger says how many differed.
            run.more(wanted - repeated, number_now, again=exhausted)
            exhausted = exhausted or len(run.sent) - known <= (run.tried - tried) // 20
            repeated = standing.repeats + run.repeats
            if run.tried == tried:
                break
        line = {
            "exhausted": exhausted, "repeats": run.repeats, "failures": len(run.failures), "seed": number,
            "cpu_s": round(time.process_time() - start, 1),
            "roles": {role: {str(k): n for k, n in sorted(seen.items())} for role, seen in run.seen.items()},
        }  # fmt: skip
        self.ledger.note(run, line, run.sent - before)
        return run.failures


def _spellings(text):
    return (text.encode(), json.dumps(text)[1:-1].encode())


class _Run:
    """One operation with calls that fit its schema, or with calls that break it."""

    def __init__(self, fuzzer, operation, mode, sent):
        self.fuzzer, self.operation, self.mode = fuzzer, operation, mode
        self.sent, self.tried, self.judged, self.failures = set(sent), 0, set(), {}
        self.repeats = 0
        self.seen = defaultdict(Counter)
        parts = operation.path.removeprefix("/api/v1/").strip("/").split("/")
        self.ready = fuzzer.rows.get(f"{parts[0]}/{parts[-1]}") or fuzzer.rows.get(parts[0], [])
        self.known = list(dict.fromkeys([*fuzzer.rows.get(parts[0], ()), *self.ready]))
        self.callers = {
            role: headers
            for role, headers in fuzzer.callers.items()
            if role != "browser" or parts[0] == "tokens"
        }

    def more(self, wanted, number, again=False):
        # Without a row to choose or a body to fill there is nothing to vary, and the calls run out early.
        varied = "{" in self.operation.path or bool(self.operation.body)

        @seed(number)
        @settings(
            max_examples=min(wanted, ROUND),
            deadline=None,
            database=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(
            case=self.operation.as_strategy(generation_mode=self.mode),
            pick=st.integers(0, 10**6) if varied else st.just(0),
        )
        def run(case, pick):
            if len(self.sent) + self.repeats >= wanted:
                return
            # Making a call up costs a third of sending it: the same one goes to two rows.
            for aim in (pick, pick // 7) if self.known else (pick,):
                self.tried += 1
                self._aim(case, aim)
                call = Call(case)
                mark = call.fingerprint()
                if mark not in self.sent:
                    self.sent.add(mark)
                elif again:
                    self.repeats += 1
                else:
                    continue
                self._as_everyone(case, call)

        run()

    def _aim(self, case, pick):
        """Numbers at random almost never meet a row: most calls go to rows that exist, many are sound."""
        sound = self.mode is GenerationMode.POSITIVE and pick % 2 == 0
        rows, address = self.ready if sound else self.known, None
        for name in {"id", "handle"} & set(case.path_parameters or {}):
            if rows and (sound or pick % 6 != 5):
                case.path_parameters[name] = rows[pick // 6 % len(rows)]
            address = case.path_parameters[name]
        if self.mode is GenerationMode.NEGATIVE:
            return
        if "If-Match" in (case.headers or {}) and (sound or pick % 5 != 4):
            case.headers["If-Match"] = '"1"'
        if isinstance(case.body, dict) and (sound or pick % 4 != 3):
            case.body = self._fitted(case.body, address, pick // 7, sound)

    def _fitted(self, body, address, pick, sound):
        """The body with members that mean something here; a sound one has no file made of random bytes."""
        if sound:
            body = {name: old for name, old in body.items() if name not in UNSOUND}
        fitted = dict(body)
        for place, (name, old) in enumerate(sorted(body.items(), key=lambda item: str(item[0]))):
            values = self.fuzzer.values.get(name, ())
            values = values(address) if callable(values) else values
            if values and isinstance(old, type(values[0])):
                fitted[name] = values[(pick + place) % len(values)]
        return fitted

    def _as_everyone(self, case, call):
        for role, headers in self.callers.items():
            response = call.send(self.fuzzer.application, headers)
            self.seen[role][response.status_code] += 1
            content = response.get_data()
            answer = (response.status_code, response.content_type, hashlib.sha256(content).digest())
            leaks = [
                words[0].decode() for words in self.fuzzer.canaries[role] if any(w in content for w in words)
            ]
            if leaks:
                self._failed(f"{role} read {leaks[0]}", call)
            if answer not in self.judged:
                self.judged.add(answer)
                self._judge(role, case, call, response)

    def _judge(self, role, case, call, response):
        try:
            case.validate_response(response, checks=CHECKS)
        except (Exception, BaseExceptionGroup) as error:  # all that is wrong is told at the end
            inner = getattr(error, "exceptions", [error])
            self._failed("\n".join(f"{type(one).__name__}: {one}"[:1500] for one in inner), call, role)

    def _failed(self, text, call, role=""):
        kind = text[:120]
        if kind not in self.failures and len(self.failures) < 20:
            where = (
                f"{call.environ['REQUEST_METHOD']} {call.environ['PATH_INFO']}?{call.environ['QUERY_STRING']}"
            )
            self.failures[kind] = f"{role} {where} {call.body[:600]!r}\n{text}"
