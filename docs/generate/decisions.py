"""Fills docs/levers.md: what a policy does with a decision frozen (``make decisions``, a minute)."""

import argparse
import os
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial

import numpy as np

from docs.generate.markdown import code, filled, table
from docs.generate.pages import FOLDER
from sim.language.numbers import change, magnitude, places_for, with_unit
from sim.outcomes import BY_NAME
from sim.runs.result import Floats
from sim.runs.single import simulate
from sim.scenario import load
from sim.statistics.intervals import Estimate, of_pairs
from sim.studies.claims.claim import Arm, in_a_world

PAGE = FOLDER / "levers.md"
SEEDS, FIRST_SEED, MONTHS, SIZE, CITY = 30, 1_000, 120, "neighbourhood", "ningbo"
"""Seeds that nobody had seen when the policies were chosen."""
BASELINE = "baseline"


@dataclass(frozen=True)
class Decision:
    """Who decides what, the switch that freezes it, and a policy whose effect on an outcome runs through it."""

    said: str
    switch: str
    policy: str
    outcome: str


DECISIONS = (
    Decision("Residents: whom to turn to", "seeking.channel_chosen", "small_government_now", "waiting_months_mean"),
    Decision("Residents: whom to turn to", "seeking.channel_chosen", "seed_then_exit_rule", "satisfaction_mean"),
    Decision("Organizations: their field", "choosing.fields_chosen", "private_capital", "satisfaction_mean"),
    Decision("Organizations: their field", "choosing.fields_chosen", "earmark_old_and_young", "waiting_months_mean"),
    Decision("Organizations: price tier", "choosing.tiers_chosen", "one_stop_services", "residents_fees_yuan"),
    Decision("Organizations: tenders", "bidding.tenders_chosen", "triad_no_organizations", "waiting_months_mean"),
    Decision("Committees: free hours", "leaning.committees_decide", "outcome_evaluation", "participation_rate"),
    Decision("Rural committees: practice", "leaning.committees_decide", "rural_learning", "resolved_cases"),
    Decision("Departments: buy or do", "purchasing.departments_decide", "triad_no_organizations", "satisfaction_mean"),
    Decision("Departments: buy or do", "purchasing.departments_decide", "triad_no_organizations", "resolved_cases"),
)


def measured(decision: Decision, seeds: Sequence[int]) -> Floats:
    """Effects of shape (seeds, 2): as the model is, and with the decision frozen."""
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        return np.array(list(pool.map(partial(effects, decision), seeds)))


def through(found: Floats) -> Estimate:
    """What of the effect ran through the decision."""
    return of_pairs(found[:, 0] - found[:, 1])


def effects(decision: Decision, seed: int) -> tuple[float, float]:
    """What the policy changes with one seed, over all months: as the model is, and with the decision frozen."""
    as_is, frozen = (
        _mean(Arm(decision.policy, set=entries), decision.outcome, seed)
        - _mean(Arm(BASELINE, set=entries), decision.outcome, seed)
        for entries in ((), ((f"world.{decision.switch}", 0.0),))
    )
    return as_is, frozen


def _mean(arm: Arm, outcome: str, seed: int) -> float:
    scenario = in_a_world(arm, load(arm.scenario), {})
    run = simulate(scenario, seed, months=MONTHS, size=SIZE, engine="compiled", city=CITY)
    return float(np.nanmean(run.city[outcome]))


def _row(decision: Decision, found: Floats) -> tuple[str, ...]:
    moved = through(found)
    said = [_said(one, BY_NAME[decision.outcome].unit) for one in (*map(of_pairs, found.T), moved)]
    told = "yes" if moved.excludes_zero else "**no**"
    return decision.said, code(decision.policy), code(decision.outcome), *said, told


def _said(one: Estimate, unit: str) -> str:
    value, half = one.value or 0.0, one.half_width or 0.0
    places = places_for(half, value, unit)
    return (
        f"{change(value, places, unit, 'en')} ± {with_unit(magnitude(half, places, unit, 'en'), unit=unit, lang='en')}"
    )


def main() -> None:
    """Run every policy as the model is and with the decision frozen, and write the page anew."""
    argparse.ArgumentParser(description=main.__doc__).parse_args()
    seeds = range(FIRST_SEED, FIRST_SEED + SEEDS)
    head = ("decision", "policy", "outcome", "effect", "effect, decision frozen", "through the decision", "told apart")
    rows = [_row(one, measured(one, seeds)) for one in DECISIONS]
    PAGE.write_text(filled(PAGE, lambda name: table(head, rows) if name == "decisions" else None), encoding="utf-8")


if __name__ == "__main__":
    main()
