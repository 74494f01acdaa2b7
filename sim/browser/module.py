"""The module that a browser runs: every visit of the model, and the plan that says which columns each of them is given.

The shipped one, ``model.wasm.gz``, is renewed by ``make wasm``. Rules of an extension need a
module of their own.
"""

import ast
import functools
import gzip
import hashlib
import inspect
import json
import textwrap
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from sim.browser import schedule
from sim.browser.closing import closing, given, names
from sim.city.making import making_program
from sim.engine.code_identity import Rule, reached
from sim.engine.columns import CITY, PLACES, Table
from sim.engine.lowering import TEXTS
from sim.engine.operands import draw_columns, held_columns, list_columns, whole
from sim.engine.program import Program
from sim.engine.visit_texts import Entry, entries
from sim.model.month import month_program

SHIPPED = Path(__file__).with_name("model.wasm.gz")
SECTION = "plan"


def module() -> bytes:
    """The module of today's rules: the shipped one, or where rules are others one that is built now.

    Raises
    ------
    RunError
        If it has to be built and no linker is there.
    """
    shipped = gzip.decompress(SHIPPED.read_bytes()) if SHIPPED.exists() else b""
    return shipped if plan_in(shipped) == plan() else built()


def built() -> bytes:
    """The module made anew; what was compiled before is taken as it was.

    Raises
    ------
    RunError
        If no linker is found.
    """
    from sim.engine.wasm import linked_module  # noqa: PLC0415  numba's parts are slow to import

    return _with_section(linked_module(_visits()), data=json.dumps(plan(), separators=(",", ":")).encode())


def write() -> None:
    """Renew the shipped module."""
    SHIPPED.write_bytes(gzip.compress(built(), 9, mtime=0))


def plan_in(code: bytes) -> dict[str, Any] | None:
    """The plan that a module was built with; None where it has none."""
    at = 8
    while at < len(code):
        kind, (length, at) = code[at], _number(code, at + 1)
        if kind == 0:
            size, start = _number(code, at)
            if code[start : start + size] == SECTION.encode():
                return dict(json.loads(code[start + size : at + length]))
        at += length
    return None


@functools.cache
def plan() -> dict[str, Any]:
    """What the driver has to know: programs, their columns, and a hash of all that their visits do.

    ``arrays`` names each column with its kind, how many numbers a row has, its table, and whether it lives within a month:
    such a one has rows for the largest place alone. In ``programs`` each stage says what it goes through; and of each visit
    its place in the module's table, its columns by number, and the places of its world parameters.
    """
    visits = _visits()
    places = {one.name: at for at, one in enumerate(visits)}
    arrays = _arrays()
    numbers = {name: at for at, name in enumerate(arrays)}
    programs = {
        name: [
            {
                "goes_through": through,
                "visits": [places[one.name] for one in run],
                "columns": [[numbers[column] for column in one.columns] for one in run],
                "world": [_world(one) for one in run],
            }
            for through, run in stages
        ]
        for name, stages in _programs().items()
    }
    return {
        "meaning": _meaning(visits),
        "arrays": [[name, *facts] for name, facts in arrays.items()],
        "programs": programs,
        "outcomes": {name: list(found) for name, found in names().items()},
        "given": {name: array.tolist() for name, array in given().items()},
        "world": schedule.world(),
    }


def _programs() -> dict[str, list[tuple[str, tuple[Entry, ...]]]]:
    """The stages of each program, and what each goes through."""
    of_places, of_city, of_groups = closing()
    found = {
        # its cities have one street
        name: [(PLACES if through == PLACES else CITY, run) for through, run in entries(program)]
        for name, program in (("making", making_program()), ("month", month_program()))
    }
    return found | {
        "schedule": [("rows", (schedule.make_now(),))],
        "levers": [("places", (schedule.give_levers(),))],
        "closing": [("places", (of_places,)), ("city", (of_city,)), ("groups", (of_groups,))],
    }


def _visits() -> list[Entry]:
    """Each visit of all programs once."""
    return [*{one.name: one for stages in _programs().values() for _, run in stages for one in run}.values()]


def _world(one: Entry) -> list[int]:
    places = month_program().world
    return [at for name in one.world for at in range(places[name].start, places[name].stop)]


def _arrays() -> dict[str, tuple[str, int, str, bool]]:
    """Every column that a visit may be given: its kind, numbers a row, its table, and whether it lives within a month."""
    found: dict[str, tuple[str, int, str, bool]] = {}
    held = held_columns(month_program())
    for program in (making_program(), month_program()):
        for table in program.tables.values():
            for one in _columns(program, table):
                name = whole(table.name, column=one.name)
                found[name] = (one.kind, one.width, table.name, one.scratch and name not in held)
        found |= {
            f"first_{table.name}": ("i8", 1, "firsts", False) for table in program.tables.values() if table.in_places
        }
    found |= {name: ("f8", len(of), name, False) for name, of in names().items()} | schedule.arrays()
    return found | {name: ("i8", len(array), "given", False) for name, array in given().items()}


def _columns(program: Program, table: Table) -> Iterable[Any]:
    return (*table.columns, *draw_columns(program, table.name), *list_columns(program, table.name))


def _meaning(visits: Iterable[Entry]) -> str:
    """A hash of what visits do, the same on every machine: of their texts, and of those of the rules that they reach."""
    digest = hashlib.sha256()
    for one in visits:
        digest.update(one.text.encode())
        for rule, constants in reached(one.rules.values()):
            numbers = sorted(
                (name, value) for name, value in constants.items() if isinstance(value, int | float | tuple)
            )
            digest.update(f"{_text(rule)}\0{numbers}\0".encode())
    return digest.hexdigest()


@functools.cache
def _text(rule: Rule) -> str:
    """A rule's text without comments, lines and docstring."""
    definition = TEXTS.get(rule) or ast.parse(textwrap.dedent(inspect.getsource(rule))).body[0]
    assert isinstance(definition, ast.FunctionDef)
    body = definition.body[1:] if ast.get_docstring(definition) is not None else definition.body
    return "\n".join([ast.unparse(definition.args), *map(ast.unparse, body)])


def _with_section(code: bytes, *, data: bytes) -> bytes:
    """A module with a section of one's own at its end."""
    name = SECTION.encode()
    content = bytes([len(name)]) + name + data
    return code + b"\0" + _written(len(content)) + content


def _written(number: int) -> bytes:
    """A number as WebAssembly writes it (LEB128): seven bits a byte, the last ones first."""
    return bytes([number]) if number < 128 else bytes([number & 127 | 128]) + _written(number >> 7)


def _number(code: bytes, at: int) -> tuple[int, int]:
    """The number that is written somewhere, and where what follows begins."""
    if code[at] < 128:
        return code[at], at + 1
    rest, end = _number(code, at + 1)
    return code[at] & 127 | rest << 7, end
