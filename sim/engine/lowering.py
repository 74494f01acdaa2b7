"""Rules that read records, as functions of plain numbers: ``me.habit`` becomes an argument ``me_habit``.

Only names change. Lines keep their numbers, so a traceback, a debugger and coverage show the text that was written.
"""

import ast
import functools
import linecache
import typing
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import FunctionType
from typing import Any, Literal, cast

from pydantic import BaseModel

from sim.errors import SimError
from sim.parameters.quantity import Group
from sim.state.record import Field, Luck, Many, Record, fields

Function = Callable[..., Any]
Way = Literal["each", "total", "ties", "settles"]
"""How a rule is applied. The first three give values, those of the fields that the rule assigns; the last changes columns."""
THEIRS = "their_"
"""Before a column of the resident at the other end of a tie."""
OTHER = "other"
"""The parameter of a rule of ties that is the resident at the other end."""
LUCK = "u_"
"""Before a draw."""


class RuleError(SimError):
    """A rule says something that cannot be run as machine code, or reads what its record does not have."""


@dataclass(frozen=True)
class Argument:
    """One number or column that a lowered rule is given.

    ``record`` is the rule's own parameter it was read from, ``kind`` that parameter's class and ``name`` the field; a plain
    parameter has no kind. ``many`` says that it is the column of all agents, ``changed`` that the rule changes it in place.
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
        if self.kind is None:
            return self.name
        if issubclass(self.kind, Luck):
            return LUCK + self.name
        return THEIRS + self.name if self.record == OTHER else self.name


@dataclass(frozen=True)
class Lowered:
    """A rule as a function of plain numbers, what it is given in order, and the fields that it writes."""

    function: Function
    arguments: tuple[Argument, ...]
    results: tuple[tuple[str, str], ...]
    """The record parameter and the field of each value that it gives, in order."""
    spread: Mapping[str, tuple[Argument, ...]]
    """The arguments that each parameter of the rule became, in their order; empty for a rule of plain numbers."""

    @property
    def writes(self) -> tuple[str, ...]:
        """The columns that it writes: those of the fields that it assigns, or those that it changes in place."""
        changed = dict.fromkeys(one.source for one in self.arguments if one.kind and one.changed)
        return tuple(name for _, name in self.results) or tuple(changed)


@dataclass(frozen=True)
class _Given:
    """A parameter of a rule: its name, the class of its record, whether it is many of them."""

    name: str
    kind: type | None
    many: bool

    @property
    def in_place(self) -> bool:
        """Whether all its fields are columns, also where they are only read."""
        return self.many or (self.kind is not None and getattr(self.kind, "one_of_a_kind", False))


@functools.cache
def lowered(function: Function, way: Way = "settles") -> Lowered:
    """The rule with an argument for each number that it, or a rule that it calls, reads of a record.

    Raises
    ------
    RuleError
        Where the rule reads a field that its record does not have, or does with a record what cannot be lowered.
    """
    rule = cast(FunctionType, function)
    definition = _definition(rule)
    given = _given(rule)
    if not any(one.kind for one in given.values()):
        return Lowered(function, tuple(Argument(name, None, name) for name in given), (), {})
    lowering = _Lowering(rule, given, way)
    lowering.note(definition)
    body = lowering.body(definition)
    spread = {name: tuple(lowering.arguments_of(one)) for name, one in given.items()}
    arguments = tuple(one for many in spread.values() for one in many)
    lowering.check_locals(arguments)
    definition.args = ast.arguments([], [ast.arg(one.flat) for one in arguments], None, [], [], None, [])
    definition.body, definition.decorator_list, definition.returns = body, [], None
    scope = dict(rule.__globals__) | {name: one.function for name, one in lowering.called.items()}
    exec(compile(ast.fix_missing_locations(ast.Module([definition], [])), rule.__code__.co_filename, "exec"), scope)
    plain = scope[definition.name]
    plain.__module__, plain.__doc__, plain.__qualname__ = rule.__module__, rule.__doc__, rule.__qualname__
    return Lowered(plain, arguments, lowering.results(), spread)


class _Lowering:
    """The walk through one rule."""

    def __init__(self, rule: FunctionType, given: dict[str, _Given], way: Way) -> None:
        self.rule, self.given, self.way = rule, given, way
        self.read: dict[str, dict[str, None]] = {name: {} for name in given}
        self.changed: dict[str, set[str]] = {name: set() for name in given}
        self.assigned: dict[tuple[str, str], bool] = {}
        self.called: dict[str, Lowered] = {}
        self.aliases: dict[str, tuple[str, str]] = {}
        """Names of columns: ``queue = residents.column(Resident.queue)``."""

    # what is read and changed

    def note(self, definition: ast.FunctionDef) -> None:
        """Go through the text once: which fields are read, assigned, changed in place; which rules are called."""
        for node in ast.walk(definition):
            if isinstance(node, ast.Assign) and (column := self._column(node.value)):
                target = node.targets[0]
                if isinstance(target, ast.Name):
                    self.aliases[target.id] = column
        top = {id(one) for statement in definition.body for one in self._targets(statement)}
        for node in ast.walk(definition):
            if isinstance(node, ast.Assign | ast.AugAssign | ast.AnnAssign):
                for target in self._targets(node):
                    self._note_target(target, whole=id(target) in top)
                    if self.way == "each" and isinstance(node, ast.AugAssign):
                        self._note_augmented(target)
            elif isinstance(node, ast.Attribute):
                self._note_read(node)
            elif isinstance(node, ast.Call):
                self._note_call(node)

    def _targets(self, node: ast.AST) -> list[ast.expr]:
        if isinstance(node, ast.Assign):
            found = node.targets
        elif isinstance(node, ast.AugAssign | ast.AnnAssign):
            found = [node.target]
        else:
            return []
        return [one for each in found for one in (each.elts if isinstance(each, ast.Tuple) else [each])]

    def _note_target(self, target: ast.expr, whole: bool) -> None:
        place = target.value if isinstance(target, ast.Subscript) else target
        if isinstance(place, ast.Name) and place.id in self.aliases:
            record, name = self.aliases[place.id]
            self.changed[record].add(name)
        if not (isinstance(place, ast.Attribute) and (found := self._field(place))):
            return
        record, name = found
        if self.way != "settles" and place is target and not self.given[record].many:
            self.assigned[record, name] = self.assigned.get((record, name), False) or whole
        else:
            self.changed[record].add(name)
            self.read[record][name] = None

    def _note_augmented(self, target: ast.expr) -> None:
        """What an agent adds to a field of its own is added to what it had."""
        if isinstance(target, ast.Attribute) and (found := self._field(target)):
            self.read[found[0]][found[1]] = None

    def _note_read(self, node: ast.Attribute) -> None:
        if isinstance(node.ctx, ast.Load) and (found := self._field(node)):
            self.read[found[0]][found[1]] = None
        if column := self._column_of(node):
            self.read[column[0]][column[1]] = None

    def _column_of(self, node: ast.expr) -> tuple[str, str] | None:
        """The column that ``residents.column`` asks for, seen from the call."""
        return None if not isinstance(node, ast.Call) else self._column(node)

    def _column(self, node: ast.expr) -> tuple[str, str] | None:
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "column"):
            return None
        many, asked = node.func.value, node.args[0] if node.args else None
        if not (isinstance(many, ast.Name) and many.id in self.given and isinstance(asked, ast.Attribute)):
            return None
        self._check_field(node, self.given[many.id], asked.attr)
        return many.id, asked.attr

    def _note_call(self, node: ast.Call) -> None:
        if column := self._column(node):
            self.read[column[0]][column[1]] = None
            return
        if isinstance(node.func, ast.Name) and node.func.id == "len" and isinstance(node.args[0], ast.Name):
            many = self.given.get(node.args[0].id)
            if many is not None and many.many:
                self.read[many.name][_counted(many)] = None
        called = self._rule(node)
        if called is None:
            return
        for parameter, expression in self._bound(node, called).items():
            for argument in called.spread.get(parameter, ()):
                self._note_handed(node, expression, argument)
            if parameter not in called.spread:
                changes = parameter in _changed_parameters(self._function(node))
                self._note_column(expression, changes)

    def _note_handed(self, node: ast.Call, expression: ast.expr, argument: Argument) -> None:
        if argument.kind is None:
            self._note_column(expression, argument.changed)
            return
        found = self._record(expression)
        if found is None:
            raise self._error(node, f"{argument.record!r} of {node.func.id} must be a record")  # type: ignore[attr-defined]
        self.read[found.name][argument.name] = None
        if argument.changed:
            self.changed[found.name].add(argument.name)

    def _note_column(self, expression: ast.expr, changes: bool) -> None:
        """A column handed to a rule as such, which that rule may change."""
        place = self.aliases.get(expression.id) if isinstance(expression, ast.Name) else self._column(expression)
        if place is None and isinstance(expression, ast.Attribute):
            place = self._field(expression)
        if place and changes:
            self.changed[place[0]].add(place[1])

    def _rule(self, node: ast.Call) -> Lowered | None:
        function = self._function(node)
        if function is None or not isinstance(node.func, ast.Name):
            return None
        if node.func.id not in self.called:
            self.called[node.func.id] = lowered(function)
        return self.called[node.func.id]

    def _function(self, node: ast.Call) -> Any:
        found = self.rule.__globals__.get(node.func.id) if isinstance(node.func, ast.Name) else None
        return found if isinstance(found, FunctionType) else None

    def _bound(self, node: ast.Call, called: Lowered) -> dict[str, ast.expr]:
        """What a call gives for each parameter of the rule."""
        function = self._function(node)
        names = function.__code__.co_varnames[: function.__code__.co_argcount + function.__code__.co_kwonlyargcount]
        bound = dict(zip(names, node.args, strict=False))
        for keyword in node.keywords:
            if keyword.arg is None or keyword.arg not in names:
                raise self._error(node, f"{function.__name__} has no parameter {keyword.arg!r}")
            bound[keyword.arg] = keyword.value
        if missing := [name for name in names if name not in bound]:
            raise self._error(node, f"{function.__name__} is not given {', '.join(missing)}")
        return bound

    # records and fields

    def _record(self, node: ast.expr) -> _Given | None:
        """The parameter that an expression is a record of: itself, one of many, or a group of parameters of it."""
        if isinstance(node, ast.Name):
            return self.given.get(node.id) if node.id in self.given and self.given[node.id].kind else None
        if isinstance(node, ast.Subscript):
            many = self._record(node.value)
            return many if many is not None and many.many else None
        if isinstance(node, ast.Attribute):
            outer = self._record(node.value)
            return outer if outer is not None and _is_group(outer.kind, node.attr) else None
        return None

    def _field(self, node: ast.Attribute) -> tuple[str, str] | None:
        """The parameter and the field that an expression reads, or None where it reads none."""
        record = self._record(node.value)
        if record is None or node.attr == "column" or _is_group(record.kind, node.attr):
            return None
        if record.many and isinstance(node.value, ast.Name):
            raise self._error(node, f"{record.name} are many: write {record.name}[i].{node.attr}")
        self._check_field(node, record, node.attr)
        return record.name, node.attr

    def _check_field(self, node: ast.expr, record: _Given, name: str) -> None:
        assert record.kind is not None
        known = _known(record.kind)
        if name not in known:
            raise self._error(node, f"{record.kind.__name__} has no field {name!r}", _nearest(name, known))

    def arguments_of(self, one: _Given) -> Iterator[Argument]:
        """What a parameter becomes."""
        if one.kind is None:
            yield Argument(one.name, None, one.name, changed=one.name in _changed_parameters(self.rule))
            return
        for name in self.read[one.name]:
            yield Argument(one.name, one.kind, name, one.many, name in self.changed[one.name])

    def results(self) -> tuple[tuple[str, str], ...]:
        """The fields that the values which it gives are for."""
        return tuple(self.assigned)

    def check_locals(self, arguments: Sequence[Argument]) -> None:
        """No number of the rule's own may be called like an argument that it gets."""
        own = set(self.rule.__code__.co_varnames) - set(self.given)
        for one in arguments:
            if one.kind and one.flat in own:
                raise self._error(
                    None, f"{one.flat!r} is what {one.record}.{one.name} becomes; name your number otherwise"
                )

    # the text

    def body(self, definition: ast.FunctionDef) -> list[ast.stmt]:
        """The rule's statements with records' fields as arguments."""
        kept = [_Text(self).visit(statement) for statement in definition.body]
        if self.assigned:
            begun: list[ast.stmt] = []
            for (record, name), whole in self.assigned.items():
                if not whole:
                    self.read[record].setdefault(name)
                    begun.append(
                        ast.Assign([ast.Name(_new(name), ast.Store())], ast.Name(f"{record}_{name}", ast.Load()))
                    )
            first = 1 if ast.get_docstring(definition) is not None else 0
            kept[first:first] = begun
            kept.append(self.end())
        return kept

    def end(self) -> ast.Return:
        """What ends a rule that assigns fields: their values, in the order of the text."""
        values: list[ast.expr] = [ast.Name(_new(name), ast.Load()) for _, name in self.assigned]
        return ast.Return(values[0] if len(values) == 1 else ast.Tuple(values, ast.Load()))

    def _error(self, node: ast.AST | None, what: str, advice: str = "") -> RuleError:
        line = getattr(node, "lineno", self.rule.__code__.co_firstlineno)
        return RuleError(f"{self.rule.__code__.co_filename}:{line}: rule {self.rule.__name__}: {what}{advice}")

    error = _error


