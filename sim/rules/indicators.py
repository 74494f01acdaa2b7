"""Indicators: cases closed on paper, the book of reports beside the true one, evaluation of outcomes (E59, E68-E70)."""

from sim.parameters.escalation import Cases
from sim.parameters.indicators import Evaluation
from sim.rules import rule
from sim.rules.arithmetic import approach, normal
from sim.rules.queue import whose
from sim.rules.random_numbers import WORD, philox
from sim.state import Community, Many, Office, Resident, ResidentDraws
from sim.state.random_numbers import INSIGHT_OF, JUDGEMENT_OF
from sim.state.words import (
    CHANGE,
    DISTINCTIVE,
    FIXED,
    MISMATCHED,
    N_DOMAINS,
    NO_EVALUATION,
    NOBODY,
    OUTCOME,
    RESOLVED,
    SETTLED,
    WAITING,
    WITHDRAWN,
)


@rule
def feel_pressure(residents: Many[Resident], here: Community) -> None:
    """How hard pressed a committee is, the share of known cases that nobody could serve; and the share of true ones helped.

    True cases are all open and standing ones, known or not: hidden, waiting, misfit and paper-closed ones are not helped.
    """
    queue = residents.column(Resident.queue)
    holders = residents.column(Resident.holders)

    unserved, n = 0, len(residents)
    for place in range(here.queue_length):
        lasting, i = whose(queue[place], n_residents=n)
        unserved += (residents[i].standing_by if lasting else residents[i].helped_by) == NOBODY
    here.pressure = unserved / max(here.queue_length, 1)
    true, helped = 0, 0
    for place in range(here.n_holders):
        i = holders[place]
        has, frail = residents[i].case_domain > 0, residents[i].standing_domain > 0
        true += has
        true += frail
        helped += has and residents[i].case_end == RESOLVED
        helped += frail and residents[i].standing_by != NOBODY
    here.helped_share = helped / true if true > 0 else 1.0


@rule
def close_on_paper(me: Resident, here: Community, policy: Evaluation, how: Cases, u: ResidentDraws) -> None:
    """Whether a known case that stays open is reported closed: under fixed indicators that count, where staff is pressed.

    A committee that was judged below the others is pressed more.
    """
    pressed = here.pressure * (1.0 + how.shortfall_on_paper * max(here.shortfall, 0.0))
    stays = me.case_found != 0 and (me.case_end == WAITING or me.case_end == MISMATCHED)
    me.paper_closed = stays and policy.regime == FIXED and u.paper < how.paper_ease * policy.feedback_weight * pressed


@rule
def resent_paper(me: Resident, how: Cases) -> None:
    """Trust of a resident whose open case was reported closed."""
    me.trust -= how.paper_trust_loss * me.trust * me.paper_closed


@rule
def book_reports(residents: Many[Resident], here: Community) -> None:
    """The month in the book of reports: a case is opened there when it is found, and closed truly or on paper."""
    holders = residents.column(Resident.holders)

    opened, closed, on_paper = 0, 0, 0
    for place in range(here.n_holders):
        i = holders[place]
        known = residents[i].case_domain > 0 and residents[i].case_found > 0
        end = residents[i].case_end
        ended = end == RESOLVED or end == WITHDRAWN or end == SETTLED
        opened += known and residents[i].newly_found > 0
        on_paper += known and residents[i].paper_closed > 0
        closed += known and (ended or residents[i].paper_closed > 0)
    here.reported_opened, here.reported_closed, here.closed_on_paper = opened, closed, on_paper


@rule
def measure(reported_closed: int, *, known_open: int) -> float:
    """Cases closed as a share of those closed and still open in a book."""
    return reported_closed / (reported_closed + known_open) if reported_closed + known_open > 0 else 0.0


