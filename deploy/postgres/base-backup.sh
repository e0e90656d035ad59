#!/usr/bin/env bash
# A base backup for point-in-time recovery, checked at once; weekly, as the postgres user.
# Usage: base-backup.sh FOLDER [pg_basebackup options such as -h, -p, -U]
set -euo pipefail
root=${1:?"thiếu thư mục"}
shift
bin=$(ls -d /usr/lib/postgresql/*/bin | sort -V | tail -1)
target=$root/base-$(date -u +%Y%m%d-%H%M%S)
"$bin/pg_basebackup" --pgdata="$target" --format=plain --wal-method=stream --checkpoint=fast --manifest-checksums=SHA256 "$@"
"$bin/pg_verifybackup" --quiet "$target"
echo "$target"
