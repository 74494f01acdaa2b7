"""Facilities by kind are built, kept up and wear out; they seat and reach (E01, E02, E80; model.md 4.7)."""

from collections.abc import MutableSequence, Sequence

from sim.rules.arithmetic import exp, fen, lost_in_a_month
from sim.rules.division import divide
from sim.rules.rule import rule

WORKS = 48
CULTURE, ELDERLY, CHILDREN = range(3)


@rule
def run_facilities(
    month: int,
    starting_month: int,
    n_residents: int,
    kind: int,
    allotted: int,
    use_part: Sequence[int],
    facilities_share: float,
    facilities_grant: float,
    elderly_places: float,
    children_places: float,
    places_needed: Sequence[float],
    places_wanted: Sequence[float],
    places: MutableSequence[float],
    works: MutableSequence[int],
    works_begun: MutableSequence[int],
    places_lacking: MutableSequence[float],
    facility_purse: MutableSequence[int],
    facility_part: MutableSequence[int],
    facility_granted: MutableSequence[int],
    facility_returned: MutableSequence[int],
    upkeep_paid: MutableSequence[int],
    works_paid: MutableSequence[int],
    facility_reach: MutableSequence[float],
    place_cost: float,
    upkeep_cost: float,
    wear: float,
    neglect: float,
    build_months: float,
    usual_supply: float,
    nearness: Sequence[float],
) -> None:
    """A month of a community's facilities: money in, upkeep, works finished, works begun, and what is within reach.

    There are three kinds: for culture, for the old, for children. In January what was not spent returns to finance. Upkeep
    comes first; places that it does not pay are lost by ``neglect``. What is left begins works until each kind's places,
    with those under way, are as many as planning aims at; an earmarked grant begins works for culture in any case. Works
    are paid when they are finished, ``build_months`` later. Until the first of them are, what was under way at the start
    replaces what wears out.
    """
    facility_returned[0] = facility_purse[0] if month % 12 == 0 else 0
    free = max(allotted - use_part[0] - use_part[1] - use_part[2] - use_part[3], 0)
    facility_part[0] = min(int(allotted * facilities_share), free)
    facility_granted[0] = fen(n_residents * facilities_grant / 12.0)
    purse = facility_purse[0] - facility_returned[0] + facility_part[0]
    due = fen((places[0] + places[1] + places[2]) * upkeep_cost / 12.0)
    upkeep_paid[0] = min(due, purse)
    unpaid = 1.0 - upkeep_paid[0] / due if due > 0 else 0.0
    worn = lost_in_a_month(wear) if month - starting_month >= build_months else 0.0
    kept = (1.0 - worn) * (1.0 - unpaid * lost_in_a_month(neglect))
    works_paid[0] = 0
    for k in range(3):
        finished = works[k * WORKS + month % WORKS]
        works[k * WORKS + month % WORKS] = 0
        works_paid[0] += finished
        places[k] = places[k] * kept + finished / 100.0 / place_cost
        places_lacking[k] = 1.0 * still_to_build(k, places[k], places_wanted[k], works, place_cost)
    left = purse - upkeep_paid[0]
    begun = begin_works(left, elderly_places, children_places, places_lacking, works_begun)
    works_begun[CULTURE] += facility_granted[0]
    for k in range(3):
        works[k * WORKS + (month + int(build_months)) % WORKS] += works_begun[k]
        facility_reach[k] = within_reach(places[k], places_needed[k], usual_supply, nearness[kind])
    facility_purse[0] = left - begun


@rule
def begin_works(
    money: int,
    elderly_places: float,
    children_places: float,
    places_lacking: MutableSequence[float],
    works_begun: MutableSequence[int],
) -> int:
    """Divide building money among kinds: what is reserved for the old and for children, the rest by what is still lacking.

    Returns what was begun in all [fen]; no kind gets more than it lacks, but for a fen of rounding.
    """
    for_elderly = min(int(money * elderly_places), int(places_lacking[ELDERLY]))
    for_children = min(int(money * children_places), int(places_lacking[CHILDREN]), money - for_elderly)
    places_lacking[ELDERLY] -= for_elderly
    places_lacking[CHILDREN] -= for_children
    lacking = places_lacking[CULTURE] + places_lacking[ELDERLY] + places_lacking[CHILDREN]
    rest = divide(min(money - for_elderly - for_children, int(lacking)), places_lacking, works_begun)
    works_begun[ELDERLY] += for_elderly
    works_begun[CHILDREN] += for_children
    return rest + for_elderly + for_children


