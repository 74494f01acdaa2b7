"""Yearly choices of organizations: field and home, tier, tenders (E45, E50, E51, E54)."""

from collections.abc import Sequence

from sim.parameters.help import Provision
from sim.parameters.organization import OrganizationPolicy
from sim.parameters.world import World
from sim.rules import rule
from sim.rules.arithmetic import approach, chosen, gumbel
from sim.rules.lifecycle import carry_on, vacant_at
from sim.rules.market import fee_part
from sim.rules.organization import filled
from sim.rules.random_numbers import WORD, philox
from sim.rules.street import Area, street_end
from sim.state import Community, Many, Organization
from sim.state.random_numbers import BID_OF, FIELD_OF, LATER_TENDER_OF, TENDER_OF, TIER_OF
from sim.state.words import FILED, N_DOMAINS, REGISTERED

Key = tuple[int, int, int]
"""What draws are made with: the month and the two words of the key."""
NO_OPTION = -1e9
"""The utility of an option that is not there."""


@rule
def choose_fields(
    organizations: Many[Organization],
    communities: Many[Community],
    policies: Many[OrganizationPolicy],
    world: World,
    first_organizations: Sequence[int],
    month: int,
    *,
    key_low: int,
    key_high: int,
) -> None:
    """Whose month it is stays, or turns to the field of most unmet need or of most money, or moves its home as a filed group.

    Another field costs skill, another home the name that the group had. A group that residents founded for themselves stays.
    """
    begin = 0
    while begin < len(communities):
        end = street_end(communities, begin)
        for k in range(begin, end):
            c = communities[k].by_street
            for j in range(first_organizations[c], first_organizations[c + 1]):
                free = organizations[j].members == 0.0 and chooses(organizations, j, month=month)
                if world.choosing.fields_chosen > 0 and free:
                    area = (k, k + 1) if organizations[j].form == FILED else (begin, end)
                    home = best_home(
                        organizations, communities, world, first_organizations, j, c=c, street=(begin, end)
                    )
                    field, moves = choose_field(
                        organizations,
                        communities,
                        world,
                        j,
                        area,
                        policies[c].grants_by_need,
                        home,
                        (month, key_low, key_high),
                    )
                    if moves:
                        place = vacant_at(organizations, first_organizations, home[0])
                        move_home(organizations, j, place=place, reputation=world.organizations.unknown_reputation)
                    elif field != organizations[j].domain:
                        organizations[j].domain = field
                        organizations[j].skill *= 1.0 - world.choosing.field_skill_lost
        begin = end


@rule
def draws_of(organizations: Many[Organization], j: int, key: Key, *, purpose: int) -> tuple[int, int, int, int]:
    """Four words of an organization's month for a purpose; one that is founded in its place has others."""
    founded = organizations[j].founded
    return philox(j, month=key[0], purpose=purpose, entered=founded, key_low=key[1], key_high=key[2])


@rule
def chooses(organizations: Many[Organization], j: int, *, month: int) -> bool:
    """Whether an organization chooses this month: once a year, in a month of its own, with a year behind it."""
    return (
        organizations[j].alive == 1 and month >= 12 and month - organizations[j].founded >= 12 and (month + j) % 12 == 0
    )


@rule
def choose_field(
    organizations: Many[Organization],
    communities: Many[Community],
    world: World,
    j: int,
    area: Area,
    by_need: float,
    home: tuple[int, float],
    key: Key,
) -> tuple[int, bool]:
    """The field of next year, and whether a filed group moves to the best other home instead."""
    own, needed, paid, most, best = organizations[j].domain, -1, -1, 0.0, 0.0
    for d in range(N_DOMAINS):
        unmet = unmet_in(communities, area, d)
        money = income_in(organizations, communities, j, area, by_need, d)
        if d != own and unmet > most:
            needed, most = d, unmet
        if d != own and money > best:
            paid, best = d, money
    a, b, c, e = draws_of(organizations, j, key, purpose=FIELD_OF)
    stays = worth_of_field(organizations, communities, world, j, area, by_need, own)
    stays += drawn(world.choosing.choice_noise, a)
    for_need, for_money, for_home = NO_OPTION, NO_OPTION, NO_OPTION
    if needed >= 0:
        for_need = worth_of_field(organizations, communities, world, j, area, by_need, needed)
        for_need += drawn(world.choosing.choice_noise, b)
    if paid >= 0 and paid != needed:
        for_money = worth_of_field(organizations, communities, world, j, area, by_need, paid)
        for_money += drawn(world.choosing.choice_noise, c)
    if organizations[j].form == FILED and home[0] >= 0:
        for_home = income_in(organizations, communities, j, area, by_need, own)
        for_home += world.choosing.need_on_choice * home[1] + drawn(world.choosing.choice_noise, e)
    field = needed if for_need > stays and for_need >= for_money else paid if for_money > stays else own
    return field, for_home > max(stays, for_need, for_money)


