"""Cascades and rumours along given ties, a city of one person without offices, Little's law: evidence, section 5."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from sim.state.words import IGNORANT

Make = Callable[..., Any]
LENGTH = 101
RING = [[i, (i + 1) % LENGTH] for i in range(LENGTH)]
STEP = "noise = 0\nlapse = 0\npeer_weight = 1\n"
RUMOUR = """
levers.information = { platform_reach = 0, screening = 0, transparency = 0, face_to_face = 0 }
[world.information]
rumour_arrivals = 0
belief_half_life = 0
resistance_lost = 0
believe_if_heard = 1
rumour_contacts = 2
"""


@pytest.mark.parametrize(("threshold", "reached"), [(0.5, LENGTH), (0.51, 1)])
def test_a_ring_joins_one_after_the_other_where_one_of_two_is_enough(
    place: Make, quiet: str, threshold: float, reached: int
) -> None:
    """One person needs nobody; of the others each follows the first neighbour, or nobody ever does."""
    given = f"thresholds = {[0.0] + [threshold] * (LENGTH - 1)}\nties = {RING}"
    city = place(quiet + STEP, LENGTH, 60, given=given)
    path = [int(city.state.residents.takes_part.sum()) for _ in city.months(60)]
    assert path == [min(2 * month + 1, reached) for month in range(60)]


def test_lists_may_lie_beside_the_city_file(place: Make, quiet: str, tmp_path: Path) -> None:
    """Three who know each other: the one who waits for both others joins last."""
    (tmp_path / "who.csv").write_text("threshold\n0\n1\n2\n", encoding="utf8")
    (tmp_path / "ties.csv").write_text("one,other\n0,1\n1,2\n2,0\n", encoding="utf8")
    given = 'thresholds = "who.csv"\nthresholds_in = "tied_persons"\nties = "ties.csv"\n'
    city = place(quiet + STEP, 3, 4, given=given)
    path = [city.state.residents.takes_part.tolist() for _ in city.months(4)]
    assert path == [[1, 0, 0], [1, 1, 0], [1, 1, 1], [1, 1, 1]]


def test_a_rumour_goes_round_a_ring_one_door_a_month(place: Make) -> None:
    city = place(RUMOUR, LENGTH, 60, given=f"ties = {RING}\nbelievers = [50]")
    path = [int((city.state.residents.rumour != IGNORANT).sum()) for _ in city.months(60)]
    assert path == [min(2 * month + 3, LENGTH) for month in range(60)]


def test_both_engines_agree_on_what_is_given(place: Make, quiet: str) -> None:
    given = f"thresholds = {[0.0] + [0.5] * (LENGTH - 1)}\nties = {RING}\nbelievers = [3]"
    paths = []
    for engine in ("compiled", "mesa"):
        city = place(RUMOUR + quiet + STEP, LENGTH, 4, given=given, engine=engine)
        paths.append(
            [(city.state.residents.takes_part.tobytes(), city.state.residents.rumour.tobytes()) for _ in city.months(4)]
        )
    assert paths[0] == paths[1]


def test_without_ties_nobody_hears_and_nobody_follows(place: Make, quiet: str) -> None:
    city = place(RUMOUR, 50, 12, given="ties = []\nbelievers = [7]")
    assert [int((city.state.residents.rumour != IGNORANT).sum()) for _ in city.months(12)] == [1] * 12
    city = place(quiet + STEP, 50, 12, given=f"ties = []\nthresholds = {[0.0] + [0.1] * 49}")
    assert [int(city.state.residents.takes_part.sum()) for _ in city.months(12)] == [1] * 12


def test_one_person_without_neighbours_organizations_or_offices_lives(place: Make) -> None:
    city = place("", 1, 26, offices=0)
    assert city.state.offices.n == city.state.organizations.n == 0
    for _ in city.months(26):
        assert 0.0 < float(city.state.residents.satisfaction[0]) < 1.0


def test_open_cases_are_arrivals_times_the_months_that_they_last(place: Make) -> None:
    """Little's law: nobody helps and a fifth gives up each month, so a case lasts 0.8 / 0.2 = 4 months at month ends."""
    nobody = "[levers.funding]\nbudget_per_resident = 0\n[world.help]\nneighbours_can = 0\nwithdraw_per_month = 0.2\n"
    nobody += "[world.seeking]\nself_help = 0\n"
    city = place(nobody + "[world.needs]\nneed_per_year = 0.6\n", 20_000, 120)
    books, held, arrived = city.state.communities, [], []
    for month in city.months(120):
        if month >= 24:
            held.append(int(books.cases_held.sum()))
            arrived.append(int(books.arrived.sum()))
    assert np.mean(held) / np.mean(arrived) == pytest.approx(4.0, rel=0.02)
