"""Tables of assigned tasks, as the readers hand them over: cells divided by tabs."""

import datetime as dt

import pytest

from tracker.extraction.pipeline import extract
from tracker.extraction.types import Context

DAY = Context(reference_date=dt.date(2025, 11, 10))
TABLE = (
    "PHỤ LỤC\nPhân công nhiệm vụ\n"
    "TT\tNội dung nhiệm vụ\tCơ quan chủ trì\tCơ quan phối hợp\tThời hạn\n"
    "1\tXây dựng kế hoạch tuyển dụng viên chức\tSở Nội vụ\tSở Tài chính, Sở Y tế\tTrước ngày 15/12/2025\n"
    "2\tRà soát quỹ đất tái định cư\tUBND xã Bình Minh\t\tTrong tháng 12/2025\n"
)


def test_every_row_below_the_head_is_one_directive():
    found = extract(TABLE, DAY).directives
    assert [d.text.split("\t")[0] for d in found] == [
        "Xây dựng kế hoạch tuyển dụng viên chức",
        "Rà soát quỹ đất tái định cư",
    ]


def test_the_columns_say_who_leads_who_supports_and_by_when():
    first, second = extract(TABLE, DAY).directives
    assert [(a.mention, a.role) for a in first.assignees] == [
        ("Sở Nội vụ", "lead"),
        ("Sở Tài chính", "support"),
        ("Sở Y tế", "support"),
    ]
    assert [d.date for d in first.deadlines] == [dt.date(2025, 12, 15)]
    assert [a.mention for a in second.assignees] == ["UBND xã Bình Minh"]


def test_a_table_of_figures_assigns_nothing():
    text = "TT\tChỉ tiêu\tKế hoạch\tThực hiện\n1\tThu ngân sách nhà nước\t8.450\t8.120\n2\tGiải ngân đầu tư công\t2.100\t1.900\n"
    assert not extract(text, DAY).directives


@pytest.mark.parametrize("border", [" | ", "     ", "\n"], ids=["bars", "gaps", "lines"])
def test_the_borders_of_the_cells_do_not_matter(border):
    text = TABLE.replace("\t\t", "\t–\t").replace("\t", border)
    first, second = extract(text, DAY).directives
    assert [a.mention for a in first.assignees] == ["Sở Nội vụ", "Sở Tài chính", "Sở Y tế"]
    assert [d.date for d in first.deadlines] == [dt.date(2025, 12, 15)]
    assert [d.date for d in second.deadlines] == [dt.date(2025, 12, 31)]


def test_a_list_of_short_lines_is_no_table():
    assert not extract(
        "Nội dung\nThực hiện\nPhối hợp\nKết quả\nThu ngân sách\nChi ngân sách\n", DAY
    ).directives


def test_a_row_that_names_a_part_of_the_table_does_not_end_it():
    table = (
        "TT | Nhiệm vụ | Chủ trì | Phối hợp | Thời gian\nA | LĨNH VỰC KINH TẾ | | |\n"
        "1 | Khảo sát mức độ hài lòng của người dân | Văn phòng UBND | Đoàn Thanh niên | 30/9/2025\n"
    )
    (task,) = extract(table, Context()).directives
    assert [(a.mention, a.role) for a in task.assignees] == [
        ("Văn phòng UBND", "lead"),
        ("Đoàn Thanh niên", "support"),
    ]


def test_the_leader_in_charge_of_a_row_answers_beside_the_body_that_does_it():
    text = (
        "TT\tNội dung\tCơ quan chuẩn bị\tCơ quan phối hợp\tĐồng chí phụ trách\n"
        "1\tSơ kết công tác quý I\tVăn phòng Đảng ủy\tUBND xã\tĐ/c Bí thư\n"
    )
    (row,) = extract(text, DAY).directives
    assert [(a.mention, a.role) for a in row.assignees] == [
        ("Văn phòng Đảng ủy", "lead"),
        ("Đ/c Bí thư", "lead"),
        ("UBND xã", "support"),
    ]


def test_a_column_that_tells_the_field_in_charge_names_nobody():
    text = (
        "TT\tNội dung\tCơ quan chuẩn bị\tCơ quan phối hợp\tLĩnh vực phụ trách\n"
        "1\tSơ kết công tác quý I\tVăn phòng Đảng ủy\tUBND xã\tKinh tế\n"
    )
    (row,) = extract(text, DAY).directives
    assert [a.mention for a in row.assignees] == ["Văn phòng Đảng ủy", "UBND xã"]


def test_a_line_that_only_names_a_part_of_the_table_is_no_task():
    barred = (
        "| TT | Nội dung | Cơ quan chủ trì | Cơ quan phối hợp | Thời hạn |\n"
        "| 1 | Tổ chức tuyên truyền, phổ biến Nghị định | | | |\n"
        "| a) | Tổ chức hội nghị phổ biến Nghị định | Sở Tư pháp | Sở Y tế | Quý III/2026 |\n"
    )
    assert [d.text.split(" |")[0] for d in extract(barred, DAY).directives] == [
        "Tổ chức hội nghị phổ biến Nghị định"
    ]


def test_a_cell_may_label_who_leads_and_who_supports():
    table = (
        "TT | Việc phải làm | Đơn vị | Thời hạn\n"
        "1 | Chấm dứt hút cát trái phép trên sông | Chủ trì: UBND xã Vân Sơn; phối hợp: Công an xã | 15/7/2026\n"
        "2 | Trồng lại rừng trên diện tích bị lấn | UBND xã Bình Minh (chủ trì), Hạt Kiểm lâm (phối hợp) | 30/9/2026\n"
    )
    found = extract(table, Context()).directives
    assert [[(a.mention, a.role) for a in d.assignees] for d in found] == [
        [("UBND xã Vân Sơn", "lead"), ("Công an xã", "support")],
        [("UBND xã Bình Minh", "lead"), ("Hạt Kiểm lâm", "support")],
    ]


def test_the_head_of_a_table_is_no_task():
    table = (
        "| STT | Nhiệm vụ | Đơn vị thực hiện | Hoàn thành |\n"
        "| 1 | Số hóa hồ sơ hộ tịch của ba xã cũ | Văn phòng UBND xã | 30/9/2026 |\n"
    )
    (found,) = extract(table, Context()).directives
    assert found.text.startswith("Số hóa")