class _Text(ast.NodeTransformer):
    """Renames what a rule reads of records."""

    def __init__(self, lowering: _Lowering) -> None:
        self.of = lowering

    def visit_Name(self, node: ast.Name) -> Any:
        if node.id in self.of.given and self.of.given[node.id].kind:
            raise self.of.error(node, f"{node.id} is a record: read its fields, or hand it to a rule")
        return node

    def visit_Return(self, node: ast.Return) -> Any:
        if not self.of.assigned:
            return self.generic_visit(node)
        if node.value is not None:
            raise self.of.error(node, "a rule that assigns fields returns nothing")
        return self._at(self.of.end(), node)

    def visit_AugAssign(self, node: ast.AugAssign) -> Any:
        found = self.of._field(node.target) if isinstance(node.target, ast.Attribute) else None
        if found and found in self.of.assigned:
            value = self.visit(node.value)
            if self.of.way == "each":
                value = ast.BinOp(ast.Name(f"{found[0]}_{found[1]}", ast.Load()), node.op, value)
            return self._at(ast.Assign([ast.Name(_new(found[1]), ast.Store())], value), node)
        return self.generic_visit(node)

    def visit_Subscript(self, node: ast.Subscript) -> Any:
        if isinstance(node.value, ast.Attribute) and (found := self.of._field(node.value)):
            record, name = self.of.given[found[0]], found[1]
            if record.many and isinstance(node.value.value, ast.Subscript):
                wide = _width(record, name)
                row, inner = self.visit(node.value.value.slice), self.visit(node.slice)
                place = ast.BinOp(row, ast.Mult(), ast.Constant(wide))
                if not (isinstance(inner, ast.Constant) and inner.value == 0):
                    place = ast.BinOp(place, ast.Add(), inner)
                return self._at(ast.Subscript(self._name(record, name), place, node.ctx), node)
            return self._at(ast.Subscript(self._name(record, name), self.visit(node.slice), node.ctx), node)
        return self.generic_visit(node)

    def visit_Attribute(self, node: ast.Attribute) -> Any:
        found = self.of._field(node)
        if found is None:
            return self.generic_visit(node)
        record, name = self.of.given[found[0]], found[1]
        if found in self.of.assigned and isinstance(node.ctx, ast.Store):
            return self._at(ast.Name(_new(name), ast.Store()), node)
        if record.many:
            assert isinstance(node.value, ast.Subscript | ast.Attribute)
            row = node.value
            while not isinstance(row, ast.Subscript):
                row = cast(ast.Attribute, row).value  # type: ignore[assignment]
            return self._at(ast.Subscript(self._name(record, name), self.visit(row.slice), node.ctx), node)
        if self._by_place(record, name):
            return self._at(ast.Subscript(self._name(record, name), ast.Constant(0), node.ctx), node)
        return self._at(ast.Name(f"{record.name}_{name}", node.ctx), node)

    def visit_Call(self, node: ast.Call) -> Any:
        if column := self.of._column(node):
            return self._at(self._name(self.of.given[column[0]], column[1]), node)
        if isinstance(node.func, ast.Name) and node.func.id == "len" and isinstance(node.args[0], ast.Name):
            many = self.of.given.get(node.args[0].id)
            if many is not None and many.many:
                return self._at(ast.Call(node.func, [self._name(many, _counted(many))], []), node)
        called = self.of._rule(node)
        if called is None or not called.spread:
            return self.generic_visit(node)
        bound = self.of._bound(node, called)
        given = [self._handed(bound[one.record], one) for one in called.arguments]
        return self._at(ast.Call(node.func, given, []), node)

    def _handed(self, expression: ast.expr, argument: Argument) -> ast.expr:
        if argument.kind is None:
            return cast(ast.expr, self.visit(expression))
        record = self.of._record(expression)
        assert record is not None
        name = self._name(record, argument.name)
        alone = getattr(argument.kind, "one_of_a_kind", False)
        if argument.many or alone or _width_of(argument) > 1 or argument.changed:
            if record.many and not argument.many:
                raise self.of.error(expression, f"{argument.name!r} of one of many cannot be handed on; hand them all")
            return name
        if record.many:
            row = expression
            while not isinstance(row, ast.Subscript):
                row = cast(ast.Attribute, row).value
            return ast.Subscript(name, self.visit(row.slice), ast.Load())
        return ast.Subscript(name, ast.Constant(0), ast.Load()) if self._by_place(record, argument.name) else name

    def _by_place(self, record: _Given, name: str) -> bool:
        """Whether a single number is a column of one: where it is changed in place, and of what there is only one."""
        if _width(record, name) > 1:
            return False
        return record.in_place or name in self.of.changed[record.name]

    def _name(self, record: _Given, name: str) -> ast.Name:
        return ast.Name(f"{record.name}_{name}", ast.Load())

    def _at(self, new: Any, old: ast.AST) -> Any:
        for each in ast.walk(new):
            if isinstance(each, ast.expr | ast.stmt) and not hasattr(each, "lineno"):
                ast.copy_location(each, old)
        return new


