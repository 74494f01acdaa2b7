"""Information: the platform, open government, rumours and what stops them (E27, E57, E58; model.md 4.4)."""

from sim.rules.arithmetic import exp, log, lost_at_half_life
from sim.rules.beginnings import FULL, tie_share
from sim.rules.rule import rule

IGNORANT, BELIEVER, IMMUNE = 0, 1, 2


@rule
def plan_information(
    platform_reach: float,
    screening: float,
    transparency: float,
    face_to_face: float,
    platform_cost: float,
    screening_cost: float,
    screening_time: float,
    transparency_time: float,
    face_to_face_time: float,
) -> tuple[float, float]:
    """What informing residents asks of a committee: a share of its usual hours, and yuan per resident and year.

    There is nothing to screen where there is no platform.
    """
    screened = screening * platform_reach
    hours = screening_time * screened + transparency_time * transparency + face_to_face_time * face_to_face
    return hours, platform_cost * platform_reach + screening_cost * screened


@rule
def inform(
    platform_reach: float,
    screening: float,
    transparency: float,
    face_to_face: float,
    publicity_reach: float,
    culture_reach: float,
    committee_ease: float,
    paid_share: float,
    platform_covered: float,
    openness_offline: float,
    platform_on_publicity: float,
    residents_departments: float,
) -> tuple[float, float, float, float, float]:
    """What comes of it: the platform's reach, its screening, openness, residents met in person, publicity's reach.

    The platform goes as far as it is paid for; screening and openness as far as there are hours, and openness is seen
    offline in part, and only where residents and departments are linked.
    People are met where publicity and culture bring them together.
    """
    paid = platform_covered + (1.0 - platform_covered) * paid_share
    platform = platform_reach * paid
    staffed = min(committee_ease, 1.0)
    openness = transparency * staffed * (openness_offline + (1.0 - openness_offline) * platform)
    openness *= residents_departments
    met = face_to_face * min(0.5 * (publicity_reach + culture_reach), 1.0)
    spread = publicity_reach * (1.0 + platform_on_publicity * platform)
    return platform, screening * staffed * paid, openness, met, spread


@rule
def count_passing_on(rumour: int) -> int:
    """One of those who pass a rumour on this month: they believed it at the end of the last."""
    return 1 if rumour == BELIEVER else 0


@rule
def unheard(contacts: float, among: float, believers: float) -> float:
    """Chance to hear from none of the believers, each of whom tells ``contacts`` of so many people: (1 - c/N)^I."""
    return exp(believers * log(1.0 - min(contacts / max(among, 1.0), 1.0)))


@rule
def weigh_rumours(
    passing_on: int,
    adults: int,
    platform: float,
    screened: float,
    openness: float,
    met_in_person: float,
    rumour_contacts: float,
    platform_contacts: float,
    screening_effect: float,
    believe_if_heard: float,
    transparency_on_belief: float,
    belief_half_life: float,
    correction_effect: float,
) -> tuple[float, float, float, float]:
    """The community's chances of the month: to hear a rumour, to believe what is heard, to stop believing.

    Under complete mixing everybody may hear it from everybody. On the platform those whom it reaches hear all believers
    whom it reaches, but for what screening takes down. A correction reaches believers on the screened platform, or in person.

    Returns chances to hear by complete mixing and on the platform, to believe, to stop.
    """
    online = platform_contacts * (1.0 - screening_effect * screened)
    heard = platform * (1.0 - unheard(online, adults, passing_on * platform))
    credulity = believe_if_heard * (1.0 - transparency_on_belief * openness)
    uncorrected = (1.0 - correction_effect * platform * screened) * (1.0 - correction_effect * met_in_person)
    kept = (1.0 - lost_at_half_life(belief_half_life)) * uncorrected
    return 1.0 - unheard(rumour_contacts, adults, passing_on), heard, credulity, 1.0 - kept


@rule
def unheard_from_peers(rumour_contacts: float, n_peers: int, peers_believing: int) -> float:
    """Chance to hear a rumour from none of the tied residents who believe it, each telling some of their ties.

    Those who believe are counted by activation in hundredths: a tie half active brings half the chance.
    """
    told = min(FULL * rumour_contacts * tie_share(n_peers), 1.0)
    ties = peers_believing * 0.01
    whole = int(ties)
    by_one = 1.0 - told
    by_two = by_one * by_one
    by_four = by_two * by_two
    chance = 1.0 - told * (ties - whole)
    chance *= (by_one if whole & 1 != 0 else 1.0) * (by_two if whole & 2 != 0 else 1.0)
    return chance * (by_four if whole & 4 != 0 else 1.0) * (by_four * by_four if whole & 8 != 0 else 1.0)


@rule
def meet_rumour(
    rumour: int,
    age_group: int,
    trust: float,
    peers_believing: int,
    n_peers: int,
    heard_by_mixing: float,
    heard_online: float,
    credulity: float,
    doubt: float,
    rumour_arrivals: float,
    rumour_contacts: float,
    complete_mixing: float,
    immunity_lost: float,
    rumour_on_trust: float,
    u_rumour: float,
) -> tuple[int, float]:
    """A resident's month among rumours: ignorant, believer or immune, and what believing costs in trust.

    The ignorant of 15 or older hear one from elsewhere, from those they know or on the platform, and may believe it;
    believers stop and are then immune; the immune fall for the next rumour once that has worn off.
    """
    spared = (
        1.0 - heard_by_mixing
        if complete_mixing != 0.0
        else unheard_from_peers(rumour_contacts, n_peers, peers_believing)
    )
    heard = 1.0 - (1.0 - rumour_arrivals) * (1.0 - heard_online) * spared
    convinced = heard * credulity if age_group > 0 else 0.0
    moves = convinced if rumour == IGNORANT else doubt if rumour == BELIEVER else immunity_lost
    state = (rumour + 1 if rumour < IMMUNE else IGNORANT) if u_rumour < moves else rumour
    return state, trust - (rumour_on_trust * trust if state == BELIEVER else 0.0)
