#!/usr/bin/env bash
# Makes the secret files of docker-compose.yml once; existing ones are kept. Usage: make-secrets.sh TEN-MIEN
set -euo pipefail
name=${1:?"thiếu tên miền, ví dụ: make-secrets.sh dondoc.tinhuy.example"}
# Each container reads its secrets through group 10001, which only root can give them.
[ "$(id -u)" -eq 0 ] || { echo "Cần quyền root (sudo)."; exit 1; }
cd "$(dirname "$0")/../.."
umask 027
mkdir -p secrets
random() { openssl rand -base64 48 | tr -d '/+=\n' | cut -c1-"$1"; }
keep() { [ -s "secrets/$1" ] || printf '%s' "$2" >"secrets/$1"; }
keep secret_key "$(random 60)"
keep postgres_password "$(random 32)"
keep metrics_token "$(random 40)"
keep database_url "postgres://dondoc:$(cat secrets/postgres_password)@postgres:5432/dondoc"
if [ ! -s secrets/tls.key ]; then
  # A certificate for the first day; replace both files with those of the office's authority.
  openssl req -x509 -newkey rsa:3072 -nodes -days 90 -subj "/CN=$name" -addext "subjectAltName=DNS:$name" \
    -keyout secrets/tls.key -out secrets/tls.crt 2>/dev/null
fi
chmod 640 secrets/*
chgrp -R 10001 secrets
grep -qs '^ALLOWED_HOSTS=' .env || printf 'ALLOWED_HOSTS=%s\nSITE_URL=https://%s\n' "$name" "$name" >>.env
echo "Đã có bí mật trong thư mục secrets/ và tên miền trong .env. Tiếp theo: docker compose up -d --build"
