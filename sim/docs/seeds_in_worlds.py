"""Fills docs/luck-in-worlds.md: how many verdicts in worlds are open, and how often they err, by seeds (``make luck``)."""

import argparse
import os
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path

import numpy as np

from sim.docs.fill import filled
from sim.docs.markdown import code, table
from sim.docs.pages import FOLDER
from sim.ensemble.shipped import Plausible, shipped
from sim.limits import USUAL_WORLDS
from sim.outcomes import BY_NAME, HEADLINE
from sim.runs import executors
from sim.runs.batch import run_many
from sim.runs.executors import Crew
from sim.runs.result import Run
from sim.scenario import Scenario, load
from sim.statistics.thresholds import threshold
from sim.statistics.verdicts import FEWEST_SEEDS, OPEN, verdict
from sim.studies.comparison.across_worlds import Effect, in_worlds

PAGE, RUNS = FOLDER / "luck-in-worlds.md", Path("results") / "luck-in-worlds"
MOST, LOOKED = 40, (6, 12, 20, 40)
MONTHS, SIZE, CITY = 120, "neighbourhood", "ningbo"
BASELINE = "baseline"
POLICIES = ("menu_services", "seed_then_taper", "best_mode", "one_stop_services", "party_building+funding_cut")
NAMES = tuple(one.name for one in HEADLINE)
Found = Mapping[tuple[str, str, int], Effect]
"""Effects on headline outcomes by policy, outcome and world."""


def simulated(crew: Crew, first: int, scenarios: list[Scenario], seeds: int) -> dict[str, list[Run]]:
    """Run scenarios with so many seeds from the first on; what was run before is read."""
    luck = range(first, first + seeds)
    return run_many(
        scenarios, luck, MONTHS, SIZE, engine="compiled", city=CITY, out=RUNS, workers=crew.width, crew=crew, keep=()
    )


def effects(known: Plausible, crew: Crew, *, first: int, seeds: int) -> Found:
    """What the policies change in each world, as a comparison finds it with so many seeds from the first on."""
    policies = [load(one) for one in POLICIES]
    found = in_worlds(load(BASELINE), policies, known, partial(simulated, crew, first), CITY, seeds=seeds)
    return {(one.scenario, one.outcome, one.world): one for one in found.effects if BY_NAME[one.outcome].headline}


def _open(found: Found, *, scenarios: Sequence[str] = POLICIES, outcomes: Sequence[str] = NAMES) -> str:
    """Share of verdicts that are open."""
    judged = [one.verdict for one in found.values() if one.scenario in scenarios and one.outcome in outcomes]
    return f"{np.mean([one in OPEN for one in judged]):.0%}"


def _open_in_size(found: Found) -> str:
    """Share that would be open by the rule of the default world, where a direction without a size is."""

    def is_open(one: Effect) -> bool:
        outcome = BY_NAME[one.outcome]
        matters = threshold(outcome, one.baseline, {})
        return verdict(one.estimate, matters, outcome.good, FEWEST_SEEDS) in OPEN

    return f"{np.mean([is_open(one) for one in found.values()]):.0%}"


def _held(found: Found, *, others: Found) -> str:
    """Share of the intervals that hold what the other seeds say, within those seeds' own interval."""
    held = []
    for key, one in found.items():
        ours, theirs = one.estimate, others[key].estimate
        if ours.value is None or theirs.value is None:
            continue
        room = np.hypot(ours.half_width or 0.0, theirs.half_width or 0.0)
        held.append(abs(ours.value - theirs.value) <= room)
    return f"{np.mean(held):.1%}"


def _another(found: Found, *, others: Found, opposite: bool = False) -> str:
    """Share of the verdicts that both settle in which they differ; in which one says higher and the other lower."""
    pairs = [(one.verdict, others[key].verdict) for key, one in found.items()]
    settled = [{*pair} for pair in pairs if not {*pair} & {*OPEN}]
    wrong = [len(pair - {"too_small_to_matter"} if opposite else pair) > 1 for pair in settled]
    return f"{np.mean(wrong):.1%}"


def _reworded(found: Found, *, others: Found) -> str:
    """Share of all verdicts, open ones as well, in which both differ."""
    return f"{np.mean([one.verdict != others[key].verdict for key, one in found.items()]):.1%}"


def _part(name: str, *, looks: Mapping[int, Found], others: Mapping[int, Found]) -> str:
    every = list(looks.values())
    if name == "open":
        rows = [(code(one), *(_open(found, outcomes=[one]) for found in every)) for one in NAMES]
        rows += [(f"all, of {code(one)}", *(_open(found, scenarios=[one]) for found in every)) for one in POLICIES]
        rows.append(("**all**", *map(_open, every)))
        rows.append(("all, were a direction without a size open", *map(_open_in_size, every)))
        return table(("", *(f"{seeds} seeds" for seeds in looks)), rows)
    pairs = [(looks[seeds], rest) for seeds, rest in others.items()]
    rows = [
        ("intervals that hold", *(_held(found, others=rest) for found, rest in pairs)),
        ("another verdict", *(_another(found, others=rest) for found, rest in pairs)),
        ("the opposite one", *(_another(found, others=rest, opposite=True) for found, rest in pairs)),
        ("another word, open ones counted", *(_reworded(found, others=rest) for found, rest in pairs)),
    ]
    return table(("", *(f"{seeds} seeds" for seeds in others)), rows)


def main() -> None:
    """Run the policies in the usual worlds with many seeds, and write the tables anew."""
    argparse.ArgumentParser(description=main.__doc__).parse_args()
    known = shipped(CITY)
    if known is None:
        raise SystemExit(f"there are no plausible worlds of {CITY}")
    known = known.first(USUAL_WORLDS)
    with executors.lasting(executors.processes(os.cpu_count() or 1)) as crew:
        of = partial(effects, known, crew)
        looks = {seeds: of(first=0, seeds=seeds) for seeds in sorted(LOOKED, reverse=True)}
        others = {seeds: of(first=seeds, seeds=MOST - seeds) for seeds in LOOKED if seeds < MOST}
    ordered = {seeds: looks[seeds] for seeds in LOOKED}
    PAGE.write_text(filled(PAGE, partial(_part, looks=ordered, others=others)), encoding="utf-8")


if __name__ == "__main__":
    main()
