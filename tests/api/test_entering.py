"""Documents, directives and tables that other systems hand in, and the tokens they do it with."""

import datetime as dt
import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from tests import factories as make
from tests.api.conftest import client_of, token_for
from tracker.models import Directive, Document, Task

pytestmark = pytest.mark.django_db
NEW = {"text": "Giao Sở A báo cáo kết quả giải ngân.", "lead": ["so-a"], "due_date": "2027-12-31"}


def post(client, path, body, **headers):
    return client.post(f"/api/v1/{path}", body, format="json", headers=headers)


def test_the_office_enters_and_issues_a_directive_in_one_call(world):
    response = post(client_of(world.clerk), "directives/", {**NEW, "support": ["so-b"], "issue": True})
    assert response.status_code == 201, response.content
    tasks = Task.objects.filter(directive=response.json()["id"])
    assert {(t.agency.code, t.role) for t in tasks} == {("so-a", "lead"), ("so-b", "support")}
    assert response["Location"].endswith(f"/api/v1/directives/{response.json()['id']}/")


def test_a_repeated_creation_makes_one_directive(world):
    client = client_of(world.clerk)
    first = post(client, "directives/", NEW, **{"Idempotency-Key": "a-1"})
    again = post(client, "directives/", NEW, **{"Idempotency-Key": "a-1"})
    assert first.json() == again.json() and first["Location"] == again["Location"]
    assert Directive.objects.filter(text=NEW["text"]).count() == 1


def test_an_agency_may_not_enter_directives(world):
    assert post(client_of(world.head_a), "directives/", NEW).status_code == 403


def test_an_unknown_agency_is_named_by_its_field(world):
    response = post(client_of(world.clerk), "directives/", {**NEW, "lead": ["so-z"]})
    assert (response.status_code, response.json()["field"]) == (422, "lead")


def test_a_document_is_handed_in_read_and_its_proposals_confirmed(world, django_capture_on_commit_callbacks):
    client = client_of(world.clerk)
    text = "THÔNG BÁO\n\nGiao Sở A chủ trì báo cáo kết quả trước ngày 30/12/2026."
    with django_capture_on_commit_callbacks(execute=True):
        made = post(
            client, "documents/", {"text": text, "title": "Thông báo", "reference_date": "2026-11-02"}
        )
    assert made.status_code == 201, made.content
    pk = made.json()["id"]
    assert client.get(f"/api/v1/documents/{pk}/?fields=reading").json()["reading"] == "read"
    proposals = client.get(f"/api/v1/documents/{pk}/proposals/").json()
    items = [{"id": row["id"], "version": row["version"]} for row in proposals]
    assert items
    results = post(client, f"documents/{pk}/confirm_proposals/", {"items": items}).json()["results"]
    assert {r["status"] for r in results} == {200}


def test_a_classified_text_is_refused_and_not_stored(world):
    response = post(client_of(world.clerk), "documents/", {"text": "TỐI MẬT\n\nGiao Sở A báo cáo."})
    assert response.status_code == 422 and not Document.objects.filter(text__contains="TỐI MẬT").exists()


def test_a_proposal_is_edited_with_the_version_that_was_seen(world):
    row = make.directive(state="proposed", number=None)
    client = client_of(world.clerk)
    edited = client.patch(
        f"/api/v1/directives/{row.pk}/", {"content": "Mới"}, format="json", headers={"If-Match": '"1"'}
    )
    assert edited.json()["content"] == "Mới" and edited["ETag"] == '"2"'
    late = client.patch(
        f"/api/v1/directives/{row.pk}/", {"content": "Cũ"}, format="json", headers={"If-Match": '"1"'}
    )
    assert late.status_code == 412


def test_the_data_of_a_paper_and_of_its_meeting_are_corrected(world):
    client = client_of(world.clerk)
    paper = client.patch(f"/api/v1/documents/{world.document.pk}/", {"number": "12-TB/TU"}, format="json")
    meeting = client.patch(f"/api/v1/meetings/{world.meeting.pk}/", {"chair": "Bí thư"}, format="json")
    assert (paper.json()["number"], paper["ETag"], meeting.json()["chair"]) == ("12-TB/TU", '"2"', "Bí thư")


