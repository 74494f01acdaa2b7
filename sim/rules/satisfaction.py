"""Experience, expectation, satisfaction and trust (E03, E47, E68; model.md 4.3)."""

from sim.rules.arithmetic import approach, logistic
from sim.rules.help import (
    COMMITTEE,
    DEPARTMENT,
    MISMATCHED,
    NEIGHBOURS,
    NOBODY,
    ORGANIZATION,
    RESOLVED,
    SETTLED,
    WAITING,
)
from sim.rules.information import BELIEVER
from sim.rules.rule import rule


@rule
def experience_help(
    case_end: int,
    helped_by: int,
    case_opened: int,
    month: int,
    experience: float,
    trust: float,
    helped_lately: float,
    experience_learning: float,
    help_quality: float,
    mismatch_quality: float,
    delay_cost: float,
    waiting_strength: float,
    negativity: float,
    trust_gain: float,
    trust_loss: float,
    openness: float,
    transparency_on_trust: float,
    fee_paid: int,
    price_burden: float,
    residents_departments: float,
) -> tuple[float, float, float]:
    """What a month with an open case does to experience, trust in government and the feeling of having been helped.

    Bad news weighs ``negativity`` times as much as good. Trust moves by what public channels did: it rises with a case
    solved there, more so where it is made public, and falls with one that was not solved or has waited more than a month.
    A fee takes from the quality of help. What departments did earns trust as far as residents are linked to them.
    """
    delay = 1.0 + delay_cost * (month - case_opened)
    solved = case_end == RESOLVED
    fitting = help_quality * (1.0 - price_burden * fee_paid) / delay
    unfit = mismatch_quality if (case_end == MISMATCHED) | (case_end == SETTLED) else 0.0
    quality = fitting if solved else unfit
    share = experience_learning * (waiting_strength if case_end == WAITING else 1.0)
    share = min(share * (negativity if quality < experience else 1.0), 1.0)
    public = (helped_by == COMMITTEE) | (helped_by == DEPARTMENT)
    let_down = (case_end != RESOLVED) & (public | ((helped_by == NOBODY) & (month > case_opened)))
    gain = trust_gain * (1.0 + transparency_on_trust * openness)
    gain *= residents_departments if helped_by == DEPARTMENT else 1.0
    gained, lost = gain * (1.0 - trust), trust_loss * trust
    trusted = trust + (gained if public & solved else 0.0)
    trusted -= lost if let_down else 0.0
    by_society = solved & ((helped_by == NEIGHBOURS) | (helped_by == ORGANIZATION))
    return approach(experience, quality, share), trusted, 1.0 if by_society else helped_lately


@rule
def judge(
    experience: float,
    expectation: float,
    belonging: float,
    habit: float,
    trust: float,
    helped_lately: float,
    case_domain: int,
    case_opened: int,
    month: int,
    publicity_reach: float,
    adaptation: float,
    gratitude_fading: float,
    promise: float,
    trust_usual: float,
    trust_drift: float,
    satisfaction_constant: float,
    performance_weight: float,
    disconfirmation_weight: float,
    belonging_on_satisfaction: float,
    participation_on_satisfaction: float,
    trust_on_satisfaction: float,
    waiting_on_satisfaction: float,
    rumour: int,
    rumour_on_satisfaction: float,
    registered: int,
    provision_felt: float,
    entitlement_felt: float,
    takes_part: int,
    deliberated: float,
    broken_promise: float,
    trust_from_deliberation: float,
) -> tuple[float, float, float, float]:
    """Satisfaction now, then expectation, trust and gratitude as they move on.

    Satisfaction is a logistic of performance, of experience minus expectation (Oliver's disconfirmation), belonging, habit,
    trust, waiting, a believed rumour and fairness (provision here, entitlements withheld from the unregistered). Expectation
    then follows experience and what publicity promises. What was promised and then not lived through costs trust, the more, the
    louder publicity is; deciding for themselves earns trust of those who take part.
    """
    waited = min(month - case_opened, 12) * (1.0 / 12.0) if case_domain > 0 else 0.0
    score = satisfaction_constant + provision_felt + performance_weight * (experience - 0.5)
    score += disconfirmation_weight * (experience - expectation) + belonging_on_satisfaction * (belonging - 0.5)
    score += (
        participation_on_satisfaction * habit + trust_on_satisfaction * (trust - 0.5) - waiting_on_satisfaction * waited
    )
    score -= rumour_on_satisfaction if rumour == BELIEVER else 0.0
    score += entitlement_felt if registered == 0 else 0.0
    expected = approach(expectation, experience, adaptation) + promise * publicity_reach * (1.0 - expectation)
    drifted = approach(trust, trust_usual, trust_drift)
    broken = broken_promise * publicity_reach * max(expectation - experience, 0.0)
    earned = trust_from_deliberation * deliberated * takes_part
    return (
        logistic(score),
        min(expected, 1.0),
        min(drifted * (1.0 - min(broken, 1.0)) + earned * (1.0 - trust), 1.0),
        helped_lately * gratitude_fading,
    )
