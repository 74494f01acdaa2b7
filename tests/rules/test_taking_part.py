import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.parameters import World
from sim.parameters.networks import Members
from sim.parameters.participation import Organizers, Participation, Ways
from sim.rules.arithmetic import ONE
from sim.rules.participation import belong, brought, give_time, take_part
from sim.state import Resident
from tests.records import draws, person, place, usual

shares = st.floats(0, 1)
WAYS = ("helps", "volunteer", "take_part")
"""The luck of each way of taking part."""
SOMEONE = {"peers_active": 0, "takes_part": 0, "age_group": 3, "registered": 1, "party_member": 0, "threshold": 0.25}
SOMEONE |= {
    "habit": 0.0,
    "belonging": 0.5,
    "trust": 0.5,
    "helped_lately": 0.0,
    "stage": 0,
    "registered_volunteer": 0,
    "effort": 1.0,
}
HERE = {"active_residents": 0, "n_residents": 100, "kind": 0, "activities": 1.0, "gatherings": 1.0, "welcome": 1.0}
HERE |= {"survey_reach": 0.4, "committee_asks": 0.0, "recognized": 0.0}
BARE: dict[str, object] = {
    **{"participation_constant": [0.0] * 4, "noise": 0.0, "peer_weight": 1.0},
    **{f"{name}_weight": 0.0 for name in ("belonging", "trust", "habit", "reciprocity")},
    **{"asked_odds": 1.0, "association_weight": 0.0, "fatigue_weight": 0.0},
}
"""Nothing but peers against the threshold, without noise (Granovetter 1978)."""
PEERS = usual(**BARE)


def joins(u: float, me: dict[str, float], world: World | None = None, here: dict[str, float] | None = None) -> bool:
    """Whether someone takes part."""
    one = person(**(SOMEONE | me))
    take_part(one, place(**(HERE | (here or {}))), world or usual(), draws(**dict.fromkeys(WAYS, u), asked=0.5))
    return bool(one.takes_part)


def belonged(me: dict[str, float], here: dict[str, float], world: World | None = None) -> Resident:
    """A local after a month's habit and belonging."""
    one = person(registered=1, entered=0, **me)
    at = {"habit_learning": 0.1, "elders_reach": 0.0} | here
    belong(one, place(**at), world or usual(), 12)
    return one


@pytest.mark.parametrize("persons", range(100))
def test_under_complete_mixing_a_threshold_is_a_whole_number_of_persons(persons: int) -> None:
    def one_joins(active: int) -> bool:
        mixed = usual(**BARE, complete_mixing=1.0)
        return joins(0.5, {"threshold": persons / 100}, mixed, {"active_residents": active})

    assert one_joins(persons)
    assert persons == 0 or not one_joins(persons - 1)


@pytest.mark.parametrize("single", [False, True], ids=["float64", "float32"])
def test_a_threshold_kept_in_single_precision_is_still_a_whole_number_of_persons(single: bool) -> None:
    import numpy as np

    for persons in range(100):
        threshold = float(np.float32(persons / 100)) if single else persons / 100
        mixed = usual(**BARE, complete_mixing=1.0)
        assert joins(0.999, {"threshold": threshold}, mixed, {"active_residents": persons})


@pytest.mark.parametrize(("active", "joined"), [(1, False), (2, True), (3, True)])
@pytest.mark.parametrize("u", [1e-9, 0.5, 1 - 1e-9])
def test_without_noise_who_sees_a_quarter_of_eight_ties_active_joins(active: int, joined: bool, u: float) -> None:
    assert joins(u, {"peers_active": 100 * active}, PEERS) == joined


def test_children_do_not_take_part() -> None:
    assert not joins(1e-9, {"age_group": 0, "habit": 1.0, "takes_part": 1}, usual(lapse=0.0))


@pytest.mark.parametrize(("lapse", "stays"), [(0.0, True), (1.0, False)])
def test_with_lapse_switched_off_joining_is_for_good(lapse: float, stays: bool) -> None:
    assert joins(0.5, {"takes_part": 1, "threshold": 9.0}, usual(**BARE, lapse=lapse)) == stays


@pytest.mark.parametrize(
    "better",
    [
        *(
            "gatherings",
            "welcome",
            "recognized",
            "belonging",
            "trust",
            "habit",
            "helped_lately",
            "peers_active",
        ),
    ],
)
@given(start=shares, more=st.floats(1e-6, 1), u=st.floats(1e-9, 1 - 1e-9))
def test_what_invites_people_never_loses_one(better: str, start: float, more: float, u: float) -> None:
    levels = {"peers_active": (int(800 * start), 800)}.get(better, (start, start + more))
    if better in HERE:
        less, more_of_it = (joins(u, {}, here={better: level}) for level in levels)
    else:
        less, more_of_it = (joins(u, {better: level}) for level in levels)
    assert more_of_it or not less


