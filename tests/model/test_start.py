"""A city that begins in another month than January: its fiscal years, elections and counts still begin in January."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from sim.scenario.library import shipped_folder

Make = Callable[..., Any]
JULY = 6


@pytest.fixture(scope="module")
def from_july(tmp_path_factory: pytest.TempPathFactory) -> str:
    text = (shipped_folder() / "cities" / "ningbo.toml").read_text(encoding="utf8")
    assert text.count('start = "2016-01"') == 1
    path = tmp_path_factory.mktemp("cities") / "from_july.toml"
    path.write_text(text.replace('start = "2016-01"', 'start = "2016-07"'), encoding="utf8")
    return str(path)


def test_money_returns_grows_and_committees_are_elected_when_january_comes(city: Make, from_july: str) -> None:
    found: dict[str, list[list[int]]] = {}
    for profile in ("ningbo", from_july):
        place = city("baseline", "neighbourhood", months=20, profile=profile)
        rows, due, returned, voted = place.state.communities, [], [], []
        for month in place.months():
            due.append(int(rows.due.sum()))
            returned += [month] if rows.returned.any() else []
            voted += [month] if np.asarray(place.state.communities.voters).any() and not voted else []
        found[profile] = [(np.flatnonzero(np.diff(due)) + 1).tolist(), returned, voted]
    assert found["ningbo"] == [[12], [12], [0]]
    assert found[from_july] == [[JULY, JULY + 12], [JULY, JULY + 12], [JULY]]


def test_cases_and_places_at_the_start_are_those_of_a_start_in_january(city: Make, from_july: str) -> None:
    january, july = (city("baseline", "neighbourhood", months=1, profile=profile) for profile in ("ningbo", from_july))
    ours, theirs = january.state.residents, july.state.residents
    assert (theirs.case_opened[theirs.case_domain > 0] == ours.case_opened[ours.case_domain > 0] + JULY).all()
    for place in (january, july):
        list(place.months())
    assert july.state.communities.places.tolist() == january.state.communities.places.tolist()
    assert july.state.communities.months_open.sum() == pytest.approx(
        january.state.communities.months_open.sum(), rel=0.1
    )
