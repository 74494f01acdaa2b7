"""What a rule reads, assigns, changes and calls: which numbers of its records it needs, and what it may not do with them."""

import ast
import difflib
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from types import FunctionType
from typing import Literal, cast

from sim.engine.signature import (
    Function,
    Given,
    RuleError,
    changed_columns,
    error_in,
    fields_of,
    function_called,
    group_in,
    handed_to,
    names_of,
    width_of,
)
from sim.state.record import Draws, Field, Record

Way = Literal["each", "total", "ties", "settles"]
"""How a rule is applied. By the first three it gives values for the fields that it assigns; by the last it changes columns."""
THEIRS = "their_"
"""Before a column of the resident at the other end of a tie."""
OTHER = "other"
"""The parameter of a rule of ties that is the resident at the other end."""
DRAWS = "u_"
"""Before a draw."""
NEW = "new_"
"""Before a field's new value."""


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
        if self.kind and issubclass(self.kind, Draws):
            return DRAWS + self.name
        return THEIRS + self.name if self.kind and self.record == OTHER else self.name

    @property
    def is_parameter(self) -> bool:
        """Whether it is of a group of parameters."""
        return self.kind is not None and not issubclass(self.kind, Record)

    @property
    def width(self) -> int:
        """How many numbers an agent has of it."""
        return width_of(self.kind, self.name) if self.kind else 1


@dataclass(frozen=True)
class Lowered:
    """A rule as a function of plain numbers.

    Attributes
    ----------
    function, arguments
        The function, and what it is given, in order.
    results
        Record parameter and field of each value that it gives.
    of_records
        Whether the rule is handed a record; if not, nothing but its return says what it gives.
    """

    function: Function
    arguments: tuple[Argument, ...]
    results: tuple[tuple[str, str], ...]
    of_records: bool

    @property
    def writes(self) -> tuple[str, ...]:
        """The columns that it writes: of the fields that it assigns, or that it changes in place."""
        changed = dict.fromkeys(one.source for one in self.arguments if one.kind and one.changed)
        return tuple(name for _, name in self.results) or tuple(changed)


@dataclass(frozen=True)
class Read:
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


