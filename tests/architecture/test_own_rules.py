"""Our own rules hold everywhere, and each of them can be broken (a rule that never fires guards nothing)."""

import ast
import re
import subprocess
import sys

import pytest

from tests.architecture.own_rules import RULES, faults
from tests.architecture.tree import ROOT, modules, texts

OURS = modules("tracker", "config")
BY_NAME = pytest.mark.parametrize("rule", RULES, ids=[rule.name for rule in RULES])
SECRETS = re.compile(
    r"-----BEGIN (?:RSA |EC |OPENSSH )?PRIVATE KEY-----|AKIA[0-9A-Z]{16}|ghp_[0-9A-Za-z]{36}|xox[bp]-[0-9A-Za-z-]{20,}"
    r"|(?i:password|secret_key|api_key|token)[\"']?\s*[:=]\s*[\"'][0-9A-Za-z+/_-]{24,}[\"']"
)


@BY_NAME
def test_the_rule_holds(rule):
    assert not [fault for name, tree in OURS for fault in faults(rule, name, tree)]


@BY_NAME
def test_the_rule_can_be_broken(rule):
    place = f"{rule.where[0].removesuffix('.py')}x.py"
    assert faults(rule, place, ast.parse(rule.bad))
    assert not faults(rule, place, ast.parse(rule.good))


def test_templates_never_switch_escaping_off():
    # The picture of a second factor's key is drawn by the library from our own letters.
    drawn = "{{ picture|safe }}"
    loose = re.compile(r"\|\s*safe\b|autoescape\s+off")
    assert not [name for name, text in texts(".html") if loose.search(text.replace(drawn, ""))]


def test_templates_carry_no_inline_script_or_handler():
    inline = re.compile(r"<script(?![^>]*\bsrc=)(?![^>]*type=\"application/json\")[^>]*>|\son[a-z]+=\"", re.I)
    ours = [(name, text) for name, text in texts(".html") if "/dashboards/" in name or "/review/" in name]
    assert ours
    assert not [name for name, text in ours if inline.search(text)]


def test_no_file_holds_a_secret():
    found = [name for name, text in texts() if SECRETS.search(text)]
    # Made-up keys of tests say so in their name or their words.
    assert not [name for name in found if not name.startswith("tests/")]


def test_the_search_for_secrets_finds_one():
    assert SECRETS.search('SECRET_KEY = "' + "Ab1" * 12 + '"')
    assert not SECRETS.search('SECRET_KEY = env.str("SECRET_KEY", default="")')


def test_every_library_is_pinned_with_its_hash():
    for name in ("requirements.txt", "requirements-dev.txt"):
        lines = (ROOT / name).read_text().replace("\\\n", " ").splitlines()
        packages = [line for line in lines if re.match(r"[a-zA-Z0-9]", line)]
        assert len(packages) > 20
        assert not [line[:60] for line in packages if "==" not in line or "--hash=sha256:" not in line]


def test_the_audit_is_red_when_it_audited_nothing(tmp_path):
    empty = tmp_path / "advisories"
    empty.mkdir()
    command = [sys.executable, ".ci/audit.py", "--advisories", str(empty)]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert run.returncode != 0
    assert "không kiểm được" in run.stdout
