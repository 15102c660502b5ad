"""Every small change of a module: a comparison turned, a condition dropped, a number one off, a call left out, nothing returned."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from types import CodeType
from typing import Any

TURNED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Is: ast.IsNot,
    ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In,
}  # fmt: skip
FUNCTION = (ast.FunctionDef, ast.AsyncFunctionDef)
#: What says nothing that could be proven: how something looks when it is printed, types.
NOT_TOLD = {"__repr__", "__str__"}
NOT_RUN = {"annotation", "returns", "decorator_list", "type_params"}


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change: in which file and function, what stood there, what stands there now; `code` is the whole module with it."""

    file: str
    place: str
    was: str
    becomes: str
    line: int
    code: CodeType
    #: The line of the statement of a function that it is in; 0 for what is run when the module is imported.
    statement: int = 0

    @property
    def name(self) -> tuple[str, str, str, str]:
        """What a change is known by in policy/mutants.toml, wherever its line has gone."""
        return self.file, self.place, self.was, self.becomes


def mutants(file: str, source: str) -> Iterator[Mutant]:
    """Every change of this module, one at a time."""
    tree = ast.parse(source)
    for one in _changes(tree, "", 0):
        undo = one.make()
        try:
            code = compile(ast.fix_missing_locations(tree), file, "exec", dont_inherit=True)
            yield Mutant(file, one.place, one.was, ast.unparse(one.shown()), one.line, code, one.statement)
        finally:
            undo()


Undo = Callable[[], None]


@dataclass(frozen=True, slots=True)
class _Change:
    """`make` changes the tree and answers how to undo it; `shown` is what stands there meanwhile."""

    place: str
    line: int
    was: str
    make: Callable[[], Undo]
    shown: Callable[[], ast.AST]
    statement: int = 0


def _change(place: str, node: Any, make: Callable[[], Undo], shown: ast.AST | None = None) -> _Change:
    return _Change(place, node.lineno, ast.unparse(node), make, lambda: shown or node)


def _put(holder: Any, name: str, value: Any) -> Callable[[], Undo]:
    def make() -> Undo:
        before = getattr(holder, name)
        setattr(holder, name, value)
        return lambda: setattr(holder, name, before)

    return make


def _item(items: list[Any], at: int, *values: Any) -> Callable[[], Undo]:
    def make() -> Undo:
        before = list(items)
        items[at : at + 1] = values
        return lambda: items.__setitem__(slice(None), before)

    return make


def _changes(node: ast.AST, place: str, statement: int) -> Iterator[_Change]:
    """Of everything that is run; annotations and docstrings are not. `statement`: the line of the innermost one of a function, or 0."""
    is_of_function = statement > 0 or isinstance(node, FUNCTION)
    for name, value in ast.iter_fields(node):
        if name in NOT_RUN and not isinstance(node, ast.Call):
            continue
        for at, child in enumerate(value) if isinstance(value, list) else [(None, value)]:
            if not isinstance(child, ast.AST) or (isinstance(child, ast.Expr) and isinstance(child.value, ast.Constant)):
                continue
            inner = place
            if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
                if child.name in NOT_TOLD:
                    continue
                inner = f"{place}.{child.name}" if place else child.name
            elif isinstance(child, ast.Assign | ast.AnnAssign) and not place:
                inner = ast.unparse(child.targets[0] if isinstance(child, ast.Assign) else child.target)

            def instead(new: ast.AST, name: str = name, value: Any = value, at: int | None = at) -> Callable[[], Undo]:
                return _put(node, name, new) if at is None else _item(value, at, new)

            line = child.lineno if is_of_function and isinstance(child, ast.stmt) and name != "args" else statement
            if isinstance(child, ast.expr):
                # A number says little by itself: what it stands in is told with it.
                whole = node if isinstance(node, ast.expr | ast.Return | ast.Assign | ast.AnnAssign | ast.AugAssign) else child
                found = _of_expression(child, whole, inner, instead)
            elif isinstance(child, ast.stmt):
                found = _of_statement(child, inner, instead)
            elif isinstance(child, ast.comprehension):
                found = _of_conditions(child, inner)
            else:
                found = iter(())
            yield from (replace(one, statement=line) for one in found)
            yield from _changes(child, inner, line)


def _of_conditions(one: ast.comprehension, place: str) -> Iterator[_Change]:
    for number, condition in enumerate(one.ifs):
        yield _change(place, condition, _item(one.ifs, number), ast.Constant(True))


def _of_expression(one: ast.expr, whole: ast.AST, place: str, instead: Callable[[ast.AST], Callable[[], Undo]]) -> Iterator[_Change]:
    if isinstance(one, ast.Compare):
        for at, op in enumerate(one.ops):
            yield _change(place, one, _item(one.ops, at, TURNED[type(op)]()))
    elif isinstance(one, ast.BoolOp):
        yield _change(place, one, _put(one, "op", ast.Or() if isinstance(one.op, ast.And) else ast.And()))
        for at in range(len(one.values)):
            kept = [value for number, value in enumerate(one.values) if number != at]
            new = kept[0] if len(kept) == 1 else ast.BoolOp(one.op, kept)
            yield _change(place, one, instead(new), new)
    elif isinstance(one, ast.UnaryOp) and isinstance(one.op, ast.Not):
        yield _change(place, one, instead(one.operand), one.operand)
    elif isinstance(one, ast.IfExp):
        for new in (one.body, one.orelse):
            yield _change(place, one, instead(new), new)
    elif isinstance(one, ast.Constant) and type(one.value) is bool:
        yield _change(place, whole, _put(one, "value", not one.value))
    elif isinstance(one, ast.Constant) and type(one.value) is int:
        for number in (one.value + 1, one.value - 1):
            yield _change(place, whole, _put(one, "value", number))


def _of_statement(one: ast.stmt, place: str, instead: Callable[[ast.AST], Callable[[], Undo]]) -> Iterator[_Change]:
    """A call, a refusal or a sum left out; nothing returned; a condition that always or never holds."""
    left_out = (isinstance(one, ast.Expr) and isinstance(one.value, ast.Call)) or isinstance(one, ast.Raise | ast.AugAssign)
    if left_out:
        yield _change(place, one, instead(ast.Pass()), ast.Pass())
    elif isinstance(one, ast.Return) and one.value is not None and not _is_none(one.value):
        yield _change(place, one, _put(one, "value", ast.Constant(None)))
    elif isinstance(one, ast.If | ast.While) and not isinstance(one.test, ast.Constant):
        for value in (True, False) if isinstance(one, ast.If) else (False,):
            yield _change(place, one.test, _put(one, "test", ast.Constant(value)), ast.Constant(value))


def _is_none(value: ast.expr) -> bool:
    return isinstance(value, ast.Constant) and value.value is None
