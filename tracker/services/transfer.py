"""The whole tracker as open files and back: JSON lines per table, evidence, a manifest with hashes."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import uuid
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, models, transaction

from tracker.models import (
    ApiToken,
    Attachment,
    Directive,
    DirectiveCount,
    Document,
    EventHead,
    IdempotencyKey,
    Task,
    TaskCount,
    TaskEvent,
    User,
    WebhookDelivery,
    WebhookSubscription,
)

from . import blobs, counts
from .errors import NotFound, ServiceError
from .history import verify

FORMAT, VERSION = "dondoc-export", 1
# Keys and secrets stay with the machine they were made for; partners subscribe again. Counts are made anew.
LEFT_BEHIND: frozenset[type[models.Model]] = frozenset(
    {ApiToken, IdempotencyKey, WebhookSubscription, WebhookDelivery, TaskCount, DirectiveCount}
)
HIDDEN_FIELDS = {
    User: frozenset({"password", "last_login"}),
    EventHead: frozenset({"counted_seq", "counted_task"}),
}
MUST_BE_EMPTY = (User, Document, Directive, Task, TaskEvent)
STAMP = (1980, 1, 1, 0, 0, 0)
CHUNK = 1000


class TransferError(ServiceError):
    """The archive is damaged, of another kind, or the target is not empty."""

    status = 409


def tables() -> list[type[models.Model]]:
    """Every table that belongs to the tracker, links of many-to-many included, by name."""
    found = apps.get_app_config("tracker").get_models(include_auto_created=True)
    through_accounts = {User.groups.through, User.user_permissions.through}
    kept = [model for model in found if model not in LEFT_BEHIND and model not in through_accounts]
    return sorted(kept, key=lambda model: model._meta.model_name or "")


def columns(model: type[models.Model]) -> list[Any]:
    hidden = HIDDEN_FIELDS.get(cast(Any, model), frozenset())
    return [field for field in model._meta.concrete_fields if field.name not in hidden]


def export_all(path: Path) -> dict[str, Any]:
    """Write the archive and return its manifest. The same rows always give the same bytes.

    Passwords, tokens and webhook secrets are not in it; restricted directives are: keep it accordingly.
    """
    manifest: dict[str, Any] = {"format": FORMAT, "version": VERSION, "tables": []}
    with transaction.atomic(), zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        _one_snapshot()
        for model in tables():
            manifest["tables"].append(_write_table(archive, model))
        head = EventHead.objects.filter(pk=1).first()
        manifest["history"] = {"seq": head.seq if head else 0, "hash": head.hash if head else ""}
        manifest["evidence"], manifest["missing"] = _write_evidence(archive)
        archive.writestr(_entry("manifest.json"), json.dumps(manifest, ensure_ascii=False, indent=1))
    return manifest


def _one_snapshot() -> None:
    """All tables as of one moment; SQLite's transaction already is one."""
    if connection.vendor == "postgresql" and not connection.savepoint_ids:
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, STAMP)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o600 << 16
    return entry


def _write_table(archive: zipfile.ZipFile, model: type[models.Model]) -> dict[str, Any]:
    fields, digest, rows = columns(model), hashlib.sha256(), 0
    with archive.open(_entry(f"tables/{model._meta.model_name}.jsonl"), "w", force_zip64=True) as out:
        for row in model._base_manager.order_by("pk").iterator(chunk_size=CHUNK):
            values = {field.attname: _plain(getattr(row, field.attname)) for field in fields}
            line = json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n"
            out.write(line.encode())
            digest.update(line.encode())
            rows += 1
    return {"name": model._meta.model_name, "rows": rows, "sha256": digest.hexdigest()}


def _plain(value: Any) -> Any:
    if isinstance(value, dt.datetime):
        return value.astimezone(dt.UTC).isoformat(timespec="microseconds")
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    if isinstance(value, uuid.UUID):
        return str(value)
    return value


def _write_evidence(archive: zipfile.ZipFile) -> tuple[list[dict[str, Any]], list[str]]:
    wanted = set(Attachment.objects.values_list("sha256", flat=True))
    papers = set(Document.objects.exclude(file_name="").values_list("sha256", flat=True))
    found: list[dict[str, Any]] = []
    missing: list[str] = []
    for digest in sorted(str(one) for one in (wanted | papers) if one):
        try:
            data = blobs.get(digest)
        except NotFound:
            missing.append(digest)
            continue
        archive.writestr(_entry(f"evidence/{digest}"), data)
        found.append({"sha256": digest, "size": len(data)})
    return found, missing


