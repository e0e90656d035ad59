"""One sentence, two bodies with a task each: a directive for either; a list of partners stays whole."""

import datetime as dt

import pytest

from tracker.extraction.pipeline import extract
from tracker.extraction.types import Context

DAY = Context(reference_date=dt.date(2024, 11, 12))


def tasks(sentence):
    head = "UBND TỈNH AN PHÚ\nSố: 12/TB-UBND\nAn Phú, ngày 12 tháng 11 năm 2024\nTHÔNG BÁO\nKết luận\n"
    found = extract(head + "Chủ tịch UBND tỉnh kết luận như sau:\n1. " + sentence + "\n", DAY).directives
    return [sorted((a.mention, a.role) for a in d.assignees) for d in found]


def test_a_comma_before_another_body_and_its_verb_divides():
    sentence = "Sở Tài chính cân đối nguồn vốn trước ngày 05/12/2024, Sở Xây dựng rà soát quy hoạch."
    assert tasks(sentence) == [[("Sở Tài chính", "lead")], [("Sở Xây dựng", "lead")]]


@pytest.mark.parametrize(
    "sentence",
    [
        "Sở Nội vụ phối hợp với Sở Tài chính, Sở Tư pháp rà soát biên chế.",
        "Sở Nội vụ phối hợp chặt chẽ với Văn phòng Tổ Giúp việc Trung Ương, Sở Y tế hướng dẫn các huyện.",
        "Sở Nội vụ tuyên truyền đến cán bộ, công chức chấp hành giờ giấc.",
        "Sở Nội vụ hoàn thiện đề án, báo cáo UBND tỉnh trước ngày 05/12/2024.",
    ],
)
def test_a_list_within_one_task_does_not_divide(sentence):
    assert len(tasks(sentence)) == 1


def test_who_stands_between_leading_and_helping_supports():
    sentence = "Sở Xây dựng chủ trì, Sở Tài chính phối hợp đo đạc lại ranh giới."
    assert tasks(sentence) == [[("Sở Tài chính", "support"), ("Sở Xây dựng", "lead")]]
