"""The site's signing key: from a secret file, or made once and kept beside the data on a single machine."""

import os
import secrets
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured


def local_secret(secret_file: str, data_dir: Path, required: bool) -> str:
    """The signing key; raises ImproperlyConfigured when production gives none."""
    if secret_file:
        return Path(secret_file).read_text().strip()
    if required:
        raise ImproperlyConfigured("PRODUCTION cần SECRET_KEY hoặc SECRET_KEY_FILE.")
    path = data_dir / "secret.key"
    if not path.exists():
        data_dir.mkdir(parents=True, exist_ok=True)
        try:
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            return path.read_text()
        with os.fdopen(handle, "w") as out:
            out.write(secrets.token_urlsafe(50))
    return path.read_text()
