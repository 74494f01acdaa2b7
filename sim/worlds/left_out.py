"""What worlds show of a group of patterns that they were not fitted to: each group is left out of the targets in turn."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from sim.errors import InputError
from sim.extension import Code, code, join
from sim.runs.executors import Crew, here
from sim.worlds.observing import Observer, Place, Read, read_targets, seeds_of
from sim.worlds.recovery import EFFORT, borrow
from sim.worlds.search import Effort, Search
from sim.worlds.targets import BASELINE, Target, fits

GROUPS: Mapping[str, tuple[str, ...]] = {
    "participation and volunteers": ("P01", "P02", "P03", "P04", "N16"),
    "who takes part": ("N01", "N02", "N03", "N04", "N05", "N07"),
    "elections": ("P05", "P06"),
    "ties": ("P07",),
    "satisfaction": ("P08", "P09"),
    "needs and services": ("P12", "P16"),
    "organizations and committees": ("P14", "P15", "P19"),
}
"""Identifiers of the patterns of each group, of those that are read off the baseline."""
LUCKS = 4


@dataclass(frozen=True)
class LeftOut:
    """A group, how many worlds were found without it, and the share of them that shows each of its patterns."""

    group: str
    worlds: int
    shown: Mapping[str, float]


def leave_out(
    screened: Path,
    *,
    folder: Path,
    targets: Sequence[Target],
    place: Place,
    crew: Crew,
    effort: Effort = EFFORT,
    read: Read = read_targets,
) -> list[LeftOut]:
    """Search without each group, one a worker, with the screen of a search whose targets were these, in this order."""
    one = partial(_without, code(), screened, folder=folder, targets=targets, place=place, effort=effort, read=read)
    return crew.map(one, GROUPS)


def _without(
    known: Code,
    screened: Path,
    group: str,
    *,
    folder: Path,
    targets: Sequence[Target],
    place: Place,
    effort: Effort,
    read: Read,
) -> LeftOut:
    join(known)
    own = [k for k, one in enumerate(targets) if one.scenarios == BASELINE]
    left = [k for k in own if targets[k].name.startswith(GROUPS[group])]
    kept = [k for k in own if k not in left]
    into = folder / f"without-{'-'.join(GROUPS[group])}"
    into.mkdir(parents=True, exist_ok=True)
    borrow(screened, kept, folder=into)
    try:
        found = Search(Observer([targets[k] for k in kept], place, into, here(), read), effort).run()
    except InputError:
        return LeftOut(group, 0, {})
    observer = Observer([targets[k] for k in left], place, into, here(), read)
    numbers = range(len(found.worlds))
    lucks = seeds_of(numbers, LUCKS, first=9_500_000)
    means = observer.observe("left-out", [one.values for one in found.worlds], lucks, BASELINE).mean(axis=1)
    shown = fits(observer.targets, means, LUCKS).mean(axis=0)
    return LeftOut(group, len(found.worlds), {targets[k].name: float(shown[i]) for i, k in enumerate(left)})
