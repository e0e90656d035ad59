"""The side menu and the account links, by what the person may open."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from tracker.rules.statuses import Role

from .access import is_office, is_sysadmin, scope_of


def _item(title: str, icon: str, link: str, show: bool = True) -> dict[str, Any]:
    return {"title": title, "icon": icon, "link": link, "permission": lambda request: show}


def _list(model: str) -> str:
    return reverse(f"admin:tracker_{model}_changelist")


def sidebar(request: HttpRequest) -> list[dict[str, Any]]:
    """Groups of links; a link nobody could open is not shown."""
    scope = scope_of(request)
    content, office, keeper = not scope.is_empty, is_office(request), is_sysadmin(request)
    sends = scope.is_office or bool(scope.agency_roles)
    heads = Role.OFFICE_LEADERSHIP in scope.roles
    reminders = {
        "title": "Nhắc việc, đôn đốc",
        "items": [
            _item("Sẽ nhắc ai, vì sao", "notifications_active", reverse("admin:reminder_forecast")),
            _item("Công văn đôn đốc", "mail", reverse("admin:urge_letters")),
            _item("Quy tắc nhắc", "rule", _list("reminderrule")),
            _item("Xem trước đổi lịch nghỉ", "event_repeat", reverse("admin:calendar_preview")),
        ],
    }
    return [
        {
            "title": "Công việc",
            "items": [
                _item("Việc của tôi", "home", reverse("admin:index")),
                _item("Thông báo", "notifications", reverse("admin:notices"), content),
                _item("Nhiệm vụ", "checklist", _list("task"), content),
                _item("Chỉ đạo", "campaign", _list("directive"), content),
                _item("Văn bản", "description", _list("document"), content),
                _item("Hội nghị, cuộc họp", "groups", _list("meeting"), content),
                _item("Báo cáo bằng Excel", "table_view", reverse("admin:excel"), sends),
                _item("Bảng điều hành", "monitoring", "/bang-dieu-hanh/", scope.sees_all),
            ],
        },
        *([reminders] if office else []),
        {
            "title": "Danh mục",
            "items": [
                _item("Cơ quan, đơn vị", "account_balance", _list("agency")),
                _item("Nhóm cơ quan", "hub", _list("collective"), office or keeper),
                _item("Lịch nghỉ, làm bù", "event", _list("calendarday")),
                _item("Lĩnh vực", "category", _list("field"), office or keeper),
            ],
        },
        {
            "title": "Quản trị",
            "items": [
                _item("Hạn chế, không còn người xem", "visibility_lock", reverse("admin:keepers"), heads),
                _item("Tài khoản", "person", _list("user"), office or keeper),
                _item("Vai trò, chức trách", "badge", _list("membership"), office or keeper),
            ],
        },
    ]


def account_links(request: HttpRequest) -> list[dict[str, str]]:
    return [
        {"title": "Tài khoản của tôi", "link": reverse("admin:account")},
        {"title": "Đổi mật khẩu", "link": reverse("admin:password_change")},
    ]
