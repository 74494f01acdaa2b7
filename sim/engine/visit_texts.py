"""Each visit as a text of its own, named by everything that its machine code depends on.

A visit is compiled once and kept under that name. An edit in a rule gives new names to the visits that reach it, and to no
others. numba's own cache, which does not see an edit in a rule that a cached function calls, is not used.
"""

import functools
import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from sim.engine.code_identity import Rule, compiler, meaning, reached
from sim.engine.operands import draw_columns, held_columns, list_columns, whole
from sim.engine.plan import Plan, Planned, Stage, keep_plan
from sim.engine.program import Program
from sim.engine.source import Visit, functions, stages, visits
from sim.state.record import Kind

IMPORTS = """import numpy as np
from sim.engine.native import ahead, column, lowest, other, part, rows_set, visit
"""


@dataclass(frozen=True)
class Entry:
    """A visit as numba is given it.

    Parameters
    ----------
    name, text
        The name that its machine code is kept under, and the text that defines and enters it.
    rules
        The rules that the visit calls, by their names in the text.
    columns, world
        The columns and world parameters that it reads and writes, in the order of its tables.
    """

    name: str
    text: str
    rules: dict[str, Rule]
    columns: tuple[str, ...]
    world: tuple[str, ...]


@functools.cache
def plan(program: Program) -> Plan:
    """Which machine code a program needs, and what it reads: as it was kept, or found now and kept."""
    if program.plan is not None:
        return program.plan
    held, found = held_columns(program), tuple[Stage, ...]()
    for through, run in entries(program):
        own = tuple(name for name in held if any(name in one.columns for one in run))
        found += (Stage(through, own, tuple(Planned(one.name, one.columns, one.world) for one in run)),)
    keep_plan(program, found)
    return found


@functools.cache
def entries(program: Program) -> tuple[tuple[str, tuple[Entry, ...]], ...]:
    """The visits of each stage in order, and what the stage goes through (`Program.through`)."""
    kinds, known = _kinds(program), functions(program)
    return tuple(
        (program.through(steps[0]), tuple(_entry(program, kinds, known, visit) for visit in visits(program, steps)))
        for steps in stages(program)
    )


def _entry(program: Program, kinds: dict[str, Kind], known: dict[str, Rule], visit: Visit) -> Entry:
    places, length = _places(program, visit.parameters)
    columns = {one: kinds[one] for one in visit.arrays}
    rules = {each: known[each] for each in visit.calls}
    given = "c, base, month, key_low, key_high, n_places, world, 0"
    return entry(
        visit.name, visit.lines(places), given=given, columns=columns, rules=rules, world=(visit.parameters, length)
    )


def entry(
    name: str,
    lines: Iterable[str],
    *,
    given: str,
    columns: Mapping[str, Kind],
    rules: dict[str, Rule],
    world: tuple[tuple[str, ...], int] = ((), 0),
) -> Entry:
    """A visit from the lines of its text, what it is given before its columns, and these with their kinds.

    ``world`` is the parameters that it reads, and how many numbers these are.
    """
    body = "\n".join(lines)
    views = [f"column(columns_at, {place}, np.{np.dtype(kind).name})" for place, kind in enumerate(columns.values())]
    text = f"""{IMPORTS}
{body}

def enter(c, base, month, key_low, key_high, n_places, world_at, columns_at):
    world = part(world_at, 0, {world[1]})
    {name}({", ".join((given, *views))})
"""
    return Entry(f"{name}_{_hash(text, rules)}", text, rules, tuple(columns), world[0])


def _places(program: Program, parameters: tuple[str, ...]) -> tuple[dict[str, str], int]:
    """Where each parameter is among those of the visit alone, and how long these are together."""
    found, end = {}, 0
    for name in parameters:
        begin, end = end, end + program.width(name)
        found[name] = f"world[{begin}]" if end == begin + 1 else f"part(world, {begin}, {end})"
    return found, end


def _kinds(program: Program) -> dict[str, Kind]:
    tables = program.tables.values()
    kinds: dict[str, Kind] = {
        whole(table.name, column=one.name): one.kind
        for table in tables
        for one in (*table.columns, *draw_columns(program, table.name), *list_columns(program, table.name))
    }
    return kinds | {f"first_{table.name}": "i8" for table in tables}


def _hash(text: str, rules: dict[str, Rule]) -> str:
    digest = hashlib.sha256(compiler() + text.encode())
    for each, constants in reached(rules.values()):
        named = (f"{name}={value!r}" for name, value in constants.items())
        for part in (each.__name__, *meaning(each.__code__), *named):
            digest.update(part.encode() + b"\0")
    return digest.hexdigest()[:20]


DRIVE = f"drive_{hashlib.sha256(compiler()).hexdigest()[:20]}"
"""The name of the loop over places."""


def needed(one: Entry | None) -> str:
    """The name that a compiled visit is kept under, or None's: the loop over places."""
    return DRIVE if one is None else one.name
