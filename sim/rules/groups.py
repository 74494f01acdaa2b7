"""Counts by group of residents: age in five classes by registration by stage, thirty cells (E39, E65, E74)."""

from collections.abc import MutableSequence, Sequence

from sim.rules.arithmetic import fixed
from sim.rules.help import MISMATCHED, RESOLVED, SETTLED, WAITING, WITHDRAWN
from sim.rules.rule import rule

CELLS = 30
ADULT_CELLS, OLD_CELLS = 6, 18
"""The first cell of residents of 15 or older, and of 60 or older."""
ROOM = 2097152
"""A count in a word has room for as many residents of a community less one; persons beyond would not balance."""
CASE_FACTS = ("arrived", "resolved", "mismatched", "withdrawn", "waited")
STATE_FACTS = (
    *("persons", "adults", "active_residents", "volunteers_here", "believers", "cases_held", "months_open"),
    *("satisfaction_sum", "trust_sum", "belonging_sum"),
    *("registered_volunteers", "association_persons", "standing_held"),
)


@rule
def cell_of(age_group: int, registered: int, stage: int) -> int:
    """The cell of a resident: 0-14, 15-29, 30-59, 60-79, 80+ as 0 to 4; by registration, by stage."""
    older = (age_group > 0) + (age_group > 2) + (age_group > 4) + (age_group > 6)
    return 6 * older + 3 * registered + stage


@rule
def book_group_cases(
    age_group: Sequence[int],
    registered: Sequence[int],
    stage: Sequence[int],
    case_domain: Sequence[int],
    case_end: Sequence[int],
    case_opened: Sequence[int],
    is_new: Sequence[int],
    holders: Sequence[int],
    n_holders: int,
    month: int,
    group_cases: MutableSequence[int],
) -> None:
    """Count the month's cases by cell: new, resolved, mismatched, withdrawn, and months that the resolved ones had waited."""
    for k in range(len(group_cases)):
        group_cases[k] = 0
    for place in range(n_holders):
        i = holders[place]
        at = 5 * cell_of(age_group[i], registered[i], stage[i])
        end = case_end[i] if case_domain[i] > 0 else WAITING
        group_cases[at] += (case_domain[i] > 0) & (is_new[i] > 0)
        group_cases[at + 1] += end == RESOLVED
        group_cases[at + 2] += (end == MISMATCHED) | (end == SETTLED)
        group_cases[at + 3] += (end == WITHDRAWN) | (end == SETTLED)
        group_cases[at + 4] += (end == RESOLVED) * (month - case_opened[i])


@rule
def sum_up(
    age_group: int,
    registered: int,
    stage: int,
    takes_part: int,
    volunteers: int,
    rumour: int,
    registered_volunteer: int,
    standing_domain: int,
    case_domain: int,
    case_opened: int,
    satisfaction: float,
    trust: float,
    belonging: float,
    month: int,
) -> tuple[int, int, int, int, int, int, int, int]:
    """A resident as books count it: the cell, its six words, and the bin of satisfaction.

    Three hold counts, ``ROOM`` apart: one person, taking part, volunteering; believing a rumour, with a case, registered as a
    volunteer; with a standing case, months that the case has been open. Three are satisfaction, trust and belonging.
    """
    waits = 1 if case_domain > 0 else 0
    acts = 1 + (takes_part + volunteers * ROOM) * ROOM
    bears = (1 if rumour == 1 else 0) + (waits + registered_volunteer * ROOM) * ROOM
    lacks = (1 if standing_domain > 0 else 0) + waits * (month - case_opened) * ROOM
    cell = cell_of(age_group, registered, stage)
    bin_of = min(int(satisfaction * 256.0), 255)
    return cell, acts, bears, lacks, fixed(satisfaction), fixed(trust), fixed(belonging), bin_of


@rule
def count_groups(
    cell: Sequence[int],
    acts: Sequence[int],
    bears: Sequence[int],
    lacks: Sequence[int],
    satisfied: Sequence[int],
    trusting: Sequence[int],
    belonged: Sequence[int],
    group_states: MutableSequence[int],
) -> None:
    """Count residents by cell as they are at the month's end, with the facts of ``STATE_FACTS``.

    Adding to memory is what takes time, so each resident adds six words; the facts are unpacked once a cell, from the last
    cell on, since they need more room than the words.
    """
    for k in range(6 * CELLS):
        group_states[k] = 0
    for i in range(len(cell)):
        at = 6 * cell[i]
        group_states[at] += acts[i]
        group_states[at + 1] += bears[i]
        group_states[at + 2] += lacks[i]
        group_states[at + 3] += satisfied[i]
        group_states[at + 4] += trusting[i]
        group_states[at + 5] += belonged[i]
    for back in range(CELLS):
        unpack(CELLS - 1 - back, group_states)


