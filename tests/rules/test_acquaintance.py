"""Ties when a city begins: mutual, often closed, often between those who are alike, fewer of the old (N18)."""

from functools import cache

import pytest

from sim.parameters.ties import Acquaintance, Contact
from sim.rules.random_numbers import philox
from sim.rules.ties import alike, begin_ties, know, know_across, make_ties
from sim.state import Many, Resident
from sim.state.words import TIES
from tests.records import many, usual

N = 480


def strangers(n: int, seed: int) -> Many[Resident]:
    """Residents of all ages, seven in ten registered."""
    words = [philox(i, month=0, purpose=1, entered=0, key_low=seed, key_high=5) for i in range(n)]
    ages, local = [word[0] % 8 for word in words], [int(word[1] % 10 < 7) for word in words]
    room = {"tie": [[0] * TIES] * n, "chosen": [[0, 0]] * n, "activation": [[0] * TIES] * n, "n_peers": 0}
    return many(Resident, n, age_group=ages, registered=local, **room)


@cache
def town(homophily: float = 0.3, n: int = N, seed: int = 7) -> Many[Resident]:
    """Residents who have come to know each other."""
    people = strangers(n, seed)
    make_ties(people, usual(Acquaintance, homophily=homophily), 100, key_low=seed, key_high=9)
    return people


def known(people: Many[Resident], i: int) -> list[int]:
    tie, n = people.column(Resident.tie), len(people)
    return [i + tie[k * n + i] for k in range(TIES) if tie[k * n + i] != 0]


def share_alike(people: Many[Resident]) -> float:
    """How many of the ties are between residents who are alike."""
    ties = [(i, j) for i in range(N) for j in known(people, i)]
    return sum(alike(people, i, j) for i, j in ties) / len(ties)


@pytest.mark.parametrize("n", [1, 2, 3, 7, 49, N])
def test_every_tie_is_known_at_both_ends_once(n: int) -> None:
    people = town(n=n)
    for i in range(n):
        friends = known(people, i)
        assert len(friends) == len(set(friends)) == people[i].n_peers
        assert i not in friends
        assert all(i in known(people, j) for j in friends)


def test_a_third_to_a_half_of_those_whom_one_knows_know_each_other() -> None:
    people = town()
    friends = [set(known(people, i)) for i in range(N)]
    pairs = [(j, k) for i in range(N) for j in friends[i] for k in friends[i] if j < k]
    assert 0.3 < sum(k in friends[j] for j, k in pairs) / len(pairs) < 0.5


def test_more_homophily_ties_more_of_those_who_are_alike() -> None:
    assert share_alike(town(0.0)) < share_alike(town(0.3)) - 0.05
    assert share_alike(town(0.3)) < share_alike(town(0.7)) - 0.05


def test_who_chooses_whom_to_meet_across_the_community_chooses_who_is_alike() -> None:
    def share(homophily: float) -> float:
        people = strangers(N, 7)
        know_across(people, usual(Acquaintance, homophily=homophily), 100, turn=4, key_low=7, key_high=9)
        return share_alike(people)

    assert share(0.0) < share(0.5) - 0.1
    assert share(0.5) < share(1.0) - 0.1


def test_the_old_know_fewer_people_and_others_about_seven() -> None:
    people = town()

    def mean(ages: tuple[int, ...]) -> float:
        counts = [me.n_peers for me in people if me.age_group in ages]
        return sum(counts) / len(counts)

    assert mean((2, 3)) == pytest.approx(6.8, abs=0.5)
    assert mean((1, 2, 3, 4)) > mean((5, 6)) + 0.5 > mean((7,)) + 0.5


def test_most_children_know_an_adult_near_by_who_may_be_a_parent() -> None:
    """Here there are as many children as people of 30-49, far more than in a city, and half of them find one."""
    people = town()
    children = [i for i in range(N) if people[i].age_group == 0]
    with_adult = [i for i in children if any(people[j].age_group == 3 and abs(j - i) < 13 for j in known(people, i))]
    assert len(with_adult) > 0.5 * len(children)


def test_nobody_comes_to_know_more_people_than_there_is_room_for() -> None:
    n = TIES + 2
    people = many(Resident, n, tie=[[0] * TIES] * n, n_peers=0)
    for other in range(1, n):
        know(people, 0, other)
    assert [me.n_peers for me in people] == [TIES] + [1] * TIES + [0]


def test_a_tie_is_as_awake_at_one_end_as_at_the_other() -> None:
    people = town()
    begin_ties(people, usual(Contact, tie_activation=1, active_at_start=0.5), 100, key_low=7, key_high=9)
    tie, level = people.column(Resident.tie), people.column(Resident.activation)
    ends = {(i, i + tie[k * N + i]): level[k * N + i] for i in range(N) for k in range(TIES) if tie[k * N + i] != 0}
    assert all(ends[j, i] == awake for (i, j), awake in ends.items())
