"""The reference work is the same work in every tool, and a tool that does another is found out."""

import numpy as np
import pytest

from experiments.benchmark import reference, work
from experiments.benchmark.peers import in_numpy, ours
from experiments.benchmark.reference import OURS, TOOLS, DiffersError, check
from experiments.benchmark.work import PER_COMMUNITY, TIES, population

NEEDS = {"Starsim": "starsim", "AgentPy": "agentpy"}


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reference, "CHECKED", 400)


@pytest.mark.filterwarnings("default")  # a peer's own imports may warn
@pytest.mark.parametrize("name", [name for name in TOOLS if name != OURS])
def test_a_tool_takes_the_same_course(name: str) -> None:
    if name in NEEDS:
        pytest.importorskip(NEEDS[name], reason="the extra 'bench' is not installed")
    tool = reference._tool(*TOOLS[name][:2])
    assert tool is not None
    check({OURS: ours.Ours, name: tool})


def test_a_tool_that_does_other_work_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(work, "HABIT_RATE", 0.11)
    with pytest.raises(DiffersError, match=r"NumPy: .* differs by .* from this project; mend its peer"):
        check({OURS: ours.Ours, "NumPy": in_numpy.InNumpy})


def test_a_resident_chooses_by_neighbours_habit_mood_and_support() -> None:
    # -2 + 2 * 4/8 + 1.5 * 0.4 + 0.2 + 0.2 = 0: even odds
    assert ours.choose(4, 0.4, 0.2, 0.2, 0.499) == True  # noqa: E712
    assert ours.choose(4, 0.4, 0.2, 0.2, 0.501) == False  # noqa: E712


def test_habit_follows_oneself_and_mood_the_neighbours() -> None:
    assert ours.learn(1, 4, 0.5, 0.1) == pytest.approx((0.55, 0.12))


def test_support_answers_to_how_many_take_part() -> None:
    assert ours.answer(0.0, 500, 1000) == pytest.approx(-0.04)


def test_neighbours_are_others_of_the_same_community() -> None:
    people = population(2 * PER_COMMUNITY)
    assert people.neighbours.shape == (2 * PER_COMMUNITY, TIES)
    assert (people.community[people.neighbours] == people.community[:, None]).all()
    assert (people.neighbours != np.arange(people.n)[:, None]).all()
