"""Experience, expectation, satisfaction and trust (E03, E47, E68; model.md 4.3)."""

from sim.parameters.committee import Triad
from sim.parameters.world import World
from sim.rules import rule
from sim.rules.arithmetic import ONE, approach, fixed, logistic
from sim.rules.help import is_public, is_societys
from sim.state import Community, Resident
from sim.state.words import BELIEVER, DEPARTMENT, MISMATCHED, NOBODY, RESOLVED, SETTLED, WAITING


@rule
def experience_help(me: Resident, here: Community, policy: Triad, world: World, month: int) -> None:
    """What a month with an open case does to experience, trust in government and the feeling of having been helped.

    Bad news weighs ``negativity`` times as much as good. Trust moves by what public channels did: it rises with a case
    solved there, more so where it is made public, and falls with one that was not solved or has waited more than a month.
    A fee takes from the quality of help, and a case solved alone is no experience of it. What departments did earns trust as
    far as residents are linked to them.
    """
    delay = 1.0 + world.satisfaction.delay_cost * (month - me.case_opened)
    solved = me.case_end == RESOLVED
    fitting = world.satisfaction.help_quality * (1.0 - world.market.price_burden * me.fee_paid) / delay
    unfit = world.satisfaction.mismatch_quality if me.case_end == MISMATCHED or me.case_end == SETTLED else 0.0
    quality = fitting if solved else unfit
    share = here.experience_learning * (world.satisfaction.waiting_strength if me.case_end == WAITING else 1.0)
    share = min(share * (world.satisfaction.negativity if quality < me.experience else 1.0), 1.0)
    share = 0.0 if solved and me.helped_by == NOBODY else share
    public = is_public(me.helped_by)
    let_down = me.case_end != RESOLVED and (public or (me.helped_by == NOBODY and month > me.case_opened))
    gain = world.satisfaction.trust_gain * (1.0 + world.information.transparency_on_trust * here.openness)
    gain *= policy.residents_departments if me.helped_by == DEPARTMENT else 1.0
    gained, lost = gain * (1.0 - me.trust), world.satisfaction.trust_loss * me.trust
    trusted = me.trust + (gained if public and solved else 0.0)
    trusted -= lost if let_down else 0.0
    by_society = is_societys(me.helped_by) and solved
    me.experience = approach(me.experience, target=quality, share=share)
    me.trust = trusted
    me.helped_lately = 1.0 if by_society else me.helped_lately


@rule
def count_experience(me: Resident, here: Community) -> None:
    """What residents have experienced, for the mean that others go by."""
    here.experience_sum += fixed(me.experience)


@rule
def judge(me: Resident, here: Community, world: World, month: int) -> None:
    """Satisfaction now, then expectation, trust and gratitude as they move on.

    Satisfaction is a logistic of performance, of experience minus expectation (Oliver's disconfirmation), belonging, habit,
    trust, waiting, a believed rumour and fairness (provision here, entitlements withheld from the unregistered). Expectation
    then follows own experience, that of all in the community, and what publicity promises. What was promised and then not
    lived through costs trust, the more, the louder publicity is; deciding for themselves earns trust of those who take part.
    """
    waited = min(month - me.case_opened, 12) * (1.0 / 12.0) if me.case_domain > 0 else 0.0
    score = (
        world.satisfaction.satisfaction_constant
        + here.provision_felt
        + world.satisfaction.performance_weight * (me.experience - 0.5)
    )
    score += world.satisfaction.disconfirmation_weight * (
        me.experience - me.expectation
    ) + world.satisfaction.belonging_on_satisfaction * (me.belonging - 0.5)
    score += (
        world.satisfaction.participation_on_satisfaction * me.habit
        + world.satisfaction.trust_on_satisfaction * (me.trust - 0.5)
        - world.satisfaction.waiting_on_satisfaction * waited
    )
    score -= world.information.rumour_on_satisfaction if me.rumour == BELIEVER else 0.0
    score += here.entitlement_felt if me.registered == 0 else 0.0
    around = here.experience_sum / (ONE * max(here.n_residents, 1))
    expected = approach(
        me.expectation,
        target=approach(me.experience, target=around, share=world.satisfaction.others_on_expectation),
        share=here.adaptation,
    ) + world.satisfaction.promise * here.publicity_reach * (1.0 - me.expectation)
    drifted = approach(me.trust, target=world.satisfaction.trust_usual, share=world.satisfaction.trust_drift)
    broken = world.satisfaction.broken_promise * here.publicity_reach * max(me.expectation - me.experience, 0.0)
    earned = world.deliberation.trust_from_deliberation * here.deliberated * me.takes_part
    me.satisfaction = logistic(score)
    me.expectation = min(expected, 1.0)
    me.trust = min(drifted * (1.0 - min(broken, 1.0)) + earned * (1.0 - me.trust), 1.0)
    me.helped_lately *= here.gratitude_fading
