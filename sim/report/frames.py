"""Tidy tables for other programs."""

import warnings
from collections.abc import Sequence
from dataclasses import fields

import numpy as np
import pandas as pd

from sim.city.figures import Community
from sim.runs.result import Run
from sim.statistics.windows import WINDOWS
from sim.studies.comparison import Comparison, Difference, Estimate, GroupDifference
from sim.studies.comparison.across_worlds import Worlds
from sim.studies.comparison.mechanisms import Carried
from sim.studies.comparison.money import Ledger
from sim.studies.comparison.persons import Persons
from sim.studies.comparison.study import Study
from sim.studies.comparison.timeline import Timeline
from sim.studies.why.worlds import Place

TABLES = ("differences", "groups", "money", "persons", "communities", "worlds", "world_effects", "course", "mechanisms")
"""Every table that some comparison has."""
OF_A_USE = ("allotted", "moved", "spent", "returned", "left")


def frames(study: Study) -> dict[str, pd.DataFrame]:
    """Every table of a study that has rows, by name."""
    found = {
        "differences": differences_frame(study.comparison),
        "groups": groups_frame(study.groups),
        "money": money_frame(study),
        "persons": persons_frame(study.persons),
        "communities": communities_frame(study.persons),
        "worlds": worlds_frame(study.worlds),
        "world_effects": world_effects_frame(study.worlds),
        "course": course_frame(study.timelines),
        "mechanisms": mechanisms_frame(study.carried),
    }
    return {name: frame for name, frame in found.items() if len(frame)}


def money_frame(study: Study) -> pd.DataFrame:
    """One row a world and flow, and a world and use for what was allotted, moved, spent and went back: mean yuan a year."""
    return pd.DataFrame(
        [
            {"scenario": one.scenario, "part": part, "flow": flow, "yuan_a_year": yuan}
            for one in study.ledgers
            for part, flows in _parts(one).items()
            for flow, yuan in flows.items()
        ]
    )


def _parts(one: Ledger) -> dict[str, dict[str, float | None]]:
    parts = {part: getattr(one, part) for part in ("sources", "public", "organizations")}
    return parts | {part: {name: getattr(use, part) for name, use in one.uses.items()} for part in OF_A_USE}


def persons_frame(persons: Sequence[Persons]) -> pd.DataFrame:
    """One row an alternative: shares of residents better and worse off, beside the placebo's."""
    plain = ("scenario", "person_seeds", "residents", "better", "worse", "placebo_better", "placebo_worse")
    return pd.DataFrame(
        [
            {name: getattr(one, name) for name in plain}
            | _spread("better_beyond", one.better_beyond)
            | _spread("worse_beyond", one.worse_beyond)
            | _spread("worst_off", one.worst_off)
            for one in persons
        ]
    )


def communities_frame(persons: Sequence[Persons]) -> pd.DataFrame:
    """One row an alternative and community of the one city: gain in mean satisfaction over lucks; names where it has any."""
    return pd.DataFrame(
        [
            {"scenario": one.scenario, "community": k + 1, **_facts(each.place), "touched": each.touched}
            | _spread("gain", each.estimate)
            | {"may_be_luck": each.is_noise}
            for one in persons
            for k, each in enumerate(one.communities)
        ]
    )


def worlds_frame(worlds: Worlds | None) -> pd.DataFrame:
    """One row a plausible world: its numbers by their dotted paths."""
    return pd.DataFrame([{"world": one.number, **one.values} for one in (worlds.plausible.worlds if worlds else ())])


def world_effects_frame(worlds: Worlds | None) -> pd.DataFrame:
    """One row a plausible world, alternative, and headline outcome or sum that somebody pays: what the last 12 months say."""
    return pd.DataFrame(
        [
            {
                "world": one.world,
                "scenario": one.scenario,
                "outcome": one.outcome,
                "baseline": one.baseline,
                "alternative": one.alternative,
                "difference": one.estimate.value,
                "low": one.estimate.low,
                "high": one.estimate.high,
                "verdict": one.verdict,
            }
            for one in (worlds.effects if worlds else ())
        ]
    )


