"""What crosses communities is lent within a street: places, market, decision time, departments' money (E51, E54, E65).

Claims are cases that could be served this month. Whatever is lent goes to communities in proportion to their claims in whole
numbers, never beyond them, and by no order of visit; each community then rations what it got by its own queue.
"""

from collections.abc import Sequence

from sim.rules.arithmetic import fixed
from sim.rules.help import Help
from sim.rules.luck import WORD, philox
from sim.rules.market import Market
from sim.rules.networks import Grid
from sim.rules.organization import Organizations
from sim.rules.queue import whose
from sim.rules.rule import rule
from sim.rules.street import share_of, street_end
from sim.state import Community, Many, Organization, Resident
from sim.state.luck import LENDING_OF
from sim.state.words import AT_A_FEE, AT_COMMUNITY, FILED, FREE, LED, N_DOMAINS, N_TIERS, OPEN, REGISTERED

AT_HOME = 1_000_000
"""What tells a community's own draws from those of streets."""
FOR_CLAIMS, FOR_OWN, FOR_NEED, FOR_LENDERS, FOR_FIELD = 0, 32, 64, 68, 72
FOR_DECISIONS, FOR_MARKET, FOR_MONEY, FOR_DELIVERED, FOR_SUCCEEDED, FOR_FEES, FOR_EITHER = (
    80,
    88,
    96,
    104,
    112,
    120,
    128,
)
"""What rounding is of: with a tier or domain added, the purpose of the draw of where it starts."""


@rule
def count_claims(residents: Many[Resident], here: Community) -> None:
    """Cases that organizations could serve this month by domain: of all, of the entitled, of those who can pay.

    A complex case counts once it is decided, or where it reached this month who may decide it. Those whom neighbours will
    help, who come first, claim nothing.
    """
    queue = residents.column(Resident.queue)

    for d in range(N_DOMAINS):
        here.unclaimed[d] = here.unclaimed_public[d] = here.unclaimed_paying[d] = 0
    n, mutual, pressing = len(residents), here.mutual_slots, 0
    for place in range(here.queue_length):
        lasting, i = whose(queue[place], n)
        d = (residents[i].standing_domain if lasting else residents[i].case_domain) - 1
        undecided = (not lasting) & (residents[i].case_complex > 0) & (residents[i].case_decided == 0)
        presses = undecided & (residents[i].case_pressed > 0)
        able = (residents[i].standing_able if lasting else residents[i].neighbours_able) > 0
        helped = able & (not undecided) & (mutual > 0)
        public = (residents[i].standing_entitled if lasting else residents[i].entitled) > 0
        claims = ((not undecided) | presses) & (not helped)
        mutual -= helped
        pressing += presses
        here.unclaimed[d] += claims
        here.unclaimed_public[d] += claims & public
        here.unclaimed_paying[d] += claims & (residents[i].can_pay > 0)
    here.pressing = pressing


@rule
def start_at(area: int, rounding: int, total: int, month: int, key_low: int, key_high: int) -> int:
    """Where rounding starts in an area: any of 0 to below the total."""
    word, _, _, _ = philox(area, month, LENDING_OF, rounding, key_low, key_high)
    return word * total // WORD


@rule
def lend_places(
    organizations: Many[Organization],
    communities: Many[Community],
    how: Organizations,
    first_organizations: Sequence[int],
    month: int,
    key_low: int,
    key_high: int,
) -> None:
    """Organizations' places of this month go to where cases are: filed groups' at home, others' in the street.

    Tier by tier: at a fee to those who can pay, then what government does not pay to those who are not entitled, then all
    other free places to the entitled, then led volunteers to all.
    """
    for j in range(len(organizations)):
        for d in range(N_DOMAINS):
            organizations[j].lent[d] = organizations[j].lent_at_fee[d] = 0
    for c in range(len(communities)):
        for d in range(N_DOMAINS):
            communities[c].society_lent[d] = 0
        for k in range(N_TIERS * N_DOMAINS):
            communities[c].borrowed[k] = 0
    begin = 0
    while begin < len(communities):
        end = street_end(communities, begin)
        street = communities[communities[begin].by_street].street
        for tier in (AT_A_FEE, OPEN, FREE, LED):
            for k in range(begin, end):
                home = AT_HOME + communities[k].by_street
                lend_tier(
                    organizations,
                    communities,
                    how,
                    first_organizations,
                    k,
                    k + 1,
                    FILED,
                    tier,
                    home,
                    month,
                    key_low,
                    key_high,
                )
            lend_tier(
                organizations,
                communities,
                how,
                first_organizations,
                begin,
                end,
                REGISTERED,
                tier,
                street,
                month,
                key_low,
                key_high,
            )
        begin = end


