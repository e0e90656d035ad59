"""An SMTP server that misbehaves on purpose: refuses, delays, cuts, never answers; it remembers all mail."""

import argparse
import json
import re
import socketserver
import threading
import time
from collections import defaultdict
from pathlib import Path

MESSAGE_ID = re.compile(rb"^Message-ID:\s*(<[^>]+>)", re.IGNORECASE | re.MULTILINE)
MODES = ("ok", "one_each", "cut_before_dot", "cut_after_dot", "silent", "refuse_451", "refuse_550", "shut")


class Sink:
    """Listens on a free port of the loopback; `mode` and `delay` may change while it runs."""

    def __init__(self, port=0, log=None, delay=0.0):
        self.accepted = []  # (message id, recipient, seconds)
        self.lines = 0
        self.mode = "ok"
        self.delay = delay
        self.log = Path(log) if log else None
        self._refusals = defaultdict(list)
        self._lock = threading.Lock()
        sink = self

        class Handler(_Dialogue):
            owner = sink

        class Server(socketserver.ThreadingTCPServer):
            allow_reuse_address = True
            daemon_threads = True
            request_queue_size = 200

        self.server = Server(("127.0.0.1", port), Handler)
        self.port = self.server.server_address[1]
        threading.Thread(target=self.server.serve_forever, args=(0.05,), daemon=True).start()

    def refuse(self, address, code, times=1):
        """Answer `code` to RCPT of this address the next `times` times."""
        self._refusals[address] += [code] * times

    def refusal(self, address):
        with self._lock:
            queue = self._refusals[address]
            return queue.pop(0) if queue else None

    def keep(self, message_id, address):
        """Remember before answering: what the server has taken counts, whoever hears of it."""
        with self._lock:
            self.accepted.append((message_id, address, time.monotonic()))
            if self.log:
                with self.log.open("a") as out:
                    out.write(json.dumps([message_id, address]) + "\n")

    def recipients(self):
        return [address for _, address, _ in self.accepted]

    def copies(self):
        """How often each message id was taken."""
        count = defaultdict(int)
        for message_id, _, _ in list(self.accepted):
            count[message_id] += 1
        return dict(count)

    def close(self):
        self.server.shutdown()
        self.server.server_close()


class _Dialogue(socketserver.StreamRequestHandler):
    owner: Sink
    timeout = 120

    def reply(self, text):
        self.wfile.write(text.encode() + b"\r\n")

    def handle(self):
        try:
            self._talk()
        except OSError:
            return

    def _talk(self):
        sink, address = self.owner, ""
        if sink.mode == "shut":
            return
        if sink.mode == "silent":
            time.sleep(60)
            return
        sink.lines += 1
        self.reply("220 sink")
        for raw in self.rfile:
            line = raw.decode(errors="replace").strip()
            verb = line[:4].upper()
            if verb in ("EHLO", "HELO"):
                self.reply("250 sink")
            elif verb == "RCPT":
                address = line.split("<", 1)[-1].split(">", 1)[0]
                code = sink.refusal(address) or _mode_code(sink.mode)
                self.reply(f"{code} no" if code else "250 ok")
            elif verb == "DATA":
                self.reply("354 go")
                if not self._take(address):
                    return
            elif verb == "QUIT":
                self.reply("221 bye")
                return
            else:
                self.reply("250 ok")

    def _take(self, address):
        body = bytearray()
        while not body.endswith(b"\r\n.\r\n"):
            part = self.rfile.readline()
            if not part:
                return False
            body += part
            if self.owner.mode == "cut_before_dot" and len(body) > 200:
                return False
        mode = self.owner.mode
        time.sleep(self.owner.delay)
        found = MESSAGE_ID.search(body)
        self.owner.keep(found.group(1).decode() if found else "?", address)
        if mode == "cut_after_dot":
            return False
        self.reply("250 queued")
        return mode != "one_each"


def _mode_code(mode):
    return {"refuse_451": 451, "refuse_550": 550}.get(mode)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--log")
    parser.add_argument("--delay", type=float, default=0.0)
    options = parser.parse_args()
    sink = Sink(options.port, options.log, options.delay)
    print(sink.port, flush=True)
    while True:
        time.sleep(3600)


if __name__ == "__main__":
    main()
