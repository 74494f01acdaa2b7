"""What crosses communities is lent within a street: places, market, decision time, departments' money (E51, E54, E65).

Claims are cases that could be served this month. Whatever is lent goes to communities in proportion to their claims in whole
numbers, never beyond them, and by no order of visit; each community then rations what it got by its own queue."""

from collections.abc import Sequence

from sim.parameters.help import Help
from sim.parameters.market import Market
from sim.parameters.networks import Grid
from sim.parameters.organization import Organizations
from sim.rules import rule
from sim.rules.arithmetic import fixed
from sim.rules.help import case_cost
from sim.rules.queue import whose
from sim.rules.random_numbers import WORD, philox
from sim.rules.street import Area, Division, share_of, street_end
from sim.state import Community, Many, Organization, Resident
from sim.state.random_numbers import LENDING_OF
from sim.state.words import (
    AT_A_FEE,
    AT_COMMUNITY,
    COMMITTEE,
    FILED,
    FREE,
    LED,
    MARKET,
    N_DOMAINS,
    N_TIERS,
    NOBODY,
    OPEN,
    ORGANIZATION,
    REGISTERED,
)

AT_HOME = 1_000_000
"""What tells a community's own draws from those of streets."""
FOR_CLAIMS, FOR_OWN, FOR_NEED, FOR_LENDERS, FOR_FIELD = 0, 32, 64, 68, 72
FOR_DECISIONS, FOR_MARKET, FOR_MONEY = 80, 88, 96
FOR_DELIVERED, FOR_SUCCEEDED, FOR_FEES, FOR_EITHER = 104, 112, 120, 128
"""What rounding is of: with a tier or domain added, the purpose of the draw of where it starts."""
Key = tuple[int, int, int, int]
"""What draws for an area are made with: its number, the month, and the two words of the key."""


@rule
def count_claims(residents: Many[Resident], here: Community) -> None:
    """Cases that organizations could serve this month by domain: of all, of the entitled, of those who can pay.

    A complex case counts once it is decided, or where it reached this month who may decide it. Those whom neighbours will
    help, or who turned to the committee or a firm first, claim nothing.
    """
    queue = residents.column(Resident.queue)

    for d in range(N_DOMAINS):
        here.unclaimed[d] = here.unclaimed_public[d] = here.unclaimed_paying[d] = 0
    n, mutual, committee, asked, pressing = len(residents), here.mutual_slots, here.committee_slots, 0, 0
    for place in range(here.queue_length):
        lasting, i = whose(queue[place], n_residents=n)
        d = (residents[i].standing_domain if lasting else residents[i].case_domain) - 1
        undecided = not lasting and residents[i].case_complex > 0 and residents[i].case_decided == 0
        presses = undecided and residents[i].case_pressed > 0
        able = (residents[i].standing_able if lasting else residents[i].neighbours_able) > 0
        public = (residents[i].standing_entitled if lasting else residents[i].entitled) > 0
        first = NOBODY if lasting else residents[i].turns_to
        to_firm = first == MARKET and residents[i].seeks > 0 and residents[i].can_pay > 0
        to_committee = first == COMMITTEE and public and not undecided and committee > 0
        helped = able and not undecided and mutual > 0 and first != ORGANIZATION and not to_firm and not to_committee
        claims = (not undecided or presses) and not helped and not to_firm and not to_committee
        mutual -= helped
        committee -= to_committee
        asked += to_committee
        pressing += presses
        here.unclaimed[d] += claims
        here.unclaimed_public[d] += claims and public
        here.unclaimed_paying[d] += claims and residents[i].can_pay > 0
    here.pressing, here.committee_asked = pressing, asked


@rule
def start_at(key: Key, rounding: int, *, total: int) -> int:
    """Where rounding starts in an area: any of 0 to below the total."""
    word, _, _, _ = philox(key[0], month=key[1], purpose=LENDING_OF, entered=rounding, key_low=key[2], key_high=key[3])
    return word * total // WORD


@rule
def division(amount: int, *, total: int, key: Key, rounding: int) -> Division:
    """An amount, as far as it is claimed, that is to be divided among the claims of an area.

    Where nothing or all that is claimed is given, nothing is rounded, and no start is drawn.
    """
    given = min(amount, total)
    return given, total, 0 if given == 0 or given == total else start_at(key, rounding, total=total)