@rule
def lend_tier(
    organizations: Many[Organization],
    communities: Many[Community],
    how: Organizations,
    first_organizations: Sequence[int],
    begin: int,
    end: int,
    form: int,
    tier: int,
    area: int,
    month: int,
    key_low: int,
    key_high: int,
) -> None:
    """Lend the places of a tier that an area's organizations of a form have: some in their own domain, the rest where need is.

    ``main_field`` of places are for the organization's own domain; what is claimed there beyond them, and in other domains,
    has the rest, by claims.
    """
    rest = split_places(
        organizations,
        communities,
        first_organizations,
        begin,
        end,
        form,
        tier,
        how.main_field,
        start_at(area, FOR_FIELD + tier, WORD, month, key_low, key_high) / WORD,
    )
    if rest < 0:
        return
    needed = 0
    for d in range(N_DOMAINS):
        asked = asked_in(communities, begin, end, d, tier)
        own = own_in(organizations, communities, first_organizations, begin, end, d)
        needed += max(asked - own, 0)
    used, before, reached = min(rest, needed), 0, 0
    start = start_at(area, FOR_NEED + tier, needed, month, key_low, key_high)
    lenders = start_at(area, FOR_LENDERS + tier, rest, month, key_low, key_high)
    for d in range(N_DOMAINS):
        asked = asked_in(communities, begin, end, d, tier)
        own = own_in(organizations, communities, first_organizations, begin, end, d)
        own_lent = min(own, asked)
        more = share_of(used, before, asked - own_lent, needed, start)
        before += asked - own_lent
        if own_lent + more > 0:
            society = note_lenders(
                organizations,
                communities,
                first_organizations,
                begin,
                end,
                d,
                tier,
                own_lent,
                own,
                start_at(area, FOR_OWN + N_DOMAINS * tier + d, own, month, key_low, key_high),
                used,
                rest,
                lenders,
                reached,
                reached + more,
            )
            claims = start_at(area, FOR_CLAIMS + N_DOMAINS * tier + d, asked, month, key_low, key_high)
            give_places(communities, begin, end, d, tier, own_lent + more, asked, claims, society)
        reached += more


@rule
def places_of(organizations: Many[Organization], j: int, tier: int) -> int:
    """An organization's places of a tier; free ones are those that are not lent as open ones."""
    free = organizations[j].open_slots if tier == OPEN else organizations[j].slots - organizations[j].open_slots
    priced = organizations[j].fee_slots if tier == AT_A_FEE else organizations[j].led_slots
    return priced if tier == AT_A_FEE or tier == LED else free


@rule
def split_places(
    organizations: Many[Organization],
    communities: Many[Community],
    first_organizations: Sequence[int],
    begin: int,
    end: int,
    form: int,
    tier: int,
    main_field: float,
    start: float,
) -> int:
    """Split places into those for each organization's own domain and the rest; returns the rest, -1 where there are none.

    Open places stay open as far as they are lent.
    """
    total, own = 0, 0
    for k in range(begin, end):
        c = communities[k].by_street
        for j in range(first_organizations[c], first_organizations[c + 1]):
            counts = organizations[j].alive == 1 and organizations[j].form == form
            n = places_of(organizations, j, tier) if counts else 0
            organizations[j].open_slots = 0 if counts and tier == OPEN else organizations[j].open_slots
            mine = min(int(main_field * (total + n) + start) - int(main_field * total + start), n)
            organizations[j].own_places, organizations[j].rest_places = mine, n - mine
            total += n
            own += mine
    return total - own if total > 0 else -1


@rule
def claims_of(communities: Many[Community], c: int, d: int, tier: int) -> int:
    """Cases of a domain in a community that may have a place of a tier and have none yet."""
    left, public = communities[c].unclaimed[d], communities[c].unclaimed_public[d]
    free = min(public, left) if tier == FREE else left
    paying = min(communities[c].unclaimed_paying[d], left)
    return paying if tier == AT_A_FEE else max(left - public, 0) if tier == OPEN else free


