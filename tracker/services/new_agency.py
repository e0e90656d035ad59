"""A body that the register does not know yet, entered where the clerk meets its name."""

from __future__ import annotations

import datetime as dt
import re

from django.db import IntegrityError, transaction

from tracker.extraction.textkit import fold, nfc
from tracker.models import Agency, AgencyAlias, DirectiveAssignee
from tracker.rules.agency_kinds import KIND_VI

from .addressees import resolve
from .errors import InvalidInput, WrongState
from .history import record
from .policy import Actor, require_office
from .registry import search_text

CODE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def suggested_code(name: str) -> str:
    """A short code made of the name without accents: "Sở Tài chính" gives "so-tai-chinh"."""
    return re.sub(r"[^a-z0-9]+", "-", fold(name)).strip("-")[:40].strip("-")


def create_agency(
    name: str,
    kind: str,
    actor: Actor,
    *,
    now: dt.datetime,
    code: str = "",
    alias: str = "",
    source: str = "nhập khi duyệt văn bản",
) -> Agency:
    """Enter an agency; `alias` is how texts call it, `source` where it came from. Office only.

    Raises InvalidInput for a missing name, an unknown kind or a code of other letters, WrongState when the
    code or the very name is in use.
    """
    require_office(actor)
    name = " ".join(nfc(name).split())[:255]
    code = code.strip().lower() or suggested_code(name)
    if not name:
        raise InvalidInput("required", "Đề nghị nhập tên cơ quan.", field="name")
    if kind not in KIND_VI:
        raise InvalidInput("unknown_kind", "Đề nghị chọn loại cơ quan.", field="kind")
    if not CODE.fullmatch(code) or len(code) > 40:
        raise InvalidInput("bad_code", "Mã chỉ gồm chữ thường không dấu, số và dấu gạch nối.", field="code")
    same = AgencyAlias.objects.filter(folded=fold(name), agency__valid_to=None, agency__merged_into=None)
    known = same.select_related("agency").first()
    if known is not None and known.alias.casefold() == name.casefold():
        raise WrongState(
            "known_name", f"Đã có cơ quan tên này trong danh mục: {known.agency} ({known.agency.code})."
        )
    try:
        with transaction.atomic():
            return _insert(name, kind, code, alias, source, actor, now)
    except IntegrityError as error:
        raise WrongState("known_code", f"Mã “{code}” đã dùng cho cơ quan khác.") from error


def _insert(
    name: str, kind: str, code: str, alias: str, source: str, actor: Actor, now: dt.datetime
) -> Agency:
    agency = Agency.objects.create(
        code=code,
        name=name,
        display_name=name,
        kind=kind,
        search=search_text(name, alias, code)[:600],
        source=source,
    )
    for words in dict.fromkeys([name, nfc(alias).strip()]):
        if words:
            AgencyAlias.objects.get_or_create(
                agency=agency, folded=fold(words)[:255], defaults={"alias": words[:255]}
            )
    record("agency", agency.pk, "create_agency", {}, {"code": code, "name": name, "kind": kind}, actor, now)
    return agency


def enter_and_resolve(
    assignee_id: int,
    name: str,
    kind: str,
    actor: Actor,
    *,
    now: dt.datetime,
    code: str = "",
    version: int | None = None,
) -> Agency:
    """Enter an agency under the words of an addressee and make it that addressee, both or neither."""
    require_office(actor)
    with transaction.atomic():
        mention = DirectiveAssignee.objects.filter(pk=assignee_id).values_list("mention", flat=True).first()
        agency = create_agency(name, kind, actor, now=now, code=code, alias=mention or "")
        resolve(assignee_id, agency.pk, actor, now=now, version=version)
    return agency
