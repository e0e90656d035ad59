"""One shape for every refusal: RFC 9457 problem details with a code, two languages and the field at fault."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.db import IntegrityError
from django.http import Http404, HttpRequest, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from rest_framework import exceptions, status
from rest_framework.response import Response

from tracker.services.errors import ServiceError, VersionConflict

from .english import ENGLISH
from .rendering import PROBLEM

TITLES = {
    400: "Yêu cầu không hợp lệ",
    401: "Chưa xác thực",
    403: "Không được phép",
    404: "Không tìm thấy",
    405: "Phương thức không được hỗ trợ",
    406: "Định dạng trả lời không được hỗ trợ",
    409: "Không thực hiện được ở trạng thái hiện nay",
    412: "Nội dung đã thay đổi",
    413: "Nội dung gửi lên quá lớn",
    415: "Định dạng gửi lên không được hỗ trợ",
    422: "Nội dung chưa hợp lệ",
    429: "Gửi quá nhiều yêu cầu",
}
VIETNAMESE = {
    "not_authenticated": "Chưa đăng nhập hoặc chưa gửi mã truy cập.",
    "authentication_failed": "Mã truy cập không đúng, đã hết hạn hoặc đã bị thu hồi.",
    "bad_token": "Mã truy cập không đúng, đã hết hạn hoặc đã bị thu hồi.",
    "permission_denied": "Đồng chí không có quyền thực hiện việc này.",
    "csrf_failed": "Phiên làm việc đã thay đổi; đề nghị tải lại trang rồi thực hiện lại.",
    "not_found": "Không tìm thấy nội dung yêu cầu.",
    "method_not_allowed": "Đường dẫn này không hỗ trợ phương thức đã gửi.",
    "not_acceptable": "Hệ thống chỉ trả lời bằng JSON.",
    "unsupported_media_type": "Đề nghị gửi nội dung dạng JSON (hoặc multipart/form-data khi gửi tệp).",
    "throttled": "Đã gửi quá nhiều yêu cầu trong một phút; đề nghị thử lại sau.",
    "parse_error": "Không đọc được nội dung gửi lên.",
}


def problem(status_code: int, code: str, detail: str, **more: Any) -> dict[str, Any]:
    """The body of a refusal. `more` are extension members such as `field`, `errors`, `current_version`."""
    return {
        "type": f"urn:dondoc:problem:{code}",
        "title": TITLES.get(status_code, "Không thực hiện được"),
        "status": status_code,
        "detail": detail,
        "code": code,
        "detail_en": ENGLISH.get(code, code.replace("_", " ").capitalize() + "."),
        **more,
    }


def handler(error: Exception, context: dict[str, Any]) -> Response | None:
    """DRF's exception hook: every known refusal as a problem; unknown errors stay errors."""
    headers: dict[str, str] = {}
    if isinstance(error, Http404):
        error = exceptions.NotFound()
    elif isinstance(error, PermissionDenied):
        error = exceptions.PermissionDenied()
    if isinstance(error, ServiceError):
        body = _of_service(error)
    elif isinstance(error, RequestDataTooBig):
        body = problem(413, "too_large", "Nội dung gửi lên quá lớn.")
    elif isinstance(error, SuspiciousOperation):
        body = problem(400, "parse_error", VIETNAMESE["parse_error"])
    elif isinstance(error, IntegrityError):
        # A rule of the database, met by two callers at once: the loser is told, nothing is stored.
        body = problem(409, "conflict", "Nội dung trùng hoặc trái với dữ liệu đang có.")
    elif isinstance(error, exceptions.ValidationError):
        body = _of_validation(error)
    elif isinstance(error, exceptions.APIException):
        body, headers = _of_api(error)
    else:
        return None
    response = Response(body, status=body["status"], headers=headers, content_type=PROBLEM)
    response.problem_code = body["code"]  # type: ignore[attr-defined]
    return response


def _of_service(error: ServiceError) -> dict[str, Any]:
    more: dict[str, Any] = {"field": error.field} if error.field else {}
    if isinstance(error, VersionConflict):
        more |= {"current_version": error.current, "given_version": error.given}
    return problem(error.status, error.code, error.message, **more)


def _of_validation(error: exceptions.ValidationError) -> dict[str, Any]:
    found = list(_flatten(error.detail, ""))
    first = found[0]
    detail = first["detail"] if len(found) == 1 else "; ".join(e["detail"] for e in found[:5])
    more: dict[str, Any] = {"field": first["field"]} if first["field"] else {}
    return problem(400, first["code"], detail, **more, errors=found)


def _flatten(detail: Any, path: str) -> Iterator[dict[str, Any]]:
    if isinstance(detail, dict):
        for name, inner in detail.items():
            own = "" if name == "non_field_errors" else str(name)
            yield from _flatten(inner, ".".join(part for part in (path, own) if part))
    elif isinstance(detail, list | tuple):
        for index, inner in enumerate(detail):
            nested = isinstance(inner, dict | list)
            yield from _flatten(inner, f"{path}.{index}".strip(".") if nested else path)
    else:
        code = getattr(detail, "code", "invalid") or "invalid"
        english = ENGLISH.get(code, ENGLISH["invalid"])
        yield {"field": path, "code": code, "detail": str(detail), "detail_en": english}


def _of_api(error: exceptions.APIException) -> tuple[dict[str, Any], dict[str, str]]:
    headers: dict[str, str] = {}
    code = getattr(error.detail, "code", None) or error.default_code
    if isinstance(error, exceptions.PermissionDenied) and str(error.detail).startswith("CSRF"):
        code = "csrf_failed"
    if isinstance(error, exceptions.ParseError):
        code = "parse_error"
    if getattr(error, "auth_header", None):
        headers["WWW-Authenticate"] = error.auth_header  # type: ignore[attr-defined]
    if isinstance(error, exceptions.Throttled):
        headers["Retry-After"] = str(int(getattr(error, "wait", None) or 1) + 1)
    detail = VIETNAMESE.get(code, str(error.detail))
    return problem(error.status_code, code, detail), headers


@csrf_exempt
def not_found(request: HttpRequest, *_: Any, **__: Any) -> JsonResponse:
    """The answer to a path under /api/ that no route knows."""
    body = problem(status.HTTP_404_NOT_FOUND, "not_found", VIETNAMESE["not_found"])
    return JsonResponse(body, status=404, content_type=PROBLEM, json_dumps_params={"ensure_ascii": False})
