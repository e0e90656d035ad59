"""A client that another program made from the description works against the running site.

`make client` fetches that program (openapi-python-client) into a throw-away environment and runs this test.
"""

import json
import os
import subprocess
from pathlib import Path

import pytest

from tests.api.conftest import client_of, token_for

PYTHON = os.environ.get("CLIENT_PYTHON", "")

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(not PYTHON, reason="run by `make client`: needs openapi-python-client"),
]


def test_a_generated_client_lives_the_life_of_a_task(world, live_server, tmp_path, settings):
    settings.EVIDENCE_DIR = tmp_path / "evidence"
    description = tmp_path / "schema.json"
    description.write_text(json.dumps(client_of(world.clerk).get("/api/v1/schema/").json()))
    maker = [PYTHON, "-m", "openapi_python_client", "generate", "--meta", "none", "--path", description]
    made = subprocess.run(
        [*maker, "--output-path", tmp_path / "client"], capture_output=True, text=True, check=True
    )
    assert "unable to parse" not in (made.stdout + made.stderr).lower()
    script = Path(__file__).with_name("generated_client_script.py").read_text()
    (tmp_path / "use.py").write_text(script)
    tokens = [token_for(user)[1] for user in (world.officer_a, world.clerk)]
    used = subprocess.run(
        [PYTHON, "use.py", live_server.url, *tokens, str(world.task_a.pk)],
        cwd=tmp_path, capture_output=True, text=True,
    )  # fmt: skip
    assert used.stdout == "xong\n", used.stderr
