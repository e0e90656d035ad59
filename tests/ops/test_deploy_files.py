"""The files of the deployment: composed as the specification allows, and as hard as the guide says."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.ops.sites import ROOT
from tracker.extraction.readers.result import DEFAULT

FILES = ["docker-compose.yml", "deploy/docker/outside.yml"]


def judged(path):
    """The published schema of the Compose Specification, as shipped with the checker, on one file."""
    checker = Path(sys.executable).with_name("check-jsonschema")
    command = [checker, "--builtin-schema", "vendor.compose-spec", path]
    return subprocess.run(command, capture_output=True, text=True, cwd=ROOT)


@pytest.fixture(scope="module")
def compose():
    return yaml.safe_load((ROOT / "docker-compose.yml").read_text())


@pytest.mark.parametrize("name", FILES)
def test_the_file_fits_the_specification(name):
    answer = judged(ROOT / name)
    assert answer.returncode == 0, answer.stdout


@pytest.mark.parametrize(
    "wrong", ["restrat: always", "ports: 80", "deploy: {resources: {limits: {ram: 1g}}}"]
)
def test_the_specification_notices_a_slip(tmp_path, wrong):
    slip = tmp_path / "compose.yml"
    slip.write_text(f"services:\n  web:\n    image: a\n    {wrong}\n")
    assert judged(slip).returncode == 1


def test_every_service_has_a_ceiling(compose):
    for name, service in compose["services"].items():
        limits = service["deploy"]["resources"]["limits"]
        assert float(limits["cpus"]) > 0, name
        assert re.fullmatch(r"\d+[mg]", limits["memory"]), name


def test_the_way_outside_is_for_services_and_networks_that_exist(compose):
    more = yaml.safe_load((ROOT / FILES[1]).read_text())
    for name, service in more["services"].items():
        assert (
            set(compose["services"][name]["networks"]) <= set(service["networks"]) <= set(compose["networks"])
        )


def test_everything_a_service_refers_to_exists(compose):
    for name, service in compose["services"].items():
        for kind in ("networks", "secrets"):
            assert set(service.get(kind, [])) <= set(compose[kind]), (name, kind)
        assert set(service.get("depends_on", {})) <= set(compose["services"]), name
        for volume in service.get("volumes", []):
            source = volume.split(":")[0]
            known = (ROOT / source).exists() if source.startswith("./") else source in compose["volumes"]
            assert known, (name, source)


def test_who_must_be_healthy_says_how(compose):
    for service in compose["services"].values():
        for other, how in service.get("depends_on", {}).items():
            check = compose["services"][other].get("healthcheck", {})
            if how["condition"] == "service_healthy" and other != "web":  # the image brings its own
                assert check.get("test"), other


def test_every_service_has_limits_and_may_gain_no_rights(compose):
    for name, service in compose["services"].items():
        assert service["deploy"]["resources"]["limits"], name
        assert "no-new-privileges:true" in service["security_opt"], name
        assert service["cap_drop"] == ["ALL"], name
        if name != "postgres":
            assert service["read_only"] is True, name


def test_database_and_redis_cannot_be_reached_from_outside(compose):
    assert compose["networks"]["inner"]["internal"] is True
    for name in ("postgres", "redis"):
        assert compose["services"][name]["networks"] == ["inner"]
        assert "ports" not in compose["services"][name]


def test_redis_never_evicts_and_writes_to_disk(compose):
    command = " ".join(compose["services"]["redis"]["command"])
    assert "--maxmemory-policy noeviction" in command
    assert "--appendonly yes" in command


def test_the_archive_of_compose_is_the_one_the_restore_reads(compose):
    recipe = (ROOT / "deploy/postgres/wal.conf").read_text().replace("/var/backups/dondoc-wal", "/wal")
    command = re.search(r"^archive_command = '(.*)'$", recipe, re.M).group(1)
    assert f"archive_command={command}" in compose["services"]["postgres"]["command"]


def test_who_reads_a_secret_is_of_the_group_that_may(compose):
    for name, service in compose["services"].items():
        if service.get("secrets") and name != "proxy":  # its master is root, the owner
            groups = [service["user"].split(":")[1], *service.get("group_add", [])]
            assert "10001" in groups, name


def test_no_secret_stands_in_the_file(compose):
    text = (ROOT / "docker-compose.yml").read_text()
    assert not re.search(r"(?i)(password|secret_key|token):\s*['\"]?[A-Za-z0-9]{6,}", text)
    assert all(list(secret) == ["file"] for secret in compose["secrets"].values())


def test_every_queue_has_a_worker(compose):
    from config.celery import app

    served = set()
    for name in ("worker", "worker-heavy"):
        command = compose["services"][name]["command"]
        served |= set(command[command.index("--queues") + 1].split(","))
    assert {queue.name for queue in app.conf.task_queues} == served


def test_the_workers_of_systemd_serve_the_same_queues():
    text = (ROOT / "deploy" / "debian" / "install.sh").read_text()
    served = set(",".join(re.findall(r"QUEUES=([a-z,]+)", text)).split(","))
    from config.celery import app

    assert {queue.name for queue in app.conf.task_queues} == served


def test_the_image_is_made_in_stages_and_runs_as_nobody_special():
    text = (ROOT / "Dockerfile").read_text()
    assert text.count("\nFROM ") >= 2 or text.count("FROM ") >= 2
    assert re.search(r"^USER 10001", text, re.M)
    assert "--require-hashes" in text
    assert "HEALTHCHECK" in text


@pytest.mark.parametrize("name", sorted(p.name for p in (ROOT / "deploy" / "systemd").glob("*.service")))
def test_a_unit_starts_only_what_the_program_holds(name):
    text = (ROOT / "deploy" / "systemd" / name).read_text()
    assert "User=root" not in text
    for path in re.findall(r"/opt/dondoc/current/((?:deploy|manage)[^\s]*)", text):
        assert (ROOT / path).exists(), path
    assert "NoNewPrivileges=true" in text
    assert "ProtectSystem=strict" in text
    assert re.search(r"^CapabilityBoundingSet=$", text, re.M)


UNITS = sorted((ROOT / "deploy" / "systemd").glob("*.service"))
# A Celery parent and its child before any document, 165 MiB each (resident size of a running site).
IDLE_WORKER = 2 * 180 * 2**20


def ceiling(unit, key="MemoryMax"):
    found = re.search(rf"^{key}=(\d+)([MG])$", unit.read_text(), re.M)
    return found and int(found[1]) * {"M": 2**20, "G": 2**30}[found[2]]


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_every_unit_has_a_ceiling_of_memory(unit):
    assert ceiling(unit)


@pytest.mark.parametrize("key", ["MemoryHigh", "MemoryMax"])
def test_a_hostile_document_meets_the_reader_s_limit_before_the_unit_s(key):
    unit = ROOT / "deploy" / "systemd" / "dondoc-worker@.service"
    assert DEFAULT.memory_bytes + IDLE_WORKER < ceiling(unit, key)


def test_a_worker_is_renewed_in_its_time():
    install = (ROOT / "deploy" / "debian" / "install.sh").read_text()
    unit = (ROOT / "deploy" / "systemd" / "dondoc-worker@.service").read_text()
    assert "--max-tasks-per-child ${RENEW_AFTER}" in unit
    assert all(0 < int(number) <= 1000 for number in re.findall(r"RENEW_AFTER=(\d+)", install))


def test_what_runs_as_root_starts_nothing_of_the_program():
    for unit in (ROOT / "deploy" / "systemd").glob("*.service"):
        text = unit.read_text()
        if not re.search(r"^User=", text, re.M):
            assert "/opt/dondoc" not in text, unit.name


@pytest.mark.parametrize(
    "script", sorted(p.relative_to(ROOT) for p in (ROOT / "deploy").rglob("*.sh")), ids=str
)
def test_a_script_has_no_syntax_error_and_may_be_run(script):
    assert (ROOT / script).stat().st_mode & 0o100
    assert subprocess.run(["bash", "-n", ROOT / script]).returncode == 0


def test_the_proxy_speaks_only_new_tls_and_hides_what_is_for_monitoring():
    text = (ROOT / "deploy" / "nginx" / "common.conf").read_text()
    assert "ssl_protocols TLSv1.2 TLSv1.3;" in text
    assert "location = /metrics { return 404; }" in text
    assert "proxy_set_header X-Forwarded-For $remote_addr;" in text
    assert "$request_uri" not in text


@pytest.fixture
def watch(tmp_path):
    """Runs watch.sh with a probe that says what it is told; its exit code."""
    here = tmp_path / "current"
    (here / ".venv/bin").mkdir(parents=True)
    python = here / ".venv/bin/python"
    python.write_text('#!/bin/sh\necho "$SAID"\n')
    python.chmod(0o755)
    script = tmp_path / "watch.sh"
    script.write_text((ROOT / "deploy/debian/watch.sh").read_text().replace("/opt/dondoc/current", str(here)))

    def run(said):
        surroundings = {"SAID": said, "WATCH_MARK": str(tmp_path / "mark"), "PATH": os.environ["PATH"]}
        return subprocess.run(["sh", script], env=surroundings, capture_output=True).returncode

    return run


STILL = '503 {"status": "tick_stale"}'


def test_the_watch_gives_way_at_the_second_check_that_finds_the_engine_still(watch):
    assert [watch(STILL), watch(STILL), watch(STILL)] == [0, 1, 0]


@pytest.mark.parametrize(
    "between", ["200 {}", '503 {"status": "mail_stuck"}', '503 {"status": "clock_hold"}', "refused"]
)
def test_the_watch_restarts_nothing_for_what_a_restart_does_not_mend(watch, between):
    assert [watch(between), watch(between), watch(STILL), watch(between), watch(STILL)] == [0] * 5


def test_both_proxies_count_tries_to_sign_in_the_same_way():
    for name in ("deploy/nginx/dondoc.conf", "deploy/docker/nginx.conf"):
        assert "include /etc/nginx/dondoc/limits.conf;" in (ROOT / name).read_text()
