"""Help: who is served when there is not enough for all, whether it fits, and how a case ends (model.md 4.1)."""

from collections.abc import MutableSequence, Sequence

from sim.rules.arithmetic import fixed
from sim.rules.market import fee_part
from sim.rules.queue import whose
from sim.rules.rule import rule

NOBODY, NEIGHBOURS, ORGANIZATION, COMMITTEE, DEPARTMENT, MARKET = range(6)
WAITING, RESOLVED, MISMATCHED, WITHDRAWN, SETTLED = range(5)
AT_A_FEE, FREE, LED, OPEN = range(4)
"""Tiers of organizations' places; of the free ones some are open to those who have no claim to public help."""


@rule
def ration(
    case_domain: Sequence[int],
    case_complex: Sequence[int],
    case_decided: Sequence[int],
    queue: Sequence[int],
    queue_length: int,
    neighbours_able: Sequence[int],
    entitled: Sequence[int],
    passed_on: Sequence[int],
    standing_domain: Sequence[int],
    standing_able: Sequence[int],
    standing_passed: Sequence[int],
    standing_entitled: Sequence[int],
    can_pay: Sequence[int],
    holders: Sequence[int],
    n_holders: int,
    helped_by: MutableSequence[int],
    helper: MutableSequence[int],
    fee_paid: MutableSequence[int],
    standing_by: MutableSequence[int],
    mutual_slots: MutableSequence[int],
    committee_slots: MutableSequence[int],
    department_money: MutableSequence[int],
    department_spent: MutableSequence[int],
    market_slots: MutableSequence[int],
    variety_factor: float,
    unit_cost: Sequence[float],
    low_fee_share: float,
    free_share: float,
    low_fee: float,
    domain: Sequence[int],
    slots: MutableSequence[int],
    open_slots: MutableSequence[int],
    fee_slots: MutableSequence[int],
    led_slots: MutableSequence[int],
    low_fees: MutableSequence[int],
    next_asked: MutableSequence[int],
) -> None:
    """Give slots to cases in the order of the queue: neighbours, organizations, the committee, the market, departments.

    Who can pay is asked to use an organization's places at a fee first. Its free places come next, then volunteers that it
    leads, as far as their hours last. A complex case waits until it is decided. Who is not entitled is helped by neighbours,
    by the market, and by organizations in so far as government does not pay for it. A department pays a case that reaches
    it from the community's share of its money, so nothing is spent that is not there.

    What a case could get is found without branches, from the last that would be asked to the first: it is a toss to the
    processor, and most of the queue gets nothing.
    """
    n = len(case_domain)
    help_nobody(holders, n_holders, helped_by, helper, fee_paid, standing_by, low_fees)
    rank_organizations(domain, slots, open_slots, fee_slots, led_slots, next_asked)
    for place in range(queue_length):
        lasting, i = whose(queue[place], n)
        d = (standing_domain[i] if lasting else case_domain[i]) - 1
        held_up = (not lasting) & (case_complex[i] > 0) & (case_decided[i] == 0)
        public = (standing_entitled[i] if lasting else entitled[i]) > 0
        able = ((standing_able[i] if lasting else neighbours_able[i]) > 0) & (mutual_slots[0] > 0)
        heard_of = (standing_passed[i] if lasting else passed_on[i]) > 0
        cost = int(unit_cost[d] * variety_factor * 100.0 + 0.5)
        pays, leads = (low_fee_share > 0.0) & (can_pay[i] > 0), (free_share < 1.0) & (mutual_slots[0] > 0)
        asked, tier = ask_organization(d, pays, leads, public, next_asked)
        by = DEPARTMENT if public & (department_money[d] >= cost) & heard_of else NOBODY
        by = MARKET if (can_pay[i] > 0) & (market_slots[d] > 0) else by
        by = COMMITTEE if public & (committee_slots[0] > 0) else by
        by = ORGANIZATION if asked >= 0 else by
        by = NEIGHBOURS if able else by
        if held_up | (by == NOBODY):
            continue
        fee = (by == MARKET) | ((by == ORGANIZATION) & (tier == AT_A_FEE))
        mutual_slots[0] -= by == NEIGHBOURS
        committee_slots[0] -= by == COMMITTEE
        market_slots[d] -= by == MARKET
        spent = cost if by == DEPARTMENT else 0
        department_money[d] -= spent
        department_spent[0] += spent
        if by == ORGANIZATION:
            take_place(
                asked, d, tier, public, domain, slots, open_slots, fee_slots, led_slots, mutual_slots, next_asked
            )
            low_fees[asked] += int(low_fee * 100.0 + 0.5) * fee
        if lasting:
            standing_by[i] = by
        else:
            helped_by[i], helper[i], fee_paid[i] = by, asked if by == ORGANIZATION else -1, fee


