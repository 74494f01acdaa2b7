"""People come and go: ageing, death and birth, moving; never by policy, so that twins stay twins (model.md section 3)."""

from sim.parameters.demography import Demography
from sim.parameters.networks import Members
from sim.parameters.world import World
from sim.rules import rule
from sim.rules.initial_state import age_reached, character, membership
from sim.rules.participation import RANKS
from sim.rules.random_numbers import philox
from sim.state import Community, Many, Resident, ResidentDraws
from sim.state.random_numbers import LIKENESS_OF
from sim.state.words import AGE_15_17, AGE_80_PLUS, CHILD, DIES, IGNORANT, MOVES, N_AGES, OF_AGE, STAYS, UNIT_PERSON


@rule
def leave(me: Resident, how: Demography, u: ResidentDraws) -> None:
    """Whether a resident dies or moves away at the end of this month."""
    dying = how.turnover * how.death_per_year[me.age_group]
    moving = how.turnover * (how.move_per_year if me.registered != 0 else how.move_per_year_unregistered)
    drawn = u.leave * 12.0
    me.leaving = DIES if drawn < dying else MOVES if drawn < dying + moving else STAYS


@rule
def comes_of_age(me: Resident, how: Demography, u: ResidentDraws) -> None:
    """Whether a resident enters the next age group.

    A group of y years is left with the chance 1 / (12 y); the last is never left.
    """
    years = how.years_in_group[me.age_group]
    me.is_older = me.age_group < AGE_80_PLUS and u.ageing * 12.0 * years < how.turnover


@rule
def grow_older(me: Resident, here: Community, how: Members, u: ResidentDraws) -> None:
    """The age group next month, and party membership: of those who come of age the type's share joins."""
    joins, rank = membership(here, how, OF_AGE, u.party_new)
    comes_of_age = me.age_group == AGE_15_17
    me.age_group += 1
    me.party_member = joins if comes_of_age else me.party_member
    me.duty_rank = rank if comes_of_age else me.duty_rank


@rule
def arrive(me: Resident, here: Community, world: World, month: int, u: ResidentDraws) -> None:
    """Who takes the place of one who left: a newborn for the dead, a mover for who moved, with luck of their own.

    A newborn is registered as the one before; a mover too, but for the share ``migration_shift`` who come without local
    registration. Newcomers know nobody's habits yet, have no case and have heard no rumour; they are unit persons and no
    registered volunteers. Their rank in work is their own, and their health as usual.
    """
    age = age_arrived(world.demography, u.age_new) if me.leaving == MOVES else CHILD
    threshold, effort = character(world.participation, u.threshold_new, u_effort=u.effort_new)
    me.entered = month + 1
    me.age_group = age
    me.registered = me.registered != 0 and (me.leaving == DIES or u.origin >= world.demography.migration_shift)
    me.party_member, me.duty_rank = membership(here, world.members, age, u.party_new)
    me.threshold = threshold
    me.effort = effort
    me.habit = 0.0
    me.helped_lately = 0.0
    me.takes_part = 0
    me.asked = 0
    me.helps = 0
    me.volunteers = 0
    me.attends = 0
    me.volunteer_minutes = 0
    me.case_domain = 0
    me.case_found = 0
    me.seeks = 0
    me.rumour = IGNORANT
    me.standing_domain = 0
    me.standing_found = 0
    me.standing_missed = 0
    me.stage = UNIT_PERSON
    me.registered_volunteer = 0
    me.work_rank = int(u.work_new * RANKS)
    me.health = 0.0


@rule
def settle_in(
    residents: Many[Resident], how: Demography, lo_residents: int, *, month: int, key_low: int, key_high: int
) -> None:
    """What newcomers feel: as somebody of their registration who stays here does, so that coming and going moves no mean.

    They have the trust, experience and expectation of that one, drawn at random. Those who move in trust ``newcomer_trust``
    less, and belong ``newcomer_belonging`` times as much; where that one has an open case, they come with a need of their own.
    Where nobody like them stays, it is as the one before felt.
    """
    n = len(residents)
    for i in range(n):
        if residents[i].leaving != STAYS:
            word, _, _, _ = philox(
                lo_residents + i, month=month, purpose=LIKENESS_OF, entered=0, key_low=key_low, key_high=key_high
            )
            like = someone_like(residents, i, first=word % n)
            moves = residents[i].leaving == MOVES
            trust = residents[like].trust - (how.newcomer_trust if moves else 0.0)
            residents[i].trust = max(trust, 0.0)
            residents[i].belonging = residents[like].belonging * (how.newcomer_belonging if moves else 1.0)
            residents[i].experience = residents[like].experience
            residents[i].expectation = residents[like].expectation
            residents[i].brought = moves and residents[like].case_domain > 0


@rule
def someone_like(residents: Many[Resident], i: int, *, first: int) -> int:
    """The next resident from the first on who stays and has the registration of resident i; i where there is none."""
    n = len(residents)
    for k in range(n):
        j = (first + k) % n
        if residents[j].leaving == STAYS and residents[j].registered == residents[i].registered:
            return j
    return i


@rule
def age_arrived(how: Demography, u: float) -> int:
    """The age group of someone who moves in."""
    total = 0.0
    for age in range(N_AGES):
        total += how.arrival_age[age]
    return age_reached(how.arrival_age, u * total)
