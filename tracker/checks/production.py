"""What `manage.py check --deploy` asks beyond Django's own questions."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register


@register(Tags.security, deploy=True)
def production_settings(app_configs: Sequence[AppConfig] | None = None, **more: Any) -> list[CheckMessage]:
    """Settings that would be a hole or a surprise on a real server."""
    if not settings.PRODUCTION:
        return [Warning("PRODUCTION chưa bật: đây không phải cấu hình của máy chủ thật.", id="dondoc.W001")]
    found: list[CheckMessage] = []
    if settings.DEBUG:
        found.append(Error("DEBUG đang bật cùng PRODUCTION.", id="dondoc.E002"))
    if not settings.SITE_URL.startswith("https://"):
        found.append(Error("SITE_URL phải là https://: địa chỉ này được in trong thư.", id="dondoc.E003"))
    if "*" in settings.ALLOWED_HOSTS:
        found.append(Error("ALLOWED_HOSTS không được là *.", id="dondoc.E004"))
    if "locmem" in settings.CACHES["default"]["BACKEND"]:
        hint = "Đặt CACHE_URL=rediscache://… để mọi tiến trình đếm chung số lần thử mật khẩu và số lệnh API."
        found.append(Warning("Bộ nhớ đệm nằm riêng trong từng tiến trình.", hint=hint, id="dondoc.W005"))
    if settings.EMAIL_HOST and settings.EMAIL_HOST_USER and not settings.EMAIL_USE_TLS:
        found.append(Error("Mật khẩu thư sẽ đi qua mạng không mã hóa: bật EMAIL_USE_TLS.", id="dondoc.E006"))
    if settings.OIDC and not settings.OIDC["issuer"].startswith("https://"):
        found.append(Error("OIDC_ISSUER phải là https://.", id="dondoc.E009"))
    return found + _folders()


def _folders() -> list[CheckMessage]:
    found: list[CheckMessage] = []
    for name in ("DATA_DIR", "EVIDENCE_DIR"):
        folder = Path(getattr(settings, name))
        if folder.exists() and not os.access(folder, os.W_OK):
            found.append(Error(f"Không ghi được vào {name}.", id="dondoc.E007"))
        elif folder.exists() and folder.stat().st_mode & 0o007:
            hint = f"chmod o-rwx {name}"
            found.append(Warning(f"Người khác trên máy đọc được {name}.", hint=hint, id="dondoc.W008"))
    return found
