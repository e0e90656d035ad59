"""Figures for the monitoring: request times of the web processes, and what the tables say of the jobs."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterator

from django.db.models import Count, Min
from django.utils import timezone
from prometheus_client import REGISTRY, CollectorRegistry, generate_latest
from prometheus_client.metrics_core import GaugeMetricFamily, Metric
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from tracker.models import Document, EngineState, EventHead, OutboxMessage, TaskEvent, TickRun
from tracker.models.reminder import WAITING
from tracker.reminders.health import problems


def exposition() -> bytes:
    """The whole page in Prometheus' text format."""
    registry = CollectorRegistry()
    registry.register(FromTables(timezone.now()))
    if os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
        MultiProcessCollector(registry)
        return generate_latest(registry)
    return generate_latest(registry) + generate_latest(REGISTRY)


class FromTables(Collector):
    """Gauges read from the rows at each scrape, so that every process tells the same."""

    def __init__(self, now: dt.datetime) -> None:
        self.now = now

    def collect(self) -> Iterator[Metric]:
        yield from self._engine()
        yield from self._mail()
        yield from self._reading()
        yield _gauge("dondoc_history_events", "Events in the history.", self._events())
        yield _gauge("dondoc_problems", "Problems the health page lists.", len(problems(self.now)))

    def _engine(self) -> Iterator[Metric]:
        last = EngineState.objects.filter(pk=1).values_list("last_tick_at", flat=True).first()
        if last is not None:
            yield _gauge("dondoc_tick_age_seconds", "Since the engine's last turn.", self._age(last))
        run = TickRun.objects.filter(finished_at__isnull=False).order_by("-started_at").first()
        if run is not None and run.finished_at is not None:
            spent = (run.finished_at - run.started_at).total_seconds()
            yield _gauge("dondoc_tick_seconds", "Length of the last finished turn.", spent)
            yield _gauge("dondoc_tick_planned", "Reminders of the last finished turn.", run.planned)

    def _mail(self) -> Iterator[Metric]:
        states = GaugeMetricFamily("dondoc_outbox_messages", "Messages by state.", labels=["state"])
        for state, number in OutboxMessage.objects.order_by().values_list("state").annotate(n=Count("id")):
            states.add_metric([state], number)
        yield states
        waiting = OutboxMessage.objects.filter(state__in=WAITING, next_attempt_at__lte=self.now)
        oldest = waiting.aggregate(at=Min("next_attempt_at"))["at"]
        yield _gauge("dondoc_outbox_age_seconds", "Age of the oldest message due.", self._age(oldest))

    def _reading(self) -> Iterator[Metric]:
        queue = Document.objects.filter(reading__in=["queued", "reading"]).aggregate(
            number=Count("id"), oldest=Min("uploaded_at")
        )
        yield _gauge("dondoc_reading_queue", "Documents waiting to be read.", queue["number"])
        yield _gauge("dondoc_reading_age_seconds", "Age of the oldest of them.", self._age(queue["oldest"]))
        times = sorted(self._reading_times())
        if times:
            middle = times[len(times) // 2]
            yield _gauge("dondoc_reading_median_seconds", "Upload to proposals, last day.", middle)
            yield _gauge("dondoc_reading_max_seconds", "Slowest reading of the last day.", times[-1])

    def _reading_times(self) -> list[float]:
        since = timezone.localdate(self.now) - dt.timedelta(days=1)
        rows = TaskEvent.objects.filter(on__gte=since, verb__in=["receive", "read"])
        came: dict[str, dt.datetime] = {}
        times = []
        for subject, verb, at in rows.order_by("seq").values_list("subject", "verb", "at"):
            if verb == "receive":
                came[subject] = at
            elif subject in came:
                times.append((at - came[subject]).total_seconds())
        return times

    def _events(self) -> int:
        return EventHead.objects.filter(pk=1).values_list("seq", flat=True).first() or 0

    def _age(self, moment: dt.datetime | None) -> float:
        return max(0.0, (self.now - moment).total_seconds()) if moment else 0.0


def _gauge(name: str, text: str, value: float) -> Metric:
    return GaugeMetricFamily(name, text, value=value)
