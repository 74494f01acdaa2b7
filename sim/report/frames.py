"""Tidy tables for other programs."""

import warnings
from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from sim.city.figures import Community
from sim.runs.result import Run
from sim.statistics.windows import WINDOWS
from sim.studies.comparison import Comparison, Estimate, GroupDifference
from sim.studies.comparison.across_worlds import Worlds
from sim.studies.comparison.mechanisms import Carried
from sim.studies.comparison.persons import Persons
from sim.studies.comparison.study import Study
from sim.studies.comparison.timeline import Timeline

TABLES = ("differences", "groups", "money", "persons", "communities", "worlds", "world_effects", "course", "mechanisms")
"""Every table that some comparison has."""
OF_A_USE = ("allotted", "moved", "spent", "returned", "left")
Facts = dict[str, Any]


def frames(study: Study) -> dict[str, pd.DataFrame]:
    """Every table of a study that has rows, by name."""
    made = (
        differences_frame(study.comparison),
        groups_frame(study.groups),
        money_frame(study),
        persons_frame(study.persons),
        communities_frame(study.persons),
        worlds_frame(study.worlds),
        world_effects_frame(study.worlds),
        course_frame(study.timelines),
        mechanisms_frame(study.carried),
    )
    return {name: frame for name, frame in zip(TABLES, made, strict=True) if len(frame)}


def _facts(row: object, *names: str) -> Facts:
    return {name: getattr(row, name) for name in names}


def _gap(gap: Estimate, name: str = "difference", *, ends: str = "") -> Facts:
    return {name: gap.value, f"{ends}low": gap.low, f"{ends}high": gap.high}


def _spread(name: str, gap: Estimate) -> Facts:
    return _gap(gap, name, ends=f"{name}_")


def differences_frame(comparison: Comparison) -> pd.DataFrame:
    """One row an alternative, outcome and window, in the outcome's unit; a share's difference is a fraction."""
    return pd.DataFrame(
        [
            {"scenario": row.scenario, "outcome": row.outcome.name, "window": row.window}
            | _facts(row, "baseline", "alternative")
            | _gap(row.estimate)
            | {"matters": row.matters, "unit": row.outcome.unit, "verdict": row.verdict, "seeds": row.seeds}
            | {"missing_seeds": row.missing, **_facts(row, "level", "exploratory", "more_seeds")}
            for row in comparison.differences
        ]
    )


def windows_frame(comparison: Comparison) -> pd.DataFrame:
    """One row an alternative and headline outcome whose verdict depends on the window: what each window says."""
    return pd.DataFrame(
        [
            {"scenario": scenario, "outcome": rows[0].outcome.name} | {row.window: row.says for row in rows}
            for scenario in comparison.alternatives
            for rows in comparison.disagreements(scenario)
        ],
        columns=["scenario", "outcome", *WINDOWS],
    )


def groups_frame(differences: Sequence[GroupDifference]) -> pd.DataFrame:
    """One row an alternative, place, group of residents, outcome and window."""
    names = ("scenario", "place", "group", "outcome", "window", "baseline", "alternative", "level")
    return pd.DataFrame(
        [_facts(row, *names) | _gap(row.estimate) | {"may_be_luck": row.is_noise} for row in differences]
    )


def money_frame(study: Study) -> pd.DataFrame:
    """One row a scenario and flow, and a scenario and use for what was allotted, moved, spent and went back: yuan a year."""
    rows = []
    for ledger in study.ledgers:
        parts = _facts(ledger, "sources", "public", "organizations")
        parts |= {part: {name: getattr(use, part) for name, use in ledger.uses.items()} for part in OF_A_USE}
        for part, flows in parts.items():
            facts = {"scenario": ledger.scenario, "part": part}
            rows += [facts | {"flow": flow, "yuan_a_year": yuan} for flow, yuan in flows.items()]
    return pd.DataFrame(rows)


