"""Who is told to act in press reports: bodies that act through others, threats, examples, what stands above whom."""

import datetime as dt

import pytest

from tracker.extraction.pipeline import extract
from tracker.extraction.reading import read_all
from tracker.extraction.roles import named
from tracker.extraction.segment import segment
from tracker.extraction.standing import giver, rank, way
from tracker.extraction.types import Context
from tracker.extraction.verdicts import never

DAY = Context(reference_date=dt.date(2026, 11, 2))


def readings(text):
    return read_all(text, text.lower(), segment(text))


def who(text):
    own = named(text, readings(text)[0])
    return [m.text for m in own.leads], [m.text for m in own.supports]


@pytest.mark.parametrize(
    ("text", "leads"),
    [
        ("Các đơn vị quán triệt, yêu cầu cán bộ chấp hành nghiêm quy định.", ["Các đơn vị"]),
        ("UBND thành phố phải sâu sát, chỉ đạo các sở hoàn thiện công trình.", ["UBND thành phố"]),
        ("Các đại biểu thảo luận, đề nghị các sở quan tâm hơn.", ["các sở"]),
        ("UBND tỉnh vừa chỉ đạo các sở không chủ quan.", ["các sở"]),
        ("Chính phủ chỉ đạo, Bộ Y tế nghiên cứu sửa đổi quy định.", ["Bộ Y tế"]),
    ],
)
def test_a_body_that_acts_through_others_leads_and_who_only_speaks_does_not(text, leads):
    assert who(text)[0] == leads


def test_a_threat_of_answering_before_a_superior_is_no_order():
    text = "Nơi nào để xảy ra cháy rừng thì Chủ tịch UBND xã phải chịu trách nhiệm trước Chủ tịch UBND huyện."
    assert never(readings(text)[0])
    assert not never(readings("Chủ tịch UBND xã phải chịu trách nhiệm rà soát các hộ nghèo.")[0])


def test_places_listed_as_examples_are_told_nothing():
    text = "Sở Y tế rà soát nơi đông người, như: chợ dân sinh; trung tâm thương mại; các cơ sở khám bệnh."
    assert [r.subject for r in readings(text)[1:]] == [[], []]


def test_a_frame_that_names_nobody_is_for_those_told_in_its_paragraph():
    text = (
        "Chủ tịch UBND tỉnh yêu cầu Sở Y tế hoàn thành kế hoạch tiêm chủng trước ngày 15/11/2026. "
        "Chủ tịch UBND tỉnh yêu cầu báo cáo kết quả trước ngày 20/11/2026."
    )
    assert [[a.mention for a in d.assignees] for d in extract(text, DAY).directives] == [["Sở Y tế"]] * 2


@pytest.mark.parametrize(
    ("before", "asked", "course"),
    [
        ("Phó Thủ tướng", "tỉnh Gia Lai", "down"),
        ("Phó Giám đốc Sở Y tế", "UBND tỉnh", "up"),
        ("tại hội nghị tỉnh , Bí thư Huyện ủy", "tỉnh", "up"),
        ("đại diện doanh nghiệp", "các sở", "up"),
        ("Giám đốc Sở Y tế", "Sở Tài chính", "level"),
        ("ông", "các sở", "?"),
    ],
)
def test_an_order_goes_down_and_a_wish_goes_up(before, asked, course):
    assert way(giver(before.lower().split()), rank(asked.lower().split())) == course


@pytest.mark.parametrize(
    "plain", ["Hội nghị đã kết thúc lúc 11 giờ cùng ngày.", "Kinh phí còn lại là 2 tỷ đồng."]
)
def test_a_plain_sentence_behind_orders_of_a_short_text_is_none(plain):
    orders = (
        "Giao Sở Y tế báo cáo kết quả tiêm chủng trước ngày 30/11/2026.\n"
        "Giao Sở Xây dựng hoàn thành kế hoạch nhà ở trước ngày 15/12/2026.\n"
        "Yêu cầu Sở Nội vụ báo cáo biên chế trước ngày 21/12/2026.\n"
    )
    found = extract(orders + plain, DAY)
    assert (len(found.directives), found.undecided) == (3, ())
