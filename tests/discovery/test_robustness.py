"""Policies weighed by hand: two policies, three worlds."""

from dataclasses import replace

import numpy as np
import pytest

from sim.report.robustness import sentences
from sim.studies.robustness import WAYS, Threshold, Weighed, weigh

STEADY, BOLD = np.array([0.6, 0.6, 0.6]), np.array([0.5, 0.7, 0.9])
GROUPS = {"steady": {"city": STEADY, "old": STEADY - 0.2}, "bold": {"city": BOLD, "old": BOLD - 0.05}}


def weighed(sign: int = 1, at_most: bool = False, enough: float = 0.55, matters: float = 0.0) -> Weighed:
    values = {"steady": {"satisfaction_mean": STEADY}, "bold": {"satisfaction_mean": BOLD}}
    return weigh(
        values,
        groups=GROUPS,
        worlds=(4, 5, 9),
        thresholds=[Threshold("satisfaction_mean", enough, at_most)],
        sign=sign,
        matters=matters,
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
        "satisficing": ("steady", "bold"),
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


def test_good_enough_in_more_worlds_counts_where_the_paired_interval_leaves_out_0() -> None:
    rng = np.random.default_rng(0)
    own = {"often": rng.uniform(0.6, 0.7, 30), "rarely": np.where(np.arange(30) < 12, 0.5, 0.65)}
    values = {policy: {"satisfaction_mean": one} for policy, one in own.items()}
    groups = {policy: {"city": one} for policy, one in own.items()}
    ask = [Threshold("satisfaction_mean", 0.55)]
    found = weigh(values, groups=groups, worlds=range(30), thresholds=ask, sign=1)
    assert found.best("satisficing") == ("often",)


def test_what_does_not_matter_puts_no_policy_first() -> None:
    assert weighed(matters=0.19).best("regret") == ("bold",)
    assert weighed(matters=0.21).best("regret") == ("steady", "bold")
    assert weighed(matters=0.21).always_best == ("steady", "bold")
    assert "Nothing tells the policies apart" in said(weighed(matters=0.21))[0]


def test_good_enough_in_no_world_is_said_and_no_policy_is_named_for_it() -> None:
    told = said(weighed(enough=0.95))
    assert "Good enough in no world: no policy meets what was asked in any of them." in told
    assert not any("Good enough in the most worlds" in one for one in told)


def test_few_worlds_are_warned_of_and_differences_have_paired_intervals() -> None:
    told = said(weighed())
    assert told[1].startswith("3 worlds are few")
    # 0.1 in the mean; standard error 0.2 / sqrt(3), Student's t with two degrees of freedom 4.303.
    gap = weighed().beside("bold", other="steady")
    assert (gap.value, gap.high) == pytest.approx((0.1, 0.1 + 4.303 * 0.2 / 3**0.5), abs=1e-3)
    assert any("“Culture first of all” changes" in one and "(95 % interval" in one for one in told)


def said(found: Weighed) -> list[str]:
    """The sentences, with names of scenarios that there are."""
    names = {"steady": "baseline", "bold": "culture_led"}
    renamed = tuple(replace(one, policy=names[one.policy]) for one in found.weights)
    values, enough = ({names[name]: one for name, one in own.items()} for own in (found.values, found.enough))
    return sentences(replace(found, weights=renamed, values=values, enough=enough), "en")
