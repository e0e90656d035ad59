"""How an addressee named once is carried to the directives it still governs."""

import datetime as dt

from tracker.extraction.pipeline import extract
from tracker.extraction.types import Context

DAY = Context(reference_date=dt.date(2024, 11, 12))
HEAD = (
    "ỦY BAN NHÂN DÂN\nTỈNH AN PHÚ\nĐộc lập - Tự do - Hạnh phúc\nSố: 12/TB-UBND\nAn Phú, ngày 12 tháng 11 năm 2024\n"
    "THÔNG BÁO\nKết luận của Chủ tịch UBND tỉnh\nĐồng chí Chủ tịch UBND tỉnh kết luận như sau:\n"
)


def read(text):
    return [
        (d.text, [(a.mention, a.role, a.source) for a in d.assignees])
        for d in extract(HEAD + text, DAY).directives
    ]


def test_clauses_behind_a_semicolon_keep_lead_and_support():
    _, (_, given) = read("1. Giao Sở Y tế chủ trì, phối hợp với Sở Nội vụ rà soát; đề xuất giải pháp.")
    assert given == [("Sở Y tế", "lead", "inherited_clause"), ("Sở Nội vụ", "support", "inherited_clause")]


def test_a_new_sentence_keeps_only_the_lead():
    _, (_, given) = read(
        "1. Giao Sở Y tế chủ trì, phối hợp với Sở Nội vụ rà soát. Khẩn trương đề xuất giải pháp."
    )
    assert given == [("Sở Y tế", "lead", "inherited_sentence")]


def test_a_new_subject_replaces_the_addressee():
    _, (_, given) = read("1. Giao Sở Y tế rà soát biên chế; Sở Nội vụ thẩm định hồ sơ.")
    assert given == [("Sở Nội vụ", "lead", "explicit")]


def test_items_return_to_the_addressee_of_their_heading():
    rows = read(
        "1. Giao Sở Y tế:\n- Rà soát biên chế;\n- Xây dựng phương án.\n2. Giao Sở Nội vụ:\n- Thẩm định hồ sơ."
    )
    assert [given[0][0] for _, given in rows] == ["Sở Y tế", "Sở Y tế", "Sở Nội vụ"]


def test_a_new_section_does_not_inherit_from_its_sibling():
    rows = read(
        "1. Giao Sở Y tế:\n- Rà soát biên chế.\n2. Về đầu tư công\n- Khẩn trương giải ngân vốn đầu tư."
    )
    assert rows[-1][1] == []


def test_the_container_governs_all_items_below_it():
    rows = read(
        "Yêu cầu các sở, ngành thực hiện các nhiệm vụ sau:\n1. Tăng cường kỷ luật.\n2. Đẩy mạnh chuyển đổi số."
    )
    assert [given[0][0] for _, given in rows] == ["các sở, ngành", "các sở, ngành"]


def test_an_anaphor_stands_for_the_bodies_just_named():
    rows = read(
        "1. Giao Sở Y tế kiểm tra cơ sở khám bệnh. Sở này phải báo cáo kết quả trước ngày 30/11/2024."
    )
    assert rows[-1][1] == [("Sở Y tế", "lead", "anaphor")]


def test_the_speaker_is_no_addressee():
    rows = read("1. Đồng chí Chủ tịch UBND tỉnh yêu cầu Sở Y tế rà soát biên chế.")
    assert [m for m, *_ in rows[0][1]] == ["Sở Y tế"]


LETTER = (
    "ỦY BAN NHÂN DÂN\nTỈNH AN PHÚ\nSố: 12/UBND-VX\nKính gửi:\n- Sở Y tế;\n- UBND các huyện, thành phố.\n"
    "Thực hiện Công văn số 22/BYT-DP ngày 01/11/2024, UBND tỉnh yêu cầu:\n"
)


def names(text):
    return [[a.mention for a in d.assignees] for d in extract(text, DAY).directives]


