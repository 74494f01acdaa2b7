"""Money stays countable: figures of cities are bounded, growth is checked with the months, and both engines stop alike."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sim.city.profile import load_profile
from sim.errors import AccountError, InputError
from sim.mesa_model import CityModel
from sim.model.advance import EXACT, check_budgets
from sim.rules.arithmetic import MOST_FEN, fen
from sim.runs.single import simulate
from sim.scenario import load
from sim.scenario.library import shipped_folder

Make = Callable[..., Any]
ENGINES = ["compiled", "mesa"]
HEAD = 'extends = "baseline"\n[name]\nen = "A"\nzh = "甲"\n[question]\nen = "Q?"\nzh = "问？"\n'


@pytest.fixture
def growing(tmp_path: Path) -> Callable[..., str]:
    def write(growth: float, budget: float = 290, more: str = "") -> str:
        file = tmp_path / "growing.toml"
        levers = f"[levers.funding]\nbudget_growth = {growth}\nbudget_per_resident = {budget}\n"
        file.write_text(HEAD + levers + more, "utf-8")
        return str(file)

    return write


@pytest.mark.parametrize("engine", ENGINES)
def test_growth_that_cannot_be_counted_over_so_many_months_is_refused_before_the_first(
    growing: Callable[..., str], engine: str
) -> None:
    with pytest.raises(InputError, match=r"by month \d+ the budget would add up to .* lower one of the two, or choose"):
        simulate(load(growing(0.5)), 0, months=1_200, size="hamlet", engine=engine, city="ningbo")


def test_growth_is_refused_in_a_mesa_model_too(growing: Callable[..., str]) -> None:
    with pytest.raises(InputError, match="more than is counted to the fen"):
        CityModel(growing(0.5), horizon=1_200)


def test_a_budget_at_the_end_of_its_domain_is_counted_for_a_hundred_years(
    city: Make, growing: Callable[..., str]
) -> None:
    place = city(growing(0.0, 100_000), "district", months=3)
    for _ in place.months():
        assert (place.state.city.flow >= 0).all()
    whole = city(growing(0.0, 100_000), months=1_200)
    whole.state.communities.n_residents[:] = 8_600_000
    check_budgets(whole.state, whole.schedule)


@pytest.mark.parametrize("start", [0, 3])
def test_the_check_adds_up_what_the_rules_will_pay(
    city: Make, growing: Callable[..., str], start: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    event = '[[events]]\ndate = "2016-06"\n[events.set]\n"funding.budget_growth" = 0.4\n'
    place = city(growing(0.1, 290, event), months=40)
    place.state.communities.starting_month[:] = start
    paid = 0
    for _ in place.months():
        paid += int(place.state.communities.due.sum())
    scaled = place.state.communities.budget_factor * (EXACT / paid)
    place.state.communities.budget_factor[:] = scaled * 1.0001
    with pytest.raises(InputError):
        check_budgets(place.state, place.schedule)
    place.state.communities.budget_factor[:] = scaled * 0.9999
    with monkeypatch.context() as patch:
        patch.setattr("sim.model.advance.MOST_FEN", EXACT)  # a hamlet is one community
        check_budgets(place.state, place.schedule)


@pytest.mark.parametrize("engine", ENGINES)
def test_both_engines_stop_with_the_same_words_where_money_cannot_be_counted(city: Make, engine: str) -> None:
    place = city(engine=engine, months=2)
    place.state.communities.budget_factor[:] = 1e14
    with pytest.raises(AccountError) as caught:
        list(place.months())
    words = "money is more than is counted to the fen; lower budgets, or their growth"
    assert str(caught.value) == f"account 'committees' in month 0: {words}"


def test_yuan_become_fen_up_to_the_most_that_is_counted() -> None:
    assert [fen(yuan) for yuan in (0.0, 0.005, 1.23, 5e11)] == [0, 1, 123, 50_000_000_000_000]
    assert fen(1e300) == fen(float("inf")) == MOST_FEN


WRONG = [
    ("residents = 8_582_000", "residents = 1_000_000_000", "city.residents"),
    ("communities = 3_223", "communities = 10_000_000", "city.communities"),
    ("residents = 8_582_000", "residents = 100", "each needs one at least"),
    ("registered_per_10000 = 2.4", "registered_per_10000 = 1e9", "organizations.registered_per_10000"),
    ("registered_posts = 0.0019", "registered_posts = 8e12", "organizations.registered_posts"),
    ("filed_posts = 0.00013", "filed_posts = 1e300", "organizations.filed_posts"),
    ("posts_per_1000 = 3.0", "posts_per_1000 = 3e15", "committees.posts_per_1000"),
    ('en = "', 'en = "\\u001b[2J', "name.en"),
    ('en = "', f'en = "{"x" * 300}', "name.en"),
]


@pytest.mark.parametrize(("old", "new", "words"), WRONG, ids=[f"{new[:30]}" for _, new, _ in WRONG])
def test_a_figure_of_no_city_is_refused(tmp_path: Path, old: str, new: str, words: str) -> None:
    text = (shipped_folder() / "cities" / "ningbo.toml").read_text("utf-8")
    assert old in text
    file = tmp_path / "mine.toml"
    file.write_text(text.replace(old, new, 1), "utf-8")
    with pytest.raises(InputError, match=words):
        load_profile(str(file))


def test_a_city_file_that_is_damaged_or_no_file_is_refused_in_a_sentence(tmp_path: Path) -> None:
    text = (shipped_folder() / "cities" / "ningbo.toml").read_text("utf-8")
    file = tmp_path / "mine.toml"
    for damaged in (text + "a" + ".a" * 5_000 + " = 1\n", text + f"a = {'[' * 5_000}\n", text + f"a = {'9' * 5_000}\n"):
        file.write_text(damaged, "utf-8")
        with pytest.raises(InputError, match=r"mine\.toml"):
            load_profile(str(file))
    for name in ("/dev/zero", str(tmp_path), "x" * 5_000, "", "a\0b"):
        with pytest.raises(InputError):
            load_profile(name)


def test_children_are_no_members_where_nobody_needs_a_habit_to_join(city: Make, varied: Make) -> None:
    place = city(varied({"world.membership.stage_habit": 0.0}), "neighbourhood", months=12)
    for _ in place.months():
        pass
    residents = place.state.residents
    assert (residents.stage[residents.age_group == 0] == 0).all()
    assert (residents.stage[residents.age_group > 0] == 2).any()
    members = place.state.communities.association_persons.sum()
    assert 0 < members <= place.state.communities.adults.sum()
