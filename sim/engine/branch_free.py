"""``and`` and ``or`` without a branch, where both sides may be looked at.

A processor takes many agents at once through a loop that nowhere branches. So ``a < b and c < d`` becomes
``(a < b) & (c < d)``: of truths alone, and only where a later side can neither fail nor cost much. Calls and divisions stay
behind the ``and`` that may guard them. So does an entry of a column, unless another of its row was read on the way there.
"""

import ast
from collections.abc import Iterable
from typing import Any, TypeVar

_HARMLESS = (ast.Compare, ast.BoolOp, ast.IfExp, ast.UnaryOp, ast.BinOp, ast.Name, ast.Constant)
_PARTS = (ast.boolop, ast.cmpop, ast.unaryop, ast.expr_context, ast.Add, ast.Sub, ast.Mult, ast.BitAnd, ast.BitOr)
_CHEAP = ("min", "max", "abs")
N = TypeVar("N", bound=ast.AST)


def joined(body: list[ast.stmt], *, truths: set[str], columns: dict[str, str]) -> list[ast.stmt]:
    """The statements of a lowered rule, joined so.

    ``truths`` are the arguments that are true or false and the rules that say so. ``columns`` are the arguments with a number
    for each of many agents, and the name of these.
    """
    joins = _Joins(_truths(body, truths), columns)
    return [joins.visit(statement) for statement in body]


class _Joins(ast.NodeTransformer):
    def __init__(self, truths: set[str], columns: dict[str, str]) -> None:
        self._truths, self._columns = truths, columns
        self._read: set[tuple[str, str]] = set()
        """Agents, and the name of the row of one that has been read on every way to here."""

    def visit_BoolOp(self, node: ast.BoolOp) -> ast.expr:
        sides = [self.visit(node.values[0])]
        first, joins = set(self._read), _is_truth(node, self._truths)
        for side in node.values[1:]:
            joins = joins and self._is_harmless(side)
            sides.append(self.visit(side))
        if not joins:
            self._read = first
            return ast.copy_location(ast.BoolOp(node.op, sides), node)
        by = ast.BitAnd() if isinstance(node.op, ast.And) else ast.BitOr()
        whole: ast.expr = sides[0]
        for side in sides[1:]:
            whole = ast.copy_location(ast.BinOp(whole, by, side), node)
        return whole

    def visit_IfExp(self, node: ast.IfExp) -> ast.expr:
        node.test = self.visit(node.test)
        (node.body,), (node.orelse,) = self._way([node.body]), self._way([node.orelse])
        return node

    def visit_If(self, node: ast.If) -> ast.stmt:
        node.test = self.visit(node.test)
        node.body, node.orelse = self._way(node.body), self._way(node.orelse)
        return node

    def visit_For(self, node: ast.For) -> ast.stmt:
        node.iter = self.visit(node.iter)
        self._forget(ast.walk(node))
        node.body = self._way(node.body)
        return node

    def visit_While(self, node: ast.While) -> ast.stmt:
        self._forget(ast.walk(node))
        node.test = self.visit(node.test)
        node.body = self._way(node.body)
        return node

    def visit_Assign(self, node: ast.Assign) -> ast.stmt:
        node.value = self.visit(node.value)
        node.targets = [self.visit(target) for target in node.targets]
        self._forget(ast.walk(node))
        return node

    def visit_AugAssign(self, node: ast.AugAssign) -> ast.stmt:
        self.generic_visit(node)
        self._forget([node.target])
        return node

    def visit_Subscript(self, node: ast.Subscript) -> ast.expr:
        self.generic_visit(node)
        if entry := self._entry(node):
            self._read.add(entry)
        return node

    def _way(self, nodes: list[N]) -> list[N]:
        """What is done on one of several ways; what it reads is not read on the others."""
        before = set(self._read)
        done: list[Any] = [self.visit(node) for node in nodes]
        self._read = before
        return done

    def _forget(self, nodes: Iterable[ast.AST]) -> None:
        names = {one.id for one in nodes if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Store)}
        self._read = {(agents, row) for agents, row in self._read if row not in names}

    def _entry(self, node: ast.Subscript) -> tuple[str, str] | None:
        if isinstance(node.value, ast.Name) and node.value.id in self._columns and isinstance(node.slice, ast.Name):
            return self._columns[node.value.id], node.slice.id
        return None

    def _is_harmless(self, node: ast.AST) -> bool:
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            return node.func.id in _CHEAP and all(self._is_harmless(one) for one in node.args)
        if isinstance(node, ast.Subscript):
            return isinstance(node.slice, ast.Constant) or self._entry(node) in self._read
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mod) and isinstance(node.right, ast.Constant):
            return bool(node.right.value) and self._is_harmless(node.left)
        return isinstance(node, (*_HARMLESS, *_PARTS)) and all(map(self._is_harmless, ast.iter_child_nodes(node)))


def _truths(body: list[ast.stmt], given: set[str]) -> set[str]:
    """The names that are nowhere anything else than true or false."""
    bound: dict[str, list[ast.expr | None]] = {}
    for node in (one for statement in body for one in ast.walk(statement)):
        if isinstance(node, ast.Assign):
            for target in node.targets:
                _bind(bound, target, node.value)
        elif isinstance(node, ast.AugAssign | ast.For):
            _bind(bound, node.target, None)
    truths, before = {*bound} | given, set[str]()
    while truths != before:
        before = truths
        truths = {one for one in before if all(value and _is_truth(value, before) for value in bound.get(one, []))}
    return truths


def _bind(bound: dict[str, list[ast.expr | None]], target: ast.expr, value: ast.expr | None) -> None:
    if isinstance(target, ast.Tuple):
        values = value.elts if isinstance(value, ast.Tuple) else [None] * len(target.elts)
        for one, its in zip(target.elts, values, strict=True):
            _bind(bound, one, its)
    elif isinstance(target, ast.Name):
        bound.setdefault(target.id, []).append(value)


def _is_truth(node: ast.expr, truths: set[str]) -> bool:
    if isinstance(node, ast.Name):
        return node.id in truths
    if isinstance(node, ast.Call):
        return _is_truth(node.func, truths)
    if isinstance(node, ast.BoolOp):
        return all(_is_truth(side, truths) for side in node.values)
    return isinstance(node, ast.Compare) or (isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not))
