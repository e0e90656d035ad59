"""Handing out stored files: only after the permission check, only as a download."""

from __future__ import annotations

from urllib.parse import quote

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from tracker.services import evidence
from tracker.services.blobs import StoreAway
from tracker.services.errors import NotFound

from .access import scope_of


def download(request: HttpRequest, attachment_id: int) -> HttpResponse:
    """The file's bytes as an attachment; 404 for files of hidden tasks."""
    try:
        row = evidence.readable(attachment_id, scope_of(request))
        data = evidence.content(row)
    except NotFound as error:
        raise Http404(error.message) from None
    except StoreAway as error:
        messages.error(request, error.message)
        return redirect("admin:index")
    response = HttpResponse(data, content_type=row.content_type)
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(row.name)}"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
