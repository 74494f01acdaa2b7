"""Files of plausible worlds: read as they were written, and refused where they are not of this model."""

from pathlib import Path

import numpy as np
import pytest

from docs.generate.identifiability import ridges, told_by_targets
from sim.ensemble.prior import drawn, values_at
from sim.ensemble.shipped import Plausible, World, read, reference_hashes, write
from sim.errors import DamagedError, InputError
from sim.extension import code

TRUST = "world.information.relapse"


def some(n: int = 3) -> Plausible:
    worlds = tuple(World(k, values_at(point)) for k, point in enumerate(drawn(n, seed=1)))
    return Plausible("ningbo", "neighbourhood", worlds, -7.5, reference_hashes(code()), {"runs": 5})


def test_worlds_are_read_as_they_were_written(tmp_path: Path) -> None:
    known = some()
    write(known, tmp_path / "worlds.parquet")
    found = read(tmp_path / "worlds.parquet")
    assert found == known
    assert found.first(2).worlds == known.worlds[:2]


def test_a_flipped_bit_is_noticed_and_a_parameter_of_another_model_is_named(tmp_path: Path) -> None:
    file = tmp_path / "worlds.parquet"
    write(some(), file)
    damaged = bytearray(file.read_bytes())
    damaged[len(damaged) // 2] ^= 1
    file.write_bytes(bytes(damaged))
    with pytest.raises(DamagedError):
        read(file)
    write(Plausible("ningbo", "hamlet", (World(1, {"world.gone": 1.0}),), -1.0, {}), file)
    with pytest.raises(InputError, match=r"world\.gone"):
        read(file)
    with pytest.raises(DamagedError):
        read(tmp_path / "absent.parquet")


def test_the_model_is_known_by_three_short_runs() -> None:
    known = reference_hashes(code())
    assert len(known) == len({*known.values()}) == 3
    assert known == reference_hashes(code())


def test_a_number_that_the_targets_pin_down_is_told_and_two_that_go_together_are_a_ridge() -> None:
    rng = np.random.default_rng(0)
    first, second = "world.information.relapse", "world.satisfaction.negativity"
    at = [(u, 0.5 + 0.05 * rng.standard_normal()) for u in rng.random(200)]
    from sim.ensemble.prior import priors

    by_path = {one.quantity.path: one for one in priors()}
    worlds = tuple(
        World(k, {first: by_path[first].values(np.array([u]))[0], second: by_path[second].values(np.array([v]))[0]})
        for k, (u, v) in enumerate(at)
    )
    told = told_by_targets(Plausible("ningbo", "hamlet", worlds, -1.0, {}))
    assert [one.path for one in told] == [second, first]
    assert told[0].spread == pytest.approx(0.05 * 12**0.5, rel=0.2)
    assert told[1].spread == pytest.approx(1, rel=0.1)
    (pair,) = ridges(Plausible("ningbo", "hamlet", worlds, -1.0, {}), [first, second])
    assert abs(pair[2]) < 0.2
