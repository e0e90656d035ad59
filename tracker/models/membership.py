"""People and the posts they hold. Rights follow the post and its dates, never the person."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, Self

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import F, Q

from tracker.rules.scope import NOBODY, Scope
from tracker.rules.statuses import AGENCY_ROLES, ROLE_VI, Role, choices

from .agency import Agency


class User(AbstractUser):
    full_name = models.CharField("họ và tên", max_length=120, blank=True, default="")
    post = models.CharField("chức vụ", max_length=160, blank=True, default="")
    phone = models.CharField("điện thoại công vụ", max_length=30, blank=True, default="")
    must_change_password = models.BooleanField("phải đổi mật khẩu", default=False)
    # Raised by "log out everywhere"; sessions carry the value they were opened with.
    session_epoch = models.PositiveIntegerField(default=0, editable=False)

    class Meta(AbstractUser.Meta):
        verbose_name = "tài khoản"
        verbose_name_plural = "tài khoản"

    def __str__(self) -> str:
        return self.full_name or self.username

    def get_full_name(self) -> str:
        return self.full_name


class MembershipQuerySet(models.QuerySet["Membership"]):
    def valid_on(self, day: dt.date) -> Self:
        return self.filter(
            Q(valid_from__isnull=True) | Q(valid_from__lte=day),
            Q(valid_to__isnull=True) | Q(valid_to__gte=day),
        )

    def scope_of(self, user: User | None, on: dt.date) -> Scope:
        """The scope of `user` on the local date `on`; inactive or anonymous people get the empty one."""
        if user is None or not user.pk or not user.is_active:
            return NOBODY
        return self.scope_from(user.pk, self.filter(user=user).valid_on(on).values_list("role", "agency_id"))

    @staticmethod
    def scope_from(user_id: int, posts: Iterable[Sequence[Any]]) -> Scope:
        """The scope that these posts give, each as (role, agency id)."""
        roles: set[Role] = set()
        by_agency: dict[int, set[Role]] = defaultdict(set)
        for role, agency_id in posts:
            if agency_id is None:
                roles.add(Role(role))
            else:
                by_agency[agency_id].add(Role(role))
        return Scope(
            user_id=user_id,
            roles=frozenset(roles),
            agency_roles={key: frozenset(value) for key, value in by_agency.items()},
        )


class Membership(models.Model):
    user = models.ForeignKey(User, models.CASCADE, related_name="memberships", verbose_name="tài khoản")
    role = models.CharField("vai trò", max_length=20, choices=choices(ROLE_VI))
    agency = models.ForeignKey(
        Agency, models.PROTECT, null=True, blank=True, related_name="memberships", verbose_name="cơ quan"
    )
    valid_from = models.DateField("từ ngày", null=True, blank=True)
    valid_to = models.DateField("đến hết ngày", null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = "vai trò"
        verbose_name_plural = "vai trò"
        constraints = [
            models.CheckConstraint(
                condition=Q(role__in=sorted(r.value for r in AGENCY_ROLES), agency__isnull=False)
                | (~Q(role__in=sorted(r.value for r in AGENCY_ROLES)) & Q(agency__isnull=True)),
                name="agency_roles_name_their_agency",
                violation_error_message=(
                    "Đầu mối, thủ trưởng phải gắn với một cơ quan; vai trò khác thì không."
                ),
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True)
                | Q(valid_from__isnull=True)
                | Q(valid_to__gte=F("valid_from")),
                name="membership_validity_order",
            ),
        ]
        indexes = [
            models.Index(fields=["user"], name="membership_scope"),
            models.Index(fields=["agency", "role"], name="membership_recipients"),
        ]

    def __str__(self) -> str:
        return f"{self.user} – {self.get_role_display()}"
