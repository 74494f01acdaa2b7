"""Rules as functions of plain numbers: ``me.habit`` becomes an argument ``me_habit``.

Only names change, and every argument is given by its place. Lines keep their numbers, so a traceback, a debugger and coverage
show the text that was written. What a rule reads is found by ``sim.engine.reads``; here its text is written anew.
"""

import ast
import copy
import functools
from collections.abc import Iterable
from types import FunctionType
from typing import Any, cast

from sim.engine.branch_free import joined
from sim.engine.reads import NEW, Argument, Lowered, Read, Reading, Way, row_of, targets_of
from sim.engine.signature import Function, annotations, definition_of, function_called, parameters, width_of

TEXTS: dict[Function, ast.FunctionDef] = {}
"""The texts of the functions that rules were lowered to."""
_UNDER_WAY: list[FunctionType] = []


@functools.cache
def lowered(function: Function, way: Way = "settles") -> Lowered:
    """The rule with an argument for each number that it, or a rule that it calls, reads of a record.

    Raises
    ------
    RuleError
        Where the rule reads a field that its record does not have, or does with a record what cannot be lowered.
    """
    rule = cast(FunctionType, function)
    _UNDER_WAY.append(rule)
    try:
        return _lowered(rule, way)
    finally:
        _UNDER_WAY.remove(rule)


def _of_called(function: FunctionType) -> Lowered | None:
    """What a rule that another one calls was lowered to; None where it is under way, and so calls itself."""
    return None if function in _UNDER_WAY else lowered(function)


def _lowered(rule: FunctionType, way: Way) -> Lowered:
    definition, given = definition_of(rule), parameters(rule)
    found = Reading(rule, given, way, _of_called)
    found.read(definition)
    body = _Text(found).statements(definition)
    arguments = tuple(one for each in given.values() for one in found.arguments(each))
    if any(isinstance(node, ast.BoolOp) for statement in body for node in ast.walk(statement)):
        columns = {one.flat: one.record for one in arguments if one.many and one.width == 1}
        body = joined(body, truths=_truths(rule, found.called), columns=columns)
    found.check(definition, arguments)
    definition.args = ast.arguments([], [ast.arg(one.flat) for one in arguments], None, [], [], None, [])
    definition.body, definition.decorator_list, definition.returns = body, [], None
    scope = dict(rule.__globals__) | {name: one.function for name, one in found.called.items()}
    exec(compile(ast.fix_missing_locations(ast.Module([definition], [])), rule.__code__.co_filename, "exec"), scope)
    made = scope[definition.name]
    TEXTS[made] = definition
    made.__module__, made.__doc__, made.__qualname__ = rule.__module__, rule.__doc__, rule.__qualname__
    return Lowered(made, arguments, tuple(found.assigned), any(one.kind for one in given.values()))


def _truths(rule: FunctionType, called: Iterable[str]) -> set[str]:
    """The arguments of a rule, and the rules that it calls, that are said to be true or false."""
    given = {name for name, hint in annotations(rule).items() if hint is bool}
    return given | {name for name in called if annotations(rule.__globals__[name]).get("return") is bool}


