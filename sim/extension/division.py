"""Divisions, and steps of a range, by what may be 0: one engine would stop there and the other not, so they are refused."""

import ast
import re
from collections.abc import Iterator, Mapping

from sim.engine.rule_checks import text_of
from sim.engine.steps import Function
from sim.errors import Problem

Known = frozenset[str]
"""Names, or expressions as text, of which something is known where a line is reached."""
_WORD = re.compile(r"[A-Za-z_]\w*")
_DIVIDES = (ast.Div, ast.FloorDiv, ast.Mod)
_ADVICE = "write a / max(b, least) with a least above 0, or a / b if b > 0.0 else ..."


class Walk:
    """Goes through a rule's lines in order, with what is known on the way; ``unsafe`` are lines with what is wrong."""

    def __init__(self) -> None:
        self.unsafe: set[tuple[int, str]] = set()

    def block(self, body: list[ast.stmt], known: Known) -> Known:
        """Go through lines and return what is known behind them."""
        for line in body:
            known = self.line(line, known)
        return known

    def line(self, line: ast.stmt, known: Known) -> Known:
        """Look at a line and return what is known behind it."""
        raise NotImplementedError


def divisions(rule: Function, positive: Known, said: Mapping[str, str]) -> list[Problem]:
    """Divisions of a rule whose divisor may be 0, given the names of arguments that are above it, and how to say names.

    A divisor is a number, an argument above 0, ``max`` with either, a product of such, or what a
    comparison with 0 around or ahead of the division rules out.
    """
    node = text_of(rule)
    assert node is not None
    constants = {name: value for name, value in rule.__globals__.items() if type(value) in (int, float)}
    found = _Divisions(constants, positive)
    found.block(node.body, positive)
    file = rule.__code__.co_filename
    return [
        Problem(
            file, line, rule.__name__, f"{_WORD.sub(lambda one: said.get(one[0], one[0]), what)} may be 0", "", _ADVICE
        )
        for line, what in sorted(found.unsafe)
    ]