def persons_frame(persons: Sequence[Persons]) -> pd.DataFrame:
    """One row an alternative: shares of residents better and worse off, beside the placebo's."""
    names = ("scenario", "person_seeds", "residents", "better", "worse", "placebo_better", "placebo_worse")
    return pd.DataFrame(
        [
            _facts(row, *names)
            | _spread("better_beyond", row.better_beyond)
            | _spread("worse_beyond", row.worse_beyond)
            | _spread("worst_off", row.worst_off)
            for row in persons
        ]
    )


def communities_frame(persons: Sequence[Persons]) -> pd.DataFrame:
    """One row an alternative and community of the one city: gain in mean satisfaction over seeds; names where it has any."""
    rows = []
    for alternative in persons:
        for number, gain in enumerate(alternative.communities, 1):
            place = _facts(gain.place, "name", "type", "district", "district_name", "residents")
            facts = {"scenario": alternative.scenario, "community": number}
            facts |= {name: fact for name, fact in place.items() if fact != ""} | {"touched": gain.touched}
            rows.append(facts | _spread("gain", gain.estimate) | {"may_be_luck": gain.is_noise})
    return pd.DataFrame(rows)


def worlds_frame(worlds: Worlds | None) -> pd.DataFrame:
    """One row a plausible world: its numbers by their dotted paths."""
    plausible = worlds.plausible.worlds if worlds else ()
    return pd.DataFrame([{"world": world.number, **world.values} for world in plausible])


def world_effects_frame(worlds: Worlds | None) -> pd.DataFrame:
    """One row a plausible world, alternative, and headline outcome or sum that somebody pays: what the last 12 months say."""
    names = ("world", "scenario", "outcome", "baseline", "alternative")
    effects = worlds.effects if worlds else ()
    return pd.DataFrame([_facts(row, *names) | _gap(row.estimate) | {"verdict": row.verdict} for row in effects])


def course_frame(timelines: Sequence[Timeline]) -> pd.DataFrame:
    """One row an alternative, followed outcome and period: the difference, and whether it shows as higher (1) or lower (-1)."""
    return pd.DataFrame(
        [
            {"scenario": timeline.scenario, "outcome": course.outcome.name, "first_month": first, "months": end - first}
            | _spread("difference", gap)
            | {"shows": shows}
            for timeline in timelines
            for course in timeline.courses
            for (first, end), gap, shows in zip(timeline.periods, course.estimates, course.shows, strict=True)
        ]
    )


def mechanisms_frame(carried: Sequence[Carried]) -> pd.DataFrame:
    """One row an alternative, mechanism or part of the policy, and outcome: the effect with it and without, and what goes."""
    return pd.DataFrame(
        [
            {"scenario": row.scenario, "kind": row.kind, "without": row.name, "outcome": row.outcome.name}
            | {"whole": row.whole, "left": row.without}
            | _spread("carried", row.carried)
            | {"shows": row.shows}
            for row in carried
        ]
    )


LAST = 12
"""Months at the end of a run that a table of communities shows the mean of."""


def outcomes_by_community(runs: Sequence[Run], communities: Sequence[Community]) -> pd.DataFrame:
    """One row a community: what the city's file says of it, then its outcomes at the end, as means over seeds."""
    facts = ("name", "type", "residents", "district", "street")
    columns = {fact: [getattr(community, fact) for community in communities] for fact in facts}
    return pd.DataFrame(columns | {name: _mean_at_the_end(runs, name) for name in runs[0].communities})


def shows_all(runs: Sequence[Run], communities: Sequence[Community]) -> bool:
    """Whether the runs are of just these communities, and not of a sample or a small copy."""
    shown = next((values.shape[1] for values in runs[0].communities.values()), 0)
    return runs[0].size in ("district", "city") and 0 < shown == len(communities)


def _mean_at_the_end(runs: Sequence[Run], name: str) -> list[float]:
    """Missing where no month of no seed has a value."""
    values = np.stack([run.communities[name][-LAST:] for run in runs]).astype(np.float64)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)  # a mean of nothing
        means: list[float] = np.nanmean(values, axis=(0, 1)).tolist()
    return means