@rule
def lend_places(
    organizations: Many[Organization],
    communities: Many[Community],
    how: Organizations,
    first_organizations: Sequence[int],
    month: int,
    *,
    key_low: int,
    key_high: int,
    begin: int,
) -> None:
    """Organizations' places of this month go to where cases are: filed groups' at home, others' in the street.

    Tier by tier: at a fee to those who can pay, then what government does not pay to those who are not entitled, then all
    other free places to the entitled, then led volunteers to all.
    """
    end = street_end(communities, begin)
    for k in range(begin, end):
        forget_lent(organizations, communities, first_organizations, communities[k].by_street)
    street = (communities[communities[begin].by_street].street, month, key_low, key_high)
    for tier in (AT_A_FEE, OPEN, FREE, LED):
        for k in range(begin, end):
            home = (AT_HOME + communities[k].by_street, month, key_low, key_high)
            lend_tier(organizations, communities, how, first_organizations, (k, k + 1), FILED, tier=tier, key=home)
        lend_tier(organizations, communities, how, first_organizations, (begin, end), REGISTERED, tier=tier, key=street)


@rule
def forget_lent(organizations: Many[Organization], communities: Many[Community], first: Sequence[int], c: int) -> None:
    """Forget what a community's organizations lent last month, and what it was lent."""
    for j in range(first[c], first[c + 1]):
        for d in range(N_DOMAINS):
            organizations[j].lent[d] = organizations[j].lent_at_fee[d] = 0
    for d in range(N_DOMAINS):
        communities[c].society_lent[d] = 0
    for k in range(N_TIERS * N_DOMAINS):
        communities[c].borrowed[k] = 0
    for k in range(N_TIERS * (N_DOMAINS + 1)):
        communities[c].idle_at_home[k] = communities[c].idle_in_street[k] = 0


@rule
def lend_tier(
    organizations: Many[Organization],
    communities: Many[Community],
    how: Organizations,
    first: Sequence[int],
    area: Area,
    form: int,
    *,
    tier: int,
    key: Key,
) -> None:
    """Lend the places of a tier that an area's organizations of a form have: some in their own domain, the rest where need is.

    ``main_field`` of places are for the organization's own domain; what is claimed there beyond them, and in other domains,
    has the rest, by claims.
    """
    start = start_at(key, FOR_FIELD + tier, total=WORD) / WORD
    rest = split_places(
        organizations, communities, first, area, form, tier=tier, main_field=how.main_field, start=start
    )
    if rest < 0:
        return
    needed, before, reached = 0, 0, 0
    for d in range(N_DOMAINS):
        asked, own = asked_and_own(organizations, communities, first, area, d, tier=tier)
        needed += max(asked - own, 0)
    need = division(rest, total=needed, key=key, rounding=FOR_NEED + tier)
    lenders = division(needed, total=rest, key=key, rounding=FOR_LENDERS + tier)
    note_idle(communities, area, form, d=N_DOMAINS, tier=tier, places=rest - need[0])
    for d in range(N_DOMAINS):
        asked, own = asked_and_own(organizations, communities, first, area, d, tier=tier)
        owners = division(asked, total=own, key=key, rounding=FOR_OWN + N_DOMAINS * tier + d)
        own_lent = owners[0]
        more = share_of(need, before=before, own=asked - own_lent)
        if own_lent + more > 0:
            part = (reached, reached + more)
            society = note_lenders(
                organizations, communities, first, area, (d, tier), owners, lenders=lenders, part=part
            )
            claims = division(own_lent + more, total=asked, key=key, rounding=FOR_CLAIMS + N_DOMAINS * tier + d)
            give_places(communities, area, (d, tier), claims, society)
        note_idle(communities, area, form, d=d, tier=tier, places=own - own_lent)
        before += asked - own_lent
        reached += more


@rule
def note_idle(communities: Many[Community], area: Area, form: int, *, d: int, tier: int, places: int) -> None:
    """Note places of a domain, or of any behind the last one, that are lent to nobody; open ones are free ones next."""
    c = communities[area[0]].by_street
    if form == FILED:
        communities[c].idle_at_home[N_TIERS * d + tier] += places if tier != OPEN else 0
    else:
        communities[c].idle_in_street[N_TIERS * d + tier] += places if tier != OPEN else 0


@rule
def places_of(organizations: Many[Organization], j: int, *, tier: int) -> int:
    """An organization's places of a tier; free ones are those that are not lent as open ones."""
    free = organizations[j].open_slots if tier == OPEN else organizations[j].slots - organizations[j].open_slots
    priced = organizations[j].fee_slots if tier == AT_A_FEE else organizations[j].led_slots
    return priced if tier == AT_A_FEE or tier == LED else free


