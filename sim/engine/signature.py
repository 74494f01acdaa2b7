"""What a rule says of itself: its parameters and what their annotations mean, its text, the functions that it calls."""

import ast
import functools
import linecache
import textwrap
import typing
from collections.abc import Callable
from dataclasses import dataclass
from types import FunctionType
from typing import Any, cast

from pydantic import BaseModel

from sim.errors import SimError
from sim.quantities import Group
from sim.state.record import Field, Many, Record, fields

Function = Callable[..., Any]
_BRACKETS = 9
"""Lines that may follow the last line of a rule's code with nothing but closing brackets."""


class RuleError(SimError):
    """A rule reads what its record does not have, or does with a record what machine code cannot."""

    def __init__(self, file: str, line: int, rule: str, *, what: str) -> None:
        super().__init__(f"{file}:{line}: rule {rule}: {what}")
        self.file, self.line, self.rule, self.what = file, line, rule, what


@dataclass(frozen=True)
class Given:
    """A parameter of a rule: its name, the class of its record or None, whether it is many of them."""

    name: str
    kind: type | None
    many: bool


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
        raise error_in(rule, rule.__code__.co_firstlineno, f"{error}, which its annotations speak of") from None
    found = {}
    for name in names_of(rule):
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


def definition_of(rule: FunctionType) -> ast.FunctionDef:
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
        raise error_in(rule, first, lost)
    return found[0]


@functools.cache
def changed_columns(rule: FunctionType) -> frozenset[str]:
    """The plain parameters of a rule that it, or a rule that it hands them to, changes in place."""
    nodes = [*ast.walk(definition_of(rule))]
    found = {
        node.value.id
        for node in nodes
        if isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Store) and isinstance(node.value, ast.Name)
    }
    for node in nodes:
        called = function_called(rule, node)
        if called and called is not rule:
            handed = handed_to(called, cast(ast.Call, node))
            found |= {
                one.id for name, one in handed.items() if name in changed_columns(called) and isinstance(one, ast.Name)
            }
    return frozenset(found & {*names_of(rule)})


def names_of(rule: FunctionType) -> tuple[str, ...]:
    """The names of a rule's parameters, in order."""
    return rule.__code__.co_varnames[: rule.__code__.co_argcount + rule.__code__.co_kwonlyargcount]


def function_called(rule: FunctionType, node: ast.AST) -> FunctionType | None:
    """The function that a node calls by its name, or None."""
    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name)):
        return None
    found = rule.__globals__.get(node.func.id)
    return found if isinstance(found, FunctionType) else None


def handed_to(function: FunctionType, node: ast.Call) -> dict[str, ast.expr]:
    """What a call gives, by the names of the function's parameters."""
    by_place = dict(zip(names_of(function), node.args, strict=False))
    return by_place | {str(one.arg): one.value for one in node.keywords}


@functools.cache
def fields_of(kind: Any) -> dict[str, Any]:
    """The fields of a record, or the numbers of a group of parameters and of the groups in it."""
    if issubclass(kind, Record):
        return dict(fields(kind))
    found: dict[str, Any] = {}
    for name, field in cast(type[BaseModel], kind).model_fields.items():
        group = group_in(kind, name)
        found |= fields_of(group) if group else {name: field}
    return found


def group_in(kind: type, name: str) -> type | None:
    """The class of a group of parameters inside another, or None."""
    if not issubclass(kind, BaseModel) or name not in kind.model_fields:
        return None
    inside = kind.model_fields[name].annotation
    return inside if isinstance(inside, type) and issubclass(inside, Group) else None


def width_of(kind: type | None, name: str) -> int:
    """How many numbers an agent has of a field; a parameter is one number of its group."""
    known = fields_of(cast(type, kind))[name]
    return known.width if isinstance(known, Field) else 1


def error_in(rule: FunctionType, line: int, what: str) -> RuleError:
    """What is wrong with a rule, with file and line."""
    return RuleError(rule.__code__.co_filename, line, rule.__name__, what=what)
