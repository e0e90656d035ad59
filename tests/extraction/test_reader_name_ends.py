"""The learned choice of a name's end: it speaks only where the word lists fall silent."""

from pathlib import Path

import pytest

from benchmarks.extraction_samples import read_marked
from tracker.extraction import name_ends
from tracker.extraction.name_end_scores import Scores
from tracker.extraction.name_lists import name_list
from tracker.extraction.phrases import tokenize


def first_name(text):
    t = tokenize(text, text.lower(), 0, len(text))
    return text[: t.ends[name_list(t, 0)[0][0].b - 1]]


@pytest.mark.parametrize(
    ("name", "task"),
    [
        ("các công ty lữ hành", "hướng dẫn du khách"),
        ("các đơn vị thủy nông", "trực 24/24 giờ"),
        ("Hội Người cao tuổi tỉnh", "vận động hội viên"),
    ],
)
def test_a_name_of_words_no_list_knows_is_taken_whole(name, task):
    assert first_name(f"{name} {task}") == name


@pytest.mark.parametrize(
    ("name", "task"),
    [
        ("Sở Tài chính", "rót vốn cho các công trình"),
        ("Sở Nội vụ", "ngồi lại với các xã"),
        ("Ban Dân vận Thành ủy", "mỗi quý gửi một báo cáo"),
    ],
)
def test_an_unknown_word_that_begins_the_task_is_left_to_the_task(name, task):
    assert first_name(f"{name} {task}") == name


@pytest.mark.parametrize(
    "name",
    [
        "Bưu điện tỉnh",
        "Viễn thông tỉnh",
        "Thanh tra giao thông",
        "Liên hiệp các Hội Khoa học và Kỹ thuật tỉnh",
        "Bộ phận Tiếp nhận và trả kết quả",
        "Hội đồng thi đua - khen thưởng tỉnh",
        "Tổ bảo vệ an ninh trật tự cơ sở",
        "các cơ sở khám bệnh, chữa bệnh",
        "Đoàn kiểm tra số 3",
        "P. Kinh tế",
    ],
)
def test_bodies_of_the_office_and_the_field_are_known_by_name(name):
    assert first_name(f"{name} khẩn trương rà soát hồ sơ") == name


def test_a_verb_that_begins_like_a_place_is_no_place():
    assert first_name("Công an tỉnh thành lập tổ công tác") == "Công an tỉnh"


def test_a_numbered_paper_is_no_numbered_body():
    assert first_name("Sở Xây dựng theo Quyết định số 3 rà soát") == "Sở Xây dựng"


def test_before_a_known_verb_the_grammar_decides_alone(monkeypatch):
    monkeypatch.setattr(name_ends, "default_scores", lambda: Scores({">1": 99.0, "<1": 99.0}))
    assert first_name("Sở Y tế hướng dẫn các xã") == "Sở Y tế"


def test_without_weights_the_end_is_the_grammars(monkeypatch):
    monkeypatch.setattr(name_ends, "default_scores", lambda: Scores({}))
    assert first_name("các đơn vị thủy nông trực 24/24 giờ") == "các đơn vị"


def test_an_end_weighs_what_its_cues_weigh_together():
    weights, scores = name_ends.default_weights(), name_ends.default_scores()
    compared = 0
    for path in sorted(Path(__file__).with_name("samples").glob("*.txt"))[:12]:
        text = read_marked(path.read_text("utf-8"))[2]
        t = tokenize(text, text.lower(), 0, len(text))
        for a in range(0, len(t) - 6, 5):
            b = a + 1 + a % 4
            _, head, kinds = name_ends._nearby(t, a, b)
            for e, cues in name_ends.ends(t, a, b).items():
                spelled = sum(weights.get(cue, 0.0) for cue in cues)
                assert scores.of(t, b, e, head, kinds) == pytest.approx(spelled)
                compared += bool(spelled)
    assert compared > 100
