"""What members and cells find in runs, and who pays the hours."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from sim.scenario.columns import ENTRIES

Make = Callable[..., Any]
MEMBERS = [entry for entry in ENTRIES if entry.startswith("world.members.party_share.")]
SHARES = (0.1, 0.08, 0.06, 0.05)
NETWORK = {"party.active_share": 0.8, "party.layers": 3}


def after(city: Make, varied: Make, values: dict[str, float], seed: int) -> tuple[int, float, float]:
    """Hidden cases, minutes of members' visits and the committees' time for tasks after a year."""
    place = city(varied(values), "neighbourhood", months=12, seed=seed)
    for _ in place.months():
        pass
    people, here = place.state.residents, place.state.communities
    hidden = int(((people.case_domain > 0) & (people.case_found == 0)).sum())
    return hidden, float(here.visiting_minutes.sum()), float(here.tasks_share.mean())


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_three_times_the_party_members_find_more_and_give_more_of_their_hours(
    city: Make, varied: Make, seed: int
) -> None:
    """What they find is looked at where nobody's hours are counted, since committees that organize members find less else."""
    members = [{m: times * s for m, s in zip(MEMBERS, SHARES, strict=True)} for times in (1, 3)]
    free = {"world.networks.member_minutes": 0.0, "world.participation.duty": 0.0}
    few, many = (after(city, varied, NETWORK | one | free, seed) for one in members)
    assert many[0] < few[0]
    few, many = (after(city, varied, NETWORK | one, seed) for one in members)
    assert many[1] == pytest.approx(3 * few[1], rel=0.15)
    assert many[2] > few[2]


@pytest.mark.parametrize("seed", [1, 2])
def test_a_member_who_visits_nobody_finds_nothing(city: Make, varied: Make, seed: int) -> None:
    still = {"world.members.visits_to_tied": 0.0, "world.members.layer_minutes": 0.0}
    still |= {"world.networks.member_minutes": 0.0, "world.participation.duty": 0.0}
    idle, active = (after(city, varied, still | {"party.active_share": share}, seed) for share in (0.0, 1.0))
    assert idle == active


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_cells_with_front_line_staff_find_more_and_their_hours_are_wages(city: Make, varied: Make, seed: int) -> None:
    found = [
        after(city, varied, {"grid.coverage": cover, "grid.front_line_staff": posts}, seed)
        for cover, posts in ((0.0, 0.0), (1.0, 0.0), (1.0, 9.0))
    ]
    hidden = [one[0] for one in found]
    assert min(hidden[:2]) > hidden[2]  # a grid without posts takes from surveys what it finds
    assert found[1][2] > found[0][2]


def test_party_members_alone_have_a_rank(city: Make) -> None:
    place = city("party_building", "neighbourhood", months=12)
    for _ in place.months():
        pass
    people = place.state.residents
    assert np.array_equal(people.duty_rank < 127, people.party_member > 0)