def test_a_letter_that_names_nobody_orders_those_it_is_sent_to():
    assert names(LETTER + "1. Tăng cường giám sát dịch bệnh.") == [["Sở Y tế", "UBND các huyện, thành phố"]]


def test_a_letter_that_names_somebody_orders_only_them():
    assert names(LETTER + "1. Giao Sở Tài chính bố trí kinh phí mua thuốc.") == [["Sở Tài chính"]]


def test_the_bodies_named_above_are_those_the_letter_is_sent_to():
    told = names(LETTER + "1. Yêu cầu các đơn vị nêu trên khẩn trương thực hiện.")
    assert told == [["Sở Y tế", "UBND các huyện, thành phố"]]


def test_addressees_divided_by_semicolons_all_govern_the_list():
    text = "Yêu cầu Giám đốc các sở; Chủ tịch UBND các huyện thực hiện các nội dung sau:\n1. Rà soát quỹ đất công."
    assert [m for m, *_ in read(text)[0][1]] == ["Giám đốc các sở", "Chủ tịch UBND các huyện"]


def test_partners_named_in_the_heading_support_every_item():
    rows = read("1. Giao Sở Y tế chủ trì, phối hợp Sở Nội vụ:\n- Rà soát biên chế.\n- Đề xuất giải pháp.")
    assert [[(m, role) for m, role, _ in given] for _, given in rows] == [
        [("Sở Y tế", "lead"), ("Sở Nội vụ", "support")]
    ] * 2


def test_what_a_headed_body_asks_of_others_stays_its_own_task():
    rows = read("1. Đảng ủy UBND tỉnh\n- Lãnh đạo Sở Y tế hoàn thành tuyển dụng bác sĩ.")
    assert rows[0][1] == [
        ("Đảng ủy UBND tỉnh", "lead", "inherited_section"),
        ("Sở Y tế", "support", "explicit"),
    ]


def test_a_heading_of_responsibility_governs_its_items():
    rows = read("1. Trách nhiệm của Sở Y tế\na) Rà soát biên chế.\nb) Bố trí bác sĩ.")
    assert [[m for m, *_ in given] for _, given in rows] == [["Sở Y tế"], ["Sở Y tế"]]


def test_the_issuer_who_has_opinions_is_no_container():
    rows = read("Thường trực Tỉnh ủy có ý kiến như sau:\n1. Yêu cầu Sở Y tế rà soát biên chế.")
    assert rows[0][1] == [("Sở Y tế", "lead", "explicit")]


def test_a_letterhead_of_a_place_called_dien_sends_nothing():
    from tracker.extraction.address import addressed

    text = "TỈNH ỦY ĐIỆN BIÊN\nĐẢNG CỘNG SẢN VIỆT NAM\nĐiện Biên, ngày 26 tháng 02 năm 2026\n"
    assert addressed(text, text.lower()) == []
    sent = "BỘ TRƯỞNG BỘ Y TẾ điện:\n- Sở Y tế các tỉnh;\n"
    assert [m.text for m in addressed(sent, sent.lower())] == ["Sở Y tế các tỉnh"]


PRESS = "Chiều 12/11, Chủ tịch UBND tỉnh An Phú yêu cầu Sở Y tế khẩn trương rà soát các điểm tiêm.\n\n"


def leads(text):
    return [[a.mention for a in d.assignees if a.role == "lead"] for d in extract(text, DAY).directives]


def test_an_aside_to_the_people_does_not_govern_the_next_paragraph():
    text = PRESS + (
        "Tăng cường tuyên truyền, đề nghị người dân chưa tiêm sớm đăng ký.\n\n"
        "Khẩn trương hoàn thiện kế hoạch tiêm chủng, báo cáo UBND tỉnh trước ngày 30/11."
    )
    assert leads(text)[-1] == ["Sở Y tế"]


