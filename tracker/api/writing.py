"""What every writing call shares: If-Match versions, one effect per Idempotency-Key, a row in the audit."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.utils import timezone
from drf_spectacular.utils import OpenApiParameter
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.encoders import JSONEncoder

from tracker.models import ApiCall, ApiToken
from tracker.services import idempotency

from .auth import SAFE, caller_ip

_ETAG = re.compile(r'(?:W/)?"([0-9]{1,9})"')
_KEY = re.compile(r"[\x21-\x7e]{1,120}")
KEPT_HEADERS = ("ETag", "Location")
IF_MATCH = OpenApiParameter(
    "If-Match",
    {"type": "string", "pattern": '^(W/)?"[0-9]{1,9}"$|^\\*$'},
    OpenApiParameter.HEADER,
    description="ETag đã nhận; phiên bản khác thì trả về 412 với cả hai phiên bản.",
)
IDEMPOTENCY = OpenApiParameter(
    "Idempotency-Key",
    {"type": "string", "pattern": "^[!-~]{1,120}$"},
    OpenApiParameter.HEADER,
    description="Gửi lại cùng khóa thì nhận lại câu trả lời đầu tiên, không làm hai lần. Giữ 48 giờ.",
)


def version_of(request: Request) -> int | None:
    """The version in If-Match; None when absent or "*". Raises ValidationError for anything else."""
    raw = request.headers.get("If-Match")
    if raw is None or raw.strip() == "*":
        return None
    match = _ETAG.fullmatch(raw.strip())
    if match is None:
        raise ValidationError({"If-Match": ['Phải là ETag đã nhận, ví dụ "3".']}, code="invalid")
    return int(match.group(1))


def read_body(kind: Any, request: Request, *, partial: bool = False) -> dict[str, Any]:
    """The validated body; absent optional members are absent, not None."""
    body = kind(data=request.data if request.data is not None else {}, partial=partial)
    body.is_valid(raise_exception=True)
    return dict(body.validated_data)


Handler = Callable[..., Response]


def once(handler: Handler) -> Handler:
    """Run the handler under the caller's Idempotency-Key, if one was sent."""

    @wraps(handler)
    def guarded(view: Any, request: Request, *args: Any, **kwargs: Any) -> Response:
        key = request.headers.get("Idempotency-Key")
        if key is None:
            return handler(view, request, *args, **kwargs)
        if not _KEY.fullmatch(key):
            raise ValidationError(
                {"Idempotency-Key": ["Khóa gồm 1 đến 120 ký tự ASCII, không có dấu cách."]}, code="invalid"
            )
        user: Any = request.user
        with idempotency.once(user, key, fingerprint(request), timezone.now()) as (answer, again):
            if again:
                return _replay(answer)
            response = handler(view, request, *args, **kwargs)
            answer.status = response.status_code
            answer.body = json.dumps(response.data, cls=JSONEncoder, ensure_ascii=False)
            answer.headers = {name: response[name] for name in KEPT_HEADERS if name in response}
            return response

    return guarded


def _replay(answer: idempotency.Answer) -> Response:
    headers = {**(answer.headers or {}), "Idempotency-Replayed": "true"}
    return Response(json.loads(answer.body), status=answer.status, headers=headers)


def fingerprint(request: Request) -> str:
    """What makes two calls the same: method, path, version asked for, and the content with its files."""
    digest = hashlib.sha256(f"{request.method} {request.path} {request.headers.get('If-Match')}".encode())
    data = request.data
    if hasattr(data, "lists"):
        data = {name: values for name, values in data.lists() if name not in request.FILES}
    digest.update(json.dumps(data, sort_keys=True, default=str).encode())
    for name, files in sorted(request.FILES.lists()):
        for file in files:
            digest.update(f"{name} {file.name} {file.size}".encode())
            for chunk in file.chunks():
                digest.update(chunk)
            file.seek(0)
    return digest.hexdigest()


def record(request: Request, response: Response) -> None:
    """One audit row for a writing call of somebody known; flooding callers fill no table."""
    if request.method in SAFE or response.status_code in (401, 429):
        return
    user = request.user if request.user and request.user.is_authenticated else None
    if user is None:
        return
    token = request.auth if isinstance(request.auth, ApiToken) else None
    ApiCall.objects.create(
        at=timezone.now(),
        user=user,
        user_name=str(user)[:160],
        token_name=str(token)[:100] if token else "",
        method=str(request.method)[:7],
        path=request.path[:300],
        status=response.status_code,
        code=str(getattr(response, "problem_code", ""))[:60],
        ip=caller_ip(request),
        idempotency_key=request.headers.get("Idempotency-Key", "")[:120],
    )
