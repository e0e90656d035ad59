"""Signing in: name and password, a post valid today."""

from __future__ import annotations

from typing import Any

from django import forms
from unfold.forms import AuthenticationForm

from tracker.models import Membership

from .access import today


class OfficeLoginForm(AuthenticationForm):
    """Unfold's form with our own question: a valid post instead of is_staff."""

    error_messages = {
        **AuthenticationForm.error_messages,
        "invalid_login": "Tên đăng nhập hoặc mật khẩu không đúng. Lưu ý chữ hoa, chữ thường.",
        "no_post": "Tài khoản này hiện không có vai trò nào còn hiệu lực; đề nghị liên hệ quản trị hệ thống.",
    }

    def confirm_login_allowed(self, user: Any) -> None:
        scope = Membership.objects.scope_of(user, today())
        if not user.is_active or not (scope.roles or scope.agency_roles):
            raise forms.ValidationError(self.error_messages["no_post"], code="no_post")
