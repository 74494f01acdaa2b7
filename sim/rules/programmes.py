"""Programmes of a committee: one-stop centre, solving causes, brokerage, practice from elsewhere (E13, E30, E81, E82)."""

from collections.abc import MutableSequence, Sequence

from sim.rules.rule import rule

MARKET_TYPE, RURAL = 1, 2


@rule
def plan_programmes(
    kind: int,
    one_stop: float,
    problem_solving: float,
    organization_involvement: float,
    transfer: float,
    decided_here: float,
    one_stop_time: float,
    one_stop_cost: float,
    solving_time: float,
    solving_cost: float,
    involvement_time: float,
    involvement_cost: float,
    transfer_time: float,
    transfer_cost: float,
    deliberation_time: float,
    deliberation_cost: float,
) -> tuple[float, float]:
    """What the programmes ask of a committee: a share of its usual hours, and yuan per resident and year.

    Only rural communities take practice over. Deciding in meetings of residents is a programme too.
    """
    learning = transfer if kind == RURAL else 0.0
    hours = one_stop_time * one_stop + solving_time * problem_solving
    hours += involvement_time * organization_involvement + transfer_time * learning + deliberation_time * decided_here
    money = one_stop_cost * one_stop + solving_cost * problem_solving
    money += involvement_cost * organization_involvement + transfer_cost * learning
    return hours, money + deliberation_cost * decided_here


@rule
def carry_out(
    one_stop: float,
    problem_solving: float,
    organization_involvement: float,
    committee_ease: float,
    paid_share: float,
    broker_on_fit: float,
    broker_on_volunteers: float,
) -> tuple[float, float, float, float]:
    """What comes of them, as far as there are hours and money.

    Returns the one-stop centre's openness, the reach of problem solving, the share of misfits that brokers avoid, and the
    share of volunteers' other hours for cases that they bring to filed groups.
    """
    reach = committee_ease * paid_share
    involved = organization_involvement * reach
    opened = one_stop * min(committee_ease, 1.0) * paid_share
    return (
        opened,
        problem_solving * reach,
        min(broker_on_fit * involved, 0.9),
        min(broker_on_volunteers * involved, 1.0),
    )


@rule
def practise(
    kind: int,
    practice_gained: float,
    transfer: float,
    committee_ease: float,
    paid_share: float,
    survey_knowledge: float,
    practice: Sequence[float],
    transfer_speed: float,
    transfer_misfit: float,
) -> tuple[float, float]:
    """What a rural community has gained from mature urban ones, and the chance that public help fails for want of practice.

    It comes closer to the better of the two urban types every month. What is taken over while it is being learned fails
    where it was made for other people, the more, the less is known of one's own.
    """
    lacking = max(1.0 - practice[kind] - practice_gained, 0.0)
    if kind != RURAL or transfer == 0.0:
        return practice_gained, lacking
    ahead = max(max(practice[0], practice[MARKET_TYPE]) - practice[kind] - practice_gained, 0.0)
    gained = practice_gained + transfer * transfer_speed * min(committee_ease, 1.0) * paid_share * ahead
    return gained, min(lacking + transfer * transfer_misfit * (1.0 - survey_knowledge), 1.0)


@rule
def avert(
    case_domain: int, case_complex: int, spared: int, solved_causes: Sequence[float], u_averted: float
) -> tuple[bool, int, int]:
    """Whether a new case stands, its domain, whether it is complex; zeros where the need is spared or its causes are solved."""
    arises = spared == 0 and u_averted >= solved_causes[case_domain - 1]
    return arises, case_domain if arises else 0, case_complex if arises else 0


@rule
def solve_causes(
    n_communities: int,
    n_residents: Sequence[int],
    district: Sequence[int],
    role: Sequence[int],
    resolved: Sequence[int],
    solving_reach: Sequence[float],
    solving_effect: float,
    solving_limit: float,
    solution_fading: float,
    solution_spill: float,
    solved_gain: MutableSequence[float],
    solved_causes: MutableSequence[float],
    district_gain: MutableSequence[float],
    district_places: MutableSequence[int],
) -> None:
    """A problem solved well is solved for neighbours too: causes solved by domain here, and a little in the whole district.

    A community gains by its reach and by the cases that it resolved in the domain. Of the mean gain of the district's other
    communities it gets ``solution_spill``. Solutions fade, and never solve more than ``solving_limit`` of the causes.
    """
    for o in range(len(role)):
        district_places[o] = 0
        for d in range(8):
            district_gain[o * 8 + d] = 0.0
    for c in range(n_communities):
        if len(role) > 0:
            district_places[district[c]] += 1
        for d in range(8):
            solved = 1000.0 * resolved[c * 8 + d] / max(n_residents[c], 1)
            solved_gain[c * 8 + d] = min(solving_effect * solving_reach[c] * solved, 1.0)
            if len(role) > 0:
                district_gain[district[c] * 8 + d] += solved_gain[c * 8 + d]
    for c in range(n_communities):
        for d in range(8):
            gain = solved_gain[c * 8 + d]
            if len(role) > 0 and district_places[district[c]] > 1:
                others = district_gain[district[c] * 8 + d] - gain
                gain += solution_spill * max(others, 0.0) / (district_places[district[c]] - 1)
            kept = solved_causes[c * 8 + d] * (1.0 - solution_fading)
            solved_causes[c * 8 + d] = kept + min(gain, 1.0) * max(solving_limit - kept, 0.0)
