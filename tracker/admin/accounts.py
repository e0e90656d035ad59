"""Accounts and posts, kept by the system administrator; the office may look."""

from __future__ import annotations

from copy import copy
from typing import Any

from django.conf import settings
from django.contrib import admin, messages
from django.db.models import Model, Q
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from unfold.admin import TabularInline

from tracker.models import Membership, User
from tracker.services import accounts, posts
from tracker.services.errors import ServiceError

from .access import actor_of, is_office, is_sysadmin, now
from .base import RegistryAdmin
from .labels import day
from .site import site

TOOLS = (
    ("dat-lai-mat-khau", "Cấp mật khẩu tạm"),
    ("dang-xuat", "Kết thúc mọi phiên làm việc"),
    ("tat-hai-lop", "Tắt xác thực hai lớp"),
)
OUTSIDE_TOOLS = (("go-lien-ket", "Gỡ liên kết đăng nhập ngoài"),)


class MembershipInline(TabularInline):
    model = Membership
    extra = 0
    autocomplete_fields = ("agency",)
    fields = ("role", "agency", "valid_from", "valid_to")
    verbose_name_plural = "Vai trò, chức trách"

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """The column's heading is not tied to the inputs below it, so each carries its name."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field is not None:
            field.widget.attrs.setdefault("aria-label", str(field.label))
        return field

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return is_sysadmin(request) or is_office(request)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return is_sysadmin(request)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return is_sysadmin(request)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        # A post is ended by its date, so that the past stays explainable.
        return False


class _Refused(ModelForm):
    """The filled-in form with what the services answered to it."""

    refusal = ""

    def clean(self) -> dict[str, Any] | None:
        self.add_error(None, self.refusal)
        return super().clean()


class _Personnel(RegistryAdmin):
    """Personal data: seen by the system administrator and the office only."""

    keepers_office = False
    refusal = ""

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """A refusal of the services stands on the page as it was filled in, and nothing is saved."""
        try:
            return super().changeform_view(request, *args, **kwargs)
        except ServiceError as refusal:
            # One admin serves every request: the sentence belongs to a copy that serves this one.
            told = copy(self)
            told.refusal = refusal.message
            return super(_Personnel, told).changeform_view(request, *args, **kwargs)

    def get_form(self, request: HttpRequest, *args: Any, **kwargs: Any) -> type[ModelForm]:
        form: type[ModelForm] = super().get_form(request, *args, **kwargs)
        if not self.refusal:
            return form
        return type(form.__name__, (_Refused, form), {"refusal": self.refusal})

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return is_sysadmin(request) or is_office(request)


@admin.register(User, site=site)
class UserAdmin(_Personnel):
    list_display = ("username", "full_name", "post", "email", "is_active", "last_login")
    list_filter = ("is_active",)
    search_fields = ("username",)
    ordering = ("username",)
    inlines = (MembershipInline,)
    fieldsets = (
        (None, {"fields": ("username", "full_name", "post", "email", "phone")}),
        ("Tài khoản", {"fields": ("is_active", "must_change_password", "last_login")}),
    )
    readonly_fields = ("last_login", "must_change_password")
    change_form_outer_before_template = "tracker/admin/account_tools.html"

    def search_condition(self, word: str) -> Q:
        return Q(username__icontains=word) | Q(full_name__icontains=word) | Q(email__icontains=word)

    def render_change_form(
        self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        context["account_tools"] = TOOLS + (OUTSIDE_TOOLS if settings.OIDC or settings.LDAP else ())
        return super().render_change_form(request, context, *args, **kwargs)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        if change:
            accounts.edit_account(obj, actor_of(request), now=now())
            return
        password = accounts.open_account(obj, actor_of(request), now=now())
        messages.success(request, f"Mật khẩu tạm của {obj.username} (chỉ hiện một lần): {password}")

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        for post in formset.save(commit=False):
            posts.keep_post(post, actor_of(request), now=now())


@admin.register(Membership, site=site)
class MembershipAdmin(_Personnel):
    list_display = ("user", "role", "agency", "since", "until")
    list_select_related = ("user", "agency")
    list_filter = ("role",)
    autocomplete_fields = ("user", "agency")
    search_fields = ("user__username",)
    ordering = ("user__username", "id")
    fields = ("user", "role", "agency", "valid_from", "valid_to")

    @admin.display(description="Từ ngày", ordering="valid_from")
    def since(self, row: Membership) -> str:
        return day(row.valid_from)

    @admin.display(description="Đến hết ngày", ordering="valid_to")
    def until(self, row: Membership) -> str:
        return day(row.valid_to)

    def search_condition(self, word: str) -> Q:
        return (
            Q(user__username__icontains=word)
            | Q(user__full_name__icontains=word)
            | Q(agency__search__contains=word)
        )

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        posts.keep_post(obj, actor_of(request), now=now())
