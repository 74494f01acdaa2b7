"""Rules that read records, as functions of plain numbers: ``me.habit`` becomes an argument ``me_habit``.

Only names change. Lines keep their numbers, so a traceback, a debugger and coverage show the text that was written.
"""

import ast
import copy
import difflib
import functools
import linecache
import textwrap
import typing
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import FunctionType
from typing import Any, Literal, cast

from pydantic import BaseModel

from sim.errors import SimError
from sim.quantities import Group
from sim.state.record import Field, Luck, Many, Record, fields

Function = Callable[..., Any]
Way = Literal["each", "total", "ties", "settles"]
"""How a rule is applied. By the first three it gives values for the fields that it assigns; by the last it changes columns."""
THEIRS = "their_"
"""Before a column of the resident at the other end of a tie."""
OTHER = "other"
"""The parameter of a rule of ties that is the resident at the other end."""
LUCK = "u_"
"""Before a draw."""
NEW = "new_"
"""Before a field's new value."""


TEXTS: dict[Function, ast.FunctionDef] = {}
"""The texts of the functions that rules were lowered to."""
_UNDER_WAY: list[FunctionType] = []
_BRACKETS = 9
"""Lines that may follow the last line of a rule's code with nothing but closing brackets."""


class RuleError(SimError):
    """A rule reads what its record does not have, or does with a record what machine code cannot."""

    def __init__(self, file: str, line: int, rule: str, what: str) -> None:
        super().__init__(f"{file}:{line}: rule {rule}: {what}")
        self.file, self.line, self.rule, self.what = file, line, rule, what


@dataclass(frozen=True)
class Argument:
    """One number or column that a lowered rule is given.

    ``record`` is the parameter of the rule that it was read from and ``kind`` that parameter's class, None for a plain number;
    ``name`` is the field. ``many`` says that it is the column of all agents, ``changed`` that the rule changes it in place.
    """

    record: str
    kind: type | None
    name: str
    many: bool = False
    changed: bool = False

    @property
    def flat(self) -> str:
        """Its name in the lowered rule."""
        return f"{self.record}_{self.name}" if self.kind else self.name

    @property
    def source(self) -> str:
        """What it is called among the columns, parameters and draws of a program."""
        if self.kind and issubclass(self.kind, Luck):
            return LUCK + self.name
        return THEIRS + self.name if self.kind and self.record == OTHER else self.name

    @property
    def width(self) -> int:
        """How many numbers an agent has of it."""
        return _width(self.kind, self.name) if self.kind else 1


@dataclass(frozen=True)
class Lowered:
    """A rule as a function of plain numbers.

    Attributes
    ----------
    function, arguments
        The function, and what it is given, in order.
    results
        Record parameter and field of each value that it gives.
    spread
        The arguments that each parameter of the rule became; empty for a rule of plain numbers, which stays what it is.
    """

    function: Function
    arguments: tuple[Argument, ...]
    results: tuple[tuple[str, str], ...]
    spread: Mapping[str, tuple[Argument, ...]]

    @property
    def writes(self) -> tuple[str, ...]:
        """The columns that it writes: of the fields that it assigns, or that it changes in place."""
        changed = dict.fromkeys(one.source for one in self.arguments if one.kind and one.changed)
        return tuple(name for _, name in self.results) or tuple(changed)


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


def _lowered(rule: FunctionType, way: Way) -> Lowered:
    definition, given = _definition(rule), parameters(rule)
    if not any(one.kind for one in given.values()):
        plain = tuple(Argument(name, None, name, changed=name in changed_columns(rule)) for name in given)
        return Lowered(rule, plain, (), {})
    found = _Reading(rule, given, way)
    found.read(definition)
    body = _Text(found).statements(definition)
    spread = {name: tuple(found.arguments(one)) for name, one in given.items()}
    arguments = tuple(one for group in spread.values() for one in group)
    found.check(definition, arguments)
    definition.args = ast.arguments([], [ast.arg(one.flat) for one in arguments], None, [], [], None, [])
    definition.body, definition.decorator_list, definition.returns = body, [], None
    scope = dict(rule.__globals__) | {name: one.function for name, one in found.called.items()}
    exec(compile(ast.fix_missing_locations(ast.Module([definition], [])), rule.__code__.co_filename, "exec"), scope)
    made = scope[definition.name]
    TEXTS[made] = definition
    made.__module__, made.__doc__, made.__qualname__ = rule.__module__, rule.__doc__, rule.__qualname__
    return Lowered(made, arguments, tuple(found.assigned), spread)


