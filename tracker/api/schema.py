"""The OpenAPI document, from the code: common parameters, expansions, pages, the refusals of every call."""

from __future__ import annotations

from typing import Any

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.openapi import AutoSchema

from . import examples
from .bodies import Body
from .paging import DEFAULT_SIZE, MAX_SIZE
from .rendering import PROBLEM
from .shaping import Shape, field_names

MAX_ID = 10**18 - 1  # what the addresses take: eighteen digits
PLAIN = {"list": ("Danh sách", "List"), "retrieve": ("Chi tiết", "One of them")}
REFUSALS = {
    "400": "Yêu cầu không hợp lệ / Malformed request",
    "401": "Chưa xác thực / Not authenticated",
    "403": "Không được phép / Not permitted",
    "404": "Không có hoặc không được xem / Absent or hidden",
    "406": "Không trả lời được theo Accept / Not acceptable",
    "429": "Quá nhiều yêu cầu / Throttled",
}
ON_WRITING = {
    "409": "Trái trạng thái, trùng hoặc đang thực hiện / Wrong state, duplicate or still running",
    "412": "Phiên bản đã cũ / Version is stale",
    "413": "Nội dung quá lớn / Too large",
    "415": "Định dạng gửi lên không được hỗ trợ / Unsupported media type",
    "422": "Nội dung chưa hợp lệ / Refused by a rule of the office",
}
PROBLEM_SCHEMA = {
    "type": "object",
    "required": ["type", "title", "status", "detail", "code", "detail_en"],
    "properties": {
        "type": {"type": "string", "format": "uri"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string", "description": "Câu tiếng Việt cho người dùng"},
        "code": {"type": "string", "description": "Mã cho máy, không đổi giữa các phiên bản"},
        "detail_en": {"type": "string"},
        "field": {"type": "string"},
        "current_version": {"type": "integer"},
        "given_version": {"type": "integer"},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    "field": {"type": "string"},
                    "code": {"type": "string"},
                    "detail": {"type": "string"},
                    "detail_en": {"type": "string"},
                },
            },
        },
    },
    "example": {
        "type": "urn:dondoc:problem:past_date",
        "title": "Nội dung chưa hợp lệ",
        "status": 422,
        "detail": "Hạn mới phải sau ngày hôm nay.",
        "code": "past_date",
        "detail_en": "The date must be after today.",
        "field": "new_date",
    },
}


class TokenScheme(OpenApiAuthenticationExtension):
    target_class = "tracker.api.auth.TokenAuthentication"
    name = "token"

    def get_security_definition(self, auto_schema: Any) -> dict[str, Any]:
        return {"type": "http", "scheme": "bearer", "description": "Authorization: Bearer dondoc_…"}


class SessionScheme(OpenApiAuthenticationExtension):
    target_class = "tracker.api.auth.SessionAuthentication"
    name = "session"

    def get_security_definition(self, auto_schema: Any) -> dict[str, Any]:
        return {"type": "apiKey", "in": "cookie", "name": "sessionid"}


