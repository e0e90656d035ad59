"""Our own pages: who may see them, that every number opens a list of its length, fixed numbers of queries."""

import datetime as dt
import html
import re
from urllib.parse import urljoin

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import factories as make
from tracker.models import Field, ProgressReport
from tracker.reports.office import DUTIES
from tracker.rules.transitions import Verb
from tracker.services.lifecycle import perform

pytestmark = pytest.mark.django_db
TODAY = make.TODAY


@pytest.fixture(autouse=True)
def fixed_clock():
    with time_machine.travel(make.NOW, tick=False):
        yield


def day(offset):
    return TODAY + dt.timedelta(days=offset)


@pytest.fixture
def office_work():
    """Two agencies, a shared directive, one task of most kinds."""
    one, two = make.agency(name="Sở Một"), make.agency(name="Sở Hai")
    shared = make.directive(
        field=Field.objects.create(code="kt", name="Kinh tế"),
        directing_leader="Đồng chí A",
        meeting=make.meeting(),
    )
    early = make.NOW - dt.timedelta(days=12)
    for at in (one, two):
        make.task(at, day(-12), of=make.directive(), now=early)
        make.task(at, day(-14), of=make.directive(), now=early)
    make.task(one, day(-3), of=shared)
    make.task(two, day(20), of=shared)
    make.task(one, day(-40), status="in_progress", role="support")
    make.task(one, day(2))
    make.task(two, None)
    make.task(two, day(-9), status="suspended")
    make.task(two, day(-9), status="completed", delivered_on=day(-10), closed_on=day(-8))
    make.task(two, day(-9), status="completed", delivered_on=day(-5), closed_on=day(-4))
    make.task(two, day(-9), status="pending_confirmation", delivered_on=day(-5))
    make.task(one, day(-9), status="recalled", closed_on=day(-4))
    return one, two


def numbers(client, address):
    """(number, address) of every number link of a page."""
    body = client.get(address).content.decode()
    tiles = re.findall(r'<a href="([^"]+)"><span class="so" data-so="\w+">([\d.]+)<', body)
    cells = re.findall(r'<a (?:class="so" )?href="([^"]+)"(?: aria-label="[^"]*")?>([\d.]+)</a>', body)
    return [(int(n.replace(".", "")), html.unescape(link)) for link, n in tiles + cells]


def listed(client, address):
    body = client.get(address).content.decode()
    return int(re.search(r'data-tong="(\d+)"', body)[1])


TREND = "/bang-dieu-hanh/xu-huong/"
DUTY_PAGES = [f"/bang-dieu-hanh/van-phong/{duty}/" for duty in DUTIES]
PAGES = [
    "/bang-dieu-hanh/",
    "/bang-dieu-hanh/?vai_tro=chu-tri",
    "/bang-dieu-hanh/?ngay=2026-02-20",
    "/bang-dieu-hanh/theo/linh-vuc/?ngay=2026-02-20",
] + [f"/bang-dieu-hanh/theo/{slug}/" for slug in ("hoi-nghi", "van-ban", "linh-vuc", "lanh-dao")]


@pytest.mark.parametrize("address", PAGES)
def test_every_number_a_leader_sees_opens_a_list_of_that_length(client, office_work, address):
    client.force_login(make.leader())
    found = numbers(client, address)
    assert len(found) > 3
    assert [(n, link) for n, link in found if listed(client, link) != n] == []


@pytest.mark.parametrize("address", PAGES)
def test_every_number_an_officer_sees_opens_a_list_of_that_length(client, office_work, address):
    client.force_login(make.officer(office_work[0]))
    found = numbers(client, address)
    assert len(found) > 1
    assert [(n, link) for n, link in found if listed(client, link) != n] == []


def test_an_officer_sees_the_own_agency_only(client, office_work):
    client.force_login(make.officer(office_work[0]))
    body = client.get("/bang-dieu-hanh/").content.decode()
    assert "Sở Một" in body
    assert "Sở Hai" not in body


