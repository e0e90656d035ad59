"""A Redmine that holds the same tasks as a generated site of ours, and the processes that serve both.

Redmine is used where the machine already has it (Debian's package or an unpacked release with its gems): its
folder is copied to a throw-away one with its own configuration, and nothing of the installed one is changed.
"""

import hashlib
import os
import secrets
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.parse import urlsplit

import psycopg

from tests import servers

ROOT = Path(__file__).resolve().parent.parent
TICK = os.sysconf("SC_CLK_TCK")
PASSWORD = "mat-khau-do-tai-1"
DATABASE_YML = """production:
  adapter: postgresql
  host: {host}
  port: {port}
  database: {name}
  username: {user}
  encoding: utf8
"""
CONFIGURATION_YML = """default:
  email_delivery:
    delivery_method: :smtp
    smtp_settings:
      address: 127.0.0.1
      port: {port}
      domain: localhost
      enable_starttls_auto: false
"""
# Our tasks as they are: who owes what until when, and whether the agency still has to act. Suspended and delivered
# work is closed over there, because Redmine has no clock that stops, and so is restricted work, which the clerk does
# not see on our side: both lists must name the same rows.
OURS = """COPY (
SELECT t.id, left(d.content, 250), d.text, t.due_date, t.agency_id,
  t.status NOT IN ('assigned', 'in_progress', 'objected', 'pending_confirmation')
    OR coalesce(t.delivered_on <= t.due_date, false) OR d.restricted,
  t.issued_on, t.issued_at AT TIME ZONE 'UTC', t.percent
FROM tracker_task t JOIN tracker_directive d ON d.id = t.directive_id ORDER BY t.id) TO STDOUT"""
STAGE = """CREATE UNLOGGED TABLE stage (id int, subject text, description text, due_date date, agency int,
  closed boolean, issued_on date, issued_at timestamp, percent int)"""
FILL = """
INSERT INTO projects (name, identifier, is_public, status, lft, rgt, created_on, updated_on)
VALUES ('Đôn đốc', 'don-doc', false, 1, 1, 2, now(), now());
INSERT INTO enabled_modules (project_id, name) SELECT id, 'issue_tracking' FROM projects;
INSERT INTO projects_trackers (project_id, tracker_id) SELECT p.id, t.id FROM projects p, trackers t;
INSERT INTO users (id, login, hashed_password, salt, firstname, lastname, admin, status, language, type,
  mail_notification, created_on, updated_on, passwd_changed_on)
SELECT 1000 + a, 'cq' || a, '{hash}', '{salt}', 'Cơ quan', a::text, false, 1, 'vi', 'User', 'none', now(),
  now(), now() FROM (SELECT DISTINCT agency AS a FROM stage UNION SELECT 0) s;
INSERT INTO email_addresses (user_id, address, is_default, notify, created_on, updated_on)
SELECT id, login || '@example.org', true, true, now(), now() FROM users WHERE id >= 1000;
INSERT INTO members (user_id, project_id, created_on)
SELECT u.id, p.id, now() FROM users u, projects p WHERE u.id >= 1000;
INSERT INTO member_roles (member_id, role_id)
SELECT m.id, (SELECT id FROM roles WHERE issues_visibility = 'all' AND builtin = 0 LIMIT 1) FROM members m;
INSERT INTO tokens (user_id, action, value, created_on, updated_on)
SELECT 1000, 'api', '{key}', now(), now();
INSERT INTO settings (name, value, updated_on) VALUES ('rest_api_enabled', '1', now()),
  ('notified_events', E'--- []\\n', now()), ('default_language', 'vi', now());
INSERT INTO issues (id, tracker_id, project_id, subject, description, due_date, status_id, assigned_to_id,
  priority_id, author_id, created_on, updated_on, start_date, done_ratio, root_id, lft, rgt, closed_on)
SELECT s.id, (SELECT min(id) FROM trackers), p.id, s.subject, s.description, s.due_date,
  CASE WHEN s.closed THEN (SELECT min(id) FROM issue_statuses WHERE is_closed)
    ELSE (SELECT min(id) FROM issue_statuses WHERE NOT is_closed) END,
  1000 + s.agency, (SELECT min(id) FROM enumerations WHERE type = 'IssuePriority' AND is_default), 1000,
  s.issued_at, s.issued_at, s.issued_on, s.percent, s.id, 1, 2, CASE WHEN s.closed THEN s.issued_at END
FROM stage s, projects p;
SELECT setval('issues_id_seq', (SELECT max(id) FROM issues));
SELECT setval('users_id_seq', (SELECT max(id) FROM users));
DROP TABLE stage
"""


def found(folder):
    """The folder of an installed Redmine, or None."""
    path = Path(folder) if folder else None
    return path if path and (path / "config.ru").exists() and shutil.which("puma") else None


