"""The one guarded way to open a workbook somebody sent: sizes first, and no fault of the library gets out."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO

from openpyxl import Workbook, load_workbook

from .errors import InvalidInput, ServiceError

MAX_BYTES = 5 * 1024 * 1024
MAX_UNPACKED = 60 * 1024 * 1024


@contextmanager
def opened(data: bytes, refusal: InvalidInput, *, values_only: bool = False) -> Iterator[Workbook]:
    """The workbook in `data`; whatever the library stumbles over inside the block becomes `refusal`.

    `values_only` reads row by row and gives what formulas last computed. Raises InvalidInput `too_large` when
    the file has more than MAX_BYTES bytes, or would have more than MAX_UNPACKED once unpacked.
    """
    if len(data) > MAX_BYTES:
        raise InvalidInput("too_large", "Tệp Excel không được lớn quá 5 MB.", field="file")
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            if sum(info.file_size for info in archive.infolist()) > MAX_UNPACKED:
                raise InvalidInput("too_large", "Nội dung bên trong tệp Excel quá lớn.", field="file")
        yield load_workbook(BytesIO(data), read_only=values_only, data_only=values_only)
    except ServiceError:
        raise
    except Exception as error:
        # A damaged part makes the library stumble over anything: a missing name, a wrong type, broken XML.
        raise refusal from error
