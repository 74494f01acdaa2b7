"""Persons beside a placebo, in a hamlet and on made-up lives."""

import numpy as np
import pytest

from sim.analysis.by_community import Place, community_gains, places, touched_by
from sim.analysis.person_sentences import far_sentence, person_sentences
from sim.analysis.persons import Lives, compare_persons, live, persons_of, placebo
from sim.analysis.why import Setting
from sim.runs.executors import here, processes
from sim.scenario import load
from sim.scenario.columns import COLUMN
from tests.conftest import Varied

HAMLET = Setting("ningbo", "hamlet", 3, 3, 14)


def made(gain: float, noise: float, lucks: int = 20, residents: int = 400) -> list[Lives]:
    """Lives in which everybody gains by as much, and by noise; the placebo's noise is the same, the gain 0."""
    rng = np.random.default_rng(5)
    lives = []
    for _ in range(lucks):
        base = np.full(residents, 0.5)
        worlds = [base, base + gain + rng.normal(0, noise, residents), base + rng.normal(0, noise, residents)]
        alike = np.ones((2, 14))
        lives.append(Lives(np.stack(worlds), np.linspace(0, 1, residents), alike, alike))
    return lives


def test_a_policy_that_does_what_the_placebo_does_says_nothing_of_anybody() -> None:
    found = persons_of("menu", 1, made(gain=0.0, noise=0.2), (), ())
    assert found.placebo_better > 0.2  # luck alone makes many look better off
    assert not found.says_something
    assert "cannot be told from the luck" in person_sentences(found, {}, "en")[0]


def test_a_gain_beyond_luck_is_said_with_both_shares_beside_the_placebos() -> None:
    found = persons_of("menu", 1, made(gain=0.05, noise=0.05), (), ())
    assert found.better_beyond.excludes_zero
    assert found.better - found.placebo_better == pytest.approx(found.better_beyond.value)
    assert found.better > 0.95


def test_the_worst_off_are_the_tenth_with_the_lowest_first_month() -> None:
    lives = made(gain=0.0, noise=0.0)
    for one in lives:
        one.satisfaction[1, :40] += 0.3  # of 400 residents the first 40 began lowest
    assert persons_of("menu", 1, lives, (), ()).worst_off.value == pytest.approx(0.3)


def test_the_placebo_moves_one_yuan_in_the_whole_city() -> None:
    baseline = load("baseline")
    moved = (
        placebo(baseline, 300).base[1, COLUMN["funding.direct_share"]]
        - baseline.base[1, COLUMN["funding.direct_share"]]
    )
    assert moved * 300 * baseline.value("funding.budget_per_resident") == pytest.approx(1.0)


def test_a_baseline_beside_itself_is_the_same_life_for_everybody() -> None:
    (found,) = live([load("baseline"), load("baseline")], HAMLET, [3])
    assert np.array_equal(found.satisfaction[0], found.satisfaction[1], equal_nan=True)
    assert (found.same_state == 1).all()


def test_one_luck_meets_the_same_city_as_another() -> None:
    ours, theirs = live([load("baseline")], HAMLET, [3, 4])
    assert not np.array_equal(ours.satisfaction, theirs.satisfaction, equal_nan=True)
    where = places("ningbo", "hamlet", 3)
    assert where == places("ningbo", "hamlet", 3)


def test_workers_change_no_number() -> None:
    worlds = load("baseline"), [load("menu_services")]
    one, two = (compare_persons(*worlds, HAMLET, 2, crew)[0] for crew in (here(), processes(2)))
    assert (one.better, one.worse, one.worst_off) == (two.better, two.worse, two.worst_off)
    assert np.array_equal(one.state_alike, two.state_alike)


def test_communities_that_lose_are_those_whose_interval_lies_below_zero() -> None:
    gains = np.concatenate([np.full((20, 3), 0.1), np.full((20, 3), -0.1)], axis=1)
    gains += np.random.default_rng(1).normal(0, 0.01, gains.shape)
    where = [Place("rural", 1, 3), Place("market", 1, 3)]
    first, second = community_gains(gains, where, [0, 3], [True, True])
    assert (first.is_noise, second.is_noise) == (False, False)
    assert first.estimate.value == pytest.approx(0.1, abs=0.01)
    assert second.estimate.value == pytest.approx(-0.1, abs=0.01)


def test_a_policy_for_rural_communities_touches_those_alone(varied: Varied) -> None:
    policy = varied({"methods.culture": 2.0}, kind="rural")
    where = [Place("traditional", 1, 10), Place("rural", 1, 10)]
    assert touched_by(load("baseline"), policy, 24, where) == [False, True]
    assert touched_by(load("baseline"), load("ageing_wave"), 24, where) == [True, True]


def test_far_from_the_policy_is_said_beside_near() -> None:
    gains = np.tile([0.2, 0.2, 0.001, 0.001], (20, 1)) + np.random.default_rng(1).normal(0, 1e-4, (20, 4))
    where = [Place("rural", 1, 2), Place("market", 1, 2)]
    near_and_far = tuple(community_gains(gains, where, [0, 2], [True, False]))
    found = persons_of("menu", 1, made(0.0, 0.1), near_and_far, near_and_far)
    said = far_sentence(found, "en")
    assert "does not touch the difference is 0.0010" in said
    assert "touches 0.2000" in said
