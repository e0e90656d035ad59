"""The admin site of the office: open to every active account that holds a post today."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from unfold.sites import UnfoldAdminSite

from .access import scope_of
from .login import OfficeLoginForm


class OfficeSite(UnfoldAdminSite):
    """Unfold's site with our own door: a valid post instead of is_staff."""

    site_title = "Đôn Đốc"
    site_header = "Đôn Đốc"
    index_title = "Việc của tôi"
    index_template = "tracker/admin/home.html"
    login_form = OfficeLoginForm
    login_template = "tracker/admin/login.html"
    empty_value_display = "–"
    enable_nav_sidebar = True

    def has_permission(self, request: HttpRequest) -> bool:
        scope = scope_of(request)
        return bool(request.user.is_active and (scope.roles or scope.agency_roles))

    def get_urls(self) -> list[Any]:
        from . import agency_views, backends, bulk, evidence_views, excel_views, verb_views
        from .filter_views import drop, save
        from .reminder_urls import pages

        own: list[URLPattern] = [
            path(
                "tracker/task/<int:task_id>/viec/<slug:verb>/",
                self.admin_view(verb_views.verb_page),
                name="task_verb",
            ),
            path("dang-nhap/mot-lan/", backends.begin, name="sso"),
            path("dang-nhap/mot-lan/ve/", backends.arrive, name="sso_return"),
            path("tep/<int:attachment_id>/", self.admin_view(evidence_views.download), name="evidence"),
            path("viec-hang-loat/<slug:verb>/", self.admin_view(bulk.bulk_page), name="bulk"),
            path("bo-loc/luu/", self.admin_view(save), name="filter_save"),
            path("bo-loc/<int:filter_id>/xoa/", self.admin_view(drop), name="filter_drop"),
            path("excel/", self.admin_view(excel_views.excel_page), name="excel"),
            path("excel/ghi/", self.admin_view(excel_views.apply), name="excel_apply"),
            path("excel/<int:agency_id>/", self.admin_view(excel_views.download), name="excel_download"),
            path(
                "tracker/agency/<int:agency_id>/to-chuc/",
                self.admin_view(agency_views.organisation_page),
                name="organisation",
            ),
            path(
                "tracker/agency/<int:agency_id>/ban-giao/",
                self.admin_view(agency_views.hand_over_page),
                name="hand_over",
            ),
        ]
        return own + self._reader_urls() + self._account_urls() + pages(self.admin_view) + super().get_urls()

    def _reader_urls(self) -> list[URLPattern]:
        from .viewer_views import keepers_page, viewers_page

        of = "tracker/directive/<int:directive_id>/nguoi-xem/"
        return [
            path(of, self.admin_view(viewers_page), name="directive_viewers"),
            path("nguoi-xem/", self.admin_view(keepers_page), name="keepers"),
        ]

    def _account_urls(self) -> list[URLPattern]:
        from . import account_views

        return [
            path("tai-khoan/", self.admin_view(account_views.account_page), name="account"),
            path("tai-khoan/ma/", self.admin_view(account_views.second_factor_page), name="second_factor"),
            path("tai-khoan/hai-lop/", self.admin_view(account_views.begin_page), name="second_factor_begin"),
            path(
                "tai-khoan/tat-hai-lop/", self.admin_view(account_views.drop_factor), name="second_factor_off"
            ),
            path(
                "tai-khoan/dang-xuat/",
                self.admin_view(account_views.sign_out_everywhere),
                name="sign_out_everywhere",
            ),
            path(
                "tracker/user/<int:user_id>/viec/<slug:what>/",
                self.admin_view(account_views.administer),
                name="administer_account",
            ),
        ]

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        more = {"sso_name": settings.OIDC["name"]} if settings.OIDC else {}
        return super().login(request, {**more, **(extra_context or {})})

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        from .home import home_context

        return super().index(request, {**home_context(request), **(extra_context or {})})

    def password_change(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        from .account_views import OwnPassword

        answer = OwnPassword.as_view()(request)
        assert isinstance(answer, HttpResponse)
        return answer

    def search(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        # The theme's own search caches results by person for minutes and would outlive a change of rights.
        return HttpResponse()


site = OfficeSite(name="admin")
