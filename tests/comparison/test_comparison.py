from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from sim.errors import InputError
from sim.runs.result import Run
from sim.studies.comparison import Comparison, Difference, compare

World = Callable[..., list[Run]]
RNG = np.random.default_rng(7)
FLAT = np.full((10, 24), 0.3)
LAST = np.concatenate([np.zeros(12), np.ones(12)])


def found(comparison: Comparison, outcome: str, window: Any = "last_year") -> Difference:
    difference = comparison.difference("menu", outcome=outcome, window=window)
    assert difference is not None
    return difference


def test_the_last_year_and_the_horizon_are_averaged_apart(world: World) -> None:
    base, menu = world({"participation_rate": FLAT}), world({"participation_rate": FLAT + 0.04 * LAST}, "menu")
    comparison = compare(base, {"menu": menu})
    assert found(comparison, "participation_rate").estimate.value == pytest.approx(0.04)
    assert found(comparison, "participation_rate", "horizon").estimate.value == pytest.approx(0.02)


def test_a_horizon_of_under_a_year_is_averaged_whole(world: World) -> None:
    base, menu = world({"trust_mean": np.zeros((10, 4))}), world({"trust_mean": np.tile([0, 0, 0, 1.0], (10, 1))})
    comparison = compare(base, {"menu": menu})
    assert found(comparison, "trust_mean").estimate.value == 0.25
    assert comparison.last_months == 4


def test_runs_are_paired_by_seed_in_any_order(world: World) -> None:
    person_seed = RNG.normal(0.3, 0.1, size=(10, 1)) * np.ones((1, 24))
    base, menu = world({"participation_rate": person_seed}), world({"participation_rate": person_seed + 0.25}, "menu")
    difference = found(compare(base[::-1], {"menu": menu}), "participation_rate")
    assert difference.estimate.half_width == pytest.approx(0, abs=1e-12)
    assert difference.verdict == "better"


def test_cities_of_different_seeds_may_differ_in_residents_but_not_the_two_worlds_of_a_seed(world: World) -> None:
    base, menu = world({"participation_rate": FLAT}), world({"participation_rate": FLAT}, "menu")
    sizes = [replace(run, residents=300 + run.seed) for run in base]
    assert compare(sizes, {"menu": [replace(run, residents=300 + run.seed) for run in menu]}).seeds == tuple(range(10))
    with pytest.raises(InputError, match=r"residents differ: 301 \(baseline, seed 1\) against 300 \(menu, seed 1\)"):
        compare(sizes, {"menu": menu})


def test_identical_runs_differ_by_exactly_zero_everywhere(world: World) -> None:
    noise = {name: RNG.normal(5, 1, size=(10, 24)) for name in ("satisfaction_mean", "open_cases", "resolved_cases")}
    noise |= {"public_spending_yuan": RNG.normal(1e6, 1e5, size=(10, 24))}
    noise |= {"cost_per_resolved_case_yuan": noise["public_spending_yuan"] / noise["resolved_cases"]}
    comparison = compare(world(noise), {"menu": world(noise)})
    assert {(d.estimate.low, d.estimate.value, d.estimate.high) for d in comparison.differences} == {(0, 0, 0)}
    assert {d.verdict for d in comparison.differences} == {"cannot_tell_yet"}  # ten cities tell nothing of one in ten


@pytest.mark.parametrize(("seeds", "verdict"), [(28, "cannot_tell_yet"), (29, "too_small_to_matter")])
def test_no_difference_in_any_seed_is_too_small_once_one_city_in_ten_would_have_been_seen(
    world: World, seeds: int, verdict: str
) -> None:
    base = world({"participation_rate": np.full((seeds, 12), 0.3)})  # 0.9 ** 28 = 0.052, 0.9 ** 29 = 0.047
    assert found(compare(base, {"menu": base}), "participation_rate").verdict == verdict


def test_one_city_in_ten_that_differs_much_is_not_called_too_small(world: World) -> None:
    shift = np.where(np.arange(40) % 10 == 0, 0.012, 0.0)[:, None]  # the mean of 0.0012 is far below 0.01
    base, menu = (world({"participation_rate": np.full((40, 12), 0.3) + gap}) for gap in (0, shift))
    difference = found(compare(base, {"menu": menu}), "participation_rate")
    assert difference.estimate.high is not None
    assert difference.estimate.high < 0.01
    assert difference.verdict == "cannot_tell_yet"


