"""While PostgreSQL is away a signed-in visitor is told so at once, and works on by itself when it is back."""

import os
import subprocess
import sys
import time
import urllib.error
import urllib.request

import pytest
from django.db import OperationalError, connection

from tests import servers
from tests.ops.sites import ROOT, Site
from tracker.dashboards import failures

SIGN_IN = """
from importlib import import_module
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from tracker.models import Membership, User
user = User.objects.create_user("canbo")
Membership.objects.create(user=user, role="clerk")
session = import_module(settings.SESSION_ENGINE).SessionStore()
session[SESSION_KEY], session[BACKEND_SESSION_KEY] = str(user.pk), "django.contrib.auth.backends.ModelBackend"
session[HASH_SESSION_KEY] = user.get_session_auth_hash()
session.save()
print("key", session.session_key, settings.SESSION_COOKIE_NAME)
"""


@pytest.fixture
def site(tmp_path):
    """A web process on a PostgreSQL of its own; yields (server, function that asks with a session)."""
    server = servers.start_postgres()
    if server is None:
        servers.missing("PostgreSQL")
    made = Site(tmp_path, server.url)
    made.manage("migrate", "-v", "0")
    told = made.python(SIGN_IN)
    key, name = told[told.index("key ") :].split()[1:3]
    port = servers.free_port()
    environment = os.environ | made.environment | {"PORT": str(port), "WEB_WORKERS": "1"}
    command = [sys.executable, "-m", "gunicorn", "-c", "deploy/gunicorn.conf.py", "config.wsgi:application"]
    web = subprocess.Popen(command, cwd=ROOT, env=environment)

    def ask(path):
        request = urllib.request.Request(
            f"http://127.0.0.1:{port}{path}", headers={"Cookie": f"{name}={key}"}
        )
        start = time.monotonic()
        try:
            answer = urllib.request.urlopen(request, timeout=60)
        except urllib.error.HTTPError as error:
            answer = error
        return answer.status, answer.read().decode(), time.monotonic() - start

    try:
        servers.wait_for(port, 60)
        yield server, ask
    finally:
        web.terminate()
        web.wait(60)
        server.remove()


def test_a_signed_in_visitor_is_told_within_seconds_and_goes_on_when_it_is_back(site):
    server, ask = site
    assert ask("/admin/")[0] == 200
    server.stop()
    for path, word in (("/admin/", "tạm dừng"), ("/api/v1/tasks/", '"database"'), ("/readyz", "failing")):
        status, told, spent = ask(path)
        assert (path, status) == (path, 503)
        assert word in told and spent < 9
    time.sleep(15)  # the pauses of the pool have had time to grow
    server.start()
    start = time.monotonic()
    while ask("/admin/")[0] != 200:
        assert time.monotonic() - start < 15


@pytest.mark.django_db
def test_a_query_refused_by_a_database_that_answers_is_a_fault(rf):
    connection.ensure_connection()
    try:
        raise OperationalError("canceling statement")
    except OperationalError:
        answer = failures.failed(rf.get("/admin/"))
    assert answer.status_code == 500
