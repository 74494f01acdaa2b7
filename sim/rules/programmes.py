"""Programmes of a committee: one-stop centre, solving causes, brokerage, practice from elsewhere (E13, E30, E81, E82)."""

from sim.parameters.levers import Levers
from sim.parameters.linking import Learning
from sim.parameters.world.deliberation import Deliberation
from sim.parameters.world.programmes import Programmes
from sim.rules.rule import rule
from sim.state import Community, Many, Office, Resident, ResidentLuck
from sim.state.words import MARKET_TYPE, N_DOMAINS, RURAL, TRADITIONAL


@rule
def plan_programmes(here: Community, policy: Levers, deliberation: Deliberation, how: Programmes) -> None:
    """What the programmes ask of a committee: a share of its usual hours, and yuan per resident and year.

    Only rural communities take practice over. Deciding in meetings of residents is a programme too.
    """
    learning = policy.learning.transfer if here.kind == RURAL else 0.0
    hours = how.one_stop_time * policy.provision.one_stop + how.solving_time * policy.methods.problem_solving
    hours += (
        how.involvement_time * policy.methods.organization_involvement
        + how.transfer_time * learning
        + deliberation.deliberation_time * policy.autonomy.decided_here
    )
    money = how.one_stop_cost * policy.provision.one_stop + how.solving_cost * policy.methods.problem_solving
    money += how.involvement_cost * policy.methods.organization_involvement + how.transfer_cost * learning
    here.programme_time = hours
    here.programme_cost = money + deliberation.deliberation_cost * policy.autonomy.decided_here


@rule
def carry_out(here: Community, policy: Levers, how: Programmes) -> None:
    """What comes of them, as far as there are hours and money.

    Returns the one-stop centre's openness, the reach of problem solving, the share of misfits that brokers avoid, and the
    share of volunteers' other hours for cases that they bring to filed groups.
    """
    reach = here.committee_ease * here.paid_share
    involved = policy.methods.organization_involvement * reach
    opened = policy.provision.one_stop * min(here.committee_ease, 1.0) * here.paid_share
    here.one_stop_open = opened
    here.solving_reach = policy.methods.problem_solving * reach
    here.brokered = min(how.broker_on_fit * involved, 0.9)
    here.gathered = min(how.broker_on_volunteers * involved, 1.0)


@rule
def practise(here: Community, policy: Learning, how: Programmes) -> None:
    """What a rural community has gained from mature urban ones, and the chance that public help fails for want of practice.

    It comes closer to the better of the two urban types every month. What is taken over while it is being learned fails
    where it was made for other people, the more, the less is known of one's own.
    """
    lacking = max(1.0 - how.practice[here.kind] - here.practice_gained, 0.0)
    if here.kind != RURAL or policy.transfer == 0.0:
        here.practice_lacking = lacking
        return
    ahead = max(
        max(how.practice[TRADITIONAL], how.practice[MARKET_TYPE]) - how.practice[here.kind] - here.practice_gained, 0.0
    )
    gained = (
        here.practice_gained
        + policy.transfer * how.transfer_speed * min(here.committee_ease, 1.0) * here.paid_share * ahead
    )
    here.practice_gained = gained
    here.practice_lacking = min(lacking + policy.transfer * how.transfer_misfit * (1.0 - here.survey_knowledge), 1.0)


@rule
def avert(me: Resident, here: Community, u: ResidentLuck) -> None:
    """Whether a new case stands, its domain, whether it is complex; zeros where the need is spared or its causes are solved."""
    arises = me.spared == 0 and u.averted >= here.solved_causes[me.case_domain - 1]
    me.is_new = arises
    me.case_domain = me.case_domain if arises else 0
    me.case_complex = me.case_complex if arises else 0


@rule
def solve_causes(communities: Many[Community], offices: Many[Office], how: Programmes) -> None:
    """A problem solved well is solved for neighbours too: causes solved by domain here, and a little in the whole district.

    A community gains by its reach and by the cases that it resolved in the domain. Of the mean gain of the district's other
    communities it gets ``solution_spill``. Solutions fade, and never solve more than ``solving_limit`` of the causes.
    """
    for o in range(len(offices)):
        offices[o].district_places = 0
        for d in range(N_DOMAINS):
            offices[o].district_gain[d] = 0.0
    for c in range(len(communities)):
        if len(offices) > 0:
            offices[communities[c].district].district_places += 1
        for d in range(N_DOMAINS):
            solved = 1000.0 * communities[c].resolved[d] / max(communities[c].n_residents, 1)
            communities[c].solved_gain[d] = min(how.solving_effect * communities[c].solving_reach * solved, 1.0)
            if len(offices) > 0:
                offices[communities[c].district].district_gain[d] += communities[c].solved_gain[d]
    for c in range(len(communities)):
        for d in range(N_DOMAINS):
            gain = communities[c].solved_gain[d]
            if len(offices) > 0 and offices[communities[c].district].district_places > 1:
                others = offices[communities[c].district].district_gain[d] - gain
                gain += how.solution_spill * max(others, 0.0) / (offices[communities[c].district].district_places - 1)
            kept = communities[c].solved_causes[d] * (1.0 - how.solution_fading)
            communities[c].solved_causes[d] = kept + min(gain, 1.0) * max(how.solving_limit - kept, 0.0)