def _new(name: str) -> str:
    return f"new_{name}"


def _width(record: _Given, name: str) -> int:
    assert record.kind is not None
    return _width_in(record.kind, name)


def _width_of(argument: Argument) -> int:
    assert argument.kind is not None
    return _width_in(argument.kind, argument.name)


def _width_in(kind: type, name: str) -> int:
    known = _known(kind)[name]
    return known.width if isinstance(known, Field) else 1


def _counted(many: _Given) -> str:
    """The field by whose column the agents of a kind are counted."""
    assert many.kind is not None
    return next(
        name for name, one in fields(many.kind).items() if one.width == 1 and not one.scratch and not one.of_ties
    )


@functools.cache
def _known(kind: type) -> dict[str, Any]:
    """The fields of a record, or the numbers of a group of parameters and of its groups."""
    if issubclass(kind, Record):
        return dict(fields(kind))
    found: dict[str, Any] = {}
    for name, field in cast(type[BaseModel], kind).model_fields.items():
        group = _group(kind, name)
        found |= _known(group) if group else {name: field}
    return found


def _is_group(kind: type | None, name: str) -> bool:
    return kind is not None and _group(kind, name) is not None


@functools.cache
def _group(kind: type, name: str) -> type | None:
    """The class of a group of parameters inside another, or None."""
    if not issubclass(kind, BaseModel) or name not in kind.model_fields:
        return None
    inside = kind.model_fields[name].annotation
    return inside if isinstance(inside, type) and issubclass(inside, Group) else None


