"""Bodies that can owe a task: registry with validity, aliases, successors, and collectives by date."""

from __future__ import annotations

import datetime as dt
from typing import Self

from django.db import models
from django.db.models import F, Q

from .seen import ToldByContent


class AgencyQuerySet(models.QuerySet["Agency"]):
    def valid_on(self, day: dt.date) -> Self:
        return self.filter(
            Q(valid_from__isnull=True) | Q(valid_from__lte=day),
            Q(valid_to__isnull=True) | Q(valid_to__gte=day),
        )


class Agency(ToldByContent):
    code = models.CharField("mã", max_length=40, unique=True)
    name = models.CharField("tên đầy đủ", max_length=255)
    display_name = models.CharField("tên hiển thị", max_length=255)
    search = models.CharField(max_length=600, editable=False, default="")
    kind = models.CharField("loại", max_length=40)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name="cấp trên"
    )
    valid_from = models.DateField("có hiệu lực từ", null=True, blank=True)
    valid_to = models.DateField("đến hết ngày", null=True, blank=True)
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="duplicates", verbose_name="đã gộp vào"
    )
    note = models.TextField("ghi chú", blank=True, default="")
    source = models.TextField("nguồn", blank=True, default="")

    objects = AgencyQuerySet.as_manager()

    class Meta:
        verbose_name = "cơ quan, đơn vị"
        verbose_name_plural = "cơ quan, đơn vị"
        ordering = ["display_name", "code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True)
                | Q(valid_from__isnull=True)
                | Q(valid_to__gte=F("valid_from")),
                name="agency_validity_order",
                violation_error_message="Ngày hết hiệu lực phải sau ngày bắt đầu.",
            ),
        ]

    def __str__(self) -> str:
        return self.display_name or self.name

    def valid_at(self, day: dt.date) -> bool:
        return not ((self.valid_from and day < self.valid_from) or (self.valid_to and day > self.valid_to))


class AgencyAlias(models.Model):
    agency = models.ForeignKey(Agency, models.CASCADE, related_name="aliases", verbose_name="cơ quan")
    alias = models.CharField("tên gọi khác", max_length=255)
    folded = models.CharField(max_length=255, editable=False, db_index=True)

    class Meta:
        verbose_name = "tên gọi khác"
        verbose_name_plural = "tên gọi khác"
        constraints = [models.UniqueConstraint(fields=["agency", "folded"], name="alias_once_per_agency")]

    def __str__(self) -> str:
        return self.alias


class AgencySuccession(models.Model):
    predecessor = models.ForeignKey(
        Agency, models.PROTECT, related_name="successions", verbose_name="cơ quan trước"
    )
    successor = models.ForeignKey(
        Agency, models.PROTECT, related_name="predecessions", verbose_name="cơ quan tiếp nhận"
    )
    on = models.DateField("từ ngày", null=True, blank=True)
    decision = models.CharField("văn bản", max_length=255, blank=True, default="")

    class Meta:
        verbose_name = "kế thừa nhiệm vụ"
        verbose_name_plural = "kế thừa nhiệm vụ"
        constraints = [
            models.UniqueConstraint(fields=["predecessor", "successor"], name="succession_once"),
            models.CheckConstraint(condition=~Q(predecessor=F("successor")), name="succession_not_self"),
        ]

    def __str__(self) -> str:
        return f"{self.predecessor} → {self.successor}"


class Collective(models.Model):
    code = models.CharField("mã", max_length=40, unique=True)
    name = models.CharField("tên gọi", max_length=255)
    enumerable = models.BooleanField("liệt kê được thành viên", default=True)
    source = models.TextField("nguồn", blank=True, default="")

    class Meta:
        verbose_name = "nhóm cơ quan"
        verbose_name_plural = "nhóm cơ quan"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class CollectiveAlias(models.Model):
    collective = models.ForeignKey(Collective, models.CASCADE, related_name="aliases")
    alias = models.CharField("tên gọi khác", max_length=255)
    folded = models.CharField(max_length=255, editable=False, db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["collective", "folded"], name="collective_alias_once")]

    def __str__(self) -> str:
        return self.alias


class CollectiveMember(models.Model):
    collective = models.ForeignKey(Collective, models.CASCADE, related_name="members")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="collectives", verbose_name="cơ quan")
    valid_from = models.DateField("từ ngày", null=True, blank=True)
    valid_to = models.DateField("đến hết ngày", null=True, blank=True)

    class Meta:
        verbose_name = "thành viên nhóm"
        verbose_name_plural = "thành viên nhóm"
        constraints = [
            models.UniqueConstraint(
                fields=["collective", "agency", "valid_from"], name="collective_member_once"
            )
        ]

    def __str__(self) -> str:
        return str(self.agency)