@rule
def split_places(
    organizations: Many[Organization],
    communities: Many[Community],
    first: Sequence[int],
    area: Area,
    form: int,
    *,
    tier: int,
    main_field: float,
    start: float,
) -> int:
    """Split places into those for each organization's own domain and the rest; returns the rest, -1 where there are none.

    Open places stay open as far as they are lent.
    """
    total, own = 0, 0
    for k in range(area[0], area[1]):
        c = communities[k].by_street
        for j in range(first[c], first[c + 1]):
            counts = organizations[j].alive == 1 and organizations[j].form == form
            n = places_of(organizations, j, tier=tier) if counts else 0
            organizations[j].open_slots = 0 if counts and tier == OPEN else organizations[j].open_slots
            mine = min(int(main_field * (total + n) + start) - int(main_field * total + start), n)
            organizations[j].own_places, organizations[j].rest_places = mine, n - mine
            total += n
            own += mine
    return total - own if total > 0 else -1


@rule
def claims_of(communities: Many[Community], c: int, *, d: int, tier: int) -> int:
    """Cases of a domain in a community that may have a place of a tier and have none yet."""
    left, public = communities[c].unclaimed[d], communities[c].unclaimed_public[d]
    free = min(public, left) if tier == FREE else left
    paying = min(communities[c].unclaimed_paying[d], left)
    return paying if tier == AT_A_FEE else max(left - public, 0) if tier == OPEN else free


@rule
def asked_and_own(
    organizations: Many[Organization],
    communities: Many[Community],
    first: Sequence[int],
    area: Area,
    d: int,
    *,
    tier: int,
) -> tuple[int, int]:
    """Claims of an area in a domain, and the places that its organizations of this domain have for it."""
    asked, own = 0, 0
    for k in range(area[0], area[1]):
        c = communities[k].by_street
        asked += claims_of(communities, c, d=d, tier=tier)
        for j in range(first[c], first[c + 1]):
            own += organizations[j].own_places if organizations[j].domain == d else 0
    return asked, own


@rule
def note_lenders(
    organizations: Many[Organization],
    communities: Many[Community],
    first: Sequence[int],
    area: Area,
    kind: tuple[int, int],
    owners: Division,
    *,
    lenders: Division,
    part: tuple[int, int],
) -> int:
    """Note what each organization lends of a kind, domain and tier: of places for its own domain, and a part of the rest.

    The rest that is used is laid out organization after organization; the part begins and ends somewhere there. Returns the
    shares that government does not pay, summed over places [2^-20].
    """
    d, tier = kind[0], kind[1]
    own_before, rest_before, laid, society = 0, 0, 0, 0
    for k in range(area[0], area[1]):
        c = communities[k].by_street
        for j in range(first[c], first[c + 1]):
            mine = organizations[j].own_places if organizations[j].domain == d else 0
            used = share_of(lenders, before=rest_before, own=organizations[j].rest_places)
            n = share_of(owners, before=own_before, own=mine) + max(min(laid + used, part[1]) - max(laid, part[0]), 0)
            own_before += mine
            rest_before += organizations[j].rest_places
            laid += used
            organizations[j].lent[d] += n
            organizations[j].lent_at_fee[d] += n if tier == AT_A_FEE else 0
            organizations[j].open_slots += n if tier == OPEN else 0
            society += n * fixed(organizations[j].society_share)
    return society


@rule
def give_places(
    communities: Many[Community], area: Area, kind: tuple[int, int], places: Division, society: int
) -> None:
    """Give places of a kind, domain and tier, to an area's communities by claims."""
    d, tier, before = kind[0], kind[1], 0
    for k in range(area[0], area[1]):
        c = communities[k].by_street
        claims = claims_of(communities, c, d=d, tier=tier)
        n = share_of(places, before=before, own=claims)
        before += claims
        communities[c].borrowed[N_TIERS * d + tier] += n
        communities[c].borrowed[N_TIERS * d + FREE] += n if tier == OPEN else 0
        communities[c].society_lent[d] += society * n // places[0]
        communities[c].unclaimed[d] -= n
        communities[c].unclaimed_public[d] -= n if tier == FREE else 0
        communities[c].unclaimed_paying[d] -= n if tier == AT_A_FEE else 0


