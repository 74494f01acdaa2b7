"""How a city begins: near what it settles at, and where not in January with fiscal years and elections that do."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from sim.runs import simulate
from sim.scenario import load
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


def test_money_grows_and_committees_are_elected_when_january_comes(city: Make, from_july: str) -> None:
    found: dict[str, list[list[int]]] = {}
    for profile in ("ningbo", from_july):
        place = city("baseline", "neighbourhood", months=20, profile=profile)
        rows = place.state.communities
        due, voted = list[int](), list[int]()
        for month in place.months():
            due.append(int(rows.due.sum()))
            voted += [month] if np.asarray(place.state.communities.voters).any() and not voted else []
        found[profile] = [(np.flatnonzero(np.diff(due)) + 1).tolist(), voted]
    assert found["ningbo"] == [[12], [0]]
    assert found[from_july] == [[JULY, JULY + 12], [JULY]]


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


@pytest.mark.parametrize(
    ("outcome", "most"), [("satisfaction_mean", 0.015), ("trust_mean", 0.01), ("belonging_mean", 0.01)]
)
def test_a_city_whose_budget_does_not_grow_stays_about_where_it_starts(
    without_growth: list[Any], outcome: str, most: float
) -> None:
    years = np.mean([run.city[outcome].reshape(4, 12).mean(axis=1) for run in without_growth], axis=0)
    assert abs(years[3] - years[0]) < most


@pytest.fixture(scope="module")
def without_growth(tmp_path_factory: pytest.TempPathFactory) -> list[Any]:
    path = tmp_path_factory.mktemp("scenarios") / "without_growth.toml"
    name = 'en = "No growth?"\nzh = "不增长？"\n'
    path.write_text(
        f'extends = "baseline"\n[name]\n{name}[question]\n{name}[levers.funding]\nbudget_growth = 0\n', encoding="utf8"
    )
    return [
        simulate(load(str(path)), seed, months=48, size="neighbourhood", engine="compiled", city="ningbo")
        for seed in range(4)
    ]


def test_ages_take_part_at_the_start_as_the_profile_says_and_together_as_their_type_does(city: Make) -> None:
    rows = [city("baseline", "neighbourhood", months=1, seed=seed).state.residents for seed in range(6)]
    age, active = (np.concatenate([each.columns[name] for each in rows]) for name in ("age_group", "takes_part"))
    assert not active[age == 0].any()
    assert active[age == 5].mean() / active[age == 3].mean() == pytest.approx(1.3 / 0.8, rel=0.25)
    assert active[age > 0].mean() == pytest.approx(0.29 * 0.078 + 0.26 * 0.066 + 0.28 * 0.092 + 0.17 * 0.095, abs=0.006)


def test_expectation_goes_along_with_experience_as_far_as_the_profile_says(city: Make) -> None:
    rows = city("baseline", "neighbourhood", months=1).state.residents
    assert np.corrcoef(rows.experience, rows.expectation)[0, 1] == pytest.approx(0.8, abs=0.02)
    spreads = [np.std(rows.columns[name]) for name in ("trust", "experience", "expectation")]
    assert spreads == pytest.approx([0.09, 0.154, 0.06], abs=0.006)
