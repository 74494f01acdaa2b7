"""Indicators: cases closed on paper, the book of reports beside the true one, evaluation of outcomes (E59, E68-E70)."""

from collections.abc import MutableSequence, Sequence

from sim.rules.arithmetic import approach, normal
from sim.rules.help import MISMATCHED, NOBODY, RESOLVED, SETTLED, WAITING, WITHDRAWN
from sim.rules.luck import philox
from sim.rules.queue import whose
from sim.rules.rule import rule

NO_EVALUATION, FIXED, DISTINCTIVE = range(3)
CHANGE, OUTCOME = range(2)
JUDGEMENT, INSIGHT = 920, 921


@rule
def feel_pressure(
    queue: Sequence[int],
    queue_length: int,
    helped_by: Sequence[int],
    standing_by: Sequence[int],
    pressure: MutableSequence[float],
) -> None:
    """How hard pressed a committee is: the share of known cases that nobody could serve this month."""
    unserved, n = 0, len(helped_by)
    for place in range(queue_length):
        lasting, i = whose(queue[place], n)
        unserved += (standing_by[i] if lasting else helped_by[i]) == NOBODY
    pressure[0] = unserved / max(queue_length, 1)


@rule
def close_on_paper(
    case_found: int,
    case_end: int,
    regime: float,
    feedback_weight: float,
    pressure: float,
    shortfall: float,
    paper_ease: float,
    shortfall_on_paper: float,
    u_paper: float,
) -> bool:
    """Whether a known case that stays open is reported closed: under fixed indicators that count, where staff is pressed.

    A committee that was judged below the others is pressed more.
    """
    pressed = pressure * (1.0 + shortfall_on_paper * shortfall)
    stays = (case_found != 0) & ((case_end == WAITING) | (case_end == MISMATCHED))
    return stays & (regime == FIXED) & (u_paper < paper_ease * feedback_weight * pressed)


@rule
def resent_paper(trust: float, paper_closed: int, paper_trust_loss: float) -> float:
    """Trust of a resident whose open case was reported closed."""
    return trust - paper_trust_loss * trust * paper_closed


@rule
def book_reports(
    case_domain: Sequence[int],
    case_found: Sequence[int],
    newly_found: Sequence[int],
    case_end: Sequence[int],
    paper_closed: Sequence[int],
    holders: Sequence[int],
    n_holders: int,
    reported_opened: MutableSequence[int],
    reported_closed: MutableSequence[int],
    closed_on_paper: MutableSequence[int],
) -> None:
    """The month in the book of reports: a case is opened there when it is found, and closed truly or on paper."""
    opened, closed, on_paper = 0, 0, 0
    for place in range(n_holders):
        i = holders[place]
        known = (case_domain[i] > 0) & (case_found[i] > 0)
        end = case_end[i]
        ended = (end == RESOLVED) | (end == WITHDRAWN) | (end == SETTLED)
        opened += known & (newly_found[i] > 0)
        on_paper += known & (paper_closed[i] > 0)
        closed += known & (ended | (paper_closed[i] > 0))
    reported_opened[0], reported_closed[0], closed_on_paper[0] = opened, closed, on_paper


@rule
def measure(reported_closed: int, known_open: int) -> float:
    """Cases closed as a share of those closed and still open in a book."""
    return reported_closed / (reported_closed + known_open) if reported_closed + known_open > 0 else 0.0


@rule
def error(
    slot: int, month: int, purpose: int, key_low: int, key_high: int, evaluation_effort: float, noise: float
) -> float:
    """The error of an evaluation, normal; its spread is ``noise`` without effort and half of it with the usual effort."""
    word, _, _, _ = philox(slot, month, purpose, 0, key_low, key_high)
    return noise / (1.0 + evaluation_effort) * normal((word + 0.5) / 4294967296.0)


