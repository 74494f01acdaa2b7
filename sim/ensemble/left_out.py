"""What worlds show of a group of patterns that they were not fitted to: each group is left out of the targets in turn."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from sim.ensemble.borrowing import Borrowing
from sim.ensemble.observing import seeds_of
from sim.ensemble.targets import BASELINE, fits
from sim.extension import Code, code, join
from sim.runs.executors import Crew

GROUPS: Mapping[str, tuple[str, ...]] = {
    "participation and volunteers": ("P01", "P02", "P03", "P04", "N16"),
    "who takes part": ("N01", "N02", "N03", "N04", "N05", "N07"),
    "elections": ("P05", "P06"),
    "ties": ("P07",),
    "satisfaction": ("P08", "P09"),
    "needs and services": ("P12", "P16"),
    "organizations and committees": ("P14", "P15", "P19", "P24"),
}
"""Identifiers of the patterns of each group, of those that are read off the baseline."""
PERSON_SEEDS = 4


@dataclass(frozen=True)
class LeftOut:
    """A group, how many worlds were found without it, and the share of them that shows each of its patterns."""

    group: str
    worlds: int
    shown: Mapping[str, float]


def leave_out(borrowing: Borrowing, crew: Crew) -> list[LeftOut]:
    """Search without each group, one a worker."""
    return crew.map(partial(_without, code(), borrowing), GROUPS)


def _without(known: Code, borrowing: Borrowing, group: str) -> LeftOut:
    join(known)
    name, targets = f"without-{'-'.join(GROUPS[group])}", borrowing.targets
    left = [k for k in borrowing.of_baseline if targets[k].name.startswith(GROUPS[group])]
    found = borrowing.search(name, {k: targets[k] for k in borrowing.of_baseline if k not in left})
    if not found:
        return LeftOut(group, 0, {})
    observer = borrowing.observer(name, [targets[k] for k in left])
    person_seeds = seeds_of(range(len(found.worlds)), PERSON_SEEDS, first=9_500_000)
    means = observer.observe("left-out", [one.values for one in found.worlds], person_seeds, BASELINE).mean(axis=1)
    shown = fits(observer.targets, means, PERSON_SEEDS).mean(axis=0)
    return LeftOut(group, len(found.worlds), {targets[k].name: float(shown[i]) for i, k in enumerate(left)})
