"""The office's clock: a moment falls on the day this zone shows."""

from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
