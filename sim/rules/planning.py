"""Planning: looking ahead and back, room left for change, process work, and the exit rule (E42-E44, E49-E53, E61, E78)."""

from collections.abc import MutableSequence, Sequence

from sim.parameters.budget import Funding
from sim.parameters.demography import Demography
from sim.parameters.equity import Equity
from sim.parameters.needs import Needs
from sim.parameters.planning import Exit, Foresight, Planning
from sim.parameters.world import World
from sim.rules import rule
from sim.rules.arithmetic import approach, divide, lost_at_half_life
from sim.rules.needs import interest
from sim.state import Community, Many, Office, Resident
from sim.state.record import Numbers
from sim.state.words import (
    AGE_80_PLUS,
    CHILD,
    DEPARTMENT_OFFICE,
    DISTRICT_OFFICE,
    FIRST_DEPARTMENT,
    FIRST_DISTRICT,
    FOR_CHILDREN,
    FOR_CULTURE,
    FOR_ELDERLY,
    N_AGES,
    N_DOMAINS,
    N_FACILITIES,
    TO_COMMITTEE,
    TO_CONTRACTS,
    TO_DEPARTMENTS,
    TO_GRANTS,
)


@rule
def set_calendar(communities: Many[Community], offices: Many[Office], policies: Many[Planning]) -> None:
    """How many months apart an office looks back: what its communities ask for, weighted by residents, in whole months.

    Departments serve every community, districts their own; other offices keep to the year.
    """
    for o in range(len(offices)):
        offices[o].rebudget_every, offices[o].governed = 0.0, 0
    if len(offices) == 0:
        return
    for c in range(len(communities)):
        for o in range(FIRST_DEPARTMENT, FIRST_DISTRICT):
            offices[o].rebudget_every += communities[c].n_residents * policies[c].rebudget_months
            offices[o].governed += communities[c].n_residents
        offices[communities[c].district].rebudget_every += communities[c].n_residents * policies[c].rebudget_months
        offices[communities[c].district].governed += communities[c].n_residents
    for o in range(len(offices)):
        budgets = offices[o].role == DEPARTMENT_OFFICE or offices[o].role == DISTRICT_OFFICE
        counts = budgets and offices[o].governed > 0
        offices[o].rebudget_every = (
            max(int(offices[o].rebudget_every / offices[o].governed + 0.5), 1) * 1.0 if counts else 12.0
        )


@rule
def plan(here: Community, policy: Planning, how: Foresight) -> None:
    """The share of a committee's time that planning takes: forecasts by years ahead, and each budget beyond one a year."""
    here.planning_share = how.planning_time * policy.horizon_years + how.rebudget_time * max(
        12.0 / policy.rebudget_months - 1.0, 0.0
    )


@rule
def foresee(residents: Many[Resident], here: Community, policy: Planning, world: World, month: int) -> None:
    """In January, and when the run begins, a community counts its residents by age and registration.

    With a horizon it works out their ages ahead.

    Services follow the demand of the coming year, or of a shorter horizon; facilities are to meet what ages at the horizon
    call for. Without a horizon both go by what is there. Need that turns out larger than was forecast is a surprise.
    """
    if month % 12 == 0 or month == here.starting_month:
        count_ages(residents, here)
        near, far = min(policy.horizon_years, 1.0), max(policy.horizon_years - 1.0, 0.0)
        grow_old(world.demography, here.ages_local, near, moving=world.demography.move_per_year)
        grow_old(world.demography, here.ages_away, near, moving=world.demography.move_per_year_unregistered)
        for a in range(N_AGES):
            here.ages_ahead[a] = here.ages_local[a] + here.ages_away[a]
        now, soon = 0.0, 0.0
        for d in range(N_DOMAINS):
            today = demand(world.equity, world.needs, d, here.ages_seen)
            ahead = demand(world.equity, world.needs, d, here.ages_ahead)
            here.domain_outlook[d] = ahead / today if today > 0.0 else 1.0
            now += today
            soon += ahead
        here.surprise = max(here.need_seen / here.need_expected - 1.0, 0.0) if here.need_expected > 0.0 else 0.0
        here.need_expected = here.need_seen * (soon / now) if now > 0.0 else here.need_seen
        grow_old(world.demography, here.ages_local, far, moving=world.demography.move_per_year)
        grow_old(world.demography, here.ages_away, far, moving=world.demography.move_per_year_unregistered)
        plan_places(here, FOR_CULTURE, world.facilities.culture_places_per_1000)
        plan_places(here, FOR_ELDERLY, world.facilities.elderly_places_per_1000)
        plan_places(here, FOR_CHILDREN, world.facilities.children_places_per_1000)
    if month == here.starting_month:
        for k in range(N_FACILITIES):
            here.places[k] = world.facilities.usual_supply * here.places_needed[k]
    for d in range(N_DOMAINS):
        here.domain_share[d] *= here.domain_outlook[d]


@rule
def count_ages(residents: Many[Resident], here: Community) -> None:
    """Residents by age group: all, those registered here, those registered elsewhere."""
    for a in range(N_AGES):
        here.ages_seen[a] = here.ages_local[a] = 0.0
    for i in range(len(residents)):
        here.ages_seen[residents[i].age_group] += 1.0
        here.ages_local[residents[i].age_group] += residents[i].registered
    for a in range(N_AGES):
        here.ages_away[a] = here.ages_seen[a] - here.ages_local[a]


