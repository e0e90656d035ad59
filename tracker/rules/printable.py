"""Text as Word and Excel files may hold it: pasted and scanned papers bring characters that XML forbids."""

import re

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def printable(text: str) -> str:
    """`text` with a blank for every character that would make the whole file unwritable."""
    return _FORBIDDEN.sub(" ", text)