@rule
def asked_in(communities: Many[Community], begin: int, end: int, d: int, tier: int) -> int:
    """Claims of an area in a domain."""
    asked = 0
    for k in range(begin, end):
        asked += claims_of(communities, communities[k].by_street, d, tier)
    return asked


@rule
def own_in(
    organizations: Many[Organization],
    communities: Many[Community],
    first_organizations: Sequence[int],
    begin: int,
    end: int,
    d: int,
) -> int:
    """Places that an area's organizations have for their own domain, of one domain."""
    own = 0
    for k in range(begin, end):
        c = communities[k].by_street
        for j in range(first_organizations[c], first_organizations[c + 1]):
            own += organizations[j].own_places if organizations[j].domain == d else 0
    return own


@rule
def note_lenders(
    organizations: Many[Organization],
    communities: Many[Community],
    first_organizations: Sequence[int],
    begin: int,
    end: int,
    d: int,
    tier: int,
    own_lent: int,
    own: int,
    own_start: int,
    used: int,
    rest: int,
    rest_start: int,
    low: int,
    high: int,
) -> int:
    """Note what each organization lends in a domain: its part of ``own_lent``, and of the rest those from low to high.

    The rest that is used is laid out organization after organization. Returns the shares that government does not pay, summed
    over places [2^-20].
    """
    own_before, rest_before, laid, society = 0, 0, 0, 0
    for k in range(begin, end):
        c = communities[k].by_street
        for j in range(first_organizations[c], first_organizations[c + 1]):
            mine = organizations[j].own_places if organizations[j].domain == d else 0
            n = share_of(own_lent, own_before, mine, own, own_start)
            part = share_of(used, rest_before, organizations[j].rest_places, rest, rest_start)
            n += max(min(laid + part, high) - max(laid, low), 0)
            own_before += mine
            rest_before += organizations[j].rest_places
            laid += part
            organizations[j].lent[d] += n
            organizations[j].lent_at_fee[d] += n if tier == AT_A_FEE else 0
            organizations[j].open_slots += n if tier == OPEN else 0
            society += n * fixed(organizations[j].society_share)
    return society


@rule
def give_places(
    communities: Many[Community],
    begin: int,
    end: int,
    d: int,
    tier: int,
    places: int,
    asked: int,
    start: int,
    society: int,
) -> None:
    """Give places of a tier in a domain to an area's communities by claims."""
    before = 0
    for k in range(begin, end):
        c = communities[k].by_street
        claims = claims_of(communities, c, d, tier)
        n = share_of(places, before, claims, asked, start)
        before += claims
        communities[c].borrowed[N_TIERS * d + tier] += n
        communities[c].borrowed[N_TIERS * d + FREE] += n if tier == OPEN else 0
        communities[c].society_lent[d] += society * n // places
        communities[c].unclaimed[d] -= n
        communities[c].unclaimed_public[d] -= n if tier == FREE else 0
        communities[c].unclaimed_paying[d] -= n if tier == AT_A_FEE else 0


@rule
def lend_market(
    communities: Many[Community], begin: int, end: int, street: int, month: int, key_low: int, key_high: int
) -> None:
    """Firms of a street serve those who can pay in all of it, those first whom no department could help.

    Parts of a case are put together before they are carried over.
    """
    first = communities[begin].by_street
    for d in range(N_DOMAINS):
        there, parts = 0, 0.0
        for k in range(begin, end):
            c = communities[k].by_street
            there += communities[c].market_slots[d]
            parts += communities[c].spare_market[d]
            communities[c].spare_market[d] = 0.0
        there += int(parts)
        communities[first].spare_market[d] = parts - int(parts)
        asked, either = asked_in(communities, begin, end, d, AT_A_FEE), 0
        for k in range(begin, end):
            either += communities[communities[k].by_street].unclaimed_either[d]
        start = start_at(street, FOR_MARKET + d, asked, month, key_low, key_high)
        rest = start_at(street, FOR_EITHER + d, either, month, key_low, key_high)
        lent, before, left, before_left = min(there, asked), 0, min(max(there - asked, 0), either), 0
        for k in range(begin, end):
            c = communities[k].by_street
            claims = claims_of(communities, c, d, AT_A_FEE)
            also = share_of(left, before_left, communities[c].unclaimed_either[d], either, rest)
            communities[c].market_slots[d] = share_of(lent, before, claims, asked, start) + also
            communities[c].unclaimed_public[d] -= also
            before += claims
            before_left += communities[c].unclaimed_either[d]