@functools.cache
def changed_columns(rule: FunctionType) -> frozenset[str]:
    """The plain parameters of a rule that it, or a rule that it hands them to, changes in place."""
    nodes = [*ast.walk(_definition(rule))]
    found = {
        node.value.id
        for node in nodes
        if isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Store) and isinstance(node.value, ast.Name)
    }
    for node in nodes:
        called = _function(rule, node)
        if called and called is not rule:
            handed = _handed(called, cast(ast.Call, node))
            found |= {
                one.id for name, one in handed.items() if name in changed_columns(called) and isinstance(one, ast.Name)
            }
    return frozenset(found & {*_names(rule)})


@dataclass(frozen=True)
class Given:
    """A parameter of a rule: its name, the class of its record or None, whether it is many of them."""

    name: str
    kind: type | None
    many: bool


@dataclass(frozen=True)
class _Read:
    """A field where a rule names it: of which parameter, and of which of many; without a row the column of all."""

    of: Given
    name: str
    row: ast.expr | None = None

    @property
    def key(self) -> tuple[str, str]:
        """Parameter and field."""
        return self.of.name, self.name

    @property
    def flat(self) -> ast.Name:
        """The argument that it becomes."""
        return ast.Name(f"{self.of.name}_{self.name}", ast.Load())