class Reading:
    """What one rule reads, assigns, changes and calls."""

    def __init__(
        self,
        rule: FunctionType,
        given: dict[str, Given],
        way: Way,
        of_called: Callable[[FunctionType], Lowered | None],
    ) -> None:
        self.rule, self.given, self.way, self._of_called = rule, given, way, of_called
        self.fields: dict[str, dict[str, None]] = {name: {} for name in given}
        self.changed: set[tuple[str, str]] = set()
        self.assigned: dict[tuple[str, str], int] = {}
        """The fields that it gives values for, and in how many places."""
        self.called: dict[str, Lowered] = {}
        self.columns: dict[str, Read] = {}
        """Its own names of columns: ``queue = residents.column(Resident.queue)``."""

    def read(self, definition: ast.FunctionDef) -> None:
        """Go through the text once."""
        nodes = [*_walked(definition)]
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
                for target in targets_of(node):
                    self._read_target(target, augmented=isinstance(node, ast.AugAssign))

    def kept(self, definition: ast.FunctionDef) -> list[Read]:
        """The fields that the rule assigns on some of its ways only: on the others they stay."""
        ends: list[set[tuple[str, str]]] = []
        last = self._ways(definition.body, set(), ends)
        always = set(self.assigned).intersection(*ends, *([] if last is None else [last]))
        return [Read(self.given[record], name) for record, name in self.assigned if (record, name) not in always]

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
            found = [self.field(one) for one in targets_of(line) if isinstance(one, ast.Attribute)]
            now |= {one.key for one in found if one}
        return now

    def _note(self, found: Read | None) -> None:
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

    def adds_to(self, found: Read) -> bool:
        """Whether the rule adds to a field that it does not see: a total to the community's, a rule of ties to a sum."""
        return self.way == "total" or (self.way == "ties" and found.of.kind is not None and not is_of_ties(found))

    def _check_target(self, target: ast.expr, found: Read, augmented: bool) -> None:
        kind = found.of.kind
        if kind is None or not issubclass(kind, Record) or issubclass(kind, Draws):
            what = "luck" if kind and issubclass(kind, Draws) else "a group of parameters"
            raise self.error(target, f"{found.of.name} is {what}, of which nothing can be assigned")
        if self.adds_to(found) and not augmented:
            what = "a total" if self.way == "total" else "a rule of ties"
            raise self.error(target, f"{what} adds: write {found.of.name}.{found.name} += ...")

    def _read_call(self, node: ast.Call) -> None:
        self._note(self.column(node))
        self._note(self.counted(node))
        called, function = self.rule_called(node), function_called(self.rule, node)
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
            if one.name not in fields_of(cast(type, record.kind)):
                raise self.error(
                    node, f"{function.__name__} wants a {wanted} for {one.record!r}; {record.name} is a {given}"
                )
            self._note(Read(record, one.name))
            if one.changed and self.way != "settles":
                raise self.error(
                    node, f"{function.__name__} assigns {one.record}.{one.name}: let it return the number instead"
                )
            if one.changed:
                self.changed.add((record.name, one.name))

    def _column_handed(self, expression: ast.expr) -> Read | None:
        """The column that is handed to a rule as such: by its own name, as a column of many, or of a wide field."""
        if isinstance(expression, ast.Name):
            return self.columns.get(expression.id)
        return self.field(expression) if isinstance(expression, ast.Attribute) else self.column(expression)

    def rule_called(self, node: ast.Call) -> Lowered | None:
        """The rule that a call is of."""
        function = function_called(self.rule, node)
        if function is None:
            return None
        name = cast(ast.Name, node.func).id
        if name not in self.called:
            called = self._of_called(function)
            if called is None:
                raise self.error(node, "it calls itself, at once or through others; use a loop")
            self.called[name] = called
        return self.called[name]

    def handed(self, function: FunctionType, node: ast.Call) -> dict[str, ast.expr]:
        """What a call gives for each parameter of the rule."""
        found, names = handed_to(function, node), names_of(function)
        by_place = function.__code__.co_argcount
        if len(node.args) > by_place:
            how = f"; give {', '.join(names[by_place:])} by name" if names[by_place:] else ""
            raise self.error(node, f"{function.__name__} takes {by_place} arguments, not {len(node.args)}{how}")
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
        return outer if outer and outer.kind and group_in(outer.kind, cast(ast.Attribute, node).attr) else None

    def field(self, node: ast.Attribute) -> Read | None:
        """The field that an expression names, or None where it names none."""
        record = self.record(node.value)
        if record is None or record.kind is None or group_in(record.kind, node.attr):
            return None
        row = row_of(node.value)
        if record.many and row is None:
            if node.attr == "column":
                return None
            raise self.error(node, f"{record.name} are many: write {record.name}[i].{node.attr}")
        return self._known(node, Read(record, node.attr, row))

    def column(self, node: ast.expr) -> Read | None:
        """The column of all that an expression asks for, as ``residents.column(Resident.queue)`` does."""
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "column"):
            return None
        many, asked = self.record(node.func.value), node.args[0] if node.args else None
        if many is None or not many.many or not isinstance(asked, ast.Attribute):
            return None
        return self._known(node, Read(many, asked.attr))

    def counted(self, node: ast.Call) -> Read | None:
        """The column by which ``len(residents)`` counts."""
        many = self.record(node.args[0]) if isinstance(node.func, ast.Name) and node.func.id == "len" else None
        return Read(many, _counted(many.kind)) if many and many.many and many.kind else None

    def _known(self, node: ast.expr, found: Read) -> Read:
        known = fields_of(cast(type, found.of.kind))
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
        return error_in(self.rule, line, what)


def _walked(node: ast.AST) -> Iterator[ast.AST]:
    """What ``ast.walk`` finds, in an order that is the same whether a call gives something by its place or by name."""
    ahead = deque([node])
    while ahead:
        each = ahead.popleft()
        ahead += (one.value if isinstance(one, ast.keyword) else one for one in ast.iter_child_nodes(each))
        yield each


def targets_of(node: ast.AST) -> list[ast.expr]:
    """What a statement assigns to."""
    if isinstance(node, ast.AugAssign | ast.AnnAssign):
        return [node.target]
    found = node.targets if isinstance(node, ast.Assign) else []
    return [one for each in found for one in (each.elts if isinstance(each, ast.Tuple) else [each])]


def row_of(node: ast.expr) -> ast.expr | None:
    """The row of many in an expression such as ``residents[i]`` or ``policies[c].funding``."""
    if isinstance(node, ast.Attribute):
        return row_of(node.value)
    return node.slice if isinstance(node, ast.Subscript) else None


def is_of_ties(found: Read) -> bool:
    """Whether a field has a number for each tie slot."""
    field = fields_of(cast(type, found.of.kind))[found.name]
    return isinstance(field, Field) and field.of_ties


def _counted(kind: type) -> str:
    """The field by whose column the agents of a kind are counted."""
    return next(name for name, one in fields_of(kind).items() if one.width == 1 and not one.scratch and not one.of_ties)
