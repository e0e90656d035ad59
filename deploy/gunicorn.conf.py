"""How gunicorn serves the site; the same file in the container and under systemd."""

import os
import time

from prometheus_client import multiprocess

# Read by /healthz in every worker; kept over a reload, so that a renewed worker is not a new start.
os.environ.setdefault("SITE_STARTED", str(time.monotonic()))
# Under systemd the listening socket is handed over, and this address is not used.
bind = f"{os.environ.get('HOST', '127.0.0.1')}:{os.environ.get('PORT', '8000')}"
workers = int(os.environ.get("WEB_WORKERS", "3"))
threads = int(os.environ.get("WEB_THREADS", "4"))
worker_class = "gthread"
worker_tmp_dir = "/dev/shm"  # noqa: S108  (heartbeats on a disk may stall behind a backup)
timeout = 90
graceful_timeout = 30
keepalive = 20
# Workers are renewed in turn, so that no leak of a library adds up over months.
max_requests = 5000
max_requests_jitter = 1000
# One way to steer it is enough: the signals of systemd.
control_socket_disable = True
limit_request_line = 8190
limit_request_fields = 60
forwarded_allow_ips = "*" if os.environ.get("BEHIND_PROXY", "").lower() == "true" else "127.0.0.1"
errorlog = "-"
loglevel = "warning"


def child_exit(server, worker):
    """Take a finished worker's gauges out of the shared metrics."""
    if os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
        multiprocess.mark_process_dead(worker.pid)
