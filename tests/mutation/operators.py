"""One small fault at a time in the functions of a module: the mutants.

Takes a module that is loaded and gives ``Mutant`` values, each with the changed expression in
words. Left alone are docstrings, annotations, decorators, the defaults of arguments, and what
stands outside functions (the fields of a class, the members of an enumeration).
Who comes next: ``trial`` puts each in the place of the true code and runs the tests.
"""

from __future__ import annotations

import ast
from collections import Counter
from copy import copy
from enum import EnumMeta
from inspect import getsource
from typing import TYPE_CHECKING

import attrs

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

_COMPARISONS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}
_ARITHMETIC: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Add,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Add,
    ast.BitOr: ast.BitAnd,
}
_OPPOSITES = (
    *(("min", "max"), ("any", "all"), ("low", "high"), ("at_best", "at_worst")),
    *(("earliest", "latest"), ("not_before", "not_after")),
)
_TURNED = dict(_OPPOSITES) | {right: left for left, right in _OPPOSITES}
_LEFT_OUT = {"key", "default", "reverse"}
_SHOWN = 100


@attrs.frozen(kw_only=True)
class Mutant:
    """One change of one function; ``name`` stays the same as long as the code there does.

    ``function`` is the outermost function and ``lines`` are those of the statement.
    """

    module: str
    function: str
    change: str
    lines: range
    place: tuple[ast.AST, str, int | None]
    put: ast.AST | None
    tree: ast.Module

    @property
    def name(self) -> str:
        """How documents call it."""
        return f"{self.module}.{self.function}: {self.change}"

    def apply(self) -> None:
        """Change the tree; there is no way back, so let a forked process do it."""
        node, field, index = self.place
        if index is None:
            setattr(node, field, self.put)
        elif self.put is None:
            getattr(node, field).pop(index)
        else:
            getattr(node, field)[index] = self.put
        ast.fix_missing_locations(self.tree)


def mutants(module: ModuleType) -> Iterator[Mutant]:
    """Every mutant of a module, in the order of its text."""
    tree = ast.parse(getsource(module))
    enums = {name: kind for name, kind in vars(module).items() if isinstance(kind, EnumMeta)}
    seen: Counter[str] = Counter()
    for name, function in _functions(tree, ""):
        for place, put, shown, lines in _Walk(enums).body(function):
            change = _change(place, put, shown)
            seen[f"{name}: {change}"] += 1
            again = seen[f"{name}: {change}"]
            yield Mutant(
                module=module.__name__.removeprefix("ledger."),
                function=name,
                change=change if again == 1 else f"{change} ({again})",
                lines=lines,
                place=place,
                put=put,
                tree=tree,
            )


def _functions(node: ast.AST, prefix: str) -> Iterator[tuple[str, ast.FunctionDef]]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.FunctionDef):
            yield prefix + child.name, child
        elif isinstance(child, ast.ClassDef):
            yield from _functions(child, f"{prefix}{child.name}.")


Place = tuple[ast.AST, str, int | None]
Found = tuple[Place, ast.AST | None, ast.AST, range]


def _change(place: Place, put: ast.AST | None, shown: ast.AST) -> str:
    """The change as ``before → after``, of the node that is shown."""
    before = _text(shown)
    node, field, index = place
    if isinstance(shown, ast.pattern):
        return f"case {before} → never"
    list_ = getattr(node, field)
    old = list_ if index is None else list_[index]
    if index is None:
        setattr(node, field, put)
    elif put is None:
        list_.pop(index)
    else:
        list_[index] = put
    current = getattr(node, field)
    after = _text(put) if shown is old and put is not None else _text(shown)
    if index is None:
        setattr(node, field, old)
    elif put is None:
        current.insert(index, old)
    else:
        current[index] = old
    return f"{before} → {after}"


def _text(node: ast.AST) -> str:
    words = " ".join(ast.unparse(ast.fix_missing_locations(copy(node))).split())
    words = words.replace("`", "'")
    return words if len(words) <= _SHOWN else f"{words[:_SHOWN]}…"


