"""What is wrong with an extension's declarations: what the error is about, and the line of the file that declares it."""

import ast
from collections.abc import Iterator
from typing import NamedTuple

from sim.engine.steps import Function
from sim.errors import InputError


class FieldOf(NamedTuple):
    """A field of a record, a parameter of a group or a draw, by its class and name."""

    kind: type
    name: str


About = Function | FieldOf | str
"""A rule or a class; a field of a class; or a word: what ``Extension`` is given, or the name of a step or outcome."""


class DeclarationError(InputError):
    """Something that an extension declares is wrong; ``about`` is what."""

    def __init__(self, text: str, about: About) -> None:
        self.about = about
        super().__init__(text)


_DEFINED, _WORDS = (ast.ClassDef, ast.FunctionDef), (ast.keyword, ast.Constant)


def line_of(source: bytes, about: About) -> int | None:
    """The line that declares something, or None where a file does not declare it by its name."""
    tree = ast.parse(source)
    if isinstance(about, str):
        return next((node.lineno for node in ast.walk(tree) if isinstance(node, _WORDS) and _is(node, about)), None)
    kind, field = about if isinstance(about, FieldOf) else (about, "")
    found = next((node for node in tree.body if isinstance(node, _DEFINED) and node.name == kind.__name__), None)
    inside = found.body if found and field else []
    return next((line.lineno for line in inside if field in _assigned(line)), found.lineno if found else None)


def _is(node: ast.keyword | ast.Constant, word: str) -> bool:
    return word == (node.arg if isinstance(node, ast.keyword) else node.value)


def _assigned(line: ast.stmt) -> Iterator[str]:
    targets = line.targets if isinstance(line, ast.Assign) else [line.target] if isinstance(line, ast.AnnAssign) else []
    yield from (one.id for one in targets if isinstance(one, ast.Name))