class _Divisions(Walk):
    """Goes through a rule's lines in order, with what is known not to be 0 on the way."""

    def __init__(self, constants: dict[str, int | float], positive: Known) -> None:
        super().__init__()
        self.constants, self.positive = constants, positive

    def line(self, line: ast.stmt, known: Known) -> Known:
        """The expressions that are not 0 behind a line."""
        if isinstance(line, ast.If):
            self._look(line.test, known)
            inside = self.block(line.body, known | self._true(line.test))
            beside = self.block(line.orelse, known | self._false(line.test))
            if _leaves(line.body):
                return beside
            return inside if line.orelse and _leaves(line.orelse) else inside & beside
        if isinstance(line, ast.For | ast.While):
            known = _without(known, {name for one in ast.walk(line) for name in _stored(one)})
            self._look(line.iter if isinstance(line, ast.For) else line.test, known)
            self.block(line.body, known | (self._true(line.test) if isinstance(line, ast.While) else frozenset()))
            return known
        for child in ast.iter_child_nodes(line):
            self._look(child, known)
        if isinstance(line, ast.AugAssign) and isinstance(line.op, _DIVIDES):
            self._divisor(line.value, known)
        return self._assigned(
            line, _without(known, {name for one in ast.walk(line) for name in _stored(one)}), before=known
        )

    def _assigned(self, line: ast.stmt, left: Known, *, before: Known) -> Known:
        if isinstance(line, ast.Assign) and isinstance(line.targets[0], ast.Name) and self._sure(line.value, before):
            return left | {line.targets[0].id}
        return left

    def _look(self, node: ast.AST, known: Known) -> None:
        """Find divisions inside an expression."""
        if isinstance(node, ast.IfExp):
            self._look(node.test, known)
            self._look(node.body, known | self._true(node.test))
            self._look(node.orelse, known | self._false(node.test))
            return
        if isinstance(node, ast.BoolOp):
            for value in node.values:
                self._look(value, known)
                known |= self._true(value) if isinstance(node.op, ast.And) else self._false(value)
            return
        if isinstance(node, ast.BinOp) and isinstance(node.op, _DIVIDES):
            self._divisor(node.right, known)
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "range" and len(node.args) > 2:
            self._divisor(node.args[2], known)
        for child in ast.iter_child_nodes(node):
            self._look(child, known)

    def _divisor(self, node: ast.expr, known: Known) -> None:
        if not self._sure(node, known):
            self.unsafe.add((node.lineno, ast.unparse(node)))

    def _sure(self, node: ast.expr, known: Known) -> bool:
        """Whether an expression is never 0."""
        if (number := self._number(node)) is not None:
            return number != 0
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "max":
            return any((self._number(one) or 0) > 0 or ast.unparse(one) in self.positive & known for one in node.args)
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mult):
            return self._sure(node.left, known) and self._sure(node.right, known)
        if isinstance(node, ast.IfExp):
            test = node.test
            return self._sure(node.body, known | self._true(test)) and self._sure(
                node.orelse, known | self._false(test)
            )
        return ast.unparse(node) in known

    def _number(self, node: ast.expr) -> int | float | None:
        if isinstance(node, ast.Constant) and isinstance(node.value, int | float):
            return node.value
        return self.constants.get(node.id) if isinstance(node, ast.Name) else None

    def _true(self, test: ast.expr) -> Known:
        """What is not 0 where a test holds."""
        if sides := _sides(test, (ast.And, ast.BitAnd)):
            return frozenset(name for one in sides for name in self._true(one))
        if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not):
            return self._false(test.operand)
        return frozenset(self._ruled_out(test, (ast.Gt, ast.Lt), up_to=(ast.GtE, ast.LtE), unequal=ast.NotEq))

    def _false(self, test: ast.expr) -> Known:
        """What is not 0 where a test does not hold."""
        if sides := _sides(test, (ast.Or, ast.BitOr)):
            return frozenset(name for one in sides for name in self._false(one))
        if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not):
            return self._true(test.operand)
        return frozenset(self._ruled_out(test, (ast.LtE, ast.GtE), up_to=(ast.Lt, ast.Gt), unequal=ast.Eq))

    def _ruled_out(
        self,
        test: ast.expr,
        beyond: tuple[type[ast.cmpop], type[ast.cmpop]],
        *,
        up_to: tuple[type[ast.cmpop], type[ast.cmpop]],
        unequal: type[ast.cmpop],
    ) -> Iterator[str]:
        """What a comparison with a number keeps from being 0: above it, or where the number is not 0 up to it, too."""
        if not isinstance(test, ast.Compare) or len(test.ops) != 1:
            return
        left, op, right = test.left, test.ops[0], test.comparators[0]
        for one, other, (above, below) in ((left, right, (0, 1)), (right, left, (1, 0))):
            number = self._number(other)
            if number is None:
                continue
            over, under = isinstance(op, beyond[above]), isinstance(op, beyond[below])
            from_, to = isinstance(op, up_to[above]), isinstance(op, up_to[below])
            strict = (over and number >= 0) or (under and number <= 0)
            if strict or (from_ and number > 0) or (to and number < 0) or (isinstance(op, unequal) and number == 0):
                yield ast.unparse(one)


def _leaves(body: list[ast.stmt]) -> bool:
    return isinstance(body[-1], ast.Return | ast.Continue | ast.Break)


def _sides(test: ast.expr, joined_by: tuple[type[ast.AST], ...]) -> list[ast.expr]:
    """What a test joins, written with ``and`` or, as lowering does where it may, with ``&``."""
    if isinstance(test, ast.BoolOp) and isinstance(test.op, joined_by):
        return test.values
    return [test.left, test.right] if isinstance(test, ast.BinOp) and isinstance(test.op, joined_by) else []


def _stored(node: ast.AST) -> set[str]:
    """The names that a line writes, or writes into."""
    if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
        return {node.id}
    if isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Store):
        return {one.id for one in ast.walk(node.value) if isinstance(one, ast.Name)}
    return set()


def _without(known: Known, names: set[str]) -> Known:
    """What is still known once names have other values."""
    words = {text: {one.id for one in ast.walk(ast.parse(text)) if isinstance(one, ast.Name)} for text in known}
    return frozenset(text for text in known if not words[text] & names)