@rule
def evaluate(
    n_communities: int,
    month: int,
    key_low: int,
    key_high: int,
    n_residents: Sequence[int],
    resolved: Sequence[int],
    reported_closed: Sequence[int],
    known_open: Sequence[int],
    regime: Sequence[float],
    judged_by: Sequence[float],
    feedback_weight: Sequence[float],
    evaluation_months: Sequence[float],
    evaluation_effort: Sequence[float],
    learning_rate: Sequence[float],
    evaluation_noise: float,
    shortfall_scale: float,
    reported_lately: MutableSequence[float],
    true_lately: MutableSequence[float],
    evaluations: MutableSequence[int],
    performance_seen: MutableSequence[float],
    judged: MutableSequence[float],
    shortfall: MutableSequence[float],
    insight: MutableSequence[float],
    insight_error: MutableSequence[float],
) -> None:
    """Offices evaluate communities when it is due, and see a noisy performance; who is judged below the mean falls short.

    Fixed indicators measure what is reported closed, distinctive ones what is truly resolved; both are judged by the level
    or by its change since the last evaluation. What offices believe follows what they see by ``learning_rate``.
    """
    people, total = 0, 0.0
    for c in range(n_communities):
        n_true = 0
        for d in range(8):
            n_true += resolved[c * 8 + d]
        reported_lately[c] = approach(reported_lately[c], measure(reported_closed[c], known_open[c]), 1.0 / 12.0)
        true_lately[c] = approach(true_lately[c], measure(n_true, known_open[c]), 1.0 / 12.0)
        if regime[c] != NO_EVALUATION and (month + 1) % evaluation_months[c] == 0.0:
            measured = reported_lately[c] if regime[c] == FIXED else true_lately[c]
            wrong = error(c, month, JUDGEMENT, key_low, key_high, evaluation_effort[c], evaluation_noise)
            share = learning_rate[c] if evaluations[c] > 0 else 1.0
            before = performance_seen[c]
            performance_seen[c] = min(max(approach(before, measured + wrong, share), 0.0), 1.0)
            judged[c] = performance_seen[c] - (before if judged_by[c] == CHANGE else 0.0)
            evaluations[c] += 1
        if evaluations[c] > 0:
            people += n_residents[c]
            total += n_residents[c] * judged[c]
    for c in range(n_communities):
        below = (total / max(people, 1) - judged[c]) / shortfall_scale if evaluations[c] > 0 else 0.0
        shortfall[c] = min(max(below, 0.0), 1.0)
    inform_offices(
        n_communities,
        month,
        key_low,
        key_high,
        n_residents,
        regime,
        judged_by,
        feedback_weight,
        evaluation_months,
        evaluation_effort,
        learning_rate,
        evaluation_noise,
        insight,
        insight_error,
    )


@rule
def inform_offices(
    n_communities: int,
    month: int,
    key_low: int,
    key_high: int,
    n_residents: Sequence[int],
    regime: Sequence[float],
    judged_by: Sequence[float],
    feedback_weight: Sequence[float],
    evaluation_months: Sequence[float],
    evaluation_effort: Sequence[float],
    learning_rate: Sequence[float],
    evaluation_noise: float,
    insight: MutableSequence[float],
    insight_error: MutableSequence[float],
) -> None:
    """What departments learn from distinctive indicators of outcome: by weight and learning rate, and how wrong it is.

    Evaluations less than once a year inform as much less of a year's budget.
    """
    people, weighed, effort = 0, 0.0, 0.0
    for c in range(n_communities):
        people += n_residents[c]
        learned = feedback_weight[c] * learning_rate[c] * min(12.0 / evaluation_months[c], 1.0)
        weighed += n_residents[c] * learned if regime[c] == DISTINCTIVE and judged_by[c] == OUTCOME else 0.0
        effort += n_residents[c] * evaluation_effort[c]
    for o in range(len(insight)):
        insight[o] = weighed / max(people, 1)
        insight_error[o] = error(o, month, INSIGHT, key_low, key_high, effort / max(people, 1), evaluation_noise)
