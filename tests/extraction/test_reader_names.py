"""Where a body's name ends and what doing begins, in names of many provinces."""

import pytest

from tracker.extraction.name_lists import name_list
from tracker.extraction.phrases import tokenize
from tracker.extraction.roles import mentions


def names(text):
    tokens = tokenize(text, text.lower(), 0, len(text))
    return [m.text for m in mentions(text, tokens, name_list(tokens, 0)[0])]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Cục Quản lý xây dựng và chất lượng công trình giao thông cắm cán bộ", 12),
        ("Ban Quản lý dự án đầu tư xây dựng tỉnh đôn đốc nhà thầu", 10),
        ("Ban Chỉ huy chữa cháy rừng huyện Yên Sơn chia lực lượng", 9),
        ("Phòng Kinh tế, Hạ tầng và Đô thị khái toán kinh phí", 8),
        ("Đài Phát thanh và Truyền hình Yên Sơn dựng phóng sự", 8),
        ("Viện Khoa học thủy lợi miền Nam khảo sát địa hình", 7),
        ("các doanh nghiệp sử dụng năng lượng trọng điểm thực hiện nghiêm", 9),
        ("Ngân hàng Nhà nước chi nhánh Yên Sơn làm đầu mối", 8),
        ("các chi bộ tổ chức sinh hoạt chuyên đề", 3),
        ("UBND xã xây dựng kế hoạch bảo đảm an ninh", 2),
        ("Sở Xây dựng kiểm tra chất lượng công trình", 3),
        ("Đảng đoàn HĐND tỉnh lãnh đạo Thường trực HĐND tỉnh chuẩn bị kỳ họp", 4),
        ("các cơ sở bán lẻ thuốc cần nhắc nhở người mua", 6),
        ("các cơ sở bán bảo hiểm cho người lao động", 3),
        ("các cơ quan trong ngành hàng không khẩn trương rà soát", 7),
        ("các cơ quan trong tháng này khẩn trương rà soát", 3),
        ("các địa phương có rừng xác định tiềm năng", 5),
        ("các địa phương có trách nhiệm xác định tiềm năng", 3),
        ("Ban Chỉ đạo Phòng, chống dịch COVID-19 tổng kết công tác", 7),
        ("Sở Y tế phòng, chống bệnh dại ở trường học", 3),
        ("UBND các tỉnh và thành phố trực thuộc trung ương rà soát hồ sơ", 10),
        ("Sở Y tế phòng, chống dịch bệnh mùa hè", 3),
        ("Ban Chỉ đạo phòng, chống dịch tỉnh họp hằng tuần", 7),
        ("Ban Quản lý rừng phòng hộ Sông Lam phát dọn thực bì", 8),
        ("Tiểu ban Bảo vệ chính trị nội bộ trung ương tiến hành rà soát", 10),
        ("các sở, ngành có tên tại Phụ lục hoàn thành nhiệm vụ", 8),
        ("các xã chưa có dịch (An Bình, An Hòa) thành lập chốt", 9),
        ("các xã chưa thành lập chốt", 2),
        ("các lực lượng quân sự, công an, biên phòng duy trì chế độ trực", 9),
        ("Cục Lâm nghiệp và Kiểm lâm theo dõi diễn biến rừng", 6),
        ("Biên phòng các tỉnh ven biển từ Quảng Ninh đến Khánh Hòa phối hợp", 12),
        ("Ban Chỉ đạo quốc gia về khắc phục chất độc do Mỹ sử dụng tại Việt Nam nghiên cứu báo cáo", 17),
        ("Cục Chuyển đổi số và Thông tin dữ liệu lập hồ sơ", 9),
        ("các cơ quan, tổ chức, đơn vị khẩn trương rà soát", 7),
        ("các cơ quan tham mưu của Tỉnh ủy rà soát công việc", 8),
        ("Chủ tịch UBND các huyện, thị xã, TP phải đối thoại", 8),
        ("các cơ quan liên quan thực hiện các giải pháp bảo đảm nguồn thu", 5),
        ("các lực lượng chức năng của địa phương thực hiện kiểm tra toàn diện", 8),
        ("Cục Bảo tồn thiên nhiên và Đa dạng sinh học lập hồ sơ", 10),
        ("Viện Chiến lược, Chính sách tài nguyên và môi trường nghiên cứu cơ chế", 10),
        ("Văn phòng xây dựng kế hoạch tuyên truyền", 2),
        ("các địa phương liên quan tổ chức triển khai", 5),
        ("các cơ quan, tổ chức liên quan có trách nhiệm phối hợp", 7),
        ("cán bộ, công chức, viên chức và lực lượng vũ trang chấp hành nghiêm", 11),
    ],
)
def test_a_name_ends_where_its_task_begins(text, expected):
    assert names(text) == [" ".join(text.split()[:expected])]