@rule
def unpack(cell: int, group_states: MutableSequence[int]) -> None:
    """The facts of a cell from its six words."""
    at, to = 6 * cell, 13 * cell
    acts, bears, lacks = group_states[at], group_states[at + 1], group_states[at + 2]
    satisfied, trusting, belonged = group_states[at + 3], group_states[at + 4], group_states[at + 5]
    persons = acts % ROOM
    group_states[to] = persons
    group_states[to + 1] = persons if cell >= ADULT_CELLS else 0
    group_states[to + 2] = acts // ROOM % ROOM
    group_states[to + 3] = acts // (ROOM * ROOM)
    group_states[to + 4] = bears % ROOM
    group_states[to + 5] = bears // ROOM % ROOM
    group_states[to + 6] = lacks // ROOM
    group_states[to + 7] = satisfied
    group_states[to + 8] = trusting
    group_states[to + 9] = belonged
    group_states[to + 10] = bears // (ROOM * ROOM)
    group_states[to + 11] = persons if cell % 3 == 2 else 0
    group_states[to + 12] = lacks % ROOM


@rule
def add_up_cells(
    group_states: Sequence[int],
    persons: MutableSequence[int],
    adults: MutableSequence[int],
    active_residents: MutableSequence[int],
    volunteers_here: MutableSequence[int],
    believers: MutableSequence[int],
    cases_held: MutableSequence[int],
    months_open: MutableSequence[int],
    satisfaction_sum: MutableSequence[int],
    trust_sum: MutableSequence[int],
    belonging_sum: MutableSequence[int],
    registered_volunteers: MutableSequence[int],
    association_persons: MutableSequence[int],
    standing_held: MutableSequence[int],
    elders: MutableSequence[int],
    active_elders: MutableSequence[int],
) -> None:
    """The community's own totals, in the order of ``STATE_FACTS``; then residents of 60 or older, all and active."""
    persons[0] = over_cells(group_states, 0, 0)
    adults[0] = over_cells(group_states, 1, 0)
    active_residents[0] = over_cells(group_states, 2, 0)
    volunteers_here[0] = over_cells(group_states, 3, 0)
    believers[0] = over_cells(group_states, 4, 0)
    cases_held[0] = over_cells(group_states, 5, 0)
    months_open[0] = over_cells(group_states, 6, 0)
    satisfaction_sum[0] = over_cells(group_states, 7, 0)
    trust_sum[0] = over_cells(group_states, 8, 0)
    belonging_sum[0] = over_cells(group_states, 9, 0)
    registered_volunteers[0] = over_cells(group_states, 10, 0)
    association_persons[0] = over_cells(group_states, 11, 0)
    standing_held[0] = over_cells(group_states, 12, 0)
    elders[0] = over_cells(group_states, 0, OLD_CELLS)
    active_elders[0] = over_cells(group_states, 2, OLD_CELLS)


@rule
def over_cells(group_states: Sequence[int], fact: int, first: int) -> int:
    """A fact of ``STATE_FACTS`` over the cells from the first on."""
    total = 0
    for cell in range(first, CELLS):
        total += group_states[13 * cell + fact]
    return total


@rule
def add_up_groups(
    n_communities: int,
    kind: Sequence[int],
    group_cases: Sequence[int],
    group_states: Sequence[int],
    place_cases: MutableSequence[int],
    place_states: MutableSequence[int],
) -> None:
    """Add up the cells of communities for the city and for each of the four types."""
    add_up(n_communities, kind, group_cases, place_cases)
    add_up(n_communities, kind, group_states, place_states)


@rule
def add_up(n_communities: int, kind: Sequence[int], counts: Sequence[int], totals: MutableSequence[int]) -> None:
    """Totals of the city first, then of each type; as many numbers each as a community has."""
    width = len(totals) // 5
    for k in range(len(totals)):
        totals[k] = 0
    for c in range(n_communities):
        of_type = (kind[c] + 1) * width
        for k in range(width):
            totals[k] += counts[c * width + k]
            totals[of_type + k] += counts[c * width + k]
