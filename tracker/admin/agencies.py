"""The register of agencies: names over time, aliases, successors, groups."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Q, QuerySet
from django.forms import BaseInlineFormSet, ModelForm
from django.http import HttpRequest, HttpResponse
from unfold.admin import TabularInline
from unfold.widgets import UnfoldAdminSelectWidget

from tracker.extraction.textkit import fold
from tracker.models import (
    Agency,
    AgencyAlias,
    AgencySuccession,
    Collective,
    CollectiveAlias,
    CollectiveMember,
)
from tracker.rules.agency_kinds import KIND_VI, kind_label
from tracker.services.registry import search_text

from .access import is_office
from .base import RegistryAdmin
from .filters import Dropdown
from .labels import day
from .site import site


class _Kept(TabularInline):
    """An inline that follows the rights of its register."""

    extra = 0

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return True

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return RegistryAdmin.has_add_permission(_register(), request)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return RegistryAdmin.has_change_permission(_register(), request)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return RegistryAdmin.has_change_permission(_register(), request)


def _register() -> RegistryAdmin:
    admin_for_agency = site._registry[Agency]
    assert isinstance(admin_for_agency, RegistryAdmin)
    return admin_for_agency


class AliasFormSet(BaseInlineFormSet):
    """Names that differ in case or accents only are one name: the second is refused in words."""

    def clean(self) -> None:
        super().clean()
        seen: set[str] = set()
        for form in self.forms:
            data = getattr(form, "cleaned_data", {})
            folded = fold(data.get("alias") or "")[:255]
            if not folded or data.get("DELETE"):
                continue
            if folded in seen:
                form.add_error("alias", "Tên gọi này đã có.")
            seen.add(folded)


class SuccessorFormSet(BaseInlineFormSet):
    def clean(self) -> None:
        super().clean()
        for form in self.forms:
            if getattr(form, "cleaned_data", {}).get("successor") == self.instance:
                form.add_error("successor", "Cơ quan kế thừa phải khác cơ quan trước.")


class AliasInline(_Kept):
    model = AgencyAlias
    formset = AliasFormSet
    fields = ("alias",)
    verbose_name_plural = "Tên gọi khác, tên viết tắt"


class SuccessorInline(_Kept):
    model = AgencySuccession
    fk_name = "predecessor"
    formset = SuccessorFormSet
    fields = ("successor", "on", "decision")
    autocomplete_fields = ("successor",)
    verbose_name_plural = "Cơ quan kế thừa"


class MemberInline(_Kept):
    model = CollectiveMember
    fields = ("agency", "valid_from", "valid_to")
    autocomplete_fields = ("agency",)
    verbose_name_plural = "Thành viên"


class KindFilter(Dropdown):
    title = "loại"
    parameter_name = "loai"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return list(KIND_VI.items())

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        return queryset.filter(kind=self.value()) if self.value() else queryset


@admin.register(Agency, site=site)
class AgencyAdmin(RegistryAdmin):
    list_display = ("display_name", "code", "kind_name", "parent", "since", "until")
    list_select_related = ("parent",)
    list_filter = (KindFilter,)
    list_filter_submit = True
    search_fields = ("search",)
    search_exact = ("name",)
    ordering = ("display_name", "code")
    autocomplete_fields = ("parent",)
    fields = ("code", "name", "display_name", "kind", "parent", "valid_from", "valid_to", "note", "source")
    inlines = (AliasInline, SuccessorInline)
    change_form_outer_before_template = "tracker/admin/agency_tools.html"

    def render_change_form(
        self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        context["may_reorganise"] = is_office(request)
        return super().render_change_form(request, context, *args, **kwargs)

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name != "kind":
            return super().formfield_for_dbfield(db_field, request, **kwargs)
        options = [("", "– chọn loại –"), *KIND_VI.items()]
        return forms.ChoiceField(label="Loại", choices=options, widget=UnfoldAdminSelectWidget())

    @admin.display(description="Loại", ordering="kind")
    def kind_name(self, agency: Agency) -> str:
        return kind_label(agency.kind)

    @admin.display(description="Từ ngày", ordering="valid_from")
    def since(self, agency: Agency) -> str:
        return day(agency.valid_from)

    @admin.display(description="Đến hết ngày", ordering="valid_to")
    def until(self, agency: Agency) -> str:
        return day(agency.valid_to)

    def search_condition(self, word: str) -> Q:
        named = AgencyAlias.objects.filter(folded__contains=word).values("agency_id")
        return Q(search__contains=word) | Q(code__contains=word) | Q(pk__in=named)

    def save_model(self, request: HttpRequest, obj: Any, form: ModelForm, change: bool) -> None:
        obj.search = search_text(obj.name, obj.display_name, obj.code)[:600]
        super().save_model(request, obj, form, change)

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        for one in formset.forms:
            if isinstance(one.instance, AgencyAlias):
                one.instance.folded = fold(one.instance.alias)[:255]
        super().save_formset(request, form, formset, change)


@admin.register(Collective, site=site)
class CollectiveAdmin(RegistryAdmin):
    list_display = ("name", "code", "enumerable")
    search_fields = ("code",)
    ordering = ("name",)
    fields = ("code", "name", "enumerable", "source")
    inlines = (MemberInline,)

    def search_condition(self, word: str) -> Q:
        named = CollectiveAlias.objects.filter(folded__contains=word).values("collective_id")
        return Q(code__contains=word) | Q(pk__in=named)
