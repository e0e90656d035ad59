#!/usr/bin/env bash
# Installs or upgrades the site on one Debian 12 server, as root, from an unpacked release:
#   deploy/debian/install.sh TEN-MIEN
# Every step may run again without harm. What it does, step by step and in words: docs/install.md.
set -euo pipefail
name=${1:?"thiếu tên miền, ví dụ: install.sh dondoc.tinhuy.example"}
source_dir=$(cd "$(dirname "$0")/../.." && pwd)
release=/opt/dondoc/releases/$(date -u +%Y%m%d-%H%M%S)
etc=/etc/dondoc
data=/var/lib/dondoc
[ "$(id -u)" -eq 0 ] || { echo "Cần quyền root."; exit 1; }
say() { printf '\n== %s\n' "$*"; }
booted() { [ -d /run/systemd/system ]; }
proxy_workers() { grep -ls "^PPid:[[:space:]]$(cat /run/nginx.pid)\$" /proc/[0-9]*/status | sort; }
# A master that refuses its new settings (a limit counted by another key, a busy port) says so in its log only and
# goes on with the old ones: that it took them shows in workers that were not there before.
proxy_takes_over() {
  local before
  before=$(proxy_workers)
  systemctl reload nginx || return 1
  for _ in $(seq 20); do
    sleep 0.5
    [ -z "$(comm -13 <(echo "$before") <(proxy_workers))" ] || return 0
  done
  return 1
}

say "1. Gói của Debian"
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq
apt-get install -y -qq --no-install-recommends python3 python3-venv postgresql redis-server nginx-light \
  antiword tesseract-ocr tesseract-ocr-vie openssl ca-certificates >/dev/null
# Reminders stand on the clock: something must keep it, unless the office has chosen what.
[ -n "$(dpkg-query -W -f '${Status}\n' chrony ntpsec systemd-timesyncd 2>/dev/null | grep '^install ok')" ] ||
  apt-get install -y -qq --no-install-recommends systemd-timesyncd >/dev/null

say "2. Người dùng và thư mục"
getent passwd dondoc >/dev/null || useradd --system --home-dir $data --no-create-home --shell /usr/sbin/nologin dondoc
install -d -m 0755 /opt/dondoc /opt/dondoc/releases
install -d -m 0750 -o dondoc -g dondoc $data $data/evidence $data/mail /var/backups/dondoc
install -d -m 0750 -o root -g dondoc $etc $etc/secrets
install -d -m 0750 $etc/tls
install -d -m 0755 -o dondoc -g www-data /run/dondoc

say "3. Chương trình: $release"
install -d -m 0755 "$release"
tar -C "$source_dir" -cf - manage.py config tracker fixtures deploy requirements.txt | tar -C "$release" -xf -
/usr/bin/python3 -m venv "$release/.venv"
"$release/.venv/bin/pip" install --quiet --disable-pip-version-check --require-hashes -r "$release/requirements.txt"

say "4. Cơ sở dữ liệu"
service postgresql start >/dev/null 2>&1 || true
as_postgres() { (cd / && setpriv --reuid=postgres --regid=postgres --init-groups psql -qAtX "$@"); }
for _ in $(seq 30); do as_postgres -c 'SELECT 1' >/dev/null 2>&1 && break; sleep 1; done
if [ "$(as_postgres -c "SELECT count(*) FROM pg_roles WHERE rolname = 'dondoc'")" = 0 ]; then
  as_postgres -c 'CREATE ROLE dondoc LOGIN'
fi
if [ "$(as_postgres -c "SELECT count(*) FROM pg_database WHERE datname = 'dondoc'")" = 0 ]; then
  as_postgres -c "CREATE DATABASE dondoc OWNER dondoc ENCODING 'UTF8' TEMPLATE template0 LOCALE 'C.UTF-8'"
fi

install -d -m 0700 -o postgres -g postgres /var/backups/dondoc-wal /var/backups/dondoc-base

