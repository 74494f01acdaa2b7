"""A scenario again from what `Scenario.canonical` gave: all that determines a run, without names and files."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from sim.errors import InputError
from sim.scenario.changes import Change
from sim.scenario.columns import COLUMN
from sim.scenario.scenario import Scenario
from sim.scenario.table import places
from sim.scenario.toml_file import Origin

_HERE = Origin("manifest.json", 1)


def from_canonical(reference: str, facts: Mapping[str, Any]) -> Scenario:
    """Build the scenario whose canonical form is ``facts``.

    Raises
    ------
    InputError
        If its parameters are not those that this version of the model has.
    """
    entries = {*facts["levers"], *facts["world"]}
    if entries != COLUMN.keys():
        other = ", ".join(sorted(entries ^ COLUMN.keys())[:5])
        raise InputError(f"{reference}: its parameters are not this version's ({other}); use the version that made it")
    districts = tuple(facts["districts"])
    base = np.zeros((len(places(districts)), len(COLUMN)))
    for entry, values in facts["levers"].items():
        base[1:, COLUMN[entry]] = values
        base[0, COLUMN[entry]] = values[0]
    for entry, value in facts["world"].items():
        base[:, COLUMN[entry]] = value
    changes = tuple(Change(**change, origin=_HERE) for change in facts["changes"])
    names = {"en": reference, "zh": reference}
    return Scenario(reference, facts["start"], names, names, (), {}, {}, base, changes, (), districts)
