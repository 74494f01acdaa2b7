"""The search: on a quick function of known share it finds that share, and goes on where it was stopped to the same bytes."""

import dataclasses
import hashlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from scipy.stats import multivariate_normal, norm

from sim.errors import InputError
from sim.extension import Code
from sim.runs.executors import here
from sim.worlds import search
from sim.worlds.observing import Job, Observer, Place
from sim.worlds.plausible import Plausible
from sim.worlds.prior import priors
from sim.worlds.search import Effort, Search
from sim.worlds.targets import Target

EVEN = [one.quantity for one in priors() if one.shape == "even"][:4]
SMALL = Effort(
    screened=150,
    fully=80,
    waves=2,
    a_wave=80,
    proposed=250,
    particles=300,
    tilt=1.0,
    looks=2,
    looks_beyond=1,
    fresh=2,
    of_default=12,
)
PLACE, LUCK = Place("ningbo", "hamlet"), 0.05
MIDDLES, HALVES = np.array([1.3, 1.2, 0.5]), np.array([0.3, 0.3, 0.8])
TARGETS = [
    Target(f"target {k}", -half, half, ("baseline",) if k < 2 else ("baseline", "other"), 0.05)
    for k, half in enumerate(HALVES)
]
SENSES = np.array([[1.0, 0.5, 0.0, 0.0], [0.0, 1.0, -0.5, 0.0], [0.0, 0.0, 0.3, 1.0]])


def seen(known: Code, place: Place, targets: Sequence[Target], job: Job) -> list[float]:
    """What three targets give: linear in four coordinates, with luck."""
    inside = [
        (job.values.get(one.path, sum(one.plausible) / 2) - one.plausible[0]) / (one.plausible[1] - one.plausible[0])
        for one in EVEN
    ]
    found = SENSES @ norm.ppf(np.clip(inside, 1e-6, 1 - 1e-6)) - MIDDLES
    found = found + LUCK * np.random.default_rng(job.seed).standard_normal(3)
    return [
        float(value) if set(one.scenarios) <= set(job.scenarios) else np.nan
        for value, one in zip(found, targets, strict=True)
    ]


def chance(rng: np.random.Generator) -> float:
    """Share of the prior that passes all looks, by brute force on the targets' own distribution."""
    middles = multivariate_normal(-MIDDLES, SENSES @ SENSES.T).rvs(2_000_000, random_state=rng)
    ends = [HALVES + tolerance * np.hypot(0.05, LUCK / np.sqrt(n)) for n, tolerance in ((1, 3), (2, 2), (1, 2))]
    one, two, other = (middles + LUCK * rng.standard_normal(middles.shape) for _ in range(3))
    lucks = [one, (one + two) / 2, other]
    inside = [np.abs(luck) < end for luck, end in zip(lucks, ends, strict=True)]
    return float(np.mean(inside[0][:, :2].all(axis=1) & inside[1][:, :2].all(axis=1) & inside[2][:, 2]))


@pytest.fixture(autouse=True)
def _no_reference(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "reference_hashes", lambda _: {})


def searched(folder: Path, effort: Effort = SMALL, stop: int | None = None) -> Plausible:
    """Search; with ``stop`` the simulator dies after so many runs."""
    left = [stop]

    def read(known: Code, place: Place, targets: Sequence[Target], job: Job) -> list[float]:
        if left[0] is not None:
            left[0] -= 1
            if left[0] < 0:
                raise KeyboardInterrupt
        return seen(known, place, targets, job)

    return Search(Observer(TARGETS, PLACE, folder, here(), read), effort).run()


def files(folder: Path) -> dict[str, str]:
    """Hashes of what a folder holds."""
    return {one.name: hashlib.sha256(one.read_bytes()).hexdigest() for one in sorted(folder.iterdir())}


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Plausible]:
    """A search that was not stopped."""
    folder = tmp_path_factory.mktemp("whole")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(search, "reference_hashes", lambda _: {})
        return folder, searched(folder)


def test_the_share_of_the_prior_that_fits_is_found(whole: tuple[Path, Plausible]) -> None:
    exact = np.log10(chance(np.random.default_rng(0)))
    assert whole[1].share == pytest.approx(exact, abs=0.25)


def test_worlds_differ_and_fit_again(whole: tuple[Path, Plausible]) -> None:
    found = whole[1]
    assert found.log["fit again"] > 0.8
    assert len(found.worlds) > 30
    assert 0 < found.worth <= 1
    assert found.effective <= len(found.worlds)
    assert {one.weight for one in found.worlds} == {1.0}


@pytest.mark.parametrize("stop", [100, 900])
def test_a_search_that_was_stopped_goes_on_to_the_same_bytes(
    stop: int, tmp_path: Path, whole: tuple[Path, Plausible]
) -> None:
    with pytest.raises(KeyboardInterrupt):
        searched(tmp_path, stop=stop)
    found = searched(tmp_path)
    assert files(tmp_path) == files(whole[0])
    assert found == whole[1]


def test_another_effort_in_the_same_folder_is_refused(whole: tuple[Path, Plausible]) -> None:
    with pytest.raises(InputError):
        searched(whole[0], dataclasses.replace(SMALL, tilt=2.0))
