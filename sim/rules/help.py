"""Help: who is served when there is not enough for all, whether it fits, and how a case ends (E46; model.md 4.1)."""

from sim.parameters.committee import Programmes, Triad
from sim.parameters.help import Help, Provision
from sim.parameters.market import Market
from sim.parameters.needs import Needs, Seeking
from sim.parameters.world import World
from sim.rules import rule
from sim.rules.arithmetic import ONE, fixed
from sim.rules.market import fee_part
from sim.rules.observation import own_cell
from sim.rules.queue import whose
from sim.state import Community, Many, Resident, ResidentDraws
from sim.state.words import (
    AT_A_FEE,
    CELLS,
    COMMITTEE,
    DEPARTMENT,
    FREE,
    LED,
    MARKET,
    MISMATCHED,
    MONTHS_TOLD,
    N_DOMAINS,
    N_HELPERS,
    N_TIERS,
    NEIGHBOURS,
    NOBODY,
    OPEN,
    ORGANIZATION,
    RESOLVED,
    SETTLED,
    STAYS,
    WAITING,
    WITHDRAWN,
)

NO_TIER = -1


@rule
def ration(residents: Many[Resident], here: Community, policy: Provision) -> None:
    """Give slots to cases in the order of the queue: whom a resident turned to, neighbours, organizations, the committee.

    Who has just turned to a firm and can pay asks nobody else this month. The committee keeps a place for who turned to it.

    Organizations' places are those that the street lent the community by domain and tier. Who can pay is asked to use those at
    a fee first. Free places come next, then volunteers led by staff, as far as their hours last. A complex case waits until it
    is decided. Who is not entitled is helped by neighbours, and by organizations in so far as government does not pay for
    it. What is left is counted for those who come after: by domain the cases of those who can pay, of those among them whom
    departments could help as well, and of all whom departments could help.
    """
    queue = residents.column(Resident.queue)

    n = len(residents)
    help_nobody(residents, here)
    for place in range(here.queue_length):
        lasting, i = whose(queue[place], n_residents=n)
        d = (residents[i].standing_domain if lasting else residents[i].case_domain) - 1
        held_up = not lasting and residents[i].case_complex > 0 and residents[i].case_decided == 0
        public = (residents[i].standing_entitled if lasting else residents[i].entitled) > 0
        able = (residents[i].standing_able if lasting else residents[i].neighbours_able) > 0 and here.mutual_slots > 0
        heard_of = (residents[i].standing_passed if lasting else residents[i].passed_on) > 0
        pays = policy.low_fee_share > 0.0 and residents[i].can_pay > 0
        leads = policy.free_share < 1.0 and here.mutual_slots > 0
        tier = ask_organization(here, d, pays=pays, leads=leads, public=public)
        first = NOBODY if lasting else residents[i].turns_to
        asks = first == COMMITTEE and public and not held_up
        kept = 0 if asks else here.committee_asked
        there = public and here.committee_slots > kept
        here.committee_asked -= asks and here.committee_asked > 0
        by = whose_help(
            asks_firm=first == MARKET and residents[i].seeks > 0 and residents[i].can_pay > 0,
            asks_committee=asks and there,
            asks_organization=first == ORGANIZATION and tier != NO_TIER,
            neighbours=able,
            organization=tier != NO_TIER,
            committee=there,
        )
        left = not held_up and by == NOBODY
        here.unclaimed_paying[d] += left and residents[i].can_pay > 0 and not (public and heard_of)
        here.unclaimed_either[d] += left and residents[i].can_pay > 0 and public and heard_of
        here.unclaimed_public[d] += left and public and heard_of
        here.unclaimed[d] += left
        if held_up or by == NOBODY:
            continue
        at_fee = by == ORGANIZATION and tier == AT_A_FEE
        here.mutual_slots -= by == NEIGHBOURS
        here.committee_slots -= by == COMMITTEE
        here.fee_cases[d] += at_fee
        if by == ORGANIZATION:
            take_place(here, d, tier=tier, public=public)
        if at_fee:
            here.group_fee_cases[own_cell(residents, i)] += 1
        if lasting:
            residents[i].standing_by = by
        else:
            residents[i].helped_by = by
            residents[i].fee_paid = at_fee


