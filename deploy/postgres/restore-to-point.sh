#!/usr/bin/env bash
# Makes a new data folder from a base backup and the archived WAL, as the postgres user; then start PostgreSQL on it.
# Usage: restore-to-point.sh BASE WAL-FOLDER NEW-DATA-FOLDER ["2026-11-22 08:15:00+07"]   (no time: all there is)
set -euo pipefail
base=${1:?"thiếu bản gốc"} wal=${2:?"thiếu thư mục WAL"} data=${3:?"thiếu thư mục dữ liệu mới"} moment=${4:-}
[ ! -e "$data" ] || { echo "$data đã tồn tại; không ghi đè."; exit 1; }
cp -a "$base" "$data"
chmod 700 "$data"
{
  # The lost machine's archive must not be written to by the new one before someone decides so.
  echo "archive_mode = off"
  echo "restore_command = 'gunzip -c $wal/%f.gz > %p'"
  [ -z "$moment" ] || echo "recovery_target_time = '$moment'"
  [ -z "$moment" ] || echo "recovery_target_action = 'promote'"
} >>"$data/postgresql.auto.conf"
touch "$data/recovery.signal"
echo "Khởi động PostgreSQL với thư mục $data; khi phục hồi xong máy chủ tự nhận ghi."
