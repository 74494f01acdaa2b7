"""Policies weighed by hand: two policies, three worlds."""

import numpy as np
import pytest

from sim.exploration.robustness import WAYS, Threshold, Weighed, weigh

STEADY, BOLD = np.array([0.6, 0.6, 0.6]), np.array([0.5, 0.7, 0.9])
GROUPS = {"steady": {"city": STEADY, "old": STEADY - 0.2}, "bold": {"city": BOLD, "old": BOLD - 0.05}}


def weighed(sign: int = 1, at_most: bool = False) -> Weighed:
    values = {"steady": {"satisfaction_mean": STEADY}, "bold": {"satisfaction_mean": BOLD}}
    return weigh(
        values, groups=GROUPS, worlds=(4, 5, 9), thresholds=[Threshold("satisfaction_mean", 0.55, at_most)], sign=sign
    )


def test_regret_is_what_a_policy_falls_short_of_the_best_in_the_same_world() -> None:
    steady, bold = weighed().weights
    assert steady.most_regret == pytest.approx(0.3)
    assert steady.mean_regret == pytest.approx(0.4 / 3)
    assert bold.most_regret == pytest.approx(0.1)


def test_good_enough_counts_worlds_that_meet_all_thresholds() -> None:
    assert [one.good_enough for one in weighed().weights] == [3, 2]
    assert [one.good_enough for one in weighed(at_most=True).weights] == [0, 1]


def test_the_worst_case_names_the_group_and_the_world() -> None:
    steady, bold = weighed().weights
    assert (steady.worst_group, bold.worst_group, bold.worst_world) == ("old", "old", 4)
    assert [steady.worst, bold.worst] == pytest.approx([0.4, 0.45])


def test_ways_that_disagree_are_told_apart() -> None:
    found = weighed()
    assert {way: found.best(way) for way in WAYS} == {
        "satisficing": ("steady",),
        "regret": ("bold",),
        "mean_variance": ("steady",),
        "worst_case": ("bold",),
    }
    assert found.always_best == ()
    assert found.agreement()["satisficing", "regret"] == -1.0


def test_where_less_is_better_all_of_it_turns_round() -> None:
    steady, bold = weighed(sign=-1).weights
    assert [steady.most_regret, bold.most_regret] == pytest.approx([0.1, 0.3])
    assert bold.worst == pytest.approx(0.9)