def _nearest(name: str, known: Mapping[str, Any]) -> str:
    import difflib  # noqa: PLC0415  needed for an error alone

    near = difflib.get_close_matches(name, known, 1)
    return f"; {near[0]!r}?" if near else ""


def _given(rule: FunctionType) -> dict[str, _Given]:
    """The parameters of a rule and what they are."""
    hints = typing.get_type_hints(rule)
    names = rule.__code__.co_varnames[: rule.__code__.co_argcount + rule.__code__.co_kwonlyargcount]
    found = {}
    for name in names:
        hint = hints.get(name)
        many = typing.get_origin(hint) is Many
        kind = typing.get_args(hint)[0] if many else hint
        record = isinstance(kind, type) and issubclass(kind, Record | BaseModel)
        found[name] = _Given(name, kind if record else None, many and record)
    return found


@functools.cache
def _changed_parameters(function: Function) -> frozenset[str]:
    """The plain parameters of a rule that it, or a rule that it hands them to, changes in place."""
    rule = cast(FunctionType, function)
    definition = _definition(rule)
    names = {one.arg for one in (*definition.args.args, *definition.args.kwonlyargs)}
    found = {
        node.value.id
        for node in ast.walk(definition)
        if isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Store) and isinstance(node.value, ast.Name)
    }
    for node in ast.walk(definition):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            called = rule.__globals__.get(node.func.id)
            if isinstance(called, FunctionType) and called is not rule:
                order = called.__code__.co_varnames[: called.__code__.co_argcount]
                changes = _changed_parameters(called)
                given = [*zip(order, node.args, strict=False), *((k.arg, k.value) for k in node.keywords)]
                found |= {one.id for name, one in given if name in changes and isinstance(one, ast.Name)}
    return frozenset(found & names)


@functools.cache
def _definitions(filename: str) -> dict[int, ast.FunctionDef]:
    tree = ast.parse("".join(linecache.getlines(filename)))
    found = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    return {min(one.lineno for one in (node, *node.decorator_list)): node for node in found}


def _definition(rule: FunctionType) -> ast.FunctionDef:
    """The text of a rule as a tree of its own."""
    import copy  # noqa: PLC0415

    return copy.deepcopy(_definitions(rule.__code__.co_filename)[rule.__code__.co_firstlineno])
