"""The permission matrix: who may open which address, written apart from the code it judges."""

import re

from django.urls import get_resolver

from tests import factories as make
from tracker.models import (
    Attachment,
    CalendarDay,
    Collective,
    DeadlineExtension,
    DocumentReader,
    Field,
    ProgressReport,
    ReminderRule,
    RestrictedViewer,
    UrgeLetter,
)
from tracker.rules.statuses import Role

SUBJECTS = ("own", "other", "restricted")
# First matching line decides. A route without a line fails the test: every new address needs a decision.
POLICY = [
    (r"(healthz|readyz|metrics)$", "machine"),
    (r"$", "public"),
    (r"admin/(login|jsi18n)/$", "public"),
    (r"admin/dang-nhap/mot-lan/", "machine"),
    (r"admin/autocomplete/$", "bare"),
    (r"admin/(logout|search|password_change|password_change/done|)/?$", "signed"),
    (r"admin/tai-khoan/", "signed"),
    (r"admin/tracker/task/<int:task_id>/(viec|nhac)/", "task"),
    (r"admin/thong-bao/", "signed"),
    (r"admin/(nhac-viec|cong-van-don-doc|lich-nghi)/", "office"),
    (r"admin/tracker/reminderrule/<path:object_id>/(delete|history)/$", "nobody"),
    (r"admin/tracker/reminderrule/<path:object_id>/$", "bare"),
    (r"admin/tracker/reminderrule/", "office"),
    (r"admin/tracker/(directive|document|meeting)/<path:object_id>/history/$", "nobody"),
    (r"admin/tracker/meeting/<path:object_id>/(change)?/?$", "meeting"),
    (r"admin/tracker/(task|directive|document)/<path:object_id>/(history|change)?/?$", "object"),
    (r"admin/tracker/(task|directive|document|meeting)/(add|<path:object_id>/delete)/$", "nobody"),
    (r"admin/tracker/(task|directive|document|meeting)/$", "content"),
    (r"admin/tracker/directive/<int:directive_id>/nguoi-xem/$", "review"),
    (r"admin/nguoi-xem/$", "chief"),
    (r"admin/tep/", "file"),
    (r"admin/(viec-hang-loat|bo-loc|excel/ghi)/", "bare"),
    (r"admin/excel/$", "bare"),
    (r"admin/excel/<int:agency_id>/$", "sender"),
    (r"admin/tracker/agency/<int:agency_id>/", "office"),
    (r"admin/tracker/user/<int:user_id>/viec/", "sysadmin"),
    (r"admin/tracker/(user|membership)/add/$", "sysadmin"),
    (r"admin/tracker/(user|membership)/<path:object_id>/(delete|history)/$", "nobody"),
    (r"admin/tracker/(user|membership)/", "personnel"),
    (r"admin/tracker/(agency|collective|field)/<path:object_id>/(delete|history)/$", "nobody"),
    (r"admin/tracker/calendarday/<path:object_id>/history/$", "nobody"),
    (r"admin/tracker/calendarday/<path:object_id>/delete/$", "keeper"),
    (r"admin/tracker/(agency|collective|calendarday|field)/add/$", "keeper"),
    (r"admin/tracker/(agency|collective|calendarday|field)/", "signed"),
    (r"admin/r/", "nobody"),
    (r"admin/\^\(\?P<app_label>", "signed"),
    (r"admin/\(\?P<url>", "nobody"),
    (r"api/v1/", "elsewhere"),
    # Another person's file, or a calendar address nobody holds: missing for everyone here.
    (r"tep-cua-toi/<int:pk>/", "nobody"),
    (r"lich/<str:secret>.ics", "nobody"),
    (r"nhap-van-ban/", "office"),
    (r"duyet/", "review"),
    (r"bang-dieu-hanh/(theo/<slug:slug>|van-phong/<slug:duty>)/$", "bare"),
    (r"(bang-dieu-hanh|nhiem-vu|chi-dao|tep-cua-toi|lich)/", "figures"),
]
SEES_ALL = {"clerk", "chief", "leader", "inspector"}
OFFICE = {"clerk", "chief"}
AGENCY_A, AGENCY_B = {"officer_a", "head_a"}, {"officer_b"}
SIGNED = SEES_ALL | AGENCY_A | AGENCY_B | {"sysadmin"}
IDENTITIES = sorted(SIGNED | {"anonymous", "no_post", "ended", "disabled"})


def routes(resolver=None, prefix=""):
    """Every route of the resolver as it is written there."""
    for entry in (resolver or get_resolver()).url_patterns:
        text = prefix + str(entry.pattern)
        if hasattr(entry, "url_patterns"):
            yield from routes(entry, text)
        else:
            yield text


def policy_of(route):
    """The line for the route, or None."""
    return next((kind for pattern, kind in POLICY if re.match(pattern, route)), None)


def sees(identity, subject):
    """Who may read the rows of a subject: the rule of the office in four lines."""
    if subject == "restricted":
        return identity == "chief"
    return identity in SEES_ALL | (AGENCY_A if subject == "own" else AGENCY_B)