def test_the_office_named_once_stands_before_every_place():
    assert names("UBND các huyện Yên Sơn, Hàm Long và thị xã An Hòa rà soát") == [
        "UBND huyện Yên Sơn",
        "UBND huyện Hàm Long",
        "UBND thị xã An Hòa",
    ]


def test_a_second_place_shares_the_committee_of_the_first():
    assert names("Ban Thường vụ Huyện ủy Yên Sơn, Hàm Long lãnh đạo") == [
        "Ban Thường vụ Huyện ủy Yên Sơn",
        "Ban Thường vụ Huyện ủy Hàm Long",
    ]


def test_a_person_is_named_with_the_post():
    text = "đồng chí Lê Thị Mai - Trưởng ban Tuyên giáo Thành ủy phụ trách"
    assert names(text) == ["đồng chí Lê Thị Mai - Trưởng ban Tuyên giáo Thành ủy"]


def test_a_bare_office_shares_the_place_of_the_next():
    assert names("Bí thư, Chủ tịch UBND các tỉnh ven biển chỉ đạo") == [
        "Bí thư, Chủ tịch UBND các tỉnh ven biển"
    ]


def test_departments_of_their_own_are_not_taken_for_one_name():
    assert names("Sở Xây dựng, Sở Tài chính và Kho bạc Nhà nước tỉnh") == [
        "Sở Xây dựng",
        "Sở Tài chính",
        "Kho bạc Nhà nước tỉnh",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Chi cục Chăn nuôi và Thú y làm đầu mối", ["Chi cục Chăn nuôi và Thú y"]),
        ("Cục Quản lý Khám, chữa bệnh soạn tài liệu", ["Cục Quản lý Khám, chữa bệnh"]),
        (
            "Công ty Khai thác công trình thủy lợi Nam Hà lấy mẫu",
            ["Công ty Khai thác công trình thủy lợi Nam Hà"],
        ),
        ("Viện Khoa học Thủy lợi Việt Nam cho mượn máy", ["Viện Khoa học Thủy lợi Việt Nam"]),
        ("UBND TP. An Phú hoàn thành", ["UBND TP. An Phú"]),
        ("Sở Y tế và Công an tỉnh rà soát", ["Sở Y tế", "Công an tỉnh"]),
        ("Trường Chính trị tỉnh xây dựng kế hoạch", ["Trường Chính trị tỉnh"]),
    ],
)
def test_inner_commas_and_small_words_belong_to_a_name_and_verbs_do_not(text, expected):
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Các huyện ủy An Phú, Yên Sơn chỉ đạo", ["Các huyện ủy An Phú", "huyện ủy Yên Sơn"]),
        ("3 huyện An Phú, Ea M’Bar phải kiểm điểm", ["huyện An Phú", "huyện Ea M’Bar"]),
        (
            "Chủ tịch UBND các tỉnh: An Phú, Yên Sơn",
            ["Chủ tịch UBND tỉnh An Phú", "Chủ tịch UBND tỉnh Yên Sơn"],
        ),
        ("các Sở Xây dựng An Phú, Yên Sơn để công bố", ["các Sở Xây dựng An Phú", "Sở Xây dựng Yên Sơn"]),
    ],
)
def test_a_shared_head_stands_before_every_place(text, expected):
    assert names(text) == expected


def test_a_province_and_a_named_city_stay_two_bodies():
    assert names("UBND tỉnh An Phú và thành phố Hàm Long rà soát") == [
        "UBND tỉnh An Phú",
        "thành phố Hàm Long",
    ]


def test_a_bracket_behind_one_body_is_no_part_of_its_name():
    assert names("Văn phòng UBND tỉnh (Phòng Kinh tế) theo dõi") == ["Văn phòng UBND tỉnh"]


def test_whom_a_bracket_leaves_out_belongs_to_the_name():
    told = "Chủ tịch UBND các xã có rừng (trừ xã An Bình)"
    assert names(told) == [told]


