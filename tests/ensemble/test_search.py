"""The search: on a linear function it finds what rejection finds, and goes on where it was stopped to the same bytes."""

import dataclasses
import hashlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from scipy.stats import norm

from sim.ensemble import history_matching
from sim.ensemble.history_matching import Effort, Search
from sim.ensemble.observing import Job, Observer, Place
from sim.ensemble.shipped import Plausible
from sim.ensemble.targets import FITS, Target
from sim.errors import InputError
from sim.extension import Code
from sim.runs.executors import here
from sim.runs.result import Floats
from tests.ensemble.toy import DRAWS, EVEN, HALVES, MIDDLES, PLACE, SENSES, TARGETS, seen

SMALL = Effort(screened=150, fully=120, begun=100, rounds=8, looks=2, fresh=2, of_default=12, particles=400)


def rejected(rng: np.random.Generator) -> tuple[float, Floats]:
    """Share of the prior that fits in a look, and the points that do, (points, coordinates), by brute force."""
    points = rng.standard_normal((2_000_000, len(EVEN)))
    found = points @ SENSES.T - MIDDLES + DRAWS / np.sqrt(SMALL.looks) * rng.standard_normal((len(points), 3))
    fit = (np.abs(found) < HALVES + FITS * np.hypot(0.05, DRAWS / np.sqrt(SMALL.looks))).all(axis=1)
    return float(fit.mean()), points[fit]


@pytest.fixture(autouse=True)
def _no_reference(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(history_matching, "reference_hashes", lambda _: {})


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
        patch.setattr(history_matching, "reference_hashes", lambda _: {})
        return folder, searched(folder)


def test_the_share_of_the_prior_that_fits_is_found(whole: tuple[Path, Plausible]) -> None:
    share, _ = rejected(np.random.default_rng(0))
    assert whole[1].share == pytest.approx(np.log10(share), abs=0.25)


def test_worlds_lie_and_spread_about_as_draws_of_the_prior_that_fit(whole: tuple[Path, Plausible]) -> None:
    _, exact = rejected(np.random.default_rng(0))
    paths = [one.path for one in EVEN]
    inside = [[one.values[path] for path in paths] for one in whole[1].worlds]
    low, high = np.array([one.plausible for one in EVEN]).T
    found = norm.ppf((np.array(inside) - low) / (high - low))
    assert found.mean(axis=0) == pytest.approx(exact.mean(axis=0), abs=0.3)
    assert found.std(axis=0) == pytest.approx(exact.std(axis=0), rel=0.35)


def test_nearly_every_draw_is_led_to_where_it_fits_again(whole: tuple[Path, Plausible]) -> None:
    found = whole[1]
    assert len(found.worlds) > 0.9 * SMALL.begun
    assert found.log["fit again"] > 0.9
    assert len({tuple(one.values.values()) for one in found.worlds}) == len(found.worlds)


def test_the_log_says_what_was_moved_for_which_target(whole: tuple[Path, Plausible]) -> None:
    moved = {one["coordinate"]: one for one in whole[1].log["moved"]}
    leading = [moved[one.path] for one in EVEN]
    assert [one["target"] for one in leading[:2]] == ["target 0", "target 1"]
    assert min(one["typical"] for one in leading) > 1.5 * moved[list(moved)[len(EVEN)]]["typical"]


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
        searched(whole[0], dataclasses.replace(SMALL, begun=50))
