"""Accounts: first passwords, changes, signing out everywhere, the optional second factor."""

from __future__ import annotations

import base64
import datetime as dt
import secrets
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django_otp.plugins.otp_totp.models import TOTPDevice

from tracker.models import Membership, User
from tracker.rules.scope import Scope
from tracker.rules.statuses import Door, Role
from tracker.rules.zone import ZONE

from .administrators import administered, keep_one
from .errors import InvalidInput, NotFound, NotPermitted, WrongState
from .history import Entry, append, record
from .lockouts import unlock
from .policy import Actor
from .tokens import revoke_all

# No letters that are mistaken for one another when read aloud or off paper.
_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"


def temporary_password() -> str:
    """A password to hand over once: four groups of four, about 78 bits."""
    groups = ("".join(secrets.choice(_ALPHABET) for _ in range(4)) for _ in range(4))
    return "-".join(groups)


def require_sysadmin(actor: Actor) -> None:
    """Raise NotPermitted unless the actor administers the system."""
    if Role.SYSADMIN not in actor.scope.roles:
        raise NotPermitted("not_permitted", "Việc này do quản trị hệ thống thực hiện.")


def record_user(user: User, verb: str, after: dict[str, Any], actor: Actor, now: dt.datetime) -> None:
    """One event about an account; never a password, never a key."""
    append([Entry(verb, subject=f"user:{user.pk}", after=after)], actor, now)


def open_account(user: User, actor: Actor, *, now: dt.datetime) -> str:
    """Save a new account with a temporary password, which is returned and stored nowhere."""
    require_sysadmin(actor)
    password = temporary_password()
    user.set_password(password)
    user.must_change_password = True
    with transaction.atomic():
        user.save()
        record_user(user, "open_account", {"username": user.username}, actor, now)
    return password


def first_administrator(username: str, full_name: str, *, now: dt.datetime) -> tuple[User, str]:
    """The first system administrator of a fresh site, made from the server's own command line.

    Returns the account and its temporary password. Raises WrongState while somebody administers the site:
    later ones are made in the application, where the history tells by whom. InvalidInput for a bad name.
    """
    if administered(_day(now)):
        raise WrongState(
            "has_administrator", "Trang đã có quản trị hệ thống; tạo tài khoản mới trong trang quản trị."
        )
    password = temporary_password()
    user = User(username=username, full_name=full_name, is_staff=True, must_change_password=True)
    user.set_password(password)
    try:
        user.full_clean()
    except ValidationError as error:
        raise InvalidInput("bad_account", " ".join(error.messages)) from error
    actor = Actor(user=None, door=Door.COMMAND)
    with transaction.atomic():
        user.save()
        Membership.objects.create(user=user, role=Role.SYSADMIN.value)
        record_user(user, "open_account", {"role": Role.SYSADMIN.value}, actor, now)
    return user, password


def rescue_administrator(username: str, *, now: dt.datetime) -> str:
    """For the only administrator who lost the password or the phone; from the server's own command line.

    A temporary password, returned once; second factor, sessions and tokens end. Raises NotFound unless the
    account is open and administers the system today: all others are helped by their administrator.
    """
    today = Membership.objects.valid_on(_day(now)).filter(role=Role.SYSADMIN.value)
    user = User.objects.filter(username=username, is_active=True, pk__in=today.values("user")).first()
    if user is None:
        raise NotFound("Không có quản trị hệ thống nào đang làm việc mang tên đăng nhập này.")
    actor = Actor(user=None, scope=Scope(roles=frozenset({Role.SYSADMIN})), door=Door.COMMAND)
    with transaction.atomic():
        if second_factor(user):
            drop_second_factor(user.pk, actor, now=now)
        return reset_password(user.pk, actor, now=now)


def _day(now: dt.datetime) -> dt.date:
    return now.astimezone(ZONE).date()


_FACTS = ("username", "full_name", "post", "email", "phone", "is_active")


def edit_account(user: User, actor: Actor, *, now: dt.datetime) -> User:
    """Store what was filled in about the person; closing the account ends its sessions and tokens.

    System administrator only. Nothing is written when nothing changed. Raises WrongState when it would close
    the last administrator's account.
    """
    require_sysadmin(actor)
    with transaction.atomic(), keep_one(_day(now)):
        stored = _locked(user.pk)
        changed = [name for name in _FACTS if getattr(stored, name) != getattr(user, name)]
        if not changed:
            return stored
        before = {name: getattr(stored, name) for name in changed}
        for name in changed:
            setattr(stored, name, getattr(user, name))
        if "is_active" in changed and not stored.is_active:
            stored.session_epoch += 1
            revoke_all(stored, now=now)
        stored.save(update_fields=[*changed, "session_epoch"])
        after = {name: getattr(stored, name) for name in changed}
        record("user", user.pk, "edit_record", before, after, actor, now)
    return stored


