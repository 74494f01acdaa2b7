"""The queue: those with a case, in the order in which they are served (model.md 4.1)."""

from collections.abc import Sequence

from sim.rules import rule
from sim.state import Community, Many, Resident
from sim.state.words import N_DOMAINS


@rule
def call_up(residents: Many[Resident], here: Community) -> None:
    """Those with a case of either kind, or with a standing one that ended this month: what follows concerns no one else."""
    holders = residents.column(Resident.holders)

    count = 0
    for i in range(len(residents)):
        holders[count] = i
        has = residents[i].case_domain != 0 or residents[i].standing_domain != 0
        count += has or residents[i].standing_change != 0
    here.n_holders = count


@rule
def count_misplaced(me: Resident, here: Community) -> None:
    """Residents whose priority or turn is not in [0, 1), for which the queue has no place."""
    case = me.case_domain > 0 and outside(me.priority)
    standing = me.standing_domain > 0 and outside(me.standing_turn)
    here.misplaced += 1 if case or standing else 0


@rule
def keep_priority(me: Resident) -> None:
    """The priority where the queue has a place for it, else the last place."""
    me.priority = 0.0 if outside(me.priority) else me.priority


@rule
def keep_turn(me: Resident) -> None:
    """The same for a standing case."""
    me.standing_turn = 0.0 if outside(me.standing_turn) else me.standing_turn


@rule
def outside(turn: float) -> bool:
    """Whether a number, or what is none, lies outside [0, 1)."""
    return not (turn >= 0.0 and turn < 1.0)


@rule
def line_up(residents: Many[Resident], here: Community) -> None:
    """The found cases in order of priority, ties by place: a counting sort with as many levels as there are holders.

    A case is in the queue as its resident's place, a standing one as that place plus the number of residents; of equals
    those that are not standing come first. What is found is also what offices know of, by domain; departments claim money
    for those entitled.
    """
    crowd = residents.column(Resident.crowd)

    for level in range(here.n_holders):
        crowd[level] = 0
    for d in range(N_DOMAINS):
        here.known_cases[d] = here.claimed_cases[d] = 0
    cases = count_line(
        residents,
        here,
        wanted=residents.column(Resident.case_domain),
        known=residents.column(Resident.case_found),
        turn=residents.column(Resident.priority),
        public=residents.column(Resident.entitled),
        count=0,
    )
    both = count_line(
        residents,
        here,
        wanted=residents.column(Resident.standing_domain),
        known=residents.column(Resident.standing_found),
        turn=residents.column(Resident.standing_turn),
        public=residents.column(Resident.standing_entitled),
        count=cases,
    )
    start = 0
    for level in range(here.n_holders - 1, -1, -1):
        size = crowd[level]
        crowd[level] = start
        start += size
    here.queue_length = start
    stand_in_line(residents, here, 0, begin=0, end=cases, turn=residents.column(Resident.priority))
    stand_in_line(residents, here, len(residents), begin=cases, end=both, turn=residents.column(Resident.standing_turn))


@rule
def count_line(
    residents: Many[Resident],
    here: Community,
    *,
    wanted: Sequence[int],
    known: Sequence[int],
    turn: Sequence[float],
    public: Sequence[int],
    count: int,
) -> int:
    """Choose the known cases of one kind, behind those chosen before; count them by level of priority and by domain, and
    those of the entitled by domain.

    Whether a case is known is asked by no branch: it is a toss to the processor.
    """
    holders = residents.column(Resident.holders)
    chosen = residents.column(Resident.chosen)
    crowd = residents.column(Resident.crowd)

    for place in range(here.n_holders):
        i = holders[place]
        if wanted[i] > 0:
            stands = known[i] > 0
            chosen[count] = i
            count += stands
            crowd[int(turn[i] * here.n_holders)] += stands
            here.known_cases[wanted[i] - 1] += stands
            here.claimed_cases[wanted[i] - 1] += stands and public[i] > 0
    return count


@rule
def stand_in_line(
    residents: Many[Resident], here: Community, first: int, *, begin: int, end: int, turn: Sequence[float]
) -> None:
    """Put the chosen cases of one kind into the queue, each at the next place of its level."""
    chosen = residents.column(Resident.chosen)
    queue = residents.column(Resident.queue)
    crowd = residents.column(Resident.crowd)

    for place in range(begin, end):
        i = chosen[place]
        level = int(turn[i] * here.n_holders)
        queue[crowd[level]] = first + i
        crowd[level] += 1


@rule
def whose(entry: int, *, n_residents: int) -> tuple[bool, int]:
    """Whether an entry of the queue is a standing case, and the place of its resident."""
    lasting = entry >= n_residents
    return lasting, entry - (n_residents if lasting else 0)
