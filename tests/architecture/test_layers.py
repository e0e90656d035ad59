"""The layers of the house hold: contracts of import-linter, migrations complete, checks clean."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import call_command

from tests.architecture.tree import ROOT


def test_no_layer_imports_upwards():
    linter = Path(sys.executable).parent / "lint-imports"
    if not linter.exists():
        pytest.skip("thiếu import-linter (make test cài đủ)")
    run = subprocess.run(
        [linter, "--no-cache"], cwd=ROOT, capture_output=True, text=True, env=dict(os.environ)
    )
    assert run.returncode == 0, run.stdout[-3000:]


@pytest.mark.django_db
def test_every_model_change_has_its_migration():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_system_checks_are_clean():
    call_command("check", fail_level="WARNING")


def test_rules_and_the_reader_load_without_django():
    code = "import sys, tracker.extraction.pipeline, tracker.rules.transitions; exit('django' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