class _Reading:
    """What one rule reads, assigns, changes and calls."""

    def __init__(self, rule: FunctionType, given: dict[str, Given], way: Way) -> None:
        self.rule, self.given, self.way = rule, given, way
        self.fields: dict[str, dict[str, None]] = {name: {} for name in given}
        self.changed: set[tuple[str, str]] = set()
        self.assigned: dict[tuple[str, str], int] = {}
        """The fields that it gives values for, and in how many places."""
        self.called: dict[str, Lowered] = {}
        self.columns: dict[str, _Read] = {}
        """Its own names of columns: ``queue = residents.column(Resident.queue)``."""

    def read(self, definition: ast.FunctionDef) -> None:
        """Go through the text once."""
        nodes = [*ast.walk(definition)]
        for node in nodes:
            if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
                column = self.column(node.value)
                if column:
                    self.columns[node.targets[0].id] = column
        for node in nodes:
            if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Load):
                self._note(self.field(node))
            elif isinstance(node, ast.Call):
                self._read_call(node)
            else:
                for target in _targets(node):
                    self._read_target(target, augmented=isinstance(node, ast.AugAssign))

    def kept(self, definition: ast.FunctionDef) -> list[_Read]:
        """The fields that the rule assigns on some of its ways only: on the others they stay."""
        ends: list[set[tuple[str, str]]] = []
        last = self._ways(definition.body, set(), ends)
        always = set(self.assigned).intersection(*ends, *([] if last is None else [last]))
        return [_Read(self.given[record], name) for record, name in self.assigned if (record, name) not in always]

    def _ways(
        self, body: list[ast.stmt], before: set[tuple[str, str]], ends: list[set[tuple[str, str]]]
    ) -> set[tuple[str, str]] | None:
        """What is assigned behind lines, or None where nobody gets there; ``ends`` is told what is at each return."""
        now = set(before)
        for line in body:
            if isinstance(line, ast.Return):
                ends.append(now)
                return None
            if isinstance(line, ast.If):
                branches = [self._ways(branch, now, ends) for branch in (line.body, line.orelse)]
                going = [branch for branch in branches if branch is not None]
                if not going:
                    return None
                now = set.intersection(*going)
            elif isinstance(line, ast.For | ast.While):
                self._ways(line.body, now, ends)
            found = [self.field(one) for one in _targets(line) if isinstance(one, ast.Attribute)]
            now |= {one.key for one in found if one}
        return now

    def _note(self, found: _Read | None) -> None:
        if found:
            self.fields[found.of.name][found.name] = None

    def _read_target(self, target: ast.expr, augmented: bool) -> None:
        place = target.value if isinstance(target, ast.Subscript) else target
        if isinstance(place, ast.Name) and place is not target and place.id in self.columns:
            self.changed.add(self.columns[place.id].key)
        found = self.field(place) if isinstance(place, ast.Attribute) else None
        if not found:
            return
        self._check_target(target, found, augmented)
        if self.way != "settles" and place is target and not found.of.many:
            self.assigned[found.key] = self.assigned.get(found.key, 0) + 1
            if not augmented or self.adds_to(found):
                return
        elif self.way != "settles":
            raise self.error(target, f"{found.of.name}.{found.name} is changed in place, which only settlements may")
        else:
            self.changed.add(found.key)
        self._note(found)

    def adds_to(self, found: _Read) -> bool:
        """Whether the rule adds to a field that it does not see: a total to the community's, a rule of ties to a sum."""
        return self.way == "total" or (self.way == "ties" and found.of.kind is not None and not _of_ties(found))

    def _check_target(self, target: ast.expr, found: _Read, augmented: bool) -> None:
        kind = found.of.kind
        if kind is None or not issubclass(kind, Record) or issubclass(kind, Luck):
            what = "luck" if kind and issubclass(kind, Luck) else "a group of parameters"
            raise self.error(target, f"{found.of.name} is {what}, of which nothing can be assigned")
        if self.adds_to(found) and not augmented:
            what = "a total" if self.way == "total" else "a rule of ties"
            raise self.error(target, f"{what} adds: write {found.of.name}.{found.name} += ...")

    def _read_call(self, node: ast.Call) -> None:
        self._note(self.column(node))
        self._note(self.counted(node))
        called, function = self.rule_called(node), _function(self.rule, node)
        if called is None or function is None:
            return
        handed = self.handed(function, node)
        for one in called.arguments:
            if one.kind is None:
                column = self._column_handed(handed[one.name])
                if column and one.changed:
                    self.changed.add(column.key)
                continue
            record = self.record(handed[one.record])
            if record is None:
                raise self.error(node, f"{one.record!r} of {function.__name__} must be a record")
            wanted, given = one.kind.__name__, cast(type, record.kind).__name__
            if one.name not in _fields(cast(type, record.kind)):
                raise self.error(
                    node, f"{function.__name__} wants a {wanted} for {one.record!r}; {record.name} is a {given}"
                )
            self._note(_Read(record, one.name))
            if one.changed and self.way != "settles":
                raise self.error(
                    node, f"{function.__name__} assigns {one.record}.{one.name}: let it return the number instead"
                )
            if one.changed:
                self.changed.add((record.name, one.name))

    def _column_handed(self, expression: ast.expr) -> _Read | None:
        """The column that is handed to a rule as such: by its own name, as a column of many, or of a wide field."""
        if isinstance(expression, ast.Name):
            return self.columns.get(expression.id)
        return self.field(expression) if isinstance(expression, ast.Attribute) else self.column(expression)

    def rule_called(self, node: ast.Call) -> Lowered | None:
        """The rule that a call is of."""
        function = _function(self.rule, node)
        if function is None:
            return None
        name = cast(ast.Name, node.func).id
        if function in _UNDER_WAY:
            raise self.error(node, "it calls itself, at once or through others; use a loop")
        if name not in self.called:
            self.called[name] = lowered(function)
        return self.called[name]

    def handed(self, function: FunctionType, node: ast.Call) -> dict[str, ast.expr]:
        """What a call gives for each parameter of the rule."""
        found, names = _handed(function, node), _names(function)
        if len(node.args) > len(names):
            raise self.error(node, f"{function.__name__} takes {len(names)} arguments, not {len(node.args)}")
        if unknown := [name for name in found if name not in names]:
            raise self.error(node, f"{function.__name__} has no parameter {unknown[0]!r}")
        if missing := [name for name in names if name not in found]:
            raise self.error(node, f"{function.__name__} is not given {', '.join(missing)}")
        return found

    def record(self, node: ast.expr) -> Given | None:
        """The parameter that an expression is a record of: itself, one of many, or a group of parameters in it."""
        if isinstance(node, ast.Name):
            found = self.given.get(node.id)
            return found if found and found.kind else None
        if isinstance(node, ast.Subscript):
            many = self.record(node.value)
            if many and isinstance(node.slice, ast.Slice):
                raise self.error(node, f"take one of {many.name} at a time: {many.name}[i]")
            return many if many and many.many else None
        outer = self.record(node.value) if isinstance(node, ast.Attribute) else None
        return outer if outer and outer.kind and _group(outer.kind, cast(ast.Attribute, node).attr) else None

    def field(self, node: ast.Attribute) -> _Read | None:
        """The field that an expression names, or None where it names none."""
        record = self.record(node.value)
        if record is None or record.kind is None or _group(record.kind, node.attr):
            return None
        row = _row(node.value)
        if record.many and row is None:
            if node.attr == "column":
                return None
            raise self.error(node, f"{record.name} are many: write {record.name}[i].{node.attr}")
        return self._known(node, _Read(record, node.attr, row))

    def column(self, node: ast.expr) -> _Read | None:
        """The column of all that an expression asks for, as ``residents.column(Resident.queue)`` does."""
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "column"):
            return None
        many, asked = self.record(node.func.value), node.args[0] if node.args else None
        if many is None or not many.many or not isinstance(asked, ast.Attribute):
            return None
        return self._known(node, _Read(many, asked.attr))

    def counted(self, node: ast.Call) -> _Read | None:
        """The column by which ``len(residents)`` counts."""
        many = self.record(node.args[0]) if isinstance(node.func, ast.Name) and node.func.id == "len" else None
        return _Read(many, _counted(many.kind)) if many and many.many and many.kind else None

    def _known(self, node: ast.expr, found: _Read) -> _Read:
        known = _fields(cast(type, found.of.kind))
        if found.name not in known:
            near = difflib.get_close_matches(found.name, known, 1)
            advice = f"; {near[0]!r}?" if near else ""
            raise self.error(node, f"{cast(type, found.of.kind).__name__} has no field {found.name!r}{advice}")
        return found

    def arguments(self, one: Given) -> Iterator[Argument]:
        """What a parameter becomes."""
        if one.kind is None:
            yield Argument(one.name, None, one.name, changed=one.name in changed_columns(self.rule))
        for name in self.fields[one.name]:
            yield Argument(one.name, one.kind, name, one.many, (one.name, name) in self.changed)

    def check(self, definition: ast.FunctionDef, arguments: tuple[Argument, ...]) -> None:
        """No number of the rule's own may be called like an argument; who gives values changes nothing in place."""
        for record, name in self.assigned:
            if f"{NEW}{name}" in self.rule.__code__.co_varnames:
                raise self.error(definition, f"{record}.{name} becomes '{NEW}{name}': call your own number otherwise")
        for one in arguments:
            if one.kind and one.flat in self.rule.__code__.co_varnames:
                raise self.error(
                    definition, f"{one.record}.{one.name} becomes {one.flat!r}: call your own number otherwise"
                )
            if one.kind and one.changed and self.way != "settles":
                raise self.error(definition, f"{one.record}.{one.name} is changed in place, which only settlements may")

    def error(self, node: ast.AST, what: str) -> RuleError:
        """What is wrong, with file and line."""
        line: int = getattr(node, "lineno", self.rule.__code__.co_firstlineno)
        return _error(self.rule, line, what)


