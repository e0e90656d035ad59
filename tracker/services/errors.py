"""Refusals of the services, in words an official can act on. Every door shows `message` as it stands."""

from __future__ import annotations


class ServiceError(Exception):
    """A refusal: `code` for machines, `message` in Vietnamese for people, `field` where one is at fault.

    The API keeps the English sentence of every code.
    """

    status = 400

    def __init__(self, code: str, message: str, field: str | None = None) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.field = field


class InvalidInput(ServiceError):
    status = 422


class NotPermitted(ServiceError):
    status = 403


class NotFound(ServiceError):
    status = 404

    def __init__(self, message: str = "Không tìm thấy nội dung yêu cầu.") -> None:
        super().__init__("not_found", message)


class WrongState(ServiceError):
    status = 409


class VersionConflict(ServiceError):
    """Somebody else changed the row first; carries both versions so that a door can show them."""

    status = 412

    def __init__(self, current: int, given: int, who: str = "") -> None:
        by = f" bởi {who}" if who else ""
        super().__init__(
            "version_conflict",
            f"Nội dung này vừa được cập nhật{by} trong khi đồng chí đang sửa. "
            "Phần đồng chí nhập vẫn còn ở đây; đề nghị xem bản mới rồi gửi lại.",
        )
        self.current = current
        self.given = given
