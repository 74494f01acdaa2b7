"""Planning: looking ahead and back, room left for change, process work, and the exit rule (E42-E44, E49-E53, E61, E78)."""

from collections.abc import MutableSequence, Sequence

from sim.rules.arithmetic import approach, lost_at_half_life
from sim.rules.division import divide
from sim.rules.needs import interest
from sim.rules.rule import rule

DEPARTMENT, DISTRICT = 1, 2


@rule
def set_calendar(
    n_communities: int,
    n_residents: Sequence[int],
    district: Sequence[int],
    rebudget_months: Sequence[float],
    role: Sequence[int],
    rebudget_every: MutableSequence[float],
    governed: MutableSequence[int],
) -> None:
    """How many months apart an office looks back: what its communities ask for, weighted by residents, in whole months.

    Departments serve every community, districts their own; other offices keep to the year.
    """
    for o in range(len(role)):
        rebudget_every[o], governed[o] = 0.0, 0
    if len(role) == 0:
        return
    for c in range(n_communities):
        for o in range(1, 9):
            rebudget_every[o] += n_residents[c] * rebudget_months[c]
            governed[o] += n_residents[c]
        rebudget_every[district[c]] += n_residents[c] * rebudget_months[c]
        governed[district[c]] += n_residents[c]
    for o in range(len(role)):
        counts = (role[o] == DEPARTMENT or role[o] == DISTRICT) and governed[o] > 0
        rebudget_every[o] = max(int(rebudget_every[o] / governed[o] + 0.5), 1) * 1.0 if counts else 12.0


@rule
def plan(horizon_years: float, rebudget_months: float, planning_time: float, rebudget_time: float) -> float:
    """The share of a committee's time that planning takes: forecasts by years ahead, and each budget beyond one a year."""
    return planning_time * horizon_years + rebudget_time * max(12.0 / rebudget_months - 1.0, 0.0)


@rule
def foresee(
    month: int,
    starting_month: int,
    age_group: Sequence[int],
    registered: Sequence[int],
    need_seen: float,
    horizon_years: float,
    ages_ahead: MutableSequence[float],
    ages_seen: MutableSequence[float],
    ages_local: MutableSequence[float],
    ages_away: MutableSequence[float],
    domain_outlook: MutableSequence[float],
    domain_share: MutableSequence[float],
    places: MutableSequence[float],
    places_needed: MutableSequence[float],
    places_wanted: MutableSequence[float],
    need_expected: MutableSequence[float],
    surprise: MutableSequence[float],
    turnover: float,
    death_per_year: Sequence[float],
    move_per_year: float,
    move_per_year_unregistered: float,
    years_in_group: Sequence[float],
    arrival_age: Sequence[float],
    need_per_year: Sequence[float],
    domain_weight: Sequence[float],
    elderly_care_interest: Sequence[float],
    children_interest: Sequence[float],
    unregistered_interest: Sequence[float],
    culture_places_per_1000: Sequence[float],
    elderly_places_per_1000: Sequence[float],
    children_places_per_1000: Sequence[float],
    usual_supply: float,
) -> None:
    """In January, and when the run begins, a community counts its residents by age and registration.

    With a horizon it works out their ages ahead.

    Services follow the demand of the coming year, or of a shorter horizon; facilities are to meet what ages at the horizon
    call for. Without a horizon both go by what is there. Need that turns out larger than was forecast is a surprise.
    """
    if month % 12 == 0 or month == starting_month:
        count_ages(age_group, registered, ages_seen, ages_local, ages_away)
        near, far = min(horizon_years, 1.0), max(horizon_years - 1.0, 0.0)
        grow_old(ages_local, near, move_per_year, turnover, death_per_year, years_in_group, arrival_age)
        grow_old(ages_away, near, move_per_year_unregistered, turnover, death_per_year, years_in_group, arrival_age)
        for a in range(8):
            ages_ahead[a] = ages_local[a] + ages_away[a]
        now, soon = 0.0, 0.0
        for d in range(8):
            today = demand(
                d,
                ages_seen,
                need_per_year,
                domain_weight,
                elderly_care_interest,
                children_interest,
                unregistered_interest,
            )
            ahead = demand(
                d,
                ages_ahead,
                need_per_year,
                domain_weight,
                elderly_care_interest,
                children_interest,
                unregistered_interest,
            )
            domain_outlook[d] = ahead / today if today > 0.0 else 1.0
            now += today
            soon += ahead
        surprise[0] = max(need_seen / need_expected[0] - 1.0, 0.0) if need_expected[0] > 0.0 else 0.0
        need_expected[0] = need_seen * (soon / now) if now > 0.0 else need_seen
        grow_old(ages_local, far, move_per_year, turnover, death_per_year, years_in_group, arrival_age)
        grow_old(ages_away, far, move_per_year_unregistered, turnover, death_per_year, years_in_group, arrival_age)
        plan_places(0, culture_places_per_1000, ages_seen, ages_local, ages_away, places_needed, places_wanted)
        plan_places(1, elderly_places_per_1000, ages_seen, ages_local, ages_away, places_needed, places_wanted)
        plan_places(2, children_places_per_1000, ages_seen, ages_local, ages_away, places_needed, places_wanted)
    if month == starting_month:
        for k in range(3):
            places[k] = usual_supply * places_needed[k]
    for d in range(8):
        domain_share[d] *= domain_outlook[d]


