"""Culture groups: who founds them, who joins, what they pay and what they open to all."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.parameters.culture import Culture, CultureGroups
from sim.parameters.membership import Membership
from sim.rules import lifecycle
from sim.rules.culture import collect_dues, group_chance, keep_members, meet_in_groups
from sim.rules.membership import open_places
from sim.state import OrganizationDraws
from sim.state.words import BY_GROUP, FOR_NEED
from tests.records import place, provider, usual

HOW = {"group_founding": 0.12, "group_joining": 1.0, "group_leaving": 0.02, "group_most": 40.0}
TOWN = {"adults": 1000, "n_residents": 1200, "active_residents": 100, "group_members": 0}


def test_a_vacant_place_is_filled_the_sooner_the_more_residents_organize_and_the_more_groups_are_supported() -> None:
    """Three organizers in 1,000 at 0.12 a year: 0.03 a month."""
    how = usual(CultureGroups, **HOW)
    chances = [
        group_chance(place(**TOWN, organizers=n, groups_reach=s), how) for n, s in ((3, 1.0), (6, 1.0), (3, 2.0))
    ]
    assert chances == pytest.approx([0.03, 0.06, 0.06])
    assert group_chance(place(**TOWN, organizers=9, groups_reach=0.0), how) == 0.0
    assert group_chance(place(**TOWN, organizers=0, groups_reach=2.0), how) == 0.0


def test_a_group_for_a_need_comes_before_a_culture_group() -> None:
    """Of a uniform 0.01 goes to needs, the next 0.03 to a culture group."""
    known = {"known_cases": [60, *[0] * 7], "incubated": 0.0, "network_strength": 0.0, "grassroots_reach": 1.0}

    def founded(u: float, alive: int = 0) -> int:
        me, here = provider(alive=alive), place(**TOWN, **known, organizers=3, groups_reach=1.0)
        lifecycle.find_founders(me, here, usual(**HOW, founding_rate=0.12), OrganizationDraws(founding=u))
        return me.is_founded

    assert [founded(u) for u in (0.0099, 0.0101, 0.0399, 0.0401)] == [FOR_NEED, BY_GROUP, BY_GROUP, 0]
    assert founded(0.0, alive=1) == 0


@pytest.mark.parametrize(
    ("members", "others", "then"), [(10.0, 0, 10.8), (10.0, 60, 10.2), (10.0, 100, 9.8), (39.0, 0, 40.0), (0.0, 0, 0.0)]
)
def test_members_bring_in_those_who_take_part_and_are_in_no_group(members: float, others: int, then: float) -> None:
    """A tenth of adults takes part; each member brings in as many as that share, less those in groups, and 0.02 leave."""
    me = provider(members=members)
    keep_members(me, place(**(TOWN | {"group_members": others})), usual(CultureGroups, **HOW))
    assert me.members == pytest.approx(then)


def test_dues_are_fees() -> None:
    me = provider(members=10.0, fee_income=7)
    collect_dues(me, place(), usual(CultureGroups, group_dues=5.0))
    assert me.fee_income == 7 + 5000


def test_a_group_has_as_many_places_as_members() -> None:
    """Two other filed groups with ten places each, and 20 in culture groups: half of them."""
    here = place(organization_staff=0, filed_organizations=5, n_groups=3, group_members=20, openings_paid=1.0)
    open_places(here, usual(Culture), usual(Membership, places_per_group=10))
    assert (here.member_places, here.in_groups) == (40, 0.5)


@given(few=st.integers(0, 1000), more=st.integers(0, 1000))
def test_groups_open_something_to_join_in_and_more_of_them_less_and_less(few: int, more: int) -> None:
    def opened(members: int) -> Any:
        here = place(adults=1000, group_members=members, activities=1.0)
        meet_in_groups(here, usual(CultureGroups, groups_on_activity=0.3, members_usual=0.1))
        return here.activities

    assert opened(0) == 1.0
    assert opened(100) == pytest.approx(1.15)
    assert opened(few) <= opened(few + more) < 1.3
    assert opened(few + more) - opened(few) <= opened(more) - opened(0) + 1e-12
