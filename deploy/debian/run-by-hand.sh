#!/usr/bin/env bash
# Where systemd does not run (a container, a rescue shell): the same commands as the units, as the same user.
# Reads ExecStart from the unit files, so that what is tried here is what systemd would start. Ctrl-C ends all.
set -euo pipefail
units=/opt/dondoc/current/deploy/systemd
as_site="/usr/local/bin/dondoc exec"
line() { sed -n 's/^ExecStart=//p' "$units/$1"; }
install -d -m 0755 -o dondoc -g www-data /run/dondoc
install -d -m 0750 -o dondoc -g dondoc /run/dondoc-metrics /run/dondoc-beat
pids=()
trap 'kill -TERM "${pids[@]}" 2>/dev/null; wait' EXIT INT TERM

rm -f /run/dondoc/web.sock
PROMETHEUS_MULTIPROC_DIR=/run/dondoc-metrics $as_site $(line dondoc-web.service) \
  --bind unix:/run/dondoc/web.sock --umask 0 & pids+=($!)
for worker in quick heavy; do
  (
    set -a; . "/etc/dondoc/worker-$worker.env"; set +a
    command=$(line dondoc-worker@.service)
    command=${command//%i/$worker}; command=${command//%%/%}
    command=${command//'${QUEUES}'/$QUEUES}; command=${command//'${CONCURRENCY}'/$CONCURRENCY}
    exec $as_site ${command//'${RENEW_AFTER}'/$RENEW_AFTER}
  ) & pids+=($!)
done
$as_site $(line dondoc-beat.service) & pids+=($!)
echo "Đang chạy: ${pids[*]}"
wait -n "${pids[@]}"
