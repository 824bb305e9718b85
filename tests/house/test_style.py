"""The style of the house, looked at in every module."""

from __future__ import annotations

import ast

import pytest

from .style import departures
from .tree import PACKAGE, ROOT, modules


def found_in(source: str) -> list[str]:
    """Return the departures in a module of *source* that has its docstring."""
    return list(departures(ast.parse(f'"""A module."""\n{source}')))


def test_the_package_keeps_the_style() -> None:
    """No module of the package departs from the house style; only show/ prints."""
    found = [
        f"{name} {one}"
        for name, tree in modules(PACKAGE)
        for one in departures(tree, may_print=name.startswith("src/sayso/show/"))
    ]
    assert found == []


def test_every_test_says_what_should_hold() -> None:
    """Every test has a docstring."""
    silent = [
        f"{name} {node.name}"
        for name, tree in modules(ROOT / "tests")
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test") and not ast.get_docstring(node)
    ]
    assert silent == []


def test_no_test_asserts_what_is_always_true() -> None:
    """No test asserts a string or a filled tuple."""
    found = [
        f"{name} {one}"
        for name, tree in modules(ROOT / "tests")
        for one in departures(tree, may_print=True)
        if "cannot fail" in one
    ]
    assert found == []


@pytest.mark.parametrize(
    ("source", "named"),
    [
        ("def f():\n    return 1", "no docstring"),
        ("class A:\n    x = 1", "no docstring"),
        ("def _f():\n" + "    x = 1\n" * 40, "41 lines"),
        ("def _f(a, b, c, d, e, *, f): ...", "6 arguments"),
        ("def _f():\n if a:\n  for b in c:\n   while d:\n    with e:\n     g()", "nests 4"),
        ("def _f():\n    global a", "state"),
        ("print(1)", "print"),
        ("assert 'always'", "cannot fail"),
        ("assert (a, 'never false')", "cannot fail"),
        ("x = 1\n" * 401, "more than 400 lines"),
    ],
)
def test_the_checker_sees_each_departure(source: str, named: str) -> None:
    """Each rule of the style fires on a module that breaks it."""
    assert any(named in one for one in found_in(source))


@pytest.mark.parametrize(
    "source",
    [
        "def _f():\n    return 1",
        "def f():\n    '''Say what.'''",
        "def _f(self, a, b, c, d, e): ...",
        "def _f():\n if a:\n  for b in c:\n   while d:\n    g()",
        "def _f():\n if a:\n  g()\n elif b:\n  g()\n elif c:\n  g()\n elif d:\n  g()\n elif e:\n  g()",
        "assert a == 'text'",
    ],
)
def test_the_checker_is_silent_on_good_style(source: str) -> None:
    """What comes near a departure and is none is not reported."""
    assert found_in(source) == []
