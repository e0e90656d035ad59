"""Who may look behind the counter: monitoring answers go to listed networks or to the holder of a token."""

from __future__ import annotations

import ipaddress
import secrets

from django.conf import settings
from django.http import HttpRequest


def may_monitor(request: HttpRequest) -> bool:
    """Whether the caller shows METRICS_TOKEN or comes from METRICS_NETWORKS."""
    token = settings.METRICS_TOKEN
    given = request.headers.get("Authorization", "").removeprefix("Bearer ").strip()
    if token and given and secrets.compare_digest(given.encode(), token.encode()):
        return True
    address = client_address(request)
    return address is not None and any(address in network for network in settings.METRICS_NETWORKS)


def address_text(request: HttpRequest) -> str | None:
    """The caller's address for the lockout; the proxy's own when nobody vouches for another."""
    address = client_address(request)
    return str(address) if address is not None else request.META.get("REMOTE_ADDR") or None


def client_address(request: HttpRequest) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    """The caller's address; None when a header claims one that nobody vouches for."""
    forwarded = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",")]
    forwarded = [part for part in forwarded if part]
    if forwarded and not settings.BEHIND_PROXY:
        return None
    # Each trusted proxy appends one entry: further left than that stands only the caller's own word.
    place = settings.PROXY_COUNT
    if forwarded and len(forwarded) < place:
        return None
    text = forwarded[-place] if forwarded else request.META.get("REMOTE_ADDR", "")
    try:
        return ipaddress.ip_address(text)
    except ValueError:
        return None
