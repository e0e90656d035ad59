"""Who does what, told in brackets, behind labels, in fields above the tasks and by shared heads."""

import datetime as dt

import pytest

from tracker.extraction.name_lists import name_list
from tracker.extraction.normalize import normalize
from tracker.extraction.phrases import tokenize
from tracker.extraction.pipeline import extract
from tracker.extraction.reading import read_all
from tracker.extraction.roles import mentions, named
from tracker.extraction.segment import segment
from tracker.extraction.types import Context

HEAD = """TỈNH ỦY YÊN SƠN
Số 14-KH/TU
KẾ HOẠCH
Chương trình công tác năm 2026

II. NHIỆM VỤ TRỌNG TÂM
"""


def roles(sentence):
    n = normalize(sentence)
    (reading,) = read_all(n.text, n.low, segment(n.text))
    found = named(n.text, reading)
    return [m.text for m in found.leads], [m.text for m in found.supports]


def names(text):
    tokens = tokenize(text, text.lower(), 0, len(text))
    return [m.text for m in mentions(text, tokens, name_list(tokens, 0)[0])]


def given(body):
    """(opening words, leads, supports) of every directive of a plan."""
    return [
        (
            " ".join(d.text.split()[:2]),
            [a.mention for a in d.assignees if a.role == "lead"],
            [a.mention for a in d.assignees if a.role == "support"],
        )
        for d in extract(HEAD + body, Context(reference_date=dt.date(2026, 1, 5))).directives
    ]


@pytest.mark.parametrize(
    ("sentence", "leads", "supports"),
    [
        ("Tổng kết nghị quyết (Ban Tổ chức Tỉnh ủy)", ["Ban Tổ chức Tỉnh ủy"], []),
        (
            "Rà soát quy chế (Văn phòng Tỉnh ủy chủ trì; Ban Nội chính Tỉnh ủy phối hợp; xong trước 30/6)",
            ["Văn phòng Tỉnh ủy"],
            ["Ban Nội chính Tỉnh ủy"],
        ),
        (
            "Khảo sát dư luận (do Ban Dân vận chủ trì, phối hợp với Hội Nông dân tỉnh)",
            ["Ban Dân vận"],
            ["Hội Nông dân tỉnh"],
        ),
        ("Lập danh sách (Tổ giúp việc hỗ trợ Phòng Nội vụ thực hiện)", ["Phòng Nội vụ"], ["Tổ giúp việc"]),
    ],
)
def test_a_bracket_at_the_end_tells_who_does_the_task(sentence, leads, supports):
    assert roles(sentence) == (leads, supports)


@pytest.mark.parametrize(
    "sentence",
    [
        "Gửi báo cáo về cơ quan thường trực (Sở Xây dựng)",
        "Rà soát các địa bàn trọng điểm (xã Bình Minh, xã Vân Sơn)",
        "Sửa đổi quy định về chế độ báo cáo (kèm theo phụ lục)",
    ],
)
def test_a_bracket_that_explains_what_stands_before_it_tells_nobody(sentence):
    assert roles(sentence) == ([], [])


def test_an_item_without_a_verb_is_a_task_when_a_bracket_says_who_prepares_it():
    body = "1. Hội nghị tổng kết công tác xây dựng Đảng năm 2025 (Ban Tổ chức Tỉnh ủy chuẩn bị).\n"
    assert given(body) == [("Hội nghị", ["Ban Tổ chức Tỉnh ủy"], [])]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "các Huyện ủy: Ba Vân, Hà Linh gửi báo cáo",
            ["Huyện ủy Ba Vân", "Huyện ủy Hà Linh"],
        ),
        (
            "Các khoa: Sư phạm, Ngoại ngữ rà soát chuẩn đầu ra",
            ["Khoa Sư phạm", "Khoa Ngoại ngữ"],
        ),
        ("Các huyện ủy miền núi: Ba Vân, Hà Linh họp", ["huyện ủy Ba Vân", "huyện ủy Hà Linh"]),
        ("Các chi bộ 4, 5 và 6 vận động đảng viên", ["chi bộ 4", "chi bộ 5", "chi bộ 6"]),
        (
            "Chủ tịch UBND các tỉnh, thành phố: Quảng Trị, Đà Nẵng chỉ đạo",
            ["Chủ tịch UBND tỉnh Quảng Trị", "Chủ tịch UBND thành phố Đà Nẵng"],
        ),
    ],
)
def test_a_head_that_a_list_names_once_stands_before_every_item(text, expected):
    assert names(text) == expected


def test_a_number_behind_one_body_is_no_list():
    assert names("Chi bộ 4 họp ngày 5, 6 tháng 7") == ["Chi bộ 4"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "đồng chí Lê Văn Tám, Phó Chủ tịch UBND huyện trực tiếp chỉ đạo",
            ["đồng chí Lê Văn Tám, Phó Chủ tịch UBND huyện"],
        ),
        (
            "Đại tá Trần Văn Bình, Giám đốc Công an tỉnh chỉ huy",
            ["Đại tá Trần Văn Bình, Giám đốc Công an tỉnh"],
        ),
        ("ông Lê Văn Tám, Sở Nội vụ rà soát", ["ông Lê Văn Tám", "Sở Nội vụ"]),
    ],
)
def test_a_person_is_named_with_the_post_but_not_with_another_body(text, expected):
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Phòng Kê khai và Kế toán thuế chủ trì", "Phòng Kê khai và Kế toán thuế"),
        ("Phòng Giám sát quản lý theo dõi", "Phòng Giám sát quản lý"),
        ("Viện Nghiên cứu biển và hải đảo chủ trì", "Viện Nghiên cứu biển và hải đảo"),
        ("Tổng công ty xây dựng Vinh An tăng cường", "Tổng công ty xây dựng Vinh An"),
        ("Công ty Bình An thi công tuyến đường Hồ Chí Minh", "Công ty Bình An"),
        ("các cơ quan chủ trì chủ động đề xuất", "các cơ quan chủ trì"),
        ("Sở Nội vụ chủ trì rà soát", "Sở Nội vụ"),
        ("Bộ phận Truyền thanh xã phát tin", "Bộ phận Truyền thanh xã"),
        ("Mỗi xã có nhà sập thành lập một tổ", "Mỗi xã có nhà sập"),
        ("Tháng 01 báo cáo", ""),
    ],
)
def test_a_name_ends_where_its_task_begins(text, expected):
    assert (names(text) or [""])[0] == expected


