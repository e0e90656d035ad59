"""What a document says about itself and about its meeting; the two dates are kept apart."""

import datetime as dt

import pytest

from tracker.extraction.header import read_heading
from tracker.extraction.normalize import join_lines, normalize
from tracker.extraction.pipeline import extract
from tracker.extraction.types import Context

STATE = (
    "ỦY BAN NHÂN DÂN\nTỈNH AN PHÚ\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nSố: 214/TB-UBND\n"
    "An Phú, ngày 12 tháng 11 năm 2024\nTHÔNG BÁO\nKết luận của Chủ tịch UBND tỉnh\n"
    "Ngày 08/11/2024, đồng chí Lê Văn Tám, Chủ tịch UBND tỉnh chủ trì cuộc họp nghe báo cáo tiến độ các dự án.\n"
    "Nơi nhận:\n- Lưu: VT.\nTL. CHỦ TỊCH\nCHÁNH VĂN PHÒNG\nTrần Quốc Bình\n"
)
PARTY = (
    "ĐẢNG BỘ TỈNH AN PHÚ\nBAN THƯỜNG VỤ\n*\nSố 356-TB/TU\nĐẢNG CỘNG SẢN VIỆT NAM\nAn Phú, ngày 22 tháng 5 năm 2023\nTHÔNG BÁO\n"
    "Kết luận của Ban Thường vụ Tỉnh ủy tại Hội nghị lần thứ 58, khóa XV\n"
    "Ngày 18/5/2023, Ban Thường vụ Tỉnh ủy họp Hội nghị lần thứ 58 dưới sự chủ trì của đồng chí Nguyễn Hữu Thành.\n"
)


def heading(text, day=None):
    return read_heading(normalize(text), day)


def test_a_state_notice_gives_number_dates_and_signer():
    d = heading(STATE).document
    assert (d.kind, d.number, d.issued_on) == ("thong_bao", "214/TB-UBND", dt.date(2024, 11, 12))
    assert d.signer == "Trần Quốc Bình"


def test_the_meeting_day_is_not_the_day_of_issue():
    found = heading(STATE)
    assert found.meeting.date == dt.date(2024, 11, 8)
    assert found.meeting.chair == "Lê Văn Tám"


def test_a_party_notice_gives_its_number_and_the_ordinal_of_the_meeting():
    found = heading(PARTY)
    assert found.document.number == "356-TB/TU"
    assert (found.meeting.ordinal, found.meeting.date) == (58, dt.date(2023, 5, 18))
    assert found.meeting.chair == "Nguyễn Hữu Thành"


@pytest.mark.parametrize(
    "text", ["", "Sáng 25-9, Ban Thường vụ Tỉnh ủy họp hội nghị.", "Quyết định số 49/2011/QĐ-TTg"]
)
def test_an_unknown_year_or_anchor_gives_no_date(text):
    assert heading(text).meeting.date is None
    assert heading(text).document.issued_on is None


def test_a_day_without_a_year_takes_the_year_of_a_known_later_day():
    found = heading("Sáng 25-9, Ban Thường vụ Tỉnh ủy họp hội nghị.", dt.date(2020, 9, 26))
    assert found.meeting.date == dt.date(2020, 9, 25)


PRINTED = """Sau khi nghe báo cáo và ý kiến của các đại biểu dự họp, Chủ tịch
UBND tỉnh yêu cầu Sở Xây dựng khẩn trương rà soát toàn bộ các hồ
sơ quy hoạch trên địa bàn tỉnh, tổng hợp kết quả và báo cáo Ủy ban
2
nhân dân tỉnh trước ngày 15 tháng 12 năm 2024; đồng thời đề xuất
các giải pháp khắc phục những tồn tại, hạn chế trong thời gian qua.
1. Giao Sở Tài chính bố trí kinh phí thực hiện nhiệm vụ nêu trên và
hướng dẫn các đơn vị thanh toán, quyết toán theo đúng quy định.
"""