@rule
def lend_market(communities: Many[Community], area: Area, d: int, key: Key) -> None:
    """Firms of a street serve those who can pay in all of it, those first whom no department could help.

    Parts of a case are put together before they are carried over.
    """
    there, parts, asked, either = 0, 0.0, 0, 0
    for k in range(area[0], area[1]):
        c = communities[k].by_street
        there += communities[c].market_slots[d]
        parts += communities[c].spare_market[d]
        asked += claims_of(communities, c, d=d, tier=AT_A_FEE)
        either += communities[c].unclaimed_either[d]
        communities[c].spare_market[d] = 0.0
    there += int(parts)
    communities[communities[area[0]].by_street].spare_market[d] = parts - int(parts)
    places = division(there, total=asked, key=key, rounding=FOR_MARKET + d)
    left = division(there - places[0], total=either, key=key, rounding=FOR_EITHER + d)
    before, before_left = 0, 0
    for k in range(area[0], area[1]):
        c = communities[k].by_street
        claims = claims_of(communities, c, d=d, tier=AT_A_FEE)
        also = share_of(left, before=before_left, own=communities[c].unclaimed_either[d])
        communities[c].market_slots[d] = share_of(places, before=before, own=claims) + also
        communities[c].unclaimed_public[d] -= also
        before += claims
        before_left += communities[c].unclaimed_either[d]


@rule
def lend_decisions(
    communities: Many[Community], policies: Many[Grid], month: int, *, key_low: int, key_high: int, begin: int
) -> None:
    """Offices' time to decide goes to where complex cases press; a community that decides itself keeps its own.

    Parts of a decision are put together before they are carried over.
    """
    end = street_end(communities, begin)
    street = (communities[communities[begin].by_street].street, month, key_low, key_high)
    there, asked, before, parts, first = 0, 0, 0, 0.0, -1
    for k in range(begin, end):
        c = communities[k].by_street
        if policies[c].decision_level > AT_COMMUNITY:
            there += communities[c].decision_slots
            asked += communities[c].pressing
            parts += communities[c].spare_decisions
            communities[c].spare_decisions = 0.0
            first = c
    there += int(parts)
    if first >= 0:
        communities[first].spare_decisions = parts - int(parts)
    decisions = division(there, total=asked, key=street, rounding=FOR_DECISIONS)
    for k in range(begin, end):
        c = communities[k].by_street
        if policies[c].decision_level > AT_COMMUNITY:
            communities[c].decision_slots = share_of(decisions, before=before, own=communities[c].pressing)
            before += communities[c].pressing


@rule
def lend_rest(communities: Many[Community], how: Help, month: int, *, key_low: int, key_high: int, begin: int) -> None:
    """Firms' places go to those left who can pay, then departments' money to the entitled left of whom they hear."""
    end = street_end(communities, begin)
    street = (communities[communities[begin].by_street].street, month, key_low, key_high)
    for d in range(N_DOMAINS):
        lend_market(communities, (begin, end), d, street)
        lend_money(communities, (begin, end), d, how.unit_cost[d], street)


