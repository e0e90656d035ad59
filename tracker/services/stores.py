"""Where bytes lie by their SHA-256: a folder of this machine, or a bucket that every machine reaches."""

from __future__ import annotations

import errno
import functools
import os
import secrets
from io import BytesIO
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import urlsplit

from django.conf import settings

from .errors import ServiceError

AREAS = ("evidence", "exports")


class StoreAway(ServiceError):
    """The store does not answer or refuses us; nothing was written that a row points to."""

    status = 503

    def __init__(self) -> None:
        super().__init__(
            "store_away",
            "Kho tệp hiện không trả lời nên chưa ghi, chưa lấy được tệp; đề nghị thử lại sau ít phút.",
        )


class StoreFull(StoreAway):
    """The disk of the store is full: waiting does not mend it, room does."""

    def __init__(self) -> None:
        ServiceError.__init__(
            self,
            "store_full",
            "Kho tệp đã hết chỗ nên chưa ghi được tệp, nội dung cũ còn nguyên; "
            "đề nghị báo quản trị hệ thống dọn đĩa rồi gửi lại.",
        )


_FULL = frozenset({errno.ENOSPC, errno.EDQUOT})


class Store(Protocol):
    """`put` is whole or not at all; `get` is None for what is not there. All raise StoreAway."""

    def put(self, digest: str, data: bytes) -> None: ...
    def get(self, digest: str) -> bytes | None: ...
    def has(self, digest: str) -> bool: ...
    def drop(self, digest: str) -> None: ...
    def answers(self) -> bool: ...


def store(area: str) -> Store:
    """The place of `area`, one of AREAS, as the settings say."""
    if settings.EVIDENCE_S3:
        return _bucket(area, tuple(sorted(settings.EVIDENCE_S3.items())))
    return Folder(Path(settings.EVIDENCE_DIR) if area == "evidence" else Path(settings.DATA_DIR) / area)


class Folder:
    """Files below a folder outside the web root."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def path(self, digest: str) -> Path:
        return self.root / digest[:2] / digest

    def put(self, digest: str, data: bytes) -> None:
        target = self.path(digest)
        temporary = target.parent / f".{digest}.{secrets.token_hex(6)}"
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            try:
                with temporary.open("wb") as out:
                    out.write(data)
                    out.flush()
                    os.fsync(out.fileno())
                temporary.replace(target)
            finally:
                temporary.unlink(missing_ok=True)
            _sync_folder(target.parent)
        except OSError as error:
            raise (StoreFull if error.errno in _FULL else StoreAway)() from error

    def get(self, digest: str) -> bytes | None:
        try:
            return self.path(digest).read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise StoreAway from error

    def has(self, digest: str) -> bool:
        return self.path(digest).exists()

    def drop(self, digest: str) -> None:
        self.path(digest).unlink(missing_ok=True)

    def answers(self) -> bool:
        # Made with the first file; a site without any has nothing to miss.
        if not self.root.exists():
            return True
        disk = os.statvfs(self.root)
        room = disk.f_bavail * disk.f_frsize >= settings.EVIDENCE_MAX_BYTES and disk.f_favail != 0
        return room and os.access(self.root, os.W_OK)


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@functools.lru_cache(maxsize=8)
def _bucket(area: str, chosen: tuple[tuple[str, Any], ...]) -> Bucket:
    return Bucket(area, dict(chosen))


class Bucket:
    """Objects of an S3-compatible store: BUCKET/PREFIX/AREA/ab/abcd…; one connection pool a process."""

    def __init__(self, area: str, wanted: dict[str, Any]) -> None:
        # Late, because most sites keep a folder and need not carry the client.
        import urllib3
        from minio import Minio
        from minio.error import MinioException, S3Error

        parts = urlsplit(wanted["url"])
        self.bucket, _, prefix = parts.path.strip("/").partition("/")
        self.prefix = f"{prefix}/{area}" if prefix else area
        self.s3_error, self.away = (
            S3Error,
            (MinioException, urllib3.exceptions.HTTPError, OSError, ValueError),
        )
        trust = {"ca_certs": wanted["ca_file"]} if wanted["ca_file"] else {}
        self.client = Minio(
            endpoint=parts.netloc,
            access_key=wanted["key"],
            secret_key=wanted["secret"],
            secure=parts.scheme == "https",
            region=wanted["region"],
            http_client=urllib3.PoolManager(
                timeout=urllib3.Timeout(connect=5, read=wanted["timeout"]),
                retries=urllib3.Retry(total=2, backoff_factor=0.2, status_forcelist=[500, 502, 503, 504]),
                maxsize=8,
                cert_reqs="CERT_REQUIRED",
                **trust,
            ),
        )

    def _name(self, digest: str) -> str:
        return f"{self.prefix}/{digest[:2]}/{digest}"

    def put(self, digest: str, data: bytes) -> None:
        try:
            self.client.put_object(
                bucket_name=self.bucket,
                object_name=self._name(digest),
                data=BytesIO(data),
                length=len(data),
            )
        except self.away as error:
            raise StoreAway from error

    def get(self, digest: str) -> bytes | None:
        try:
            answer = self.client.get_object(bucket_name=self.bucket, object_name=self._name(digest))
            try:
                return bytes(answer.read())
            finally:
                answer.close()
                answer.release_conn()
        except self.s3_error as error:
            if error.code == "NoSuchKey":
                return None
            raise StoreAway from error
        except self.away as error:
            raise StoreAway from error

    def has(self, digest: str) -> bool:
        try:
            self.client.stat_object(bucket_name=self.bucket, object_name=self._name(digest))
        except self.s3_error as error:
            if error.code == "NoSuchKey":
                return False
            raise StoreAway from error
        except self.away as error:
            raise StoreAway from error
        return True

    def drop(self, digest: str) -> None:
        try:
            self.client.remove_object(bucket_name=self.bucket, object_name=self._name(digest))
        except self.away as error:
            raise StoreAway from error

    def answers(self) -> bool:
        try:
            return self.client.bucket_exists(bucket_name=self.bucket)
        except self.away:
            return False
