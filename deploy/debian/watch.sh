#!/bin/sh
# Fails when two checks in a row say that the reminder engine stands still; systemd then starts dondoc-revive.service.
# A mail server that is down, a held clock or a silent web page is not mended by a restart and is left to the monitor.
set -u
here=/opt/dondoc/current
mark=${WATCH_MARK:-/run/dondoc-watch/still}
answer=$("$here/.venv/bin/python" "$here/deploy/probe.py" /healthz)
echo "$answer"
case $answer in
  *tick_stale* | *tick_missing*) ;;
  *)
    rm -f "$mark"
    exit 0
    ;;
esac
if [ -e "$mark" ]; then
  rm -f "$mark"
  echo "Bộ nhắc việc đứng yên: khởi động lại các tiến trình nền."
  exit 1
fi
: >"$mark"