@rule
def lend_money(communities: Many[Community], area: Area, d: int, unit_cost: float, key: Key) -> None:
    """A department's money in a street goes by claims in amounts of whole cases, and what is left to those who hold it.

    Money whose use a community decides itself stays there.
    """
    there, asked, dearest, before, running, given = 0, 0, 1, 0, 0, 0
    for k in range(area[0], area[1]):
        c = communities[k].by_street
        there += lendable(communities, c, d=d)
        asked += claims_of(communities, c, d=d, tier=FREE)
        dearest = max(
            dearest,
            case_cost(unit_cost, variety_factor=communities[c].variety_factor, cost_level=communities[c].cost_level),
        )
    cases, left = division(there // dearest, total=asked, key=key, rounding=FOR_MONEY + d), there
    for k in range(area[0], area[1]):
        c = communities[k].by_street
        claims = claims_of(communities, c, d=d, tier=FREE)
        cost = case_cost(unit_cost, variety_factor=communities[c].variety_factor, cost_level=communities[c].cost_level)
        communities[c].paid_now = share_of(cases, before=before, own=claims) * cost
        before += claims
        left -= communities[c].paid_now
    for k in range(area[0], area[1]):
        c = communities[k].by_street
        mine = lendable(communities, c, d=d)
        running += mine
        reached = left if running == there else int(left * (running / there))
        communities[c].department_money[d] += communities[c].paid_now + reached - given - mine
        given = reached


@rule
def lendable(communities: Many[Community], c: int, *, d: int) -> int:
    """What a community's departments hold in a domain but for the share that is decided there."""
    money = communities[c].department_money[d]
    return money - int(money * communities[c].deliberated)


@rule
def give_credit(
    organizations: Many[Organization],
    communities: Many[Community],
    market: Market,
    first_organizations: Sequence[int],
    month: int,
    *,
    key_low: int,
    key_high: int,
    begin: int,
) -> None:
    """What became of places lent goes back to the organizations that lent them: cases helped, cases resolved, low fees.

    Each gets its part by the places that it lent in the domain, in whole cases that add up exactly.
    """
    end = street_end(communities, begin)
    for k in range(begin, end):
        c = communities[k].by_street
        for j in range(first_organizations[c], first_organizations[c + 1]):
            organizations[j].delivered = organizations[j].succeeded = organizations[j].low_fees = 0
    street = (communities[communities[begin].by_street].street, month, key_low, key_high)
    for d in range(N_DOMAINS):
        helped, solved, paid = 0, 0, 0
        for k in range(begin, end):
            home = (AT_HOME + communities[k].by_street, month, key_low, key_high)
            left = credit_home(organizations, communities, first_organizations, k, d=d, key=home)
            helped += left[0]
            solved += left[1]
            paid += left[2]
        due = (helped, solved, paid)
        credit(organizations, communities, first_organizations, (begin, end), d, form=REGISTERED, due=due, key=street)
    for k in range(begin, end):
        c = communities[k].by_street
        for j in range(first_organizations[c], first_organizations[c + 1]):
            organizations[j].low_fees *= int(market.low_fee * 100.0 + 0.5)


@rule
def credit_home(
    organizations: Many[Organization], communities: Many[Community], first: Sequence[int], k: int, *, d: int, key: Key
) -> tuple[int, int, int]:
    """Credit a community's filed groups with their part of cases helped, resolved and at a fee; returns what is left."""
    c = communities[k].by_street
    near, near_at_fee = lent_in(organizations, communities, first, (k, k + 1), d, form=FILED)
    at_fee = communities[c].borrowed[N_TIERS * d + AT_A_FEE]
    lent = at_fee + communities[c].borrowed[N_TIERS * d + FREE] + communities[c].borrowed[N_TIERS * d + LED]
    total, succeeded, fees = (
        communities[c].delivered_here[d],
        communities[c].succeeded_here[d],
        communities[c].fee_cases[d],
    )
    helped = share_of(division(total, total=lent, key=key, rounding=FOR_DELIVERED + d), before=0, own=near)
    solved = share_of(division(succeeded, total=total, key=key, rounding=FOR_SUCCEEDED + d), before=0, own=helped)
    paid = share_of(division(fees, total=at_fee, key=key, rounding=FOR_FEES + d), before=0, own=near_at_fee)
    credit(organizations, communities, first, (k, k + 1), d, form=FILED, due=(helped, solved, paid), key=key)
    return total - helped, succeeded - solved, fees - paid


@rule
def lent_in(
    organizations: Many[Organization],
    communities: Many[Community],
    first: Sequence[int],
    area: Area,
    d: int,
    *,
    form: int,
) -> tuple[int, int]:
    """Places of a domain that an area's organizations of a form lent, and how many of them at a fee."""
    lent, at_fee = 0, 0
    for k in range(area[0], area[1]):
        c = communities[k].by_street
        for j in range(first[c], first[c + 1]):
            lent += organizations[j].lent[d] if organizations[j].form == form else 0
            at_fee += organizations[j].lent_at_fee[d] if organizations[j].form == form else 0
    return lent, at_fee


@rule
def credit(
    organizations: Many[Organization],
    communities: Many[Community],
    first: Sequence[int],
    area: Area,
    d: int,
    *,
    form: int,
    due: tuple[int, int, int],
    key: Key,
) -> None:
    """Credit an area's organizations of a form with cases helped, resolved and at a fee, by what they lent in a domain."""
    if due[0] + due[2] == 0:
        return
    lent, lent_at_fee = lent_in(organizations, communities, first, area, d, form=form)
    by_lent = division(due[0], total=lent, key=key, rounding=FOR_DELIVERED + d)
    by_helped = division(due[1], total=due[0], key=key, rounding=FOR_SUCCEEDED + d)
    by_fees = division(due[2], total=lent_at_fee, key=key, rounding=FOR_FEES + d)
    lent_before, helped_before, paid_before = 0, 0, 0
    for k in range(area[0], area[1]):
        c = communities[k].by_street
        for j in range(first[c], first[c + 1]):
            mine = organizations[j].lent[d] if organizations[j].form == form else 0
            paid = organizations[j].lent_at_fee[d] if organizations[j].form == form else 0
            helped = share_of(by_lent, before=lent_before, own=mine)
            organizations[j].delivered += helped
            organizations[j].succeeded += share_of(by_helped, before=helped_before, own=helped)
            organizations[j].low_fees += share_of(by_fees, before=paid_before, own=paid)
            lent_before += mine
            helped_before += helped
            paid_before += paid