class Redmine:
    """One database of Redmine filled from ours at `source`, and a folder to run it from."""

    def __init__(self, installed, server_url, source, tasks, mail_port=25):
        self.parts, self.name = urlsplit(server_url), f"redmine_{tasks}"
        self.url = server_url.rsplit("/", 1)[0] + f"/{self.name}"
        self.key_file_owner, self.source = None, source
        self.key = hashlib.sha1(f"dondoc {tasks}".encode()).hexdigest()
        self.folder = Path(tempfile.mkdtemp(prefix="dondoc-redmine-")) / "site"
        shutil.copytree(installed, self.folder, ignore_dangling_symlinks=True)
        self._configure(mail_port)
        self.environment = os.environ | {"RAILS_ENV": "production", "REDMINE_LANG": "vi"}
        for name in ("X_DEBIAN_SITEID", "REDMINE_INSTANCE", "DATABASE_URL", "SECRET_KEY", "PYTHONPATH"):
            self.environment.pop(name, None)
        with psycopg.connect(server_url, autocommit=True) as connection:
            known = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [self.name]).fetchone()
            if not known:
                connection.execute(f"CREATE DATABASE {self.name} TEMPLATE template0 ENCODING 'UTF8'")
        if not known:
            self.rake("db:migrate")
            self.rake("redmine:load_default_data")
            self._fill()

    def _configure(self, mail_port):
        data = DATABASE_YML.format(
            host=self.parts.hostname, port=self.parts.port or 5432, name=self.name, user=self.parts.username
        )
        if self.parts.password:
            data += f"  password: {self.parts.password}\n"
        # Debian's package reads the folder of an instance, a release its own config folder.
        for config in (self.folder / "config", self.folder / "instances" / "default" / "config"):
            shutil.rmtree(config) if config.parent.name == "default" and config.exists() else None
            config.mkdir(parents=True, exist_ok=True)
            for name, text in {
                "database.yml": data,
                "configuration.yml": CONFIGURATION_YML.format(port=mail_port),
                "secret_key.txt": secrets.token_hex(64),
            }.items():
                (config / name).unlink(missing_ok=True)
                (config / name).write_text(text)
        for name in ("log", "tmp", "files", "plugins"):
            for folder in (self.folder, self.folder / "instances" / "default"):
                if (folder / name).is_symlink():
                    (folder / name).unlink()
                (folder / name).mkdir(exist_ok=True)

    def rake(self, *words):
        """Run a task of Redmine; (seconds of CPU of its process and of its database connections)."""
        process = subprocess.Popen(
            ["rake", *words], cwd=self.folder, env=self.environment, stdout=subprocess.DEVNULL
        )
        seen = {}
        while process.poll() is None:
            seen |= backends(self.url) | {process.pid: cpu_of(process.pid)}
            time.sleep(0.05)
        if process.returncode:
            raise SystemExit(f"rake {' '.join(words)}: {process.returncode}")
        return sum(seen.values())

    def _fill(self):
        salt = secrets.token_hex(16)
        inner = hashlib.sha1(PASSWORD.encode()).hexdigest()
        hashed = hashlib.sha1(f"{salt}{inner}".encode()).hexdigest()
        with psycopg.connect(self.source) as ours, psycopg.connect(self.url) as theirs:
            theirs.execute(STAGE)
            with (
                ours.cursor().copy(OURS) as reading,
                theirs.cursor().copy("COPY stage FROM STDIN") as writing,
            ):
                for chunk in reading:
                    writing.write(chunk)
            for statement in FILL.format(hash=hashed, salt=salt, key=self.key).split(";\n"):
                theirs.execute(statement)
            theirs.commit()
            theirs.autocommit = True
            theirs.execute("VACUUM ANALYZE")

    def serve(self):
        port = servers.free_port()
        line = ["puma", "-e", "production", "-w", "0", "-t", "1:1", "-b", f"tcp://127.0.0.1:{port}"]
        return Served(line, self.folder, self.environment, port, self.url)

    def remove(self):
        shutil.rmtree(self.folder.parent, ignore_errors=True)


class Served:
    """A web process that answers one request at a time, with the CPU that it and its database use."""

    def __init__(self, line, folder, environment, port, database):
        self.port, self.database = port, database
        self.process = subprocess.Popen(
            line, cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        servers.wait_for(port, 180)

    def cpu(self):
        """Seconds of CPU used so far: (web, database)."""
        web = sum(cpu_of(pid) for pid in family(self.process.pid))
        return web, sum(backends(self.database).values())

    def end(self):
        self.process.terminate()
        self.process.wait(60)


def serve_ours(url, environment):
    """Our site by gunicorn as in deploy/, with one process and one thread."""
    port = servers.free_port()
    line = [sys.executable, "-m", "gunicorn", "-c", "deploy/gunicorn.conf.py", "config.wsgi:application"]
    alone = {"PORT": str(port), "WEB_WORKERS": "1", "WEB_THREADS": "1"}
    return Served(line, ROOT, environment | alone, port, url)


def cpu_of(pid):
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    except OSError:
        return 0.0
    return sum(map(int, fields[11:15])) / TICK


def family(pid):
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return [pid]
    return [pid, *(grand for child in children for grand in family(int(child)))]


def backends(url):
    """CPU seconds by process of the connections to this database, this question's own left out."""
    with psycopg.connect(url.rsplit("/", 1)[0] + "/postgres", autocommit=True) as connection:
        rows = connection.execute(
            "SELECT pid FROM pg_stat_activity WHERE datname = %s AND backend_type = 'client backend'",
            [url.rsplit("/", 1)[1]],
        ).fetchall()
    return {pid: cpu_of(pid) for (pid,) in rows}
