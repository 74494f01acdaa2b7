"""Committees decide where their free hours go, and look at those who were judged better (E11, E69, E70, E82)."""

from sim.parameters.levers import Levers
from sim.parameters.method_choice import Leaning
from sim.parameters.world import World
from sim.rules import rule
from sim.rules.arithmetic import approach, exp, gumbel, lost_at_half_life
from sim.rules.random_numbers import WORD, philox
from sim.state import Community, Many, Office
from sim.state.random_numbers import METHODS_OF
from sim.state.words import (
    ASK,
    CULTIVATE,
    DISTINCTIVE,
    FIXED,
    INVOLVE,
    MARKET_TYPE,
    N_DOMAINS,
    N_METHODS,
    N_TYPES,
    NO_MODEL,
    PUBLICIZE,
    RURAL,
    SERVE,
    SOLVE,
    SURVEY,
    TRADITIONAL,
)

QUARTER = 3
FOR_REVIEW, FOR_VISIT, FOR_KEEPING, FOR_METHOD = 0, 1, 2, 3
"""What a draw is for; a method's place is added to the last."""


@rule
def guidance(policy: Levers, method: int) -> float:
    """The intensity of a method that the city asks for."""
    if method == PUBLICIZE:
        return policy.methods.publicity
    if method == CULTIVATE:
        return policy.methods.culture
    if method == SURVEY:
        return policy.provision.survey_effort
    if method == SERVE:
        return policy.methods.service
    if method == ASK:
        return policy.methods.asking
    return policy.methods.problem_solving if method == SOLVE else policy.methods.organization_involvement


@rule
def hours_of(world: World, method: int) -> float:
    """The share of usual hours that a method takes at intensity 1."""
    if method == PUBLICIZE:
        return world.committees.publicity_time
    if method == CULTIVATE:
        return world.committees.culture_time
    if method == SURVEY:
        return world.committees.survey_time
    if method == SERVE:
        return world.committees.service_time
    if method == ASK:
        return world.membership.asking_time
    return world.programmes.solving_time if method == SOLVE else world.programmes.involvement_time


@rule
def hours_asked(policy: Levers, world: World, method: int) -> float:
    """The share of usual hours that the city's guidance gives a method."""
    return hours_of(world, method) * guidance(policy, method)


@rule
def set_work(here: Community, policy: Levers, world: World) -> None:
    """How intensely the committee means to work in each way: the city's guidance, bent by its own leaning.

    Leaning moves hours from one method to another and asks for no more of them in all; what the city does not ask for at
    all is not done.
    """
    asked, bent = 0.0, 0.0
    for m in range(N_METHODS):
        hours = hours_asked(policy, world, m)
        asked += hours
        bent += hours * exp(here.leaning[m])
    for m in range(N_METHODS):
        here.work[m] = guidance(policy, m) * exp(here.leaning[m]) * (asked / bent if bent > 0.0 else 1.0)


@rule
def rewarded(how: Leaning, regime: int, *, method: int) -> float:
    """What the indicators of an evaluation make of a method: fixed ones see reports, distinctive ones true solutions."""
    solves = method == SERVE or method == SURVEY or method == SOLVE or method == INVOLVE
    if regime == DISTINCTIVE:
        return 1.0 if solves else 0.0
    seen = 1.0 if method == PUBLICIZE else how.reports_by_service if method == SERVE else 0.0
    return seen if regime == FIXED else 0.0


@rule
def find_models(communities: Many[Community], offices: Many[Office]) -> None:
    """The community of each type that was judged best, in each street and each district; the first of equals."""
    if len(offices) == 0:
        return
    for o in range(len(offices)):
        for kind in range(N_TYPES):
            offices[o].best[kind] = NO_MODEL
    for c in range(len(communities)):
        for o in (communities[c].street, communities[c].district):
            best = offices[o].best[communities[c].kind]
            if best == NO_MODEL or communities[c].judged > communities[best].judged:
                offices[o].best[communities[c].kind] = c


@rule
def model_of(communities: Many[Community], offices: Many[Office], c: int, visits: bool) -> int:
    """Whom a committee looks at: the best judged of its type in its street, then in its district, if judged better.

    Who is taken on a visit sees the better judged of the two urban types' best in the district.
    """
    if len(offices) == 0:
        return NO_MODEL
    district = communities[c].district
    if visits:
        one, other = offices[district].best[TRADITIONAL], offices[district].best[MARKET_TYPE]
        if one == NO_MODEL or other == NO_MODEL:
            return max(one, other)
        return other if communities[other].judged > communities[one].judged else one
    near, far = (
        offices[communities[c].street].best[communities[c].kind],
        offices[district].best[communities[c].kind],
    )
    if communities[near].judged > communities[c].judged:
        return near
    return far if communities[far].judged > communities[c].judged else NO_MODEL


@rule
def drawn(key: tuple[int, int, int, int], what: int) -> float:
    """A uniform of a committee's month."""
    word, _, _, _ = philox(key[0], month=key[1], purpose=METHODS_OF, entered=what, key_low=key[2], key_high=key[3])
    return (word + 0.5) / WORD