@rule
def ask_organization(
    wanted: int,
    pays: bool,
    leads: bool,
    public: bool,
    next_asked: Sequence[int],
) -> tuple[int, int]:
    """The organization that is asked, and its tier: at a fee of who pays, else free, else volunteers led; -1 where none is.

    Who has no claim to public help has none to free places that government pays for.
    """
    charged, led = next_asked[4 * wanted + AT_A_FEE], next_asked[4 * wanted + LED]
    free = next_asked[4 * wanted + (FREE if public else OPEN)]
    other, tier = (led, LED) if leads & (free < 0) else (free, FREE)
    return (charged, AT_A_FEE) if pays & (charged >= 0) else (other, tier)


@rule
def rank_organizations(
    domain: Sequence[int],
    slots: Sequence[int],
    open_slots: Sequence[int],
    fee_slots: Sequence[int],
    led_slots: Sequence[int],
    next_asked: MutableSequence[int],
) -> None:
    """Note who has most places left by domain and tier, so that a case need not look through all of them."""
    for k in range(len(next_asked)):
        next_asked[k] = -1
    for j in range(len(domain)):
        at = 4 * domain[j]
        next_asked[at + AT_A_FEE] = freer(next_asked[at + AT_A_FEE], j, fee_slots)
        next_asked[at + FREE] = freer(next_asked[at + FREE], j, slots)
        next_asked[at + LED] = freer(next_asked[at + LED], j, led_slots)
        next_asked[at + OPEN] = freer(next_asked[at + OPEN], j, open_slots)


@rule
def take_place(
    organization: int,
    wanted: int,
    tier: int,
    public: bool,
    domain: Sequence[int],
    slots: MutableSequence[int],
    open_slots: MutableSequence[int],
    fee_slots: MutableSequence[int],
    led_slots: MutableSequence[int],
    mutual_slots: MutableSequence[int],
    next_asked: MutableSequence[int],
) -> None:
    """Take one place of a tier, and note who of the domain is asked next there.

    Led volunteers' hours are those that neighbours would have given.
    """
    if tier == AT_A_FEE:
        fee_slots[organization] -= 1
        next_asked[4 * wanted + AT_A_FEE] = most_free(wanted, domain, fee_slots)
    elif tier == FREE:
        slots[organization] -= 1
        open_slots[organization] = min(open_slots[organization] - (0 if public else 1), slots[organization])
        next_asked[4 * wanted + FREE] = most_free(wanted, domain, slots)
        next_asked[4 * wanted + OPEN] = most_free(wanted, domain, open_slots)
    else:
        led_slots[organization] -= 1
        mutual_slots[0] -= 1
        next_asked[4 * wanted + LED] = most_free(wanted, domain, led_slots)


@rule
def help_nobody(
    holders: Sequence[int],
    n_holders: int,
    helped_by: MutableSequence[int],
    helper: MutableSequence[int],
    fee_paid: MutableSequence[int],
    standing_by: MutableSequence[int],
    low_fees: MutableSequence[int],
) -> None:
    """Begin the month's rationing: nobody is helped yet, and no fee is paid."""
    for place in range(n_holders):
        i = holders[place]
        helped_by[i] = standing_by[i] = NOBODY
        helper[i] = -1
        fee_paid[i] = 0
    for j in range(len(low_fees)):
        low_fees[j] = 0


@rule
def pass_on_case(
    community_departments: float, residents_departments: float, direct_report: float, u_passed: float
) -> bool:
    """Whether departments hear of a case: from the community, or from the resident, who asks them directly."""
    return u_passed < 1.0 - (1.0 - community_departments) * (1.0 - direct_report * residents_departments)


@rule
def most_free(wanted: int, domain: Sequence[int], slots: Sequence[int]) -> int:
    """The organization of a domain with most slots left, the first of equals; -1 where there is none."""
    best = -1
    for j in range(len(domain)):
        if domain[j] == wanted:
            best = freer(best, j, slots)
    return best


@rule
def freer(best: int, j: int, slots: Sequence[int]) -> int:
    """An organization where it has more slots left than the best so far, or any where there is none yet."""
    return j if slots[j] > (slots[best] if best >= 0 else 0) else best