def may_open(kind, identity, subject):
    """Whether the page opens at all; None where other tests decide and only the words count here."""
    return {
        "public": True,
        "machine": None,
        # Does nothing without a form or parameters; what it shows is judged by its words.
        "bare": None if identity in SIGNED else False,
        "sender": identity in OFFICE | AGENCY_A,
        # A meeting itself is not secret; the restricted part is what it ordered.
        "meeting": subject is not None and (identity in SEES_ALL or sees(identity, subject)),
        "signed": identity in SIGNED,
        "content": identity in SIGNED - {"sysadmin"},
        "object": subject is not None and sees(identity, subject),
        "task": subject is not None and sees(identity, subject),
        "file": subject is not None and sees(identity, subject),
        "office": identity in OFFICE,
        "chief": identity == "chief",
        "review": subject is not None and identity in OFFICE and sees(identity, subject),
        # Everybody signed in has figures and files: their own. Whose they are is judged by the words.
        "figures": identity in SIGNED | {"no_post", "ended"},
        "keeper": identity in OFFICE | {"sysadmin"},
        "personnel": identity in OFFICE | {"sysadmin"},
        "sysadmin": identity == "sysadmin",
        "nobody": False,
        # Their own tests say who gets what; here: nothing for strangers, no foreign word for anybody.
        "elsewhere": False if identity in ("anonymous", "disabled") else None,
    }[kind]


def canary(subject):
    return f"chimyen{subject}"


class World:
    """Two agencies, a row of every kind per subject with its canary word, and a person per identity."""

    def __init__(self):
        self.a, self.b = make.agency("co-quan-a"), make.agency("co-quan-b")
        self.people = {
            "officer_a": make.officer(self.a),
            "head_a": make.head(self.a),
            "officer_b": make.officer(self.b),
            "clerk": make.clerk(),
            "chief": make.office_leader(),
            "leader": make.leader(),
            "inspector": make.inspector(),
            "sysadmin": make.person(Role.SYSADMIN),
            "no_post": make.person(),
            "ended": make.officer(self.a),
            "disabled": make.clerk(is_active=False),
        }
        self.people["ended"].memberships.update(valid_to=make.TODAY)
        make.day_off(make.TODAY)
        self.group = Collective.objects.create(code="nhom", name="Nhóm")
        self.field = Field.objects.get_or_create(code="linh-vuc", name="Lĩnh vực")[0]
        self.rule = ReminderRule.objects.create(
            code="den-han", note="Đến hạn", audience="officer", enforce_from=make.TODAY
        )
        self.letter = UrgeLetter.objects.create(agency=self.a, level=1, drafted_on=make.TODAY)
        self.rows = {subject: self.subject(subject) for subject in SUBJECTS}

    def subject(self, subject):
        word, secret = canary(subject), subject == "restricted"
        at = self.b if subject == "other" else self.a
        meeting = make.meeting(title=f"Họp {word}" if not secret else "Họp kín", search=word)
        document = make.document(
            title=f"Văn bản {word}", text=f"Giao {word}", meeting=meeting, restricted=secret, search=word
        )
        of = make.directive(
            text=f"Nguyên văn {word}",
            content=f"Nội dung {word}",
            document=document,
            meeting=meeting,
            restricted=secret,
            search=word,
            deadline_text=word,
        )
        if secret:
            RestrictedViewer.objects.create(directive=of, user=self.people["chief"])
            DocumentReader.objects.create(document=document, user=self.people["chief"])
        task = make.task(at, of=of, status="in_progress", objection=word, product_number=word)
        author = self.people["officer_b" if subject == "other" else "officer_a"]
        report = ProgressReport.objects.create(
            task=task, done=word, obstacle=word, author=author, created_at=make.NOW
        )
        asked = DeadlineExtension.objects.create(
            task=task, asked_due=make.TODAY, reason=word, requested_by=author, requested_at=make.NOW
        )
        file = Attachment.objects.create(
            task=task,
            report=report,
            name=f"{word}.pdf",
            sha256="0" * 64,
            size=1,
            content_type="application/pdf",
            uploaded_by=author,
            uploaded_at=make.NOW,
        )
        return {
            "task": task.pk,
            "tasks": task.pk,
            "directive": of.pk,
            "directives": of.pk,
            "document": document.pk,
            "documents": document.pk,
            "duyet": document.pk,
            "meeting": meeting.pk,
            "meetings": meeting.pk,
            "reports": report.pk,
            "extensions": asked.pk,
            "tep": file.pk,
            "files": file.pk,
            "events": task.events.first().pk,
        }

    def addresses(self, route):
        """Concrete addresses of a route with their subject: one per subject where it names such a row."""
        text = route.replace("^", "").replace("$", "")
        model = re.search(r"([a-z-]+)/(?:<\w+:\w+>|\(\?P<\w+>[^)]*\))", text)
        name = model.group(1) if model else ""
        if name in self.rows["own"]:
            for subject in SUBJECTS:
                yield self.fill(text, str(self.rows[subject][name])), subject
        else:
            yield self.fill(text, str(self.id_for(name))), None

    def id_for(self, name):
        people = self.people["officer_a"]
        return {
            "user": people.pk,
            "membership": people.memberships.first().pk,
            "agency": self.a.pk,
            "excel": self.a.pk,
            "agencies": self.a.pk,
            "collective": self.group.pk,
            "field": self.field.pk,
            "reminderrule": self.rule.pk,
            "cong-van-don-doc": self.letter.pk,
            "calendarday": CalendarDay.objects.first().pk,
        }.get(name, 1)

    @staticmethod
    def fill(text, row_id):
        values = {"verb": "set_review_date", "what": "dang-xuat", "slug": "don-vi", "app_label": "tracker"}

        def value(match):
            return values.get(match.group(1), row_id)

        text = re.sub(r"<\w+:(\w+)>", value, text)
        text = re.sub(r"\(\?P<(\w+)>(?:[^()]|\([^)]*\))*\)", value, text)
        return "/" + text.replace("\\", "")
