import numpy as np
import pytest

from sim.statistics.intervals import NOTHING, Estimate, estimate, of_jackknife, of_pairs
from sim.statistics.panel import Panel

WHOLE = slice(None)


def ratio(numerators: list[float], denominators: list[float]) -> Panel:
    return Panel(np.array([numerators]).T, np.array([denominators]).T, is_ratio=True)


def test_five_pairs_give_the_interval_of_a_t_table() -> None:
    # Mean 3, standard deviation sqrt(2.5), t(4, 0.975) = 2.776 from any table: 3 -/+ 2.776 * sqrt(2.5 / 5).
    found = of_pairs(np.array([1.0, 2.0, 3.0, 4.0, 5.0]))
    assert found.value == 3
    assert (found.low, found.high) == pytest.approx((1.0367, 4.9633), abs=2e-4)


def test_a_constant_difference_is_its_own_interval() -> None:
    assert of_pairs(np.full(12, 0.1)) == Estimate(0.1, 0.1, 0.1)


def test_one_pair_has_no_interval() -> None:
    assert of_pairs(np.array([0.4])) == Estimate(0.4, None, None)


def test_a_difference_of_ratios_gets_the_jackknife_computed_by_hand() -> None:
    # 12/5 - 1 = 1.4; leaving a seed out gives 1.5, 5/3 and 1, whose squared deviations sum to 0.24074; the variance is
    # 2/3 of that, t(2, 0.975) = 4.3027.
    found = estimate(ratio([1, 1, 1], [1, 1, 1]), alternative=ratio([2, 4, 6], [1, 2, 2]), months=WHOLE)
    assert found.value == pytest.approx(1.4)
    assert found.half_width == pytest.approx(1.7237, abs=1e-4)


def test_with_equal_denominators_the_jackknife_is_students_interval() -> None:
    ours, theirs = np.array([1.0, 4.0, 2.0, 8.0]), np.array([2.0, 3.0, 5.0, 9.0])
    jackknifed = estimate(ratio(list(ours), [1] * 4), alternative=ratio(list(theirs), [1] * 4), months=WHOLE)
    student = of_pairs(theirs - ours)
    assert (jackknifed.low, jackknifed.high) == pytest.approx((student.low, student.high))


def test_equal_ratios_differ_by_exactly_nothing() -> None:
    world = ratio([1.1, 2.3, 0.7], [3.0, 1.0, 7.0])
    assert estimate(world, alternative=world, months=WHOLE) == Estimate(0, 0, 0)


def test_one_seed_of_a_ratio_has_no_interval() -> None:
    assert estimate(ratio([1], [2]), alternative=ratio([3], [4]), months=WHOLE) == Estimate(0.25, None, None)


def test_a_seed_without_any_resolved_case_leaves_the_ratio_missing() -> None:
    assert estimate(ratio([1, 1], [1, 1]), alternative=ratio([1, 1], [0, 1]), months=WHOLE) == NOTHING


def test_the_interval_covers_the_truth_in_95_of_100_samples_of_ten_normal_pairs() -> None:
    samples = np.random.default_rng(2016).normal(0.3, 1.0, size=(4000, 10))
    found = [of_pairs(sample) for sample in samples]
    covered = np.mean([e.low <= 0.3 <= e.high for e in found if e.low is not None and e.high is not None])
    assert covered == pytest.approx(0.95, abs=0.01)


def test_the_jackknife_covers_a_true_ratio_of_skewed_counts() -> None:
    rng = np.random.default_rng(2016)
    spending, cases = rng.gamma(20, 5, size=(2000, 20)), rng.poisson(40, size=(2000, 20))
    base = ratio([1] * 20, [1] * 20)
    found = [
        estimate(base, alternative=ratio(list(s), list(c)), months=WHOLE) for s, c in zip(spending, cases, strict=True)
    ]
    covered = np.mean([e.low <= 1.5 <= e.high for e in found if e.low is not None and e.high is not None])
    assert covered == pytest.approx(0.95, abs=0.02)


def test_a_higher_level_gives_a_wider_interval() -> None:
    left_out = np.array([1.0, 2.0, 4.0])
    plain, wide = of_jackknife(2.0, left_out).half_width, of_jackknife(2.0, left_out, level=0.995).half_width
    assert plain is not None
    assert wide is not None
    assert wide > plain
