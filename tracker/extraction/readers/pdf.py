"""PDF files: the text layer, page by page, cleaned of what belongs to the page and not to the text.

PDFium is used through its raw functions where the wrapper has none; it serves one thread, as the worker has.
"""

from __future__ import annotations

import ctypes
from typing import Any

from .errors import ReadError, warning
from .pdf_text import rejoin, strip_running_lines
from .result import Draft, Limits

_FEW_LETTERS = 16  # a page with fewer letters and a picture is a picture of a page
_PASSWORD_ERROR = 4
_SHORT_LINE = 40


def read_pdf(data: bytes, limits: Limits) -> Draft:
    """Text of a PDF; pages without a text layer are recognised when tesseract is there. Raises ReadError."""
    import pypdfium2 as pdfium

    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if getattr(error, "err_code", None) == _PASSWORD_ERROR:
            raise ReadError("encrypted") from error
        raise ReadError("damaged", kind=".pdf") from error
    count = len(document)
    if count == 0:
        raise ReadError("damaged", kind=".pdf")
    if count > limits.pages:
        raise ReadError("too_many_pages", pages=count, limit=limits.pages)
    return _Reader(document, limits).read()


class _Reader:
    def __init__(self, document: Any, limits: Limits) -> None:
        self.document = document
        self.limits = limits
        self.draft = Draft(pages=len(document))

    def read(self) -> Draft:
        pages: list[list[str]] = []
        pictures: list[int] = []
        for index in range(len(self.document)):
            lines, has_picture = self._page(index)
            pages.append(lines)
            if has_picture:
                self.draft.needs_declaration = True
                if sum(map(len, lines)) < _FEW_LETTERS:
                    pictures.append(index)
        if pictures:
            self._recognise(pages, pictures)
        elif self.draft.needs_declaration:
            self.draft.warn(warning("images"))
        kept, removed = strip_running_lines(pages)
        # Short lines go to the secrecy check as they stand: joining lines could bury a stamp in a sentence.
        self.draft.hidden += removed + [line for page in pages for line in page if len(line) <= _SHORT_LINE]
        self.draft.lines = rejoin(kept)
        self._metadata()
        return self.draft

    def _page(self, index: int) -> tuple[list[str], bool]:
        import pypdfium2 as pdfium

        try:
            page = self.document[index]
            text_page = page.get_textpage()
            text = text_page.get_text_range()
            has_picture = self._has_picture(page)
            self._annotations(page)
            text_page.close()
            page.close()
        except pdfium.PdfiumError as error:
            raise ReadError("damaged", kind=".pdf") from error
        return text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), has_picture

    @staticmethod
    def _has_picture(page: Any) -> bool:
        import pypdfium2.raw as raw

        for number, item in enumerate(page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=4)):
            left, bottom, right, top = item.get_bounds()
            # Lines and dots drawn as images are not pictures; a stamp is at least this wide and high.
            if (right - left > 30 and top - bottom > 12) or number > 200:
                return True
        return False

    def _annotations(self, page: Any) -> None:
        import pypdfium2.raw as raw

        for index in range(min(raw.FPDFPage_GetAnnotCount(page.raw), 1000)):
            annotation = raw.FPDFPage_GetAnnot(page.raw, index)
            if not annotation:
                continue
            for key in (b"Contents", b"Subj", b"T", b"V", b"RC"):
                self.draft.hidden += _wide(raw.FPDFAnnot_GetStringValue, annotation, key).splitlines()
            raw.FPDFPage_CloseAnnot(annotation)

    def _recognise(self, pages: list[list[str]], pictures: list[int]) -> None:
        from .ocr import available, recognise

        if not available():
            if len(pictures) == len(pages):
                raise ReadError("no_ocr")
            self.draft.warn(warning("page_without_text", count=len(pictures)))
            return
        found = recognise(self.document, pictures, self.limits.seconds)
        if not found and len(pictures) == len(pages):
            raise ReadError("timeout", limit=int(self.limits.seconds))
        for index, text in found.items():
            pages[index] = text.split("\n")
        self.draft.warn(warning("scan"))
        if len(found) < len(pictures):
            done = len(pages) - len(pictures) + len(found)
            self.draft.warn(warning("scan_part", done=done, pages=len(pages)))

    def _metadata(self) -> None:
        import pypdfium2.raw as raw

        self.draft.hidden += list(self.document.get_metadata_dict(skip_empty=True).values())
        for bookmark in _first(self.document.get_toc(max_depth=5), 2000):
            self.draft.hidden.append(bookmark.get_title())
        if raw.FPDFDoc_GetJavaScriptActionCount(self.document.raw) > 0:
            self.draft.warn(warning("javascript"))
        attachments = self.document.count_attachments()
        if attachments > 0:
            self.draft.needs_declaration = True
            self.draft.warn(warning("embedded"))
        for index in range(min(attachments, 100)):
            self.draft.hidden.append(self.document.get_attachment(index).get_name())


def _first(items: Any, count: int) -> list[Any]:
    return [item for item, _ in zip(items, range(count), strict=False)]


def _wide(function: Any, handle: Any, key: bytes) -> str:
    """A UTF-16 string that a PDFium function writes into our buffer after telling its length."""
    import pypdfium2.raw as raw

    size = function(handle, key, None, 0)
    if size <= 2:
        return ""
    buffer = ctypes.create_string_buffer(size)
    function(handle, key, ctypes.cast(buffer, ctypes.POINTER(raw.FPDF_WCHAR)), size)
    return buffer.raw[: size - 2].decode("utf-16-le", "replace")