@rule
def drawn(noise: float, word: int) -> float:
    """What an option has beyond its utility: a Gumbel draw of the given spread."""
    return noise * gumbel((word + 0.5) / WORD)


@rule
def unmet_in(communities: Many[Community], area: Area, d: int) -> float:
    """Known cases of a domain that nobody in an area helped lately."""
    unmet = 0.0
    for k in range(area[0], area[1]):
        unmet += communities[communities[k].by_street].unmet_lately[d]
    return unmet


@rule
def income_in(
    organizations: Many[Organization], communities: Many[Community], j: int, area: Area, by_need: float, d: int
) -> float:
    """What an organization's grants would be in a domain, against its usual income: they follow known need as the city says."""
    here, mine, known = 0, 0, 0
    for k in range(area[0], area[1]):
        c = communities[k].by_street
        here += communities[c].known_cases[d]
        mine += communities[c].known_cases[organizations[j].domain]
        for other in range(N_DOMAINS):
            known += communities[c].known_cases[other]
    there = 1.0 + by_need * (N_DOMAINS * here / known - 1.0) if known > 0 else 1.0
    today = 1.0 + by_need * (N_DOMAINS * mine / known - 1.0) if known > 0 else 1.0
    grants = min(organizations[j].grant_income / max(100.0 * organizations[j].usual_income, 1.0), 1.0)
    return grants * min(there / max(today, 0.05), 5.0)


@rule
def worth_of_field(
    organizations: Many[Organization],
    communities: Many[Community],
    world: World,
    j: int,
    area: Area,
    by_need: float,
    d: int,
) -> float:
    """The utility of serving a domain: what it pays, and how many of the places kept for it would find a case.

    Those whom the organization helps in its own domain today would be there too. In another domain a part of skill is lost.
    """
    own = d == organizations[j].domain
    room = unmet_in(communities, area, d) + (organizations[j].lent[d] if own else 0)
    use = filled(room / max(world.organizations.main_field * places_offered(organizations, j), 1.0))
    kept = 1.0 if own else 1.0 - world.choosing.field_skill_lost
    money = income_in(organizations, communities, j, area, by_need, d)
    return world.choosing.income_on_choice * money + world.choosing.need_on_choice * use * kept


@rule
def places_offered(organizations: Many[Organization], j: int) -> int:
    """Places that an organization offered last month."""
    return organizations[j].slots + organizations[j].fee_slots + organizations[j].led_slots


@rule
def best_home(
    organizations: Many[Organization],
    communities: Many[Community],
    world: World,
    first: Sequence[int],
    j: int,
    *,
    c: int,
    street: Area,
) -> tuple[int, float]:
    """The other community of the street where a filed group would help most, -1 for none, and how much against today's places.

    It needs a vacant place there. Volunteers whom it would bring together there add places, less what moving costs.
    """
    place, most, d = -1, 0.0, organizations[j].domain
    staff = int(organizations[j].staff * world.committees.post_minutes * 2.0 * organizations[j].skill)
    today = staff + communities[c].filed_minutes // max(communities[c].filed_organizations, 1)
    for k in range(street[0], street[1]):
        other = communities[k].by_street
        if other != c and organizations[j].form == FILED and vacant_at(organizations, first, other) >= 0:
            then = staff + communities[other].filed_minutes // (communities[other].filed_organizations + 1)
            more = min(then / max(today, 1), 2.0)
            mine = world.organizations.main_field * more * places_offered(organizations, j)
            worth = more * filled(communities[other].unmet_lately[d] / max(mine, 1.0))
            if worth > most:
                place, most = other, worth
    return place, most * (1.0 - world.choosing.home_lost)


@rule
def move_home(organizations: Many[Organization], j: int, *, place: int, reputation: float) -> None:
    """A group takes a vacant place in another community, with all that it has but its name."""
    carry_on(organizations, place=place, model=j)
    organizations[place].reputation = reputation
    organizations[j].alive, organizations[j].founded = 0, 0
    organizations[place].months_insolvent, organizations[j].months_insolvent = organizations[j].months_insolvent, 0
    organizations[place].staff, organizations[j].staff = organizations[j].staff, 0.0
    organizations[place].posts_built_for = organizations[j].posts_built_for
    organizations[place].balance, organizations[j].balance = organizations[j].balance, 0
    organizations[place].low_fees, organizations[j].low_fees = organizations[j].low_fees, 0
    organizations[place].spare_minutes, organizations[j].spare_minutes = organizations[j].spare_minutes, 0
    organizations[place].usual_income, organizations[j].usual_income = organizations[j].usual_income, 0.0
    organizations[place].delivered, organizations[j].delivered = organizations[j].delivered, 0
    organizations[place].fee_places_lately = organizations[j].fee_places_lately
    organizations[place].fee_taken_lately = organizations[j].fee_taken_lately
    organizations[place].places_lately = organizations[j].places_lately
    organizations[place].taken_lately = organizations[j].taken_lately