@rule
def still_to_build(facility: int, places: float, places_wanted: float, works: Sequence[int], place_cost: float) -> int:
    """What it costs to come from a kind's places that are there and under way to those wanted [fen]; at least 0."""
    under_way = 0
    for k in range(WORKS):
        under_way += works[facility * WORKS + k]
    return max(fen(max(places_wanted - places, 0.0) * place_cost) - under_way, 0)


@rule
def within_reach(places: float, places_needed: float, usual_supply: float, near: float) -> float:
    """How many residents a facility reaches against practice around 2016: with more places, others come near one.

    The share reached is 1 - exp(-near * places / places called for), so a second facility adds less than the first.
    """
    supply = places / places_needed if places_needed > 0.0 else usual_supply
    usual = 1.0 - exp(-near * usual_supply)
    return (1.0 - exp(-near * supply)) / usual if usual > 0.0 else 1.0


@rule
def open_doors(culture_reach: float, facility_reach: Sequence[float], facility_on_culture: float) -> float:
    """Culture reaches as many as have a room for it near by; the share that needs none is left as it is."""
    return culture_reach * (1.0 + facility_on_culture * (facility_reach[CULTURE] - 1.0))


@rule
def seat(
    activities: float,
    active_residents: int,
    places: Sequence[float],
    places_needed: Sequence[float],
    facility_reach: Sequence[float],
    network_strength: float,
    facility_on_activity: float,
    people_per_place: float,
    network_on_activity: float,
) -> tuple[float, int, int]:
    """Opportunities to take part, as facilities near by seat them and networks add to them.

    Places of every kind seat, and their reach counts by the places that each kind's ages call for. Networks organize
    activities of their own, whatever committees and organizations do. Where more took part last month than places can
    seat, opportunities in facilities shrink to the share seated. Returns them with places that are there and that are
    called for [1/1000].
    """
    there, due, reached = 0.0, 0.0, 0.0
    for k in range(3):
        there += places[k]
        due += places_needed[k]
        reached += places_needed[k] * facility_reach[k]
    seated = min(there * people_per_place / max(active_residents, 1), 1.0)
    indoors = 1.0 + facility_on_activity * ((reached / due if due > 0.0 else 1.0) * seated - 1.0)
    counted = (int(there * 1000.0 + 0.5), int(due * 1000.0 + 0.5))
    return indoors * (activities + network_on_activity * network_strength), counted[0], counted[1]


@rule
def close_facilities(
    n_communities: int,
    facility_part: Sequence[int],
    facility_granted: Sequence[int],
    facility_returned: Sequence[int],
    facility_purse: Sequence[int],
    upkeep_paid: Sequence[int],
    works_paid: Sequence[int],
    works: Sequence[int],
    process_paid: Sequence[int],
    room_part: Sequence[int],
    room_released: Sequence[int],
    room_kept: Sequence[int],
    reserve: MutableSequence[int],
    held: MutableSequence[int],
    expected: MutableSequence[int],
    flow: MutableSequence[int],
    works_flow: MutableSequence[int],
) -> None:
    """Books of facilities, of process spending and of room kept for change.

    Accounts 9 and 10 are facilities (purses and works under way) and room; finance gave their money out of what
    ``close_books`` counts as unspent. A grant for facilities comes from higher levels straight to the community's works.
    """
    expected[9], expected[10] = held[9], held[10]
    held[9] = held[10] = returned = 0
    for k in range(7):
        works_flow[k] = 0
    for c in range(n_communities):
        works_flow[0] += facility_part[c]
        works_flow[1] += room_part[c]
        works_flow[2] += facility_granted[c]
        works_flow[3] += upkeep_paid[c]
        works_flow[4] += works_paid[c]
        works_flow[5] += process_paid[c]
        works_flow[6] += room_released[c]
        returned += facility_returned[c]
        held[9] += facility_purse[c]
        held[10] += room_kept[c]
        for k in range(3 * WORKS):
            held[9] += works[c * 3 * WORKS + k]
    given = works_flow[0] + works_flow[1]
    flow[1] -= given
    reserve[0] += returned - given
    held[0] += returned - given
    expected[0] += returned - given
    expected[2] += works_flow[6] - works_flow[5]
    expected[9] += works_flow[0] + works_flow[2] - works_flow[3] - works_flow[4] - returned
    expected[10] += works_flow[1] - works_flow[6]
