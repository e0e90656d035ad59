"""Readers of documents: any supported file becomes clean text, in a child process that cannot hurt the site.

Use ``read_bytes`` for uploads, ``read_file`` for paths; both raise ReadError with a sentence for the person.
Before anything is stored, give ``text`` and ``hidden_text`` to ``tracker.extraction.secrecy.check``.
"""

from .errors import ReadError
from .result import DEFAULT, Limits, ReadResult
from .runner import read_bytes, read_file

__all__ = ["DEFAULT", "Limits", "ReadError", "ReadResult", "read_bytes", "read_file"]
