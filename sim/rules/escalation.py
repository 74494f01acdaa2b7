"""Complex cases: they climb to who may decide, as far as heads answer and offices have time (E54, E72, E73; 4.1, 4.7)."""

from sim.parameters.escalation import Cases
from sim.parameters.levers import Levers
from sim.parameters.networks import Grid
from sim.rules import rule
from sim.rules.networks import members_near
from sim.rules.queue import whose
from sim.state import Community, Many, Resident, ResidentDraws
from sim.state.words import AT_COMMUNITY, AT_DEPARTMENT, AT_STREET


@rule
def weigh_case(me: Resident, how: Cases, u: ResidentDraws) -> None:
    """Whether a new case is complex, so that it waits for a decision; not decided yet."""
    me.case_complex = u.complex < how.complex_share[me.case_domain - 1]
    me.case_decided = 0


@rule
def empower(here: Community, policy: Levers, how: Cases) -> None:
    """The chance of a month that a complex case reaches a decision, how many can be decided here, and the rest carried over.

    A case passes every office from the community up to the level that decides. Each lets it through the more often, the
    more front-line staff carries it, heads are responsible and systems check each other. Who decides lower down lacks
    what departments have unless front-line staff has it; but front-line staff then adds decisions to those of offices. Heads
    who answer for cases take the time for it from deciding. What the community may not decide itself needs its link to
    departments. A case that a party member carries goes up by the party's own layers: each below the committee spares it an
    office on its way.
    """
    manned = min(here.front_line_posts / max(here.n_residents * how.front_line_full / 10000.0, 0.000001), 1.0)
    stuck = (1.0 - how.pass_upward) * (1.0 - how.front_line_on_decision * manned)
    stuck *= (1.0 - how.head_on_decision * policy.grid.head_responsibility) * (
        1.0 - how.supervision_on_decision * policy.grid.cross_system_supervision
    )
    chance = 1.0 - 0.5 * how.lack_of_authority * (AT_DEPARTMENT - policy.grid.decision_level) * (1.0 - manned)
    chance *= policy.triad.community_departments if policy.grid.decision_level > AT_COMMUNITY else 1.0
    offices, spared = int(policy.grid.decision_level) + 1, int(policy.party.layers) - 1
    carried = chance
    for _ in range(offices):
        chance *= 1.0 - stuck
    for _ in range(max(offices - spared, 1)):
        carried *= 1.0 - stuck
    decided = (
        here.n_residents / 10000.0 * how.office_decisions * (1.0 - how.head_time * policy.grid.head_responsibility)
    )
    decided += (
        here.front_line_posts * how.front_line_decisions * (AT_DEPARTMENT - policy.grid.decision_level)
        + here.spare_decisions
    )
    here.decision_chance = chance
    here.carried_chance = carried
    here.decision_slots = int(decided)
    here.spare_decisions = decided - int(decided)


@rule
def press(me: Resident, here: Community, u: ResidentDraws) -> None:
    """Whether a complex case gets as far as the office that may decide it this month.

    Who is in touch with an active party member has the case carried.
    """
    carried = min(members_near(me, here), 1.0)
    me.case_pressed = u.decision < here.decision_chance + carried * (here.carried_chance - here.decision_chance)


@rule
def decide(residents: Many[Resident], here: Community, policy: Grid) -> None:
    """Decide known complex cases that got so far, in the order of the queue, as long as offices have time.

    The others stay undecided, and so without help, for another month. Standing cases need no decision.
    """
    queue = residents.column(Resident.queue)

    n, left, waiting, decided = len(residents), here.decision_slots, 0, 0
    for place in range(here.queue_length):
        lasting, i = whose(queue[place], n_residents=n)
        waits = not lasting and residents[i].case_complex > 0 and residents[i].case_decided == 0
        ready = waits and residents[i].case_pressed > 0 and left > 0
        left -= ready
        residents[i].case_decided = residents[i].case_decided != 0 or ready
        waiting += waits
        decided += ready
    here.decision_slots, here.undecided = left, waiting - decided
    here.decided_now = decided if policy.decision_level >= AT_STREET else 0
