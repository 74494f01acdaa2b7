from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.rules.arithmetic import ONE
from sim.rules.participation import belong, take_part, volunteer

Usual = Callable[..., Any]
shares = st.floats(0, 1)
NOBODY_KNOWN = {"peers_active": 0, "n_peers": 8, "active_residents": 0, "n_residents": 100}
SOMEONE: dict[str, Any] = NOBODY_KNOWN | {
    **{"takes_part": 0, "age_group": 3, "registered": 1, "party_member": 0, "kind": 0, "threshold": 0.25, "habit": 0.0},
    **{"belonging": 0.5, "trust": 0.5, "helped_lately": 0.0, "activities": 1.0, "publicity_reach": 1.0},
    **{"stage": 0, "registered_volunteer": 0, "survey_reach": 0.4, "committee_asks": 0.0},
}
BARE: dict[str, Any] = {
    **{"participation_constant": [0.0] * 4, "participation_by_age": [0.0] * 8, "noise": 0.0, "peer_weight": 1.0},
    **{f"{name}_weight": 0.0 for name in ("belonging", "trust", "habit", "reciprocity", "activity", "publicity")},
    **{"asked_odds": 1.0, "association_weight": 0.0, "fatigue_weight": 0.0},
}
"""Nothing but peers against the threshold, without noise (Granovetter 1978)."""
LOCAL: dict[str, Any] = {"registered": 1, "entered": 0, "month": 12}


@pytest.mark.parametrize("persons", range(100))
def test_under_complete_mixing_a_threshold_is_a_whole_number_of_persons(usual: Usual, persons: int) -> None:
    def joins(active: int) -> bool:
        given = SOMEONE | BARE | {"complete_mixing": 1.0, "threshold": persons / 100, "active_residents": active}
        return bool(usual(take_part, **given, u_take_part=0.5))

    assert joins(persons)
    assert persons == 0 or not joins(persons - 1)


@pytest.mark.parametrize("single", [False, True], ids=["float64", "float32"])
def test_a_threshold_kept_in_single_precision_is_still_a_whole_number_of_persons(usual: Usual, single: bool) -> None:
    import numpy as np

    for persons in range(100):
        threshold = float(np.float32(persons / 100)) if single else persons / 100
        given = SOMEONE | BARE | {"complete_mixing": 1.0, "threshold": threshold, "active_residents": persons}
        assert usual(take_part, **given, u_take_part=0.999)


@pytest.mark.parametrize(("active", "joins"), [(1, False), (2, True), (3, True)])
@pytest.mark.parametrize("u", [1e-9, 0.5, 1 - 1e-9])
def test_without_noise_who_sees_a_quarter_of_eight_ties_active_joins(
    usual: Usual, active: int, joins: bool, u: float
) -> None:
    assert usual(take_part, **(SOMEONE | BARE | {"peers_active": 100 * active}), u_take_part=u) == joins


def test_children_do_not_take_part(usual: Usual) -> None:
    assert not usual(
        take_part, **(SOMEONE | {"age_group": 0, "habit": 1.0, "takes_part": 1}), u_take_part=1e-9, lapse=0.0
    )


@pytest.mark.parametrize(("lapse", "stays"), [(0.0, True), (1.0, False)])
def test_with_lapse_switched_off_joining_is_for_good(usual: Usual, lapse: float, stays: bool) -> None:
    given = SOMEONE | BARE | {"takes_part": 1, "threshold": 9.0, "lapse": lapse}
    assert usual(take_part, **given, u_take_part=0.5) == stays


@pytest.mark.parametrize(
    "better",
    [
        *(
            "publicity_reach",
            "activities",
            "belonging",
            "trust",
            "habit",
            "helped_lately",
            "peers_active",
            "registered",
        ),
        "committee_asks",
    ],
)
@given(start=shares, more=st.floats(1e-6, 1), u=st.floats(1e-9, 1 - 1e-9))
def test_what_invites_people_never_loses_one(usual: Usual, better: str, start: float, more: float, u: float) -> None:
    levels = {"peers_active": (int(800 * start), 800), "registered": (0, 1)}.get(better, (start, start + more))
    joins = [usual(take_part, **(SOMEONE | {better: level}), u_take_part=u) for level in levels]
    assert joins[1] or not joins[0]


@given(shares, st.floats(1e-6, 1), st.floats(1e-9, 1 - 1e-9))
def test_a_higher_threshold_never_wins_anyone(usual: Usual, threshold: float, more: float, u: float) -> None:
    joins = [usual(take_part, **(SOMEONE | {"threshold": t}), u_take_part=u) for t in (threshold, threshold + more)]
    assert joins[0] or not joins[1]


@given(st.floats(0, 50), shares)
def test_only_who_takes_part_gives_minutes_and_they_fit_their_column(usual: Usual, effort: float, u: float) -> None:
    given = {"effort": effort, "registered_volunteer": 1, "active_ties": 400, "stage": 2, "u_volunteer": u}
    assert usual(volunteer, takes_part=0, **given) == (False, 0, False)
    gives, minutes, _ = usual(volunteer, takes_part=1, **given)
    assert 0 <= minutes <= 30_000 < 2**15
    assert gives or minutes == 0