@rule
def whose_help(
    *,
    asks_firm: bool,
    asks_committee: bool,
    asks_organization: bool,
    neighbours: bool,
    organization: bool,
    committee: bool,
) -> int:
    """Who helps: whom a resident asks first, or else neighbours, an organization or the committee, in this order."""
    left = ORGANIZATION if organization else COMMITTEE if committee else NOBODY
    others = NEIGHBOURS if neighbours else left
    asked = COMMITTEE if asks_committee else ORGANIZATION if asks_organization else others
    return NOBODY if asks_firm else asked


@rule
def buy_help(residents: Many[Resident], here: Community, how: Help, market: Market) -> None:
    """Serve what is left in the order of the queue: firms serve those who can pay, departments buy for the entitled.

    A department pays a case that it hears of from the money lent to the community, so nothing is spent that is not there.
    """
    queue = residents.column(Resident.queue)

    n, fee = len(residents), int(market.low_fee * 100.0 + 0.5)
    for place in range(here.queue_length):
        lasting, i = whose(queue[place], n_residents=n)
        d = (residents[i].standing_domain if lasting else residents[i].case_domain) - 1
        held_up = not lasting and residents[i].case_complex > 0 and residents[i].case_decided == 0
        served = (residents[i].standing_by if lasting else residents[i].helped_by) != NOBODY
        public = (residents[i].standing_entitled if lasting else residents[i].entitled) > 0
        heard_of = (residents[i].standing_passed if lasting else residents[i].passed_on) > 0
        cost = case_cost(how.unit_cost[d], variety_factor=here.variety_factor, cost_level=here.cost_level)
        bought = DEPARTMENT if public and here.department_money[d] >= cost and heard_of else NOBODY
        by = MARKET if residents[i].can_pay > 0 and here.market_slots[d] > 0 else bought
        if held_up or served or by == NOBODY:
            continue
        spent = cost if by == DEPARTMENT else 0
        here.market_slots[d] -= by == MARKET
        here.market_fees += fee if by == MARKET else 0
        if by == MARKET:
            here.group_fees[own_cell(residents, i)] += fee
        here.department_money[d] -= spent
        here.department_spent += spent
        here.spent_in[d] += spent
        if lasting:
            residents[i].standing_by = by
        else:
            residents[i].helped_by = by
            residents[i].fee_paid = by == MARKET


@rule
def case_cost(unit_cost: float, *, variety_factor: float, cost_level: float) -> int:
    """What a case costs a department [fen]."""
    return int(unit_cost * variety_factor * cost_level * 100.0 + 0.5)


@rule
def ask_organization(here: Community, wanted: int, *, pays: bool, leads: bool, public: bool) -> int:
    """The tier of the place that an organization gives: at a fee of who pays, else free, else volunteers led; -1 for none.

    Who has no claim to public help has none to free places that government pays for.
    """
    at = N_TIERS * wanted
    free = here.places_left[at + (FREE if public else OPEN)] > 0
    led = LED if leads and here.places_left[at + LED] > 0 else NO_TIER
    other = FREE if free else led
    return AT_A_FEE if pays and here.places_left[at + AT_A_FEE] > 0 else other


@rule
def take_place(here: Community, wanted: int, *, tier: int, public: bool) -> None:
    """Take one place of a tier; led volunteers' hours are those that neighbours would have given."""
    at = N_TIERS * wanted
    here.places_left[at + tier] -= 1
    if tier == FREE:
        here.places_left[at + OPEN] = min(
            here.places_left[at + OPEN] - (0 if public else 1), here.places_left[at + FREE]
        )
    if tier == LED:
        here.mutual_slots -= 1


@rule
def is_public(by: int) -> bool:
    """Whether help by someone counts as public: it earns or costs trust."""
    return by == COMMITTEE or by == DEPARTMENT


@rule
def is_societys(by: int) -> bool:
    """Whether help by someone counts as society's: it makes grateful."""
    return by == NEIGHBOURS or by == ORGANIZATION