def test_lines_broken_by_the_page_are_joined_without_moving_a_character():
    joined = join_lines(PRINTED)
    assert len(joined) == len(PRINTED)
    assert "Chủ tịch UBND tỉnh yêu cầu" in joined
    assert "\n1. Giao Sở Tài chính" in joined


def test_a_page_number_inside_a_sentence_is_blanked():
    assert "Ủy ban   nhân dân tỉnh" in join_lines(PRINTED)


def test_paragraphs_of_a_press_report_are_left_alone():
    text = "\n".join(["Đoạn văn dài " * 20 + "."] * 8)
    assert join_lines(text) == text


def test_a_signature_beside_the_recipients_is_read():
    paper = (
        "UBND TỈNH X\nSố: 12/KH-UBND\nKim Sơn, ngày 12 tháng 02 năm 2025\n\nKẾ HOẠCH\nNội dung.\n\n"
        "Nơi nhận:                    TM. ỦY BAN NHÂN DÂN\n"
        "- Như mục III;                   PHÓ CHỦ TỊCH\n"
        "- Lưu: VT.                       Lường Minh Đức\n"
    )
    assert extract(paper, Context()).document.signer == "Lường Minh Đức"


def test_a_telegram_is_dated_behind_its_hour():
    paper = "UBND TỈNH X\nSố: 33/CĐ-UBND\nKim Sơn, hồi 15 giờ 30 ngày 26 tháng 9 năm 2025\n\nCÔNG ĐIỆN\n"
    assert str(extract(paper, Context()).document.issued_on) == "2025-09-26"


def test_a_telegram_is_dated_behind_its_number_and_its_title_is_no_issuer():
    text = "UBND TỈNH AN PHÚ\nCÔNG ĐIỆN\nSố: 02/CĐ-UBND, hồi 16 giờ 30 phút ngày 22/01/2024\nVề phòng, chống rét\n"
    found = extract(text, Context()).document
    assert (found.issued_on, found.body) == (dt.date(2024, 1, 22), "UBND TỈNH AN PHÚ")


def test_a_day_in_a_sentence_does_not_date_a_paper():
    text = "UBND TỈNH AN PHÚ\nSố: 02/UBND-TH\nKính gửi: Sở Y tế\nTheo báo cáo, ngày 22/01/2024 có 3 ca mắc.\n"
    assert extract(text, Context()).document.issued_on is None


NEWS = (
    "Không để chậm tiến độ cao tốc\n\n{line}\n\nSáng 14/10, Chủ tịch UBND tỉnh chủ trì buổi làm việc với nhà thầu. "
    "Nhà thầu cam kết tại buổi làm việc sẽ thông xe vào ngày 30/6/2026.\n\n"
    "Ông yêu cầu huyện Bình Lộc bàn giao mặt bằng trước ngày 30/10.\n"
)


@pytest.mark.parametrize(
    "line",
    ["15/10/2025 08:30", "Thứ Tư, 15/10/2025 - 08:30 (GMT+7)", "Cập nhật: 15-10-2025", "08:30 | 15/10/2025"],
)
def test_the_line_that_dates_an_article_gives_the_years_that_it_leaves_out(line):
    text = NEWS.format(line=line)
    assert heading(text).published == dt.date(2025, 10, 15)
    assert heading(text).meeting.date == dt.date(2025, 10, 14)
    told = extract(text, Context()).directives
    assert [str(limit.date) for d in told for limit in d.deadlines] == ["2025-10-30"]


@pytest.mark.parametrize(
    "line", ["Hạn nộp 15/10/2025 08:30", "Ảnh chụp ngày 15/10/2025 của Minh Khuê", "31/02/2025"]
)
def test_a_line_that_tells_more_than_its_day_dates_no_article(line):
    assert heading(NEWS.format(line=line)).published is None


def test_a_day_still_to_come_is_no_meeting_reported():
    text = "Tại buổi làm việc, nhà thầu cam kết sẽ thông xe vào ngày 30/6/2026."
    assert heading(text, dt.date(2025, 10, 15)).meeting.date is None
