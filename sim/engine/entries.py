"""Each visit as a text of its own, named by everything that its machine code depends on.

A visit is compiled once and kept under that name. An edit in a rule gives new names to the visits that reach it, and to no
others. numba's own cache, which does not see an edit in a rule that a cached function calls, is not used.
"""

import functools
import hashlib
import importlib.metadata
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import CodeType, FunctionType

import numpy as np
from llvmlite import binding

from sim.engine.operands import draw_columns, list_columns, whole
from sim.engine.program import Program
from sim.engine.source import Visit, functions, stages, visits
from sim.state.record import Kind

ABOUT_NO_CODE = ("NUMBA_CACHE_DIR", "NUMBA_NUM_THREADS", "NUMBA_THREADING_LAYER")
"""Settings of numba's that users have for other programs, and that change no machine code."""
Rule = Callable[..., object]
IMPORTS = """import numpy as np
from numba import carray
from sim.engine.native import column, entry, lowest, other, part, rows_set, visit
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
def entries(program: Program) -> tuple[tuple[bool, tuple[Entry, ...]], ...]:
    """The visits of each stage in order, and whether the stage needs the whole city at once."""
    kinds, known = _kinds(program), functions(program)
    return tuple(
        (program.is_whole(steps[0]), tuple(_entry(program, kinds, known, visit) for visit in visits(program, steps)))
        for steps in stages(program)
    )


def _entry(program: Program, kinds: dict[str, Kind], known: dict[str, Rule], visit: Visit) -> Entry:
    places, length = _places(program, visit.parameters)
    body = "\n".join(visit.lines(places))
    views = [f"column(columns_at, {place}, np.{np.dtype(kinds[one]).name})" for place, one in enumerate(visit.arrays)]
    given = ", ".join(("c", "month", "key_low", "key_high", "n_places", "world", "0", *views))
    text = f"""{IMPORTS}
{body}

@entry
def enter(c, month, key_low, key_high, n_places, world_at, columns_at):
    world = carray(world_at, {length})
    {visit.name}({given})
"""
    rules = {each: known[each] for each in visit.calls}
    return Entry(f"{visit.name}_{_hash(text, rules)}", text, rules, visit.arrays, visit.parameters)


def _places(program: Program, parameters: tuple[str, ...]) -> tuple[dict[str, str], int]:
    """Where each parameter is among those of the visit alone, and how long these are together."""
    found, end = {}, 0
    for name in parameters:
        begin, end = end, end + program.width(name)
        found[name] = f"world[{begin}]" if end == begin + 1 else f"world[{begin}:{end}]"
    return found, end


def _kinds(program: Program) -> dict[str, Kind]:
    tables = program.tables.values()
    kinds: dict[str, Kind] = {
        whole(table.name, one.name): one.kind
        for table in tables
        for one in (*table.columns, *draw_columns(program, table.name), *list_columns(program, table.name))
    }
    return kinds | {f"first_{table.name}": "i8" for table in tables}


@functools.cache
def _compiler() -> bytes:
    """What all machine code depends on: numba, what it and its user's settings ask it to do, and the processor."""
    processor: str = binding.get_host_cpu_name() + binding.get_host_cpu_features().flatten()
    asked = Path(__file__).with_name("native.py").read_bytes()
    settings = sorted(one for one in os.environ.items() if one[0].startswith("NUMBA_") and one[0] not in ABOUT_NO_CODE)
    chosen = repr(settings) if settings else ""
    return importlib.metadata.version("numba").encode() + asked + processor.encode() + chosen.encode()


def _hash(text: str, rules: dict[str, Rule]) -> str:
    digest = hashlib.sha256(_compiler() + text.encode())
    for part in _reached(list(rules.values())):
        digest.update(part.encode() + b"\0")
    return digest.hexdigest()[:20]


def _reached(rules: list[Rule]) -> Iterator[str]:
    """What the rules, those that they call and the constants that these name do and are."""
    seen = set[Rule]()
    while rules:
        each = rules.pop()
        if each in seen or not isinstance(each, FunctionType):
            continue
        seen.add(each)
        yield from (each.__name__, *_meaning(each.__code__))
        for name in sorted(_names(each.__code__) & each.__globals__.keys()):
            value = each.__globals__[name]
            if isinstance(value, FunctionType):
                rules.append(value)
            else:
                yield f"{name}={value!r}"


def _meaning(code: CodeType) -> tuple[str, ...]:
    constants = [_meaning(each) if isinstance(each, CodeType) else each for each in code.co_consts]
    return code.co_code.hex(), repr(constants), repr(code.co_names), repr(code.co_varnames)


def _names(code: CodeType) -> set[str]:
    inside = [_names(each) for each in code.co_consts if isinstance(each, CodeType)]
    return set(code.co_names).union(*inside)


DRIVE = f"drive_{hashlib.sha256(_compiler()).hexdigest()[:20]}"
"""The name of the loop over places."""


def needed(one: Entry | None) -> str:
    """The name that a compiled visit is kept under, or None's: the loop over places."""
    return DRIVE if one is None else one.name
