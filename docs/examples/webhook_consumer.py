"""A partner that keeps its own copy of every task, exact at any moment. Standard library only.

    DONDOC_SECRET=… DONDOC_TOKEN=… python webhook_consumer.py https://dondoc.example 8900

It starts from the feed (`/api/v1/events/?after=0`), then takes webhooks. A message that repeats is
ignored; a message that comes before its predecessors makes it read the gap from the feed.
"""

import hashlib
import hmac
import json
import os
import sys
import time
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock

MAX_AGE = 300  # seconds a signature stays good
COLUMNS = {
    "status_after": "status",
    "due_after": "due_date",
    "due_original_after": "due_original",
    "delivered_after": "delivered_on",
    "agency_after": "agency",
    "role_after": "role",
}
# Fields that a verb may change beside those columns; every other member of "after" is a note.
# Moments (…_at) come to the second, in UTC.
FIELDS = ("period", "accepted_at", "submitted_at", "completed_at", "last_report_at", "officer_id",
          "merged_into_id", "percent", "evidence", "review_date", "accept_by", "confirm_by", "closed_on",
          "close_reason", "product_number", "product_date", "objection", "return_count", "extension_count",
          "urge_count", "explanation_due", "objective_cause")  # fmt: skip


def genuine(secret, timestamp, body, signature, now=None):
    """Whether the message was signed with our secret not long ago."""
    if not timestamp.isdigit() or abs((now or time.time()) - int(timestamp)) > MAX_AGE:
        return False
    wanted = hmac.new(secret.encode(), timestamp.encode() + b"." + body, hashlib.sha256).hexdigest()
    return hmac.compare_digest(signature, f"sha256={wanted}")


class Copy:
    """The partner's tasks: id → fields. `seq` is the last event applied."""

    def __init__(self):
        self.tasks = {}
        self.seq_of = {}
        self.lock = Lock()

    def apply(self, event):
        """Apply one event; events of a task must come in order, repeats do nothing."""
        with self.lock:
            task, seq = event["task"], event["seq"]
            if task is None or seq <= self.seq_of.get(task, 0):
                return
            row = self.tasks.setdefault(task, {})
            row.update({name: event[column] for column, name in COLUMNS.items()})
            row.update({name: event["after"][name] for name in FIELDS if name in event["after"]})
            self.seq_of[task] = seq


def read_feed(base, token, copy, after=0):
    """Apply everything the feed holds after a position; returns the new position."""
    while True:
        request = urllib.request.Request(  # noqa: S310  (the address is the operator's own)
            f"{base}/api/v1/events/?after={after}&page_size=200",
            headers={"Authorization": f"Bearer {token}"},
        )
        with urllib.request.urlopen(request) as answer:  # noqa: S310
            page = json.load(answer)
        for event in page["results"]:
            copy.apply(event)
        after = page["after"]
        if not page["results"]:
            return after


def handler_for(copy, secret):
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            signature = self.headers.get("X-Dondoc-Signature") or ""
            if not genuine(secret, self.headers.get("X-Dondoc-Timestamp") or "", body, signature):
                self.send_response(401)
            else:
                copy.apply(json.loads(body))
                self.send_response(204)
            self.end_headers()

        def log_message(self, *_):
            pass

    return Handler


if __name__ == "__main__":
    state = Copy()
    read_feed(sys.argv[1].rstrip("/"), os.environ["DONDOC_TOKEN"], state)
    server = ThreadingHTTPServer(("", int(sys.argv[2])), handler_for(state, os.environ["DONDOC_SECRET"]))
    server.serve_forever()
