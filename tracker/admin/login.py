"""Signing in: name and password, a post valid today."""

from __future__ import annotations

from typing import Any

from django import forms
from unfold.forms import AuthenticationForm

from tracker.models import Membership, User
from tracker.services.errors import NotPermitted

from .access import today

NO_POST = "Tài khoản này hiện không có vai trò nào còn hiệu lực; đề nghị liên hệ quản trị hệ thống."


def refuse_without_post(user: User) -> None:
    """Raise NotPermitted unless the account is open and holds a post today."""
    scope = Membership.objects.scope_of(user, today())
    if not user.is_active or not (scope.roles or scope.agency_roles):
        raise NotPermitted("no_post", NO_POST)


class OfficeLoginForm(AuthenticationForm):
    """Unfold's form with our own question: a valid post instead of is_staff."""

    error_messages = {
        **AuthenticationForm.error_messages,
        "invalid_login": "Tên đăng nhập hoặc mật khẩu không đúng. Lưu ý chữ hoa, chữ thường.",
        "directory_away": (
            "Máy chủ danh bạ không trả lời nên chưa kiểm tra được mật khẩu; đề nghị thử lại sau ít phút."
        ),
    }

    def confirm_login_allowed(self, user: Any) -> None:
        try:
            refuse_without_post(user)
        except NotPermitted as error:
            raise forms.ValidationError(error.message, code=error.code) from error

    def get_invalid_login_error(self) -> forms.ValidationError:
        code = "directory_away" if getattr(self.request, "directory_away", False) else "invalid_login"
        return forms.ValidationError(self.error_messages[code], code=code)
