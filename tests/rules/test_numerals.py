"""Numbers that pages send back: what a column holds, and nothing else."""

import pytest

from tracker.rules.numerals import sent_number


@pytest.mark.parametrize(("text", "number"), [("0", 0), ("42", 42), ("9" * 18, 10**18 - 1)])
def test_digits_that_a_column_can_hold_are_a_number(text, number):
    assert sent_number(text) == number


@pytest.mark.parametrize("text", ["", " 1", "-1", "1.5", "1e3", "x", "9" * 19])
def test_anything_else_is_none(text):
    assert sent_number(text) is None