class Schema(AutoSchema):
    """Describes the shapes as they are sent: sparse fields make everything but the identity optional."""

    view: Any

    def get_summary(self) -> str | None:
        """Both languages on every operation; actions of their own say it themselves."""
        own = super().get_summary()
        words = PLAIN.get(getattr(self.view, "action", ""))
        return own or (f"{words[0]} / {words[1]}" if words else None)

    def get_operation(self, *args: Any, **kwargs: Any) -> Any:
        operation = super().get_operation(*args, **kwargs)
        if operation is None:
            return None
        shape = self._shape()
        if shape is not None and self.method == "GET" and self.view.action in ("list", "retrieve"):
            known = {parameter["name"] for parameter in operation.get("parameters", [])}
            extra = [p for p in self._common(shape) if p["name"] not in known]
            if self.view.shape.__name__ != "EventShape" or self.view.action == "retrieve":
                operation["parameters"] = [*operation.get("parameters", []), *extra]
            if self.view.action == "list":
                self._as_page(operation)
        return operation

    def get_examples(self) -> list[Any]:
        body = self.get_request_serializer()
        return super().get_examples() or examples.of(body if isinstance(body, type) else type(body))

    def _resolve_path_parameters(self, variables: list[str]) -> list[dict[str, Any]]:
        found = super()._resolve_path_parameters(variables)
        for parameter in found:
            if parameter["name"] == "id":
                parameter["schema"] = {"type": "integer", "format": "int64", "minimum": 1, "maximum": MAX_ID}
        return found

    def _shape(self) -> type[Shape] | None:
        return getattr(self.view, "shape", None)

    def _common(self, shape: type[Shape]) -> list[dict[str, Any]]:
        found = [_choice("fields", "Chỉ trả về các trường này", field_names(shape))]
        if shape.expansions:
            found.append(
                _choice("expand", "Gửi kèm các nội dung này trong “expanded”", list(shape.expansions))
            )
        if self.view.action == "list":
            size = {"type": "integer", "minimum": 1, "maximum": MAX_SIZE, "default": DEFAULT_SIZE}
            names = [ordering.name for ordering in self.view.orderings]
            found += [
                _query("page_size", "Số dòng mỗi trang", size),
                _query("cursor", "Vị trí, lấy từ “next”", {"type": "string"}),
                _query("ordering", "Thứ tự", {"type": "string", "enum": names, "default": names[0]}),
            ]
        return found

    def _as_page(self, operation: dict[str, Any]) -> None:
        answer = operation["responses"]["200"]["content"]["application/json"]
        position = "after" if self.view.shape.__name__ == "EventShape" else "next"
        kind: dict[str, Any] = {"type": ["string", "null"], "format": "uri"}
        if position == "after":
            kind = {"type": "integer"}
        answer["schema"] = {
            "type": "object",
            "required": [position, "results"],
            "properties": {position: kind, "results": _as_list(answer["schema"])},
        }

    def _map_serializer(self, serializer: Any, direction: str, bypass_extensions: bool = False) -> Any:
        mapped = super()._map_serializer(serializer, direction, bypass_extensions)
        if isinstance(serializer, Body) and mapped:
            return _strict(serializer, mapped)
        if isinstance(serializer, Shape) and mapped:
            mapped = dict(mapped)
            properties = mapped["properties"] = dict(mapped.get("properties", {}))
            _allow_blank(serializer, properties)
            mapped["required"] = ["seq" if "seq" in properties else "id"]
            if serializer.expansions:
                properties["expanded"] = self._expanded(serializer, direction)
        return mapped

    def _expanded(self, serializer: Shape, direction: Any) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for name, expansion in serializer.expansions.items():
            inner = self.resolve_serializer(expansion.shape(), direction).ref
            found[name] = (
                {"type": "array", "items": inner} if expansion.many else {"oneOf": [inner, {"type": "null"}]}
            )
        return {"type": "object", "properties": found}


def _strict(body: Body, mapped: dict[str, Any]) -> dict[str, Any]:
    """A body takes nothing but its members; what the common base says about itself is no description."""
    mapped = {**mapped, "additionalProperties": False}
    if type(body).__doc__ is None:
        mapped.pop("description", None)
    return mapped


def _allow_blank(shape: Shape, properties: dict[str, Any]) -> None:
    """A closed list that may be left empty is sent as ""; read-only fields do not say so by themselves."""
    model: Any = shape.Meta.model
    blank = {field.name for field in model._meta.concrete_fields if field.blank}
    for name in blank & set(properties):
        listed = properties[name].get("enum")
        if listed and "" not in listed:
            properties[name] = {**properties[name], "enum": [*listed, ""]}


def _as_list(schema: dict[str, Any]) -> dict[str, Any]:
    return schema if schema.get("type") == "array" else {"type": "array", "items": schema}


def _query(name: str, text: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"in": "query", "name": name, "description": text, "schema": schema}


def _choice(name: str, text: str, offered: list[str]) -> dict[str, Any]:
    schema = {"type": "array", "items": {"type": "string", "enum": offered}}
    return {**_query(name, text, schema), "explode": False, "style": "form"}


def labels_as_descriptions(result: dict[str, Any], **_: Any) -> dict[str, Any]:
    """Post-processing: makers of clients name classes after titles, so Vietnamese labels are descriptions."""
    _untitle(result["paths"])
    _untitle(result.get("components", {}))
    return result


def _untitle(node: Any) -> None:
    if isinstance(node, list):
        for inner in node:
            _untitle(inner)
    elif isinstance(node, dict):
        label = node.get("title")
        if isinstance(label, str):
            del node["title"]
            node.setdefault("description", label)
        for name, inner in node.items():
            if name not in ("example", "examples"):
                _untitle(inner)


def add_common_answers(result: dict[str, Any], **_: Any) -> dict[str, Any]:
    """Post-processing: every operation names the refusals it may give, all in one shape."""
    schemas = result.setdefault("components", {}).setdefault("schemas", {})
    schemas["Problem"] = PROBLEM_SCHEMA
    for path in result["paths"].values():
        for method, operation in path.items():
            wanted = REFUSALS if method == "get" else REFUSALS | ON_WRITING
            for status, text in wanted.items():
                operation["responses"].setdefault(status, _refusal(text))
    return result


def _refusal(text: str) -> dict[str, Any]:
    content = {PROBLEM: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return {"description": text, "content": content}
