"""Whole little sites for drills: own data folder, own database, every command a process of its own."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent


@dataclass
class Site:
    """One site; `database` is its DATABASE_URL, empty for SQLite in the folder."""

    folder: Path
    database: str = ""

    @property
    def environment(self):
        clean = {k: v for k, v in os.environ.items() if k not in ("DATABASE_URL", "TEST_DATABASE_URL")}
        more = {"DATABASE_URL": self.database} if self.database else {}
        return clean | {
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "DATA_DIR": str(self.folder),
            "SECRET_KEY": "khoa-cua-dien-tap-0123456789-0123456789-0123456789",
            "CELERY_EAGER": "true",
            "CELERY_BROKER_URL": "memory://",
            **more,
        }

    def manage(self, *arguments, ok=True):
        """Run manage.py; its output. With ok=False a failure is expected."""
        run = subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=ROOT,
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=300,
        )
        assert (run.returncode == 0) == ok, run.stdout[-2000:] + run.stderr[-2000:]
        return run.stdout + run.stderr

    def python(self, code):
        """Run `code` with Django set up; its printed output."""
        run = subprocess.run(
            [sys.executable, "-c", f"import django; django.setup()\n{code}"],
            cwd=ROOT,
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=300,
        )
        assert run.returncode == 0, run.stderr[-3000:]
        return run.stdout.strip()

    @property
    def mails(self):
        return sorted(p.name for p in (self.folder / "mail").rglob("*.eml"))