def test_that_a_cut_spends_less_is_neither_good_nor_bad(world: World) -> None:
    base, cut = (world({"public_spending_yuan": np.full((10, 12), yuan)}) for yuan in (200_000.0, 150_000.0))
    assert found(compare(base, {"menu": cut}), "public_spending_yuan").verdict == "better"
    assert found(compare(base, {"menu": cut}, cuts=["menu"]), "public_spending_yuan").verdict == "less"


def test_cost_per_case_is_the_ratio_of_sums_and_not_the_mean_of_ratios(world: World) -> None:
    spending, cases = np.array([[100.0, 100.0], [100.0, 100.0]]), np.array([[1.0, 3.0], [2.0, 2.0]])
    outcomes = {
        "public_spending_yuan": spending,
        "resolved_cases": cases,
        "cost_per_resolved_case_yuan": spending / cases,
    }
    twice = {**outcomes, "public_spending_yuan": 2 * spending}
    difference = found(compare(world(outcomes), {"menu": world(twice)}), "cost_per_resolved_case_yuan")
    assert (difference.baseline, difference.alternative, difference.estimate.value) == (50, 100, 50)


def test_a_relative_threshold_follows_the_baselines_value(world: World) -> None:
    spending = np.full((10, 12), 200_000.0)
    base, menu = world({"public_spending_yuan": spending}), world({"public_spending_yuan": spending + 3000})
    difference = found(compare(base, {"menu": menu}), "public_spending_yuan")
    assert (difference.matters, difference.verdict) == (2000, "worse")


def test_a_scenario_may_choose_its_own_threshold(world: World) -> None:
    flat = np.full((30, 24), 0.3)
    base, menu = world({"participation_rate": flat}), world({"participation_rate": flat + 0.25})
    chosen = {"menu": {"participation_rate": 0.5}}
    assert found(compare(base, {"menu": menu}, chosen), "participation_rate").verdict == "too_small_to_matter"


def test_an_outcome_that_does_not_exist_in_a_seed_is_missing_and_counted(world: World) -> None:
    waiting = np.full((10, 24), 2.0)
    waiting[3, 20] = np.nan
    difference = found(
        compare(world({"waiting_months_mean": FLAT}), {"menu": world({"waiting_months_mean": waiting})}),
        "waiting_months_mean",
    )
    assert (difference.missing, difference.estimate.value, difference.baseline) == (1, None, None)
    assert difference.verdict == "cannot_tell_yet"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"seed": 99}, "seeds"),
        ({"months": 12}, "months differ"),
        ({"size": "city"}, "size differ"),
        ({"start": "2017-01"}, "start differ"),
    ],
)
def test_worlds_that_cannot_be_paired_are_refused_with_the_reason(
    world: World, change: dict[str, Any], words: str
) -> None:
    base = world({"participation_rate": FLAT})
    menu = [*base[:-1], replace(base[-1], **change)]
    with pytest.raises(InputError, match=words):
        compare(base, {"menu": menu})


def test_no_runs_and_repeated_seeds_are_refused(world: World) -> None:
    base = world({"participation_rate": FLAT})
    with pytest.raises(InputError, match="menu: no runs"):
        compare(base, {"menu": []})
    with pytest.raises(InputError, match=r"seeds \[0\] come more than once"):
        compare([*base, base[0]], {"menu": base})


def test_a_misspelt_threshold_is_refused_with_the_nearest_name(world: World) -> None:
    base = world({"participation_rate": FLAT})
    with pytest.raises(InputError, match="did you mean participation_rate"):
        compare(base, {"menu": base}, {"menu": {"participation_rat": 0.01}})
    with pytest.raises(InputError, match="at least 0"):
        compare(base, {"menu": base}, {"menu": {"participation_rate": -0.01}})


def test_a_share_of_cases_counts_every_case_alike_and_not_every_month(world: World) -> None:
    # Ten cases of which all, then ninety of which none: 10 of 100, though the mean of the months' shares is 50 %.
    shares, cases = np.tile([1.0, 0.0], (10, 1)), np.tile([10.0, 90.0], (10, 1))
    base = world({"society_paid_share": shares, "resolved_cases": cases})
    found_share = found(compare(base, {"menu": base}), "society_paid_share")
    assert found_share.baseline == pytest.approx(0.1)


def test_a_month_without_any_case_leaves_a_share_of_cases_in_existence(world: World) -> None:
    shares, cases = np.tile([0.5, np.nan], (10, 1)), np.tile([4.0, 0.0], (10, 1))
    base = world({"society_paid_share": shares, "resolved_cases": cases})
    found_share = found(compare(base, {"menu": base}), "society_paid_share")
    assert (found_share.baseline, found_share.missing) == (0.5, 0)