@rule
def lend_decisions(communities: Many[Community], policies: Many[Grid], month: int, key_low: int, key_high: int) -> None:
    """Offices' time to decide goes to where complex cases press; a community that decides itself keeps its own.

    Parts of a decision are put together before they are carried over.
    """
    begin = 0
    while begin < len(communities):
        end = street_end(communities, begin)
        street = communities[communities[begin].by_street].street
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
        start = start_at(street, FOR_DECISIONS, asked, month, key_low, key_high)
        for k in range(begin, end):
            c = communities[k].by_street
            if policies[c].decision_level > AT_COMMUNITY:
                lent = min(there, asked)
                communities[c].decision_slots = share_of(lent, before, communities[c].pressing, asked, start)
                before += communities[c].pressing
        begin = end


@rule
def lend_rest(communities: Many[Community], how: Help, month: int, key_low: int, key_high: int) -> None:
    """Firms' places go to those left who can pay, then departments' money to the entitled left of whom they hear."""
    begin = 0
    while begin < len(communities):
        end = street_end(communities, begin)
        street = communities[communities[begin].by_street].street
        lend_market(communities, begin, end, street, month, key_low, key_high)
        for d in range(N_DOMAINS):
            lend_money(communities, begin, end, d, how.unit_cost[d], street, month, key_low, key_high)
        begin = end


