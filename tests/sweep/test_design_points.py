"""Where the points of a design stand."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from scipy.stats import qmc

from sim.errors import InputError
from sim.parameters.levers import BUDGET_SHARES
from sim.scenario import load
from sim.scenario.columns import ENTRIES, is_world
from sim.studies.sweep import load_design
from sim.studies.sweep.design import Plan
from sim.studies.sweep.factors import Factor, with_values
from sim.studies.sweep.sampling import latin, morris, saltelli
from sim.studies.sweep.target import DELAY
from tests.sweep.conftest import GRID, HEAD
from tests.values import number

Write = Callable[..., Path]
LEVER_NAMES = [entry for entry in ENTRIES if not is_world(entry)]
SHARES = [LEVER_NAMES.index(path) for path in BUDGET_SHARES]
MENU, LOAD = "provision.menu_share", "world.needs.problem_load"


def test_a_grid_has_every_combination_with_the_last_factor_fastest(design_file: Write) -> None:
    points = load_design(design_file()).points
    assert points == [(0, 0.8), (0, 1.2), (0.5, 0.8), (0.5, 1.2), (1, 0.8), (1, 1.2)]


def test_a_design_without_its_quotes_is_the_same_design(design_file: Write) -> None:
    body = '[design]\nmethod = "grid"\n[factors.provision]\nmenu_share = { values = [0, 1] }\n[outcomes]\ntrust_mean = "mean"\n'
    assert [one.path for one in load_design(design_file(body)).factors] == [MENU]


def test_a_range_runs_evenly_or_by_equal_ratios() -> None:
    assert [Factor(LOAD, 1, 4).at(share) for share in (0, 0.5, 1)] == [1, 2.5, 4]
    assert [Factor(LOAD, 1, 4, logarithmic=True).at(share) for share in (0, 0.5, 1)] == pytest.approx([1, 2, 4])


def test_whole_numbers_and_values_each_get_their_share_of_a_range() -> None:
    whole = Factor("provision.variants_offered", 2, 5)
    assert [whole.at(share) for share in (0, 0.24, 0.26, 0.74, 0.76, 1)] == [2, 2, 3, 4, 5, 5]
    listed = Factor(MENU, values=(0.1, 0.3, 0.9))
    assert [listed.at(share) for share in (0, 0.3, 0.4, 0.6, 0.7, 1)] == [0.1, 0.1, 0.3, 0.3, 0.9, 0.9]


def test_plausible_stands_for_the_parameters_own_range(design_file: Write) -> None:
    given = f'"{LOAD}" = {{ range = "plausible" }}'
    body = f'[design]\nmethod = "lhs"\nn = 3\n[factors]\n{given}\n[outcomes]\ntrust_mean = "mean"\n'
    (factor,) = load_design(design_file(body)).factors
    assert (factor.low, factor.high) == (0.5, 2)


def test_each_row_of_a_latin_hypercube_has_a_layer_of_its_own() -> None:
    shares = latin((8, 4), 3, seed=1)
    for block, n in ((shares[:8], 8), (shares[8:], 4)):
        assert (np.sort((block * n).astype(int), axis=0) == np.arange(n)[:, None]).all()


@pytest.mark.parametrize("sample", [saltelli, morris])
def test_a_larger_design_begins_with_the_smaller(sample: Callable[..., np.ndarray]) -> None:
    small, large = sample((4,), 3, seed=7), sample((4, 4), 3, seed=7)
    assert (large[: len(small)] == small).all()
    assert len(large) == 2 * len(small)


def test_groups_of_a_sobol_design_swap_one_factor_each() -> None:
    groups = saltelli((8,), 3, seed=0).reshape(8, 5, 3)
    a, b = groups[:, 0], groups[:, 1]
    for factor in range(3):
        others = [other for other in range(3) if other != factor]
        assert (groups[:, 2 + factor, factor] == b[:, factor]).all()
        assert (groups[:, 2 + factor][:, others] == a[:, others]).all()
    assert qmc.discrepancy(a) < qmc.discrepancy(np.random.default_rng(0).random((8, 3)))


def test_each_step_of_a_morris_trajectory_moves_one_factor_by_half_the_levels() -> None:
    trajectories = morris((20,), 4, seed=0).reshape(20, 5, 4)
    moved = np.diff(trajectories, axis=1)
    assert (np.count_nonzero(moved, axis=2) == 1).all()
    assert np.allclose(np.abs(moved).max(axis=2), 2 / 3)
    assert (np.count_nonzero(moved, axis=1) == 1).all()
    assert trajectories.min() >= 0
    assert trajectories.max() <= 1


def test_a_value_holds_everywhere_from_the_start() -> None:
    scenario = with_values(load("baseline"), (Factor(MENU, 0, 1),), (0.7,))
    assert {scenario.value(MENU, type=kind) for kind in (None, "rural", "market")} == {0.7}


def test_what_a_lever_gains_another_gives_up() -> None:
    before = load("baseline")
    after = with_values(before, (Factor("funding.grant_share", 0, 1, takes_from="funding.direct_share"),), (0.1,))
    shares = [[number(one, f"funding.{name}_share") for name in ("grant", "direct")] for one in (before, after)]
    assert sum(shares[0]) == pytest.approx(sum(shares[1]), abs=1e-12)
    assert shares[1][0] == 0.1


@pytest.mark.parametrize("path", ["funding.purchase_share", "funding.grant_share"])
@pytest.mark.parametrize("delay", [0, -18])
def test_the_budget_stays_whole_when_events_set_the_lever_that_gives_up(path: str, delay: int) -> None:
    before = with_values(load("seed_then_taper"), (Factor(DELAY, values=(0, delay)),), (delay,))
    factors = (Factor(DELAY, values=(0, delay)), Factor(path, 0, 0.2, takes_from="funding.direct_share"))
    after = with_values(load("seed_then_taper"), factors, (delay, 0.0))
    ours, theirs = (one.schedule(120).levers[:, :, SHARES].sum(axis=2) for one in (before, after))
    assert np.allclose(ours, theirs, rtol=0, atol=1e-9)
    assert after.value(path, month=0, type="rural") == 0
    assert after.value("funding.direct_share", month=119, type="rural") == pytest.approx(
        0.333 + (0.08 if path == "funding.purchase_share" else 0.0)
    )


def test_the_budget_stays_whole_where_types_districts_and_months_have_their_own(design_file: Write) -> None:
    scenario = design_file(
        'extends = "baseline"\n[name]\nen = "a"\nzh = "b"\n[question]\nen = "a?"\nzh = "b?"\n'
        "[by_district.2.funding]\ndirect_share = 0.2\n"
        '[[events]]\ndate = "2016-01"\ntype = "rural"\n[events.set]\n"funding.direct_share" = 0.1\n'
        '[[events]]\ndate = "2017-01"\nuntil = "2018-01"\nover_months = 6\ndistrict = 2\n'
        '[events.set]\n"funding.direct_share" = 0.15\n'
        '[[events]]\ndate = "2018-06"\n[events.scale]\n"funding.purchase_share" = 0.5\n',
        head="",
        name="own.toml",
    )
    before = load(str(scenario))
    after = with_values(before, (Factor("funding.purchase_share", 0, 1, takes_from="funding.direct_share"),), (0.1,))
    ours, theirs = (one.schedule(48).levers for one in (before, after))
    assert np.allclose(ours[:, :, SHARES].sum(axis=2), theirs[:, :, SHARES].sum(axis=2), rtol=0, atol=1e-9)
    apart = np.unique(np.argwhere(ours != theirs)[:, 2])
    assert [LEVER_NAMES[one] for one in apart] == ["funding.direct_share", "funding.purchase_share"]


@pytest.mark.parametrize(
    ("scenario", "path", "source", "most", "when"),
    [
        ("seed_then_taper", "funding.purchase_share", "funding.grant_share", 0.08, "2023-12"),
        ("seed_then_taper", "funding.grant_share", "funding.direct_share", 0.333, "2016-01"),
        ("baseline", "funding.grant_share", "funding.direct_share", 0.333, "2016-01"),
    ],
)
def test_a_lever_gives_up_what_it_has_and_no_more(
    scenario: str, path: str, source: str, most: float, when: str
) -> None:
    factors = (Factor(path, 0, 1, takes_from=source),)
    whole = with_values(load(scenario), factors, (most,)).schedule(120)
    assert whole.levers[:, :, LEVER_NAMES.index(source)].min() == pytest.approx(0, abs=1e-9)
    lacking = (
        rf"{source} would be -0\.05 at worst, in {when}; .* narrow {path}, which takes from it, to at most {most}$"
    )
    with pytest.raises(InputError, match=lacking):
        with_values(load(scenario), factors, (most + 0.05,))


BUDGET = "funding.budget_per_resident"


def test_a_factor_of_a_type_moves_that_type_alone() -> None:
    after = with_values(load("baseline"), (Factor(f"by_type.rural.{MENU}", 0, 1),), (0.7,))
    assert [after.value(MENU, type=kind) for kind in (None, "rural", "market")] == [0, 0.7, 0]


def test_a_factor_of_a_district_and_type_moves_that_alone() -> None:
    after = with_values(load("baseline"), (Factor(f"by_district.2.by_type.rural.{MENU}", 0, 1),), (0.7,))
    places = [("rural", None), ("rural", 2), ("market", 2)]
    assert [after.value(MENU, type=kind, district=number) for kind, number in places] == [0, 0.7, 0]


def test_a_multiple_is_of_what_the_scenario_has_in_each_month() -> None:
    after = with_values(load("funding_cut"), (Factor(f"scale.{BUDGET}", 0, 2),), (1.5,))
    assert [after.value(BUDGET, month) for month in (0, 12)] == pytest.approx([450, 405])


def test_a_value_of_an_event_is_what_the_event_sets_or_scales() -> None:
    grants, cut = "events.2021-01.set.organizations.incubation", f"events.2017-01.scale.{BUDGET}"
    tapered = with_values(load("seed_then_taper"), (Factor(grants, 0, 1),), (0.4,))
    assert [tapered.value("organizations.incubation", month) for month in (0, 119)] == [1, 0.4]
    less = with_values(load("funding_cut"), (Factor(cut, 0, 1),), (0.5,))
    assert [less.value(BUDGET, month) for month in (0, 12)] == [300, 150]


def test_an_event_that_is_delayed_is_still_named_by_its_own_date() -> None:
    factors = (Factor(DELAY, values=(0, 12)), Factor(f"events.2017-01.scale.{BUDGET}", 0, 1))
    after = with_values(load("funding_cut"), factors, (12, 0.5))
    assert [after.value(BUDGET, month) for month in (12, 24)] == [300, 150]


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("by_type.rural.funding.grant_share", 0.1),
        ("scale.funding.grant_share", 0.5),
        ("events.2021-01.set.funding.grant_share", 0.05),
    ],
)
@pytest.mark.parametrize("delay", [0, 7])
def test_the_budget_stays_whole_whatever_a_factor_moves(path: str, value: float, delay: int) -> None:
    shift = Factor(DELAY, values=(0, delay))
    before = with_values(load("seed_then_taper"), (shift,), (delay,)).schedule(120).levers[:, :, SHARES]
    factors = (shift, Factor(path, 0, 1, takes_from="funding.direct_share"))
    after = with_values(load("seed_then_taper"), factors, (delay, value)).schedule(120).levers[:, :, SHARES]
    assert np.allclose(before.sum(axis=2), after.sum(axis=2), rtol=0, atol=1e-9)
    apart = (before != after).any(axis=(0, 1))
    assert [path for path, moved in zip(BUDGET_SHARES, apart, strict=True) if moved] == [
        "funding.direct_share",
        "funding.grant_share",
    ]


def test_a_multiple_that_takes_too_much_is_told_how_much_it_may_be() -> None:
    factors = (Factor("scale.funding.grant_share", 0, 20, takes_from="funding.direct_share"),)
    with pytest.raises(InputError, match=r"narrow scale\.funding\.grant_share, which takes from it, to at most 10\.09"):
        with_values(load("baseline"), factors, (11,))


def test_columns_of_factors_of_one_number_have_names_of_their_own() -> None:
    paths = (MENU, f"scale.{MENU}", f"by_type.rural.{MENU}", f"events.2021-01.set.{MENU}", f"by_district.3.{MENU}")
    assert [Factor(path).column for path in paths] == [
        "menu_share",
        "menu_share_times",
        "menu_share_rural",
        "menu_share_2021_01",
        "menu_share_district_3",
    ]


def test_what_a_lever_gives_up_is_written_as_before_where_events_keep_the_sum() -> None:
    factor = Factor("funding.grant_share", 0, 1, takes_from="funding.direct_share")
    before = load("seed_then_taper")
    assert with_values(before, (factor,), (0.1,)).changes == before.changes


def test_a_delay_moves_every_event_of_a_scenario_and_nothing_else() -> None:
    before = load("seed_then_taper")
    after = with_values(before, (Factor(DELAY, values=(0, 24)),), (24,))
    assert [change.month for change in after.changes] == [change.month + 24 for change in before.changes]
    assert (after.base == before.base).all()


def test_points_of_a_table_are_its_rows(design_file: Write) -> None:
    design_file(f"{MENU},{LOAD}\n0.5,1\n1,0.9\n", head="", name="points.csv")
    body = '[design]\nmethod = "table"\nfile = "points.csv"\n[outcomes]\ntrust_mean = "mean"\n'
    assert load_design(design_file(body)).points == [(0.5, 1), (1, 0.9)]


@pytest.mark.parametrize(("size", "idle"), [("hamlet", ["rural"]), ("neighbourhood", [])])
def test_a_factor_of_a_type_that_the_size_lacks_is_told(design_file: Write, size: str, idle: list[str]) -> None:
    body = GRID.replace('"world.needs.problem_load"', '"by_type.rural.methods.culture"')
    plan = Plan(load_design(design_file(body, HEAD.replace("hamlet", size))))
    assert ["rural" for said in plan.notices("en") if f"size {size} has no rural community" in said] == idle
