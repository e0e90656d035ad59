"""The files of the deployment: composed as the specification allows, and as hard as the guide says."""

import re
import subprocess

import jsonschema
import pytest
import yaml

from tests.ops.sites import ROOT

TEXT, LIST = {"type": "string"}, {"type": "array"}
EITHER = {"type": ["array", "string"]}
MAPPING = {"type": "object"}
# The part of the Compose Specification that these files use; an unknown word is a mistake.
SERVICE = {
    "type": "object",
    "additionalProperties": False,
    "anyOf": [{"required": ["image"]}, {"required": ["build"]}],
    "properties": {
        "image": TEXT,
        "build": {"type": ["string", "object"]},
        "command": EITHER,
        "restart": {"enum": ["no", "always", "on-failure", "unless-stopped"]},
        "init": {"type": "boolean"},
        "read_only": {"type": "boolean"},
        "user": TEXT,
        "shm_size": TEXT,
        "cap_drop": LIST,
        "cap_add": LIST,
        "security_opt": LIST,
        "tmpfs": EITHER,
        "volumes": LIST,
        "ports": LIST,
        "profiles": LIST,
        "env_file": {"type": ["array", "string"]},
        "environment": {"type": ["object", "array"]},
        "secrets": LIST,
        "networks": {"type": ["array", "object"]},
        "network_mode": TEXT,
        "stop_grace_period": {"type": "string", "pattern": r"^\d+(s|m)$"},
        "depends_on": {
            "type": "object",
            "additionalProperties": {
                "type": "object",
                "required": ["condition"],
                "properties": {
                    "condition": {
                        "enum": ["service_started", "service_healthy", "service_completed_successfully"]
                    }
                },
            },
        },
        "healthcheck": {
            "type": "object",
            "additionalProperties": False,
            "properties": {
                name: {} for name in ("test", "interval", "timeout", "retries", "start_period", "disable")
            },
        },
        "logging": MAPPING,
        "deploy": {
            "type": "object",
            "required": ["resources"],
            "properties": {
                "resources": {
                    "type": "object",
                    "required": ["limits"],
                    "properties": {
                        "limits": {
                            "type": "object",
                            "required": ["cpus", "memory"],
                            "properties": {
                                "cpus": {"type": "string"},
                                "memory": {"type": "string", "pattern": r"^\d+[mg]$"},
                            },
                        }
                    },
                }
            },
        },
    },
}
SCHEMA = {
    "type": "object",
    "required": ["services"],
    "patternProperties": {"^x-": {}},
    "additionalProperties": False,
    "properties": {
        "name": TEXT,
        "services": {"type": "object", "additionalProperties": SERVICE},
        "networks": MAPPING,
        "volumes": MAPPING,
        "secrets": MAPPING,
    },
}


@pytest.fixture(scope="module")
def compose():
    return yaml.safe_load((ROOT / "docker-compose.yml").read_text())


def test_the_file_fits_the_specification(compose):
    jsonschema.validate(compose, SCHEMA)


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
        if name != "postgres":
            assert service["read_only"] is True, name
            assert service["cap_drop"] == ["ALL"], name


def test_database_and_redis_cannot_be_reached_from_outside(compose):
    assert compose["networks"]["inner"]["internal"] is True
    for name in ("postgres", "redis"):
        assert compose["services"][name]["networks"] == ["inner"]
        assert "ports" not in compose["services"][name]


def test_redis_never_evicts_and_writes_to_disk(compose):
    command = " ".join(compose["services"]["redis"]["command"])
    assert "--maxmemory-policy noeviction" in command
    assert "--appendonly yes" in command


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
    if name != "dondoc-watch.service":
        assert "NoNewPrivileges=true" in text
        assert "ProtectSystem=strict" in text


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