class _Text(ast.NodeTransformer):
    """Renames what a rule reads of records."""

    def __init__(self, reading: _Reading) -> None:
        self.of = reading
        self._assigned: set[tuple[str, str]] = set()
        """Fields that the text above has assigned: whoever read them again would find what was there before."""
        self._sums: set[tuple[str, str]] = set()
        """Fields to which it adds in several places, or on some of its ways only."""

    def statements(self, definition: ast.FunctionDef) -> list[ast.stmt]:
        """The rule's statements with fields as arguments; values for the fields that it assigns come at the end."""
        kept, before = self.of.kept(definition), list[ast.stmt]()
        self._sums = {key for key, times in self.of.assigned.items() if times > 1} | {one.key for one in kept}
        for one in (_Read(self.of.given[record], name) for record, name in self.of.assigned):
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
        return node  # no part of a rule: sim.engine.wording says so

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
        targets = [one for line in ast.walk(node) for one in _targets(line) if isinstance(one, ast.Attribute)]
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
        if (found.row is not None or not isinstance(node.ctx, ast.Load)) and _width(found.of.kind, found.name) > 1:
            raise self.of.error(node, f"{ast.unparse(node)} is several numbers: write {ast.unparse(node)}[k]")
        self._unassigned(node, found)
        return _placed(self._number(found, node.ctx), node)

    def _unassigned(self, node: ast.AST, found: _Read) -> None:
        if found.key in self._assigned:
            raise self.of.error(
                node, f"{found.of.name}.{found.name} is read after it was assigned; keep it in a name of your own"
            )

    def _number(self, found: _Read, ctx: ast.expr_context) -> ast.expr:
        """A field as a number: an entry of a column where it is of one of many, or where the rule changes it."""
        if found.row is not None:
            return ast.Subscript(found.flat, self.visit(_copied(found.row)), ctx)
        return ast.Subscript(found.flat, ast.Constant(0), ctx) if self._is_column(found) else found.flat

    def _is_column(self, found: _Read) -> bool:
        alone = getattr(found.of.kind, "one_of_a_kind", False)
        return _width(found.of.kind, found.name) == 1 and (alone or found.key in self.of.changed)

    def visit_Subscript(self, node: ast.Subscript) -> Any:
        found = self.of.field(node.value) if isinstance(node.value, ast.Attribute) else None
        if found is None:
            return self.generic_visit(node)
        self._unassigned(node, found)
        place = self.visit(node.slice)
        if found.row is not None:
            first = ast.BinOp(
                self.visit(_copied(found.row)), ast.Mult(), ast.Constant(_width(found.of.kind, found.name))
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
        called, function = self.of.rule_called(node), _function(self.of.rule, node)
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
        found = _Read(record, argument.name, _row(expression))
        self._unassigned(expression, found)
        whole = (
            argument.many or argument.changed or argument.width > 1 or getattr(argument.kind, "one_of_a_kind", False)
        )
        if whole and found.row is not None:
            raise self.of.error(
                expression, f"{argument.name!r} of one of many cannot be handed on: hand on all of them"
            )
        return found.flat if whole else self._number(found, ast.Load())


def _error(rule: FunctionType, line: int, what: str) -> RuleError:
    return RuleError(rule.__code__.co_filename, line, rule.__name__, what)


def _targets(node: ast.AST) -> list[ast.expr]:
    """What a statement assigns to."""
    if isinstance(node, ast.AugAssign | ast.AnnAssign):
        return [node.target]
    found = node.targets if isinstance(node, ast.Assign) else []
    return [one for each in found for one in (each.elts if isinstance(each, ast.Tuple) else [each])]


def _row(node: ast.expr) -> ast.expr | None:
    """The row of many in an expression such as ``residents[i]`` or ``policies[c].funding``."""
    if isinstance(node, ast.Attribute):
        return _row(node.value)
    return node.slice if isinstance(node, ast.Subscript) else None


def _new(key: tuple[str, str], ctx: ast.expr_context | None = None) -> ast.Name:
    return ast.Name(f"{NEW}{key[1]}", ctx or ast.Store())


def _copied(node: ast.expr) -> ast.expr:
    """An expression for a further place; names and numbers, which nothing changes, may stand in several."""
    return node if isinstance(node, ast.Name | ast.Constant) else copy.deepcopy(node)


def _placed(new: Any, old: ast.AST) -> Any:
    """A tree whose top stands where the old one stood; what is new in it is placed with it in the end."""
    return ast.copy_location(new, old)


def _width(kind: type | None, name: str) -> int:
    known = _fields(cast(type, kind))[name]
    return known.width if isinstance(known, Field) else 1


def _of_ties(found: _Read) -> bool:
    field = _fields(cast(type, found.of.kind))[found.name]
    return isinstance(field, Field) and field.of_ties


def _counted(kind: type) -> str:
    """The field by whose column the agents of a kind are counted."""
    return next(name for name, one in _fields(kind).items() if one.width == 1 and not one.scratch and not one.of_ties)


@functools.cache
def _fields(kind: Any) -> dict[str, Any]:
    """The fields of a record, or the numbers of a group of parameters and of the groups in it."""
    if issubclass(kind, Record):
        return dict(fields(kind))
    found: dict[str, Any] = {}
    for name, field in cast(type[BaseModel], kind).model_fields.items():
        group = _group(kind, name)
        found |= _fields(group) if group else {name: field}
    return found


def _group(kind: type, name: str) -> type | None:
    """The class of a group of parameters inside another, or None."""
    if not issubclass(kind, BaseModel) or name not in kind.model_fields:
        return None
    inside = kind.model_fields[name].annotation
    return inside if isinstance(inside, type) and issubclass(inside, Group) else None


def _names(rule: FunctionType) -> tuple[str, ...]:
    return rule.__code__.co_varnames[: rule.__code__.co_argcount + rule.__code__.co_kwonlyargcount]


def _function(rule: FunctionType, node: ast.AST) -> FunctionType | None:
    """The function that a node calls by its name, or None."""
    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name)):
        return None
    found = rule.__globals__.get(node.func.id)
    return found if isinstance(found, FunctionType) else None


