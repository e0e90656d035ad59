"""The five seed reports go through `ingest` and the review services to issued tasks without an error."""

import datetime as dt
import os
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests import factories as make
from tracker.management.demo.meetings import decide_all
from tracker.models import Agency, Document, Task
from tracker.services.addressees import offered_members
from tracker.services.registry import load_reference

pytestmark = [pytest.mark.django_db, pytest.mark.corpus]
ROOT = Path(__file__).parent.parent.parent
SHARED = Path(os.environ.get("DONDOC_SHARED", ROOT.parent / "shared"))
SEEDS = {
    "s0": dt.date(2019, 10, 31),
    "s1": dt.date(2020, 12, 24),
    "s2": dt.date(2020, 9, 25),
    "s3": dt.date(2022, 6, 16),
    "s4": dt.date(2022, 7, 14),
}


@pytest.fixture
def seeds():
    folder = SHARED / "corpus" / "dev"
    if not folder.is_dir():
        pytest.skip("tập văn bản mẫu không có cạnh dự án")
    load_reference(ROOT / "fixtures")
    return folder


@pytest.mark.parametrize(("stem", "day"), SEEDS.items())
def test_a_seed_report_becomes_issued_tasks(seeds, stem, day):
    call_command("ingest", str(seeds / f"{stem}.txt"), "--date", day.isoformat(), stdout=StringIO())
    document = Document.objects.get()
    refused = []
    office = Agency.objects.get(code="vptu")
    issued = decide_all(document, make.actor(make.clerk()), make.NOW, refused.append, answering=office)
    assert document.reading == "read"
    assert issued >= 1
    assert not refused
    assert Task.objects.filter(directive__document=document).exists()


def test_the_dated_directive_of_conference_53_reaches_each_body_of_its_sentence(seeds):
    call_command("ingest", str(seeds / "s0.txt"), "--date", "2019-10-31", stdout=StringIO())
    directive = Document.objects.get().directives.get(due_date=dt.date(2019, 11, 30))
    offered = {
        agency.pk
        for row in directive.assignees.all()
        for agency in offered_members(row, dt.date(2019, 10, 31))
    }
    decide_all(directive.document, make.actor(make.clerk()), make.NOW, lambda words: None)
    tasks = Task.objects.filter(directive=directive)
    assert len(offered) >= 15
    assert {task.agency_id for task in tasks} == offered
    assert {task.due_date for task in tasks} == {dt.date(2019, 11, 30)}


def test_ingesting_twice_keeps_one_document(seeds):
    out = StringIO()
    for _ in range(2):
        call_command("ingest", str(seeds / "s0.txt"), "--date", "2019-10-31", stdout=out)
    assert Document.objects.count() == 1
    assert "đã được nhập" in out.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [("trong.txt", b"", "trống|rỗng|không có"), ("mat.txt", "TUYỆT MẬT\nNội dung".encode(), "độ mật")],
)
def test_a_bad_file_is_refused_with_a_sentence(db, tmp_path, name, content, words):
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(CommandError, match=words):
        call_command("ingest", str(path))
    assert not Document.objects.exists()
