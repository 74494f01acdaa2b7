"""What a search may move, as it is written."""

from pathlib import Path

import pytest

from sim.errors import InputError
from sim.scenario import load
from sim.studies.portfolio.portfolio import Move, portfolio_of, read_levers, scenario_file, scenario_of, whole


def test_a_lever_has_a_range_in_steps_or_values_and_dates_by_year() -> None:
    menu, solving, culture = read_levers(
        ["provision.menu_share", "methods.problem_solving=0,1", "methods.culture=1:2@2017-07:2019-07"], BASE, 120
    )
    assert (menu.values[0], menu.values[-1], len(menu.values), menu.starts) == (0, 1, 21, (0,))
    assert solving.values == (0, 1)
    assert (culture.values[1], culture.starts) == (1.05, (18, 30, 42))


def test_a_whole_number_has_whole_steps() -> None:
    (variants,) = read_levers(["provision.variants_offered=2:6"], BASE, 120)
    assert variants.values == (2, 3, 4, 5, 6)


@pytest.mark.parametrize(
    ("levers", "words"),
    [
        ([], "name some"),
        (["provision.menu_shar"], "did you mean provision.menu_share"),
        (["world.needs.problem_load"], "no such lever"),
        (["provision.menu_share=1:0"], "LOW below HIGH"),
        (["provision.menu_share=0:2"], "a number from 0 to 1"),
        (["provision.menu_share=low"], "LOW below HIGH"),
        (["provision.menu_share@next"], "is no date"),
        (["provision.menu_share@2018-13"], "is no date"),
        (["provision.menu_share@2019:2018"], "a first and a last one"),
        (["provision.menu_share@2030"], "within the 120 months"),
        (["provision.menu_share", "provision.menu_share=0:1"], "twice"),
        (["provision.menu_share", "by_type.rural.provision.menu_share"], "twice"),
        (["by_type.rurl.provision.menu_share"], "one of traditional, market, rural, industrial"),
        (["by_type.rural.provision.menu_shar"], "did you mean provision.menu_share"),
        (["by_district.2.provision.menu_share"], "no such lever"),
        (["by_type.rural.funding.grant_share"], "leave by_type out"),
        (["funding.direct_share=0.1:0.5"], "pays for the other shares"),
    ],
)
def test_what_makes_no_sense_says_what_would(levers: list[str], words: str) -> None:
    with pytest.raises(InputError, match=words):
        read_levers(levers, BASE, 120)


def test_everything_wrong_is_told_at_once() -> None:
    with pytest.raises(InputError) as refused:
        read_levers(["provision.menu_shar", "methods.culture=9"], BASE, 120)
    assert len(str(refused.value).splitlines()) == 2


def test_a_lever_that_an_event_moves_is_refused_with_its_place() -> None:
    with pytest.raises(InputError, match=r"seed_then_taper\.toml:\d+ moves funding\.(grant|direct)_share"):
        read_levers(["funding.grant_share=0:0.1"], load("seed_then_taper"), 120)


BASE = load("baseline")
LEVERS = read_levers(
    [
        "funding.grant_share=0.033:0.15@2016:2018",
        "funding.purchase_share=0.08:0.38",
        "provision.menu_share=0:1@2018",
        "provision.variants_offered=2:6",
    ],
    BASE,
    120,
)


def test_what_moves_nothing_is_left_out() -> None:
    assert portfolio_of([(LEVERS[0], 0, 0), (LEVERS[3], 2, 0)], BASE) == ()


def test_shares_of_the_budget_are_paid_by_direct_provision_from_their_month_on() -> None:
    portfolio = portfolio_of([(LEVERS[0], 20, 2), (LEVERS[1], 10, 0)], BASE)
    assert portfolio == (Move(0, "funding.purchase_share", 0.23), Move(24, "funding.grant_share", 0.15))
    assert [move for move in whole(portfolio, BASE) if move.path == "funding.direct_share"] == [
        Move(0, "funding.direct_share", 0.15),
        Move(24, "funding.direct_share", 0.033),
    ]


def test_a_share_that_direct_provision_cannot_pay_is_left_out() -> None:
    assert portfolio_of([(LEVERS[0], 20, 1), (LEVERS[1], 20, 0)], BASE) == (Move(0, "funding.purchase_share", 0.38),)
    assert portfolio_of([(LEVERS[0], 20, 1)], BASE) == (Move(12, "funding.grant_share", 0.15),)


def test_a_mix_and_its_file_are_one_scenario(tmp_path: Path) -> None:
    portfolio = portfolio_of([(LEVERS[0], 20, 1), (LEVERS[1], 5, 0), (LEVERS[2], 13, 0), (LEVERS[3], 4, 0)], BASE)
    name = {"en": "Mix", "zh": "组合"}
    file = tmp_path / "mix-a.toml"
    file.write_text(scenario_file(portfolio, BASE, name, question={"en": "What?", "zh": "什么？"}), "utf-8")
    read, made = load(str(file)), scenario_of(portfolio, BASE, "A")
    assert read.canonical() == made.canonical()
    assert [made.value("provision.menu_share", month) for month in (23, 24)] == [0, 0.65]


def test_a_lever_of_a_type_moves_there_alone_and_its_file_says_so(tmp_path: Path) -> None:
    names = (
        "rural.methods.culture=1.5@2017",
        "rural.methods.service=2",
        "market.methods.service=0",
        "rural.provision.menu_share=1",
    )
    levers = read_levers(["methods.asking=2", *(f"by_type.{name}" for name in names)], BASE, 120)
    portfolio = portfolio_of([(lever, 0, 0) for lever in levers], BASE)
    made = scenario_of(portfolio, BASE, "A")
    assert [made.value("methods.service", 0, kind) for kind in ("rural", "market", "industrial")] == [2, 0, 1]
    assert [made.value("methods.culture", month, "rural") for month in (11, 12)] == [1, 1.5]
    assert made.value("methods.culture", 12, "market") == made.value("methods.culture", 12) == 1
    assert {made.value("methods.asking", 0, kind) for kind in ("rural", "market")} == {2}
    text = scenario_file(portfolio, BASE, {"en": "Mix", "zh": "组合"}, question={"en": "What?", "zh": "什么？"})
    (tmp_path / "mix.toml").write_text(text, "utf-8")
    assert load(str(tmp_path / "mix.toml")).canonical() == made.canonical()


def test_a_mix_of_a_sum_or_a_file_extends_these(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("own.toml").write_text(
        'extends = "baseline"\n[name]\nen = "a"\nzh = "b"\n[question]\nen = "a?"\nzh = "b?"\n', "utf-8"
    )
    base = load("own.toml+culture_led")
    portfolio = portfolio_of([(LEVERS[2], 13, 0)], base)
    text = scenario_file(portfolio, base, {"en": "Mix", "zh": "组合"}, question={"en": "What?", "zh": "什么？"})
    (tmp_path / "mixes").mkdir()
    (tmp_path / "mixes" / "mix-a.toml").write_text(text, "utf-8")
    assert load("mixes/mix-a.toml").canonical() == scenario_of(portfolio, base, "A").canonical()
