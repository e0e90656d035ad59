"""Accounts of a generated site: the office, leaders, and an officer and a head for every agency with work."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.contrib.auth.hashers import make_password

from tracker.models import Agency, Membership, User
from tracker.rules.statuses import Role

# Username stem, role, how many: the sizes of a provincial office.
OFFICE = [
    ("cv", Role.CLERK, 20),
    ("ldvp", Role.OFFICE_LEADERSHIP, 4),
    ("ld", Role.LEADER, 30),
    ("tt", Role.INSPECTOR, 3),
    ("qt", Role.SYSADMIN, 2),
]


@dataclass(slots=True)
class People:
    clerks: list[int] = field(default_factory=list)
    leadership: list[int] = field(default_factory=list)
    officers: dict[int, int] = field(default_factory=dict)
    names: dict[int, str] = field(default_factory=dict)


def make_people(agencies: list[Agency], password: str) -> People:
    """Create the accounts that are missing; one password for all, or none that works when it is empty."""
    wanted: list[tuple[User, Role, Agency | None]] = []
    secret = make_password(password or None)
    for stem, role, number in OFFICE:
        for i in range(1, number + 1):
            wanted.append((_user(f"{stem}{i:02d}", f"Cán bộ {stem.upper()} {i:02d}", secret), role, None))
    for agency in agencies:
        wanted.append((_user(f"{agency.code}", f"Đầu mối {agency}", secret), Role.OFFICER, agency))
        wanted.append((_user(f"{agency.code}.tt", f"Thủ trưởng {agency}", secret), Role.HEAD, agency))
    known = set(User.objects.values_list("username", flat=True))
    fresh = [row for row in wanted if row[0].username not in known]
    User.objects.bulk_create([user for user, _, _ in fresh], batch_size=500)
    ids = dict(User.objects.values_list("username", "pk"))
    Membership.objects.bulk_create(
        [
            Membership(user_id=ids[user.username], role=role.value, agency=agency)
            for user, role, agency in fresh
        ],
        batch_size=500,
    )
    return _sorted(wanted, ids)


def _user(username: str, full_name: str, secret: str) -> User:
    return User(
        username=username[:150],
        password=secret,
        full_name=full_name[:120],
        email=f"{username}@thu.example"[:254],
        is_staff=True,
    )


def _sorted(wanted: list[tuple[User, Role, Agency | None]], ids: dict[str, int]) -> People:
    people = People()
    for user, role, agency in wanted:
        pk = ids[user.username]
        people.names[pk] = user.full_name
        if role == Role.CLERK:
            people.clerks.append(pk)
        elif role == Role.OFFICE_LEADERSHIP:
            people.leadership.append(pk)
        elif role == Role.OFFICER and agency is not None:
            people.officers[agency.pk] = pk
    return people
