"""Which patterns a city's own baseline breaks."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

import numpy as np

from sim.ensemble.observing import Place
from sim.ensemble.patterns.table import MONTHS
from sim.ensemble.patterns.watch import watch
from sim.ensemble.targets import BASELINE, FITS, READINGS, Target, pattern_targets
from sim.extension import Code, code, join
from sim.runs.executors import Crew
from sim.runs.result import Floats
from sim.scenario import Scenario

SEEDS = 4


def broken(baseline: Scenario, place: Place, first_seed: int, crew: Crew) -> list[str]:
    """Names of patterns that lie outside their bands beyond what luck explains, of those that are read off the baseline alone.

    Means over four lucks are held against the bands; how far luck moves each is seen from the four.
    """
    targets = [one for one in pattern_targets() if one.scenarios == BASELINE]
    call = partial(_observed, code(), baseline, place, targets)
    found = np.array(crew.map(call, range(first_seed, first_seed + SEEDS)))
    return [one.name for one, values in zip(targets, found.T, strict=True) if _far(one, values)]


def _observed(known: Code, baseline: Scenario, place: Place, targets: Sequence[Target], seed: int) -> list[float]:
    join(known)
    runs = {"baseline": watch(baseline, seed, months=MONTHS, size=place.size, city=place.city)}
    return [READINGS[one.name](runs) for one in targets]


def _far(target: Target, values: Floats) -> bool:
    known = replace(target, noise=float(np.std(values, ddof=1)))
    return bool(known.implausibility(np.array([values.mean()]), SEEDS)[0] > FITS)
