"""One's own account: password, second factor, signing out everywhere; and resets by the administrator."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

import qrcode
import qrcode.image.svg
from django import forms
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.views import PasswordChangeView
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse_lazy
from django.views.decorators.http import require_POST
from django_otp import login as otp_login

from tracker.models import User
from tracker.services import accounts, identities
from tracker.services.errors import NotFound, ServiceError

from .access import actor_of, is_sysadmin, now
from .backends import came_from_outside
from .middleware import EPOCH


class CodeForm(forms.Form):
    code = forms.CharField(
        label="Mã 6 chữ số trên điện thoại",
        max_length=10,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}),
    )


class OwnPassword(PasswordChangeView):
    """Choosing one's own password; other sessions end, the first-change duty is done."""

    template_name = "tracker/admin/password.html"
    success_url = reverse_lazy("admin:index")

    def form_valid(self, form: Any) -> HttpResponse:
        answer = super().form_valid(form)
        request = self.request
        request.session[EPOCH] = accounts.password_changed(form.user.pk, actor_of(request), now=now())
        messages.success(request, "Đã đổi mật khẩu.")
        return answer

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        from .site import site

        return {
            **super().get_context_data(**more),
            **site.each_context(self.request),
            "title": "Đổi mật khẩu",
        }


def me(request: HttpRequest) -> User:
    assert isinstance(request.user, User)
    return request.user


def account_page(request: HttpRequest) -> HttpResponse:
    """What the owner may do with the account."""
    device = accounts.second_factor(me(request))
    return _page(
        request,
        "tracker/admin/account.html",
        "Tài khoản của tôi",
        device=device,
        identities=me(request).identities.all(),
        outside=came_from_outside(request),
    )


def second_factor_page(request: HttpRequest) -> HttpResponse:
    """Asks for the code after the password, once per session."""
    if accounts.second_factor(me(request)) is None:
        return redirect("admin:index")
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            device = accounts.check_second_factor(me(request), form.cleaned_data["code"])
        except ServiceError as error:
            form.add_error("code", error.message)
        else:
            otp_login(request, device)
            return redirect("admin:index")
    return _page(request, "tracker/admin/second_factor.html", "Mã xác thực", form=form)


def begin_page(request: HttpRequest) -> HttpResponse:
    """Shows the key to scan and takes the first code."""
    form = CodeForm(request.POST or None)
    user = me(request)
    if request.method == "POST" and form.is_valid():
        try:
            device = accounts.finish_second_factor(
                user, form.cleaned_data["code"], actor_of(request), now=now()
            )
        except ServiceError as error:
            form.add_error("code", error.message)
        else:
            otp_login(request, device)
            messages.success(request, "Đã bật xác thực hai lớp.")
            return redirect("admin:account")
    waiting = accounts.unfinished_factor(user) if request.method == "POST" else None
    device = waiting or accounts.begin_second_factor(user)
    return _page(
        request,
        "tracker/admin/second_factor_begin.html",
        "Bật xác thực hai lớp",
        form=form,
        secret=accounts.device_secret(device),
        picture=_picture(user, device),
    )


def _picture(user: User, device: Any) -> str:
    """The key as a QR picture in SVG, drawn here: no outside service sees it."""
    key = accounts.device_secret(device).replace(" ", "")
    address = f"otpauth://totp/{quote('Đôn Đốc:' + user.username)}?secret={key}&issuer={quote('Đôn Đốc')}"
    image = qrcode.make(address, image_factory=qrcode.image.svg.SvgPathImage, box_size=12)
    return str(image.to_string(encoding="unicode"))


@require_POST
def drop_factor(request: HttpRequest) -> HttpResponse:
    accounts.drop_second_factor(me(request).pk, actor_of(request), now=now())
    messages.success(request, "Đã tắt xác thực hai lớp.")
    return redirect("admin:account")


@require_POST
def sign_out_everywhere(request: HttpRequest) -> HttpResponse:
    accounts.sign_out_everywhere(me(request).pk, actor_of(request), now=now())
    logout(request)
    messages.success(request, "Đã đăng xuất khỏi mọi thiết bị và thu hồi mọi mã truy cập API.")
    return redirect("admin:login")


@require_POST
def administer(request: HttpRequest, user_id: int, what: str) -> HttpResponse:
    """Password reset, sign-out and lost second factor, by the system administrator."""
    if not is_sysadmin(request):
        raise Http404
    actor = actor_of(request)
    try:
        if what == "dat-lai-mat-khau":
            password = accounts.reset_password(user_id, actor, now=now())
            messages.success(request, f"Mật khẩu tạm (chỉ hiện một lần): {password}")
        elif what == "dang-xuat":
            accounts.sign_out_everywhere(user_id, actor, now=now())
            messages.success(
                request, "Đã kết thúc mọi phiên làm việc, thu hồi mọi mã truy cập API của tài khoản này."
            )
        elif what == "tat-hai-lop":
            accounts.drop_second_factor(user_id, actor, now=now())
            messages.success(request, "Đã tắt xác thực hai lớp của tài khoản này.")
        elif what == "go-lien-ket":
            gone = identities.unlink(user_id, actor, now=now())
            said = "Đã gỡ liên kết đăng nhập ngoài" if gone else "Tài khoản này không gắn với nguồn nào"
            messages.success(request, f"{said}.")
        else:
            raise Http404
    except NotFound as error:
        raise Http404(error.message) from None
    return redirect("admin:tracker_user_change", user_id)


def _page(request: HttpRequest, template: str, title: str, **more: Any) -> HttpResponse:
    from .site import site

    return TemplateResponse(request, template, {**site.each_context(request), "title": title, **more})
