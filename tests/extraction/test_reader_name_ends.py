"""The learned choice of a name's end: it speaks only where the word lists fall silent."""

import pytest

from tracker.extraction import name_ends
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
        ("Sở Xây dựng", "tuần tới phải giao mặt bằng"),
        ("Ban Dân vận Thành ủy", "mỗi quý gửi một báo cáo"),
    ],
)
def test_an_unknown_word_that_begins_the_task_is_left_to_the_task(name, task):
    assert first_name(f"{name} {task}") == name


def test_before_a_known_verb_the_grammar_decides_alone(monkeypatch):
    monkeypatch.setattr(name_ends, "default_weights", lambda: {">1": 99.0, "<1": 99.0})
    assert first_name("Sở Y tế hướng dẫn các xã") == "Sở Y tế"


def test_without_weights_the_end_is_the_grammars(monkeypatch):
    monkeypatch.setattr(name_ends, "default_weights", dict)
    assert first_name("các công ty lữ hành hướng dẫn du khách") == "các công ty"
