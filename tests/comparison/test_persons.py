"""Persons beside a placebo, in a hamlet and on made-up lives."""

from collections.abc import Sequence

import numpy as np
import pytest

from sim.language import Language
from sim.runs.executors import here, processes
from sim.scenario import load
from sim.scenario.columns import COLUMN
from sim.statistics.intervals import Estimate
from sim.studies.comparison.by_community import CommunityGain, community_gains, touched_by
from sim.studies.comparison.person_sentences import far_sentence, where_sentences, worst_off_sentence
from sim.studies.comparison.persons import Lives, compare_persons, live, persons_of, placebo
from sim.studies.why import Setting
from sim.studies.why.worlds import Place, places
from tests.conftest import Varied

HAMLET = Setting("ningbo", "hamlet", 3, 3, 14)


def made(gain: float, noise: float, person_seeds: int = 20, residents: int = 400) -> list[Lives]:
    """Lives in which everybody gains by as much, and by noise; the placebo's noise is the same, the gain 0."""
    rng = np.random.default_rng(5)
    lives = []
    for _ in range(person_seeds):
        base = np.full(residents, 0.5)
        worlds = [base, base + gain + rng.normal(0, noise, residents), base + rng.normal(0, noise, residents)]
        alike = np.ones((2, 14))
        lives.append(Lives(np.stack(worlds), np.linspace(0, 1, residents), alike, alike))
    return lives


def test_a_policy_that_does_what_the_placebo_does_says_nothing_of_anybody() -> None:
    found = persons_of("menu", 1, made(gain=0.0, noise=0.2), (), by_person_seed=())
    assert found.placebo_better > 0.2  # luck alone makes many look better off
    assert not found.says_something
    assert "no change stands out from luck" in worst_off_sentence(found, {}, "en")


def test_a_gain_beyond_luck_is_said_with_both_shares_beside_the_placebos() -> None:
    found = persons_of("menu", 1, made(gain=0.05, noise=0.05), (), by_person_seed=())
    assert found.better_beyond.excludes_zero
    assert found.better - found.placebo_better == pytest.approx(found.better_beyond.value)
    assert found.better > 0.95


def test_the_worst_off_are_the_tenth_with_the_lowest_first_month() -> None:
    lives = made(gain=0.0, noise=0.0)
    for one in lives:
        one.satisfaction[1, :40] += 0.3  # of 400 residents the first 40 began lowest
    assert persons_of("menu", 1, lives, (), by_person_seed=()).worst_off.value == pytest.approx(0.3)


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
    where = places("ningbo", size="hamlet", seed=3)
    assert where == places("ningbo", size="hamlet", seed=3)


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
    assert touched_by(load("baseline"), policy=policy, months=24, where=where) == [False, True]
    assert touched_by(load("baseline"), policy=load("ageing_wave"), months=24, where=where) == [True, True]


def test_far_from_the_policy_is_said_beside_near() -> None:
    gains = np.tile([0.2, 0.2, 0.001, 0.001], (20, 1)) + np.random.default_rng(1).normal(0, 1e-4, (20, 4))
    where = [Place("rural", 1, 2), Place("market", 1, 2)]
    near_and_far = tuple(community_gains(gains, where, [0, 2], [True, False]))
    found = persons_of("menu", 1, made(0.0, 0.1), near_and_far, by_person_seed=near_and_far)
    assert far_sentence(found, "en") == (
        "In the one community that the policy does not touch the difference in satisfaction is +0.0010 on average, "
        "in the one that it touches +0.2000 on average."
    )


def where_told(values: Sequence[float], touched: Sequence[bool], lang: Language) -> tuple[str, str]:
    """What is said of communities that gain as much as given, each by more than luck; of 0 luck may be all."""
    gains = tuple(
        CommunityGain(Place("rural", 1, 2), near, Estimate(value, value - abs(value) / 2, value + abs(value) / 2))
        for value, near in zip(values, touched, strict=True)
    )
    found = persons_of("menu", 1, made(0.0, 0.1), gains, by_person_seed=gains)
    return where_sentences(found, lang)[0], far_sentence(found, lang)


def test_a_loss_near_and_far_is_told_as_a_loss() -> None:
    values, touched = [-0.003, -0.001, -0.02, -0.01], [False, False, True, True]
    assert where_told(values, touched, "en")[1] == (
        "In the 2 communities that the policy does not touch the difference in satisfaction is −0.0020 on average, "
        "in the 2 that it touches −0.0150 on average."
    )
    assert where_told(values, touched, "zh")[1] == (
        "在该政策未涉及的 2 个社区，满意度的差异平均为 −0.0020；在涉及的 2 个社区平均为 −0.0150。"
    )


def test_gains_and_losses_that_cancel_out_are_told_with_their_size() -> None:
    values, touched = [0.003, -0.001, -0.02, -0.01], [False, False, True, True]
    english, chinese = (where_told(values, touched, lang)[1] for lang in ("en", "zh"))
    assert "difference in satisfaction is +0.0010 on average (0.0020 by size, whichever sign), in the 2" in english
    assert "平均为 +0.0010（不计正负，平均幅度为 0.0020）；" in chinese


def test_one_community_is_spoken_of_as_one() -> None:
    said = [where_told([value], [True], "en")[0] for value in (0.1, -0.1, 0.0)]
    assert said == [
        "The only community of the city gains in satisfaction, by more than luck.",
        "The only community of the city loses in satisfaction, by more than luck.",
        "The only community of the city shows no clear change in satisfaction that matters.",
    ]
    assert where_told([-0.1], [True], "zh")[0] == "这座城市唯一的社区满意度下降，超出随机波动。"
    three = where_told([0.1, -0.1, -0.2], [True] * 3, "en")[0]
    assert three == "Of 3 communities 1 gains and 2 lose in satisfaction, by more than luck and by 0.01 or more."


def test_a_gain_that_is_more_than_luck_and_does_not_matter_is_not_counted() -> None:
    assert where_told([0.0059, 0.02], [True] * 2, "en")[0].startswith("Of 2 communities 1 gains in satisfaction, ")
    assert where_told([0.0059], [True], "en")[0].endswith("shows no clear change in satisfaction that matters.")
    assert where_told([0.0059, 0.004], [True] * 2, "en")[0].startswith("None of 2 communities ")