def test_somebody_without_a_role_sees_zeros(client, office_work):
    client.force_login(make.person())
    assert numbers(client, "/bang-dieu-hanh/")[0][0] == 0
    assert listed(client, "/nhiem-vu/") == 0


def test_strangers_are_sent_to_sign_in(client):
    assert client.get("/bang-dieu-hanh/").status_code == 302
    assert client.get("/nhiem-vu/").status_code == 302


def test_our_pages_allow_no_inline_script_or_style(client):
    client.force_login(make.leader())
    policy = client.get("/bang-dieu-hanh/")["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "script-src 'self'" in policy


@pytest.mark.parametrize(
    "address",
    [*PAGES, "/nhiem-vu/", "/chi-dao/", "/bang-dieu-hanh/rui-ro/", "/bang-dieu-hanh/van-phong/", *DUTY_PAGES],
)
def test_the_number_of_queries_does_not_grow_with_the_rows(client, office_work, address):
    client.force_login(make.leader())
    client.get(address)
    counts = []
    for _ in range(2):
        for _ in range(12):
            make.task(make.agency(), day(-5), now=make.NOW - dt.timedelta(days=14))
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 23


def test_a_list_is_paged_by_key_without_losing_or_repeating_a_row(client):
    at = make.agency()
    of = make.directive()
    for number in range(120):
        make.task(at, None if number % 3 == 0 else day(number % 7), of=of, period=str(number), recorded=False)
    client.force_login(make.leader())
    address, pages = "/nhiem-vu/", []
    while address:
        answer = client.get(address)
        pages.append([line.pk for line in answer.context["rows"]])
        address = f"/nhiem-vu/{answer.context['next']}" if answer.context["next"] else ""
    assert [len(rows) for rows in pages] == [50, 50, 20]
    assert len({pk for rows in pages for pk in rows}) == 120


def test_a_broken_page_key_starts_from_the_beginning(client, office_work):
    client.force_login(make.leader())
    for key in ("x|y", "2026-99-99|3", "|", "99999999999999999999"):
        assert client.get("/nhiem-vu/", {"sau": key}).status_code == 200
        assert client.get("/chi-dao/", {"sau": key}).status_code == 200


def test_text_search_finds_words_without_their_marks(client):
    make.task(of=make.directive(text="Giải ngân vốn đầu tư công", search="giai ngan von dau tu cong"))
    make.task(of=make.directive(text="Phòng cháy", search="phong chay"))
    client.force_login(make.leader())
    assert listed(client, "/nhiem-vu/?q=Giải+NGÂN") == 1


def test_the_fragment_carries_no_page_frame(client, office_work):
    client.force_login(make.leader())
    body = client.get("/bang-dieu-hanh/?manh=1").content.decode()
    assert "<html" not in body
    assert "o-overdue" in body


def test_every_change_between_two_days_opens_its_tasks(client, office_work):
    client.force_login(make.leader())
    found = numbers(client, f"/bang-dieu-hanh/so-sanh/?tu={day(-5)}&den={TODAY}")
    assert len(found) >= 1
    for number, link in found:
        assert listed(client, urljoin("/bang-dieu-hanh/so-sanh/", link)) == number


def test_a_list_prints_the_words_of_a_directive_as_words(client):
    make.task(due=TODAY, of=make.directive(content="Rà soát <b>đất</b> & nhà"))
    client.force_login(make.leader())
    for address in ("/nhiem-vu/", "/chi-dao/"):
        assert "Rà soát &lt;b&gt;đất&lt;/b&gt; &amp; nhà</a>" in client.get(address).content.decode()


def test_a_moved_deadline_stands_beside_the_first_one(client):
    make.task(due=TODAY, due_original=day(-30))
    client.force_login(make.leader())
    body = client.get("/nhiem-vu/").content.decode()
    assert f"{TODAY:%d/%m/%Y} <small>hạn gốc {day(-30):%d/%m/%Y}</small>" in body


def told(client, address):
    """The conditions a list names, and where each leads without it."""
    body = client.get(address).content.decode()
    found = re.findall(r'<li>([^<]+) <a class="khong-in" href="([^"]+)"', body)
    return {html.unescape(text): html.unescape(link) for text, link in found}


def test_a_list_names_the_conditions_its_form_does_not_show(client, office_work):
    one, _ = office_work
    client.force_login(make.leader())
    named = told(client, f"/nhiem-vu/?co_quan={one.pk}&tuoi=8-30&giu=co-quan&han=goc&lop=qua-han")
    assert list(named) == [
        "Cơ quan: Sở Một",
        "Quá hạn 8–30 ngày",
        "Đang ở: Cơ quan thực hiện",
        "Tính theo hạn gốc",
    ]
    assert "tuoi" not in named["Quá hạn 8–30 ngày"]
    assert f"co_quan={one.pk}" in named["Quá hạn 8–30 ngày"]


def test_a_list_names_no_meeting_that_is_hidden_from_the_reader(client):
    make.task(of=make.directive(meeting=make.meeting(title="Họp kín")))
    client.force_login(make.officer(make.agency()))
    meeting = make.Meeting.objects.get()
    assert list(told(client, f"/nhiem-vu/?hoi_nghi={meeting.pk}")) == ["Hội nghị: không tìm thấy"]


@pytest.mark.parametrize("only_today", ["giu=van-phong", "lau=1", "hop=1", "cho=xac-nhan"])
def test_a_past_day_knows_nothing_of_who_holds_a_task(client, office_work, only_today):
    client.force_login(make.leader())
    past = f"/nhiem-vu/?ngay={day(-1)}"
    assert listed(client, f"{past}&{only_today}") == listed(client, past)


@pytest.mark.parametrize("what", ["xac-nhan", "cham-xac-nhan", "dieu-chuyen", "cham-dieu-chuyen"])
def test_what_waits_for_the_office_opens_a_list_of_its_length(client, office_work, what):
    one, _ = office_work
    make.task(one, status="objected", confirm_by=day(-1))
    make.task(one, status="objected", confirm_by=day(1))
    make.task(one, status="pending_confirmation", delivered_on=day(-5), confirm_by=day(-1))
    client.force_login(make.leader())
    shown = {link: number for number, link in numbers(client, "/bang-dieu-hanh/van-phong/")}
    link = next(link for link in shown if link.endswith(f"cho={what}"))
    assert listed(client, link) == shown[link] > 0


@pytest.mark.parametrize("days", ["den=0001-01-05", "tu=9999-12-31&den=0001-01-01", "den=2026-W10-1"])
def test_a_day_no_calendar_of_ours_has_is_as_if_not_given(client, days):
    client.force_login(make.leader())
    assert client.get(f"/bang-dieu-hanh/so-sanh/?{days}").status_code == 200


@pytest.fixture
def office_duties(office_work):
    """What each duty of the office counts: entered, sent back, waiting too long, objected, asked."""
    one, two = office_work
    for at in (one, two):
        head, chief = make.actor(make.head(at)), make.actor(make.office_leader())
        early = make.NOW - dt.timedelta(days=12)
        objected = make.task(at, day(9), of=make.directive(meeting=make.meeting(date=day(-20))), now=early)
        perform(objected.pk, Verb.REQUEST_REASSIGNMENT, head, now=early, reason="Không đúng chức năng")
        returned = make.task(at, day(9), now=early)
        perform(returned.pk, Verb.ACCEPT, head, now=early)
        report = {"report": {"done": "xong", "proposal": "Bổ sung kinh phí"}, "delivered_on": day(-12)}
        perform(returned.pk, Verb.SUBMIT, head, now=early, **report)
        perform(returned.pk, Verb.RETURN, chief, now=make.NOW, reason="Thiếu phụ lục")
        make.task(
            at, day(9), status="completed", submitted_at=early, completed_at=make.NOW, delivered_on=day(-12),
            closed_on=TODAY, confirm_by=day(-9),
        )  # fmt: skip
        make.task(
            at, status="pending_confirmation", submitted_at=early, delivered_on=day(-5), confirm_by=day(-1)
        )
        returned.extensions.create(asked_due=day(20), requested_by=make.person(), requested_at=early)
        ProgressReport.objects.create(
            task=returned, author=make.person(), created_at=early, obstacle="Thiếu người"
        )
    return one


@pytest.mark.parametrize("reader", ["leader", "officer"])
def test_every_clock_of_the_office_opens_a_list_of_its_length(client, office_duties, reader):
    client.force_login(make.leader() if reader == "leader" else make.officer(office_duties))
    found = [pair for pair in numbers(client, "/bang-dieu-hanh/van-phong/") if "/van-phong/" in pair[1]]
    assert len(found) == len(DUTIES)
    assert [(n, link) for n, link in found if not n == listed(client, link) == len(rows(client, link))] == []


def test_a_clock_lists_only_what_its_reader_may_see(client, office_duties):
    client.force_login(make.officer(office_duties))
    agencies = {row.agency for row in rows(client, "/bang-dieu-hanh/van-phong/xac-nhan/")}
    assert agencies == {"Sở Một"}


def test_the_parts_of_a_clocks_list_are_paged_without_losing_or_repeating_a_row(client):
    at, early = make.agency(), make.NOW - dt.timedelta(days=9)
    waiting = {"status": "pending_confirmation", "submitted_at": early, "confirm_by": day(-1)}
    done = {"status": "completed", "submitted_at": early, "completed_at": make.NOW, "closed_on": TODAY}
    for number in range(120):
        make.task(at, day(3), delivered_on=day(-9), recorded=False, **(waiting if number < 70 else done))
    client.force_login(make.leader())
    first = "/bang-dieu-hanh/van-phong/xac-nhan/"
    pages = [[row.task for row in rows(client, f"{first}?tu={start}")] for start in (0, 50, 100)]
    assert [len(page) for page in pages] == [50, 50, 20]
    assert len({pk for page in pages for pk in page}) == 120


def rows(client, address):
    return client.get(address).context["rows"]


def test_an_unknown_duty_of_the_office_is_no_page(client):
    client.force_login(make.leader())
    assert client.get("/bang-dieu-hanh/van-phong/khong-co/").status_code == 404


def test_both_days_of_a_comparison_open_their_tasks_class_by_class(client, office_work):
    client.force_login(make.leader())
    found = numbers(client, f"/bang-dieu-hanh/so-sanh/?tu={day(-5)}&den={TODAY}")
    classes = [(number, link) for number, link in found if link.startswith("/nhiem-vu/")]
    assert len({link for _, link in classes if "ngay=" in link}) >= 2
    assert len({link for _, link in classes if "ngay=" not in link}) >= 5


def test_the_closings_of_a_day_open_their_lists_by_how_they_are_proven(client):
    done = {"status": "completed", "delivered_on": day(-2), "closed_on": day(-1)}
    for evidence in ("none", "none", "verified", "report"):
        make.task(due=TODAY, evidence=evidence, **done)
    client.force_login(make.leader())
    found = [(n, link) for n, link in numbers(client, TREND) if "xong_tu=2026-03-01" in link]
    proven = {link.partition("minh_chung=")[2]: n for n, link in found if "minh_chung" in link}
    assert proven == {"chua-co": 2, "da-kiem-chung": 1}
    assert [link for n, link in numbers(client, TREND) if listed(client, link) != n] == []


def test_the_months_of_a_filtered_trend_open_lists_within_the_filter(client):
    for offset in (-1, 0):
        make.task(due=TODAY, now=make.NOW + dt.timedelta(days=offset))
    client.force_login(make.leader())
    found = numbers(client, f"{TREND}?giao_tu={TODAY}")
    assert [(n, listed(client, link)) for n, link in found] == [(1, 1)]
