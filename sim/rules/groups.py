"""Counts by group of residents: age in five classes by registration by stage, thirty cells (E39, E65, E74)."""

from collections.abc import MutableSequence, Sequence

from sim.rules.arithmetic import fixed
from sim.rules.help import MISMATCHED, RESOLVED, SETTLED, WITHDRAWN
from sim.rules.rule import rule

CELLS = 30
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
        if case_domain[i] > 0:
            at = 5 * cell_of(age_group[i], registered[i], stage[i])
            end = case_end[i]
            group_cases[at] += is_new[i]
            group_cases[at + 1] += end == RESOLVED
            group_cases[at + 2] += end == MISMATCHED or end == SETTLED
            group_cases[at + 3] += end == WITHDRAWN or end == SETTLED
            group_cases[at + 4] += month - case_opened[i] if end == RESOLVED else 0


@rule
def count_groups(
    age_group: Sequence[int],
    registered: Sequence[int],
    stage: Sequence[int],
    takes_part: Sequence[int],
    volunteers: Sequence[int],
    rumour: Sequence[int],
    registered_volunteer: Sequence[int],
    standing_domain: Sequence[int],
    case_domain: Sequence[int],
    case_opened: Sequence[int],
    satisfaction: Sequence[float],
    trust: Sequence[float],
    belonging: Sequence[float],
    month: int,
    group_states: MutableSequence[int],
) -> None:
    """Count residents by cell as they are at the month's end, with the facts of ``STATE_FACTS``."""
    for k in range(len(group_states)):
        group_states[k] = 0
    for i in range(len(age_group)):
        at = 13 * cell_of(age_group[i], registered[i], stage[i])
        waits = 1 if case_domain[i] > 0 else 0
        group_states[at] += 1
        group_states[at + 1] += age_group[i] > 0
        group_states[at + 2] += takes_part[i]
        group_states[at + 3] += volunteers[i]
        group_states[at + 4] += rumour[i] == 1
        group_states[at + 5] += waits
        group_states[at + 6] += waits * (month - case_opened[i])
        group_states[at + 7] += fixed(satisfaction[i])
        group_states[at + 8] += fixed(trust[i])
        group_states[at + 9] += fixed(belonging[i])
        group_states[at + 10] += registered_volunteer[i]
        group_states[at + 11] += stage[i] == 2
        group_states[at + 12] += standing_domain[i] > 0


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
