"""The worlds that come with the software: of this model, within what is believed, and fitting what they were fitted to."""

import os
from pathlib import Path

import numpy as np
import pytest

from docs.generate.identifiability import places
from sim.ensemble.observing import Observer, Place, seeds_of
from sim.ensemble.prior import priors
from sim.ensemble.shipped import USUAL, Plausible, shipped
from sim.ensemble.targets import BASELINE, fits, logged, pattern_targets
from sim.parameters import WORLD
from sim.runs.executors import lasting, processes

FEWEST = 200


@pytest.fixture(scope="module")
def known() -> Plausible:
    """The shipped worlds."""
    found = shipped(USUAL)
    assert found is not None
    return found


def test_there_are_enough_of_them_and_the_model_is_the_one_that_they_were_fitted_to(known: Plausible) -> None:
    assert len(known.worlds) >= FEWEST
    assert not known.is_stale, "the model gives other numbers: search for worlds anew (make worlds)"
    assert [one["name"] for one in known.log["targets"]] == [one.name for one in pattern_targets()]


def test_every_number_lies_in_its_range(known: Plausible) -> None:
    for one in WORLD:
        for entry, default in zip(one.entries, one.default, strict=True):
            values = np.array([world.values.get(entry, default) for world in known.worlds])
            low, high = min(one.plausible[0], default), max(one.plausible[1], default)
            assert values.min() >= low * (1 - 1e-5) - 1e-9, entry
            assert values.max() <= high * (1 + 1e-5) + 1e-9, entry


def test_worlds_differ_from_each_other_as_much_as_independent_ones(known: Plausible) -> None:
    at = np.array([places(one, known) for one in priors()]).T
    alike = np.corrcoef(at - at.mean(axis=0))[np.triu_indices(len(at), 1)]
    assert abs(alike.mean()) < 0.02
    assert alike.max() < 0.6


@pytest.mark.verify
def test_they_and_the_default_world_fit_with_fresh_luck(known: Plausible, tmp_path: Path) -> None:
    """Of worlds near a band's end some miss it with other luck; those that do miss hardly more than one target."""
    own = [one for one in map(logged, known.log["targets"]) if one.scenarios == BASELINE]
    looks, worlds = 6, [{}, *(one.values for one in known.first(30).worlds)]
    with lasting(processes(os.cpu_count() or 1)) as crew:
        observer = Observer(own, Place(known.city, known.size), tmp_path, crew)
        seen = observer.observe("fresh", worlds, seeds_of(range(len(worlds)), looks, first=60_000_000), BASELINE)
    missed = (~fits(own, seen.mean(axis=1), looks)).sum(axis=1)
    assert missed[0] == 0
    assert np.mean(missed[1:] == 0) > 0.5
    assert np.mean(missed[1:] <= 1) > 0.85
