"""Counts by group of residents: age in five classes by registration by stage, thirty cells (E39, E65, E74)."""

from collections.abc import MutableSequence, Sequence

from sim.rules.arithmetic import fixed
from sim.rules.rule import rule
from sim.state import City, Community, Many, Resident
from sim.state.words import CELLS, MISMATCHED, RESOLVED, SETTLED, WAITING, WITHDRAWN

ADULT_CELLS, OLD_CELLS = 6, 18
"""The first cell of residents of 15 or older, and of 60 or older."""
ROOM = 2097152
"""A count in a word has room for as many residents of a community less one; persons beyond would not balance."""


@rule
def cell_of(age_group: int, registered: int, stage: int) -> int:
    """The cell of a resident: 0-14, 15-29, 30-59, 60-79, 80+ as 0 to 4; by registration, by stage."""
    older = (age_group > 0) + (age_group > 2) + (age_group > 4) + (age_group > 6)
    return 6 * older + 3 * registered + stage


@rule
def book_group_cases(residents: Many[Resident], here: Community, month: int) -> None:
    """Count the month's cases by cell: new, resolved, mismatched, withdrawn, and months that the resolved ones had waited."""
    holders = residents.column(Resident.holders)

    for k in range(len(here.group_cases)):
        here.group_cases[k] = 0
    for place in range(here.n_holders):
        i = holders[place]
        at = 5 * cell_of(residents[i].age_group, residents[i].registered, residents[i].stage)
        end = residents[i].case_end if residents[i].case_domain > 0 else WAITING
        here.group_cases[at] += (residents[i].case_domain > 0) & (residents[i].is_new > 0)
        here.group_cases[at + 1] += end == RESOLVED
        here.group_cases[at + 2] += (end == MISMATCHED) | (end == SETTLED)
        here.group_cases[at + 3] += (end == WITHDRAWN) | (end == SETTLED)
        here.group_cases[at + 4] += (end == RESOLVED) * (month - residents[i].case_opened)


@rule
def sum_up(me: Resident, month: int) -> None:
    """A resident as books count it: the cell, its six words, and the bin of satisfaction.

    Three hold counts, ``ROOM`` apart: one person, taking part, volunteering; believing a rumour, with a case, registered as a
    volunteer; with a standing case, months that the case has been open. Three are satisfaction, trust and belonging.
    """
    waits = 1 if me.case_domain > 0 else 0
    acts = 1 + (me.takes_part + me.volunteers * ROOM) * ROOM
    bears = (1 if me.rumour == 1 else 0) + (waits + me.registered_volunteer * ROOM) * ROOM
    lacks = (1 if me.standing_domain > 0 else 0) + waits * (month - me.case_opened) * ROOM
    cell = cell_of(me.age_group, me.registered, me.stage)
    bin_of = min(int(me.satisfaction * 256.0), 255)
    me.cell = cell
    me.acts = acts
    me.bears = bears
    me.lacks = lacks
    me.satisfied = fixed(me.satisfaction)
    me.trusting = fixed(me.trust)
    me.belonged = fixed(me.belonging)
    me.bin_of = bin_of


@rule
def count_groups(residents: Many[Resident], here: Community) -> None:
    """Count residents by cell as they are at the month's end, with the facts of ``STATE_FACTS``.

    Adding to memory is what takes time, so each resident adds six words; the facts are unpacked once a cell, from the last
    cell on, since they need more room than the words.
    """
    for k in range(6 * CELLS):
        here.group_states[k] = 0
    for i in range(len(residents)):
        at = 6 * residents[i].cell
        here.group_states[at] += residents[i].acts
        here.group_states[at + 1] += residents[i].bears
        here.group_states[at + 2] += residents[i].lacks
        here.group_states[at + 3] += residents[i].satisfied
        here.group_states[at + 4] += residents[i].trusting
        here.group_states[at + 5] += residents[i].belonged
    for back in range(CELLS):
        unpack(here, CELLS - 1 - back)


@rule
def unpack(here: Community, cell: int) -> None:
    """The facts of a cell from its six words."""
    at, to = 6 * cell, 13 * cell
    acts, bears, lacks = here.group_states[at], here.group_states[at + 1], here.group_states[at + 2]
    satisfied, trusting, belonged = here.group_states[at + 3], here.group_states[at + 4], here.group_states[at + 5]
    persons = acts % ROOM
    here.group_states[to] = persons
    here.group_states[to + 1] = persons if cell >= ADULT_CELLS else 0
    here.group_states[to + 2] = acts // ROOM % ROOM
    here.group_states[to + 3] = acts // (ROOM * ROOM)
    here.group_states[to + 4] = bears % ROOM
    here.group_states[to + 5] = bears // ROOM % ROOM
    here.group_states[to + 6] = lacks // ROOM
    here.group_states[to + 7] = satisfied
    here.group_states[to + 8] = trusting
    here.group_states[to + 9] = belonged
    here.group_states[to + 10] = bears // (ROOM * ROOM)
    here.group_states[to + 11] = persons if cell % 3 == 2 else 0
    here.group_states[to + 12] = lacks % ROOM


@rule
def add_up_cells(here: Community) -> None:
    """The community's own totals, in the order of ``STATE_FACTS``; then residents of 60 or older, all and active."""
    here.persons = over_cells(here, 0, 0)
    here.adults = over_cells(here, 1, 0)
    here.active_residents = over_cells(here, 2, 0)
    here.volunteers_here = over_cells(here, 3, 0)
    here.believers = over_cells(here, 4, 0)
    here.cases_held = over_cells(here, 5, 0)
    here.months_open = over_cells(here, 6, 0)
    here.satisfaction_sum = over_cells(here, 7, 0)
    here.trust_sum = over_cells(here, 8, 0)
    here.belonging_sum = over_cells(here, 9, 0)
    here.registered_volunteers = over_cells(here, 10, 0)
    here.association_persons = over_cells(here, 11, 0)
    here.standing_held = over_cells(here, 12, 0)
    here.elders = over_cells(here, 0, OLD_CELLS)
    here.active_elders = over_cells(here, 2, OLD_CELLS)


@rule
def over_cells(here: Community, fact: int, first: int) -> int:
    """A fact of ``STATE_FACTS`` over the cells from the first on."""
    total = 0
    for cell in range(first, CELLS):
        total += here.group_states[13 * cell + fact]
    return total


@rule
def add_up_groups(communities: Many[Community], city: City) -> None:
    """Add up the cells of communities for the city and for each of the four types."""
    add_up(communities, len(communities), communities.column(Community.group_cases), city.place_cases)
    add_up(communities, len(communities), communities.column(Community.group_states), city.place_states)


@rule
def add_up(
    communities: Many[Community], n_communities: int, counts: Sequence[int], totals: MutableSequence[int]
) -> None:
    """Totals of the city first, then of each type; as many numbers each as a community has."""
    width = len(totals) // 5
    for k in range(len(totals)):
        totals[k] = 0
    for c in range(n_communities):
        of_type = (communities[c].kind + 1) * width
        for k in range(width):
            totals[k] += counts[c * width + k]
            totals[of_type + k] += counts[c * width + k]
