"""Cases for a box out of a folder: points of a sweep, worlds in which policies were weighed, or worlds of a claim."""

import re
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from sim.ensemble.asked import FILE as ASKED
from sim.ensemble.asked import asked_in
from sim.ensemble.boxes import cases_of
from sim.ensemble.plan import Plan
from sim.ensemble.policies import values_of
from sim.errors import InputError
from sim.exploration.discovery import Cases
from sim.exploration.prim import Flags
from sim.language import told
from sim.runs.result import Floats
from sim.scenario.suggest import did_you_mean, listed
from sim.sweeps import exists, open_sweep
from sim.worlds.plausible import World

_CRITERION = re.compile(r"\s*([A-Za-z_]\w*)\s*([<>])\s*([+-]?\d+(?:\.\d*)?(?:[eE][+-]?\d+)?)\s*")


def criterion(given: str) -> tuple[str, bool, float]:
    """A measure, whether values below are of interest, and the number: ``satisfaction_mean < 0.6``.

    Raises
    ------
    InputError
        If it is no such text.
    """
    match = _CRITERION.fullmatch(given)
    if match is None:
        raise InputError(told("discover.cases", given=given))
    return match[1], match[2] == "<", float(match[3])


def chosen(scenario: str | None, known: list[str]) -> str:
    """The scenario that is looked at.

    Raises
    ------
    InputError
        If it is not among those known, or none is named where there are several.
    """
    if scenario is None:
        if len(known) > 1:
            raise InputError(told("discover.which_scenario", known=listed(known)))
        return known[0]
    if scenario not in known:
        hint = did_you_mean(scenario, known)
        raise InputError(told("discover.no_scenario", name=scenario, known=listed(known), hint=hint))
    return scenario


def flagged(values: Floats, given: str) -> Flags:
    """Which values a criterion is about."""
    _, below, number = criterion(given)
    return np.asarray(values < number if below else values > number)


def of_sweep(folder: Path, given: str, scenario: str | None, against: str | None = None) -> Cases:
    """Points of a sweep as cases: means over seeds of a measure, or its difference between two scenarios.

    Raises
    ------
    InputError
        If there is no such measure or scenario, or nothing varies.
    """
    opened = open_sweep(folder)
    design = opened.design
    columns = {measure.column: measure.column for measure in design.measures}
    columns |= {measure.outcome: measure.column for measure in reversed(design.measures)}
    name = _measure(criterion(given)[0], list(columns))
    runs = opened.runs.groupby(["scenario", "point"])[columns[name]].mean().unstack("scenario")
    values = runs[chosen(scenario, list(design.scenarios))]
    if against is not None:
        values = values - runs[chosen(against, list(design.scenarios))]
    values = values.dropna()
    if not design.factors:
        raise InputError(told("discover.no_factors"))
    points = np.array(design.points)[values.index.to_numpy()]
    return Cases(tuple(one.path for one in design.factors), points, flagged(values.to_numpy(), given))


def of_policies(
    plan: Plan, folder: Path, worlds: Sequence[World], given: str, scenario: str | None, against: str | None = None
) -> Cases:
    """Worlds in which policies were weighed as cases: an outcome of a policy, or the difference between two.

    Raises
    ------
    InputError
        If there is no such outcome or policy.
    """
    numbers, by_policy, _ = values_of(plan, folder)
    known = list(by_policy)
    name = _measure(criterion(given)[0], list(by_policy[known[0]]))
    values = by_policy[chosen(scenario, known)][name]
    if against is not None:
        values = values - by_policy[chosen(against, known)][name]
    by_number = {world.number: world for world in worlds}
    return cases_of([by_number[number] for number in numbers], flagged(values, given).tolist())


def kind_of(folder: Path) -> str:
    """What a folder holds: ``sweep``, ``policies`` or ``claims``.

    Raises
    ------
    InputError
        If it holds none of them.
    """
    if exists(folder):
        return "sweep"
    if (folder / ASKED).exists():
        return "policies" if "policies" in asked_in(folder) else "claims"
    raise InputError(told("discover.no_folder", folder=folder))


def _measure(name: str, known: list[str]) -> str:
    if name not in known:
        hint = did_you_mean(name, known)
        raise InputError(told("discover.no_measure", name=name, known=listed(known), hint=hint))
    return name
