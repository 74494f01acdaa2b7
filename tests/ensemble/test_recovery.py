"""Recovery: on a linear stand-in, where the search finds draws of the prior that fit, truths lie evenly among its worlds."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from scipy.stats import kstest

from docs.generate.recovery import EFFECTS, Recovered, Recovery, around
from sim.ensemble import history_matching
from sim.ensemble.history_matching import Effort, Search
from sim.ensemble.observing import Observer, Place
from sim.ensemble.prior import Values
from sim.runs.executors import here
from tests.ensemble.toy import EVEN, PLACE, TARGETS, seen

SMALL = Effort(screened=150, fully=60, begun=16, rounds=4, fresh=1, of_default=12, particles=20)
TRUTHS = 20


def told(place: Place, values: Values, seed: int) -> list[float]:
    """Effects that follow from the numbers."""
    first, second, other = (values[one.path] for one in EVEN[:3])
    return [first, second, other][: len(EFFECTS)]


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> list[Recovered]:
    """What was found for each truth."""
    folder = tmp_path_factory.mktemp("recovery")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(history_matching, "reference_hashes", lambda _: {})
        searched = Search(Observer(TARGETS, PLACE, folder / "screened", here(), seen), replace(SMALL, rounds=8))
        searched.run()
        proof = Recovery(folder / "screened", folder, searched.targets, PLACE, SMALL, seen, told)
        return proof.of(TRUTHS, here())


@pytest.mark.verify
def test_truths_lie_evenly_among_the_worlds_that_are_found_for_them(found: list[Recovered]) -> None:
    assert len(found) == TRUTHS
    assert min(one.worlds for one in found) > 5
    for quantity in (one.path for one in EVEN):
        assert kstest([one.quantities[quantity] for one in found], "uniform").pvalue > 0.01, quantity
    assert all(kstest(each, "uniform").pvalue > 0.01 for each in zip(*(one.effects for one in found), strict=True))


def test_a_band_about_a_value_is_as_wide_as_the_targets_and_holds_it() -> None:
    rng = np.random.default_rng(0)
    for target in TARGETS:
        bands = [around(target, 0.4, rng) for _ in range(200)]
        assert all(one.low <= 0.4 <= one.high for one in bands)
        assert [one.high - one.low for one in bands] == pytest.approx([target.high - target.low] * 200)
        places = [(0.4 - one.low) / (one.high - one.low) for one in bands]
        assert kstest(places, "uniform").pvalue > 0.001


def test_recovery_goes_on_where_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(history_matching, "reference_hashes", lambda _: {})
    searched = Search(Observer(TARGETS, PLACE, tmp_path / "screened", here(), seen), SMALL)
    searched.run()
    proof = Recovery(tmp_path / "screened", tmp_path, searched.targets, PLACE, SMALL, seen, told)
    assert proof.of(1, here()) == proof.of(1, here())
