"""Which patterns a city's baseline breaks."""

from sim.ensemble.observing import Place, broken
from sim.runs.executors import here
from sim.scenario import load


def test_the_shipped_city_breaks_hardly_a_pattern_and_a_hamlet_many() -> None:
    """A hamlet is another place (docs/state.md), and its baseline says so."""
    shipped, hamlet = (
        broken(load("baseline"), Place("ningbo", size), 0, here()) for size in ("neighbourhood", "hamlet")
    )
    assert set(shipped) <= {"P09 satisfaction_trend", "P02 registered_late_growth"}
    assert len(hamlet) > 3
