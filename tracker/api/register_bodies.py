"""What callers send to keep the registers: days of the calendar, agencies and their other names."""

from __future__ import annotations

from rest_framework import serializers

from tracker.rules.agency_kinds import KIND_VI
from tracker.rules.statuses import DAY_KIND_VI, choices

from .bodies import Body, Day, words


class DayBody(Body):
    """A day that differs from the ordinary week; a swap is two of them, the day off and the day made up."""

    date = Day()
    kind = serializers.ChoiceField(choices(DAY_KIND_VI))
    name = words(160)
    source = words(255, required=False, help_text="Văn bản quy định")  # type: ignore[assignment]
    forecast = serializers.BooleanField(required=False, help_text="Dự kiến, chưa có văn bản")


class NewAgencyBody(Body):
    name = words(255)
    kind = serializers.ChoiceField(list(KIND_VI.items()))
    code = words(40, required=False, help_text="Để trống: tự đặt theo tên")
    alias = words(255, required=False, help_text="Tên gọi khác thường gặp trong văn bản")


class AgencyEditBody(Body):
    display_name = words(255, required=False, allow_blank=False)
    valid_from = Day(required=False, allow_null=True)
    valid_to = Day(required=False, allow_null=True, help_text="Ngày cuối cùng còn hoạt động")


class AliasBody(Body):
    alias = words(255)