def test_an_office_told_in_passing_does_govern_the_next_paragraph():
    text = PRESS + (
        "Tăng cường tuyên truyền, đề nghị Sở Nội vụ sớm hoàn thiện đề án.\n\n"
        "Khẩn trương hoàn thiện kế hoạch, báo cáo UBND tỉnh trước ngày 30/11."
    )
    assert leads(text)[-1] == ["Sở Nội vụ"]


LISTED = "UBND tỉnh An Phú: Hoàn thành bàn giao mặt bằng các vị trí móng.\n\n"


def test_two_lines_of_bodies_with_their_tasks_are_orders_of_a_press_report():
    text = "Chiều 12/11 diễn ra buổi làm việc về tiến độ dự án.\n\n" + LISTED
    both = (
        text
        + "Tổng công ty Điện lực An Phú: Hoàn thành nghiệm thu các hạng mục còn lại.\n\nCác đơn vị đã thảo luận."
    )
    assert leads(both) == [["UBND tỉnh An Phú"], ["Tổng công ty Điện lực An Phú"]]


def test_one_such_line_may_be_a_headline():
    assert (
        leads(
            LISTED + "Chiều 12/11 diễn ra buổi gặp mặt.\n\nCác đơn vị đã thảo luận.\n\nBuổi gặp mặt kết thúc."
        )
        == []
    )


DIRECTIVE = "ỦY BAN NHÂN DÂN\nTỈNH YÊN SƠN\nSố: 12/CT-UBND\n\nCHỈ THỊ\n\n"


def test_a_telegram_named_in_the_text_sends_nothing():
    text = DIRECTIVE + (
        "Thực hiện Công điện số 09/CĐ-UBND của Chủ tịch UBND tỉnh, Chủ tịch UBND huyện yêu cầu:\n"
        "1. Rà soát dụng cụ chữa cháy, báo cáo trước ngày 10/7/2024.\n"
        "2. Hạt Kiểm lâm huyện hoàn thành phương án trước ngày 12/7/2024.\n"
    )
    assert leads(text)[0] == []


def test_a_body_that_asks_another_within_a_paragraph_of_tasks_sees_to_it():
    *_, (_, given) = read("1. Sở Xây dựng thẩm định hồ sơ. Sở Y tế yêu cầu các bệnh viện rà soát phác đồ.")
    assert given == [("Sở Y tế", "lead", "explicit"), ("các bệnh viện", "support", "explicit")]


def test_the_issuer_who_asks_within_a_paragraph_only_speaks():
    *_, (_, given) = read("1. Sở Xây dựng thẩm định hồ sơ. UBND tỉnh yêu cầu Sở Tài chính bố trí kinh phí.")
    assert given == [("Sở Tài chính", "lead", "explicit")]


def test_what_a_heading_demands_of_a_body_is_carried_to_its_items():
    rows = read(
        "1. Đánh giá chung\nSở Y tế làm tốt.\n2. Yêu cầu chung đối với các Ban QLDA\n- Nghiệm thu, thanh toán cho nhà thầu."
    )
    assert rows[-1][1] == [("các Ban QLDA", "lead", "inherited_paragraph")]


def test_a_heading_that_demands_a_quality_names_nobody():
    rows = read(
        "1. Đánh giá chung\nSở Y tế làm tốt.\n2. Yêu cầu chung đối với chất lượng\n- Nghiệm thu, thanh toán cho nhà thầu trước ngày 30/6."
    )
    assert rows[-1][1] == []


def test_tasks_that_somebody_gave_before_leave_the_addressee_in_force():
    rows = read(
        "1. Sở Y tế:\na) Rà soát nhân lực tại các trạm y tế.\nb) Triển khai các nhiệm vụ được Chính phủ, Thủ tướng Chính phủ giao.\n"
        "c) Báo cáo kết quả trước ngày 15/12/2024.\n"
    )
    assert [given for _, given in rows] == [[("Sở Y tế", "lead", "inherited_paragraph")]] * 3


