"""A design with mistakes is refused whole: every mistake with its line, what is allowed, and the nearest name."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from sim.errors import DesignError, Problem
from sim.studies.sweep import load_design
from sim.studies.sweep.reading import check_points

Write = Callable[..., Path]
OUTCOMES = '[outcomes]\nparticipation_rate = "mean"\n'
ONE_GRID = '[design]\nmethod = "grid"\n[factors]\n{}\n' + OUTCOMES
ONE = '[design]\nmethod = "lhs"\nn = 4\n[factors]\n{}\n' + OUTCOMES


def problems(file: Path) -> list[Problem]:
    with pytest.raises(DesignError) as refused:
        load_design(file)
    assert refused.value.exit_status == 2
    return refused.value.problems


def told(file: Path) -> str:
    with pytest.raises(DesignError) as refused:
        load_design(file)
    return str(refused.value)


def test_everything_wrong_is_told_at_once_with_its_line(design_file: Write) -> None:
    file = design_file(
        '[design]\nmethod = "lhs"\nn = 0\n[factors]\n"provision.menu_shar" = { range = [0, 1] }\n'
        '"funding.grant_share" = { range = [0, 3] }\n[outcomes]\nparticipation_rat = "mean"\nsatisfaction_mean = "avg"\n'
    )
    found = problems(file)
    assert [one.line for one in found] == [13, 15, 16, 18, 19]
    text = told(file)
    for words in (
        "did you mean provision.menu_share?",
        "from 0 to 1",
        "did you mean participation_rate?",
        "last_year_mean",
    ):
        assert words in text


def test_a_number_that_python_does_not_print_is_refused_in_a_sentence(design_file: Write) -> None:
    file = design_file(ONE.format('"provision.menu_share" = { range = [0, 1] }').replace('"mean"', f"0x{'f' * 5000}"))
    assert "a very large number" in told(file)


@pytest.mark.parametrize(
    ("factor", "words"),
    [
        ('"provision.menu_share" = { range = [0, 1], values = [0, 1] }', "either range or values"),
        ('"provision.menu_share" = { range = [1, 0] }', "[low, high]"),
        ('"provision.menu_share" = { range = [0, 1], scale = "log" }', "above 0"),
        ('"provision.menu_share" = { values = [0.5] }', "two or more"),
        ('"provision.menu_share" = 0.5', "write { range"),
        ('"provision.menu_share" = { range = [0, 1], levels = 3 }', "a lhs takes no levels"),
        ('"menu_share" = { range = [0, 1] }', "did you mean provision.menu_share?"),
        ('"funding.grant_share" = { range = [0, 0.1], takes_from = "funding.direct_shar" }', "funding.direct_share?"),
        ('"events.delay_months" = { values = [0, 12] }', "no scenario has events"),
        (
            '"world.needs.need_per_year" = { range = [0.1, 1] }\n"world.needs.need_per_year.age_0_14" = { range = [0.1, 1] }',
            "varies the same number",
        ),
        ('"by_type.rurl.provision.menu_share" = { range = [0, 1] }', "traditional, market, rural, industrial"),
        ('"by_type.rural.world.needs.problem_load" = { range = [0.5, 1] }', "the same everywhere"),
        ('"by_district.999.provision.menu_share" = { range = [0, 1] }', "no such district"),
        ('"scale.provision.menu_shar" = { range = [0, 1] }', "did you mean provision.menu_share?"),
        ('"scale.funding.direct_share" = { range = [1, 2] }', "shares of the budget add to"),
        ('"events.2021-01.set.funding.grant_share" = { range = [0, 0.1] }', "no scenario of the design has the event"),
        (
            '"provision.menu_share" = { range = [0, 1] }\n"by_type.rural.provision.menu_share" = { range = [0, 1] }',
            "varies the same number",
        ),
    ],
)
def test_a_factor_that_makes_no_sense_says_what_would(design_file: Write, factor: str, words: str) -> None:
    assert words in told(design_file(ONE.format(factor)))


def test_money_that_is_not_there_names_the_point_and_the_way_out(design_file: Write) -> None:
    text = told(design_file(ONE.format('"funding.grant_share" = { range = [0.5, 0.9] }')))
    assert "shares of the budget add to" in text
    assert "takes_from" in text


def test_money_that_is_not_there_is_advised_to_come_from_a_lever_that_the_design_does_not_vary(
    design_file: Write,
) -> None:
    text = told(design_file(ONE.format('"funding.direct_share" = { range = [0.5, 0.9] }')))
    assert 'give "funding.direct_share" a takes_from = "funding.committee_share"' in text


def test_a_lever_that_gives_more_than_it_has_is_refused(design_file: Write) -> None:
    factor = '"funding.grant_share" = { values = [0, 0.6], takes_from = "funding.direct_share" }'
    text = told(design_file(ONE.format(factor)))
    assert "funding.direct_share would be -" in text
    assert "narrow funding.grant_share, which takes from it, to at most 0.333" in text


# Grants fall from 0.15 to nothing by 2023-12, so that they can give up the 0.08 that contracts have, and no more.
@pytest.mark.parametrize(("given", "lowest"), [("0.16", "-0.08"), ("0.0801", "-0.0001"), ("0.1", "-0.02")])
def test_a_lever_that_gives_too_much_in_some_month_is_told_by_its_lowest_value(
    design_file: Write, given: str, lowest: str
) -> None:
    factor = f'"funding.purchase_share" = {{ values = [0, {given}], takes_from = "funding.grant_share" }}'
    text = told(design_file(ONE_GRID.format(factor), head=HEAD_OF("seed_then_taper")))
    assert f"funding.grant_share would be {lowest} at worst, in 2023-12; a number from 0 to 1" in text
    assert "narrow funding.purchase_share, which takes from it, to at most 0.08" in text
    assert load_design(design_file(ONE_GRID.format(factor.replace(given, "0.08")), head=HEAD_OF("seed_then_taper")))


def test_points_that_a_design_is_extended_by_are_checked_as_its_own(design_file: Write) -> None:
    factor = '"funding.grant_share" = { range = [0, 0.3], takes_from = "funding.direct_share" }'
    design = load_design(design_file(ONE.format(factor)))
    wider = replace(design, factors=(replace(design.factors[0], high=0.9),))
    check_points(design, "out")
    with pytest.raises(DesignError, match=r"out: factors: .*funding\.direct_share would be -.* to at most 0\.333"):
        check_points(wider, "out")


def test_a_wide_range_under_events_is_not_advised_what_it_already_does(design_file: Write) -> None:
    factor = '"funding.purchase_share" = { values = [0, 0.2], takes_from = "funding.direct_share" }'
    assert load_design(design_file(ONE.format(factor), head=HEAD_OF("seed_then_taper"))).points
    wider = factor.replace("0.2]", "0.4]")
    text = told(design_file(ONE.format(wider), head=HEAD_OF("seed_then_taper")))
    assert "narrow funding.purchase_share" in text
    assert "shares of the budget" not in text


def test_a_lever_that_is_varied_itself_cannot_give_up_what_another_gains(design_file: Write) -> None:
    factors = (
        '"funding.grant_share" = { range = [0, 0.1], takes_from = "funding.direct_share" }\n'
        '"funding.direct_share" = { range = [0.1, 0.2] }'
    )
    assert "the design varies funding.direct_share itself" in told(design_file(ONE.format(factors)))


def test_a_factor_that_an_event_overrules_at_once_is_refused(design_file: Write) -> None:
    scenario = design_file(
        'extends = "baseline"\n[name]\nen = "a"\nzh = "b"\n[question]\nen = "a?"\nzh = "b?"\n'
        '[[events]]\ndate = "2016-01"\n[events.set]\n"provision.menu_share" = 0.5\n',
        head="",
        name="now.toml",
    )
    body = ONE.format('"provision.menu_share" = { range = [0, 1] }')
    file = design_file(body, head=HEAD_OF(scenario.name))
    assert "sets provision.menu_share in the first month" in told(file)


def HEAD_OF(scenario: str) -> str:  # noqa: N802
    return (
        f'scenarios = ["{scenario}"]\nmonths = 3\nseeds = 1\n[name]\nen = "x"\nzh = "x"\n'
        '[question]\nen = "x?"\nzh = "x?"\n'
    )


def test_an_event_that_no_scenario_has_is_told_with_the_nearest(design_file: Write) -> None:
    body = ONE.format('"events.2021-02.set.funding.grant_share" = { range = [0, 0.1] }')
    text = told(design_file(body, head=HEAD_OF("seed_then_taper")))
    assert "did you mean events.2021-01.set.funding.grant_share?" in text


def test_factors_of_two_types_may_move_one_lever(design_file: Write) -> None:
    two = "\n".join(f'"by_type.{kind}.provision.menu_share" = {{ range = [0, 1] }}' for kind in ("rural", "market"))
    assert len(load_design(design_file(ONE.format(two))).factors) == 2


def test_a_sobol_design_needs_a_power_of_two(design_file: Write) -> None:
    body = '[design]\nmethod = "sobol"\nn = 48\n[factors]\n"provision.menu_share" = { range = [0, 1] }\n' + OUTCOMES
    assert "write 64" in told(design_file(body))


def test_an_unknown_scenario_is_told_with_the_nearest(design_file: Write) -> None:
    file = design_file(head=HEAD_OF("baselin"))
    assert "did you mean baseline?" in told(file)


def test_a_design_that_is_not_there_is_told_with_those_that_are_shipped() -> None:
    assert "did you mean menu_and_tastes?" in told(Path("menu_and_taste"))
    assert load_design(Path("menu_and_tastes")).seeds == 5


def test_an_empty_design_lists_what_is_missing(design_file: Write) -> None:
    missing = {one.key for one in problems(design_file("x = 1\n", head=""))}
    assert {"x", "scenarios", "months", "seeds", "design", "outcomes", "name", "question"} <= missing


def test_a_table_of_points_is_checked_cell_by_cell(design_file: Write) -> None:
    design_file("provision.menu_share,methods.culture\n0.5,1\n1.5,one\n0.5\n", head="", name="points.csv")
    found = problems(design_file('[design]\nmethod = "table"\nfile = "points.csv"\n' + OUTCOMES))
    assert [(one.file, one.line, one.key) for one in found] == [
        ("points.csv", 3, "provision.menu_share"),
        ("points.csv", 3, "methods.culture"),
        ("points.csv", 4, ""),
    ]


def test_a_method_that_is_misspelt_is_all_that_is_wrong(design_file: Write) -> None:
    (wrong,) = problems(design_file(ONE.format('"provision.menu_share" = { range = [0, 1] }').replace("lhs", "lsh")))
    assert "lsh" in wrong.given
