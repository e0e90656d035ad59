"""Saved filters: a person's own names for sets of list conditions."""

from __future__ import annotations

import datetime as dt

from django.http import QueryDict

from tracker.models import SavedFilter, User

from .errors import InvalidInput, NotFound

MAX_SAVED = 30
# What may be kept: conditions and the search, never page numbers or anything foreign.
_DROPPED = frozenset({"p", "o", "all", "e"})


def save_filter(user: User, page: str, name: str, query: str, *, now: dt.datetime) -> SavedFilter:
    """Keep the conditions of `query` under `name`, replacing an older one of that name.

    Raises InvalidInput when the name or the conditions are empty, or there are too many already.
    """
    name = name.strip()[:80]
    conditions = QueryDict(query.removeprefix("?"), mutable=True)
    for key in _DROPPED:
        conditions.pop(key, None)
    kept = conditions.urlencode()
    if not name:
        raise InvalidInput("required", "Đề nghị đặt tên cho bộ lọc.", field="name")
    if not kept or len(kept) > 1000:
        raise InvalidInput("no_conditions", "Chưa có điều kiện lọc nào để lưu.", field="query")
    if SavedFilter.objects.filter(user=user).exclude(name=name).count() >= MAX_SAVED:
        raise InvalidInput("too_many", f"Mỗi người lưu không quá {MAX_SAVED} bộ lọc.", field="name")
    row, _ = SavedFilter.objects.update_or_create(
        user=user, name=name, defaults={"page": page, "query": kept, "created_at": now}
    )
    return row


def drop_filter(user: User, filter_id: int) -> None:
    """Delete an own filter; NotFound for anybody else's."""
    deleted, _ = SavedFilter.objects.filter(user=user, pk=filter_id).delete()
    if not deleted:
        raise NotFound("Không tìm thấy bộ lọc.")
