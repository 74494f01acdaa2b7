"""Sets of the world's numbers that fit what is known, as a file beside the scenarios."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, partial
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from sim.ensemble.prior import Values
from sim.errors import InputError
from sim.extension import Code, code, join
from sim.language import message
from sim.outcomes import HEADLINE
from sim.parameters import WORLD
from sim.reading import from_home
from sim.runs.files import whole_parquet, write_parquet
from sim.runs.result import Floats, Run
from sim.runs.single import simulate
from sim.scenario import load
from sim.scenario.library import shipped_folder

FOLDER, USUAL = "worlds", "ningbo"
REFERENCE = ("baseline", "menu_services", "grid_with_authority")
_FACTS = b"shequ.worlds"


@dataclass(frozen=True)
class World:
    """One set of the world's numbers, by dotted path."""

    number: int
    values: Values


@dataclass(frozen=True)
class Plausible:
    """Worlds that fit, each from an own draw of what is believed (`sim.ensemble.history_matching`).

    ``city`` and ``size`` are where they were fitted; ``share`` is the share of the prior that fits, as its decimal logarithm;
    ``reference`` has the hashes of the runs by which it is known whether the model is still the one that was fitted. ``log``
    says how they were found.
    """

    city: str
    size: str
    worlds: Sequence[World]
    share: float
    reference: Mapping[str, str]
    log: Mapping[str, Any] = field(default_factory=dict)

    def first(self, count: int) -> "Plausible":
        """The first so many; they are in no order."""
        return replace(self, worlds=self.worlds[:count])

    @property
    def is_stale(self) -> bool:
        """Whether the model, extensions included, is no longer the one that was fitted."""
        return dict(self.reference) != reference_hashes(code())

    @property
    def is_shipped(self) -> bool:
        """Whether these are the first of those that come with the software."""
        known = shipped(self.city)
        return known is not None and tuple(known.worlds[: len(self.worlds)]) == tuple(self.worlds)

    def by_quantity(self) -> dict[str, list[Floats]]:
        """Of each quantity that differs from world to world, each entry's values over worlds."""
        known = self.worlds[0].values if self.worlds else {}
        return {
            one.path: [np.array([world.values[entry] for world in self.worlds]) for entry in one.entries]
            for one in WORLD
            if one.entries[0] in known
        }


def write(plausible: Plausible, file: Path) -> None:
    """Write worlds as Parquet, a row each, whose footer has the rest and a hash of it all."""
    first = plausible.worlds[0]
    columns: dict[str, Any] = {"number": [one.number for one in plausible.worlds]}
    columns |= {entry: [one.values[entry] for one in plausible.worlds] for entry in first.values}
    table = pa.table(columns)
    facts = {name: value for name, value in vars(plausible).items() if name != "worlds"}
    write_parquet(file, table.schema, [table], {_FACTS: json.dumps(facts, sort_keys=True)})


def read(file: Path) -> Plausible:
    """Read worlds that `write` wrote.

    Raises
    ------
    DamagedError
        If the file is missing, or not as it was written.
    InputError
        If it holds no worlds, or worlds of numbers that this model does not have.
    """
    _, found = whole_parquet(file)
    facts = json.loads((found.schema_arrow.metadata or {}).get(_FACTS) or found.metadata.metadata.get(_FACTS) or "{}")
    table = found.read().to_pydict()
    if not facts or not table.get("number"):
        raise InputError(message("worlds.none_in", file=file))
    entries = [name for name in table if name != "number"]
    known = {entry for one in WORLD for entry in one.entries}
    if others := [entry for entry in entries if entry not in known]:
        raise InputError(message("worlds.other_model", file=file, parameters=", ".join(others[:3])))
    worlds = [World(number, {entry: table[entry][k] for entry in entries}) for k, number in enumerate(table["number"])]
    return Plausible(**facts, worlds=tuple(worlds))


@cache
def shipped(city: str) -> Plausible | None:
    """The worlds that come with the software for a city; for one without, those of Ningbo."""
    files = (shipped_folder() / FOLDER / f"{name}.parquet" for name in (city, USUAL))
    file = next((one for one in files if one.exists()), None)
    return read(file) if file else None


def known_worlds(file: Path | str | None, city: str) -> Plausible | None:
    """The worlds of a file; without one those that come with the software for a city."""
    return read(Path(from_home(file, "worlds_from"))) if file else shipped(city)


@cache
def reference_hashes(known: Code) -> dict[str, str]:
    """Hashes of three short runs, by scenario: worlds fit this model as long as these stay the same.

    The hash is that of the headline outcomes' months, so another text, or one more outcome, changes nothing. ``known`` is the
    model's code, as extensions may have changed it.
    """
    join(known)
    run = partial(simulate, seed=0, months=24, size="hamlet", engine="compiled", city=USUAL)
    return {name: _hash(run(load(name))) for name in REFERENCE}


def _hash(run: Run) -> str:
    digest = hashlib.sha256()
    for outcome in HEADLINE:
        digest.update(np.ascontiguousarray(run.city[outcome.name], "<f8").tobytes())
    return digest.hexdigest()
