"""Which patterns a city's own baseline breaks."""

from dataclasses import replace
from functools import partial

import numpy as np

from sim.patterns.table import MONTHS, PATTERNS
from sim.patterns.watch import watch
from sim.runs.executors import Crew
from sim.runs.result import Floats
from sim.scenario import Scenario
from sim.worlds.observing import Place
from sim.worlds.targets import FITS, Target, pattern_targets

SEEDS = 4


def broken(baseline: Scenario, place: Place, first_seed: int, crew: Crew) -> list[str]:
    """Patterns that lie outside their bands beyond what luck explains, of those that are read off the baseline alone.

    Means over four lucks are held against the bands; how far luck moves each is seen from the four.
    """
    seeds = range(first_seed, first_seed + SEEDS)
    found = np.array(crew.map(partial(_observed, baseline, place), seeds))
    targets = [one for one in pattern_targets() if one.scenarios == ("baseline",)]
    return [one.name for one, values in zip(targets, found.T, strict=True) if _far(one, values)]


def _observed(baseline: Scenario, place: Place, seed: int) -> list[float]:
    runs = {"baseline": watch(baseline, seed, months=MONTHS, size=place.size, city=place.city)}
    own = [one for one in pattern_targets() if one.scenarios == ("baseline",)]
    readings = {f"{one.id} {one.observable}": one.observe for one in PATTERNS if one.observe}
    return [readings[one.name](runs) for one in own]


def _far(target: Target, values: Floats) -> bool:
    known = replace(target, noise=float(np.std(values, ddof=1)))
    return bool(known.implausibility(np.array([values.mean()]), SEEDS)[0] > FITS)
