"""What a test comes to in a world, a claim in a world, and a claim over all worlds: from paper."""

import numpy as np
import pytest

from sim.runs.result import Floats
from sim.studies.claims.claim import Arm, Claim, Expects, Measured
from sim.studies.claims.claim import Test as Contrast
from sim.studies.claims.judging import Share, Verdict, judge, mark, over_worlds, together

SATISFACTION = Measured("satisfaction_mean")


@pytest.mark.parametrize(
    ("expects", "found", "half", "says"),
    [
        ("higher", 0.02, 0.005, "holds"),
        ("higher", 0.012, 0.011, "holds"),
        ("higher", 0.005, 0.004, "small"),
        ("higher", -0.02, 0.005, "opposite"),
        ("higher", -0.02, 0.025, "small"),
        ("higher", -0.02, 0.04, "open"),
        ("higher", 0.005, 0.006, "open"),
        ("higher", 0.02, 0.03, "open"),
        ("lower", -0.02, 0.005, "holds"),
        ("lower", 0.02, 0.005, "opposite"),
        ("lower", -0.001, 0.005, "small"),
        ("not_lower", 0.0, 0.005, "holds"),
        ("not_lower", -0.02, 0.005, "opposite"),
        ("not_lower", -0.009, 0.005, "open"),
        ("not_higher", 0.02, 0.005, "opposite"),
        ("not_higher", -0.5, 0.005, "holds"),
        ("alike", 0.004, 0.005, "holds"),
        ("alike", 0.02, 0.005, "opposite"),
        ("alike", -0.02, 0.005, "opposite"),
        ("alike", 0.02, 0.03, "open"),
        ("higher", np.nan, np.nan, "open"),
    ],
)
def test_a_test_holds_shows_the_reverse_is_too_small_or_open(
    expects: Expects, found: float, half: float, says: str
) -> None:
    assert mark(expects, np.array([found]), half=np.array([half]), matters=np.array([0.01])).tolist() == [says]


def test_one_test_that_fails_decides_the_reverse_first_and_else_one_that_is_open() -> None:
    one, other = np.array(["holds", "holds", "open", "small"]), np.array(["holds", "small", "opposite", "opposite"])
    assert together([one, other]).tolist() == ["holds", "small", "opposite", "opposite"]
    assert together([one]).tolist() == ["holds", "holds", "open", "small"]


def claim(*tests: Contrast) -> Claim:
    texts = {"en": "a", "zh": "甲"}
    return Claim("H99", texts, texts, (), {"a": Arm("baseline"), "b": Arm("expand_supply")}, tests)


def verdict(gaps: Floats, *tests: Contrast) -> Verdict:
    """The verdict where a is better than b by so much in each world, with two seeds that differ a little."""
    draws = np.array([0.0001, -0.0001])
    arms = {name: np.ones((len(gaps), 2, 1, 1, 2)) for name in ("a", "b")}
    arms["a"][:, :, 0, 0, 0] = 0.5 + gaps[:, np.newaxis] + draws
    arms["b"][:, :, 0, 0, 0] = 0.5
    tests = tests or (Contrast((("a", 1.0), ("b", -1.0)), SATISFACTION, "higher"),)
    return judge(claim(*tests), "", arms, range(len(gaps)), {SATISFACTION: 0}).verdict


def test_a_claim_is_supported_or_not_by_the_effects_of_its_worlds() -> None:
    better, worse, small = np.full(100, 0.05), np.full(100, -0.05), np.full(100, 0.001)
    assert verdict(better) == "supported"
    assert verdict(worse) == "opposite"
    assert verdict(small) == "small"
    assert verdict(np.concatenate([worse[:50], small[:50]])) == "refuted"
    assert verdict(np.concatenate([better[:60], worse[:40]])) == "depends"


@pytest.mark.parametrize(
    ("holds", "opposite", "small", "is_open", "says"),
    [
        (90, 0, 10, 0, "supported"),
        (85, 10, 5, 0, "depends"),
        (85, 1, 1, 13, "hardly_fails"),
        (10, 50, 40, 0, "refuted"),
        (3, 91, 6, 0, "opposite"),
        (3, 6, 91, 0, "small"),
        (0, 30, 25, 45, "hardly_holds"),
        (0, 30, 19, 51, "open"),
        (10, 30, 20, 40, "depends"),
        (5, 48, 0, 47, "open"),
        (10, 90, 0, 0, "opposite"),
    ],
)
def test_a_verdict_follows_from_how_many_of_a_hundred_worlds_have_each_mark(
    holds: int, opposite: int, small: int, is_open: int, says: str
) -> None:
    marks = ["holds"] * holds + ["opposite"] * opposite + ["small"] * small + ["open"] * is_open
    assert over_worlds(np.array(marks)) == says


def test_the_test_that_decides_is_the_one_that_fails_most_often() -> None:
    draws = np.array([0.0001, -0.0001])
    arms = {name: np.full((4, 2, 1, 2, 2), 1.0) for name in ("a", "b")}
    arms["a"][..., 0, 0] = 0.5 + np.array([0.05, -0.05, 0.05, 0.05])[:, np.newaxis, np.newaxis] + draws[:, np.newaxis]
    arms["a"][..., 1, 0] = 0.5 - np.array([0.05, 0.05, -0.05, 0.05])[:, np.newaxis, np.newaxis] + draws[:, np.newaxis]
    arms["b"][..., 0] = 0.5
    trust, terms = Measured("trust_mean"), (("a", 1.0), ("b", -1.0))
    tests = (Contrast(terms, SATISFACTION, "higher"), Contrast(terms, trust, "higher"))
    found = judge(claim(*tests), "", arms, range(4), {SATISFACTION: 0, trust: 1})
    assert found.decisive == 2
    assert (
        judge(claim(tests[0]), "", {"a": arms["b"] + 0.1, "b": arms["b"]}, range(4), {SATISFACTION: 0}).decisive is None
    )


def test_with_fewer_than_29_worlds_nothing_can_be_said_of_one_claim_in_24() -> None:
    assert verdict(np.full(28, 0.05)) == "few"
    assert verdict(np.full(29, 0.05)) == "supported"


def test_ninety_of_a_hundred_worlds_are_enough_and_eighty_five_are_not() -> None:
    assert Share(90, 100).simultaneous[0] > 0.75 > Share(85, 100).simultaneous[0]


def test_what_is_true_by_formula_is_built_in_and_what_has_no_test_cannot_be_expressed() -> None:
    by_formula = Contrast((("a", 1.0), ("b", -1.0)), SATISFACTION, "higher", built_in=True)
    assert verdict(np.full(100, 0.05), by_formula) == "built_in"
    beside = Contrast((("a", 1.0), ("b", -1.0)), SATISFACTION, "higher", decides=False)
    assert verdict(np.full(100, 0.05), beside) == "cannot"


def test_a_threshold_that_is_a_share_is_one_of_what_is_compared_with() -> None:
    cases = Measured("resolved_cases")
    arms = {name: np.ones((4, 2, 1, 1, 2)) for name in ("a", "b")}
    arms["a"][..., 0], arms["b"][..., 0] = 101.5, 100.0
    tests = (Contrast((("a", 1.0), ("b", -1.0)), cases, "higher"),)
    found = judge(claim(*tests), "", arms, range(4), {cases: 0})
    assert found.readings[0].matters.tolist() == [1.0] * 4
    assert found.marks.tolist() == ["holds"] * 4