@rule
def utility(communities: Many[Community], policies: Many[Levers], world: World, c: int, *, method: int) -> float:
    """What a step towards a method promises the committee: reward, what better judged ones do, backlog, attendance, guidance.

    It knows what it is judged by and how it was judged, its model's leaning, its own known cases and who takes part.
    """
    fixed = rewarded(world.leaning, FIXED, method=method)
    reward = (
        policies[c].evaluation.feedback_weight
        * rewarded(world.leaning, policies[c].evaluation.regime, method=method)
        * (1.0 + communities[c].shortfall)
        - world.leaning.rewarded_usual * fixed
    )
    promised = world.leaning.reward_weight * reward
    promised -= world.leaning.guidance_weight * communities[c].leaning[method]
    if communities[c].looks_to != NO_MODEL:
        model = communities[c].looks_to
        better = (communities[model].judged - communities[c].judged) / world.cases.shortfall_scale
        more = communities[model].leaning[method] - communities[c].leaning[method]
        promised += world.leaning.imitation_weight * min(max(better, 0.0), 1.0) * more
    if method == SERVE and communities[c].backlog_usual > 0.0:
        beyond = known_of(communities, c) / communities[c].backlog_usual - 1.0
        promised += world.leaning.backlog_weight * min(beyond, 1.0)
    if (method == CULTIVATE or method == ASK) and communities[c].attendance_usual > 0.0:
        came = communities[c].active_residents / max(communities[c].adults, 1)
        promised += world.leaning.attendance_weight * max(1.0 - came / communities[c].attendance_usual, -1.0)
    return promised


@rule
def decide_methods(
    communities: Many[Community],
    offices: Many[Office],
    policies: Many[Levers],
    world: World,
    month: int,
    *,
    key_low: int,
    key_high: int,
) -> None:
    """Each quarter some committees decide: hours stay where they are, or move a step towards one of the methods.

    Steps are taken together, on what everybody did before. A step towards one method is one away from the others, so leaning
    stays a division of hours. Whoever decides also sees its model's practice, which rural committees that the city takes on
    a visit see in a mature urban community.
    """
    for c in range(len(communities)):
        remember(communities, world, c, month=month)
    if world.leaning.committees_decide == 0 or month % QUARTER != 0:
        return
    find_models(communities, offices)
    for c in range(len(communities)):
        key = (c, month, key_low, key_high)
        reviews = drawn(key, FOR_REVIEW) < world.leaning.review_share
        visits = communities[c].kind == RURAL and drawn(key, FOR_VISIT) < policies[c].learning.transfer
        communities[c].looks_to = model_of(communities, offices, c, visits) if reviews else NO_MODEL
        communities[c].moves_to, best = N_METHODS, world.leaning.keeping_weight + gumbel(drawn(key, FOR_KEEPING))
        for m in range(N_METHODS):
            if reviews and hours_asked(policies[c], world, m) > 0.0:
                promised = utility(communities, policies, world, c, method=m) + gumbel(drawn(key, FOR_METHOD + m))
                communities[c].moves_to = m if promised > best else communities[c].moves_to
                best = max(promised, best)
        communities[c].practice_seen = 0.0
        if communities[c].looks_to != NO_MODEL:
            model = communities[c].looks_to
            communities[c].practice_seen = (
                world.programmes.practice[communities[model].kind] + communities[model].practice_gained
            )
    for c in range(len(communities)):
        take_step(communities, policies, world, c)
        take_over(communities, world, c)


@rule
def known_of(communities: Many[Community], c: int) -> int:
    """Known cases of a community."""
    known = 0
    for d in range(N_DOMAINS):
        known += communities[c].known_cases[d]
    return known


@rule
def remember(communities: Many[Community], world: World, c: int, *, month: int) -> None:
    """What a committee takes for usual: its known cases, and the share of residents of 15 or older who take part.

    It begins as the mean of the months that there were.
    """
    there = month - communities[c].starting_month
    if there == 0:
        return
    learned = max(lost_at_half_life(world.leaning.usual_half_life), 1.0 / there)
    came = communities[c].active_residents / max(communities[c].adults, 1)
    communities[c].backlog_usual = approach(
        communities[c].backlog_usual, target=known_of(communities, c), share=learned
    )
    communities[c].attendance_usual = approach(communities[c].attendance_usual, target=came, share=learned)


@rule
def take_step(communities: Many[Community], policies: Many[Levers], world: World, c: int) -> None:
    """Carry out the step that was decided, and centre leanings by the hours that the city's guidance gives each method."""
    if communities[c].moves_to == N_METHODS:
        return
    communities[c].leaning[communities[c].moves_to] += world.leaning.method_step
    hours, sum_of = 0.0, 0.0
    for m in range(N_METHODS):
        asked = hours_asked(policies[c], world, m)
        hours += asked
        sum_of += asked * communities[c].leaning[m]
    for m in range(N_METHODS):
        asked = hours_asked(policies[c], world, m)
        communities[c].leaning[m] -= sum_of / hours if asked > 0.0 else 0.0


@rule
def take_over(communities: Many[Community], world: World, c: int) -> None:
    """Practice better than one's own that was seen at work is taken over in part, as far as the committee gets round to it.

    What comes from communities of another type is new for a while.
    """
    own = world.programmes.practice[communities[c].kind] + communities[c].practice_gained
    ahead = communities[c].practice_seen - own
    if ahead <= 0.0:
        return
    taken = world.programmes.practice_taken * min(communities[c].committee_reach, 1.0)
    communities[c].practice_gained += taken * ahead
    if communities[communities[c].looks_to].kind != communities[c].kind:
        communities[c].practice_new = approach(communities[c].practice_new, target=1.0, share=taken)
