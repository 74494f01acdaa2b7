"""The queue: those with a case, in the order in which they are served (model.md 4.1)."""

from collections.abc import MutableSequence, Sequence

from sim.rules.rule import rule


@rule
def call_up(
    case_domain: Sequence[int],
    standing_domain: Sequence[int],
    standing_change: Sequence[int],
    holders: MutableSequence[int],
    n_holders: MutableSequence[int],
) -> None:
    """Those with a case of either kind, or with a standing one that ended this month: what follows concerns no one else."""
    count = 0
    for i in range(len(case_domain)):
        holders[count] = i
        count += (case_domain[i] | standing_domain[i] | standing_change[i]) != 0
    n_holders[0] = count


@rule
def count_misplaced(case_domain: int, priority: float, standing_domain: int, standing_turn: float) -> int:
    """1 for a resident whose priority or turn is not in [0, 1), for which the queue has no place."""
    return 1 if (case_domain > 0 and outside(priority)) or (standing_domain > 0 and outside(standing_turn)) else 0


@rule
def keep_priority(priority: float) -> float:
    """The priority where the queue has a place for it, else the last place."""
    return 0.0 if outside(priority) else priority


@rule
def keep_turn(standing_turn: float) -> float:
    """The same for a standing case."""
    return 0.0 if outside(standing_turn) else standing_turn


@rule
def outside(turn: float) -> bool:
    """Whether a number, or what is none, lies outside [0, 1)."""
    return not (turn >= 0.0 and turn < 1.0)


@rule
def line_up(
    case_domain: Sequence[int],
    case_found: Sequence[int],
    priority: Sequence[float],
    entitled: Sequence[int],
    standing_domain: Sequence[int],
    standing_found: Sequence[int],
    standing_turn: Sequence[float],
    standing_entitled: Sequence[int],
    holders: Sequence[int],
    n_holders: int,
    chosen: MutableSequence[int],
    queue: MutableSequence[int],
    crowd: MutableSequence[int],
    queue_length: MutableSequence[int],
    known_cases: MutableSequence[int],
    claimed_cases: MutableSequence[int],
) -> None:
    """The found cases in order of priority, ties by place: a counting sort with as many levels as there are holders.

    A case is in the queue as its resident's place, a standing one as that place plus the number of residents; of equals
    those that are not standing come first. What is found is also what offices know of, by domain; departments claim money
    for those entitled.
    """
    for level in range(n_holders):
        crowd[level] = 0
    for d in range(8):
        known_cases[d] = claimed_cases[d] = 0
    cases = count_line(
        case_domain,
        case_found,
        priority,
        entitled,
        holders,
        n_holders,
        0,
        chosen,
        crowd,
        known_cases,
        claimed_cases,
    )
    both = count_line(
        standing_domain,
        standing_found,
        standing_turn,
        standing_entitled,
        holders,
        n_holders,
        cases,
        chosen,
        crowd,
        known_cases,
        claimed_cases,
    )
    start = 0
    for level in range(n_holders - 1, -1, -1):
        size = crowd[level]
        crowd[level] = start
        start += size
    queue_length[0] = start
    stand_in_line(0, chosen, 0, cases, priority, n_holders, queue, crowd)
    stand_in_line(len(case_domain), chosen, cases, both, standing_turn, n_holders, queue, crowd)


@rule
def count_line(
    wanted: Sequence[int],
    known: Sequence[int],
    turn: Sequence[float],
    public: Sequence[int],
    holders: Sequence[int],
    n_holders: int,
    count: int,
    chosen: MutableSequence[int],
    crowd: MutableSequence[int],
    known_cases: MutableSequence[int],
    claimed_cases: MutableSequence[int],
) -> int:
    """Choose the known cases of one kind, behind those chosen before; count them by level of priority and by domain, and
    those of the entitled by domain.

    Whether a case is known is asked by no branch: it is a toss to the processor.
    """
    for place in range(n_holders):
        i = holders[place]
        if wanted[i] > 0:
            stands = known[i] > 0
            chosen[count] = i
            count += stands
            crowd[int(turn[i] * n_holders)] += stands
            known_cases[wanted[i] - 1] += stands
            claimed_cases[wanted[i] - 1] += stands & (public[i] > 0)
    return count


@rule
def stand_in_line(
    first: int,
    chosen: Sequence[int],
    begin: int,
    end: int,
    turn: Sequence[float],
    n_holders: int,
    queue: MutableSequence[int],
    crowd: MutableSequence[int],
) -> None:
    """Put the chosen cases of one kind into the queue, each at the next place of its level."""
    for place in range(begin, end):
        i = chosen[place]
        level = int(turn[i] * n_holders)
        queue[crowd[level]] = first + i
        crowd[level] += 1


@rule
def whose(entry: int, n_residents: int) -> tuple[bool, int]:
    """Whether an entry of the queue is a standing case, and the place of its resident."""
    lasting = entry >= n_residents
    return lasting, entry - (n_residents if lasting else 0)
