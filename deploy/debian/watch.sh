#!/bin/sh
# Restarts the background processes when two checks in a row say that the reminder engine stands still.
set -u
here=/opt/dondoc/current
mark=${WATCH_MARK:-/run/dondoc-watch-failed}
if "$here/.venv/bin/python" "$here/deploy/probe.py" /healthz; then
  rm -f "$mark"
  exit 0
fi
if [ -e "$mark" ]; then
  rm -f "$mark"
  echo "Bộ nhắc việc đứng yên: khởi động lại các tiến trình nền."
  systemctl restart 'dondoc-worker@*.service' dondoc-beat.service
  exit 1
fi
: >"$mark"
exit 1
