"""Facilities by kind are built, kept up and wear out; they seat and reach (E01, E02, E80; model.md 4.7)."""

from sim.parameters.equity import Earmark
from sim.parameters.facilities import Facilities
from sim.parameters.levers import Levers
from sim.parameters.planning import Foresight
from sim.rules import rule
from sim.rules.accounts import give_out
from sim.rules.arithmetic import divide, exp, fen, lost_in_a_month
from sim.state import City, Community, Many
from sim.state.words import (
    DEPARTMENTS,
    FACILITIES,
    FACILITIES_BUDGET,
    FACILITIES_GRANTS,
    FACILITIES_UPKEEP,
    FACILITIES_WORKS,
    FOR_CHILDREN,
    FOR_CULTURE,
    FOR_ELDERLY,
    N_FACILITIES,
    PROCESS_SPENDING,
    ROOM_BUDGET,
    ROOM_FOR_CHANGE,
    ROOM_RELEASED,
    TO_COMMITTEE,
    TO_CONTRACTS,
    TO_DEPARTMENTS,
    TO_GRANTS,
    WORKS,
)


@rule
def run_facilities(here: Community, policy: Levers, how: Facilities, month: int) -> None:
    """A month of a community's facilities: money in, upkeep, works finished, works begun, and what is within reach.

    There are three kinds: for culture, for the old, for children. In January what was not spent returns to finance. Upkeep
    comes first; places that it does not pay are lost by ``neglect``. What is left begins works until each kind's places,
    with those under way, are as many as planning aims at; an earmarked grant begins works for culture in any case. Works
    are paid when they are finished, ``build_months`` later. Until the first of them are, what was under way at the start
    replaces what wears out.
    """
    here.facility_returned = here.facility_purse if month % 12 == 0 else 0
    free = max(
        here.allotted
        - here.use_part[TO_COMMITTEE]
        - here.use_part[TO_DEPARTMENTS]
        - here.use_part[TO_CONTRACTS]
        - here.use_part[TO_GRANTS],
        0,
    )
    here.facility_part = min(int(here.allotted * policy.funding.facilities_share), free)
    here.facility_granted = fen(here.n_residents * policy.funding.facilities_grant / 12.0)
    purse = here.facility_purse - here.facility_returned + here.facility_part
    due = fen(
        (here.places[FOR_CULTURE] + here.places[FOR_ELDERLY] + here.places[FOR_CHILDREN])
        * how.upkeep_cost
        * here.cost_level
        / 12.0
    )
    here.upkeep_paid = min(due, purse)
    unpaid = 1.0 - here.upkeep_paid / due if due > 0 else 0.0
    worn = lost_in_a_month(how.wear) if month - here.starting_month >= how.build_months else 0.0
    kept = (1.0 - worn) * (1.0 - unpaid * lost_in_a_month(how.neglect))
    here.works_paid = 0
    for k in range(N_FACILITIES):
        finished = here.works[k * WORKS + month % WORKS]
        here.works[k * WORKS + month % WORKS] = 0
        here.works_paid += finished
        here.places[k] = here.places[k] * kept + finished / 100.0 / (how.place_cost * here.cost_level)
        here.places_lacking[k] = 1.0 * still_to_build(
            here, how, k, places=here.places[k], places_wanted=here.places_wanted[k]
        )
    left = purse - here.upkeep_paid
    begun = begin_works(here, policy.earmark, left)
    here.works_begun[FOR_CULTURE] += here.facility_granted
    for k in range(N_FACILITIES):
        here.works[k * WORKS + (month + int(how.build_months)) % WORKS] += here.works_begun[k]
        here.facility_reach[k] = within_reach(
            how, places=here.places[k], places_needed=here.places_needed[k], near=how.nearness[here.kind]
        )
    here.facility_purse = left - begun


@rule
def begin_works(here: Community, policy: Earmark, money: int) -> int:
    """Divide building money among kinds: what is reserved for the old and for children, the rest by what is still lacking.

    Returns what was begun in all [fen]; no kind gets more than it lacks, but for a fen of rounding.
    """
    for_elderly = min(int(money * policy.elderly_places), int(here.places_lacking[FOR_ELDERLY]))
    for_children = min(int(money * policy.children_places), int(here.places_lacking[FOR_CHILDREN]), money - for_elderly)
    here.places_lacking[FOR_ELDERLY] -= for_elderly
    here.places_lacking[FOR_CHILDREN] -= for_children
    lacking = here.places_lacking[FOR_CULTURE] + here.places_lacking[FOR_ELDERLY] + here.places_lacking[FOR_CHILDREN]
    rest = divide(min(money - for_elderly - for_children, int(lacking)), here.places_lacking, here.works_begun)
    here.works_begun[FOR_ELDERLY] += for_elderly
    here.works_begun[FOR_CHILDREN] += for_children
    return rest + for_elderly + for_children


