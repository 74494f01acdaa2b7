"""All that the lab's page holds beside its texts: the model's module, frames of a city, scenarios, outcomes, worlds."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Any

import numpy as np
from scipy.special import stdtrit

from sim.browser.case import city_frame, frame_in_json, packed
from sim.browser.closing import names
from sim.browser.sample import SAMPLE, thresholds
from sim.browser.schedule import ACT
from sim.city.profile import load_profile
from sim.ensemble.shipped import shipped
from sim.errors import InputError
from sim.lab.levers import BUDGET, PAYER, assumptions, entries, levers
from sim.language import message
from sim.limits import SEEDS_A_WORLD, checked
from sim.model.advance import rows_of
from sim.model.groups import COLUMNS
from sim.outcomes import OUTCOMES, Outcome
from sim.parameters import LEVERS, TYPES
from sim.parameters.levers import BUDGET_SHARES
from sim.scenario import Scenario, load
from sim.scenario.columns import COLUMN, ENTRIES, is_world
from sim.scenario.library import files_in, shipped_folder
from sim.statistics.intervals import LOOKS, headline_level

SIZES = (SAMPLE, "neighbourhood")
MONTHS, EVENTS = 120, 400
"""Length of a run, and the events that a policy may have at most."""
MONEY = "funding"
"""The theme that pays for others."""
NEVER = [-1.0] * len(ACT)


def data(chosen: Sequence[Scenario], *, city: str, worlds: int) -> dict[str, Any]:
    """The page's data, of JSON; the module apart.

    Raises
    ------
    InputError
        If the city's residents are given one by one, or a scenario has values for single districts.
    """
    checked({"worlds": worlds})
    check(chosen, city)
    profile = load_profile(city)
    baseline = load("baseline", start=profile.city.start)
    shocks = _shipped("shocks", start=profile.city.start)
    offered = [*_shipped("policies", start=profile.city.start), *shocks, *chosen]
    return {
        "months": MONTHS,
        "start": profile.city.start,
        "city": city,
        "frames": {size: _frame(baseline, city=city, size=size) for size in SIZES},
        "base": packed(baseline.base),
        "thresholds": [[int(at), share] for at, share in enumerate(thresholds(SAMPLE)) if share != 1.0],
        "levers": levers(),
        "assumptions": assumptions(),
        "entries": entries(),
        "shares": BUDGET_SHARES,
        "budget": BUDGET,
        "payer": PAYER,
        "scenarios": {one.reference: _scenario(one, baseline=baseline) for one in offered},
        "chosen": [one.reference for one in chosen],
        "shocks": [one.reference for one in shocks],
        "outcomes": [_outcome(one) for one in OUTCOMES],
        "names": names()["of_city"],
        "groups": {"columns": COLUMNS, "outcomes": names()["of_groups"]},
        "looks": LOOKS,
        "quantiles": {"headline": _quantiles(headline_level(1, looks=len(LOOKS))), "one": _quantiles(0.95)},
        "worlds": _worlds(city, worlds),
    }


def check(chosen: Sequence[Scenario], city: str) -> None:
    """Refuse what the page cannot show.

    Raises
    ------
    InputError
        If the city's residents are given one by one, or a scenario has values for single districts.
    """
    checked({"city": city})
    if own := [one.reference for one in chosen if one.districts]:
        raise InputError(message("browser.districts", scenario=own[0]))
    profile = load_profile(city)
    city_frame(profile, SAMPLE, load("baseline", start=profile.city.start).schedule(1).world[0])


def _shipped(kind: str, *, start: str) -> list[Scenario]:
    return [load(file.stem, start=start) for file in files_in(shipped_folder() / kind)]


def _frame(baseline: Scenario, *, city: str, size: str) -> dict[str, Any]:
    schedule = baseline.schedule(1)
    state = city_frame(load_profile(city), size, schedule.world[0])
    own = {"scenario": "", "city": city, "size": size, "months": MONTHS}
    room = {"base": packed(baseline.base), "acts": packed(np.array(NEVER * EVENTS * (len(TYPES) + 1)))}
    kinds = [TYPES[kind] for kind in state.communities.kind]
    residents = state.communities.n_residents.tolist()
    return frame_in_json(state, 1 + rows_of(state, schedule)) | own | room | {"kinds": kinds, "residents": residents}


def _scenario(one: Scenario, *, baseline: Scenario) -> dict[str, Any]:
    """What a scenario does otherwise than the baseline, and what it is called."""
    acts = [
        {"path": change.entry, "how": change.how, "value": change.value, "month": change.month}
        | {"over": change.over, "until": change.until, "type": change.type}
        for change in one.changes
    ]
    settings = list(_settings(one, baseline=baseline))
    theme = _theme({act["path"] for act in (*settings, *acts)})
    return {"name": one.name, "question": one.question, "theme": theme, "settings": settings, "acts": acts}


def _theme(paths: Iterable[str]) -> str:
    """The theme that most of a scenario's levers belong to; money counts where nothing else is moved. None for the world's."""
    moved = Counter(path.rpartition(".")[0] for path in paths if not is_world(path))
    order = list(dict.fromkeys(lever.path.rpartition(".")[0] for lever in LEVERS))
    others = [theme for theme in order if moved[theme] and theme != MONEY] or sorted(moved)
    return max(others, key=lambda theme: moved[theme], default="")


def _settings(one: Scenario, *, baseline: Scenario) -> Iterable[dict[str, Any]]:
    for path, at in COLUMN.items():
        values = one.base[:, at]
        rows = range(1) if is_world(path) else range(1, len(TYPES) + 1)
        differing = [row for row in rows if values[row] != baseline.base[row, at]]
        if differing and len({values[row] for row in rows}) == 1:
            yield {"path": path, "type": None, "value": float(values[rows[0]])}
        else:
            yield from ({"path": path, "type": TYPES[row - 1], "value": float(values[row])} for row in differing)


def _outcome(one: Outcome) -> dict[str, Any]:
    kept = ("name", "unit", "good", "matters", "relative", "headline", "ratio_of", "share_of")
    return {name: value for name, value in asdict(one).items() if name in kept}


def _quantiles(level: float) -> list[float]:
    """Student's quantiles of a two-sided interval, by degrees of freedom; there is none without any."""
    return [0.0, *stdtrit(np.arange(1, LOOKS[-1]), (1 + level) / 2).tolist()]


def _worlds(city: str, count: int) -> dict[str, Any]:
    """Plausible worlds: which entries, a row of values each, the departments' claims that follow, and pairs in each."""
    found = shipped(city)
    if count == 0 or found is None:
        return {"paths": [], "values": [], "claims": [], "pairs": SEEDS_A_WORLD}
    rows: Sequence[Any] = found.first(count).worlds
    paths = list(rows[0].values)
    profile, world = load_profile(city), load("baseline").schedule(1).world[0]
    places = {path: k for k, path in enumerate(path for path in ENTRIES if is_world(path))}
    claims = []
    for row in rows:
        own = world.copy()
        own[[places[path] for path in paths]] = [row.values[path] for path in paths]
        claims.append(packed(city_frame(profile, SIZES[1], own).offices.claim))
    values = [[row.values[path] for path in paths] for row in rows]
    return {"paths": paths, "values": values, "claims": claims, "pairs": SEEDS_A_WORLD}
