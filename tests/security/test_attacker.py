"""The attacker's checklist: what somebody with a browser, an account or a prepared file would try first."""

import datetime as dt
import io
import re
import zipfile

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from lxml import html

from tests import factories as make
from tests.api.conftest import client_of
from tracker.models import Task
from tracker.services import blobs, evidence, outbound
from tracker.services.errors import InvalidInput, NotFound

pytestmark = pytest.mark.django_db
XSS = "<script>canary()</script><img src=x onerror=canary()>\"'><svg/onload=canary()>"
PASSWORD = "mat-khau-kiem-thu-1"


@pytest.fixture
def place():
    """Our agency with a task, another with one, and an officer of ours who is curious."""

    class Place:
        ours, theirs = make.agency(), make.agency()
        own, other = make.task(ours, make.TODAY), make.task(theirs, make.TODAY)
        thief = make.officer(ours)

    return Place


@pytest.fixture
def thief(client, place):
    client.force_login(place.thief)
    return client


# --- 1. Somebody else's number in the address ---------------------------------------------------------

DOORS = [
    "/admin/tracker/task/{task}/change/",
    "/admin/tracker/task/{task}/history/",
    "/admin/tracker/task/{task}/viec/accept/",
    "/admin/tracker/directive/{directive}/change/",
    "/api/v1/tasks/{task}/",
    "/api/v1/directives/{directive}/",
]


@pytest.mark.parametrize("door", DOORS)
def test_a_guessed_number_looks_like_one_that_does_not_exist(thief, place, door):
    real = thief.get(door.format(task=place.other.pk, directive=place.other.directive_id))
    none = thief.get(door.format(task=10**9, directive=10**9))
    assert (real.status_code, none.status_code) == (404, 404)


def test_evidence_of_another_agency_cannot_be_fetched(thief, place):
    staged = evidence.stage("mat.txt", "Số liệu riêng".encode())
    row = evidence.attach([staged], make.officer(place.theirs), make.NOW, task=place.other)[0]
    with pytest.raises(NotFound):
        evidence.readable(row.pk, make.actor(place.thief).scope)


# --- 2. More fields than the form has -----------------------------------------------------------------


@pytest.mark.parametrize(
    "more",
    [
        {"status": "completed"},
        {"agency": 1},
        {"due_date": "2030-01-01"},
        {"restricted": False},
        {"version": 9},
    ],
)
def test_an_extra_field_changes_nothing(place, more):
    before = Task.objects.filter(pk=place.own.pk).values().get()
    client = client_of(place.thief)
    answer = client.post(f"/api/v1/tasks/{place.own.pk}/accept/", more, format="json")
    after = Task.objects.filter(pk=place.own.pk).values().get()
    changed = {name for name in after if after[name] != before[name]}
    allowed = {"status", "accepted_at", "version"} if answer.status_code == 200 else set()
    assert changed <= allowed
    assert after["status"] in ("assigned", "in_progress")


# --- 3. A script in a directive -----------------------------------------------------------------------


def test_a_script_in_any_text_stays_text_on_every_page(client):
    clerk = make.clerk(full_name=XSS[:120])
    agency = make.agency(name=XSS)
    meeting = make.meeting(title=XSS)
    document = make.document(meeting=meeting, title=XSS, text=XSS, file_name=f"{XSS[:20]}.txt")
    directive = make.directive(text=XSS, content=XSS, document=document, meeting=meeting, number=XSS[:20])
    task = make.task(agency, make.TODAY, of=directive, status="in_progress", accepted_at=make.NOW)
    client.force_login(clerk)
    pages = [
        "/admin/",
        "/admin/tracker/task/",
        f"/admin/tracker/task/{task.pk}/change/",
        f"/admin/tracker/task/{task.pk}/history/",
        f"/admin/tracker/directive/{directive.pk}/change/",
        f"/admin/tracker/document/{document.pk}/change/",
        "/bang-dieu-hanh/",
        "/bang-dieu-hanh/theo/hoi-nghi/",
        "/nhiem-vu/",
        "/chi-dao/",
        f"/duyet/{document.pk}/",
    ]
    shown = 0
    for address in pages:
        answer = client.get(address)
        assert answer.status_code == 200, address
        text = answer.content.decode()
        shown += "canary" in text
        assert not _running(text), address
    assert shown >= 6


def _running(text):
    """Elements and attributes in which the canary would be executed."""
    tree = html.fromstring(text)
    scripts = [
        s for s in tree.iter("script") if "canary()" in (s.text or "") and "json" not in s.get("type", "")
    ]
    handlers = [
        (element.tag, name)
        for element in tree.iter()
        if isinstance(element.tag, str)
        for name, value in element.attrib.items()
        if name.startswith("on") and "canary" in value
    ]
    return scripts + handlers


# --- 4. A formula in a spreadsheet --------------------------------------------------------------------


