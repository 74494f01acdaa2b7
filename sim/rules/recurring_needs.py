"""Standing cases: the frail need a slot every month, until recovery, death or moving away (E08, E65; model.md 4.1)."""

from sim.parameters.demography import Demography
from sim.parameters.levers import Levers
from sim.parameters.needs import Needs
from sim.parameters.recurring_needs import Standing
from sim.parameters.satisfaction import Satisfaction
from sim.parameters.world import World
from sim.rules import rule
from sim.rules.arithmetic import approach
from sim.rules.help import is_passed_on, is_public, is_societys
from sim.rules.needs import help_by_ties, hidden_chance, place_in_queue, report_chance
from sim.state import City, Community, Many, Resident, ResidentAtStart, ResidentDraws
from sim.state.words import BEGINS, ELDERLY_CARE, HEALTH, NOBODY, OLD, RECOVERS, STANDING_CASES, STAYS, UNCHANGED


@rule
def turn_frail(me: Resident, needs: Needs, how: Standing, u: ResidentDraws) -> None:
    """Whether a resident becomes frail this month, or recovers. Who is healthier becomes frail less often."""
    drawn = u.frail * 12.0
    begins = drawn < frailty(me, needs, how)
    ends = RECOVERS if drawn < how.standing_recovery else UNCHANGED
    me.standing_change = ends if me.standing_domain > 0 else BEGINS if begins else UNCHANGED


@rule
def frailty(me: Resident, needs: Needs, how: Standing) -> float:
    """A year's hazard to become frail."""
    return how.standing_per_year[me.age_group] * (1.0 - needs.health_effect * me.health)


@rule
def become_frail(me: Resident, needs: Needs, how: Standing, u: ResidentDraws) -> None:
    """The standing case of who has just become frail, or none of who has recovered; nobody knows of it, nobody has missed it.

    The frail of 60 or older need elderly care or, but for ``standing_care_share``, health services; younger ones need health
    services. The uniform that made them frail decides, by nested thresholds.
    """
    care = how.standing_care_share * frailty(me, needs, how)
    needed = (ELDERLY_CARE if me.age_group >= OLD and u.frail * 12.0 < care else HEALTH) + 1
    me.standing_domain = needed if me.standing_change == BEGINS else 0
    me.standing_found = 0
    me.standing_missed = 0


@rule
def find_standing(me: Resident, here: Community, policy: Levers, world: World, u: ResidentDraws) -> None:
    """Whether a standing case is known, its priority in [0, 1), whether neighbours can help, whether departments hear of it.

    It comes to light as other cases do, and stays known. It stands in the same queue by the same rule; months in a row without
    help count as waiting, and being frail counts as ``standing_priority`` times being old.
    """
    claim = 1.0 if me.standing_entitled != 0 else world.equity.unentitled_report
    hidden = hidden_chance(me, here, policy.triad, world, report_chance(me, here, policy.triad, world, claim))
    turn = place_in_queue(
        me,
        policy,
        world,
        luck=u.standing_turn,
        waited=min(me.standing_missed, 12) / 12.0,
        age=world.standing.standing_priority,
        urgency=world.programmes.domain_urgency[me.standing_domain - 1],
    )
    ties = help_by_ties(me, world.contact, world.help)
    me.standing_found = me.standing_found != 0 or u.standing_found >= hidden
    me.standing_turn = min(turn, 0.999999)
    me.standing_able = u.standing_neighbours < world.help.neighbours_can[me.standing_domain - 1] * ties
    me.standing_passed = is_passed_on(policy.triad, world.programmes, u.standing_passed)


@rule
def book_standing(residents: Many[Resident], here: Community) -> None:
    """Count the month's standing cases: begun, ended by recovery, death or moving, known, and served."""
    holders = residents.column(Resident.holders)

    begun, ended, known, served = 0, 0, 0, 0
    for place in range(here.n_holders):
        i = holders[place]
        has = residents[i].standing_domain > 0
        begun += residents[i].standing_change == BEGINS
        ended += residents[i].standing_change == RECOVERS or (has and residents[i].leaving != STAYS)
        known += has and residents[i].standing_found > 0
        served += has and residents[i].standing_by != NOBODY
    here.standing_begun, here.standing_ended, here.standing_known, here.standing_served = begun, ended, known, served


@rule
def live_with_help(me: Resident, here: Community, satisfaction: Satisfaction, how: Standing) -> None:
    """What a month with or without the help that is needed every month does to the frail; who leaves takes the case along.

    Being left alone is experienced as no help at all. A month weighs ``standing_strength`` of what an ended case does.
    """
    if me.leaving != STAYS:
        me.standing_domain = 0
        me.standing_found = 0
        me.standing_missed = 0
        return
    served = me.standing_by != NOBODY
    quality = satisfaction.help_quality if served else 0.0
    share = min(
        here.experience_learning
        * how.standing_strength
        * (satisfaction.negativity if quality < me.experience else 1.0),
        1.0,
    )
    public = is_public(me.standing_by)
    trusted = me.trust + (how.standing_strength * satisfaction.trust_gain * (1.0 - me.trust) if public else 0.0)
    trusted -= (
        how.standing_strength * satisfaction.trust_loss * me.trust if me.standing_found != 0 and not served else 0.0
    )
    by_society = is_societys(me.standing_by)
    me.standing_missed = 0 if served else min(me.standing_missed + 1, 120)
    me.experience = approach(me.experience, target=quality, share=share)
    me.trust = trusted
    me.helped_lately = 1.0 if by_society else me.helped_lately


@rule
def close_standing(communities: Many[Community], city: City) -> None:
    """The account of standing cases: those held before, and begun, less those ended."""
    city.expected[STANDING_CASES] = city.held[STANDING_CASES]
    city.held[STANDING_CASES] = 0
    for c in range(len(communities)):
        city.expected[STANDING_CASES] += communities[c].standing_begun - communities[c].standing_ended
        city.held[STANDING_CASES] += communities[c].standing_held


@rule
def have_standing(me: Resident, demography: Demography, how: Standing, u: ResidentAtStart) -> None:
    """Standing cases at the start: as many as hazard, recovery and death leave standing, at most half of an age; known."""
    over = how.standing_recovery + demography.death_per_year[me.age_group]
    share = min(how.standing_per_year[me.age_group] / max(over, 0.000001), 0.5)
    if u.frail_start >= share:
        me.standing_domain = 0
        me.standing_found = 0
        return
    cared_for = me.age_group >= OLD and u.frail_start < share * how.standing_care_share
    me.standing_domain = (ELDERLY_CARE if cared_for else HEALTH) + 1
    me.standing_found = 1
