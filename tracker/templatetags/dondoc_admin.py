"""Small helpers of the admin's templates."""

from __future__ import annotations

from typing import Any

from django import template

from tracker.models import SavedFilter
from tracker.rules.periods import period_in_words

register = template.Library()
register.filter("period", period_in_words)

QUICK = (
    ("", "Tất cả"),
    ("qua-han", "▲ Quá hạn"),
    ("sap-den-han", "◆ Sắp đến hạn"),
    ("khong-han", "○ Không hạn"),
    ("cho-tiep-nhan", "Chờ tiếp nhận"),
    ("cho-xac-nhan", "Chờ xác nhận"),
    ("xin-gia-han", "Đề nghị gia hạn"),
    ("lau-chua-cap-nhat", "Lâu chưa cập nhật"),
)


@register.simple_tag(takes_context=True)
def quick_filters(context: dict[str, Any]) -> list[dict[str, Any]]:
    """The classes of work as links over the list; other filters in force are kept."""
    query = context["request"].GET.copy()
    query.pop("p", None)
    now_on = query.get("nhom", "")
    chips = []
    for key, label in QUICK:
        query.pop("nhom", None)
        if key:
            query["nhom"] = key
        chips.append({"label": label, "url": f"?{query.urlencode()}", "active": key == now_on})
    return chips


@register.simple_tag(takes_context=True)
def saved_filters(context: dict[str, Any]) -> list[dict[str, Any]]:
    """The person's own saved filters of the task list."""
    request = context["request"]
    rows = SavedFilter.objects.filter(user=request.user.pk, page="task")
    now_on = request.GET.urlencode()
    return [
        {"pk": row.pk, "name": row.name, "query": row.query, "active": row.query == now_on} for row in rows
    ]
