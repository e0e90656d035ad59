"""Every index has its query in docs/scale.md, and on PostgreSQL the query uses it."""

import os
import re
import subprocess
import sys
import uuid

import psycopg
import pytest
from django.apps import apps

from tests.ops.sites import ROOT, Site

# Left out: queries that a foreign key's own index answers as well on a small table.
OPEN = "('assigned','in_progress','objected','pending_confirmation','suspended')"
QUERIES = {
    "task_agency_due": "SELECT id FROM tracker_task WHERE agency_id = 3 AND status = 'completed' "
    "ORDER BY due_date, id LIMIT 50",
    "task_agency_open_due": f"SELECT id FROM tracker_task WHERE agency_id = 3 AND status IN {OPEN} "
    "ORDER BY due_date, id LIMIT 50",
    "task_open_due": f"SELECT id FROM tracker_task WHERE status IN {OPEN} AND due_date < '2026-01-01' "
    "ORDER BY due_date, id LIMIT 50",
    "task_by_due": "SELECT id FROM tracker_task ORDER BY due_date, id LIMIT 50",
    "task_status_newest": "SELECT id FROM tracker_task WHERE status = 'objected' ORDER BY issued_on, id LIMIT 50",
    "task_newest": "SELECT id FROM tracker_task ORDER BY issued_on DESC, id DESC LIMIT 50",
    "task_officer": "SELECT id FROM tracker_task WHERE officer_id = 5 AND status = 'in_progress'",
    "task_counting": "SELECT agency_id, role, status, count(*) FROM tracker_task GROUP BY agency_id, role, status",
    "task_moving": "SELECT agency_id, due_date < '2026-03-02', count(*) FROM tracker_task WHERE status IN "
    "('assigned','in_progress','objected','pending_confirmation') AND delivered_on IS NULL AND NOT restricted "
    "AND (due_date IS NOT NULL OR due_original IS NOT NULL) GROUP BY 1, 2",
    "task_silent": "SELECT count(*) FROM tracker_task WHERE status IN ('assigned','in_progress') "
    "AND NOT restricted AND issued_at < now() AND last_report_at < now()",
    "directive_cuts": "SELECT directing_leader, count(*) FROM tracker_directive GROUP BY 1",
    "task_given": "SELECT issued_on, count(*) FROM tracker_task WHERE NOT restricted "
    "AND issued_on >= '2026-01-01' GROUP BY issued_on",
    "task_closed": "SELECT closed_on, count(*) FROM tracker_task WHERE status = 'completed' AND NOT restricted "
    "AND closed_on >= '2026-01-01' GROUP BY closed_on",
    "task_confirmed": "SELECT count(*) FROM tracker_task WHERE status = 'completed' AND completed_at > now()",
    "task_undated": f"SELECT count(*) FROM tracker_task WHERE status IN {OPEN} AND due_date IS NULL "
    "AND role = 'lead' AND NOT restricted AND issued_on < '2026-01-01'",
    "task_review": f"SELECT count(*) FROM tracker_task WHERE status IN {OPEN} AND NOT restricted "
    "AND review_date <= '2026-01-01'",
    "report_unanswered": "SELECT task_id FROM tracker_progressreport WHERE answered_at IS NULL "
    "AND (obstacle <> '' OR proposal <> '')",
    "report_asked": "SELECT count(*) FROM tracker_progressreport WHERE created_at > now() "
    "AND (obstacle <> '' OR proposal <> '')",
    "event_as_of": "SELECT task_id, max(seq) FROM tracker_taskevent WHERE \"on\" <= '2026-06-30' GROUP BY task_id",
    "event_to_answer": "SELECT id FROM tracker_taskevent WHERE verb = 'return' AND at > now()",
    "document_newest": "SELECT id FROM tracker_document ORDER BY uploaded_at DESC, id DESC LIMIT 50",
    "directive_by_state": "SELECT id FROM tracker_directive WHERE state = 'issued' "
    "ORDER BY created_at DESC, id DESC LIMIT 50",
    "membership_recipients": "SELECT user_id FROM tracker_membership WHERE agency_id = 3 AND role = 'head'",
    "outbox_waiting": "SELECT id FROM tracker_outboxmessage WHERE state IN ('pending','retry','sending') "
    "AND next_attempt_at < now() ORDER BY next_attempt_at, id LIMIT 20",
    "webhook_due": "SELECT id FROM tracker_webhookdelivery WHERE state = 'pending' ORDER BY next_try_at, id LIMIT 9",
    "read_of_object": "SELECT user_id FROM tracker_readaudit WHERE kind = 'task' AND object_id = 7 ORDER BY at DESC",
}


def our_indexes():
    models = apps.get_app_config("tracker").get_models()
    return sorted(index.name for model in models for index in model._meta.indexes)


@pytest.mark.parametrize("name", our_indexes())
def test_an_index_is_written_down_with_its_query(name):
    assert f"`{name}`" in (ROOT / "docs" / "scale.md").read_text()


def test_the_document_names_no_index_that_is_gone():
    table = (ROOT / "docs" / "scale.md").read_text().split("## Chỉ mục")[1].split("\n## ")[0]
    assert set(re.findall(r"^\| `(\w+)`", table, re.M)) == set(our_indexes())


@pytest.fixture(scope="module")
def filled(postgres_server, tmp_path_factory):
    """A generated site of some thousand tasks; yields a connection that prefers any index to reading all."""
    name = f"chi_muc_{uuid.uuid4().hex[:8]}"
    with psycopg.connect(postgres_server.url, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    url = f"postgres://dondoc@127.0.0.1:{postgres_server.port}/{name}"
    site = Site(tmp_path_factory.mktemp("chi-muc"), url)
    command = [sys.executable, "manage.py", "seed", "--tasks", "4000"]
    subprocess.run(
        command, cwd=ROOT, env=os.environ | site.environment, check=True, stdout=subprocess.DEVNULL
    )
    with psycopg.connect(url) as connection:
        connection.execute("SET enable_seqscan = off")
        connection.execute("SET enable_bitmapscan = off")
        yield connection


@pytest.mark.postgres
@pytest.mark.parametrize("name", sorted(QUERIES))
def test_the_query_uses_its_index(filled, name):
    plan = "\n".join(row[0] for row in filled.execute("EXPLAIN " + QUERIES[name]))
    assert name in plan, plan
