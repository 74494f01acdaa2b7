"""Numbers with a fraction that go to columns of whole numbers: one engine would refuse them and the other cut them off."""

import ast
from collections.abc import Iterator
from types import FunctionType

from sim.engine.program import Program
from sim.engine.reads import NEW, THEIRS
from sim.engine.rule_checks import text_of
from sim.engine.steps import Function, Settle, Step, Ties, Total
from sim.errors import Problem

_WHOLE = (ast.BitAnd, ast.BitOr, ast.BitXor, ast.LShift, ast.RShift)
Kinds = list[bool]
"""Of each result, whether it has a fraction."""


def not_whole(program: Program, step: Step) -> list[Problem]:
    """Where a step's rule gives what has a fraction to a column of whole numbers; a step within the program's tables."""
    rule = step.lowered.function
    given = {one.flat: one.source for one in step.lowered.arguments}
    fractional = frozenset(flat for flat, name in given.items() if _is_fractional(program, step, name))
    found, whole = _Rule(rule, fractional), [name for name in step.writes if not _is_fractional(program, step, name)]
    if isinstance(step, Settle):
        lines = [(line, given[name]) for line, name in found.stored() if given.get(name) in whole]
    elif step.lowered.of_records:
        lines = [(line, name) for name in whole for line in found.bound(NEW + name)]
    else:
        places = [place for place, name in enumerate(step.writes) if name in whole]
        lines = [(line, step.writes[place]) for line, kinds in found.returned() for place in places if kinds[place]]
    what, advice = "takes whole numbers, and this has a fraction", "write int(...), or make the field f4 or f8"
    return [
        Problem(rule.__code__.co_filename, line, rule.__name__, f"{name} {what}", "", advice) for line, name in lines
    ]


def _is_fractional(program: Program, step: Step, name: str) -> bool:
    """Whether what a step knows under a name may have a fraction."""
    if name in program.world or name in program.purposes:
        return True
    tables = list(program.tables) if isinstance(step, Settle) else [program.table_of(step).name, program.place.name]
    if isinstance(step, Total) and name in step.writes:
        tables = [program.place.name]
    if isinstance(step, Ties):
        name = name.removeprefix(THEIRS)
    columns = [column for table in tables if (column := program.column(table, name=name))]
    return bool(columns) and columns[0].kind.startswith("f")


class _Rule:
    """A rule and those of its names that may have a fraction, given which of its arguments do."""

    def __init__(self, rule: Function, fractional: frozenset[str]) -> None:
        node = text_of(rule)
        assert node is not None
        self.node, self.scope, self.names = node, rule.__globals__, {*fractional}
        before = -1
        while before != len(self.names):
            before = len(self.names)
            for line in ast.walk(node):
                self._bind(line)

    def returned(self) -> Iterator[tuple[int, Kinds]]:
        """The lines that return, and what they give."""
        for line in ast.walk(self.node):
            if isinstance(line, ast.Return) and line.value is not None:
                yield line.lineno, self._kinds(line.value)

    def stored(self) -> Iterator[tuple[int, str]]:
        """The lines that write something with a fraction into a column, and the column."""
        lines = [line for line in ast.walk(self.node) if isinstance(line, ast.Assign | ast.AugAssign)]
        also = {
            target.id: line.value.id
            for line in lines
            for target, _ in self._pairs(line)
            if isinstance(target, ast.Name) and isinstance(line.value, ast.Name)
        }
        for line in lines:
            for target, kind in self._pairs(line):
                if kind and isinstance(target, ast.Subscript) and isinstance(target.value, ast.Name):
                    yield line.lineno, also.get(target.value.id, target.value.id)

    def bound(self, name: str) -> Iterator[int]:
        """The lines that give a name what has a fraction by itself, whatever the name was before."""
        self.names.discard(name)
        for line in ast.walk(self.node):
            if isinstance(line, ast.Assign | ast.AugAssign):
                yield from (
                    line.lineno
                    for target, kind in self._pairs(line)
                    if kind and isinstance(target, ast.Name) and target.id == name
                )

    def _bind(self, line: ast.AST) -> None:
        if isinstance(line, ast.Assign | ast.AugAssign):
            self.names |= {target.id for target, kind in self._pairs(line) if kind and isinstance(target, ast.Name)}
        if isinstance(line, ast.For) and isinstance(line.iter, ast.Tuple) and any(self._kinds(line.iter)):
            self.names |= {one.id for one in ast.walk(line.target) if isinstance(one, ast.Name)}

    def _pairs(self, line: ast.Assign | ast.AugAssign) -> Iterator[tuple[ast.expr, bool]]:
        """What a line writes, each with whether it may have a fraction then."""
        divides = isinstance(line, ast.AugAssign) and isinstance(line.op, ast.Div)
        kinds = [True] if divides else self._kinds(line.value)
        for target in line.targets if isinstance(line, ast.Assign) else (line.target,):
            if isinstance(target, ast.Tuple):
                yield from zip(target.elts, kinds, strict=True)
            else:
                yield target, any(kinds)

    def _kinds(self, node: ast.expr) -> Kinds:
        """Of each number of an expression, whether it may have a fraction."""
        if isinstance(node, ast.Tuple):
            return [any(self._kinds(one)) for one in node.elts]
        if isinstance(node, ast.IfExp):
            return [one or other for one, other in zip(self._kinds(node.body), self._kinds(node.orelse), strict=True)]
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            return self._called(node.func.id, node.args)
        return [self._has_fraction(node)]

    def _called(self, name: str, given: list[ast.expr]) -> Kinds:
        kinds, called = [any(self._kinds(one)) for one in given], self.scope.get(name)
        if not isinstance(called, FunctionType):
            return [name in ("min", "max", "abs") and any(kinds)]
        names = called.__code__.co_varnames[: len(given)]
        inside = _Rule(called, frozenset(one for one, kind in zip(names, kinds, strict=True) if kind))
        results = [found for _, found in inside.returned()]
        return [any(column) for column in zip(*results, strict=True)]

    def _has_fraction(self, node: ast.expr) -> bool:
        if isinstance(node, ast.Constant):
            return isinstance(node.value, float)
        if isinstance(node, ast.Name):
            return node.id in self.names or isinstance(self.scope.get(node.id), float)
        if isinstance(node, ast.BinOp):
            sides = any((*self._kinds(node.left), *self._kinds(node.right)))
            return isinstance(node.op, ast.Div) or (sides and not isinstance(node.op, _WHOLE))
        if isinstance(node, ast.UnaryOp):
            return not isinstance(node.op, ast.Not) and any(self._kinds(node.operand))
        if isinstance(node, ast.BoolOp):
            return any(any(self._kinds(one)) for one in node.values)
        return isinstance(node, ast.Subscript) and any(self._kinds(node.value))
