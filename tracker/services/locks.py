"""Several rows locked at once, always in one order, so that two people never wait for each other.

Every lock of ours is taken with `no_key`: whoever holds the head of the history writes events that point to
accounts, agencies and directives, and must never wait for somebody who locked one of these first.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.db import models, transaction


def hold_rows(model: type[models.Model], ids: Iterable[int]) -> None:
    """Lock these rows until the transaction ends; without a transaction there is nothing to hold.

    For several changes in one transaction: the first takes the head of the history, behind which nobody
    may wait for a row any more.
    """
    if transaction.get_connection().in_atomic_block:
        rows = model._base_manager.select_for_update(no_key=True).filter(pk__in=set(ids)).order_by("pk")
        list(rows.values_list("pk"))
