"""What the prior says of what is settled: the formulas make it so, or make it not so, whatever the numbers are."""

import numpy as np
import pytest

from sim.studies.claims.claim import Arm, Claim, Measured
from sim.studies.claims.claim import Test as Contrast
from sim.studies.claims.judging import Judged, judge
from sim.studies.claims.results import Found
from sim.studies.claims.sentences import prior_sentence

SATISFACTION, TEXTS = Measured("satisfaction_mean"), {"en": "a", "zh": "甲"}
TESTS = tuple(Contrast(((arm, 1.0), ("base", -1.0)), SATISFACTION, "higher") for arm in ("good", "bad"))
CLAIM = Claim("H99", TEXTS, TEXTS, (), {name: Arm(name) for name in ("base", "good", "bad", "idle")}, TESTS)


def over(worlds: int, *, good: float, bad: float, holding: int = 0) -> Judged:
    """The claim in worlds in which two arms are better than the base by so much, and the bad one by 0.1 in those holding."""
    draws = np.array([0.0001, -0.0001])[:, np.newaxis]
    arms = {name: np.ones((worlds, 2, 1, 1, 2)) for name in ("base", "good", "bad")}
    for name, gap in (("base", 0.0), ("good", good), ("bad", bad)):
        arms[name][..., 0, 0] = 0.5 + gap + (draws if gap else 0 * draws)
    arms["bad"][:holding, ..., 0] = 0.6 + draws[:, 0, np.newaxis, np.newaxis]
    return judge(CLAIM, "", arms, range(worlds), {SATISFACTION: 0})


@pytest.mark.parametrize(
    ("bad", "before", "after"),
    [(-0.05, ["supported", "opposite"], "opposite"), (0.001, ["supported", "small"], "small")],
)
def test_what_is_settled_in_the_prior_as_well_is_built_in_or_out(bad: float, before: list[str], after: str) -> None:
    own = over(104, good=0.05, bad=bad)
    alone = Found(own, 2)
    assert (alone.verdict, alone.by_test) == (after, before)
    assert Found(own, 2, prior=over(30, good=0.05, bad=bad)).by_test == ["built_in", "built_out"]
    assert Found(own, 2, prior=over(30, good=0.05, bad=bad)).verdict == "built_out"


def test_one_draw_of_thirty_in_which_it_holds_is_enough_against_it() -> None:
    own = over(104, good=0.05, bad=-0.05)
    assert Found(own, 2, prior=over(30, good=0.05, bad=-0.05, holding=1)).by_test == ["built_in", "opposite"]


def test_only_arms_that_something_settled_needs_are_looked_at_again() -> None:
    assert set(Found(over(104, good=0.05, bad=0.001), 2).settled.arms) == {"base", "good", "bad"}
    assert set(Found(over(104, good=0.05, bad=0.001, holding=52), 2).settled.arms) == {"base", "good"}
    assert not Found(over(4, good=0.05, bad=0.001), 2).settled.arms


def met_in_turn(worlds: int) -> Judged:
    """The claim in worlds in which one of two arms is better than the base and the other worse, in turn."""
    draws = np.array([0.0001, -0.0001])[:, np.newaxis, np.newaxis]
    sign = np.where(np.arange(worlds) % 2, 1.0, -1.0)[:, np.newaxis, np.newaxis, np.newaxis]
    arms = {name: np.ones((worlds, 2, 1, 1, 2)) for name in ("base", "good", "bad")}
    for name, gap in (("base", 0 * sign), ("good", 0.05 * sign + draws), ("bad", -0.05 * sign + draws)):
        arms[name][..., 0] = 0.5 + gap
    return judge(CLAIM, "", arms, range(worlds), {SATISFACTION: 0})


def test_tests_that_fail_everywhere_only_together_make_no_claim_built_out() -> None:
    found = Found(met_in_turn(104), 2, prior=met_in_turn(30))
    assert found.by_test == ["depends", "depends"]
    assert found.prior is not None
    assert found.verdict == found.prior.verdict == "opposite"
    assert "hold in 0" in prior_sentence(found, "en")