@pytest.mark.parametrize(
    ("sentence", "leads", "supports"),
    [
        (
            "Giao Sở Y tế chủ trì, Sở Tài chính tham gia, hoàn thiện đề án",
            ["Sở Y tế"],
            ["Sở Tài chính"],
        ),
        (
            "Thanh tra Sở chủ trì, mời Công an huyện, UBND xã cùng kiểm tra bến bãi",
            ["Thanh tra Sở"],
            ["Công an huyện", "UBND xã"],
        ),
        (
            "Sở Y tế kiểm tra, có sự tham gia của Công an tỉnh, các bếp ăn tập thể",
            ["Sở Y tế"],
            ["Công an tỉnh"],
        ),
        ("Sở Công Thương: cùng các siêu thị dự trữ hàng thiết yếu", ["Sở Công Thương"], ["các siêu thị"]),
        ("Sở Y tế mời chuyên gia tập huấn cho các bệnh viện", ["Sở Y tế"], []),
        (
            "UBND huyện Ba Vân và UBND huyện Hà Linh, mỗi đơn vị thành lập một tổ thu nợ",
            ["UBND huyện Ba Vân", "UBND huyện Hà Linh"],
            [],
        ),
    ],
)
def test_partners_are_known_by_how_they_take_part(sentence, leads, supports):
    assert roles(sentence) == (leads, supports)


def test_behind_a_label_the_body_asks_others_and_leads_them():
    body = "1. Sở Xây dựng: kiểm tra, yêu cầu các nhà thầu đang thi công thu dọn vật liệu.\n"
    assert given(body) == [("Sở Xây", ["Sở Xây dựng"], ["các nhà thầu đang thi công"])]


def test_fields_below_a_heading_tell_who_does_the_tasks_below_them():
    body = (
        "3.1. Tổ công nghệ số cộng đồng\n"
        "Đơn vị chủ trì: Hội Phụ nữ huyện. Đơn vị phối hợp: Phòng Tư pháp.\n"
        "- Khảo sát nhu cầu tập huấn của các thôn, xong trước ngày 15/3.\n"
        "- Lập danh sách thành viên tham gia tổ công nghệ số.\n"
    )
    assert given(body) == [
        ("Khảo sát", ["Hội Phụ nữ huyện"], ["Phòng Tư pháp"]),
        ("Lập danh", ["Hội Phụ nữ huyện"], ["Phòng Tư pháp"]),
    ]


def test_paragraphs_without_marks_below_a_bodys_heading_are_told_to_it_again():
    body = (
        "1. Đối với Sở Xây dựng\n"
        "Lập lại tiến độ thi công từng tuần, trình UBND tỉnh trước ngày 31/01.\n"
        "Sở Tài chính bố trí vốn cho các gói thầu còn thiếu.\n"
        "Kiểm tra chất lượng vật liệu trước khi đưa vào công trình.\n"
    )
    assert [leads for _, leads, _ in given(body)] == [["Sở Xây dựng"], ["Sở Tài chính"], ["Sở Xây dựng"]]


def test_numbered_items_below_a_dash_are_told_to_the_body_of_the_dash():
    body = (
        "- Tổ An ninh:\n1. Rà soát người tạm trú tại các thôn.\n"
        "- Tổ Giao thông:\n1. Kiểm tra xe chở vật liệu trên tuyến đường thôn.\n"
    )
    assert [leads for _, leads, _ in given(body)] == [["Tổ An ninh"], ["Tổ Giao thông"]]


def test_items_below_an_opener_within_an_article_keep_its_addressee():
    body = (
        "Điều 2. Nhiệm vụ và giải pháp\n"
        "Hội đồng nhân dân tỉnh yêu cầu Ủy ban nhân dân tỉnh thực hiện các nội dung sau:\n"
        "1. Hoàn thành cấp giấy chứng nhận cho các cơ sở trước ngày 30/9/2026.\n"
        "2. Rà soát các cơ sở bỏ hoang.\n"
    )
    assert [leads for _, leads, _ in given(body)] == [["Ủy ban nhân dân tỉnh"]] * 2


def test_a_list_of_persons_tells_nobody_anything():
    body = (
        "TT | Họ và tên | Năm sinh | Chức vụ, đơn vị công tác\n"
        "1 | Lê Văn Tám | 1970 | Bí thư Huyện ủy, phụ trách chung\n"
        "2 | Trần Thị Bình | 1975 | Chủ tịch UBND huyện, phụ trách chính quyền\n"
    )
    assert given(body) == []


def test_an_order_behind_the_label_of_who_decides_is_told():
    body = "Ý kiến của Chủ tịch UBND tỉnh: Sở Công Thương trả lời doanh nghiệp trong 07 ngày.\n"
    assert given(body) == [("Ý kiến", ["Sở Công Thương"], [])]