def import_all(path: Path) -> dict[str, Any]:
    """Fill an empty tracker from the archive and return its manifest: all of it, or nothing.

    Reference tables that an installation starts with are replaced. Raises TransferError when accounts,
    documents, directives, tasks or events exist already, when a file does not match its hash, when the
    tables differ from this version's, or when the history does not verify afterwards.
    """
    with zipfile.ZipFile(path) as archive:
        manifest = _manifest(archive)
        occupied = [str(m._meta.verbose_name) for m in MUST_BE_EMPTY if m._base_manager.exists()]
        if occupied:
            raise TransferError("not_empty", f"Hệ thống đích đã có dữ liệu: {', '.join(occupied)}.")
        for item in manifest["evidence"]:
            _restore_file(archive, item["sha256"])
        known = {str(model._meta.model_name): model for model in tables()}
        with transaction.atomic():
            for model in known.values():
                model._base_manager.all()._raw_delete(connection.alias)
            for table in manifest["tables"]:
                _read_table(archive, known[table["name"]], table)
            _reset_sequences(list(known.values()))
            broken = verify()
            if broken is not None:
                raise TransferError("history_broken", broken.message)
            counts.rebuild()
    return manifest


def _manifest(archive: zipfile.ZipFile) -> dict[str, Any]:
    try:
        manifest: dict[str, Any] = json.loads(archive.read("manifest.json"))
    except (KeyError, ValueError) as error:
        raise TransferError("bad_archive", "Tệp này không phải bản xuất của hệ thống.") from error
    if manifest.get("format") != FORMAT or manifest.get("version") != VERSION:
        raise TransferError("bad_archive", "Bản xuất thuộc loại hoặc phiên bản khác.")
    names = {table["name"] for table in manifest["tables"]}
    own = {str(model._meta.model_name) for model in tables()}
    if names != own:
        raise TransferError("other_tables", f"Khác bảng dữ liệu: {', '.join(sorted(names ^ own))}.")
    return manifest


def _restore_file(archive: zipfile.ZipFile, digest: str) -> None:
    data = archive.read(f"evidence/{digest}")
    if hashlib.sha256(data).hexdigest() != digest:
        raise TransferError("damaged", f"Tệp minh chứng {digest[:12]}… trong bản xuất đã bị hỏng.")
    blobs.put(data)


def _read_table(archive: zipfile.ZipFile, model: type[models.Model], table: dict[str, Any]) -> None:
    digest, rows = hashlib.sha256(), 0
    for lines in _chunks(archive, f"tables/{table['name']}.jsonl"):
        for line in lines:
            digest.update(line)
        made = [_row(model, json.loads(line)) for line in lines]
        model._base_manager.bulk_create(made)
        rows += len(made)
    if digest.hexdigest() != table["sha256"] or rows != table["rows"]:
        raise TransferError("damaged", f"Bảng {table['name']} trong bản xuất đã bị sửa hoặc thiếu.")


def _chunks(archive: zipfile.ZipFile, name: str) -> Iterator[list[bytes]]:
    lines: list[bytes] = []
    with archive.open(name) as source:
        for line in source:
            lines.append(line)
            if len(lines) == CHUNK:
                yield lines
                lines = []
    if lines:
        yield lines


def _row(model: type[models.Model], values: dict[str, Any]) -> models.Model:
    fields = {field.attname: field for field in columns(model)}
    if set(values) != set(fields):
        wrong = ", ".join(sorted(set(values) ^ set(fields)))
        raise TransferError("other_columns", f"Bảng {model._meta.model_name} khác cột: {wrong}.")
    row = model(**{name: _typed(fields[name], value) for name, value in values.items()})
    if isinstance(row, User):
        row.set_unusable_password()
    return row


def _typed(field: Any, value: Any) -> Any:
    if value is None or isinstance(field, models.JSONField):
        return value
    target = field.target_field if field.is_relation else field
    return target.to_python(value)


def _reset_sequences(found: list[type[models.Model]]) -> None:
    """Numbers given out from now on follow the highest imported one (PostgreSQL keeps them apart)."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), found):
            cursor.execute(statement)
