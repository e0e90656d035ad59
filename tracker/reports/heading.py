"""How the office names itself at the head of its papers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.conf import settings

from tracker.rules import letterhead

from .paper import Paper

REPORT = "Báo cáo"  # the kind that is registered under a number; sheets are working papers
STYLES = {"party": "Đảng", "state": "Nhà nước"}


def new_paper(
    style: str,
    day: dt.date,
    kind: str,
    title: str,
    file_name: str,
    to: Sequence[str] = (),
    *,
    upwards: bool = True,
) -> Paper:
    """An empty paper of this office in the layout of Party ("party") or State ("state") documents.

    `to` names the readers besides the office's own files and, when it goes `upwards`, the superior body.
    """
    names = settings.LETTERHEAD
    above = [f"Thường trực {names['superior']} (để báo cáo)"] if upwards else []
    return Paper(
        style=style if style in STYLES else "party",
        superior=names["superior"],
        office=names["office"],
        symbol=names["report_symbol"] if kind == REPORT else "",
        place=names["place"],
        day=day,
        kind=kind,
        title=title,
        recipients=[*above, *to, letterhead.kept(style)],
        signer=names["signer"],
        file_name=file_name,
    )
