"""The review page: who may open it, what a button does, what it costs, what survives a refusal."""

import datetime as dt
import re
from pathlib import Path

import pytest
from django.urls import reverse

from tests import factories as make
from tracker.dashboards.review.marks import pieces
from tracker.models import Agency
from tracker.services import intake, reading
from tracker.services.registry import load_reference

pytestmark = pytest.mark.django_db
FIXTURES = Path(__file__).parent.parent.parent / "fixtures"
ORDERS = [
    "Giao Sở Tài chính báo cáo kết quả giải ngân vốn đầu tư công trước ngày 30/11/2026.",
    "Giao Sở Xây dựng báo cáo tiến độ các công trình trọng điểm trước ngày 15/12/2026.",
    "Yêu cầu các cơ quan tham mưu, giúp việc Tỉnh ủy báo cáo kết quả trước ngày 20/12/2026.",
]


@pytest.fixture
def clerk(db):
    load_reference(FIXTURES)
    return make.clerk()


def read(clerk, text):
    given = intake.Intake(text=text, reference_date=dt.date(2026, 11, 20))
    row = intake.receive(given, make.actor(clerk), now=make.NOW)
    reading.read_document(row.pk, now=make.NOW)
    row.refresh_from_db()
    return row


def press(client, document, **data):
    return client.post(reverse("review:act", args=[document.pk]), data, headers={"X-Requested-With": "fetch"})


def test_the_pieces_of_the_text_join_to_the_text(clerk):
    document = read(clerk, "\n".join(ORDERS))
    joined = pieces(document, document.directives.prefetch_related("assignees"))
    assert "".join(piece.text for piece in joined) == document.text
    assert any(piece.deadlines for piece in joined)


@pytest.mark.parametrize("maker", [make.leader, make.inspector, lambda: make.officer(make.agency())])
def test_only_the_office_finds_the_page(client, clerk, maker):
    document = read(clerk, ORDERS[0])
    client.force_login(maker())
    assert client.get(reverse("review:document", args=[document.pk])).status_code == 404
    assert press(client, document, viec="giao-het").status_code == 404


def test_a_confirmed_proposal_is_issued_by_its_button(client, clerk):
    document = read(clerk, ORDERS[0])
    client.force_login(clerk)
    row = document.directives.get()
    press(client, document, viec="duyet", chi_dao=row.pk, version=row.version)
    answer = press(client, document, viec="giao", chi_dao=row.pk)
    assert "Đã giao: 1 nhiệm vụ" in answer.content.decode()
    assert row.tasks.get().due_date == dt.date(2026, 11, 30)


def test_a_wrong_date_is_answered_with_a_sentence_and_changes_nothing(client, clerk):
    document = read(clerk, ORDERS[0])
    client.force_login(clerk)
    row = document.directives.get()
    answer = press(client, document, viec="sua", chi_dao=row.pk, due_date="31/11/2026", content="x")
    assert "không phải ngày hợp lệ" in answer.content.decode()
    row.refresh_from_db()
    assert row.due_date == dt.date(2026, 11, 30)


@pytest.mark.parametrize(
    "data", [{"viec": "?"}, {"viec": "duyet", "chi_dao": "-1"}, {"viec": "tach", "chi_dao": "x"}]
)
def test_a_senseless_request_gets_a_sentence(client, clerk, data):
    document = read(clerk, ORDERS[0])
    client.force_login(clerk)
    answer = press(client, document, **data)
    assert answer.status_code == 200
    assert "bao loi" in answer.content.decode()


def test_another_document_cannot_be_reached_through_the_address_of_this_one(client, clerk):
    first, other = read(clerk, ORDERS[0]), read(clerk, ORDERS[1])
    client.force_login(clerk)
    press(client, first, viec="duyet", chi_dao=other.directives.get().pk)
    assert other.directives.get().state == "proposed"


def queries_of(client, document, count):
    client.get(reverse("review:upload"))  # what a process looks up once
    with count() as seen:
        client.get(reverse("review:document", args=[document.pk]))
    return len(seen)


def test_the_page_costs_the_same_for_one_directive_and_for_many(client, clerk, django_assert_max_num_queries):
    client.force_login(clerk)
    one, many = read(clerk, ORDERS[2]), read(clerk, "\n".join(ORDERS))
    cost = [queries_of(client, row, lambda: django_assert_max_num_queries(40)) for row in (one, many)]
    assert cost[0] == cost[1]


def test_document_text_is_shown_as_text_never_as_markup(client, clerk):
    document = read(clerk, "<script>alert(1)</script> " + ORDERS[0])
    client.force_login(clerk)
    page = client.get(reverse("review:document", args=[document.pk])).content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page


def test_three_hundred_directives_stay_one_page_at_a_fixed_cost(client, clerk, django_assert_max_num_queries):
    lines = [
        f"Giao Sở Tài chính báo cáo kết quả giải ngân dự án số {n} trước ngày {n % 28 + 1}/12/2026."
        for n in range(300)
    ]
    client.force_login(clerk)
    one, many = read(clerk, ORDERS[0]), read(clerk, "\n".join(lines))
    assert many.directives.count() == 300
    cost = [queries_of(client, row, lambda: django_assert_max_num_queries(40)) for row in (one, many)]
    assert cost[0] == cost[1]
    assert len(client.get(reverse("review:document", args=[many.pk])).content) < 1_000_000


def test_every_value_points_at_words_that_stand_on_the_page(client, clerk):
    document = read(clerk, "\n".join(ORDERS))
    client.force_login(clerk)
    page = client.get(reverse("review:document", args=[document.pk])).content.decode()
    targets = set(re.findall(r'href="#(o-\d+)"', page))
    assert len(targets) >= 6
    assert targets <= set(re.findall(r'id="(o-\d+)"', page))


def test_what_was_typed_stands_in_the_form_after_a_refusal(client, clerk):
    document = read(clerk, ORDERS[0])
    client.force_login(clerk)
    row = document.directives.get()
    answer = press(
        client, document, viec="sua", chi_dao=row.pk, mo=row.pk, due_date="31/11/2026", content="Đã gõ"
    )
    assert "Đã gõ</textarea>" in answer.content.decode()
    assert 'value="31/11/2026"' in answer.content.decode()


def test_a_bulk_confirmation_spares_what_changed_meanwhile(client, clerk):
    document = read(clerk, "\n".join(ORDERS[:2]))
    client.force_login(clerk)
    first, second = document.directives.order_by("span_start")
    muc = [f"{first.pk}:{first.version}", f"{second.pk}:{second.version + 1}"]
    answer = press(client, document, viec="duyet-nhanh", muc=muc).content.decode()
    assert "Đã duyệt 1 chỉ đạo" in answer
    assert "vừa được cập nhật" in answer


def test_two_leads_where_one_may_lead_are_warned_of(client, clerk):
    document = read(clerk, ORDERS[0])
    client.force_login(clerk)
    row = document.directives.get()
    row.assignees.create(mention="Sở Xây dựng", agency=Agency.objects.get(code="so-xay-dung-2025"))
    document.directives.update(sole_lead=True)
    page = client.get(reverse("review:document", args=[document.pk])).content.decode()
    assert "Phải có đúng một cơ quan chủ trì, đang có 2" in page
