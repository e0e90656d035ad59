"""How whole numbers are written in Vietnamese, and how those that a page sends back are read."""


def grouped(value: int) -> str:
    """1234567 → "1.234.567"."""
    return f"{value:,}".replace(",", ".")


def sent_number(text: str) -> int | None:
    """An id, version or place in a list as a page sends it; None unless digits that a column can hold."""
    return int(text) if text.isdecimal() and len(text) < 19 else None