@rule
def count_ages(
    age_group: Sequence[int],
    registered: Sequence[int],
    ages_seen: MutableSequence[float],
    ages_local: MutableSequence[float],
    ages_away: MutableSequence[float],
) -> None:
    """Residents by age group: all, those registered here, those registered elsewhere."""
    for a in range(8):
        ages_seen[a] = ages_local[a] = 0.0
    for i in range(len(age_group)):
        ages_seen[age_group[i]] += 1.0
        ages_local[age_group[i]] += registered[i]
    for a in range(8):
        ages_away[a] = ages_seen[a] - ages_local[a]


@rule
def grow_old(
    ages: MutableSequence[float],
    years: float,
    moving: float,
    turnover: float,
    death_per_year: Sequence[float],
    years_in_group: Sequence[float],
    arrival_age: Sequence[float],
) -> None:
    """What becomes of numbers by age in so many years, year by year: who dies is replaced by a birth, who moves by a mover."""
    share = 0.0
    for a in range(8):
        share += arrival_age[a]
    left = years
    while left > 0.0:
        step = turnover * min(left, 1.0)
        left -= 1.0
        births, movers = 0.0, 0.0
        for a in range(8):
            births += ages[a] * min(death_per_year[a] * step, 1.0)
            ages[a] *= 1.0 - min(death_per_year[a] * step, 1.0)
            movers += ages[a] * min(moving * step, 1.0)
            ages[a] *= 1.0 - min(moving * step, 1.0)
        for a in range(7, 0, -1):
            older = ages[a - 1] * min(step / years_in_group[a - 1], 1.0)
            ages[a] += older
            ages[a - 1] -= older
        ages[0] += births
        for a in range(8):
            ages[a] += movers * arrival_age[a] / share if share > 0.0 else 0.0


@rule
def demand(
    domain: int,
    ages: Sequence[float],
    need_per_year: Sequence[float],
    domain_weight: Sequence[float],
    elderly_care_interest: Sequence[float],
    children_interest: Sequence[float],
    unregistered_interest: Sequence[float],
) -> float:
    """Cases a year of a domain that residents of these ages would bring if all were registered: planners see ages only."""
    cases = 0.0
    for a in range(8):
        total = 0.0
        for d in range(8):
            total += interest(d, a, 1, domain_weight, elderly_care_interest, children_interest, unregistered_interest)
        own = interest(domain, a, 1, domain_weight, elderly_care_interest, children_interest, unregistered_interest)
        cases += ages[a] * need_per_year[a] * (own / total) if total > 0.0 else 0.0
    return cases