class _Walk:
    """Through one function, with the statement and the expression that stand around a node."""

    def __init__(self, enums: dict[str, EnumMeta]) -> None:
        self.enums = enums

    def body(self, function: ast.FunctionDef) -> Iterator[Found]:
        skip = 1 if ast.get_docstring(function) is not None else 0
        for index, statement in enumerate(function.body[skip:], start=skip):
            yield from self._statement(statement, (function, "body", index))

    def _statement(self, node: ast.stmt, place: Place) -> Iterator[Found]:
        if isinstance(node, ast.FunctionDef):
            yield from self.body(node)
            return
        lines = _lines(node)
        for put in _instead(node):
            yield place, put, node, lines
        if isinstance(node, ast.If | ast.While):
            for value in (True, False) if isinstance(node, ast.If) else (False,):
                yield (node, "test", None), ast.Constant(value), node.test, lines
        for field, value in ast.iter_fields(node):
            if field == "annotation":
                continue
            yield from self._children(node, field, value, lines)

    def _children(self, node: ast.AST, field: str, value: object, lines: range) -> Iterator[Found]:
        many = value if isinstance(value, list) else [value]
        for number, child in enumerate(many):
            place = (node, field, number if isinstance(value, list) else None)
            if isinstance(child, ast.stmt):
                yield from self._statement(child, place)
            elif isinstance(child, ast.match_case):
                yield from self._case(child)
            elif isinstance(child, ast.AST):
                yield from self._expression(child, place, lines)

    def _case(self, case: ast.match_case) -> Iterator[Found]:
        lines = range(case.pattern.lineno, case.body[0].lineno + 1)
        if case.guard is None:
            yield (case, "guard", None), ast.Constant(value=False), case.pattern, lines
        else:
            for value in (True, False):
                yield (case, "guard", None), ast.Constant(value), case.guard, lines
            yield from self._expression(case.guard, (case, "guard", None), lines)
        yield from self._expression(case.pattern, (case, "pattern", None), lines)
        yield from self._children(case, "body", case.body, lines)

    def _expression(
        self, node: ast.AST, place: Place, lines: range, around: ast.AST | None = None
    ) -> Iterator[Found]:
        small = isinstance(node, ast.Constant | ast.Name | ast.operator)
        shown = around if small and around is not None else node
        for put in (*_changed(node), *self._members(node)):
            yield place, put, shown, lines
        if isinstance(node, ast.comprehension):
            for index, test in enumerate(node.ifs):
                yield (node, "ifs", index), ast.Constant(value=True), test, lines
        if isinstance(node, ast.IfExp):
            for value in (True, False):
                yield (node, "test", None), ast.Constant(value), node.test, lines
        if isinstance(node, ast.Call):
            for index, keyword in enumerate(node.keywords):
                if keyword.arg in _LEFT_OUT:
                    yield (node, "keywords", index), None, node, lines
        for field, value in ast.iter_fields(node):
            many = value if isinstance(value, list) else [value]
            for number, child in enumerate(many):
                if not isinstance(child, ast.AST) or _left_alone(node, field, child):
                    continue
                inner = (node, field, number if isinstance(value, list) else None)
                outer = node if isinstance(node, ast.expr) else around
                yield from self._expression(child, inner, lines, outer)

    def _members(self, node: ast.AST) -> Iterator[ast.AST]:
        """The next member of an enumeration in the place of this one."""
        match node:
            case ast.Attribute(value=ast.Name(id=name), attr=member) if name in self.enums:
                members = list(self.enums[name].__members__)
                if member in members:
                    following = members[(members.index(member) + 1) % len(members)]
                    yield _with(node, attr=following)


def _left_alone(node: ast.AST, field: str, child: ast.AST) -> bool:
    if isinstance(node, ast.JoinedStr) and isinstance(child, ast.Constant):
        return True  # the sentence is changed as a whole
    return field in {"annotation", "format_spec", "args"} and isinstance(
        node, ast.arg | ast.FormattedValue | ast.Lambda
    )


def _lines(node: ast.stmt) -> range:
    """The lines of a statement; of one with a body, those of its head."""
    end = node.end_lineno or node.lineno
    for field in ("body", "cases"):
        inner = getattr(node, field, None)
        if inner:
            first = getattr(inner[0], "lineno", None) or inner[0].pattern.lineno
            end = max(node.lineno, first - 1)
    return range(node.lineno, end + 1)


def _with(node: ast.AST, **fields: object) -> ast.AST:
    other = copy(node)
    for field, value in fields.items():
        setattr(other, field, value)
    return other


def _instead(node: ast.stmt) -> Iterator[ast.AST]:
    """What a whole statement is replaced by."""
    match node:
        case ast.Expr(value=ast.Call(func=ast.Attribute(value=ast.Call(func=ast.Name("super"))))):
            return  # without it, the function is of another shape, and cannot take its place
        case ast.Expr() | ast.AugAssign() | ast.Raise():
            yield ast.Pass()
        case ast.Continue():
            yield ast.Break()
        case ast.Break():
            yield ast.Continue()
        case ast.Assign(value=value) | ast.AnnAssign(value=value) | ast.Return(value=value):
            if value is not None and not (isinstance(value, ast.Constant) and value.value is None):
                yield _with(node, value=ast.Constant(None))


def _changed(node: ast.AST) -> Iterator[ast.AST]:  # noqa: C901, PLR0912 - a case an operator
    """What an expression is replaced by."""
    match node:
        case ast.Compare(ops=ops):
            for place, operator in enumerate(ops):
                turned = _COMPARISONS[type(operator)]()
                yield _with(node, ops=[*ops[:place], turned, *ops[place + 1 :]])
        case ast.BoolOp(op=op, values=values):
            yield _with(node, op=ast.Or() if isinstance(op, ast.And) else ast.And())
            for place in range(len(values)):
                rest = [*values[:place], *values[place + 1 :]]
                yield rest[0] if len(rest) == 1 else _with(node, values=rest)
        case ast.BinOp(op=op) if type(op) in _ARITHMETIC:
            yield _with(node, op=_ARITHMETIC[type(op)]())
        case ast.UnaryOp(op=ast.Not() | ast.USub(), operand=operand):
            yield operand
        case ast.Constant(value=bool(value)):
            yield ast.Constant(not value)
        case ast.Constant(value=int(value)):
            yield ast.Constant(value + 1)
            yield ast.Constant(value - 1)
        case ast.Constant(value=str(value)):
            yield ast.Constant(f"XX{value}XX")
        case ast.JoinedStr():
            yield ast.Constant("XX")
        case ast.Call(func=ast.Name(id="sorted"), args=[first, *_]):
            yield _with(node, func=ast.Name("list", ast.Load()), args=[first], keywords=[])
        case ast.Name(id=name, ctx=ast.Load()) if name in _TURNED:
            yield _with(node, id=_TURNED[name])
        case ast.Attribute(attr=name, ctx=ast.Load()) if name in _TURNED:
            yield _with(node, attr=_TURNED[name])
