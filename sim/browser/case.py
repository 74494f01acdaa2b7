"""What a browser is given beside the module: a scenario's numbers, and the frame of a city without anybody's luck.

These are data. What a scenario makes of them in a month, and who lives there, is worked out in the browser.
"""

import base64
from typing import Any

import numpy as np
import numpy.typing as npt

from sim.browser.sample import SAMPLE, sampled, thresholds
from sim.browser.schedule import ACT
from sim.city.figures import Profile
from sim.city.layout import lay_out
from sim.city.making import frame
from sim.city.profile import load_profile
from sim.engine.columns import State
from sim.engine.operands import whole
from sim.errors import InputError
from sim.language import message
from sim.limits import checked
from sim.model.advance import CITY, EXACT, check_budgets, city_key, rows_of
from sim.model.groups import COLUMNS
from sim.rules.arithmetic import MOST_FEN
from sim.scenario import Change, Scenario, load
from sim.scenario.columns import COLUMN
from sim.scenario.table import in_order, places, rows_within

SEED_DECIDES = ("district", "city")
"""Sizes whose communities are drawn with the seed."""
USUAL = "neighbourhood"


def case(scenario: Scenario | str, *, months: int, size: str, city: str = "ningbo") -> dict[str, Any]:
    """A scenario in a city, for any seed, as numbers and texts of JSON.

    Besides the usual sizes there is ``sample``: see ``sim.browser.sample``.

    Raises
    ------
    InputError
        If something given is wrong; if the seed decides how many live where, or a city's residents are given one by one.
    """
    checked({"months": months, "size": USUAL if size == SAMPLE else size, "city": city})
    profile = load_profile(city)
    chosen = load(scenario, start=profile.city.start) if isinstance(scenario, str) else scenario
    schedule = chosen.schedule(months)
    chosen.check_districts(profile.city.districts)
    state = city_frame(profile, size, schedule.world[0])
    check_budgets(state, schedule)
    return frame_in_json(state, 1 + rows_of(state, schedule)) | {
        "scenario": chosen.reference,
        "city": city,
        "size": size,
        "months": months,
        "base": packed(chosen.base * thresholds(size)),
        "acts": packed(acts(chosen, size)),
    }


def city_frame(profile: Profile, size: str, world: npt.NDArray[np.float64]) -> State:
    """Communities, offices and places of organizations, before anybody lives there.

    Raises
    ------
    InputError
        If the seed decides how many live where, or residents are given one by one.
    """
    if size in SEED_DECIDES or profile.given is not None:
        raise InputError(message("browser.not_there", size=size, city=profile.name.en))
    usual = lay_out(profile, USUAL if size == SAMPLE else size, city_key(0))
    return frame(profile, sampled(usual) if size == SAMPLE else usual, world)


def frame_in_json(state: State, row: npt.NDArray[np.int64]) -> dict[str, Any]:
    """A frame as the driver takes it; ``row`` is the row of a scenario's table that each community follows."""
    columns = {
        whole(name, column=column): packed(values)
        for name, rows in state.tables.items()
        for column, values in rows.columns.items()
        if values.any()
    }
    counts = {name: rows.n for name, rows in state.tables.items()}
    return {
        "start": int(state.communities.starting_month[0]),
        "rows": counts | {"firsts": counts["communities"] + 1, "groups": len(COLUMNS), "city": 1},
        "largest": {name: int(np.diff(first).max()) for name, first in state.first.items()},
        "columns": columns
        | {f"first_{name}": packed(first) for name, first in state.first.items()}
        | {"row": packed(row)},
        "city_word": CITY,
        "most": {"held": EXACT, "due": MOST_FEN},
    }


def acts(scenario: Scenario, size: str = USUAL) -> npt.NDArray[np.float64]:
    """What a scenario's events do, float64 (acts, facts), in their order: once for each row that they are for."""
    districts = places(scenario.districts)
    rows = [_act(row, one, size) for one in in_order(scenario.changes) for row in rows_within(one, districts)]
    return np.array(rows, dtype=np.float64).reshape(-1, len(ACT))


def _act(row: int, one: Change, size: str) -> list[float]:
    entry, until = COLUMN[one.entry], np.inf if one.until is None else one.until
    value = one.value if one.how == "scale" else one.value * thresholds(size)[entry]
    return [row, entry, one.how == "scale", value, one.month, one.over, until]


def packed(values: npt.NDArray[Any]) -> str:
    """The bytes of an array as text; one of whole numbers that are all alike takes little room once compressed."""
    return base64.b64encode(np.ascontiguousarray(values).tobytes()).decode()