def _handed(function: FunctionType, node: ast.Call) -> dict[str, ast.expr]:
    """What a call gives, by the names of the function's parameters."""
    by_place = dict(zip(_names(function), node.args, strict=False))
    return by_place | {str(one.arg): one.value for one in node.keywords}


def parameters(function: Function) -> dict[str, Given]:
    """What its annotations say of each parameter of a rule.

    Raises
    ------
    RuleError
        Where an annotation means nothing.
    """
    rule = cast(FunctionType, function)
    try:
        hints = annotations(rule)
    except (NameError, AttributeError, SyntaxError, TypeError) as error:
        raise _error(rule, rule.__code__.co_firstlineno, f"{error}, which its annotations speak of") from None
    found = {}
    for name in _names(rule):
        hint = hints.get(name)
        many = typing.get_origin(hint) is Many
        kind = typing.get_args(hint)[0] if many else hint
        is_record = isinstance(kind, type) and issubclass(kind, Record | BaseModel)
        found[name] = Given(name, kind if is_record else None, many and is_record)
    return found


def annotations(rule: FunctionType) -> dict[str, Any]:
    """What the annotations of a rule mean; they may name what its file imports under ``if TYPE_CHECKING:`` alone."""
    for_types = _imported_for_types(rule.__code__.co_filename) if "TYPE_CHECKING" in rule.__globals__ else {}
    return typing.get_type_hints(rule, for_types | rule.__globals__)


@functools.cache
def _imported_for_types(file: str) -> dict[str, object]:
    scope: dict[str, object] = {}
    for line in ast.parse("".join(linecache.getlines(file))).body:
        if isinstance(line, ast.If) and ast.unparse(line.test) == "TYPE_CHECKING":
            exec(compile(ast.Module(line.body, []), file, "exec"), scope)
    return scope


def _definition(rule: FunctionType) -> ast.FunctionDef:
    """The text of a rule, as a tree of its own whose lines have the numbers that they have in the file."""
    code, lost = rule.__code__, "its text cannot be found; write rules in a file"
    lines, first = linecache.getlines(code.co_filename), code.co_firstlineno
    last, found = max(end for _, end, _, _ in code.co_positions() if end), list[ast.stmt]()
    for end in range(last, last + _BRACKETS):  # code ends before the last closing bracket does
        try:
            found = ast.parse("\n" * (first - 1) + textwrap.dedent("".join(lines[first - 1 : end]))).body
            break
        except SyntaxError:
            continue
    if len(found) != 1 or not isinstance(found[0], ast.FunctionDef) or found[0].name != code.co_name:
        raise _error(rule, first, lost)
    return found[0]