say "5. Cấu hình và bí mật trong $etc"
secret() { [ -s "$etc/secrets/$1" ] || openssl rand -base64 48 | tr -d '/+=\n' | cut -c1-60 >"$etc/secrets/$1"; }
secret secret_key
secret metrics_token
chown root:dondoc $etc/secrets/*
chmod 0440 $etc/secrets/*
# The database is reached through its Unix socket as the user of the same name: no password anywhere.
[ -s $etc/dondoc.env ] || cat >$etc/dondoc.env <<ENV
PRODUCTION=true
BEHIND_PROXY=true
ALLOWED_HOSTS=$name
SITE_URL=https://$name
DATA_DIR=$data
STATIC_ROOT=$data/static
SECRET_KEY_FILE=$etc/secrets/secret_key
METRICS_TOKEN_FILE=$etc/secrets/metrics_token
DATABASE_URL=postgres:///dondoc
CELERY_BROKER_URL=redis://127.0.0.1:6379/0
CACHE_URL=rediscache://127.0.0.1:6379/1
EMAIL_HOST=
ENV
[ -s $etc/worker-quick.env ] || printf 'QUEUES=default,mail\nCONCURRENCY=1\nRENEW_AFTER=500\n' >$etc/worker-quick.env
[ -s $etc/worker-heavy.env ] || printf 'QUEUES=reading,exports\nCONCURRENCY=1\nRENEW_AFTER=50\n' >$etc/worker-heavy.env
chown root:dondoc $etc/*.env
chmod 0640 $etc/*.env

say "6. Bảng dữ liệu và tệp tĩnh"
redis-cli ping >/dev/null 2>&1 || service redis-server start >/dev/null 2>&1 || true
install -m 0755 "$release/deploy/debian/dondoc" /usr/local/bin/dondoc
previous=$(readlink /opt/dondoc/current || true)
ln -sfn "$release" /opt/dondoc/current
if ! { dondoc migrate --noinput -v 0 && dondoc collectstatic --noinput -v 0 && dondoc check --deploy; }; then
  [ -z "$previous" ] || ln -sfn "$previous" /opt/dondoc/current
  echo "Chưa nâng cấp: bước dữ liệu không xong, chương trình cũ vẫn chạy."
  exit 1
fi

say "7. Redis không được bỏ việc khi đầy"
redis-cli config set maxmemory-policy noeviction >/dev/null
redis-cli config set appendonly yes >/dev/null
redis-cli config rewrite >/dev/null || true

say "8. Các tiến trình"
install -m 0644 "$release"/deploy/systemd/* /etc/systemd/system/
if booted; then
  systemctl daemon-reload
  systemctl enable --now dondoc-web.socket
  systemctl enable dondoc-web.service dondoc-workers.target dondoc-worker@quick dondoc-worker@heavy dondoc-beat
  systemctl enable --now dondoc-watch.timer dondoc-backup.timer
  # The socket keeps visitors waiting for the seconds this takes; nobody is refused.
  systemctl restart dondoc-web.service dondoc-worker@quick dondoc-worker@heavy dondoc-beat
fi

say "9. nginx và chứng thư"
if [ ! -s $etc/tls/tls.key ]; then
  openssl req -x509 -newkey rsa:3072 -nodes -days 90 -subj "/CN=$name" -addext "subjectAltName=DNS:$name" \
    -keyout $etc/tls/tls.key -out $etc/tls/tls.crt 2>/dev/null
  echo "Chứng thư tạm 90 ngày; thay $etc/tls/tls.crt và tls.key bằng chứng thư của cơ quan."
fi
install -d -m 0755 /etc/nginx/dondoc
install -m 0644 "$release"/deploy/nginx/{common,limits}.conf /etc/nginx/dondoc/
sed "s/TEN_MIEN/$name/g" "$release/deploy/nginx/dondoc.conf" >/etc/nginx/sites-available/dondoc
ln -sfn ../sites-available/dondoc /etc/nginx/sites-enabled/dondoc
rm -f /etc/nginx/sites-enabled/default
nginx -t -q
if ! booted; then
  nginx -s reload 2>/dev/null || nginx
else
  systemctl enable -q nginx
  if ! systemctl -q is-active nginx; then
    systemctl restart nginx
  elif ! proxy_takes_over; then
    echo "nginx không nhận cấu hình mới khi nạp lại (lý do: tail /var/log/nginx/error.log); khởi động lại nginx."
    if ! systemctl restart nginx; then
      echo "nginx không khởi động được: journalctl -u nginx -n 20. Chương trình mới đã chạy sau nó."
      exit 1
    fi
  fi
fi

say "10. Dọn các bản cũ (giữ ba bản)"
ls -1d /opt/dondoc/releases/* | head -n -3 | xargs -r rm -rf

say "Xong. Tạo tài khoản quản trị đầu tiên:  dondoc first_admin TEN-DANG-NHAP"
booted || echo "Máy này không chạy systemd: khởi động bằng deploy/debian/run-by-hand.sh"