def course_frame(timelines: Sequence[Timeline]) -> pd.DataFrame:
    """One row an alternative, followed outcome and period: the difference, and whether it shows as higher (1) or lower (-1)."""
    return pd.DataFrame(
        [
            {"scenario": one.scenario, "outcome": each.outcome.name, "first_month": first, "months": end - first}
            | _spread("difference", gap)
            | {"shows": shows}
            for one in timelines
            for each in one.courses
            for (first, end), gap, shows in zip(one.periods, each.estimates, each.shows, strict=True)
        ]
    )


def mechanisms_frame(carried: Sequence[Carried]) -> pd.DataFrame:
    """One row an alternative, mechanism or part of the policy, and outcome: the effect with it and without, and what goes."""
    return pd.DataFrame(
        [
            {"scenario": one.scenario, "kind": one.kind, "without": one.name, "outcome": one.outcome.name}
            | {"whole": one.whole, "left": one.without}
            | _spread("carried", one.carried)
            | {"shows": one.shows}
            for one in carried
        ]
    )


def _facts(place: Place) -> dict[str, str | int]:
    facts: dict[str, str | int] = {
        "name": place.name,
        "type": place.type,
        "district": place.district,
        "district_name": place.district_name,
        "residents": place.residents,
    }
    return {name: fact for name, fact in facts.items() if fact != ""}


def _spread(name: str, gap: Estimate) -> dict[str, float | None]:
    return {name: gap.value, f"{name}_low": gap.low, f"{name}_high": gap.high}


def differences_frame(comparison: Comparison) -> pd.DataFrame:
    """One row an alternative, outcome and window, in the outcome's unit; a share's difference is a fraction."""
    return pd.DataFrame([_row(difference) for difference in comparison.differences])


def windows_frame(comparison: Comparison) -> pd.DataFrame:
    """One row an alternative and headline outcome whose verdict depends on the window: what each window says."""
    return pd.DataFrame(
        [
            {"scenario": scenario, "outcome": apart[0].outcome.name} | {one.window: one.says for one in apart}
            for scenario in comparison.alternatives
            for apart in comparison.disagreements(scenario)
        ],
        columns=["scenario", "outcome", *WINDOWS],
    )


def groups_frame(differences: Sequence[GroupDifference]) -> pd.DataFrame:
    """One row an alternative, place, group of residents, outcome and window."""
    return pd.DataFrame([_group_row(difference) for difference in differences])


def _group_row(difference: GroupDifference) -> dict[str, str | float | None]:
    own = {field.name: getattr(difference, field.name) for field in fields(difference) if field.name != "estimate"}
    estimate = difference.estimate
    return own | {
        "difference": estimate.value,
        "low": estimate.low,
        "high": estimate.high,
        "may_be_luck": difference.is_noise,
    }


def _row(difference: Difference) -> dict[str, str | float | int | None]:
    return {
        "scenario": difference.scenario,
        "outcome": difference.outcome.name,
        "window": difference.window,
        "baseline": difference.baseline,
        "alternative": difference.alternative,
        "difference": difference.estimate.value,
        "low": difference.estimate.low,
        "high": difference.estimate.high,
        "matters": difference.matters,
        "unit": difference.outcome.unit,
        "verdict": difference.verdict,
        "seeds": difference.seeds,
        "missing_seeds": difference.missing,
        "level": difference.level,
        "exploratory": difference.exploratory,
        "more_seeds": difference.more_seeds,
    }


LAST = 12
"""Months at the end of a run that a table of communities shows the mean of."""


def outcomes_by_community(runs: Sequence[Run], communities: Sequence[Community]) -> pd.DataFrame:
    """One row a community: what the city's file says of it, then its outcomes at the end, as means over seeds."""
    facts = ("name", "type", "residents", "district", "street")
    given = {fact: [getattr(one, fact) for one in communities] for fact in facts}
    return pd.DataFrame(given | {name: _mean_at_the_end(runs, name) for name in runs[0].communities})


def shows_all(runs: Sequence[Run], communities: Sequence[Community]) -> bool:
    """Whether the runs are of just these communities, and not of a sample or a small copy."""
    shown = next((values.shape[1] for values in runs[0].communities.values()), 0)
    return runs[0].size in ("district", "city") and 0 < shown == len(communities)


def _mean_at_the_end(runs: Sequence[Run], name: str) -> list[float]:
    """Missing where no month of no seed has a value."""
    values = np.stack([run.communities[name][-LAST:] for run in runs]).astype(np.float64)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)  # a mean of nothing
        found: list[float] = np.nanmean(values, axis=(0, 1)).tolist()
    return found
