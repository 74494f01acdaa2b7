"""A city from a planner's table: every column is honoured, and every column moves something."""

import csv
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from sim.city.figures import Profile
from sim.city.layout import lay_out
from sim.city.making import make_city
from sim.city.own import OwnCity
from sim.city.profile import load_profile
from sim.errors import InputError
from sim.parameters import AGES, TYPES
from sim.report.frames import outcomes_by_community
from sim.runs.result import Run
from sim.runs.single import simulate
from sim.scenario import Scenario, load
from sim.spreadsheet.city_file import city_text
from sim.spreadsheet.columns import COLUMNS
from sim.spreadsheet.communities import read_communities

EXAMPLE = Path(__file__).resolve().parents[2] / "docs" / "tutorials" / "example-communities.csv"
KEY = (5, 6)
Cells = list[list[str]]
Make = Callable[..., str]


@pytest.fixture
def own(tmp_path: Path) -> Make:
    """Write the city of the example table, with some of its cells changed; return the file."""

    def make(change: Callable[[Cells], object] = lambda cells: None, name: str = "own") -> str:
        with EXAMPLE.open(encoding="utf-8", newline="") as stream:
            cells = list(csv.reader(stream))
        change(cells)
        table, file = tmp_path / f"{name}.csv", tmp_path / f"{name}.toml"
        with table.open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream).writerows(cells)
        file.write_text(city_text(read_communities(table), name, table=table.name, lang="en"), encoding="utf-8")
        return str(file)

    return make


def column(name: str, cell: Callable[[str], str]) -> Callable[[Cells], None]:
    """Change a column's cells from the second community on."""

    def change(cells: Cells) -> None:
        at = cells[0].index(name)
        for row in cells[2:]:
            row[at] = cell(row[at])

    return change


def older(name: str) -> Callable[[Cells], None]:
    """Move a hundredth of residents out of an age group into its neighbour's."""

    def change(cells: Cells) -> None:
        at = cells[0].index(name)
        other = at + 1 if name != AGES[-1] else at - 1
        for row in cells[2:]:
            row[at], row[other] = f"{float(row[at]) - 0.004:g}", f"{float(row[other]) + 0.004:g}"

    return change


CHANGES: dict[str, Callable[[Cells], None]] = {
    "name": column("name", lambda cell: cell.replace("Example", "Another")),
    "type": column("type", lambda cell: "market" if cell == "rural" else cell),
    "residents": column("residents", lambda cell: str(int(cell) + 100)),
    **{name: older(name) for name in AGES},
    "migrants": column("migrants", lambda cell: f"{float(cell) / 2:g}"),
    "staff": column("staff", lambda cell: str(int(cell) - 2)),
    "budget_per_resident": column("budget_per_resident", lambda cell: str(int(cell) - 50)),
    "district": column("district", lambda cell: "Example district 1"),
    "street": column("street", lambda cell: "Example street 1"),
}


def run(city: str, scenario: str | Scenario = "baseline", months: int = 26, **how: Any) -> Run:
    chosen = load(scenario) if isinstance(scenario, str) else scenario
    return simulate(chosen, 1, months=months, **{"size": "city", "engine": "compiled"} | how, city=city)


def told(run: Run, city: str) -> str:
    """Everything that a user sees of communities."""
    return str(outcomes_by_community([run], load_profile(city).communities).to_csv())


def test_a_change_is_tried_for_every_column() -> None:
    assert CHANGES.keys() == {one.name for one in COLUMNS}


@pytest.mark.parametrize("name", CHANGES)
def test_every_column_of_the_table_changes_what_a_run_tells(own: Make, varied: Any, name: str) -> None:
    scenario = varied({"funding.need_weight": 0.5})  # districts matter where money follows need
    one, other = own(), own(CHANGES[name], "changed")
    assert told(run(one, scenario), one) != told(run(other, scenario), other)
    assert name in ("name", "district", "street") or (
        run(one, scenario).city["satisfaction_mean"].tobytes()
        != run(other, scenario).city["satisfaction_mean"].tobytes()
    )


@pytest.mark.parametrize("name", ["district", "street"])
def test_districts_and_streets_move_outcomes(own: Make, varied: Any, name: str) -> None:
    scenario = varied({"funding.need_weight": 0.5})
    one, other = (run(city, scenario) for city in (own(), own(CHANGES[name], "changed")))
    assert one.city["satisfaction_mean"].tobytes() != other.city["satisfaction_mean"].tobytes()


def test_a_new_name_alone_moves_no_outcome(own: Make) -> None:
    one, other = run(own()), run(own(CHANGES["name"], "changed"))
    assert [name for name in one.city if one.city[name].tobytes() != other.city[name].tobytes()] == []


@pytest.mark.parametrize("size", ["city", "district"])
def test_a_city_of_few_communities_holds_each_as_the_table_says(own: Make, city: Any, size: str) -> None:
    file = own()
    communities, state = load_profile(file).communities, city(size=size, profile=file).state
    first = np.concatenate([[0], np.cumsum([one.residents for one in communities])])
    assert state.communities.n_residents.tolist() == [one.residents for one in communities]
    assert [TYPES[kind] for kind in state.communities.kind] == [one.type for one in communities]
    assert np.allclose(state.communities.staff_posts, [one.staff for one in communities])
    for place, one in enumerate(communities):
        here = slice(first[place], first[place + 1])
        assert np.mean(state.residents.registered[here]) == pytest.approx(one.registered, abs=0.06)
        ages = np.bincount(state.residents.age_group[here], minlength=8) / one.residents
        assert ages == pytest.approx(one.ages, abs=0.06)
    districts = state.communities.district.tolist()
    assert [districts.index(one) for one in districts] == [0] * 8 + [8] * 4
    assert len(set(state.communities.street.tolist())) == 3
    assert (state.offices.role == 2).sum() == 2
    assert (state.offices.role == 3).sum() == 3


