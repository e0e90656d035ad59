"""Modules stay under 300 lines and functions under 50, so that each fits a reader's eye."""

import ast

import pytest

from tests.architecture.tree import ROOT, modules

OURS = modules("tracker", "config")


@pytest.mark.parametrize("name", [name for name, _ in OURS])
def test_a_module_has_at_most_300_lines(name):
    assert len((ROOT / name).read_text().splitlines()) <= 300


def test_a_function_has_at_most_50_lines():
    long = [
        f"{name}:{node.lineno} {node.name}"
        for name, tree in OURS
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or 0) - node.lineno + 1 > 50
    ]
    assert not long


@pytest.mark.parametrize("name", [name for name, _ in OURS])
def test_a_module_opens_with_what_belongs_in_it(name):
    tree = dict(OURS)[name]
    assert not tree.body or ast.get_docstring(tree)
