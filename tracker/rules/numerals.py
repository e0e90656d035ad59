"""How whole numbers are written in Vietnamese."""


def grouped(value: int) -> str:
    """1234567 → "1.234.567"."""
    return f"{value:,}".replace(",", ".")
