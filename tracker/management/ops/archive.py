"""A backup on disk: a folder per moment, one pool of evidence, a manifest of hashes that proves both.

ROOT/evidence/ab/abcd…        every file once, whatever number of backups refer to it
ROOT/20261121-183000/         database.dump | database.sqlite3, sent-journal/, manifest.json
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
import shutil
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from tracker.models import Attachment, Document, EventHead
from tracker.services import blobs
from tracker.services.errors import NotFound
from tracker.services.stores import Folder

MANIFEST = "manifest.json"
POOL = "evidence"
CHUNK = 1024 * 1024


@dataclass(slots=True)
class Manifest:
    """What a backup holds, so that a restore can prove that it got all of it."""

    made_at: str
    engine: str
    database: str
    database_sha256: str = ""
    counts: dict[str, int] = field(default_factory=dict)
    history_seq: int = 0
    history_hash: str = ""
    migrations: dict[str, str] = field(default_factory=dict)
    evidence: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    keys: dict[str, str] = field(default_factory=dict)

    def save(self, folder: Path) -> None:
        """Written last and by renaming: a folder without it is a backup that did not finish."""
        text = json.dumps(asdict(self), ensure_ascii=False, indent=1)
        temporary = folder / f".{MANIFEST}"
        temporary.write_text(text, encoding="utf-8")
        sync(temporary)
        temporary.replace(folder / MANIFEST)

    @classmethod
    def read(cls, folder: Path) -> Manifest:
        """Raises FileNotFoundError for a folder that holds no finished backup."""
        given: dict[str, Any] = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        return cls(**given)


def describe(moment: dt.datetime, database: str) -> Manifest:
    """Counts, head of the history and list of evidence, read inside the caller's frozen moment."""
    head = EventHead.objects.filter(pk=1).first()
    newest: dict[str, str] = {}
    for app, name in sorted(MigrationRecorder(connection).applied_migrations()):
        newest[app] = max(name, newest.get(app, ""))
    return Manifest(
        made_at=moment.isoformat(timespec="seconds"),
        engine=connection.vendor,
        database=database,
        counts=counts(),
        history_seq=head.seq if head else 0,
        history_hash=head.hash if head else "",
        migrations=newest,
        evidence=sorted(evidence_hashes()),
        keys={"SECRET_KEY": fingerprint(settings.SECRET_KEY)},
    )


def counts() -> dict[str, int]:
    """Rows of every table of ours, by model name; tables that a migration has yet to make are left out."""
    tables = set(connection.introspection.table_names())
    return {
        model._meta.model_name or "": model._default_manager.count()
        for model in apps.get_app_config("tracker").get_models()
        if model._meta.db_table in tables
    }


def evidence_hashes() -> set[str]:
    """Every file that some row points to."""
    found = set(Attachment.objects.values_list("sha256", flat=True))
    stored = Document.objects.exclude(file_name="").values_list("sha256", flat=True)
    return found | {digest for digest in stored if digest}


def copy_evidence(root: Path, manifest: Manifest) -> int:
    """Copy what the pool lacks, checking each hash; the number copied. Missing files are listed.

    Raises StoreAway: a backup without its evidence must not look like one.
    """
    copied, pool = 0, Folder(root / POOL)
    for digest in manifest.evidence:
        if pool.has(digest):
            continue
        try:
            pool.put(digest, blobs.get(digest))
        except NotFound:
            manifest.missing.append(digest)
            continue
        copied += 1
    return copied


def check(folder: Path) -> list[str]:
    """Everything wrong with a backup, as sentences; empty when every hash fits."""
    try:
        manifest = Manifest.read(folder)
    except (FileNotFoundError, json.JSONDecodeError):
        return [f"{folder.name}: không có bản kê, bản sao lưu chưa làm xong."]
    wrong = []
    database = folder / manifest.database
    if not database.exists() or sha256(database) != manifest.database_sha256:
        wrong.append(f"{manifest.database}: thiếu hoặc không đúng mã băm.")
    for digest in set(manifest.evidence) - set(manifest.missing):
        file = folder.parent / POOL / digest[:2] / digest
        if not file.exists() or sha256(file) != digest:
            wrong.append(f"Minh chứng {digest}: thiếu hoặc đã hỏng.")
    return wrong


def finished(root: Path) -> list[Path]:
    """Folders of finished backups, the oldest first."""
    return sorted(path.parent for path in root.glob(f"*/{MANIFEST}"))


def prune(root: Path, keep: int) -> int:
    """Remove all but the newest `keep` backups and the evidence only they needed; how many went."""
    old = finished(root)[:-keep] if keep > 0 else []
    for folder in old:
        shutil.rmtree(folder)
    if old:
        wanted = {digest for folder in finished(root) for digest in Manifest.read(folder).evidence}
        for file in (root / POOL).glob("??/*"):
            if file.name not in wanted:
                file.unlink()
    return len(old)


def fingerprint(secret: str) -> str:
    """Enough to tell whether a key at hand is the right one, too little to learn anything of it."""
    return hashlib.sha256(b"dondoc-key:" + secret.encode()).hexdigest()[:12]


def sha256(path: Path) -> str:
    """SHA-256 of a file, read in pieces."""
    digest = hashlib.sha256()
    with path.open("rb") as data:
        while piece := data.read(CHUNK):
            digest.update(piece)
    return digest.hexdigest()


def sync(path: Path) -> None:
    """Wait until the disk holds the file."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def merge_journal(sources: Iterable[Path], target: Path) -> int:
    """Add the lines of sent-mail journals that `target` lacks; how many were added."""
    added = 0
    for source in sources:
        for file in sorted(source.glob("*.log")):
            target.mkdir(parents=True, exist_ok=True)
            own = target / file.name
            known = set(own.read_text(encoding="utf-8").splitlines()) if own.exists() else set()
            fresh = [line for line in file.read_text(encoding="utf-8").splitlines() if line not in known]
            with own.open("a", encoding="utf-8") as out:
                out.writelines(f"{line}\n" for line in fresh)
            added += len(fresh)
    return added
