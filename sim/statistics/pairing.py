"""Runs are compared seed by seed: the same city, people and random numbers in both worlds."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from sim.errors import InputError
from sim.runs.result import Run

FACTS: dict[str, Callable[[Run], object]] = {
    "months": lambda run: run.months,
    "size": lambda run: run.size,
    "start": lambda run: run.start,
    "outcomes": lambda run: sorted(run.city),
}
OF_A_PAIR: dict[str, Callable[[Run], object]] = FACTS | {"residents": lambda run: run.residents}
"""What two worlds of one seed share; a city of another seed may have a few residents more or less."""


def by_seed(runs: Sequence[Run], who: str) -> list[Run]:
    """Put a world's runs in the order of their seeds and check that they are runs of one thing."""
    if not runs:
        raise InputError(f"{who}: no runs; a comparison needs at least one seed")
    seeds = Counter(run.seed for run in runs)
    if twice := sorted(seed for seed, times in seeds.items() if times > 1):
        raise InputError(f"{who}: seeds {twice} come more than once; give each seed once")
    for run in runs:
        _check_facts(FACTS, runs[0], second=run, who=f"{who}, seed {runs[0].seed}", whom=f"{who}, seed {run.seed}")
    return sorted(runs, key=lambda run: run.seed)


def check_pairs(baseline: Sequence[Run], *, alternative: Sequence[Run], who: str) -> None:
    """Refuse two worlds (each from `by_seed`) that differ in seeds, months, size, start, outcomes or a seed's residents."""
    before, after = [run.seed for run in baseline], [run.seed for run in alternative]
    if before != after:
        raise InputError(f"{who}: seeds {after} are not the baseline's seeds {before}; run both with the same seeds")
    for first, second in zip(baseline, alternative, strict=True):
        here, there = f"baseline, seed {first.seed}", f"{who}, seed {second.seed}"
        _check_facts(OF_A_PAIR, first, second=second, who=here, whom=there)


def _check_facts(facts: Mapping[str, Callable[[Run], object]], first: Run, *, second: Run, who: str, whom: str) -> None:
    for name, fact in facts.items():
        if fact(first) != fact(second):
            raise InputError(f"{name} differ: {fact(first)} ({who}) against {fact(second)} ({whom}); run both alike")
