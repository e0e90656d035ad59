"""The bucket for evidence and exports, where a site has one instead of a folder."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured


def bucket(env: environ.Env, secret: Callable[[str], str]) -> dict[str, Any]:
    """The S3 setting; empty without EVIDENCE_S3_URL. Raises ImproperlyConfigured for half an address."""
    url = env.str("EVIDENCE_S3_URL", default="")
    if not url:
        return {}
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.netloc or not parts.path.strip("/"):
        raise ImproperlyConfigured("EVIDENCE_S3_URL phải có dạng https://may/ten-kho.")
    return {
        "url": url,
        "key": env.str("EVIDENCE_S3_KEY"),
        "secret": secret("EVIDENCE_S3_SECRET"),
        "region": env.str("EVIDENCE_S3_REGION", default="us-east-1"),
        "ca_file": env.str("EVIDENCE_S3_CA_FILE", default=""),
        "timeout": env.int("EVIDENCE_S3_TIMEOUT", default=20),  # seconds for one answer
    }