@given(shares, shares, shares, st.floats(0, 2), st.integers(0, 1), st.integers(0, 8))
def test_habit_and_belonging_stay_between_nothing_and_one(
    usual: Usual, habit: float, belonging: float, peers: float, culture: float, takes_part: int, n_peers: int
) -> None:
    sums = {"peers_belonging": 60 * peers * n_peers, "active_ties": 60 * n_peers, "n_peers": n_peers}
    here = {"heritage_reach": culture, "habit_learning": 0.1, "groups_reach": 2.0, "elders_reach": 2.0} | LOCAL
    after = usual(belong, takes_part=takes_part, age_group=6, stage=2, habit=habit, belonging=belonging, **sums, **here)
    assert all(0.0 <= value <= 1.0 for value in after)


def test_culture_and_participation_raise_belonging(usual: Usual) -> None:
    def after(takes_part: int, culture: float) -> float:
        state = {"habit": 0.0, "belonging": 0.4, "peers_belonging": 320.0, "active_ties": 800, "n_peers": 8}
        state |= {"habit_learning": 0.1, "age_group": 3, "stage": 0, "groups_reach": 0.0, "elders_reach": 0.0}
        state |= LOCAL
        return float(usual(belong, takes_part=takes_part, heritage_reach=culture, **state)[1])

    assert after(0, 1.0) < after(1, 1.0) < after(1, 2.0)


def test_belonging_moves_towards_that_of_tied_residents(usual: Usual) -> None:
    def after(peers: float, active: int) -> float:
        ties = {"peers_belonging": int(active * peers * ONE), "active_ties": active, "n_peers": 8}
        state = {"habit": 0.0, "belonging": 0.4, "takes_part": 0, "age_group": 3, "stage": 0, "culture_reach": 1.0}
        state |= LOCAL
        state |= {"groups_reach": 0.0, "elders_reach": 0.0, "habit_learning": 0.1, "belonging_spread": 0.05}
        return float(usual(belong, **ties, **state)[1])

    assert after(0.75, 800) - after(0.5, 800) == pytest.approx(0.05 * 0.25, rel=1e-12)
    assert after(0.75, 400) - after(0.5, 400) == pytest.approx(0.05 * 0.125, rel=1e-12)  # half of the activation
    assert after(0.75, 0) == after(0.5, 0)


@pytest.mark.parametrize(("age", "joins"), [(5, True), (4, False)])
def test_peers_across_the_district_count_for_the_old_only(usual: Usual, age: int, joins: bool) -> None:
    """Nobody near takes part; half of peers live afar, where 60 % do: 0.3 is above the threshold of a quarter."""
    given = SOMEONE | BARE | {"age_group": age, "elders_tied": 0.5, "elders_afar": 0.6}
    assert usual(take_part, **given, u_take_part=0.5) == joins


@pytest.mark.parametrize("ties", range(1, 9))
def test_a_threshold_of_tied_persons_is_whole_too(usual: Usual, ties: int) -> None:
    """Shares such as 1/3 in single precision lie above what they stand for."""
    import numpy as np

    for persons in range(ties + 1):
        given = SOMEONE | BARE | {"n_peers": ties, "threshold": float(np.float32(persons / ties))}
        assert usual(take_part, **(given | {"peers_active": 100 * persons}), u_take_part=0.999)
        assert persons == 0 or not usual(
            take_part, **(given | {"peers_active": 100 * persons - 100}), u_take_part=0.001
        )


def test_meetings_beyond_what_can_be_borne_keep_people_away(usual: Usual) -> None:
    """Bearable 1, one activity: meetings weigh 0.5 beyond it; a weight of 2 takes a utility of 1 down to 0, not below."""
    near = BARE | {
        "fatigue_weight": 2.0,
        "bearable_load": 1.0,
        "survey_reach": 0.0,
        "meeting_load": 0.5,
        "threshold": 0.0,
    }
    for load, joins in ((1.0, True), (1.1, False)):
        given = SOMEONE | near | {"deliberated": load, "participation_constant": [1.0] * 4}
        assert usual(take_part, **given, u_take_part=0.5) == joins


def test_deciding_here_makes_those_belong_who_take_part(usual: Usual) -> None:
    ties = {
        "habit": 0.0,
        "habit_learning": 0.1,
        "belonging": 0.5,
        "peers_belonging": 0.0,
        "active_ties": 0,
        "n_peers": 8,
    }
    ties |= {"groups_reach": 0.0, "elders_reach": 0.0, "age_group": 3, "stage": 0, "heritage_reach": 1.0} | LOCAL
    for takes_part in (0, 1):
        alone, together = (usual(belong, **ties, takes_part=takes_part, deliberated=d)[1] for d in (0.0, 1.0))
        assert (together > alone) == (takes_part == 1)
