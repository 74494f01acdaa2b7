"""Names that may have no value yet where they are read: one engine would stop there and the other go on with anything."""

import ast

from sim.engine.rule_checks import text_of
from sim.engine.steps import Function
from sim.errors import Problem
from sim.extension.division import Known, Walk


def unassigned(rule: Function) -> list[Problem]:
    """Reads of a rule's own names ahead of their value, or where only some way to the line gives them one."""
    node = text_of(rule)
    assert node is not None
    own = {one.id for one in ast.walk(node) if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Store)}
    given = {one.arg for one in ast.walk(node.args) if isinstance(one, ast.arg)}
    found = _Names(frozenset(own - given))
    found.block(node.body, frozenset())
    return [
        Problem(
            rule.__code__.co_filename,
            line,
            rule.__name__,
            f"{name} may have no value here",
            "",
            f"give it one ahead of every if and loop: {name} = 0",
        )
        for line, name in sorted(found.unsafe)
    ]


class _Names(Walk):
    """Goes through a rule's lines in order, with the names that have a value on the way."""

    def __init__(self, own: Known) -> None:
        super().__init__()
        self.own = own

    def line(self, line: ast.stmt, known: Known) -> Known:
        """The names that have a value behind a line: all, where nothing comes behind it."""
        if isinstance(line, ast.If):
            self._read(line.test, known)
            return self.block(line.body, known) & self.block(line.orelse, known)
        if isinstance(line, ast.For):
            self._read(line.iter, known)
            self.block(line.body, known | _stored(line.target))
            return known
        if isinstance(line, ast.While):
            self._read(line.test, known)
            self.block(line.body, known)
            return known
        self._read(line, known)
        return self.own if isinstance(line, ast.Return | ast.Continue | ast.Break) else known | _stored(line)

    def _read(self, node: ast.AST, known: Known) -> None:
        for one in ast.walk(node):
            if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Load) and one.id in self.own - known:
                self.unsafe.add((one.lineno, one.id))


def _stored(node: ast.AST) -> Known:
    return frozenset(one.id for one in ast.walk(node) if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Store))
