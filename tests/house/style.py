"""The house style, as far as a program can see it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from itertools import chain

FUNCTION_LINES, ARGUMENTS, NESTING, MODULE_LINES = 40, 5, 3, 400
NESTED = (ast.If, ast.For, ast.While, ast.With, ast.Try, ast.Match, ast.AsyncFor, ast.AsyncWith)

Function = ast.FunctionDef | ast.AsyncFunctionDef


def departures(tree: ast.Module, may_print: bool = False) -> Iterator[str]:
    """Yield each departure from the style in a module: its line and what it is."""
    yield from _length(tree)
    inner = {id(one) for node in ast.walk(tree) if isinstance(node, Function) for one in _functions_in(node)}
    for node in ast.walk(tree):
        for found in _found_in(node, may_print):
            if not (id(node) in inner and found.endswith("has no docstring")):
                yield f"line {getattr(node, 'lineno', 1)}: {found}"


def _functions_in(function: Function) -> Iterator[Function]:
    """Yield the functions within *function*, which nobody else can call."""
    for node in ast.walk(function):
        if isinstance(node, Function) and node is not function:
            yield node


def _length(tree: ast.Module) -> Iterator[str]:
    last = max((node.end_lineno or 0 for node in tree.body), default=0)
    if last > MODULE_LINES:
        yield f"line {last}: the module has more than {MODULE_LINES} lines"
    if tree.body and not ast.get_docstring(tree):
        yield "line 1: the module has no docstring"


def _found_in(node: ast.AST, may_print: bool) -> Iterator[str]:
    match node:
        case ast.FunctionDef() | ast.AsyncFunctionDef():
            yield from _function(node)
        case ast.ClassDef() if not (node.name.startswith("_") or ast.get_docstring(node)):
            yield f"class {node.name} has no docstring"
        case ast.Global() | ast.Nonlocal():
            yield f"{', '.join(node.names)}: state outside of its function"
        case ast.Call(func=ast.Name(id="print")) if not may_print:
            yield "print outside the room that prints"
        case ast.Assert(test=test) if _always_true(test):
            yield "an assert that cannot fail"


def _function(function: Function) -> Iterator[str]:
    name = function.name
    lines = (function.end_lineno or function.lineno) - function.lineno + 1
    if lines > FUNCTION_LINES:
        yield f"{name} has {lines} lines, {FUNCTION_LINES} are allowed"
    if (number := len(arguments(function))) > ARGUMENTS:
        yield f"{name} has {number} arguments, {ARGUMENTS} are allowed"
    if (levels := nesting(function)) > NESTING:
        yield f"{name} nests {levels} levels deep, {NESTING} are allowed"
    if not (name.startswith("_") or ast.get_docstring(function) or _is_stub(function)):
        yield f"{name} has no docstring"


def arguments(function: Function) -> list[str]:
    """Return the names of the arguments of *function*, ``self`` and ``cls`` aside."""
    given = function.args
    named = chain(given.posonlyargs, given.args, given.kwonlyargs)
    return [one.arg for one in named if one.arg not in {"self", "cls"}]


def nesting(node: ast.AST) -> int:
    """Return how many blocks the deepest statement of *node* stands in; elif is no deeper than if."""
    inner = [nesting(child) + isinstance(child, NESTED) for child in _inside(node)]
    deepest = max(inner, default=0)
    return deepest - 1 if _is_elif_only(node) and deepest else deepest


def _inside(node: ast.AST) -> Iterator[ast.AST]:
    """Yield the children of *node* that belong to the same function."""
    for child in ast.iter_child_nodes(node):
        if not isinstance(child, Function | ast.ClassDef):
            yield child


def _is_elif_only(node: ast.AST) -> bool:
    """Return whether *node* is an if whose deepest branch is an elif."""
    if not (isinstance(node, ast.If) and len(node.orelse) == 1 and isinstance(node.orelse[0], ast.If)):
        return False
    depths = [nesting(child) + isinstance(child, NESTED) for child in node.body]
    return nesting(node.orelse[0]) + 1 > max(depths, default=0)


def _always_true(test: ast.expr) -> bool:
    match test:
        case ast.Constant(value=str()) | ast.JoinedStr():
            return True
        case ast.Tuple(elts=elements):
            return bool(elements)
    return False


def _is_stub(function: Function) -> bool:
    """Return whether *function* is one of several signatures of an overloaded function."""
    return any(isinstance(one, ast.Name) and one.id == "overload" for one in function.decorator_list)