@rule
def help_nobody(residents: Many[Resident], here: Community) -> None:
    """Begin the month's rationing: nobody is helped yet, no fee is paid, and low fees of last month's cases fall due."""
    holders = residents.column(Resident.holders)

    for place in range(here.n_holders):
        i = holders[place]
        residents[i].helped_by = residents[i].standing_by = NOBODY
        residents[i].fee_paid = 0
    for k in range(len(here.places_left)):
        here.places_left[k] = here.borrowed[k]
    for d in range(N_DOMAINS):
        here.unclaimed[d] = here.unclaimed_public[d] = here.unclaimed_paying[d] = here.unclaimed_either[d] = 0
        here.fee_cases[d] = 0
    here.market_fees = 0
    for cell in range(CELLS):
        here.group_fees_due[cell] = here.group_fee_cases[cell]
        here.group_fee_cases[cell] = here.group_fees[cell] = 0


@rule
def pass_on_case(me: Resident, policy: Triad, how: Programmes, u: ResidentDraws) -> None:
    """Whether departments hear of a case: from the community, or from the resident, who asks or has turned to them directly."""
    me.passed_on = is_passed_on(policy, how, u.passed) or (
        me.turns_to == DEPARTMENT and policy.residents_departments > 0.0
    )


@rule
def is_passed_on(policy: Triad, how: Programmes, drawn: float) -> bool:
    """Whether departments hear of a case of either kind."""
    return drawn < 1.0 - (1.0 - policy.community_departments) * (1.0 - how.direct_report * policy.residents_departments)


@rule
def end_case(
    me: Resident, here: Community, policy: Provision, how: Help, market: Market, seeking: Seeking, u: ResidentDraws
) -> None:
    """How the month ends for an open case: waiting, resolved, mismatched (it stays open), withdrawn, or settled for less.

    Who dies or moves away leaves the case withdrawn. Who turned to nobody may solve a hidden case alone.

    A uniform offer fits who wants the most wanted variant. A menu, which firms do not have, fits him as well, and others
    whose variant is on it where their wish is known. Organizations and the market adapt to some of the other wishes, and
    neighbours fit as well as they know each other. Brokers turn organizations and departments to cases that fit them. Public
    help and that of organizations fails where practice is lacking.
    """
    on_menu = (
        u.menu < policy.menu_share
        and me.case_variant < here.variants_filled
        and u.known < here.survey_knowledge
        and me.helped_by != MARKET
    )
    adapted = how.organization_fit + (1.0 - how.organization_fit) * here.brokered
    tailored = (
        (me.helped_by == ORGANIZATION and u.fit < adapted)
        or (me.helped_by == DEPARTMENT and u.fit < here.brokered)
        or (me.helped_by == MARKET and u.fit < market.market_fit)
    )
    practised = me.helped_by == MARKET or u.practice >= here.practice_lacking
    served = practised and (me.case_variant == 0 or on_menu or tailored)
    fits = (me.helped_by == NEIGHBOURS and u.fit < how.neighbour_fit) or (me.helped_by != NEIGHBOURS and served)
    unfit = SETTLED if u.withdraw < how.settle_for_less else MISMATCHED
    helped = RESOLVED if fits else unfit
    alone = me.case_found == 0 and me.turns_to == NOBODY and seeking.channel_chosen > 0 and u.fit < seeking.self_help
    given_up = WITHDRAWN if u.withdraw < how.withdraw_per_month else WAITING
    unhelped = RESOLVED if alone else given_up
    end = unhelped if me.helped_by == NOBODY else helped
    me.case_end = end if me.leaving == STAYS else WITHDRAWN


