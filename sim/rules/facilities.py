"""Facilities: culture centres and activity rooms are built, kept up and wear out; they seat and reach (E01, E02, E80; 4.7)."""

from collections.abc import MutableSequence, Sequence

from sim.rules.arithmetic import exp, fen, lost_in_a_month
from sim.rules.rule import rule

WORKS = 48


@rule
def run_facilities(
    month: int,
    n_residents: int,
    kind: int,
    allotted: int,
    use_part: Sequence[int],
    facilities_share: float,
    facilities_grant: float,
    places_needed: float,
    places_wanted: float,
    places: MutableSequence[float],
    works: MutableSequence[int],
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

    In January what was not spent returns to finance. Upkeep comes first; places that it does not pay are lost by ``neglect``.
    What is left begins works until places, with those under way, are as many as planning aims at; an earmarked grant begins
    works in any case. Works are paid when they are finished, ``build_months`` later. Until the first of them are, what was
    under way at the start replaces what wears out.
    """
    facility_returned[0] = facility_purse[0] if month % 12 == 0 else 0
    free = max(allotted - use_part[0] - use_part[1] - use_part[2] - use_part[3], 0)
    facility_part[0] = min(int(allotted * facilities_share), free)
    facility_granted[0] = fen(n_residents * facilities_grant / 12.0)
    purse = facility_purse[0] - facility_returned[0] + facility_part[0]
    due = fen(places[0] * upkeep_cost / 12.0)
    upkeep_paid[0] = min(due, purse)
    unpaid = 1.0 - upkeep_paid[0] / due if due > 0 else 0.0
    works_paid[0], works[month % WORKS] = works[month % WORKS], 0
    worn = lost_in_a_month(wear) if month >= build_months else 0.0
    kept = (1.0 - worn) * (1.0 - unpaid * lost_in_a_month(neglect))
    places[0] = places[0] * kept + works_paid[0] / 100.0 / place_cost
    begun = min(purse - upkeep_paid[0], still_to_build(places[0], places_wanted, works, place_cost))
    works[(month + int(build_months)) % WORKS] += begun + facility_granted[0]
    facility_purse[0] = purse - upkeep_paid[0] - begun
    facility_reach[0] = within_reach(places[0], places_needed, usual_supply, nearness[kind])


@rule
def still_to_build(places: float, places_wanted: float, works: Sequence[int], place_cost: float) -> int:
    """What it costs to come from places that are there and under way to those wanted [fen]; at least 0."""
    under_way = 0
    for k in range(WORKS):
        under_way += works[k]
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
def open_doors(culture_reach: float, facility_reach: float, facility_on_culture: float) -> float:
    """Culture reaches as many as have a room for it near by; the share that needs none is left as it is."""
    return culture_reach * (1.0 + facility_on_culture * (facility_reach - 1.0))


@rule
def seat(
    activities: float,
    active_residents: int,
    places: float,
    places_needed: float,
    facility_reach: float,
    network_strength: float,
    facility_on_activity: float,
    people_per_place: float,
    network_on_activity: float,
) -> tuple[float, int, int]:
    """Opportunities to take part, as facilities near by seat them and networks add to them.

    Networks organize activities of their own, whatever committees and organizations do. Where more took part last month than
    places can seat, opportunities in facilities shrink to the share seated. Returns them with places that are there and that
    are called for [1/1000].
    """
    seated = min(places * people_per_place / max(active_residents, 1), 1.0)
    indoors = 1.0 + facility_on_activity * (facility_reach * seated - 1.0)
    counted = (int(places * 1000.0 + 0.5), int(places_needed * 1000.0 + 0.5))
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
        for k in range(WORKS):
            held[9] += works[c * WORKS + k]
    given = works_flow[0] + works_flow[1]
    flow[1] -= given
    reserve[0] += returned - given
    held[0] += returned - given
    expected[0] += returned - given
    expected[2] += works_flow[6] - works_flow[5]
    expected[9] += works_flow[0] + works_flow[2] - works_flow[3] - works_flow[4] - returned
    expected[10] += works_flow[1] - works_flow[6]
