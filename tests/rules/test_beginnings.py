"""How residents, ties and organizations begin, and who takes the place of one who left."""

import pytest

from sim.parameters.organization import Organizations
from sim.parameters.ties import Contact
from sim.rules.arithmetic import exp
from sim.rules.demography import arrive
from sim.rules.initial_state import begin_organization, feel_something
from sim.rules.random_numbers import philox
from sim.rules.ties import begin_ties
from sim.state import CommunityToBe, OrganizationAtStart, OrganizationToBe, Resident, ResidentAtStart
from sim.state.words import MOVES, TIES
from tests.records import draws, many, person, place, record, usual

TYPES = {"belonging_at_start": 0.6, "trust_at_start": 0.5, "experience_at_start": 0.4, "expectation_at_start": 0.7}
MIDDLE = dict.fromkeys(("belonging", "trust", "experience", "activity", "expectation"), 0.5)


def felt(**draws_at_start: float) -> Resident:
    """Someone of 18-29 where a tenth takes part, spreads are 0.1, and expectation goes its own way."""
    me = person(age_group=2)
    here = record(CommunityToBe, **TYPES, expectation_apart=1.0, expectation_follows=0.0)
    here.activity_at_start, here.spread_at_start = [0.1] * 8, [0.1] * 4
    feel_something(me, here, ResidentAtStart(**(MIDDLE | draws_at_start)))
    return me


def test_of_middling_luck_one_feels_what_is_usual() -> None:
    me = felt()
    assert (me.belonging, me.trust, me.experience) == pytest.approx((0.6, 0.5, 0.4))
    assert me.expectation == pytest.approx(0.7)
    assert (me.takes_part, me.habit) == (False, 0.0)


@pytest.mark.parametrize("name", ["belonging", "trust", "experience", "expectation"])
def test_luck_raises_each_feeling_by_its_spread(name: str) -> None:
    """0.8413447 is one standard deviation above the middle."""
    assert getattr(felt(**{name: 0.8413447}), name) == pytest.approx(TYPES[f"{name}_at_start"] + 0.1, abs=1e-6)


def test_twice_as_many_as_take_part_are_half_used_to_it() -> None:
    assert [(felt(activity=u).takes_part, felt(activity=u).habit) for u in (0.09, 0.19, 0.21)] == [
        (True, 0.5),
        (False, 0.5),
        (False, 0.0),
    ]


def test_activation_of_ties_is_what_the_words_of_purpose_904_say() -> None:
    people = many(Resident, 10, tie=[[1] * TIES] * 10, activation=[[0] * TIES] * 10)
    begin_ties(people, usual(Contact, tie_activation=1, active_at_start=0.5), lo_residents=100, key_low=7, key_high=9)
    words = [
        philox(100 + i, month=1, purpose=904, entered=0, key_low=7, key_high=9)[0]
        for _ in range(TIES)
        for i in range(10)
    ]
    assert list(people.column(Resident.activation)) == [int(100 * (word + 0.5) / 2**32) for word in words]


def test_an_organization_begins_with_its_share_of_posts_and_what_pays_them() -> None:
    """A quarter of the posts of a street of 1,000 residents, 8 in 1,000 of them posts: 2, at 4,000 yuan."""
    me = record(OrganizationToBe, share_of_posts=0.25, form=0)
    posts = {"registered_posts": 0.008, "filed_posts": 0.5}
    here = record(CommunityToBe, street_residents=1000.0, government_share_at_start=0.4, **posts)
    u = OrganizationAtStart(field=0.4, skill=0.5, reputation=0.25)
    begin_organization(me, here, usual(Organizations, staff_pay=4000.0), u)
    assert (me.domain, me.staff, me.posts_built_for, me.usual_income) == (3, 2.0, 2.0, 8000.0)
    assert (me.skill, me.reputation, me.government_share) == pytest.approx((0.6, 0.45, 0.4))


def test_a_newcomer_of_middling_luck_is_as_newcomers_are() -> None:
    me = person(leaving=MOVES, registered=1)
    world = usual(threshold_mean=0.2, threshold_sd=0.1, effort_spread=1.0, migration_shift=0.0)
    names = ("age_new", "origin", "threshold_new", "effort_new", "party_new", "work_new")
    u = draws(**dict.fromkeys(names, 0.5))
    arrive(me, place(kind=0), world, 7, u)
    assert (me.entered, me.registered, me.habit, me.takes_part, me.case_domain, me.stage) == (8, True, 0.0, 0, 0, 0)
    assert (me.threshold, me.effort) == pytest.approx((0.2, exp(-0.5)))