@pytest.mark.parametrize("lead", ["=", "+", "-", "@", "\t"])
def test_a_formula_in_a_text_never_becomes_a_formula(lead):
    from tracker.services.excel import export_list

    agency = make.agency()
    bad = f'{lead}HYPERLINK("http://203.0.113.9","x")'
    make.task(agency, make.TODAY, of=make.directive(text=bad, content=bad), status="in_progress")
    officer = make.officer(agency)
    data = export_list(agency.pk, make.actor(officer), make.TODAY)
    book = openpyxl.load_workbook(io.BytesIO(data))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value]
    assert any("HYPERLINK" in str(cell.value) for cell in cells)
    assert all(cell.data_type != "f" for cell in cells)


# --- 5. Ways out of the folder ------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "..\\..\\win.ini", "/etc/passwd", "a\x00b", "C:\\x", "%2e%2e"]
)
def test_the_store_takes_nothing_but_a_hash(name):
    with pytest.raises(NotFound):
        blobs.get(name)


@pytest.mark.parametrize(
    "name", ["../../../etc/cron.d/x.txt", "..\\..\\x.txt", "a\r\nSet-Cookie: x.txt", "phi\u202etxt.exe.txt"]
)
def test_a_file_name_is_data_only(name):
    clean = evidence.clean_name(name)
    assert not re.search(r"[/\\\r\n\u202e]", clean)


@pytest.mark.parametrize(
    "path", ["/static/../config/settings.py", "/static/%2e%2e/manage.py", "/.env", "/.git/config"]
)
def test_no_address_leads_to_the_program_or_its_settings(client, path):
    assert client.get(path).status_code in (302, 404)


# --- 6. Making the server call for us -----------------------------------------------------------------


@pytest.mark.parametrize(
    "url",
    [
        "http://169.254.169.254/latest/meta-data/",
        "https://127.0.0.1/",
        "https://localhost:5432/",
        "https://[::1]/",
        "https://2130706433/",
        "https://ok.example@10.0.0.1/",
        "https://ok.example.evil.example/",
        "https://notok.example/",
        "file:///etc/passwd",
        "gopher://ok.example/",
        "https://ok.example\r\nHost: x/",
    ],
)
def test_a_webhook_goes_only_to_the_named_host(settings, url):
    settings.WEBHOOK_ALLOWED_HOSTS = ["ok.example"]
    with pytest.raises(InvalidInput):
        outbound.target_of(url)


def test_nothing_is_named_by_default():
    with pytest.raises(InvalidInput):
        outbound.target_of("https://ok.example/hook")


# --- 7. A session prepared by somebody else -----------------------------------------------------------


def test_signing_in_changes_the_session(client):
    user = make.clerk()
    client.get("/admin/login/")
    client.cookies["sessionid"] = "a" * 32  # planted
    client.post("/admin/login/", {"username": user.username, "password": PASSWORD})
    assert client.cookies["sessionid"].value != "a" * 32
    assert client.get("/admin/").status_code == 200


def test_a_session_is_dead_after_signing_out(client):
    client.force_login(make.clerk())
    stolen = client.cookies["sessionid"].value
    client.post("/admin/logout/")
    thief = Client()
    thief.cookies["sessionid"] = stolen
    assert thief.get("/admin/").status_code == 302


# --- 8. Another host, another site, another frame -----------------------------------------------------


@pytest.mark.parametrize("host", ["evil.example", "testserver.evil.example", "testserver:80@evil.example"])
def test_a_foreign_host_name_is_refused(client, host):
    assert client.get("/admin/login/", headers={"Host": host}).status_code == 400


def test_a_forwarded_host_is_not_believed(client):
    answer = client.get("/admin/", headers={"X-Forwarded-Host": "evil.example"})
    assert "evil.example" not in answer.headers.get("Location", "")


@pytest.mark.parametrize("path", ["/admin/tracker/task/{task}/viec/accept/", "/api/v1/tasks/{task}/accept/"])
def test_a_foreign_page_cannot_act_for_us(place, path):
    client = Client(enforce_csrf_checks=True)
    client.force_login(place.thief)
    answer = client.post(path.format(task=place.own.pk), headers={"Origin": "https://evil.example"})
    assert answer.status_code == 403
    assert Task.objects.get(pk=place.own.pk).status == "assigned"


@pytest.mark.parametrize(
    "path", ["/nhap-van-ban/", "/nhap-van-ban/bang-tay/", "/tep-cua-toi/yeu-cau/", "/lich/thu-hoi/"]
)
def test_our_own_pages_take_nothing_from_a_foreign_page_either(path):
    client = Client(enforce_csrf_checks=True)
    client.force_login(make.clerk())
    assert client.post(path, headers={"Origin": "https://evil.example"}).status_code == 403


