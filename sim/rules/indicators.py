"""Indicators: cases closed on paper, the book of reports beside the true one, evaluation of outcomes (E59, E68-E70)."""

from collections.abc import MutableSequence, Sequence

from sim.rules.help import MISMATCHED, NOBODY, RESOLVED, SETTLED, WAITING, WITHDRAWN
from sim.rules.rule import rule

NO_EVALUATION, FIXED, OUTCOME = range(3)


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
        i = queue[place]
        unserved += (helped_by[i] if i < n else standing_by[i - n]) == NOBODY
    pressure[0] = unserved / max(queue_length, 1)


@rule
def close_on_paper(
    case_found: int,
    case_end: int,
    regime: float,
    feedback_weight: float,
    pressure: float,
    paper_ease: float,
    u_paper: float,
) -> bool:
    """Whether a known case that stays open is reported closed: under fixed indicators that count, where staff is pressed."""
    stays = case_found != 0 and (case_end == WAITING or case_end == MISMATCHED)
    return stays and regime == FIXED and u_paper < paper_ease * feedback_weight * pressure


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
    reported_opened[0] = reported_closed[0] = closed_on_paper[0] = 0
    for place in range(n_holders):
        i = holders[place]
        if case_domain[i] > 0 and case_found[i] > 0:
            end = case_end[i]
            reported_opened[0] += newly_found[i]
            closed_on_paper[0] += paper_closed[i]
            reported_closed[0] += end == RESOLVED or end == WITHDRAWN or end == SETTLED or paper_closed[i] > 0


@rule
def count_report(case_domain: int, case_found: int) -> int:
    """Whether a case is open in the book of reports."""
    return 1 if case_domain > 0 and case_found > 0 else 0


@rule
def evaluate(
    n_communities: int,
    n_residents: Sequence[int],
    regime: Sequence[float],
    feedback_weight: Sequence[float],
    insight: MutableSequence[float],
) -> None:
    """What offices learn from an evaluation of outcomes: its weight where there is one, by residents."""
    people, weighed = 0, 0.0
    for c in range(n_communities):
        people += n_residents[c]
        weighed += n_residents[c] * feedback_weight[c] if regime[c] == OUTCOME else 0.0
    for o in range(len(insight)):
        insight[o] = weighed / max(people, 1)
