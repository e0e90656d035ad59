"""Keys for machines: made once, shown once, never longer than the site allows, revocable at any moment."""

from __future__ import annotations

import datetime as dt

from django.conf import settings

from tracker.models import ApiToken, User
from tracker.models.api import TOKEN_SCOPES

from .errors import InvalidInput, NotFound

SCOPES = tuple(name for name, _ in TOKEN_SCOPES)
MAX_PER_USER = 20


def create_token(
    user: User, name: str, scopes: list[str], days: int, *, now: dt.datetime, rate: int = 300
) -> tuple[ApiToken, str]:
    """A new token and its secret, which is stored nowhere. `days` 1 to API_TOKEN_MAX_DAYS (at most 90)."""
    if not 1 <= days <= settings.API_TOKEN_MAX_DAYS:
        raise InvalidInput(
            "bad_lifetime",
            f"Thời hạn của mã truy cập phải từ 1 đến {settings.API_TOKEN_MAX_DAYS} ngày.",
            field="days",
        )
    unknown = sorted(set(scopes) - set(SCOPES))
    if unknown or not scopes:
        raise InvalidInput("bad_scope", f"Phạm vi phải chọn trong: {', '.join(SCOPES)}.", field="scopes")
    live = ApiToken.objects.filter(user=user, revoked_at__isnull=True, expiry__gt=now)
    if live.count() >= MAX_PER_USER:
        raise InvalidInput("too_many_tokens", f"Mỗi tài khoản không quá {MAX_PER_USER} mã còn hiệu lực.")
    token, secret = ApiToken.objects.create(
        user,
        expiry=dt.timedelta(days=days),
        name=name.strip()[:80],
        scopes=sorted(set(scopes)),
        rate_per_minute=rate,
    )
    return token, secret


def revoke(user: User, handle: str, *, now: dt.datetime) -> None:
    """Stop one of the user's own tokens at once; NotFound for anyone else's."""
    if not ApiToken.objects.filter(user=user, handle=handle, revoked_at__isnull=True).update(revoked_at=now):
        raise NotFound("Không tìm thấy mã truy cập.")


def revoke_all(user: User, *, now: dt.datetime) -> int:
    """Stop every token of the account, as when its password is no longer trusted; how many were alive."""
    live = ApiToken.objects.filter(user=user, revoked_at__isnull=True, expiry__gt=now)
    ended: int = live.update(revoked_at=now)
    return ended
