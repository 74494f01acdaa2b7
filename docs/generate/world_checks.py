"""Fills docs/checks-in-worlds.md: what the model is checked for, in plausible worlds and draws of the prior (``make checks``).

What holds in nearly every draw of the prior holds by construction: fitting the world to patterns had no part in it.
"""

import argparse
import os
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache, partial

import numpy as np

from docs.generate.calibration import known
from docs.generate.markdown import filled, table
from docs.generate.pages import FOLDER
from sim.ensemble.prior import Values, drawn, values_at
from sim.runs.result import Floats
from sim.runs.single import simulate
from sim.scenario import load
from sim.studies.claims.claim import Arm, in_a_world
from sim.studies.comparison.across_worlds import wilson

PAGE = FOLDER / "checks-in-worlds.md"
WORLDS, SEEDS, MONTHS, SIZE, CITY = 20, 4, 120, "neighbourhood", "ningbo"
BUILT_IN = 0.95
"""Share of draws of the prior from which on a check holds by construction."""
SEED = 20161
OUTCOMES = (
    *("public_spending_yuan", "satisfaction_mean", "waiting_months_mean", "self_governance_index", "trust_mean"),
    *("rumour_prevalence", "participation_rate", "cases_by_party"),
)
BASELINE = "baseline"
BASE = Arm(BASELINE)
Read = Mapping[str, Floats]


@dataclass(frozen=True)
class Check:
    """What has to hold between two arms of the baseline.

    ``holds`` is told the outcomes of both, of shape (seeds, months).
    """

    said: str
    first: Arm
    second: Arm
    holds: Callable[[Read, Read], bool]


def having(entry: str, number: float) -> Arm:
    """The baseline with one number set otherwise."""
    return Arm(BASELINE, set=((entry, number),))


def last(read: Read, outcome: str) -> float:
    """Mean of the last five years."""
    return float(np.nanmean(read[outcome][:, -60:]))


def ratio(outcome: str, *, low: float, high: float) -> Callable[[Read, Read], bool]:
    """Whether the second's value over the first's lies in a range."""
    return lambda one, two: low <= last(two, outcome) / last(one, outcome) <= high


def moves(outcome: str, sign: int, by: float = 0.0) -> Callable[[Read, Read], bool]:
    """Whether the second's value is higher (or, with -1, lower) than the first's by more than something."""
    return lambda one, two: sign * (last(two, outcome) - last(one, outcome)) > by


BUDGET, RUMOURS = "funding.budget_per_resident", "world.information.rumour_arrivals"
TASTES = "world.needs.taste_heterogeneity"
CHECKS = (
    Check(
        "With a budget of 0.7 between 0.65 and 0.75 of the baseline's is spent",
        BASE,
        having(BUDGET, 210.0),
        ratio("public_spending_yuan", low=0.65, high=0.75),
    ),
    Check(
        "With a budget of 1.3 between 1.2 and 1.35 of the baseline's is spent",
        BASE,
        having(BUDGET, 390.0),
        ratio("public_spending_yuan", low=1.2, high=1.35),
    ),
    Check("A tenth less money lowers satisfaction", BASE, having(BUDGET, 270.0), moves("satisfaction_mean", -1)),
    Check("A tenth less money lengthens waiting", BASE, having(BUDGET, 270.0), moves("waiting_months_mean", 1)),
    Check(
        "Without public money the self-governance index falls",
        BASE,
        having(BUDGET, 0.0),
        moves("self_governance_index", -1),
    ),
    Check(
        "Committees judged by fixed indicators alone: trust falls",
        having("evaluation.feedback_weight", 0.0),
        having("evaluation.feedback_weight", 1.0),
        moves("trust_mean", -1),
    ),
    Check(
        "Committees judged by fixed indicators alone: satisfaction does not rise",
        having("evaluation.feedback_weight", 0.0),
        having("evaluation.feedback_weight", 1.0),
        moves("satisfaction_mean", -1, -0.003),
    ),
    Check(
        "Fourteen times the rumours from outside: at least five times the believers",
        BASE,
        Arm(BASELINE, scale=((RUMOURS, 14.0),)),
        ratio("rumour_prevalence", low=5.0, high=np.inf),
    ),
    Check(
        "Asking residents raises participation by more than half a point",
        having("methods.asking", 0.0),
        having("methods.asking", 2.0),
        moves("participation_rate", 1, 0.005),
    ),
    Check(
        "Reallocating ten times as often does not raise satisfaction",
        BASE,
        having("planning.rebudget_months", 1.2),
        moves("satisfaction_mean", -1, -0.003),
    ),
    Check(
        "Alike tastes: a menu is no better than more of the same",
        having(TASTES, 0.0),
        Arm(BASELINE, set=((TASTES, 0.0), ("provision.menu_share", 0.8))),
        moves("satisfaction_mean", -1, -0.005),
    ),
    Check(
        "Three times the active party members: more cases come to light through them",
        BASE,
        having("party.active_share", 0.3),
        moves("cases_by_party", 1),
    ),
    Check(
        "Without growth of the budget participation moves by less than 2 points after two years",
        having("funding.budget_growth", 0.0),
        having("funding.budget_growth", 0.0),
        lambda one, _: (
            abs(float(np.nanmean(one["participation_rate"][:, -12:]) - np.nanmean(one["participation_rate"][:, 24:36])))
            < 0.02
        ),
    ),
)


def _read(world: Values, arm: Arm) -> Read:
    """What checks need of an arm in a world."""
    scenario = in_a_world(arm, load(BASELINE), world)
    runs = [simulate(scenario, seed, months=MONTHS, size=SIZE, engine="compiled", city=CITY) for seed in range(SEEDS)]
    return {name: np.array([run.city[name] for run in runs]) for name in OUTCOMES}


def held(world: Values) -> list[bool]:
    """Which checks hold in a world."""
    read = cache(partial(_read, world))
    return [one.holds(read(one.first), read(one.second)) for one in CHECKS]


def _row(check: Check, default: bool, plausible: Sequence[bool], *, prior: Sequence[bool]) -> tuple[str, ...]:
    low, high = wilson(float(np.mean(plausible)), n=len(plausible))
    built = "by construction" if len(prior) >= WORLDS and np.mean(prior) >= BUILT_IN else ""
    share = f"{sum(plausible)} of {len(plausible)} ({low:.0%} to {high:.0%})"
    return check.said, "yes" if default else "no", share, f"{sum(prior)} of {len(prior)}", built


def main() -> None:
    """Check all worlds, and write the page anew."""
    asked = argparse.ArgumentParser(description=main.__doc__)
    asked.add_argument("--worlds", type=int, default=WORLDS)
    asked.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    given = asked.parse_args()
    fitting = [one.values for one in known().worlds[: given.worlds]]
    believed = [values_at(point) for point in drawn(given.worlds, seed=SEED)]
    with ProcessPoolExecutor(given.workers) as pool:
        default, *found = pool.map(held, [{}, *fitting, *believed])
    plausible, prior = np.array(found[: given.worlds]), np.array(found[given.worlds :])
    rows = [_row(one, default[k], plausible[:, k].tolist(), prior=prior[:, k].tolist()) for k, one in enumerate(CHECKS)]
    made = table(("check", "default world", "plausible worlds", "draws of the prior", "holds"), rows)
    PAGE.write_text(filled(PAGE, lambda _: made), encoding="utf-8")


if __name__ == "__main__":
    main()
