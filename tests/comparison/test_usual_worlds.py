"""In how many worlds a comparison looks unless asked otherwise."""

from functools import partial
from pathlib import Path

import pytest

from sim.api.compare import IN_WORLDS, ComparisonOptions
from sim.limits import SEEDS_A_WORLD, USUAL_WORLDS

FILE = Path(__file__).resolve().parents[2] / "scenarios" / "worlds" / "ningbo.parquet"
options = partial(ComparisonOptions, "baseline", ["menu_services"], out="out")


@pytest.fixture(autouse=True)
def _as_usual(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sim.api.compare.IN_WORLDS", IN_WORLDS)


def looked_at(comparison: ComparisonOptions, residents: int, arms: int) -> int:
    worlds = comparison.wanted(residents, months=120, arms=arms).worlds
    return len(worlds.worlds) if worlds else 0


@pytest.mark.parametrize(
    ("residents", "arms", "worlds"),
    [(10_000, 2, 10), (10_000, 10, 10), (10_000, 11, 0), (54_000, 2, 10), (55_000, 2, 0)],
)
def test_all_of_the_usual_worlds_are_looked_at_or_none(residents: int, arms: int, worlds: int) -> None:
    assert USUAL_WORLDS == 10
    assert looked_at(options(), residents, arms) == worlds
    assert looked_at(options(worlds=3), residents, arms) == 3
    assert looked_at(options(worlds=0), residents, arms) == 0


def test_more_seeds_in_each_or_worlds_of_ones_own_are_not_answered_with_none() -> None:
    assert looked_at(options(world_seeds=1000), 10_000, 2) == 10
    assert looked_at(options(worlds_from=FILE), 1_000_000, 10) == 10


def test_seeds_in_worlds_are_no_part_of_a_question_without_worlds() -> None:
    assert options(worlds=0, world_seeds=40).wanted(300, months=12, arms=2).world_seeds == SEEDS_A_WORLD
    assert options(worlds=1, world_seeds=40).wanted(300, months=12, arms=2).world_seeds == 40