def test_the_subject_line_of_a_letter_opens_no_section():
    letter = (
        "VĂN PHÒNG CHÍNH PHỦ\nĐộc lập - Tự do - Hạnh phúc\nSố: 25/VPCP-CN\nV/v xin ý kiến về kiến nghị của doanh nghiệp\n"
        "Hà Nội, ngày 12 tháng 11 năm 2024\nKính gửi: Bộ Tài chính\n"
        "Văn phòng Chính phủ đề nghị Bộ Tài chính có ý kiến về kiến nghị nêu trên trước ngày 20/11/2024.\n"
    )
    assert [[a.mention for a in d.assignees] for d in extract(letter, DAY).directives] == [["Bộ Tài chính"]]


def test_what_a_plain_line_says_below_the_words_that_open_the_orders_is_one():
    slip = (
        "VĂN PHÒNG CHÍNH PHỦ\nĐộc lập - Tự do - Hạnh phúc\nSố: 25/VPCP-CN\nHà Nội, ngày 12 tháng 11 năm 2024\n"
        "Kính gửi: Bộ Công Thương\nXét đề nghị của Hiệp hội Gốm, Thủ tướng Chính phủ có ý kiến như sau:\n"
        "Bộ Công Thương nghiên cứu giải quyết các đề xuất nêu trên và báo cáo Thủ tướng Chính phủ.\n"
    )
    assert [[a.mention for a in d.assignees] for d in extract(slip, DAY).directives] == [["Bộ Công Thương"]]


def test_the_last_words_of_a_receiver_are_no_order_and_a_numbered_one_is():
    from tracker.extraction.address import addressed

    sent = "BỘ XÂY DỰNG điện:\n- Các Cục: Đường bộ, Hạ tầng xây dựng;\n- Ban Quản lý Dự án 8.\n1. Sở Y tế rà soát, báo cáo kết quả về Bộ.\n"
    assert len(addressed(sent, sent.lower())) == 3
    short = "BỘ XÂY DỰNG điện:\n- Ban Quản lý Dự án 8.\n1. Sở Y tế báo cáo kết quả.\n"
    assert [m.text for m in addressed(short, short.lower())] == ["Ban Quản lý Dự án 8"]


def test_numbers_in_brackets_stand_under_the_item_before_them():
    rows = read(
        "1. Giám đốc Sở Y tế chủ trì:\n(1) Rà soát nhân lực các trạm.\n(2) Xây dựng phương án trực.\n"
        "2. Giám đốc Sở Nội vụ chủ trì:\n(1) Thẩm định hồ sơ thi đua.\n"
    )
    leads = [[mention for mention, role, _ in given if role == "lead"] for _, given in rows]
    assert leads == [["Giám đốc Sở Y tế"], ["Giám đốc Sở Y tế"], ["Giám đốc Sở Nội vụ"]]


def test_numbers_in_brackets_of_their_own_end_what_the_one_before_governs():
    rows = read("(1) Giám đốc Sở Y tế rà soát nhân lực các trạm.\n(2) Xây dựng phương án trực.\n")
    assert [len(given) for _, given in rows] == [1, 0]


def test_what_the_opener_of_a_list_is_for_is_no_limit_of_its_items_and_what_it_sets_is():
    items = "1. Sở Y tế rà soát nhân lực các trạm.\n2. Sở Nội vụ thẩm định hồ sơ thi đua.\n"
    for opener, days in (
        ("Để hoàn thành thắng lợi các mục tiêu, nhiệm vụ năm 2024, yêu cầu các sở:\n", [[], []]),
        ("Để hoàn thành dự án trước ngày 30/11/2024, yêu cầu các sở:\n", [[], []]),
        ("Yêu cầu các sở hoàn thành trước ngày 30/11/2024 các việc sau:\n", [["2024-11-30"]] * 2),
    ):
        found = extract(HEAD + opener + items, DAY).directives[-2:]
        assert [[str(x.date) for x in d.deadlines] for d in found] == days
