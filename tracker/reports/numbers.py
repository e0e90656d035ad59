"""How numbers are written on our pages and in our papers."""

from __future__ import annotations


def number(value: int | None) -> str:
    """1234567 → "1.234.567", a dash for what is not known."""
    return "–" if value is None else f"{value:,}".replace(",", ".")
