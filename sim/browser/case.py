"""What a browser is given beside the module: a scenario's numbers by month, and the frame of a city without anybody's luck.

These are data. Schedules and levers were worked out here, as any run does it; who lives there is drawn in the browser.
"""

import base64
from typing import Any

import numpy as np
import numpy.typing as npt

from sim.city.layout import lay_out
from sim.city.making import frame
from sim.city.profile import load_profile
from sim.engine.columns import State
from sim.engine.operands import whole
from sim.errors import InputError
from sim.language import told
from sim.limits import checked
from sim.model.advance import CITY, EXACT, apply_levers, check_budgets, city_key
from sim.model.groups import COLUMNS
from sim.parameters.flat import LEVERS
from sim.rules.arithmetic import MOST_FEN
from sim.scenario import Scenario, Schedule, load

SEED_DECIDES = ("district", "city")
"""Sizes whose communities are drawn with the seed."""


def case(scenario: Scenario | str, *, months: int, size: str, city: str = "ningbo") -> dict[str, Any]:
    """A scenario in a city, for any seed, as numbers and texts of JSON.

    Raises
    ------
    InputError
        If something given is wrong; if the seed decides how many live where, or a city's residents are given one by one.
    """
    checked({"months": months, "size": size, "city": city})
    profile = load_profile(city)
    if size in SEED_DECIDES or profile.given is not None:
        raise InputError(told("browser.not_there", size=size, city=city))
    chosen = load(scenario, start=profile.city.start) if isinstance(scenario, str) else scenario
    schedule = chosen.schedule(months)
    chosen.check_districts(profile.city.districts)
    state = frame(profile, lay_out(profile, size, city_key(0)), schedule.world[0])
    check_budgets(state, schedule)
    columns = {
        whole(name, column=column): packed(values)
        for name, rows in state.tables.items()
        for column, values in rows.columns.items()
        if values.any()
    }
    counts = {name: rows.n for name, rows in state.tables.items()}
    return {
        "scenario": chosen.reference,
        "city": city,
        "size": size,
        "months": months,
        "start": int(state.communities.starting_month[0]),
        "rows": counts | {"firsts": counts["communities"] + 1, "groups": len(COLUMNS), "city": 1},
        "largest": {name: int(np.diff(first).max()) for name, first in state.first.items()},
        "columns": columns | {f"first_{name}": packed(first) for name, first in state.first.items()},
        "levers": _levers(state, schedule),
        "world": _by_turns(schedule.world),
        "city_word": CITY,
        "most": {"held": EXACT, "due": MOST_FEN},
    }


def _levers(state: State, schedule: Schedule) -> dict[str, Any]:
    """The columns of communities that levers are in, and what they hold from each month on in which they change."""
    turns = np.flatnonzero(schedule.changes[: len(schedule.levers)])
    names = [lever.name for lever in LEVERS]
    values = []
    for month in turns:
        apply_levers(state, schedule, int(month))
        values.append([packed(state.communities.columns[name]) for name in names])
    return {
        "columns": [whole("communities", column=name) for name in names],
        "months": turns.tolist(),
        "values": values,
    }


def _by_turns(table: npt.NDArray[np.float64]) -> dict[str, Any]:
    """Rows of a table, each month in which they are others than the month before."""
    turns = np.flatnonzero([True, *(table[1:] != table[:-1]).any(axis=1)])
    return {"months": turns.tolist(), "values": [packed(table[month]) for month in turns]}


def packed(values: npt.NDArray[Any]) -> str:
    """The bytes of an array as text; one of whole numbers that are all alike takes little room once compressed."""
    return base64.b64encode(np.ascontiguousarray(values).tobytes()).decode()