def test_a_restricted_directive_is_seen_by_the_people_named_and_no_others(world):
    row = make.directive(state="confirmed", number=None)
    client, other = client_of(world.clerk), client_of(world.boss)
    assert (
        client.patch(f"/api/v1/directives/{row.pk}/", {"restricted": True}, format="json").status_code == 200
    )
    assert other.get(f"/api/v1/directives/{row.pk}/").status_code == 404
    named = post(client, f"directives/{row.pk}/viewers/", {"users": [world.boss.pk]})
    assert named.status_code == 200 and other.get(f"/api/v1/directives/{row.pk}/").status_code == 200


def test_proposals_are_hidden_from_agencies(world):
    row = make.directive(state="proposed", number=None)
    assert client_of(world.officer_a).get(f"/api/v1/directives/{row.pk}/").status_code == 404


CSV = """Mã,Nội dung,Chủ trì,Phối hợp,Hạn,Trọng tâm
A-1,Làm việc một,Sở A,Sở B,31/12/2027,x
A-2,Làm việc hai,so-b,,,
"""


def upload(client, name, data, **more):
    file = SimpleUploadedFile(name, data)
    return client.post("/api/v1/import/directives/", {"file": file, **more}, format="multipart")


def test_a_dry_run_counts_and_keeps_nothing(world):
    before = Directive.objects.count()
    body = upload(client_of(world.clerk), "bang.csv", CSV.encode()).json()
    assert (body["new"], body["created"], body["row_errors"]) == (2, [], [])
    assert Directive.objects.count() == before


def test_a_table_is_imported_once_however_often_it_is_sent(world):
    client = client_of(world.clerk)
    first = upload(client, "bang.csv", CSV.encode("utf-8-sig"), dry_run="false", issue="true").json()
    again = upload(client, "bang.csv", CSV.encode(), dry_run="false", issue="true").json()
    assert len(first["created"]) == 2 and (again["created"], again["known"]) == ([], 2)
    one = Directive.objects.get(external_id="A-1")
    assert one.is_key and {t.role for t in one.tasks.all()} == {"lead", "support"}


def test_the_same_table_as_a_workbook_gives_the_same_rows(world):
    assert upload(client_of(world.clerk), "bang.xlsx", workbook()).json()["new"] == 2


def test_every_fault_is_named_with_its_row_and_nothing_is_kept(world):
    rows = [
        {"text": "Đúng", "lead": "so-a"},
        {"text": "", "lead": "so-a"},
        {"text": "Sai cơ quan", "lead": "Sở Không Có"},
        {"text": "Sai ngày", "lead": "so-a", "due_date": "31/02/2027"},
    ]
    body = post(client_of(world.clerk), "import/directives/", {"rows": rows, "dry_run": False}).json()
    assert {(e["row"], e["field"]) for e in body["row_errors"]} == {(2, "text"), (3, "lead"), (4, "due_date")}
    assert not Directive.objects.filter(text="Đúng").exists()


@pytest.mark.parametrize("name, data", [
    ("a.csv", b"\xff\xfe\x00"), ("a.xlsx", b"PK\x03\x04 broken"), ("a.json", b"{"), ("a.exe", b"MZ"),
    ("a.csv", "Cột lạ,Nội dung\n1,2\n".encode()), ("a.json", b"[" * 5000),
    ("a.csv", "Nội dung,Chủ trì\n".encode() + b"x" * 200_000 + b",so-a\n"),
    ("a.json", b'[{"text": "x", "lead": ' + b"[" * 600 + b"]" * 600 + b"}]"),
    ("a.json", b'[{"text": {"x": 1}, "lead": "so-a"}]'),
    ("a.json", b'[{"text": "x", "lead": "so-a", "\\ud800": 1}]'),
])  # fmt: skip
def test_a_file_that_is_no_table_is_refused_with_a_sentence(world, name, data):
    response = upload(client_of(world.clerk), name, data)
    assert response.status_code == 422 and response.json()["field"] == "file"


@pytest.mark.parametrize("column, most", [("external_id", 80), ("product", 300), ("document_number", 80),
                                          ("document_title", 500), ("meeting", 400), ("text", 20_000)])  # fmt: skip