@pytest.mark.parametrize(
    "path", ["/admin/login/", "/admin/", "/bang-dieu-hanh/", "/nhiem-vu/", "/api/v1/tasks/", "/readyz"]
)
def test_every_answer_forbids_framing_sniffing_and_foreign_scripts(thief, path):
    headers = thief.get(path).headers
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    parts = [part.split() for part in headers["Content-Security-Policy"].split(";") if part.strip()]
    policy = {name: set(sources) for name, *sources in parts}
    assert policy["frame-ancestors"] == policy["object-src"] == {"'none'"}
    # Word by word: a star or a scheme would let every site in.
    ours = {"'self'", "'none'"}
    assert policy["script-src"] <= ours | {"'unsafe-eval'"}
    assert policy["style-src"] <= ours | {"'unsafe-inline'"} and policy["img-src"] <= ours | {"data:"}
    for name in ("default-src", "base-uri", "form-action"):
        assert policy[name] <= ours


@pytest.mark.parametrize("path", ["/bang-dieu-hanh/", "/nhiem-vu/", "/admin/tracker/task/"])
def test_pages_with_content_are_not_kept_by_any_cache(thief, path):
    assert "no-store" in thief.get(path).headers["Cache-Control"]


@pytest.mark.parametrize(
    "target", ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)"]
)
def test_signing_in_never_leads_to_another_site(client, target):
    user = make.clerk()
    body = {"username": user.username, "password": PASSWORD, "next": target}
    answer = client.post("/admin/login/", body)
    assert answer.status_code == 302
    assert "evil" not in answer.url
    assert answer.url.startswith("/")
    assert not answer.url.startswith("//")


def test_cookies_cannot_be_read_by_scripts(client):
    user = make.clerk()
    client.get("/admin/login/")
    client.post("/admin/login/", {"username": user.username, "password": PASSWORD})
    for name in ("sessionid", "csrftoken"):
        assert client.cookies[name]["httponly"]
        assert client.cookies[name]["samesite"] == "Lax"


# --- 9. Prepared files --------------------------------------------------------------------------------


def _zip(**names):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in names.items():
            archive.writestr(name.replace("__", "/").replace("_dot_", "."), data)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("anh.svg", b"<svg xmlns='http://www.w3.org/2000/svg' onload='canary()'/>"),
        ("trang.html", b"<script>canary()</script>"),
        ("chuong-trinh.pdf", b"MZ\x90\x00"),
        ("chuong-trinh.exe", b"MZ\x90\x00"),
        ("hai-duoi.pdf.exe", b"%PDF-1.7"),
        ("rong.pdf", b""),
        ("macro.docx", _zip(word__vbaProject_dot_bin=b"x", **{"[Content_Types].xml": b"<Types/>"})),
        ("khong-phai.docx", _zip(a=b"x")),
        ("nhi-phan.txt", b"\xff\xfe\x00\x01"),
    ],
)
def test_a_file_that_is_not_what_it_says_is_refused(name, data):
    with pytest.raises(InvalidInput):
        evidence.stage(name, data)


def test_a_download_is_never_shown_by_the_browser(client):
    agency = make.agency()
    officer, task = make.officer(agency), make.task(agency)
    staged = evidence.stage("bao-cao.txt", b"<script>canary()</script>")
    row = evidence.attach([staged], officer, make.NOW, task=task)[0]
    client.force_login(officer)
    from django.urls import reverse

    answer = client.get(reverse("admin:evidence", args=[row.pk]))
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_too_large_an_upload_is_refused(settings):
    settings.EVIDENCE_MAX_BYTES = 10
    with pytest.raises(InvalidInput):
        evidence.stage("to.txt", b"x" * 11)


def test_an_upload_door_is_closed_to_strangers(client):
    file = SimpleUploadedFile("a.txt", b"Giao So A bao cao")
    assert client.post("/nhap-van-ban/", {"file": file}).status_code in (302, 403)


# --- 10. Odd input must not break anything ------------------------------------------------------------


@pytest.mark.parametrize(
    "junk", ["%00", "' OR 1=1 --", "%F0%9F%92%A9", "[]", "9" * 400, "%0d%0aX: y", "{{7*7}}"]
)
def test_odd_words_in_the_address_break_no_list(thief, junk):
    for path in ("/nhiem-vu/", "/chi-dao/", "/bang-dieu-hanh/", "/admin/tracker/task/"):
        for name in ("q", "sau", "ngay", "lop", "co_quan", "p", "o"):
            assert thief.get(f"{path}?{name}={junk}").status_code < 500, (path, name)


def test_the_error_page_tells_nothing_of_the_inside(client, settings, place):
    settings.DEBUG = False
    page = client.get("/khong-co-trang-nay/").content.decode()
    assert "Traceback" not in page
    assert "urlpatterns" not in page


def test_a_far_future_date_breaks_nothing(thief):
    assert thief.get(f"/bang-dieu-hanh/?ngay={dt.date.max}").status_code == 200
    assert thief.get("/bang-dieu-hanh/?ngay=0001-01-01").status_code == 200
