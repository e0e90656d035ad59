"""Refusals of the services, in words an official can act on. Every door shows `message` as it stands."""

from __future__ import annotations


class ServiceError(Exception):
    """A refusal: `code` for machines, `message` in Vietnamese for people, `field` where one is at fault."""

    status = 400

    def __init__(self, code: str, message: str, field: str | None = None, english: str = "") -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.field = field
        self.english = english  # empty: whoever speaks English has a sentence for the code


class InvalidInput(ServiceError):
    status = 422


class NotPermitted(ServiceError):
    status = 403


class NotFound(ServiceError):
    status = 404

    def __init__(self, message: str = "Không tìm thấy nội dung yêu cầu.") -> None:
        super().__init__("not_found", message, english="Not found.")


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
            english="The row was changed by someone else meanwhile.",
        )
        self.current = current
        self.given = given