@rule
def end_case(
    case_variant: int,
    leaving: int,
    helped_by: int,
    menu_share: float,
    variants_filled: int,
    survey_knowledge: float,
    neighbour_fit: float,
    organization_fit: float,
    market_fit: float,
    brokered: float,
    practice_lacking: float,
    withdraw_per_month: float,
    settle_for_less: float,
    u_menu: float,
    u_known: float,
    u_fit: float,
    u_withdraw: float,
    u_practice: float,
) -> int:
    """How the month ends for an open case: waiting, resolved, mismatched (it stays open), withdrawn, or settled for less.

    Who dies or moves away leaves the case withdrawn.

    A uniform offer fits who wants the most wanted variant. A menu fits him as well, and others whose variant is on it where
    their wish is known. Organizations and the market adapt to some of the other wishes, and neighbours fit as well as
    they know each other. Brokers turn organizations and departments to cases that fit them. Public help and that of
    organizations fails where practice is lacking.
    """
    on_menu = u_menu < menu_share and case_variant < variants_filled and u_known < survey_knowledge
    tailored = helped_by == ORGANIZATION and u_fit < organization_fit + (1.0 - organization_fit) * brokered
    tailored = (
        tailored or (helped_by == DEPARTMENT and u_fit < brokered) or (helped_by == MARKET and u_fit < market_fit)
    )
    practised = helped_by == MARKET or u_practice >= practice_lacking
    served = practised and (case_variant == 0 or on_menu or tailored)
    fits = u_fit < neighbour_fit if helped_by == NEIGHBOURS else served
    if leaving != 0:
        return WITHDRAWN
    if helped_by == NOBODY:
        return WITHDRAWN if u_withdraw < withdraw_per_month else WAITING
    unfit = SETTLED if u_withdraw < settle_for_less else MISMATCHED
    return RESOLVED if fits else unfit


@rule
def book_cases(
    case_domain: Sequence[int],
    case_end: Sequence[int],
    is_new: Sequence[int],
    helped_by: Sequence[int],
    helper: Sequence[int],
    fee_paid: Sequence[int],
    case_opened: Sequence[int],
    holders: Sequence[int],
    n_holders: int,
    month: int,
    low_fee: float,
    staff_pay: float,
    post_minutes: float,
    organization_case_minutes: float,
    society_share: Sequence[float],
    chosen: MutableSequence[int],
    arrived: MutableSequence[int],
    resolved: MutableSequence[int],
    withdrawn: MutableSequence[int],
    mismatched: MutableSequence[int],
    open_cases: MutableSequence[int],
    waited: MutableSequence[int],
    society_delivered: MutableSequence[int],
    society_paid: MutableSequence[int],
    delivered: MutableSequence[int],
    succeeded: MutableSequence[int],
) -> None:
    """Count the month's cases by domain, who resolved them, and what each organization did.

    A case that an organization resolves counts as paid by society for the share of its work not paid by government, and
    for the part that a fee paid; one that neighbours or the market resolve counts in full.
    """
    covered = fee_part(low_fee, staff_pay, post_minutes, organization_case_minutes)
    for d in range(8):
        arrived[d] = resolved[d] = withdrawn[d] = mismatched[d] = 0
    waited[0] = society_delivered[0] = society_paid[0] = 0
    for j in range(len(delivered)):
        delivered[j] = succeeded[j] = 0
    count = 0
    for place in range(n_holders):
        i = holders[place]
        held, d, by = case_domain[i] > 0, max(case_domain[i] - 1, 0), helped_by[i]
        end = case_end[i] if held else WAITING
        new, solved = held & (is_new[i] > 0), end == RESOLVED
        given_up = (end == WITHDRAWN) | (end == SETTLED)
        arrived[d] += new
        mismatched[d] += (end == MISMATCHED) | (end == SETTLED)
        withdrawn[d] += given_up
        resolved[d] += solved
        open_cases[d] += new - (given_up | solved)
        waited[0] += solved * (month - case_opened[i])
        society_delivered[0] += solved & ((by == NEIGHBOURS) | (by == MARKET))
        chosen[count] = i
        count += held & (by == ORGANIZATION)
    society_paid[0] = society_delivered[0] * fixed(1.0)
    for place in range(count):
        i = chosen[place]
        j, solved = helper[i], case_end[i] == RESOLVED
        delivered[j] += 1
        succeeded[j] += solved
        society_delivered[0] += solved
        share = society_share[j] + (1.0 - society_share[j]) * covered * fee_paid[i]
        society_paid[0] += solved * fixed(share)


@rule
def close_case(
    case_domain: int, case_found: int, case_complex: int, case_decided: int, case_end: int, paper_closed: int
) -> tuple[int, int, int, int]:
    """A case that is resolved or given up leaves the resident; a mismatched one stays, and stays known.

    One that was closed on paper stays too, but has to be found again.
    """
    stays = (case_end == WAITING) | (case_end == MISMATCHED)
    known = stays & (paper_closed == 0)
    return case_domain * stays, case_found * known, case_complex * stays, case_decided * stays
