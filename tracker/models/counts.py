"""Counts kept beside the facts: settled work per agency, and the state of each directive's lead tasks.

Written with the history, in its transaction and under its lock (services.counts); may be thrown away
and made again at any time. Restricted directives are never in them.
"""

from django.db import models

from .agency import Agency
from .directive import Directive


class TaskCount(models.Model):
    """How many tasks of an agency are alike; classes of rules.settled by the deadline now and at first."""

    agency = models.ForeignKey(Agency, models.CASCADE, related_name="+")
    role = models.CharField(max_length=10)
    status = models.CharField(max_length=22)
    now = models.SmallIntegerField()
    first = models.SmallIntegerField()
    number = models.IntegerField()

    class Meta:
        verbose_name = "số đếm nhiệm vụ"
        verbose_name_plural = "số đếm nhiệm vụ"
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "role", "status", "now", "first"], name="one_count_per_kind"
            )
        ]

    def __str__(self) -> str:
        return f"{self.agency_id} {self.role} {self.status} {self.now}/{self.first}: {self.number}"


class DirectiveCount(models.Model):
    """Worst settled class and earliest moving deadline of the lead tasks: together, the directive's class."""

    directive = models.OneToOneField(Directive, models.CASCADE, primary_key=True, related_name="+")
    leads = models.IntegerField()
    leads_done = models.IntegerField()
    settled_now = models.SmallIntegerField()
    moving_now = models.DateField(null=True)
    settled_first = models.SmallIntegerField()
    moving_first = models.DateField(null=True)

    class Meta:
        verbose_name = "số đếm chỉ đạo"
        verbose_name_plural = "số đếm chỉ đạo"

    def __str__(self) -> str:
        return f"{self.directive_id}: {self.leads}"