@pytest.mark.parametrize(
    ("scenario", "factor"), [("baseline", 1.0), ("expand_supply", 1.2), ("baseline+funding_cut", 1)]
)
def test_money_is_the_tables_under_the_baseline_and_moves_with_the_policy(
    own: Make, city: Any, varied: Make, scenario: str, factor: float
) -> None:
    file = own()
    wanted = np.array([one.residents * one.budget_per_resident for one in load_profile(file).communities])
    here = city(varied({"funding.budget_growth": 0.0}, scenario), "city", profile=file)
    for month in here.months():
        after_cut = 0.9 if "cut" in scenario and month >= 12 else 1.0
        expected = 100 * wanted * factor * after_cut / 12
        assert here.state.communities.allotted == pytest.approx(expected, abs=1)


def test_both_engines_agree_to_the_bit(own: Make) -> None:
    def small(cells: Cells) -> None:
        del cells[4:]
        for row in cells[1:]:
            row[2] = "60"

    file = own(small)
    one, other = (run(file, months=5, engine=engine) for engine in ("compiled", "mesa"))
    assert [name for name in one.city if one.city[name].tobytes() != other.city[name].tobytes()] == []


def test_a_neighbourhood_has_a_community_of_the_mean_of_each_type(own: Make, city: Any) -> None:
    def without_rural(cells: Cells) -> None:
        cells[:] = [row for row in cells if row[1] != "rural"]

    file = own(without_rural)
    state = city(size="neighbourhood", profile=file).state
    assert state.communities.kind.tolist() == [0, 1, 3]
    assert state.communities.n_residents.tolist() == [3130, 4268, 2602]  # of 7,700, 10,500 and 6,400
    posts = state.communities.staff_posts / state.communities.n_residents
    assert posts == pytest.approx([24 / 7700, 27 / 10_500, 16 / 6400])
    money = [(3200 * 290 + 2600 * 310 + 1900 * 330) / 7700, (4100 * 260 + 3600 * 250 + 2800 * 270) / 10_500]
    assert 300 * state.communities.budget_factor[:2] == pytest.approx(money)


def test_a_hamlet_is_of_the_type_of_most_residents(own: Make, city: Any) -> None:
    state = city(size="hamlet", profile=own()).state
    assert (state.communities.kind.tolist(), state.communities.n_residents.tolist()) == ([1], [300])


def many(n: int) -> Profile:
    """A city of n communities: four in ten rural, three traditional, two market, one industrial."""
    model = load_profile("ningbo")
    kinds = ["rural"] * 4 + ["traditional"] * 3 + ["market"] * 2 + ["industrial"]
    communities = [
        {
            "name": str(place),
            "type": kinds[place % 10],
            "residents": 50 + place,
            "ages": [0.125] * 8,
            "registered": 0.5,
            "staff": 1,
            "budget_per_resident": 300,
            "district": str(place // 100),
        }
        for place in range(n)
    ]
    figures = {"name": model.name, "city": {"start": "2016-01", "horizon": 12}, "start": model.start}
    return OwnCity.model_validate(
        figures | {"organizations": model.organizations, "communities": communities}
    ).profile()


def test_a_district_of_a_large_city_draws_a_hundred_evenly_by_type() -> None:
    layout = lay_out(many(730), "district", KEY)
    assert layout.listed is not None
    assert len(set(layout.listed.tolist())) == 100
    assert np.bincount(layout.kind) == pytest.approx([30, 20, 40, 10], abs=1)
    assert layout.n_residents.tolist() == [50 + place for place in layout.listed]
    assert layout.n_residents.sum() == pytest.approx(100 * (50 + 729 / 2), rel=0.02)
    assert layout.district.tolist() == [9 + place // 100 for place in layout.listed]
    other = lay_out(many(730), "district", (7, 8)).listed
    assert other is not None
    assert other.tolist() != layout.listed.tolist()


def test_a_city_of_made_communities_has_the_usual_budget() -> None:
    world = load("baseline").schedule(1).world[0]
    state = make_city(load_profile("ningbo"), "neighbourhood", KEY, world)
    assert state.communities.budget_factor.tolist() == [1, 1, 1, 1]


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("residents = 3200", "residents = 0", "communities.0.residents"),
        ('type = "traditional"', 'type = "town"', "communities.0.type"),
        ("ages = [0.11,", "ages = [0.12,", "add up to 1.01"),
        ("staff = 9", "posts = 9", "communities.0.posts"),
        ("Example community B", "Example community A", "bear the name Example community A"),
        ("horizon = 120", "horizon = 120\nresidents = 5", "city.residents"),
    ],
)
def test_a_city_file_that_was_edited_wrongly_is_refused(own: Make, old: str, new: str, words: str) -> None:
    path = Path(own())
    path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    with pytest.raises(InputError, match=words):
        load_profile(str(path))