@rule
def book_cases(residents: Many[Resident], here: Community, world: World, month: int) -> None:
    """Count the month's cases by domain, who resolved them, and what organizations did.

    A case that an organization resolves counts as paid by society for the mean share of work not paid by government in the
    places lent here, and for the part that a fee paid; one that neighbours or the market resolve counts in full.
    """
    holders = residents.column(Resident.holders)
    chosen = residents.column(Resident.chosen)

    covered = fee_part(world)
    for d in range(N_DOMAINS):
        here.arrived[d] = here.resolved[d] = here.withdrawn[d] = here.mismatched[d] = 0
        here.delivered_here[d] = here.succeeded_here[d] = 0
    for k in range(MONTHS_TOLD):
        here.solved_after[k] = 0
    for k in range(N_HELPERS):
        here.resolvers[k] = 0
    here.waited = here.society_paid = 0
    count = 0
    for place in range(here.n_holders):
        i = holders[place]
        held, d, by = residents[i].case_domain > 0, max(residents[i].case_domain - 1, 0), residents[i].helped_by
        end = residents[i].case_end if held else WAITING
        new, solved = held and residents[i].is_new > 0, end == RESOLVED
        given_up = end == WITHDRAWN or end == SETTLED
        here.arrived[d] += new
        here.mismatched[d] += end == MISMATCHED or end == SETTLED
        here.withdrawn[d] += given_up
        here.resolved[d] += solved
        here.open_cases[d] += new - (given_up or solved)
        took = month - residents[i].case_opened if solved else 0
        here.solved_after[min(took, MONTHS_TOLD - 1)] += solved
        here.waited += took
        here.resolvers[by] += solved
        chosen[count] = i
        count += held and by == ORGANIZATION
    here.resolved_alone, here.resolved_by_neighbours = here.resolvers[NOBODY], here.resolvers[NEIGHBOURS]
    here.resolved_by_organizations, here.resolved_by_firms = here.resolvers[ORGANIZATION], here.resolvers[MARKET]
    here.resolved_by_committee, here.resolved_by_departments = here.resolvers[COMMITTEE], here.resolvers[DEPARTMENT]
    unpaid = here.resolvers[NEIGHBOURS] + here.resolvers[MARKET]
    here.society_delivered = unpaid + here.resolvers[ORGANIZATION]
    here.society_paid = unpaid * fixed(1.0)
    for place in range(count):
        i = chosen[place]
        d, solved = residents[i].case_domain - 1, residents[i].case_end == RESOLVED
        here.delivered_here[d] += 1
        here.succeeded_here[d] += solved
        share = society_share_here(here, d)
        here.society_paid += solved * fixed(share + (1.0 - share) * covered * residents[i].fee_paid)


@rule
def society_share_here(here: Community, domain: int) -> float:
    """The mean share of work that government does not pay for in the places of a domain that the community was lent."""
    at = N_TIERS * domain
    lent = here.borrowed[at + AT_A_FEE] + here.borrowed[at + FREE] + here.borrowed[at + LED]
    return here.society_lent[domain] / (ONE * lent) if lent > 0 else 0.0


@rule
def close_case(me: Resident) -> None:
    """A case that is resolved or given up leaves the resident; a mismatched one stays, and stays known.

    One that was closed on paper stays too, but has to be found again.
    """
    stays = me.case_end == WAITING or me.case_end == MISMATCHED
    known = stays and me.paper_closed == 0
    me.case_domain *= stays
    me.case_found *= known
    me.case_complex *= stays
    me.case_decided *= stays
    me.seeks *= stays


@rule
def fill_variants(here: Community, policy: Provision, how: Help, needs: Needs) -> None:
    """Variants that are really offered: each needs so many residents who might want it; one is always there.

    Those beyond the first add ``variety_cost`` to what a case takes, money or time, as far as they are told apart and the
    provision is by menu.
    """
    room = here.n_residents / how.people_per_variant if how.people_per_variant > 0.0 else policy.variants_offered
    filled = max(int(min(room, policy.variants_offered)), 1)
    here.variants_filled = filled
    here.variety_factor = 1.0 + how.variety_cost * policy.menu_share * (told_apart(needs, filled) - 1.0)


@rule
def told_apart(how: Needs, filled: int) -> float:
    """How many variants those that are filled amount to: (sum of shares)^2 / sum of squared shares, as tastes are.

    It is 1 where all want the same, and the number of variants where all are wanted alike.
    """
    total, squares, term = 0.0, 0.0, 1.0
    for _ in range(int(min(filled, how.variants_wanted))):
        total += term
        squares += term * term
        term *= how.taste_heterogeneity
    return total * total / squares