def reset_password(user_id: int, actor: Actor, *, now: dt.datetime) -> str:
    """A new temporary password, returned once; sessions, tokens and a lock after wrong ones end."""
    require_sysadmin(actor)
    password = temporary_password()
    with transaction.atomic():
        user = _locked(user_id)
        user.set_password(password)
        user.must_change_password = True
        user.session_epoch += 1
        user.save(update_fields=["password", "must_change_password", "session_epoch"])
        unlock(user.username)
        record_user(user, "reset_password", {"tokens": revoke_all(user, now=now)}, actor, now)
    return password


def password_changed(user_id: int, actor: Actor, *, now: dt.datetime) -> int:
    """The owner has chosen a password: other sessions end. Returns the epoch the present session takes on.

    Tokens stay: a machine does not stop because its owner's password grew old.
    """
    with transaction.atomic():
        user = _locked(user_id)
        user.must_change_password = False
        user.session_epoch += 1
        user.save(update_fields=["must_change_password", "session_epoch"])
        record_user(user, "change_password", {}, actor, now)
    return user.session_epoch


def sign_out_everywhere(user_id: int, actor: Actor, *, now: dt.datetime) -> None:
    """End every session and token of the account. For its owner and the system administrator."""
    if actor.user is None or actor.user.pk != user_id:
        require_sysadmin(actor)
    with transaction.atomic():
        user = _locked(user_id)
        User.objects.filter(pk=user.pk).update(session_epoch=F("session_epoch") + 1)
        record_user(user, "sign_out_everywhere", {"tokens": revoke_all(user, now=now)}, actor, now)


def _locked(user_id: int) -> User:
    user = User.objects.select_for_update(no_key=True).filter(pk=user_id).first()
    if user is None:
        raise NotFound("Không tìm thấy tài khoản.")
    return user


def second_factor(user: User) -> TOTPDevice | None:
    """The confirmed device of the account, if the owner turned the second factor on."""
    device: TOTPDevice | None = TOTPDevice.objects.filter(user=user, confirmed=True).first()
    return device


def unfinished_factor(user: User) -> TOTPDevice | None:
    """The device that waits for its first code."""
    device: TOTPDevice | None = TOTPDevice.objects.filter(user=user, confirmed=False).first()
    return device


def begin_second_factor(user: User) -> TOTPDevice:
    """A device waiting for its first code; starting again replaces an unfinished one."""
    with transaction.atomic():
        TOTPDevice.objects.filter(user=user, confirmed=False).delete()
        # No tolerance drift: a code lives for its own half minute and the one before.
        device: TOTPDevice = TOTPDevice.objects.create(user=user, name="Ứng dụng xác thực", confirmed=False)
    return device


def device_secret(device: TOTPDevice) -> str:
    """The key in the letters an authenticator app takes, in groups of four."""
    text = base64.b32encode(device.bin_key).decode().rstrip("=")
    return " ".join(text[i : i + 4] for i in range(0, len(text), 4))


def finish_second_factor(user: User, code: str, actor: Actor, *, now: dt.datetime) -> TOTPDevice:
    """Turn the second factor on with a first valid code. Raises InvalidInput for a wrong one."""
    with transaction.atomic():
        rows = TOTPDevice.objects.select_for_update(no_key=True).filter(user=user, confirmed=False)
        device: TOTPDevice | None = rows.first()
        good = device is not None and device.verify_token(code.replace(" ", ""))
        if device is not None and good:
            device.confirmed = True
            device.save(update_fields=["confirmed"])
            record_user(user, "second_factor_on", {}, actor, now)
    if device is None or not good:
        raise InvalidInput("wrong_code", "Mã không đúng hoặc đã hết hạn; đề nghị nhập mã mới.", field="code")
    return device


def check_second_factor(user: User, code: str) -> TOTPDevice:
    """The device that accepts the code, each code once. Raises InvalidInput otherwise."""
    with transaction.atomic():
        device = TOTPDevice.objects.select_for_update(no_key=True).filter(user=user, confirmed=True).first()
        good = device is not None and device.verify_token(code.replace(" ", ""))
    if device is None or not good:
        raise InvalidInput("wrong_code", "Mã không đúng hoặc đã hết hạn; đề nghị nhập mã mới.", field="code")
    found: TOTPDevice = device
    return found


def drop_second_factor(user_id: int, actor: Actor, *, now: dt.datetime) -> None:
    """Turn it off, by the owner or, for a lost phone, by the system administrator."""
    if actor.user is None or actor.user.pk != user_id:
        require_sysadmin(actor)
    with transaction.atomic():
        user = _locked(user_id)
        TOTPDevice.objects.filter(user=user).delete()
        record_user(user, "second_factor_off", {}, actor, now)
