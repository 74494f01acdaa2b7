"""Information: the platform, open government, rumours and what stops them (E27, E57, E58; model.md 4.4)."""

from sim.parameters.information import Information, InformationPolicy
from sim.parameters.levers import Levers
from sim.parameters.participation import Participation
from sim.rules import rule
from sim.rules.arithmetic import exp, log, lost_at_half_life
from sim.rules.committee import platform_paid, together
from sim.state import Community, Resident, ResidentDraws
from sim.state.words import ADULT, BELIEVER, CORRECTED, FULL_TIE, IGNORANT, TIRED


@rule
def plan_information(here: Community, policy: InformationPolicy, how: Information) -> None:
    """What informing residents asks of a committee: a share of its usual hours, and yuan per resident and year.

    There is nothing to screen where there is no platform.
    """
    screened = policy.screening * policy.platform_reach
    here.information_time = (
        how.screening_time * screened
        + how.transparency_time * policy.transparency
        + how.face_to_face_time * policy.face_to_face
    )
    here.information_cost = how.platform_cost * policy.platform_reach + how.screening_cost * screened


@rule
def inform(here: Community, policy: Levers, how: Information) -> None:
    """What comes of it: the platform's reach, its screening, openness, residents met in person, publicity's reach.

    The platform goes as far as it is paid for; screening and openness as far as there are hours, and openness is seen
    offline in part, and only where residents and departments are linked.
    People are met where publicity and culture bring them together.
    """
    paid = platform_paid(here)
    platform = policy.information.platform_reach * paid
    staffed = here.committee_ease
    openness = (
        policy.information.transparency * staffed * (how.openness_offline + (1.0 - how.openness_offline) * platform)
    )
    openness = min(openness, 1.0) * policy.triad.residents_departments
    here.platform = platform
    here.screened = min(policy.information.screening * together(staffed, paid), 1.0)
    here.openness = openness
    here.met_in_person = policy.information.face_to_face * min(0.5 * (here.publicity_reach + here.culture_reach), 1.0)
    here.publicity_reach *= 1.0 + how.platform_on_publicity * platform


@rule
def count_passing_on(me: Resident, here: Community) -> None:
    """One of those who pass a rumour on this month: they believed it at the end of the last."""
    here.passing_on += 1 if me.rumour == BELIEVER else 0


@rule
def unheard(here: Community, contacts: float, *, believers: float) -> float:
    """Chance to hear from none of the believers, each of whom tells ``contacts`` of so many people: (1 - c/N)^I."""
    return exp(believers * log(1.0 - min(contacts / max(here.adults, 1.0), 1.0)))


@rule
def weigh_rumours(here: Community, how: Information) -> None:
    """The community's chances of the month: to hear a rumour, to believe what is heard, to stop believing.

    Under complete mixing everybody may hear it from everybody. On the platform those whom it reaches hear all believers
    whom it reaches, but for what screening takes down. A correction reaches believers on the screened platform, or in person.
    """
    online = how.platform_contacts * (1.0 - how.screening_effect * here.screened)
    uncorrected = (1.0 - how.correction_effect * here.platform * here.screened) * (
        1.0 - how.correction_effect * here.met_in_person
    )
    tires = lost_at_half_life(how.belief_half_life)
    kept = (1.0 - tires) * uncorrected
    here.heard_by_mixing = 1.0 - unheard(here, how.rumour_contacts, believers=here.passing_on)
    here.heard_online = here.platform * (1.0 - unheard(here, online, believers=here.passing_on * here.platform))
    here.credulity = how.believe_if_heard * (1.0 - how.transparency_on_belief * here.openness)
    here.tires = tires
    here.doubt = 1.0 - kept


@rule
def unheard_from_peers(me: Resident, how: Information) -> float:
    """Chance to hear a rumour from none of the tied residents who believe it, each telling some persons.

    Those who believe are counted by activation in hundredths: a tie half active brings half the chance. A believer tells as
    many persons whether ties are awake or not: of many that are awake, taken to be as many as one's own, each less often.
    """
    told = min(FULL_TIE * how.rumour_contacts / max(me.active_ties, FULL_TIE), 1.0)
    ties = me.peers_believing * 0.01
    whole = int(ties)
    by_one = 1.0 - told
    by_two = by_one * by_one
    by_four = by_two * by_two
    chance = 1.0 - told * (ties - whole)
    chance *= (by_one if whole & 1 != 0 else 1.0) * (by_two if whole & 2 != 0 else 1.0)
    return chance * (by_four if whole & 4 != 0 else 1.0) * (by_four * by_four if whole & 8 != 0 else 1.0)


@rule
def meet_rumour(
    me: Resident, here: Community, how: Information, participation: Participation, u: ResidentDraws
) -> None:
    """A resident's month among rumours: who believes one, who no longer does, and what believing costs in trust.

    Residents of 15 or older hear a rumour from elsewhere, from those they know or on the platform, and may believe it.
    Believers tire of it or are corrected. Both then resist what goes round, until that wears off; a new rumour, from
    elsewhere, finds them as open as anybody, and some of the corrected believe the old one again.
    """
    spared = 1.0 - here.heard_by_mixing if participation.complete_mixing != 0.0 else unheard_from_peers(me, how)
    around = 1.0 - (1.0 - here.heard_online) * spared if me.rumour == IGNORANT else 0.0
    heard = 1.0 - (1.0 - how.rumour_arrivals) * (1.0 - around)
    convinced = heard * here.credulity if me.age_group >= ADULT else 0.0
    relapse = how.relapse if me.rumour == CORRECTED else 0.0
    starts = 1.0 - (1.0 - convinced) * (1.0 - relapse)
    left = TIRED if u.rumour < here.tires else CORRECTED if u.rumour < here.doubt else BELIEVER
    forgets = me.rumour != IGNORANT and u.rumour >= max(1.0 - how.resistance_lost, starts)
    state = left if me.rumour == BELIEVER else BELIEVER if u.rumour < starts else IGNORANT if forgets else me.rumour
    me.rumour = state
    me.trust -= how.rumour_on_trust * me.trust if state == BELIEVER else 0.0
