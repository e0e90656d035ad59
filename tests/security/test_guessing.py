"""A thousand guesses at once against running web processes: at most ten are looked at."""

import http.client
import os
import re
import subprocess
import sys
import threading
import urllib.parse
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests import servers
from tests.ops.sites import ROOT, Site

PASSWORD = "mat-khau-that-cua-can-bo-9"
PEOPLE = f"""
from tracker.models import Membership, User
user = User.objects.create_user("canbo", password={PASSWORD!r})
Membership.objects.create(user=user, role="clerk")
"""


@pytest.fixture
def site(postgres_server, redis_server, tmp_path):
    """Two web processes on PostgreSQL and Redis, as under systemd; yields (port, path of the log)."""
    import psycopg

    name = "doan_mat_khau"
    with psycopg.connect(postgres_server.url, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {name}")
        connection.execute(f"CREATE DATABASE {name}")
    made = Site(tmp_path, f"postgres://dondoc@127.0.0.1:{postgres_server.port}/{name}")
    made.manage("migrate", "-v", "0")
    made.python(PEOPLE)
    port = servers.free_port()
    environment = made.environment | {
        "CACHE_URL": f"rediscache://127.0.0.1:{redis_server.port}/1",
        "BEHIND_PROXY": "true",
        "LOG_LEVEL": "INFO",
        "PORT": str(port),
        "WEB_WORKERS": "2",
        "WEB_THREADS": "8",
    }
    log = tmp_path / "web.log"
    command = [sys.executable, "-m", "gunicorn", "-c", "deploy/gunicorn.conf.py", "config.wsgi:application"]
    with log.open("w") as out:
        web = subprocess.Popen(command, cwd=ROOT, env=os.environ | environment, stderr=out, stdout=out)
    try:
        servers.wait_for(port, 60)
        yield port, log
    finally:
        web.terminate()
        web.wait()


def sign_in(port, password, address):
    """One try from `address`, with its own form; the status of the answer."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    headers = {"Host": "localhost", "X-Forwarded-For": address}
    connection.request("GET", "/admin/login/", headers=headers)
    page = connection.getresponse()
    cookie = page.getheader("Set-Cookie").split(";")[0]
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.read().decode()).group(1)
    body = urllib.parse.urlencode({"username": "canbo", "password": password, "csrfmiddlewaretoken": token})
    headers |= {"Cookie": cookie, "Content-Type": "application/x-www-form-urlencoded"}
    connection.request("POST", "/admin/login/", body=body, headers=headers)
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer.status


def test_of_a_thousand_parallel_guesses_at_most_ten_are_looked_at(site):
    port, log = site
    start = threading.Event()

    def guess(number):
        start.wait()
        return sign_in(port, f"doan-{number}", "203.0.113.7")

    with ThreadPoolExecutor(40) as pool:
        answers = [pool.submit(guess, number) for number in range(1000)]
        start.set()
        statuses = [answer.result() for answer in answers]
    assert 302 not in statuses
    assert log.read_text().count("login tried") <= 10
    # The right password from the attacker's address is of no use either, but its owner elsewhere gets in.
    assert sign_in(port, PASSWORD, "203.0.113.7") != 302
    assert sign_in(port, PASSWORD, "198.51.100.4") == 302