@given(shares, st.floats(1e-6, 1), st.floats(1e-9, 1 - 1e-9))
def test_a_higher_threshold_never_wins_anyone(threshold: float, more: float, u: float) -> None:
    low, high = (joins(u, {"threshold": t}) for t in (threshold, threshold + more))
    assert low or not high


@given(st.floats(0, 50), shares)
def test_only_volunteers_give_minutes_and_they_fit_their_column(effort: float, u: float) -> None:
    def given_by(volunteers: int) -> tuple[int, int]:
        me = person(effort=effort, active_ties=400, stage=2, volunteers=volunteers)
        give_time(me, place(), usual(Organizers), usual(Participation), usual(Members), draws(organize=u))
        return me.volunteer_minutes, me.organizes

    assert given_by(0) == (0, False)
    assert 0 <= given_by(1)[0] <= 30_000 < 2**15


@given(shares, shares, shares, st.floats(0, 2), st.integers(0, 1), st.integers(0, 8))
def test_habit_and_belonging_stay_between_nothing_and_one(
    habit: float, belonging: float, peers: float, culture: float, takes_part: int, n_peers: int
) -> None:
    sums = {"peers_belonging": 60 * peers * n_peers, "active_ties": 60 * n_peers, "n_peers": n_peers}
    state = {"takes_part": takes_part, "age_group": 6, "stage": 2, "habit": habit, "belonging": belonging}
    me = belonged(state | sums, {"heritage_reach": culture, "elders_reach": 2.0})
    assert all(0.0 <= value <= 1.0 for value in (me.habit, me.belonging))


def test_culture_and_participation_raise_belonging() -> None:
    def after(takes_part: int, culture: float) -> float:
        state = {"habit": 0.0, "belonging": 0.4, "peers_belonging": 320.0, "active_ties": 800, "n_peers": 8}
        state |= {"age_group": 3, "stage": 0, "takes_part": takes_part}
        return belonged(state, {"heritage_reach": culture}).belonging

    assert after(0, 1.0) < after(1, 1.0) < after(1, 2.0)


def test_belonging_rises_towards_that_of_tied_residents_who_belong_more() -> None:
    def after(peers: float, active: int) -> float:
        ties = {"peers_belonging": int(active * peers * ONE), "active_ties": active, "n_peers": 8}
        state = {"habit": 0.0, "belonging": 0.4, "takes_part": 0, "age_group": 3, "stage": 0}
        return belonged(state | ties, {"culture_reach": 1.0}, usual(belonging_spread=0.05)).belonging

    assert after(0.75, 800) - after(0.5, 800) == pytest.approx(0.05 * 0.25, rel=1e-12)
    assert after(0.75, 400) - after(0.5, 400) == pytest.approx(0.05 * 0.125, rel=1e-12)  # half of the activation
    assert after(0.75, 0) == after(0.5, 0)
    assert after(0.0, 800) == after(0.4, 800) == after(0.4, 0)  # who belongs more loses nothing


@pytest.mark.parametrize(("age", "joined"), [(5, True), (4, False)])
def test_peers_across_the_district_count_for_the_old_only(age: int, joined: bool) -> None:
    """Nobody near takes part; half of peers live afar, where 60 % do: 0.3 is above the threshold of a quarter."""
    assert joins(0.5, {"age_group": age}, PEERS, {"elders_tied": 0.5, "elders_afar": 0.6}) == joined


@pytest.mark.parametrize("ties", range(1, 9))
def test_a_threshold_of_tied_persons_is_whole_too(ties: int) -> None:
    """Shares such as 1/3 in single precision lie above what they stand for."""
    import numpy as np

    for persons in range(ties + 1):
        one = {"n_peers": ties, "threshold": float(np.float32(persons / ties))}
        assert joins(0.999, one | {"peers_active": 100 * persons}, PEERS)
        assert persons == 0 or not joins(0.001, one | {"peers_active": 100 * persons - 100}, PEERS)


def test_meetings_beyond_what_can_be_borne_keep_people_away() -> None:
    """Bearable 0: meetings weigh 0.5; a weight of 2 takes a utility of 1 down to 0, not below."""
    near = {"fatigue_weight": 2.0, "bearable_load": 0.0, "meeting_load": 0.5, "participation_constant": [1.0] * 4}
    for load, joined in ((1.0, True), (1.1, False)):
        here = {"survey_reach": 0.0, "deliberated": load}
        assert joins(0.5, {"threshold": 0.0}, usual(**(BARE | near)), here) == joined


