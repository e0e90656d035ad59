"""A generated office: directives of several years, their tasks, reports, extensions and chained history."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import dataclass

from django.db import connection, transaction

from tracker.models import (
    Agency,
    Collective,
    DeadlineExtension,
    Directive,
    Document,
    Field,
    Meeting,
    ProgressReport,
    Task,
)
from tracker.rules.zone import ZONE
from tracker.services import counts
from tracker.services.registry import search_text

from .copy_in import Table
from .seed_chain import Chain, Stub
from .seed_life import Happening, Life, live
from .seed_people import People, make_people
from .seed_rows import OFFICE_VERBS, at, directive_row, task_row
from .seed_words import wording

TASKS_A_YEAR = 30_000
GOLDEN = 0.6180339887  # steps of this length spread evenly, so shares hold for small sites too
UNDATED = 0.42
COLLECTIVE = 0.12
WRITE_TASKS = 20_000
# The order in which tables must be written, for their foreign keys.
ORDER = [Meeting, Document, Directive, Task, ProgressReport, DeadlineExtension]


@dataclass(slots=True)
class Paper:
    """The document now being filled with directives."""

    meeting_id: int
    id: int
    day: dt.date
    lines: list[str]
    number: str


class Seeder:
    """Fills a site with `tasks` tasks as of the moment `now`; the same seed gives the same site."""

    def __init__(self, tasks: int, now: dt.datetime, password: str = "", seed: int = 1) -> None:
        self.wanted, self.now, self.today = tasks, now, now.astimezone(ZONE).date()
        self.password = password
        self.rng = random.Random(seed)  # noqa: S311  (made-up data, no secret)
        self.made = self.directives = 0
        years = min(5.0, max(1.0, tasks / TASKS_A_YEAR))
        self.span = int(365 * years)

    def run(self) -> dict[str, int]:
        """Write everything in one transaction; the counts of rows written, by table."""
        with transaction.atomic():
            self._prepare()
            number = 0
            while self.made < self.wanted:
                number += 1
                self._paper(number)
                if len(self.tables[Task].rows) >= WRITE_TASKS:
                    self._write()
            self.chain.finish()
            for model in ORDER:
                self.tables[model].finish()
            counts.rebuild()
        _analyze()
        return {m._meta.model_name or "": t.written for m, t in self.tables.items()} | {
            "taskevent": self.chain.table.written
        }

    def _prepare(self) -> None:
        self.agencies = list(Agency.objects.valid_on(self.today).filter(merged_into=None).order_by("pk"))
        self.groups = _groups(self.today)
        self.fields = dict(Field.objects.values_list("code", "pk"))
        self.people: People = make_people(self.agencies, self.password)
        self.tables = {model: Table(model) for model in ORDER}
        self.chain = Chain(self.now)
        average = (1 - COLLECTIVE) * 3.0 + COLLECTIVE * (len(self.groups[0]) if self.groups else 3)
        self.papers = max(1, round(self.wanted / average / 5))
        self.first_number = Directive.objects.count()

    def _write(self) -> None:
        for model in ORDER:
            self.tables[model].write()
        self.chain.table.write()

    def _paper(self, number: int) -> None:
        age = self.span * (1 - (number - 1) / self.papers) if number <= self.papers else 0
        day = self.today - dt.timedelta(days=int(age))
        self.chain.seal_until(at(day, 0))
        meeting = self.tables[Meeting].add(
            title=f"Hội nghị Ban Thường vụ lần thứ {number}",
            body="Ban Thường vụ",
            date=day,
            search=search_text(f"Hội nghị Ban Thường vụ lần thứ {number}"),
            created_at=at(day, 8),
        )
        documents = self.tables[Document]
        paper = Paper(meeting, documents.last_id + 1, day, [], f"{number}-TB/SINH")
        for _ in range(5):
            if self.made < self.wanted:
                self._directive(paper)
        title = f"Thông báo kết luận hội nghị lần thứ {number}"
        text = "\n".join(paper.lines)
        documents.add(
            meeting_id=meeting,
            kind="Thông báo",
            number=paper.number,
            issued_on=day,
            title=title,
            text=text,
            search=search_text(title, paper.number),
            reading="read",
            reading_percent=100,
            uploaded_by_id=self.people.clerks[number % len(self.people.clerks)],
            uploaded_at=at(day, 8),
        )

    def _directive(self, paper: Paper) -> None:
        number = self.directives = self.directives + 1
        members = self._addressees(number)
        undated = (number * GOLDEN) % 1 < UNDATED
        due = None if undated else paper.day + dt.timedelta(days=self.rng.randint(7, 120))
        words = wording(self.rng, due)
        clerk = self.people.clerks[number % len(self.people.clerks)]
        start = sum(len(line) + 1 for line in paper.lines)
        line = (
            f"{len(paper.lines) + 1}. Giao {len(members)} cơ quan: {words.content} {words.deadline}".strip()
            + "."
        )
        paper.lines.append(line)
        restricted = number % 200 == 0
        directive = self.tables[Directive].add(
            **directive_row(paper.day, words, due, self.first_number + number),
            document_id=paper.id,
            meeting_id=paper.meeting_id,
            field_id=self.fields.get(words.field),
            span_start=start,
            span_end=start + len(line),
            issued_by_id=clerk,
            decided_by_id=clerk,
            restricted=restricted,
            sole_lead=len(members) <= 6,
        )
        self.chain.add(
            at(paper.day, 9), Stub("issue", directive, clerk, self.people.names[clerk], {"after": {}})
        )
        for position, agency in enumerate(members):
            support = position > 0 and len(members) <= 6
            self._task(directive, agency, "support" if support else "lead", paper, due, restricted, clerk)

    def _addressees(self, number: int) -> list[int]:
        """Agency ids: mostly one to six, the first one leading; every eighth goes to a whole collective."""
        if self.groups and ((number + 0.5) * GOLDEN * 1.7) % 1 < COLLECTIVE and self.wanted > 500:
            return self.groups[number % len(self.groups)]
        chosen = self.rng.sample(self.agencies, min(len(self.agencies), self.rng.choice([1, 2, 2, 3, 4, 6])))
        return [agency.pk for agency in chosen]

    def _task(
        self,
        directive: int,
        agency: int,
        role: str,
        paper: Paper,
        due: dt.date | None,
        restricted: bool,
        clerk: int,
    ) -> None:
        if self.made >= self.wanted:
            return
        self.made += 1
        life = live(self.rng, paper.day, due, self.today)
        officer = self.people.officers[agency]
        row = {"role": role, "sole_lead": False, "restricted": restricted}
        task = self.tables[Task].add(
            directive_id=directive, agency_id=agency, **row, **task_row(life, officer)
        )
        for hour, happening in enumerate(life.happenings):
            by = clerk if happening.verb in OFFICE_VERBS else officer
            moment = at(happening.on, min(9 + hour, 16), task % 3600)
            self.chain.add(moment, self._stub(happening, life, task, directive, agency, role, by))
            self._side_rows(happening, life, task, officer, clerk, moment)

    def _stub(
        self, step: Happening, life: Life, task: int, directive: int, agency: int, role: str, by: int
    ) -> Stub:
        values = {
            "task_id": task,
            "after": {"status": step.status},
            "status_after": step.status,
            "due_after": step.due,
            "due_original_after": life.due_original,
            "delivered_after": step.delivered,
            "agency_after_id": agency,
            "role_after": role,
        }
        return Stub(step.verb, directive, by, self.people.names[by], values)

    def _side_rows(
        self, step: Happening, life: Life, task: int, officer: int, clerk: int, moment: dt.datetime
    ) -> None:
        if step.verb in ("report", "submit"):
            done = step.verb == "submit"
            self.tables[ProgressReport].add(
                task_id=task,
                kind="submission" if done else "progress",
                done="Đã thực hiện xong các nội dung được giao."
                if done
                else "Đang triển khai theo kế hoạch.",
                next_steps="" if done else "Tiếp tục phối hợp với các cơ quan liên quan.",
                percent=100 if done else 40,
                author_id=officer,
                created_at=moment,
            )
        elif step.verb == "grant_extension":
            self.tables[DeadlineExtension].add(
                task_id=task,
                old_due=life.due_original,
                asked_due=step.due,
                granted_due=step.due,
                cause="objective",
                reason="Chờ ý kiến thẩm định của cơ quan cấp trên.",
                state="granted",
                requested_by_id=officer,
                requested_at=moment,
                decided_by_id=clerk,
                decided_at=moment,
            )


def _groups(today: dt.date) -> list[list[int]]:
    """Collectives that fan out to 90–130 agencies valid today, each as its agency ids."""
    groups = []
    for collective in Collective.objects.filter(enumerable=True).order_by("pk"):
        valid = Agency.objects.valid_on(today).filter(collectives__collective=collective, merged_into=None)
        ids = sorted(set(valid.values_list("pk", flat=True)))
        if 90 <= len(ids) <= 130:
            groups.append(ids)
    return groups


def _analyze() -> None:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
    else:
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