@rule
def error(
    how: Cases, slot: int, *, month: int, purpose: int, key_low: int, key_high: int, evaluation_effort: float
) -> float:
    """The error of an evaluation, normal; its spread is ``noise`` without effort and half of it with the usual effort."""
    word, _, _, _ = philox(slot, month=month, purpose=purpose, entered=0, key_low=key_low, key_high=key_high)
    return how.evaluation_noise / (1.0 + evaluation_effort) * normal((word + 0.5) / WORD)


@rule
def evaluate(
    communities: Many[Community],
    offices: Many[Office],
    policies: Many[Evaluation],
    how: Cases,
    month: int,
    *,
    key_low: int,
    key_high: int,
) -> None:
    """Offices evaluate communities when it is due, and see a noisy performance; who is judged below the mean falls short.

    Fixed indicators measure what is reported closed, distinctive ones what is truly resolved; both are judged by the level
    or by its change since the last evaluation. A shortfall below nothing is a lead. What offices believe follows what they
    see by ``learning_rate``.
    """
    people, total = 0, 0.0
    for c in range(len(communities)):
        n_true = 0
        for d in range(N_DOMAINS):
            n_true += communities[c].resolved[d]
        communities[c].reported_lately = approach(
            communities[c].reported_lately,
            target=measure(communities[c].reported_closed, known_open=communities[c].known_open),
            share=1.0 / 12.0,
        )
        communities[c].true_lately = approach(
            communities[c].true_lately, target=measure(n_true, known_open=communities[c].known_open), share=1.0 / 12.0
        )
        if policies[c].regime != NO_EVALUATION and (month + 1) % policies[c].evaluation_months == 0.0:
            measured = communities[c].reported_lately if policies[c].regime == FIXED else communities[c].true_lately
            wrong = error(
                how,
                c,
                month=month,
                purpose=JUDGEMENT_OF,
                key_low=key_low,
                key_high=key_high,
                evaluation_effort=policies[c].evaluation_effort,
            )
            share = policies[c].learning_rate if communities[c].evaluations > 0 else 1.0
            before = communities[c].performance_seen
            communities[c].performance_seen = min(max(approach(before, target=measured + wrong, share=share), 0.0), 1.0)
            communities[c].judged = communities[c].performance_seen - (
                before if policies[c].judged_by == CHANGE else 0.0
            )
            communities[c].evaluations += 1
        if communities[c].evaluations > 0:
            people += communities[c].n_residents
            total += communities[c].n_residents * communities[c].judged
    for c in range(len(communities)):
        below = (
            (total / max(people, 1) - communities[c].judged) / how.shortfall_scale
            if communities[c].evaluations > 0
            else 0.0
        )
        communities[c].shortfall = min(max(below, -1.0), 1.0)
    inform_offices(
        communities, offices, policies, how, len(communities), month=month, key_low=key_low, key_high=key_high
    )


@rule
def inform_offices(
    communities: Many[Community],
    offices: Many[Office],
    policies: Many[Evaluation],
    how: Cases,
    n_communities: int,
    *,
    month: int,
    key_low: int,
    key_high: int,
) -> None:
    """What departments learn from distinctive indicators of outcome: by weight and learning rate, and how wrong it is.

    Evaluations less than once a year inform as much less of a year's budget.
    """
    people, weighed, effort = 0, 0.0, 0.0
    for c in range(n_communities):
        people += communities[c].n_residents
        learned = (
            policies[c].feedback_weight * policies[c].learning_rate * min(12.0 / policies[c].evaluation_months, 1.0)
        )
        weighed += (
            communities[c].n_residents * learned
            if policies[c].regime == DISTINCTIVE and policies[c].judged_by == OUTCOME
            else 0.0
        )
        effort += communities[c].n_residents * policies[c].evaluation_effort
    for o in range(len(offices)):
        offices[o].insight = weighed / max(people, 1)
        offices[o].insight_error = error(
            how,
            o,
            month=month,
            purpose=INSIGHT_OF,
            key_low=key_low,
            key_high=key_high,
            evaluation_effort=effort / max(people, 1),
        )
