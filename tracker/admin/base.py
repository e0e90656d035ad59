"""What every list in the admin shares: rows by scope, 404 for hidden ones, folded search, capped counts."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Case, IntegerField, Model, Q, QuerySet, Value, When
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.functional import cached_property
from unfold.admin import ModelAdmin
from unfold.views import ChangeList

from tracker.extraction.textkit import fold, nfc
from tracker.services.history import record

from .access import actor_of, is_office, is_sysadmin, now, scope_of

COUNT_CAP = 10_000


class CappedPaginator(Paginator):
    """Counts no further than COUNT_CAP, and reads a deep page by its ids first.

    Counting 300,000 rows for a page number nobody turns to would cost more than the page itself.
    """

    object_list: QuerySet

    @cached_property
    def count(self) -> int:
        rows = self.object_list.order_by().values("pk")[: COUNT_CAP + 1]
        return int(rows.count())

    def page(self, number: Any) -> Any:
        number = self.validate_number(number)
        bottom = (number - 1) * self.per_page
        ids = list(self.object_list.values_list("pk", flat=True)[bottom : bottom + self.per_page])
        rows = {row.pk: row for row in self.object_list.filter(pk__in=ids)}
        return Page([rows[pk] for pk in ids if pk in rows], number, self)


class OfficeChangeList(ChangeList):
    """Exact accents first when the list was searched, unless the person sorted by a column."""

    def get_ordering(self, request: HttpRequest, queryset: QuerySet) -> list[Any]:
        ordering = list(super().get_ordering(request, queryset))
        if "exactness" in queryset.query.annotations and "o" not in self.params:
            return ["exactness", *[item for item in ordering if item != "exactness"]]
        return ordering


class ScopedAdmin(ModelAdmin):
    """A list of rows the person may see; changing them is left to services and their buttons."""

    paginator = CappedPaginator
    show_full_result_count = False
    list_per_page = 30
    list_filter_submit = False
    list_filter_sheet = True
    list_fullwidth = True
    list_disable_select_all = True
    actions: Any = None
    compressed_fields = True
    warn_unsaved_form = True
    # (folded columns, columns with accents): what the search box looks through.
    search_fields: tuple[str, ...] = ()
    search_exact: tuple[str, ...] = ()
    search_help_text = "Tìm theo từ, có dấu hoặc không dấu"

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return OfficeChangeList

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        rows: QuerySet = super().get_queryset(request)
        return rows.visible_to(scope_of(request))  # type: ignore[attr-defined]

    def _get_obj_does_not_exist_redirect(self, request: HttpRequest, opts: Any, object_id: str) -> Any:
        # Django would redirect with a message; a hidden row and an absent one must look the same.
        raise Http404("Không tìm thấy nội dung yêu cầu.")

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet, search_term: str
    ) -> tuple[QuerySet, bool]:
        words = fold(search_term).split()
        if not words or not self.search_fields:
            return queryset, False
        for word in words[:8]:
            queryset = queryset.filter(self.search_condition(word))
        exact = nfc(search_term).strip()
        whens = [When(**{f"{name}__contains": exact}, then=Value(0)) for name in self.search_exact]
        if whens and fold(exact) != exact:
            queryset = queryset.annotate(
                exactness=Case(*whens, default=Value(1), output_field=IntegerField())
            )
        return queryset, False

    def search_condition(self, word: str) -> Q:
        """What one folded word must match; lists over joins override it."""
        found = Q()
        for name in self.search_fields:
            found |= Q(**{f"{name}__contains": word})
        return found

    def delete_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        if not self.has_delete_permission(request):
            raise Http404
        return super().delete_view(request, object_id, extra_context)

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        # The framework's log knows nothing of our events; the task page has the real history.
        raise Http404

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        if scope_of(request).is_empty:
            return False
        return obj is None or self._visible(request, obj)

    def _visible(self, request: HttpRequest, obj: Model) -> bool:
        return self.get_queryset(request).filter(pk=obj.pk).exists()

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


class RegistryAdmin(ScopedAdmin):
    """Reference data: read by everyone with a post, kept by the office and the system administrator."""

    keepers_office = True

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super(ScopedAdmin, self).get_queryset(request)

    def is_keeper(self, request: HttpRequest) -> bool:
        return is_sysadmin(request) or (self.keepers_office and is_office(request))

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        scope = scope_of(request)
        return bool(scope.roles or scope.agency_roles)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return self.is_keeper(request)

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return self.is_keeper(request)

    def save_model(self, request: HttpRequest, obj: Model, form: Any, change: bool) -> None:
        """Save and record who changed which field of the register, in the same transaction."""
        names = [name for name in form.changed_data if hasattr(obj, name)]
        before = {name: form.initial.get(name) for name in names} if change else {}
        super().save_model(request, obj, form, change)
        after = {name: getattr(obj, name) for name in names}
        verb = "edit_record" if change else "add_record"
        kind = str(obj._meta.model_name)
        record(kind, obj.pk, verb, _readable(before), _readable(after), actor_of(request), now())

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        """The same record for rows edited beneath a register's row."""
        super().save_formset(request, form, formset, change)
        touched = [*formset.new_objects, *[row for row, _ in formset.changed_objects]]
        rows = [f"{row._meta.verbose_name}: {row}" for row in [*touched, *formset.deleted_objects]]
        if rows:
            kind = str(form.instance._meta.model_name)
            after = {"rows": rows}
            record(kind, form.instance.pk, "edit_rows", {}, after, actor_of(request), now())


def _readable(values: dict[str, Any]) -> dict[str, Any]:
    """Values as the history can hold them: rows as their id, anything unknown as its text."""
    plain_types = (str, int, float, bool, dt.date, type(None))
    return {
        key: value if isinstance(value, plain_types) else getattr(value, "pk", str(value))
        for key, value in values.items()
    }