class _Text(ast.NodeTransformer):
    """Renames what a rule reads of records."""

    def __init__(self, reading: Reading) -> None:
        self.of = reading
        self._assigned: set[tuple[str, str]] = set()
        """Fields that the text above has assigned: whoever read them again would find what was there before."""
        self._sums: set[tuple[str, str]] = set()
        """Fields to which it adds in several places, or on some of its ways only."""

    def statements(self, definition: ast.FunctionDef) -> list[ast.stmt]:
        """The rule's statements with fields as arguments; values for the fields that it assigns come at the end."""
        kept, before = self.of.kept(definition), list[ast.stmt]()
        self._sums = {key for key, times in self.of.assigned.items() if times > 1} | {one.key for one in kept}
        for one in (Read(self.of.given[record], name) for record, name in self.of.assigned):
            if self.of.adds_to(one) and one.key in self._sums:
                before.append(ast.Assign([_new(one.key)], ast.Constant(0)))
            elif one in kept:
                self.of.fields[one.of.name][one.name] = None
                before.append(ast.Assign([_new(one.key)], one.flat))
        body = [cast(ast.stmt, self.visit(statement)) for statement in definition.body]
        at = 1 if ast.get_docstring(definition) is not None else 0
        return [*body[:at], *before, *body[at:], *([self._end()] if self.of.assigned else [])]

    def _end(self) -> ast.Return:
        values: list[ast.expr] = [_new(key, ast.Load()) for key in self.of.assigned]
        return ast.Return(values[0] if len(values) == 1 else ast.Tuple(values, ast.Load()))

    def visit_Name(self, node: ast.Name) -> Any:
        if node.id in self.of.given and self.of.given[node.id].kind:
            raise self.of.error(node, f"{node.id} is a record: read its fields, or hand it to a rule")
        return node

    def visit_FunctionDef(self, node: ast.FunctionDef) -> Any:
        return node  # no part of a rule: sim.engine.rule_checks says so

    def visit_Lambda(self, node: ast.Lambda) -> Any:
        return node

    def visit_Return(self, node: ast.Return) -> Any:
        if not self.of.assigned:
            return self.generic_visit(node)
        if node.value is not None:
            raise self.of.error(node, "it assigns fields, so it returns nothing")
        return _placed(self._end(), node)

    def visit_If(self, node: ast.If) -> Any:
        """Two branches, of which neither sees what the other has assigned; nothing is seen of one that has returned."""
        test, before, left = self.visit(node.test), set(self._assigned), set[tuple[str, str]]()
        branches = []
        for branch in (node.body, node.orelse):
            self._assigned = set(before)
            branches.append([cast(ast.stmt, self.visit(each)) for each in branch])
            left |= set() if branch and isinstance(branch[-1], ast.Return) else self._assigned
        self._assigned = before | left
        return _placed(ast.If(test, *branches), node)

    def visit_For(self, node: ast.For) -> Any:
        """A loop counts in a name of its own."""
        self._no_field(node.target, "a loop counts in a name of the rule's own")
        return self._loop(node)

    def visit_While(self, node: ast.While) -> Any:
        return self._loop(node)

    def _loop(self, node: ast.For | ast.While) -> Any:
        """A loop comes back to lines above what it has assigned."""
        targets = [one for line in ast.walk(node) for one in targets_of(line) if isinstance(one, ast.Attribute)]
        found = [one for target in targets if (one := self.of.field(target))]
        self._assigned |= {one.key for one in found if one.key in self.of.assigned}
        return self.generic_visit(node)

    def visit_Delete(self, node: ast.Delete) -> Any:
        """Nothing is deleted."""
        self._no_field(node, "a field is not deleted")
        return self.generic_visit(node)

    def _no_field(self, node: ast.AST, why: str) -> None:
        for one in ast.walk(node):
            if isinstance(one, ast.Attribute) and (found := self.of.field(one)):
                raise self.of.error(one, f"{found.of.name}.{found.name}: {why}")

    def visit_Assign(self, node: ast.Assign) -> Any:
        value = self.visit(node.value)
        return _placed(ast.Assign([self.visit(target) for target in node.targets], value), node)

    def visit_AugAssign(self, node: ast.AugAssign) -> Any:
        found = self.of.field(node.target) if isinstance(node.target, ast.Attribute) else None
        if not (found and found.key in self.of.assigned):
            return self.generic_visit(node)
        value = self.visit(node.value)
        if not self.of.adds_to(found):
            self._unassigned(node, found)
            value = ast.BinOp(found.flat, node.op, value)
        elif not isinstance(node.op, ast.Add | ast.Sub):
            raise self.of.error(node, f"it adds to {found.of.name}.{found.name}: write += or -=")
        elif found.key in self._sums:
            value = ast.BinOp(_new(found.key, ast.Load()), node.op, value)
        elif isinstance(node.op, ast.Sub):
            value = ast.UnaryOp(ast.USub(), value)
        return _placed(ast.Assign([self.visit(node.target)], value), node)

    def visit_Attribute(self, node: ast.Attribute) -> Any:
        found = self.of.field(node)
        if found is None:
            return self.generic_visit(node)
        if isinstance(node.ctx, ast.Store) and found.key in self.of.assigned:
            self._assigned.add(found.key)
            return _placed(_new(found.key), node)
        if not isinstance(node.ctx, ast.Load) and found.key not in self.of.changed:
            raise self.of.error(
                node, f"assign {found.of.name}.{found.name} in a line of its own: {found.of.name}.{found.name} = ..."
            )
        if (found.row is not None or not isinstance(node.ctx, ast.Load)) and width_of(found.of.kind, found.name) > 1:
            raise self.of.error(node, f"{ast.unparse(node)} is several numbers: write {ast.unparse(node)}[k]")
        self._unassigned(node, found)
        return _placed(self._number(found, node.ctx), node)

    def _unassigned(self, node: ast.AST, found: Read) -> None:
        if found.key in self._assigned:
            raise self.of.error(
                node, f"{found.of.name}.{found.name} is read after it was assigned; keep it in a name of your own"
            )

    def _number(self, found: Read, ctx: ast.expr_context) -> ast.expr:
        """A field as a number: an entry of a column where it is of one of many, or where the rule changes it."""
        if found.row is not None:
            return ast.Subscript(found.flat, self.visit(_copied(found.row)), ctx)
        return ast.Subscript(found.flat, ast.Constant(0), ctx) if self._is_column(found) else found.flat

    def _is_column(self, found: Read) -> bool:
        alone = getattr(found.of.kind, "one_of_a_kind", False)
        return width_of(found.of.kind, found.name) == 1 and (alone or found.key in self.of.changed)

    def visit_Subscript(self, node: ast.Subscript) -> Any:
        found = self.of.field(node.value) if isinstance(node.value, ast.Attribute) else None
        if found is None:
            return self.generic_visit(node)
        self._unassigned(node, found)
        place = self.visit(node.slice)
        if found.row is not None:
            first = ast.BinOp(
                self.visit(_copied(found.row)), ast.Mult(), ast.Constant(width_of(found.of.kind, found.name))
            )
            place = (
                first if isinstance(place, ast.Constant) and place.value == 0 else ast.BinOp(first, ast.Add(), place)
            )
        return _placed(ast.Subscript(found.flat, place, node.ctx), node)

    def visit_Call(self, node: ast.Call) -> Any:
        if column := self.of.column(node):
            return _placed(column.flat, node)
        if counted := self.of.counted(node):
            return _placed(ast.Call(node.func, [counted.flat], []), node)
        called, function = self.of.rule_called(node), function_called(self.of.rule, node)
        if called is None or function is None:
            return self.generic_visit(node)
        handed = self.of.handed(function, node)
        given = [self._given(handed[one.record], one) for one in called.arguments]
        return _placed(ast.Call(node.func, given, []), node)

    def _given(self, expression: ast.expr, argument: Argument) -> ast.expr:
        """What a rule is given for one argument, from what the call hands it."""
        record = self.of.record(expression) if argument.kind else None
        if record is None:
            return cast(ast.expr, self.visit(_copied(expression)))
        found = Read(record, argument.name, row_of(expression))
        self._unassigned(expression, found)
        whole = (
            argument.many or argument.changed or argument.width > 1 or getattr(argument.kind, "one_of_a_kind", False)
        )
        if whole and found.row is not None:
            raise self.of.error(
                expression, f"{argument.name!r} of one of many cannot be handed on: hand on all of them"
            )
        return found.flat if whole else self._number(found, ast.Load())


def _new(key: tuple[str, str], ctx: ast.expr_context | None = None) -> ast.Name:
    return ast.Name(f"{NEW}{key[1]}", ctx or ast.Store())


def _copied(node: ast.expr) -> ast.expr:
    """An expression for a further place; names and numbers, which nothing changes, may stand in several."""
    return node if isinstance(node, ast.Name | ast.Constant) else copy.deepcopy(node)


def _placed(new: Any, old: ast.AST) -> Any:
    """A tree whose top stands where the old one stood; what is new in it is placed with it in the end."""
    return ast.copy_location(new, old)