@rule
def lend_money(
    communities: Many[Community],
    begin: int,
    end: int,
    d: int,
    unit_cost: float,
    street: int,
    month: int,
    key_low: int,
    key_high: int,
) -> None:
    """A department's money in a street goes by claims in amounts of whole cases, and what is left to those who hold it.

    Money whose use a community decides itself stays there.
    """
    there, asked, dearest, before, running, given = 0, 0, 1, 0, 0, 0
    for k in range(begin, end):
        c = communities[k].by_street
        there += lendable(communities, c, d)
        asked += claims_of(communities, c, d, FREE)
        dearest = max(dearest, case_cost(communities, c, unit_cost))
    cases, spoken_for = min(there // dearest, asked), 0
    start = start_at(street, FOR_MONEY + d, asked, month, key_low, key_high)
    for k in range(begin, end):
        c = communities[k].by_street
        claims = claims_of(communities, c, d, FREE)
        communities[c].paid_now = share_of(cases, before, claims, asked, start) * case_cost(communities, c, unit_cost)
        before += claims
        spoken_for += communities[c].paid_now
    for k in range(begin, end):
        c = communities[k].by_street
        mine = lendable(communities, c, d)
        running += mine
        left = there - spoken_for
        reached = left if running == there else int(left * (running / there))
        communities[c].department_money[d] += communities[c].paid_now + reached - given - mine
        given = reached


@rule
def lendable(communities: Many[Community], c: int, d: int) -> int:
    """What a community's departments hold in a domain but for the share that is decided there."""
    money = communities[c].department_money[d]
    return money - int(money * communities[c].deliberated)


@rule
def case_cost(communities: Many[Community], c: int, unit_cost: float) -> int:
    """What a case costs a department in a community [fen]."""
    return int(unit_cost * communities[c].variety_factor * communities[c].cost_level * 100.0 + 0.5)


@rule
def give_credit(
    organizations: Many[Organization],
    communities: Many[Community],
    market: Market,
    first_organizations: Sequence[int],
    month: int,
    key_low: int,
    key_high: int,
) -> None:
    """What became of places lent goes back to the organizations that lent them: cases helped, cases resolved, low fees.

    Each gets its part by the places that it lent in the domain, in whole cases that add up exactly.
    """
    fee = int(market.low_fee * 100.0 + 0.5)
    for j in range(len(organizations)):
        organizations[j].delivered = organizations[j].succeeded = organizations[j].low_fees = 0
    begin = 0
    while begin < len(communities):
        end = street_end(communities, begin)
        street = communities[communities[begin].by_street].street
        for d in range(N_DOMAINS):
            delivered, succeeded, at_fee = 0, 0, 0
            for k in range(begin, end):
                c = communities[k].by_street
                near, near_at_fee = lent_in(organizations, communities, first_organizations, k, k + 1, d, FILED)
                lent = communities[c].borrowed[N_TIERS * d + AT_A_FEE]
                home, start = AT_HOME + c, FOR_DELIVERED + d
                paid = share_of(
                    communities[c].fee_cases[d],
                    0,
                    near_at_fee,
                    lent,
                    start_at(home, FOR_FEES + d, lent, month, key_low, key_high),
                )
                lent += communities[c].borrowed[N_TIERS * d + FREE] + communities[c].borrowed[N_TIERS * d + LED]
                helped = share_of(
                    communities[c].delivered_here[d],
                    0,
                    near,
                    lent,
                    start_at(home, start, lent, month, key_low, key_high),
                )
                start = FOR_SUCCEEDED + d
                total = communities[c].delivered_here[d]
                solved = share_of(
                    communities[c].succeeded_here[d],
                    0,
                    helped,
                    total,
                    start_at(home, start, total, month, key_low, key_high),
                )
                credit(
                    organizations,
                    communities,
                    first_organizations,
                    k,
                    k + 1,
                    d,
                    FILED,
                    helped,
                    solved,
                    paid,
                    near,
                    near_at_fee,
                    fee,
                    home,
                    month,
                    key_low,
                    key_high,
                )
                delivered += total - helped
                succeeded += communities[c].succeeded_here[d] - solved
                at_fee += communities[c].fee_cases[d] - paid
            far, far_at_fee = lent_in(organizations, communities, first_organizations, begin, end, d, REGISTERED)
            credit(
                organizations,
                communities,
                first_organizations,
                begin,
                end,
                d,
                REGISTERED,
                delivered,
                succeeded,
                at_fee,
                far,
                far_at_fee,
                fee,
                street,
                month,
                key_low,
                key_high,
            )
        begin = end


@rule
def lent_in(
    organizations: Many[Organization],
    communities: Many[Community],
    first_organizations: Sequence[int],
    begin: int,
    end: int,
    d: int,
    form: int,
) -> tuple[int, int]:
    """Places of a domain that an area's organizations of a form lent, and how many of them at a fee."""
    lent, at_fee = 0, 0
    for k in range(begin, end):
        c = communities[k].by_street
        for j in range(first_organizations[c], first_organizations[c + 1]):
            lent += organizations[j].lent[d] if organizations[j].form == form else 0
            at_fee += organizations[j].lent_at_fee[d] if organizations[j].form == form else 0
    return lent, at_fee


@rule
def credit(
    organizations: Many[Organization],
    communities: Many[Community],
    first_organizations: Sequence[int],
    begin: int,
    end: int,
    d: int,
    form: int,
    delivered: int,
    succeeded: int,
    at_fee: int,
    lent: int,
    lent_at_fee: int,
    fee: int,
    area: int,
    month: int,
    key_low: int,
    key_high: int,
) -> None:
    """Credit an area's organizations of a form by what they lent in a domain."""
    if delivered + at_fee == 0:
        return
    lent_before, paid_before, helped_before = 0, 0, 0
    by_lent = start_at(area, FOR_DELIVERED + d, lent, month, key_low, key_high)
    by_fees = start_at(area, FOR_FEES + d, lent_at_fee, month, key_low, key_high)
    by_helped = start_at(area, FOR_SUCCEEDED + d, delivered, month, key_low, key_high)
    for k in range(begin, end):
        c = communities[k].by_street
        for j in range(first_organizations[c], first_organizations[c + 1]):
            mine = organizations[j].lent[d] if organizations[j].form == form else 0
            paid = organizations[j].lent_at_fee[d] if organizations[j].form == form else 0
            helped = share_of(delivered, lent_before, mine, lent, by_lent)
            organizations[j].delivered += helped
            organizations[j].succeeded += share_of(succeeded, helped_before, helped, delivered, by_helped)
            organizations[j].low_fees += fee * share_of(at_fee, paid_before, paid, lent_at_fee, by_fees)
            lent_before += mine
            paid_before += paid
            helped_before += helped
