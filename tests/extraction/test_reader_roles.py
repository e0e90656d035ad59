"""Who leads and who supports: the role patterns of the office's usage, on single sentences."""

import pytest

from tracker.extraction.normalize import normalize
from tracker.extraction.reading import read_all
from tracker.extraction.roles import named
from tracker.extraction.segment import segment

CASES = [
    (
        "P1",
        "Giao Sở Y tế chủ trì, phối hợp với Sở Tài chính, Công an tỉnh và các cơ quan liên quan rà soát",
        ["Sở Y tế"],
        ["Sở Tài chính", "Công an tỉnh", "các cơ quan liên quan"],
    ),
    (
        "P2",
        "Sở Xây dựng chủ trì, phối hợp các đơn vị liên quan nghiên cứu, đề xuất",
        ["Sở Xây dựng"],
        ["các đơn vị liên quan"],
    ),
    ("P3", "Giao Sở Nội vụ phối hợp với Sở Tư pháp hoàn thiện dự thảo", ["Sở Nội vụ"], ["Sở Tư pháp"]),
    (
        "P4",
        "Yêu cầu Sở Y tế, Sở Nội vụ, Công an tỉnh tăng cường kiểm tra",
        ["Sở Y tế", "Sở Nội vụ", "Công an tỉnh"],
        [],
    ),
    ("P5", "Sở Y tế và Sở Nội vụ phối hợp rà soát biên chế", ["Sở Y tế", "Sở Nội vụ"], []),
    (
        "P8",
        "Giao Ban cán sự đảng UBND tỉnh chỉ đạo UBND tỉnh xây dựng kế hoạch",
        ["Ban cán sự đảng UBND tỉnh"],
        ["UBND tỉnh"],
    ),
    ("concession", "Mặc dù gấp nhưng các đơn vị phải bảo đảm chất lượng", ["các đơn vị"], []),
    ("address", "Công trình hồ Ngọc Linh, huyện Vị Sơn hoàn thành trong tháng 3", [], []),
    ("heard", "Sau khi nghe Cục Thuế, Sở Y tế báo cáo, triển khai quyết liệt các giải pháp", [], []),
    ("rhythm", "Hằng năm, Sở Tài chính tổng hợp, báo cáo UBND tỉnh", ["Sở Tài chính"], []),
    ("among", "Tăng cường phối hợp giữa Sở Y tế và Công an tỉnh", ["Sở Y tế", "Công an tỉnh"], []),
    ("toward", "Đối với đơn vị được kiểm tra: Chuẩn bị báo cáo", ["đơn vị được kiểm tra"], []),
    ("toward a thing", "Đối với dự án chậm tiến độ: Rà soát, xử lý", [], []),
    (
        "a part of them",
        "Yêu cầu các huyện, nhất là huyện Ba Vì và huyện Sơn Hà, khẩn trương rà soát",
        ["các huyện"],
        [],
    ),
    ("a papers kind", "Sở Y tế đề xuất văn bản chỉ đạo nhưng không trùng lặp", ["Sở Y tế"], []),
    (
        "a committee of the top",
        "Căn cứ chủ trương trên, Đảng ủy Chính phủ khẩn trương chỉ đạo việc thể chế hóa",
        ["Đảng ủy Chính phủ"],
        [],
    ),
    ("given by", "Sở Y tế được UBND tỉnh giao chủ trì rà soát", ["Sở Y tế"], []),
    ("only told which", "Triển khai các nhiệm vụ được UBND tỉnh giao nhằm phục vụ nhân dân", [], []),
    (
        "a noun",
        "Sở Y tế chủ trì, phối hợp với Sở Nội vụ hoàn thiện đề án bảo đảm yêu cầu sau",
        ["Sở Y tế"],
        ["Sở Nội vụ"],
    ),
    ("P9", "Giao Văn phòng Tỉnh ủy theo dõi, đôn đốc, tổng hợp báo cáo", ["Văn phòng Tỉnh ủy"], []),
    ("P10", "Sở Y tế báo cáo UBND tỉnh (qua Sở Nội vụ)", ["Sở Y tế"], []),
    ("P11", "Sở Y tế tham mưu UBND tỉnh trình HĐND tỉnh", ["Sở Y tế"], []),
    (
        "P13",
        "Yêu cầu các cơ quan chủ trì soạn thảo khẩn trương hoàn thiện",
        ["các cơ quan chủ trì soạn thảo"],
        [],
    ),
    ("with", "Sở Y tế cùng với Sở Nội vụ khẩn trương rà soát", ["Sở Y tế"], ["Sở Nội vụ"]),
    ("passive", "Sở Y tế được giao chủ trì rà soát", ["Sở Y tế"], []),
    (
        "inner comma",
        "Giao Sở Văn hóa, Thể thao và Du lịch xây dựng phương án",
        ["Sở Văn hóa, Thể thao và Du lịch"],
        [],
    ),
    (
        "collective",
        "Đề nghị các bộ, ngành, địa phương khẩn trương rà soát",
        ["các bộ, ngành, địa phương"],
        [],
    ),
    (
        "shared head",
        "Yêu cầu các huyện: Lương Sơn, Kim Bôi và Đà Bắc chấm dứt khai thác",
        ["huyện Lương Sơn", "huyện Kim Bôi", "huyện Đà Bắc"],
        [],
    ),
    ("speaker", "Phát biểu kết luận, đồng chí Bí thư Tỉnh ủy yêu cầu Sở Y tế rà soát", ["Sở Y tế"], []),
    (
        "party bodies",
        "Đề nghị các cơ quan tham mưu, giúp việc Tỉnh ủy, các cấp ủy trực thuộc Tỉnh ủy tập trung lãnh đạo",
        ["các cơ quan tham mưu, giúp việc Tỉnh ủy", "các cấp ủy trực thuộc Tỉnh ủy"],
        [],
    ),
    (
        "a noun at the end brings in nobody",
        "Ban Tổ chức Huyện ủy tham mưu bố trí cán bộ lãnh đạo các phòng, ban huyện",
        ["Ban Tổ chức Huyện ủy"],
        [],
    ),
    (
        "bracket",
        "Hoàn thành hồ sơ khu tái định cư (Chủ trì: Sở Xây dựng. Phối hợp: Sở Tài chính. Thời hạn: 20/10/2025)",
        ["Sở Xây dựng"],
        ["Sở Tài chính"],
    ),
    (
        "fields in small letters",
        "Yêu cầu ngành giáo dục, y tế rà soát điều kiện dạy học",
        ["ngành giáo dục", "ngành y tế"],
        [],
    ),
    (
        "no field but a task",
        "Yêu cầu ngành công thương, xây dựng kế hoạch dự trữ hàng hóa",
        ["ngành công thương"],
        [],
    ),
    (
        "which of them",
        "Đề nghị các cơ quan, đơn vị trong ngành hàng không khẩn trương rà soát",
        ["các cơ quan, đơn vị trong ngành hàng không"],
        [],
    ),
    (
        "where",
        "UBND xã nơi có dự án bố trí cán bộ theo dõi",
        ["UBND xã nơi có dự án"],
        [],
    ),
    ("duty", "Các đơn vị có trách nhiệm báo cáo kết quả", ["Các đơn vị"], []),
    ("share", "100% chi bộ cập nhật biên bản sinh hoạt", ["100% chi bộ"], []),
    (
        "watched over",
        "Sở Công Thương giám sát các chủ hồ thủy điện vận hành đúng quy trình",
        ["Sở Công Thương"],
        ["các chủ hồ thủy điện"],
    ),
    ("watched alone", "Sở Công Thương giám sát các chủ hồ thủy điện", ["Sở Công Thương"], []),
    (
        "charged with something",
        "Hướng dẫn, đôn đốc các cơ quan, đơn vị được giao quản lý tài sản thực hiện việc lập hồ sơ",
        [],
        ["các cơ quan, đơn vị được giao quản lý tài sản"],
    ),
    ("charged now", "Sở Y tế được giao chủ trì tham mưu kế hoạch", ["Sở Y tế"], []),
    ("object only", "Tháo gỡ khó khăn cho các doanh nghiệp", [], []),
]


@pytest.mark.parametrize(("name", "text", "leads", "supports"), CASES, ids=[c[0] for c in CASES])
def test_a_sentence_names_who_leads_and_who_supports(name, text, leads, supports):
    n = normalize(text)
    (reading,) = read_all(n.text, n.low, segment(n.text))
    own = named(n.text, reading)
    assert [m.text for m in own.leads] == leads
    assert [m.text for m in own.supports] == supports