@rule
def choose_tiers(
    organizations: Many[Organization],
    communities: Many[Community],
    policies: Many[Provision],
    world: World,
    first_organizations: Sequence[int],
    month: int,
    *,
    key_low: int,
    key_high: int,
) -> None:
    """Whose month it is offers a step less or more at a fee, or leaves it; nobody does where the city guides to no fee."""
    begin = 0
    while begin < len(communities):
        end = street_end(communities, begin)
        for k in range(begin, end):
            c = communities[k].by_street
            for j in range(first_organizations[c], first_organizations[c + 1]):
                guided = policies[c].low_fee_share > 0.0 and world.choosing.tiers_chosen > 0
                if guided and chooses(organizations, j, month=month):
                    area = (k, k + 1) if organizations[j].form == FILED else (begin, end)
                    organizations[j].fee_steps += step_chosen(
                        organizations, communities, world, j, area, (month, key_low, key_high)
                    )
        begin = end


@rule
def step_chosen(
    organizations: Many[Organization], communities: Many[Community], world: World, j: int, area: Area, key: Key
) -> int:
    """A step up (1) or down (-1) in what is offered at a fee, or none."""
    fee_places = max(organizations[j].fee_places_lately, 1.0)
    sold = min(organizations[j].fee_taken_lately / fee_places, 1.0)
    used = min(organizations[j].taken_lately / max(organizations[j].places_lately, 1.0), 1.0)
    payers = 0.0
    for k in range(area[0], area[1]):
        payers += communities[communities[k].by_street].unmet_paying_lately[organizations[j].domain]
    step = world.choosing.tier_step
    at_hand = organizations[j].balance / max(100.0 * organizations[j].usual_income * world.choosing.months_at_hand, 1.0)
    short = 1.0 - min(at_hand, 1.0)
    more = step * worth_of_fee(world, sold=sold * filled(payers / max(step * fee_places, 1.0)), used=used, short=short)
    less = -step * worth_of_fee(world, sold=sold, used=used, short=short)
    a, b, c, _ = draws_of(organizations, j, key, purpose=TIER_OF)
    stays = drawn(world.choosing.choice_noise, a)
    up = more + drawn(world.choosing.choice_noise, b) if step * (organizations[j].fee_steps + 1) <= 1.0 else NO_OPTION
    down = (
        less + drawn(world.choosing.choice_noise, c) if step * (organizations[j].fee_steps - 1) >= -1.0 else NO_OPTION
    )
    return 1 if up > stays and up >= down else -1 if down > stays else 0


@rule
def worth_of_fee(world: World, *, sold: float, used: float, short: float) -> float:
    """The utility of a place at a fee against a free one: more cases where payers are found, and money where it is short."""
    cases = sold * (1.0 + fee_part(world)) - used
    return world.choosing.need_on_choice * cases + world.choosing.income_on_choice * sold * fee_part(world) * short


@rule
def take_stock(me: Organization) -> None:
    """An organization's books: a year's places at a fee and others, how many of each found a case, a quarter's contracts."""
    at_fee, all_lent = 0, 0
    for d in range(N_DOMAINS):
        at_fee += me.lent_at_fee[d]
        all_lent += me.lent[d]
    me.fee_places_lately = approach(me.fee_places_lately, target=me.fee_slots, share=1.0 / 12.0)
    me.fee_taken_lately = approach(me.fee_taken_lately, target=at_fee, share=1.0 / 12.0)
    me.places_lately = approach(me.places_lately, target=me.slots + me.led_slots, share=1.0 / 12.0)
    contract = me.contract_income / 100.0
    me.contract_lately = (
        approach(me.contract_lately, target=contract, share=1.0 / 3.0) if me.contract_lately > 0.0 else contract
    )
    me.taken_lately = approach(me.taken_lately, target=all_lent - at_fee, share=1.0 / 12.0)