@rule
def still_to_build(here: Community, how: Facilities, facility: int, *, places: float, places_wanted: float) -> int:
    """What it costs to come from a kind's places that are there and under way to those wanted [fen]; at least 0."""
    under_way = 0
    for k in range(WORKS):
        under_way += here.works[facility * WORKS + k]
    return max(fen(max(places_wanted - places, 0.0) * how.place_cost * here.cost_level) - under_way, 0)


@rule
def within_reach(how: Facilities, *, places: float, places_needed: float, near: float) -> float:
    """How many residents a facility reaches against practice around 2016: with more places, others come near one.

    The share reached is 1 - exp(-near * places / places called for), so a second facility adds less than the first.
    """
    supply = places / places_needed if places_needed > 0.0 else how.usual_supply
    usual = 1.0 - exp(-near * how.usual_supply)
    return (1.0 - exp(-near * supply)) / usual if usual > 0.0 else 1.0


@rule
def open_doors(here: Community, how: Facilities) -> None:
    """Culture reaches as many as have a room for it near by; the share that needs none is left as it is."""
    here.culture_reach *= 1.0 + how.facility_on_culture * (here.facility_reach[FOR_CULTURE] - 1.0)


@rule
def seat(here: Community, how: Facilities, foresight: Foresight) -> None:
    """Opportunities to take part, as facilities near by seat them and networks add to them.

    Places of every kind seat, and their reach counts by the places that each kind's ages call for. Networks organize
    activities of their own, whatever committees and organizations do. Where more took part last month than places can
    seat, opportunities in facilities shrink to the share seated.
    """
    there, due, reached = 0.0, 0.0, 0.0
    for k in range(N_FACILITIES):
        there += here.places[k]
        due += here.places_needed[k]
        reached += here.places_needed[k] * here.facility_reach[k]
    seated = min(there * how.people_per_place / max(here.active_residents, 1), 1.0)
    indoors = 1.0 + how.facility_on_activity * ((reached / due if due > 0.0 else 1.0) * seated - 1.0)
    counted = (int(there * 1000.0 + 0.5), int(due * 1000.0 + 0.5))
    here.activities = indoors * (here.activities + foresight.network_on_activity * here.network_strength)
    here.places_open = counted[0]
    here.places_due = counted[1]


@rule
def close_facilities(communities: Many[Community], city: City) -> None:
    """Books of facilities, of process spending and of room kept for change.

    The account of facilities holds purses and works under way. Finance gave their money, and that of room, out of what
    ``close_books`` counts as unspent. A grant for facilities comes from higher levels straight to the community's works.
    """
    city.expected[FACILITIES], city.expected[ROOM_FOR_CHANGE] = city.held[FACILITIES], city.held[ROOM_FOR_CHANGE]
    city.held[FACILITIES] = city.held[ROOM_FOR_CHANGE] = returned = 0
    for kind in range(len(city.works_flow)):
        city.works_flow[kind] = 0
    for c in range(len(communities)):
        city.works_flow[FACILITIES_BUDGET] += communities[c].facility_part
        city.works_flow[ROOM_BUDGET] += communities[c].room_part
        city.works_flow[FACILITIES_GRANTS] += communities[c].facility_granted
        city.works_flow[FACILITIES_UPKEEP] += communities[c].upkeep_paid
        city.works_flow[FACILITIES_WORKS] += communities[c].works_paid
        city.works_flow[PROCESS_SPENDING] += communities[c].process_paid
        city.works_flow[ROOM_RELEASED] += communities[c].room_released
        returned += communities[c].facility_returned
        city.held[FACILITIES] += communities[c].facility_purse
        city.held[ROOM_FOR_CHANGE] += communities[c].room_kept
        for k in range(N_FACILITIES * WORKS):
            city.held[FACILITIES] += communities[c].works[k]
    given = city.works_flow[FACILITIES_BUDGET] + city.works_flow[ROOM_BUDGET]
    give_out(city, given, returned=returned)
    city.expected[DEPARTMENTS] += city.works_flow[ROOM_RELEASED] - city.works_flow[PROCESS_SPENDING]
    city.expected[FACILITIES] += (
        city.works_flow[FACILITIES_BUDGET]
        + city.works_flow[FACILITIES_GRANTS]
        - city.works_flow[FACILITIES_UPKEEP]
        - city.works_flow[FACILITIES_WORKS]
        - returned
    )
    city.expected[ROOM_FOR_CHANGE] += city.works_flow[ROOM_BUDGET] - city.works_flow[ROOM_RELEASED]
