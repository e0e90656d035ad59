#!/usr/bin/env bash
# A base backup for point-in-time recovery, checked at once; weekly, as the postgres user.
# Usage: base-backup.sh FOLDER [pg_basebackup options such as -h, -p, -U]
# KEEP=4 keeps that many bases; with WAL=FOLDER the segments older than the oldest of them go too.
set -euo pipefail
root=${1:?"thiếu thư mục"}
shift
bin=$(ls -d /usr/lib/postgresql/*/bin | sort -V | tail -1)
target=$root/base-$(date -u +%Y%m%d-%H%M%S)
"$bin/pg_basebackup" --pgdata="$target" --format=plain --wal-method=stream --checkpoint=fast --manifest-checksums=SHA256 "$@"
"$bin/pg_verifybackup" --quiet "$target"
if [ "${KEEP:-0}" -gt 0 ]; then
  mapfile -t bases < <(find "$root" -mindepth 1 -maxdepth 1 -type d -name 'base-*' | sort -r)
  rm -rf "${bases[@]:KEEP}"
  oldest=${bases[$((${#bases[@]} < KEEP ? ${#bases[@]} - 1 : KEEP - 1))]}
  # What a base needs begins at the segment its own label names.
  first=$(sed -nE 's/^START WAL LOCATION: .*\(file ([0-9A-F]{24})\)$/\1/p' "$oldest/backup_label")
  [ -z "${WAL:-}" ] || "$bin/pg_archivecleanup" -x .gz "$WAL" "${first:?"$oldest thiếu backup_label"}"
fi
echo "$target"
