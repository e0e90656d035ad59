"""Why a unit was proposed and whence its addressees: short Vietnamese notes for the review page."""

from __future__ import annotations

from tracker.extraction.held import Given
from tracker.extraction.reading import Reading


def reasons(r: Reading, given: Given) -> list[str]:
    """Why a unit was proposed and whence its addressees: short Vietnamese notes for the review page."""
    out = []
    t = r.tokens
    if r.frame is not None:
        kind = "giao việc" if r.frame.strong else "nhấn mạnh"
        out.append(f"khung: «{r.frame.word}» ({kind}{', bị động' if r.frame.passive else ''})")
    if r.pred.kind == "modal":
        out.append(f"từ tình thái: «{r.pred.word}»")
    elif r.pred.kind == "head":
        out.append(f"động từ mở đầu: «{r.pred.word}»")
    if r.topic:
        out.append(f"chủ đề mở đầu: «{t.at(0)} {t.at(1)}…»")
    for m, role, source in given:
        if source != "explicit":
            out.append(f"{'chủ trì' if role == 'lead' else 'phối hợp'} «{m.text}» kế thừa ({source})")
        elif m.learned:
            out.append(f"{'chủ trì' if role == 'lead' else 'phối hợp'} «{m.text}»: xét theo từ ngữ quanh tên")
    return out
