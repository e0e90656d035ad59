"""Asks one address of the local web process; exit code 0 when it answers 200. For health checks, timers."""

import http.client
import os
import socket
import sys


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


def main() -> int:
    path = sys.argv[1] if len(sys.argv) > 1 else "/readyz"
    name = os.environ.get("ALLOWED_HOSTS", "localhost").split(",")[0].lstrip(".")
    connection = Local("127.0.0.1", int(os.environ.get("PORT", "8000")), timeout=10)
    try:
        connection.request("GET", path, headers={"Host": name})
        answer = connection.getresponse()
        sys.stdout.write(f"{answer.status} {answer.read(2000).decode(errors='replace')}\n")
    except OSError as error:
        sys.stdout.write(f"{error}\n")
        return 1
    return 0 if answer.status == 200 else 1


if __name__ == "__main__":
    sys.exit(main())