@rule
def grow_old(how: Demography, ages: MutableSequence[float], years: float, *, moving: float) -> None:
    """What becomes of numbers by age in so many years, year by year: who dies is replaced by a birth, who moves by a mover."""
    share = 0.0
    for a in range(N_AGES):
        share += how.arrival_age[a]
    left = years
    while left > 0.0:
        step = how.turnover * min(left, 1.0)
        left -= 1.0
        births, movers = 0.0, 0.0
        for a in range(N_AGES):
            births += ages[a] * min(how.death_per_year[a] * step, 1.0)
            ages[a] *= 1.0 - min(how.death_per_year[a] * step, 1.0)
            movers += ages[a] * min(moving * step, 1.0)
            ages[a] *= 1.0 - min(moving * step, 1.0)
        for a in range(AGE_80_PLUS, 0, -1):
            older = ages[a - 1] * min(step / how.years_in_group[a - 1], 1.0)
            ages[a] += older
            ages[a - 1] -= older
        ages[CHILD] += births
        for a in range(N_AGES):
            ages[a] += movers * how.arrival_age[a] / share if share > 0.0 else 0.0


@rule
def demand(equity: Equity, needs: Needs, domain: int, ages: Sequence[float]) -> float:
    """Cases a year of a domain that residents of these ages would bring if all were registered: planners see ages only."""
    cases = 0.0
    for a in range(N_AGES):
        total = 0.0
        for d in range(N_DOMAINS):
            total += interest(equity, needs, d, age_group=a, registered=1)
        own = interest(equity, needs, domain, age_group=a, registered=1)
        cases += ages[a] * needs.need_per_year[a] * (own / total) if total > 0.0 else 0.0
    return cases


@rule
def plan_places(here: Community, facility: int, places_per_1000: Numbers) -> None:
    """Places of a kind that residents call for today, and at the horizon."""
    here.places_needed[facility] = called_for(here.ages_seen, places_per_1000)
    here.places_wanted[facility] = called_for(here.ages_local, places_per_1000) + called_for(
        here.ages_away, places_per_1000
    )


@rule
def called_for(ages: Sequence[float], places_per_1000: Numbers) -> float:
    """Places in facilities that residents of these ages call for."""
    places = 0.0
    for a in range(N_AGES):
        places += ages[a] * places_per_1000[a] / 1000.0
    return places


@rule
def taper(here: Community, policy: Exit) -> None:
    """The exit rule: grants and contracts, or direct provision, taper as measured social capacity passes a threshold.

    Capacity is the share of resolved cases that neighbours and organizations solved, a mean over about a year. The taper
    goes back as capacity falls below the threshold. What is not given stays with finance and lowers its next draw.
    """
    cases = 0
    for d in range(N_DOMAINS):
        cases += here.resolved[d]
    if cases > 0:
        here.social_capacity = approach(here.social_capacity, target=here.society_delivered / cases, share=1.0 / 12.0)
    step = (
        policy.taper_per_year / 12.0
        if here.social_capacity >= policy.capacity_threshold
        else -policy.taper_per_year / 12.0
    )
    here.tapered = min(max(here.tapered + step, 0.0), 1.0)
    contracts = int(here.use_part[TO_CONTRACTS] * here.tapered * (1.0 - policy.tapers))
    grants = int(here.use_part[TO_GRANTS] * here.tapered * (1.0 - policy.tapers))
    here.use_part[TO_CONTRACTS] -= contracts
    here.contract_purse -= contracts
    here.use_part[TO_GRANTS] -= grants
    here.grant_purse -= grants
    for d in range(N_DOMAINS):
        direct = int(here.domain_part[d] * here.tapered * policy.tapers)
        here.domain_part[d] -= direct
        here.department_money[d] -= direct
        here.use_part[TO_DEPARTMENTS] -= direct


@rule
def build_networks(here: Community, policy: Funding, how: Foresight) -> None:
    """Process spending: a share of direct provision's money builds networks among residents and groups instead (E06, E07).

    Their strength follows the spending slowly, with diminishing returns: 1 in the long run at ``process_usual``, at most 2.
    """
    here.process_paid = 0
    for d in range(N_DOMAINS):
        spent = int(here.domain_part[d] * policy.process_share)
        here.department_money[d] -= spent
        here.process_paid += spent
    intensity = here.process_paid * 0.12 / max(here.n_residents, 1) / (how.process_usual * here.cost_level)
    aim = 2.0 * intensity / (1.0 + intensity)
    here.network_strength = approach(here.network_strength, target=aim, share=lost_at_half_life(how.network_half_life))


@rule
def keep_room(here: Community, policy: Planning) -> None:
    """Money kept back for change, released to direct provision where need grew by more than was forecast.

    A need that is a tenth above forecast releases a tenth of the month's allotment, as far as room was kept.
    """
    free = max(
        here.allotted
        - here.use_part[TO_COMMITTEE]
        - here.use_part[TO_DEPARTMENTS]
        - here.use_part[TO_CONTRACTS]
        - here.use_part[TO_GRANTS]
        - here.facility_part,
        0,
    )
    here.room_part = min(int(here.allotted * policy.reserve_share), free)
    wanted = min(int(here.allotted * here.surprise), here.room_kept)
    here.room_released = divide(wanted, here.domain_share, here.room_split)
    for d in range(N_DOMAINS):
        here.department_money[d] += here.room_split[d]
    here.room_kept += here.room_part - here.room_released
