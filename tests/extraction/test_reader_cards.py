"""Tasks whose particulars stand on lines of their own, and the look-alikes at the head of minutes."""

from tracker.extraction.pipeline import extract
from tracker.extraction.types import Context

PLAN = """II. NHIỆM VỤ CHỦ YẾU
a) Số hóa sổ hộ tịch các xã miền núi
- Chủ trì: Sở Tư pháp
- Phối hợp: Công an tỉnh; UBND các xã
- Thời gian hoàn thành: Quý IV/2025
"""
MINUTES = """BIÊN BẢN
Địa điểm: Phòng họp số 1
Chủ trì: Ông Nguyễn Văn A - Giám đốc Sở
Thư ký: Bà Trần Thị B
"""


def test_a_task_takes_its_lead_partners_and_limit_from_the_lines_below_it():
    (task,) = extract(PLAN, Context()).directives
    assert [(a.mention, a.role) for a in task.assignees] == [
        ("Sở Tư pháp", "lead"),
        ("Công an tỉnh", "support"),
        ("UBND các xã", "support"),
    ]
    assert [d.date.isoformat() for d in task.deadlines] == ["2025-12-31"]
    assert task.text.startswith("Số hóa") and task.text.endswith("Quý IV/2025")


def test_who_presides_over_a_meeting_has_no_task():
    assert extract(MINUTES, Context()).directives == ()


def test_a_cell_may_name_several_bodies_and_who_leads_among_them():
    table = (
        "Nội dung | Đơn vị thực hiện | Thời hạn\n"
        "Kiểm tra việc trả lương dịp cuối năm | Sở Nội vụ chủ trì, Liên đoàn Lao động tỉnh phối hợp | 30/01/2025\n"
        "Chi trả quà cho hộ nghèo | Sở Y tế; UBND các xã | 20/01/2025\n"
    )
    first, second = extract(table, Context()).directives
    assert [(a.mention, a.role) for a in first.assignees] == [
        ("Sở Nội vụ", "lead"),
        ("Liên đoàn Lao động tỉnh", "support"),
    ]
    assert [a.mention for a in second.assignees] == ["Sở Y tế", "UBND các xã"]


def test_a_numbered_heading_in_capitals_names_who_its_items_are_for():
    paper = (
        "CHỈ THỊ\nVề năm học mới\nChủ tịch UBND tỉnh yêu cầu:\n"
        "I. ĐỐI VỚI SỞ GIÁO DỤC VÀ ĐÀO TẠO\n1. Sửa chữa phòng học xong trước 31/8/2024.\n"
        "II. NHIỆM VỤ CHUNG\n1. Rà soát cơ sở vật chất trước ngày 15/8/2024.\n"
    )
    first, second = extract(paper, Context()).directives
    assert [a.mention for a in first.assignees] == ["SỞ GIÁO DỤC VÀ ĐÀO TẠO"]
    assert second.assignees == ()


def test_one_line_may_name_the_lead_and_the_partners():
    plan = (
        "II. NHIỆM VỤ CHỦ YẾU\n1. Thí điểm truy xuất nguồn gốc tại 5 hợp tác xã\n"
        "Cơ quan chủ trì: Sở Công Thương; cơ quan phối hợp: Liên minh Hợp tác xã tỉnh.\n"
        "2. Kiện toàn tổ công tác liên ngành\n"
        "* Trách nhiệm: Công an tỉnh chủ trì; Sở Nội vụ phối hợp.\n* Hoàn thành: Quý II/2026.\n"
    )
    told = [[(a.mention, a.role) for a in d.assignees] for d in extract(plan, Context()).directives]
    assert told == [
        [("Sở Công Thương", "lead"), ("Liên minh Hợp tác xã tỉnh", "support")],
        [("Công an tỉnh", "lead"), ("Sở Nội vụ", "support")],
    ]


def test_a_line_of_bodies_is_cut_at_its_commas_though_its_last_name_is_in_no_list():
    plan = (
        "1. Tổ chức tuyên truyền pháp luật về dữ liệu\n- Cơ quan thực hiện: Sở Tư pháp, Báo An Phú và {}.\n"
    )
    for last in ("các cơ quan báo chí, phát thanh, truyền hình khác", "cơ quan, tổ chức khác có liên quan"):
        (task,) = extract(plan.format(last), Context()).directives
        assert [a.mention for a in task.assignees] == ["Sở Tư pháp", "Báo An Phú", last]
