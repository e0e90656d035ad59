"""Demo accounts: one per role of the office, an officer and a head per demo agency."""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass

from tracker.models import Agency, Membership, User
from tracker.rules.statuses import Role

OFFICE_ACCOUNTS = {
    "quantri": (Role.SYSADMIN, "Quản trị hệ thống"),
    "chuyenvien": (Role.CLERK, "Chuyên viên theo dõi"),
    "lanhdaovp": (Role.OFFICE_LEADERSHIP, "Lãnh đạo Văn phòng"),
    "lanhdao": (Role.LEADER, "Lãnh đạo tỉnh"),
    "thanhtra": (Role.INSPECTOR, "Cán bộ kiểm tra, giám sát"),
}


@dataclass(frozen=True, slots=True)
class Account:
    username: str
    password: str
    what: str


def make_accounts(codes: list[str]) -> list[Account]:
    """Create the demo accounts that are missing; returns only the new ones with their passwords.

    One password for all when DEMO_PASSWORD is set, else a random one each, shown this once.
    """
    made = [
        account
        for username, (role, post) in OFFICE_ACCOUNTS.items()
        if (account := _make(username, role, None, post))
    ]
    for agency in Agency.objects.filter(code__in=codes).order_by("display_name"):
        for username, role, post in (
            (agency.code, Role.OFFICER, "Đầu mối"),
            (f"{agency.code}.truong", Role.HEAD, "Thủ trưởng"),
        ):
            account = _make(username, role, agency, f"{post} {agency}")
            if account:
                made.append(account)
    return made


def _make(username: str, role: Role, agency: Agency | None, post: str) -> Account | None:
    if User.objects.filter(username=username).exists():
        return None
    password = os.environ.get("DEMO_PASSWORD") or secrets.token_urlsafe(9)
    user = User.objects.create_user(
        username=username,
        password=password,
        full_name=post,
        post=post,
        email=f"{username}@demo.example",
        is_staff=True,
    )
    Membership.objects.create(user=user, role=role.value, agency=agency)
    return Account(username, password, post)


def silent_officer(agency: Agency) -> User:
    """The officer of an agency nobody logs in for: a person who acts in the demo's past only."""
    user, created = User.objects.get_or_create(
        username=f"{agency.code}.demo", defaults={"full_name": f"Đầu mối {agency}", "is_active": True}
    )
    if created:
        user.set_unusable_password()
        user.save()
        Membership.objects.create(user=user, role=Role.OFFICER.value, agency=agency)
    return user