@rule
def count_fields(
    organizations: Many[Organization], communities: Many[Community], first_organizations: Sequence[int]
) -> None:
    """In how many domains residents have an organization of that field: registered ones of the street, filed groups at home."""
    begin = 0
    while begin < len(communities):
        end = street_end(communities, begin)
        pool = communities[begin].by_street
        for d in range(N_DOMAINS):
            communities[pool].fields_in_street[d] = 0
        for k in range(begin, end):
            c = communities[k].by_street
            for j in range(first_organizations[c], first_organizations[c + 1]):
                serves_street = organizations[j].alive == 1 and organizations[j].form == REGISTERED
                communities[pool].fields_in_street[organizations[j].domain] += serves_street
        for k in range(begin, end):
            c = communities[k].by_street
            communities[c].fields_in_reach = 0
            for d in range(N_DOMAINS):
                near = communities[pool].fields_in_street[d] > 0
                for j in range(first_organizations[c], first_organizations[c + 1]):
                    near = near or (organizations[j].alive == 1 and organizations[j].domain == d)
                communities[c].fields_in_reach += near * communities[c].n_residents
        begin = end


@rule
def choose_tenders(
    organizations: Many[Organization],
    communities: Many[Community],
    world: World,
    first_organizations: Sequence[int],
    month: int,
    *,
    key_low: int,
    key_high: int,
) -> None:
    """Whose month it is enters the tenders that are worth their hours, and asks for more, as much or less than a year ago."""
    begin = 0
    while begin < len(communities):
        end = street_end(communities, begin)
        for k in range(begin, end):
            c = communities[k].by_street
            for j in range(first_organizations[c], first_organizations[c + 1]):
                registered = organizations[j].alive == 1 and organizations[j].form == REGISTERED
                if not registered:
                    keep_none(organizations, j)
                if registered and world.bidding.tenders_chosen > 0 and chooses(organizations, j, month=month):
                    key = (month, key_low, key_high)
                    enter_tenders(
                        organizations, communities, world, j, first=communities[begin].by_street, c=c, key=key
                    )
                    ask_for(organizations, communities, world, j, (begin, end), key)
        begin = end


@rule
def keep_none(organizations: Many[Organization], j: int) -> None:
    """Who cannot bid has no bids of an earlier time: who registers later enters every tender at first."""
    organizations[j].tenders_entered = 0
    organizations[j].bid_limit = organizations[j].contract_lately = 0.0
    for d in range(N_DOMAINS):
        organizations[j].left_out[d] = 0


@rule
def enter_tenders(
    organizations: Many[Organization],
    communities: Many[Community],
    world: World,
    j: int,
    *,
    first: int,
    c: int,
    key: Key,
) -> None:
    """Enter each tender whose money, by what the organization counts among those who entered last month, is worth its hours."""
    pay = world.organizations.staff_pay * communities[c].wage_level
    cost = world.bidding.tender_hours * 60.0 * pay / max(world.committees.post_minutes, 1.0)
    low = draws_of(organizations, j, key, purpose=TENDER_OF)
    high = draws_of(organizations, j, key, purpose=LATER_TENDER_OF)
    organizations[j].tenders_entered = 0
    for d in range(N_DOMAINS):
        fit = 1.0 if d == organizations[j].domain else 1.0 - world.organizations.main_field
        mine = organizations[j].staff * fit
        others = communities[first].tender_weight[d] - (0.0 if organizations[j].left_out[d] > 0 else mine)
        money = 12.0 * communities[first].tender_money[d] / 100.0 * mine / max(others + mine, 0.000001)
        word = low[d] if d < 4 else high[d - 4]
        enters = chosen(
            (money - cost) / max(money + cost, 0.000001), noise=world.choosing.choice_noise, u=(word + 0.5) / WORD
        )
        organizations[j].left_out[d] = 0 if enters else 1
        organizations[j].tenders_entered += 1 if enters else 0


@rule
def ask_for(
    organizations: Many[Organization],
    communities: Many[Community],
    world: World,
    j: int,
    area: tuple[int, int],
    key: Key,
) -> None:
    """The most contract money of a month that is asked for next year: a step more or less than a year ago, or as much."""
    places = max(organizations[j].places_lately + organizations[j].fee_places_lately, 1.0)
    used = min((organizations[j].taken_lately + organizations[j].fee_taken_lately) / places, 1.0)
    unmet = 0.0
    for d in range(N_DOMAINS):
        unmet += unmet_in(communities, area, d)
    step = world.bidding.bid_step
    a, b, c, _ = draws_of(organizations, j, key, purpose=BID_OF)
    noise = world.choosing.choice_noise
    keeps = drawn(noise, a)
    more = used * filled(unmet / max(step * places, 1.0)) - world.bidding.use_sought + drawn(noise, b)
    less = world.bidding.use_sought - used + drawn(noise, c)
    change = step if more > keeps and more >= less else -step if less > keeps else 0.0
    organizations[j].bid_limit = organizations[j].contract_lately * (1.0 + change)
