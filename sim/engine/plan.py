"""What a program needs of machine code, kept beside that: who finds a plan need neither read rules nor write texts.

A plan lies under a hash of all that it depends on: the files of the package and of extensions, the rules as they are in memory,
tables, parameters and draws, Python and the compiler. It is kept once its program was accepted, so a plan that is found says
that the same rules were. Programs with rules of other files have none.
"""

import functools
import hashlib
import json
import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from sim import sources
from sim.engine.code_identity import compiler, meaning, reached
from sim.engine.fingerprint import EXTENSIONS, fingerprint
from sim.engine.objects import Object, keep, kept

if TYPE_CHECKING:
    from sim.engine.program import Program


class Planned(NamedTuple):
    """A visit: the name of its machine code, and the columns and world parameters of its tables, in their order."""

    name: str
    columns: tuple[str, ...]
    world: tuple[str, ...]


class Stage(NamedTuple):
    """Visits one after the other, what they go through (`Program.through`), and which of their columns are held for a group."""

    through: str
    held: tuple[str, ...]
    visits: tuple[Planned, ...]


Plan = tuple[Stage, ...]


def kept_plan(program: "Program") -> Plan | None:
    """The plan that was kept of such a program, if there is one."""
    name = _name(program)
    found = kept([name]).get(name) if name else None
    return understood_plan(found.code) if found else None


def keep_plan(program: "Program", plan: Plan) -> None:
    """Keep the plan of a program whose rules were read as they are in memory."""
    name = _name(program)
    if name and all(map(_is_unedited, _files(program))):
        with suppress(OSError):  # of machine code, which costs more to make anew, it is told
            keep(Object(name, "", (), written_plan(plan)))


def written_plan(plan: Plan) -> bytes:
    """A plan as it is kept."""
    return json.dumps(plan).encode()


def understood_plan(data: bytes) -> Plan:
    """A plan from what is kept of it."""
    return tuple(
        Stage(
            through, tuple(held), tuple(Planned(name, tuple(columns), tuple(world)) for name, columns, world in visits)
        )
        for through, held, visits in json.loads(data)
    )


@functools.cache
def _name(program: "Program") -> str | None:
    """What a program's plan is kept under, or None where it has rules that the fingerprint does not know."""
    if sources.edited() or not all(path in sources.AT_START or path in EXTENSIONS for path in _files(program)):
        return None
    digest = hashlib.sha256(compiler() + f"{sys.version}\0{fingerprint()}\0{program.described()}".encode())
    for each, constants in reached(step.rule for step in program.steps):
        numbers = {name: value for name, value in constants.items() if isinstance(value, int | float)}
        digest.update(repr((each.__module__, each.__qualname__, meaning(each.__code__), numbers)).encode())
    return f"program-{digest.hexdigest()[:40]}"


@functools.cache
def _files(program: "Program") -> frozenset[Path]:
    files = {each.__code__.co_filename for each, _ in reached(step.rule for step in program.steps)}
    return frozenset(Path(os.path.realpath(file)) for file in files)


def _is_unedited(path: Path) -> bool:
    """Whether a file still says what it said when it was imported."""
    try:
        now = path.read_bytes()
    except OSError:
        return False
    return EXTENSIONS[path] == now if path in EXTENSIONS else sources.AT_START[path] == hashlib.sha256(now).digest()