def test_a_cell_that_is_too_long_is_a_fault_and_never_cut_off(world, column, most):
    client, row = client_of(world.clerk), {"text": "Việc", "lead": "so-a"}
    fits = post(client, "import/directives/", {"rows": [row | {column: "x" * most}]}).json()
    longer = post(client, "import/directives/", {"rows": [row | {column: "x" * (most + 1)}]}).json()
    assert fits["row_errors"] == []
    assert [(e["row"], e["field"], e["code"]) for e in longer["row_errors"]] == [(1, column, "too_long")]


@pytest.mark.parametrize("level, kept", [("b", True), ("", True), ("Bắt buộc", False), ("D", False)])
def test_a_level_is_one_of_the_three_letters(world, level, kept):
    rows = [{"text": "Việc", "lead": "so-a", "level": level}]
    body = post(client_of(world.clerk), "import/directives/", {"rows": rows}).json()
    assert (body["row_errors"] == []) is kept


def workbook():
    book, data = Workbook(), io.BytesIO()
    for line in CSV.strip().split("\n"):
        book.active.append(line.split(","))
    book.save(data)
    return data.getvalue()


def damaged(part, change):
    """The workbook with one part of the archive changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook())) as good, zipfile.ZipFile(out, "w") as bad:
        for name in good.namelist():
            bad.writestr(name, change(good.read(name)) if name == part else good.read(name))
    return out.getvalue()


PARTS = ("[Content_Types].xml", "xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/_rels/workbook.xml.rels")


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("change", [lambda xml: xml[: len(xml) // 2], lambda xml: b"<a/>", lambda xml: b""])
def test_a_damaged_workbook_is_refused_with_a_sentence(world, part, change):
    response = upload(client_of(world.clerk), "a.xlsx", damaged(part, change))
    assert (response.status_code, response.json()["field"]) == (422, "file")


def test_half_a_character_in_a_table_is_left_out(world):
    data = b'[{"text": "Vi\\u1ec7c\\ud800", "lead": "so-a"}]'
    made = upload(client_of(world.clerk), "a.json", data, dry_run="false").json()["created"]
    assert Directive.objects.get(pk=made[0]).text == "Việc"


def test_importing_needs_its_own_scope(world):
    client = client_of(world.clerk, scopes=["read", "write"])
    assert post(client, "import/directives/", {"rows": [{}]}).json()["code"] == "scope_missing"


def test_reading_scope_alone_cannot_write(world):
    client = client_of(world.officer_a, scopes=["read"])
    response = post(client, f"tasks/{world.task_a.pk}/accept/", {})
    assert (response.status_code, response.json()["code"]) == (403, "scope_missing")


def test_a_token_is_made_in_the_browser_shown_once_and_stored_hashed(client, world):
    client.force_login(world.clerk)
    body = {"name": "QLVB", "scopes": ["read"], "days": 90}
    made = client.post("/api/v1/tokens/", body, content_type="application/json").json()
    from tracker.models import ApiToken

    row = ApiToken.objects.get(handle=made["handle"])
    assert made["secret"] not in (row.digest, row.token_key) and len(row.digest) == 128
    assert "secret" not in client.get("/api/v1/tokens/").json()[0]


def test_a_token_may_not_live_longer_than_ninety_days(client, world):
    client.force_login(world.clerk)
    body = {"name": "QLVB", "scopes": ["read"], "days": 91}
    assert client.post("/api/v1/tokens/", body, content_type="application/json").status_code == 400


def test_a_token_cannot_make_tokens(world):
    response = post(client_of(world.clerk), "tokens/", {"name": "x", "scopes": ["read"], "days": 1})
    assert response.status_code == 403


def test_an_expired_token_is_refused_and_its_row_stays(world):
    from django.utils import timezone

    from tracker.models import ApiToken

    client = client_of(world.clerk)
    ApiToken.objects.update(expiry=timezone.now())
    response = client.get("/api/v1/tasks/")
    assert (response.status_code, ApiToken.objects.count()) == (401, 1)


def test_a_revoked_token_stops_at_once(world):
    client = client_of(world.clerk)
    handle = client.get("/api/v1/tokens/").json()[0]["handle"]
    assert client.delete(f"/api/v1/tokens/{handle}/").status_code == 204
    assert client.get("/api/v1/tasks/").status_code == 401


def test_nobody_revokes_the_token_of_another(world):
    row, _ = token_for(world.boss)
    assert client_of(world.clerk).delete(f"/api/v1/tokens/{row.handle}/").status_code == 404


def test_the_token_of_a_disabled_account_is_refused(world):
    client = client_of(world.clerk)
    world.clerk.is_active = False
    world.clerk.save()
    assert client.get("/api/v1/tasks/").status_code == 401


def test_each_token_has_its_own_throttle_and_is_told_when_to_return(world):
    client, other = client_of(world.clerk, rate_per_minute=2), client_of(world.clerk)
    codes = [client.get("/api/v1/fields/").status_code for _ in range(3)]
    refused = client.get("/api/v1/fields/")
    assert codes == [200, 200, 429] and 1 <= int(refused["Retry-After"]) <= 61
    assert refused.json()["code"] == "throttled" and other.get("/api/v1/fields/").status_code == 200


def test_writing_has_its_own_lower_limit_and_a_refused_call_changes_nothing(world, settings):
    settings.API_WRITE_RATE = 1
    client = client_of(world.clerk)
    codes = [post(client, "meetings/", {"title": f"Họp {n}"}).status_code for n in range(2)]
    assert codes == [201, 429] and client.get("/api/v1/meetings/?q=Họp").status_code == 200
    assert [row["title"] for row in client.get("/api/v1/meetings/?q=Họp").json()["results"]] == ["Họp 0"]


def test_a_person_in_the_browser_has_a_limit_too(client, world, settings):
    settings.API_SESSION_RATE = 1
    client.force_login(world.clerk, backend="django.contrib.auth.backends.ModelBackend")
    assert [client.get("/api/v1/fields/").status_code for _ in range(2)] == [200, 429]


def test_statistics_are_those_of_the_counting_module(world, today):
    body = client_of(world.clerk).get("/api/v1/statistics/?by=agency").json()
    assert body["whole"]["now"]["total"] == 2 and body["whole"]["now"]["overdue"] == 1
    assert sum(row["now"]["total"] for row in body["rows"]) == 2


def test_an_agency_gets_its_own_figures_only(world):
    body = client_of(world.officer_b).get("/api/v1/statistics/?by=agency").json()
    assert [row["name"] for row in body["rows"]] == ["Sở B"]


def test_a_file_is_read_by_those_who_see_its_task_only(world, today):
    client = client_of(world.officer_a)
    post(client, f"tasks/{world.task_a.pk}/accept/", {})
    file = SimpleUploadedFile("ket-qua.txt", "Kết quả".encode())
    body = {"report.done": "Xong", "files": [file]}
    client.post(f"/api/v1/tasks/{world.task_a.pk}/report/", body, format="multipart")
    pk = world.task_a.files.get().pk
    assert client.get(f"/api/v1/files/{pk}/content/").content == "Kết quả".encode()
    assert client_of(world.officer_b).get(f"/api/v1/files/{pk}/content/").status_code == 404


def test_entering_and_issuing_reads_nothing_back(world, django_assert_max_num_queries):
    client = client_of(world.clerk)
    body = {"text": "Giao việc", "lead": ["so-a"], "issue": True}
    post(client, "directives/", body)
    with django_assert_max_num_queries(21):
        assert post(client, "directives/", body).status_code == 201


def test_an_agency_that_has_ended_is_not_given_new_work(world, today):
    world.a.valid_to = today - dt.timedelta(days=1)
    world.a.save()
    before = Directive.objects.count()
    refused = post(client_of(world.clerk), "directives/", {"text": "x", "lead": ["so-a"], "issue": True})
    assert (refused.status_code, refused.json()["code"]) == (422, "not_ready")
    assert "Sở A" in refused.json()["detail"] and Directive.objects.count() == before


def test_an_agency_named_twice_owes_the_work_once(world):
    rows = [{"text": "Việc", "lead": "so-a; Sở A"}]
    body = {"rows": rows, "dry_run": False, "issue": True}
    made = post(client_of(world.clerk), "import/directives/", body).json()["created"]
    assert Directive.objects.get(pk=made[0]).tasks.count() == 1


def test_the_kept_counts_follow_what_is_entered_and_issued(world):
    from tracker.services import counts

    counts.rebuild()
    post(client_of(world.clerk), "directives/", {"text": "x", "lead": ["so-a", "so-b"], "issue": True})
    assert counts.standing().complete and counts.disagreements() == []
