"""Searches for worlds that show other targets, with the screen of a search that was made: points of the prior need be
simulated once.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from sim.ensemble.observing import Observer, Place, Read, read_targets
from sim.ensemble.search import Effort, Search
from sim.ensemble.shipped import Plausible
from sim.ensemble.targets import BASELINE, Target
from sim.errors import InputError
from sim.runs.executors import here

EFFORT = Effort(begun=30, rounds=6, fresh=1, particles=20)


@dataclass(frozen=True)
class Borrowing:
    """``screened`` is the folder of a search whose targets were these, in this order, with their luck.

    ``folder`` keeps the searches that are made with its screen; the same call goes on there.
    """

    screened: Path
    folder: Path
    targets: Sequence[Target]
    place: Place
    effort: Effort = EFFORT
    read: Read = read_targets

    @property
    def of_baseline(self) -> list[int]:
        """Places of the targets that are read off the baseline."""
        return [k for k, one in enumerate(self.targets) if one.scenarios == BASELINE]

    def observer(self, name: str, targets: Sequence[Target]) -> Observer:
        """Who observes targets for the search of this name, in this process."""
        folder = self.folder / name
        folder.mkdir(parents=True, exist_ok=True)
        return Observer(targets, self.place, folder, here(), self.read)

    def search(self, name: str, targets: Mapping[int, Target]) -> Plausible | None:
        """Search for worlds that show these targets, by the places of those that they stand for; None where none does."""
        observer = self.observer(name, list(targets.values()))
        for file in self.screened.glob("*-[0-9]*.npy"):
            if file.name.startswith(("default-", "screen-")):
                np.save(observer.folder / file.name, np.load(file)[..., list(targets)])
        np.save(observer.folder / "points-screen.npy", np.load(self.screened / "points-screen.npy"))
        try:
            return Search(observer, self.effort).run()
        except InputError:
            return None
