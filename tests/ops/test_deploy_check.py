"""`manage.py check --deploy` is clean for the settings of the guide, and red for each hole."""

import os
import subprocess
import sys

import pytest

from tests.ops.sites import ROOT

GOOD = {
    "PRODUCTION": "true",
    "SECRET_KEY": "Kh0a-ky-cua-phep-thu-8c2f7e91d4b6a35f-0e9d8c7b6a5f4e3d2c1b",
    "ALLOWED_HOSTS": "dondoc.tinhuy.example",
    "SITE_URL": "https://dondoc.tinhuy.example",
    "CACHE_URL": "rediscache://127.0.0.1:6379/1",
    "BEHIND_PROXY": "true",
    "OIDC_CLIENT_ID": "don-doc",
}


def check(tmp_path, **changes):
    data = tmp_path / "data"
    data.mkdir(mode=0o750, exist_ok=True)
    ours = ("DATABASE_URL", "DJANGO_SETTINGS_MODULE", "DJANGO_ALLOW_ASYNC_UNSAFE")
    environment = {k: v for k, v in os.environ.items() if k not in ours}
    environment |= GOOD | {"DATA_DIR": str(data)} | changes
    run = subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
    )
    return run.returncode, run.stdout + run.stderr


def test_the_settings_of_the_guide_are_clean(tmp_path):
    code, said = check(tmp_path)
    assert code == 0, said


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("DEBUG", "true", "dondoc.E002"),
        ("SITE_URL", "http://dondoc.tinhuy.example", "dondoc.E003"),
        ("ALLOWED_HOSTS", "*", "dondoc.E004"),
        ("CACHE_URL", "locmemcache://", "dondoc.W005"),
        ("SECRET_KEY", "ngan", "security.W009"),
        ("OIDC_ISSUER", "http://sso.tinhuy.example", "dondoc.E009"),
        ("PRODUCTION", "false", "dondoc.W001"),
    ],
)
def test_each_hole_is_named(tmp_path, name, value, told):
    code, said = check(tmp_path, **{name: value})
    assert code != 0
    assert told in said


def test_production_does_not_start_without_a_key(tmp_path):
    code, said = check(tmp_path, SECRET_KEY="")
    assert code != 0
    assert "SECRET_KEY" in said