@rule
def plan_places(
    facility: int,
    places_per_1000: Sequence[float],
    ages_seen: Sequence[float],
    ages_local: Sequence[float],
    ages_away: Sequence[float],
    places_needed: MutableSequence[float],
    places_wanted: MutableSequence[float],
) -> None:
    """Places of a kind that residents call for today, and at the horizon."""
    places_needed[facility] = called_for(ages_seen, places_per_1000)
    places_wanted[facility] = called_for(ages_local, places_per_1000) + called_for(ages_away, places_per_1000)


@rule
def called_for(ages: Sequence[float], places_per_1000: Sequence[float]) -> float:
    """Places in facilities that residents of these ages call for."""
    places = 0.0
    for a in range(8):
        places += ages[a] * places_per_1000[a] / 1000.0
    return places


@rule
def taper(
    society_delivered: int,
    resolved: Sequence[int],
    capacity_threshold: float,
    taper_per_year: float,
    tapers: float,
    social_capacity: MutableSequence[float],
    tapered: MutableSequence[float],
    use_part: MutableSequence[int],
    domain_part: MutableSequence[int],
    department_money: MutableSequence[int],
    contract_purse: MutableSequence[int],
    grant_purse: MutableSequence[int],
) -> None:
    """The exit rule: grants and contracts, or direct provision, taper as measured social capacity passes a threshold.

    Capacity is the share of resolved cases that neighbours and organizations solved, a mean over about a year. The taper
    goes back as capacity falls below the threshold. What is not given stays with finance and lowers its next draw.
    """
    cases = 0
    for d in range(8):
        cases += resolved[d]
    if cases > 0:
        social_capacity[0] = approach(social_capacity[0], society_delivered / cases, 1.0 / 12.0)
    step = taper_per_year / 12.0 if social_capacity[0] >= capacity_threshold else -taper_per_year / 12.0
    tapered[0] = min(max(tapered[0] + step, 0.0), 1.0)
    contracts = int(use_part[2] * tapered[0] * (1.0 - tapers))
    grants = int(use_part[3] * tapered[0] * (1.0 - tapers))
    use_part[2] -= contracts
    contract_purse[0] -= contracts
    use_part[3] -= grants
    grant_purse[0] -= grants
    for d in range(8):
        direct = int(domain_part[d] * tapered[0] * tapers)
        domain_part[d] -= direct
        department_money[d] -= direct
        use_part[1] -= direct


@rule
def build_networks(
    n_residents: int,
    domain_part: Sequence[int],
    process_share: float,
    department_money: MutableSequence[int],
    process_paid: MutableSequence[int],
    network_strength: MutableSequence[float],
    process_usual: float,
    network_half_life: float,
) -> None:
    """Process spending: a share of direct provision's money builds networks among residents and groups instead (E06, E07).

    Their strength follows the spending slowly, with diminishing returns: 1 in the long run at ``process_usual``, at most 2.
    """
    process_paid[0] = 0
    for d in range(8):
        spent = int(domain_part[d] * process_share)
        department_money[d] -= spent
        process_paid[0] += spent
    intensity = process_paid[0] * 0.12 / max(n_residents, 1) / process_usual
    aim = 2.0 * intensity / (1.0 + intensity)
    network_strength[0] = approach(network_strength[0], aim, lost_at_half_life(network_half_life))


@rule
def keep_room(
    allotted: int,
    use_part: Sequence[int],
    facility_part: int,
    reserve_share: float,
    surprise: float,
    domain_share: Sequence[float],
    room_kept: MutableSequence[int],
    room_part: MutableSequence[int],
    room_released: MutableSequence[int],
    room_split: MutableSequence[int],
    department_money: MutableSequence[int],
) -> None:
    """Money kept back for change, released to direct provision where need grew by more than was forecast.

    A need that is a tenth above forecast releases a tenth of the month's allotment, as far as room was kept.
    """
    free = max(allotted - use_part[0] - use_part[1] - use_part[2] - use_part[3] - facility_part, 0)
    room_part[0] = min(int(allotted * reserve_share), free)
    wanted = min(int(allotted * surprise), room_kept[0])
    room_released[0] = divide(wanted, domain_share, room_split)
    for d in range(8):
        department_money[d] += room_split[d]
    room_kept[0] += room_part[0] - room_released[0]
