"""Fills a table of docs/second-edition.md: contrasts where government pays much or little of organizations (``make ends``)."""

import argparse
import os
from collections.abc import Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass

import numpy as np

from sim.docs.fill import filled
from sim.docs.markdown import code, table
from sim.docs.pages import FOLDER
from sim.language.numbers import change, places_for
from sim.outcomes import BY_NAME
from sim.runs.result import Floats
from sim.runs.single import simulate
from sim.scenario import load
from sim.statistics.intervals import of_pairs
from sim.studies.claims.arms import in_a_world
from sim.studies.claims.claim import Arm

PAGE = FOLDER / "second-edition.md"
SEEDS, MONTHS, SIZE, CITY = 8, 120, "neighbourhood", "ningbo"
MOVED, VALUES = "world.market.services_per_payer", (0.07, 0.28, 0.6)
"""What moves government's part, and to what: near 0.7, the default, near 0.2."""
PART = "government_dependence"
LATE, SETTLED = 96, 24
"""Months after which an outcome is read."""
SKILLS, NO_SKILLS = (
    (("organizations.training_places", places), ("organizations.incubation", effort))
    for places, effort in ((20.0, 1.0), (0.0, 0.0))
)
ARMS = {
    "base": Arm("baseline"),
    "taper": Arm("seed_then_taper"),
    "ends": Arm("grants_end"),
    "skills": Arm("baseline", set=SKILLS),
    "money": Arm("big_government_forever", set=NO_SKILLS),
    "both": Arm("big_government_forever"),
    "number": Arm("baseline", set=(("organizations.number_factor", 1.5),)),
    "contracts": Arm("baseline", set=(("funding.purchase_share", 0.12), ("funding.direct_share", 0.26))),
    "private": Arm("private_capital"),
}
Runs = Mapping[tuple[str, float], Floats]
"""Outcomes by month and seed (outcomes, seeds, months) of an arm at a value."""


@dataclass(frozen=True)
class Contrast:
    """A sum of arms, and what is read of it after which month."""

    said: str
    terms: Mapping[str, int]
    outcomes: tuple[str, ...]
    since: int = SETTLED


CONTRASTS = (
    Contrast(
        "H02: `seed_then_taper` less `grants_end`, years 9 and 10",
        {"taper": 1, "ends": -1},
        ("society_delivered_share", "society_paid_share", "organizations_alive", "organization_staff"),
        LATE,
    ),
    Contrast(
        "H03: grants 0.15 and skills together, beyond each alone",
        {"both": 1, "money": -1, "skills": -1, "base": 1},
        ("resolved_cases", "organization_staff", "society_delivered_share"),
    ),
    Contrast(
        "H15: half as many organizations again",
        {"number": 1, "base": -1},
        ("resolved_cases", "satisfaction_mean"),
    ),
    Contrast(
        "H15: half as much contract money again",
        {"contracts": 1, "base": -1},
        ("resolved_cases", "satisfaction_mean"),
    ),
    Contrast(
        "H17: `private_capital` less `baseline`",
        {"private": 1, "base": -1},
        ("society_paid_share", "resolved_cases", "satisfaction_mean"),
    ),
)
OUTCOMES = tuple(dict.fromkeys([PART, *(name for one in CONTRASTS for name in one.outcomes)]))


def read(arm: str, value: float) -> Floats:
    """An arm's outcomes at a value."""
    of = ARMS[arm]
    scenario = in_a_world(Arm(of.scenario, set=(*of.set, (MOVED, value))), load(of.scenario), {})
    runs = [simulate(scenario, seed, months=MONTHS, size=SIZE, engine="compiled", city=CITY) for seed in range(SEEDS)]
    return np.array([[run.city[name] for run in runs] for name in OUTCOMES])


def mean(found: Floats, outcome: str, since: int) -> Floats:
    """An outcome's mean after some month, by seed."""
    means: Floats = np.nanmean(found[OUTCOMES.index(outcome)][:, since:], axis=1)
    return means


def _cell(contrast: Contrast, outcome: str, runs: Runs, value: float) -> str:
    sums = [weight * mean(runs[arm, value], outcome, contrast.since) for arm, weight in contrast.terms.items()]
    gap, unit = of_pairs(np.sum(sums, axis=0)), BY_NAME[outcome].unit
    written = change(gap.value, places_for(gap.half_width, gap.value or 0.0, unit), unit, "en")
    return written if gap.excludes_zero else f"{written} (0)"


def main() -> None:
    """Run every arm at each value, and write the table anew."""
    argparse.ArgumentParser(description=main.__doc__).parse_args()
    asked = [(arm, value) for arm in ARMS for value in VALUES]
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        runs = dict(zip(asked, pool.map(read, *zip(*asked, strict=True)), strict=True))
    parts = [f"government pays {mean(runs['base', value], PART, SETTLED).mean():.2f}" for value in VALUES]
    rows = [
        (one.said, code(name), *(_cell(one, name, runs, value) for value in VALUES))
        for one in CONTRASTS
        for name in one.outcomes
    ]
    made = table(("contrast", "outcome", *parts), rows)
    PAGE.write_text(filled(PAGE, lambda _: made), encoding="utf-8")


if __name__ == "__main__":
    main()
