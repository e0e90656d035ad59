"""Asks one address of the local web process; exit code 0 when it answers 200. For health checks, timers."""

import http.client
import json
import os
import socket
import sys
from pathlib import Path


class Local(http.client.HTTPConnection):
    """A connection to a Unix socket (SOCKET=/run/…) or to HOST and PORT."""

    def connect(self) -> None:
        path = os.environ.get("SOCKET", "")
        if not path:
            super().connect()
            return
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.settimeout(self.timeout)
        self.sock.connect(path)


def monitor() -> dict[str, str]:
    """The header that opens the reasons behind a 503, where this user may read the token."""
    path = os.environ.get("METRICS_TOKEN_FILE", "")
    try:
        token = Path(path).read_text().strip() if path else os.environ.get("METRICS_TOKEN", "")
    except OSError:
        token = ""
    return {"Authorization": f"Bearer {token}"} if token else {}


def told(answer: http.client.HTTPResponse) -> str:
    """The body, with JSON's escapes spelled out for a person at a console."""
    body = answer.read().decode(errors="replace")
    try:
        return json.dumps(json.loads(body), ensure_ascii=False)
    except ValueError:
        return body


def main() -> int:
    path = sys.argv[1] if len(sys.argv) > 1 else "/readyz"
    name = os.environ.get("ALLOWED_HOSTS", "localhost").split(",")[0].lstrip(".")
    connection = Local("127.0.0.1", int(os.environ.get("PORT", "8000")), timeout=10)
    try:
        connection.request("GET", path, headers={"Host": name, **monitor()})
        answer = connection.getresponse()
        sys.stdout.write(f"{answer.status} {told(answer)}\n")
    except OSError as error:
        sys.stdout.write(f"{error}\n")
        return 1
    return 0 if answer.status == 200 else 1


if __name__ == "__main__":
    sys.exit(main())
