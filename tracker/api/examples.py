"""One example for each body that must not be empty, shown in the description next to it."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import OpenApiExample

from . import bodies, document_bodies, register_bodies

EXAMPLES: dict[type[bodies.Body], tuple[str, Any]] = {
    bodies.BulkBody: (
        "Hai việc, một việc kèm phiên bản",
        {"items": [{"id": 1204, "version": 7}, {"id": 1207}]},
    ),
    bodies.EditBody: ("Đổi hạn và mức", {"due_date": "2026-12-31", "level": "A"}),
    bodies.NewDirectiveBody: (
        "Giao một việc",
        {
            "text": "Giao Sở Tài chính báo cáo kết quả giải ngân trước ngày 31/12/2026.",
            "lead": ["so-tai-chinh"],
            "due_date": "2026-12-31",
            "external_system": "QLVB",
            "external_id": "1234",
            "issue": True,
        },
    ),
    bodies.NewMeetingBody: (
        "Hội nghị Ban Thường vụ",
        {"title": "Hội nghị Ban Thường vụ Tỉnh ủy lần thứ 15", "ordinal": 15, "date": "2026-11-20"},
    ),
    document_bodies.UploadBody: (
        "Văn bản dạng chữ",
        {"text": "Giao Sở Y tế hoàn thành đề án trước ngày 30/6/2027.", "title": "Thông báo kết luận"},
    ),
    bodies.SpanBody: ("Từ ký tự 120 đến 260", {"start": 120, "end": 260}),
    bodies.CutBody: ("Cắt ở ký tự 85", {"at": 85}),
    bodies.OtherBody: ("Gộp với chỉ đạo 3107", {"other": 3107}),
    bodies.AddresseeBody: ("Thêm cơ quan phối hợp", {"agency": 12, "role": "support"}),
    bodies.AddresseeChangeBody: ("Xác định cơ quan và ghi nhớ", {"agency": 12, "remember": True}),
    bodies.ImportBody: (
        "Chạy thử một dòng",
        {
            "rows": [
                {
                    "text": "Hoàn thành tổng kết chương trình.",
                    "lead": "so-tai-chinh",
                    "due_date": "2026-12-31",
                }
            ],
            "dry_run": True,
        },
    ),
    bodies.TokenBody: ("Mã chỉ đọc, 30 ngày", {"name": "Kho báo cáo", "scopes": ["read"], "days": 30}),
    bodies.WebhookBody: (
        "Nhận mọi việc từ nay về sau",
        {"name": "Trục liên thông", "url": "https://nhan.example/dondoc/"},
    ),
    bodies.PositionBody: ("Từ đầu", {"after": 0}),
    bodies.IdsBody: ("Hai thông báo", {"ids": [51, 52]}),
    document_bodies.DocumentEditBody: ("Sửa số", {"number": "125-TB/TU", "issued_on": "2026-11-20"}),
    document_bodies.HeadingBody: (
        "Chỉ đạo tại giao ban",
        {"title": "Giao ban tuần 47", "date": "2026-11-16"},
    ),
    document_bodies.ReadersBody: ("Hạn chế cho hai người", {"restricted": True, "users": [7, 19]}),
    document_bodies.StubBody: (
        "Chỉ ghi số",
        {"number": "03-NQ/TU", "title": "Theo dõi ngoài hệ thống"},
    ),
    register_bodies.DayBody: (
        "Làm bù thứ Bảy / A Saturday made up",
        {
            "date": "2027-01-23",
            "kind": "make_up",
            "name": "Làm bù nghỉ Tết",
            "source": "Thông báo lịch nghỉ Tết 2027",
        },
    ),
    register_bodies.NewAgencyBody: (
        "Sở mới thành lập / A new department",
        {"name": "Sở Nông nghiệp và Môi trường", "kind": "department", "alias": "Sở NNMT"},
    ),
    register_bodies.AgencyEditBody: ("Kết thúc hoạt động / End of validity", {"valid_to": "2027-06-30"}),
    register_bodies.AliasBody: ("Tên viết tắt / A short name", {"alias": "Sở NN&MT"}),
    bodies.ViewersBody: ("Hai người được xem", {"users": [7, 19]}),
}


def of(kind: type) -> list[OpenApiExample]:
    """The example of a body; verbs of the life cycle make theirs from the transition table."""
    if kind not in EXAMPLES:
        return []
    name, value = EXAMPLES[kind]
    return [OpenApiExample(name, value=value, request_only=True)]
