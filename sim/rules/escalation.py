"""Complex cases: they climb to who may decide, as far as heads answer and offices have time (E54, E72, E73; 4.1, 4.7)."""

from collections.abc import MutableSequence, Sequence

from sim.rules.queue import whose
from sim.rules.rule import rule


@rule
def weigh_case(case_domain: int, complex_share: Sequence[float], u_complex: float) -> tuple[bool, int]:
    """Whether a new case is complex, so that it waits for a decision; not decided yet."""
    return u_complex < complex_share[case_domain - 1], 0


@rule
def empower(
    n_residents: int,
    front_line_posts: float,
    spare_decisions: float,
    decision_level: float,
    community_departments: float,
    head_responsibility: float,
    cross_system_supervision: float,
    pass_upward: float,
    front_line_full: float,
    front_line_on_decision: float,
    head_on_decision: float,
    supervision_on_decision: float,
    lack_of_authority: float,
    office_decisions: float,
    front_line_decisions: float,
    head_time: float,
) -> tuple[float, int, float]:
    """The chance of a month that a complex case reaches a decision, how many can be decided here, and the rest carried over.

    A case passes every office from the community up to the level that decides. Each lets it through the more often, the
    more front-line staff carries it, heads are responsible and systems check each other. Who decides lower down lacks
    what departments have unless front-line staff has it; but front-line staff then adds decisions to those of offices. Heads
    who answer for cases take the time for it from deciding. What the community may not decide itself needs its link to
    departments.
    """
    manned = min(front_line_posts / max(n_residents * front_line_full / 10000.0, 0.000001), 1.0)
    stuck = (1.0 - pass_upward) * (1.0 - front_line_on_decision * manned)
    stuck *= (1.0 - head_on_decision * head_responsibility) * (1.0 - supervision_on_decision * cross_system_supervision)
    chance = 1.0 - 0.5 * lack_of_authority * (2.0 - decision_level) * (1.0 - manned)
    for _ in range(int(decision_level) + 1):
        chance *= 1.0 - stuck
    chance *= community_departments if decision_level > 0.0 else 1.0
    decided = n_residents / 10000.0 * office_decisions * (1.0 - head_time * head_responsibility)
    decided += front_line_posts * front_line_decisions * (2.0 - decision_level) + spare_decisions
    return chance, int(decided), decided - int(decided)


@rule
def press(decision_chance: float, u_decision: float) -> bool:
    """Whether a complex case gets as far as the office that may decide it this month."""
    return u_decision < decision_chance


@rule
def decide(
    queue: Sequence[int],
    queue_length: int,
    case_complex: Sequence[int],
    case_pressed: Sequence[int],
    case_decided: MutableSequence[int],
    decision_slots: MutableSequence[int],
    undecided: MutableSequence[int],
    decided_now: MutableSequence[int],
    decision_level: float,
) -> None:
    """Decide known complex cases that got so far, in the order of the queue, as long as offices have time.

    The others stay undecided, and so without help, for another month. Standing cases need no decision.
    """
    n, left, waiting, decided = len(case_complex), decision_slots[0], 0, 0
    for place in range(queue_length):
        lasting, i = whose(queue[place], n)
        waits = (not lasting) & (case_complex[i] > 0) & (case_decided[i] == 0)
        ready = waits & (case_pressed[i] > 0) & (left > 0)
        left -= ready
        case_decided[i] |= ready
        waiting += waits
        decided += ready
    decision_slots[0], undecided[0] = left, waiting - decided
    decided_now[0] = decided if decision_level >= 1.0 else 0