def test_a_field_behind_its_branch_is_a_name_only_where_nothing_is_taught():
    assert names("Ngành giáo dục: khai giảng trực tuyến") == ["Ngành giáo dục"]
    assert names("ngành giáo dục học sinh về an toàn") != ["ngành giáo dục học sinh"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Thủ trưởng các sở, ban, ngành cấp tỉnh, chính quyền cấp huyện, cấp xã rà soát",
            ["Thủ trưởng các sở, ban, ngành cấp tỉnh", "chính quyền cấp huyện, cấp xã"],
        ),
        (
            "các cơ quan giúp việc Tỉnh ủy, cấp ủy trực thuộc Tỉnh ủy tập trung lãnh đạo",
            ["các cơ quan giúp việc Tỉnh ủy", "cấp ủy trực thuộc Tỉnh ủy"],
        ),
        (
            "Bộ trưởng, Thủ trưởng cơ quan ngang bộ rà soát",
            ["Bộ trưởng", "Thủ trưởng cơ quan ngang bộ"],
        ),
        (
            "các cơ quan liên quan và địa phương có rừng khẩn trương rà soát",
            ["các cơ quan liên quan", "địa phương có rừng"],
        ),
        (
            "các Bộ: Công an, Tài chính, Nông nghiệp và Môi trường có ý kiến",
            ["Bộ Công an", "Bộ Tài chính", "Bộ Nông nghiệp và Môi trường"],
        ),
        (
            "các Sở: Xây dựng, Giao thông vận tải, Công an tỉnh tăng cường phối hợp",
            ["Sở Xây dựng", "Sở Giao thông vận tải", "Công an tỉnh"],
        ),
        (
            "Chủ tịch UBND các huyện miền núi: Sơn Hà, Ba Vì rà soát",
            ["Chủ tịch UBND huyện Sơn Hà", "Chủ tịch UBND huyện Ba Vì"],
        ),
        (
            "cơ quan khác ở trung ương (sau đây gọi là cơ quan trung ương) rà soát",
            ["cơ quan khác ở trung ương"],
        ),
    ],
)
def test_what_stands_on_its_own_is_a_name_of_its_own(text, expected):
    assert names(text) == expected


@pytest.mark.parametrize("text", ["Đợt 2: hồ sơ gửi trước ngày 15/02", "đơn vị mình xây dựng kế hoạch"])
def test_a_count_and_a_word_for_oneself_name_nobody(text):
    assert names(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "các Cục: Đường sắt, Hàng hải và Đường thủy, Kinh tế - Quản lý đầu tư xây dựng, rà soát",
            ["Cục Đường sắt", "Cục Hàng hải và Đường thủy", "Cục Kinh tế - Quản lý đầu tư xây dựng"],
        ),
        (
            "các Vụ: Pháp chế, Kế hoạch - Tài chính và Tổ chức cán bộ rà soát",
            ["Vụ Pháp chế", "Vụ Kế hoạch - Tài chính", "Vụ Tổ chức cán bộ"],
        ),
        ("các Bộ: Quốc phòng và Công an, các địa phương", ["Bộ Quốc phòng", "Bộ Công an", "các địa phương"]),
        ("các xã: An Phú và An Bình, Tân Hòa rà soát", ["xã An Phú", "xã An Bình", "xã Tân Hòa"]),
        (
            "Đảng ủy các cơ quan Đảng Trung ương, Đảng ủy Chính phủ",
            ["Đảng ủy các cơ quan Đảng Trung ương", "Đảng ủy Chính phủ"],
        ),
        ("Ủy ban Kinh tế và Tài chính của Quốc hội", ["Ủy ban Kinh tế và Tài chính của Quốc hội"]),
        ("cơ quan ngành dọc, Ủy ban nhân dân xã rà soát", ["cơ quan ngành dọc", "Ủy ban nhân dân xã"]),
    ],
)
def test_a_list_with_one_head_keeps_fields_of_one_office_together(text, expected):
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Văn phòng Chính phủ trên cơ sở chức năng được giao theo dõi", ["Văn phòng Chính phủ"]),
        ("các đơn vị tổ chức trực ban và thực hiện nghiêm chế độ báo cáo", ["các đơn vị"]),
        ("các cơ quan tổ chức của Tỉnh ủy rà soát", ["các cơ quan tổ chức của Tỉnh ủy"]),
        ("các đơn vị thần tốc xét nghiệm", ["các đơn vị"]),
        ("Các cơ quan thanh tra căn cứ chức năng rà soát", ["Các cơ quan thanh tra"]),
        ("Cục Kết cấu hạ tầng xây dựng tham mưu chỉ đạo", ["Cục Kết cấu hạ tầng xây dựng"]),
        ("Viện KSND tối cao, TAND tối cao chỉ đạo", ["Viện KSND tối cao", "TAND tối cao"]),
    ],
)
def test_a_name_ends_where_the_task_begins(text, expected):
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("các cơ quan, đơn vị, chính quyền các cấp", ["các cơ quan, đơn vị", "chính quyền các cấp"]),
        ("các cấp ủy, chính quyền địa phương", ["các cấp ủy, chính quyền địa phương"]),
        (
            "các sở, ban, ngành, đoàn thể cấp tỉnh, cơ quan ngành dọc đóng trên địa bàn",
            ["các sở, ban, ngành, đoàn thể cấp tỉnh", "cơ quan ngành dọc đóng trên địa bàn"],
        ),
    ],
)
def test_what_governs_a_place_is_named_beside_the_offices_and_not_among_them(text, expected):
    assert names(text + " khẩn trương rà soát") == expected