def test_deciding_here_makes_those_belong_who_take_part() -> None:
    ties = {"habit": 0.0, "belonging": 0.5, "peers_belonging": 0.0, "active_ties": 0, "n_peers": 8}
    for takes_part in (0, 1):
        me = ties | {"age_group": 3, "stage": 0, "takes_part": takes_part}
        alone, together = (belonged(me, {"heritage_reach": 1.0, "deliberated": d}).belonging for d in (0.0, 1.0))
        assert (together > alone) == (takes_part == 1)


def test_habit_goes_a_share_of_the_way_to_what_was_done() -> None:
    """A tenth of the way from 0.4 to 1 is 0.06, to 0 it is 0.04."""
    state = {"habit": 0.4, "belonging": 0.5, "peers_belonging": 0, "active_ties": 0, "age_group": 3, "stage": 0}
    habits = [belonged(state | {"takes_part": done}, {"habit_learning": 0.1}).habit for done in (1, 0)]
    assert habits == pytest.approx([0.46, 0.36])


ODDS = {
    "participation_constant": [0.0] * 4,
    "peer_weight": 0.0,
    "noise": 1.0,
    "registered_gain": 1.0,
    "half_committed": 1.0,
}
ODDS |= {"helping": 0.25, "volunteering": 1.0, "attending": 2.0, "active_at_start": 0.5, "unregistered_helping": 1.4}
ODDS |= {f"{way}_by_age": [1.0] * 8 for way in ("helping", "volunteering", "attending")}
ODDS |= {"unregistered_volunteering": 0.8, "unregistered_attending": 0.5}
STEADY = usual(**(BARE | ODDS))
GRID = [(step + 0.5) / 1000 for step in range(1000)]


@pytest.mark.parametrize(
    ("me", "here", "chances"),
    [
        ({}, {}, (1 / 5, 1 / 3, 2 / 3)),
        ({"active_ties": 0}, {}, (0, 1 / 3, 2 / 3)),
        ({}, {"gatherings": 0.0}, (1 / 5, 1 / 3, 0)),
        ({}, {"welcome": 0.0}, (1 / 5, 0, 2 / 3)),
        ({"registered": 0}, {}, (0.35 / 1.35, 0.4 / 1.4, 1 / 2)),
        ({"registered_volunteer": 1, "effort": 3.0}, {}, (1 / 5, 1.5 / 2.5, 2 / 3)),
    ],
    ids=["usual", "no ties", "no committee", "no organizations", "migrant", "committed"],
)
def test_each_way_has_odds_of_its_own(me: dict[str, float], here: dict[str, float], chances: tuple[float, ...]) -> None:
    """Odds 1/4, 1 x 1/2 of half commitment, 2; a chance is odds / (1 + odds)."""
    threshold = {"threshold": 0.0}

    def share(way: str, field: str) -> float:
        done = 0
        for u in GRID:
            one = person(**(SOMEONE | threshold | me))
            take_part(one, place(**(HERE | here)), STEADY, draws(**(dict.fromkeys(WAYS, 1.0) | {way: u}), asked=1.0))
            done += getattr(one, field)
            assert one.takes_part == getattr(one, field)
        return done / len(GRID)

    found = [share(way, field) for way, field in zip(WAYS, ("helps", "volunteers", "attends"), strict=True)]
    assert found == pytest.approx(chances, abs=1e-3)


def test_a_request_of_a_person_multiplies_the_odds_of_every_way_and_only_of_who_stayed_away() -> None:
    """Odds 0.25, 0.5 and 2 times 4 are 1, 2 and 8: shares of 1/2, 2/3 and 8/9."""
    how = usual(**(BARE | ODDS | {"asked_odds": 4.0}))
    for before, chances in ((0, (1 / 2, 2 / 3, 8 / 9)), (1, (1 / 5, 1 / 3, 2 / 3))):
        for way, chance in zip(WAYS, chances, strict=True):
            done = 0
            for u in GRID:
                one = person(**(SOMEONE | {"threshold": 0.0, "takes_part": before}))
                here = place(**(HERE | {"committee_asks": 0.6}))
                take_part(one, here, how, draws(**(dict.fromkeys(WAYS, 1.0) | {way: u}), asked=0.5))
                assert one.asked == (before == 0)
                done += one.takes_part
            assert done / len(GRID) == pytest.approx(chance, abs=1e-3)


def test_the_tenth_opening_draws_few_who_were_not_there_before() -> None:
    """Half of what any number could bring at the usual ones: 1 brings 1, 3 bring 1.5, 10 bring 1.82, none none."""
    how = usual(Ways, half_openings=1.0)
    assert [brought(how, x) for x in (0.0, 1.0, 3.0, 10.0)] == pytest.approx([0.0, 1.0, 1.5, 20 / 11])
