import numpy as np
import pytest

from sim.statistics.intervals import discoveries, exploratory_level, headline_level


def test_the_headline_family_shares_five_percent_among_outcomes_windows_alternatives_and_looks() -> None:
    # 7 outcomes x 3 windows x 4 alternatives x 5 looks = 420 comparisons.
    assert headline_level(alternatives=4, looks=5) == pytest.approx(1 - 0.05 / 420)


def test_benjamini_and_hochbergs_own_example_has_four_discoveries() -> None:
    # Benjamini and Hochberg 1995, section 3.2: fifteen comparisons, four rejected.
    p = [
        0.0001,
        0.0004,
        0.0019,
        0.0095,
        0.0201,
        0.0278,
        0.0298,
        0.0344,
        0.0459,
        0.3240,
        0.4262,
        0.5719,
        0.6528,
        0.7590,
        1.0,
    ]
    assert discoveries(np.array(p)) == 4
    assert exploratory_level(np.array(p)) == pytest.approx(1 - 0.05 * 4 / 15)


def test_what_does_not_exist_is_not_counted() -> None:
    assert discoveries(np.array([0.04, np.nan])) == 1
    assert exploratory_level(np.array([0.04, np.nan])) == pytest.approx(0.95)


def test_without_any_discovery_intervals_are_as_wide_as_for_one() -> None:
    assert exploratory_level(np.array([0.5, 0.6, 0.7, 0.8])) == pytest.approx(1 - 0.05 / 4)
    assert exploratory_level(np.array([])) == pytest.approx(0.95)
