"""Help: who is served when there is not enough for all, whether it fits, and how a case ends (model.md 4.1)."""

from collections.abc import MutableSequence, Sequence

from sim.rules.arithmetic import fixed
from sim.rules.market import fee_part
from sim.rules.rule import rule

NOBODY, NEIGHBOURS, ORGANIZATION, COMMITTEE, DEPARTMENT, MARKET = range(6)
WAITING, RESOLVED, MISMATCHED, WITHDRAWN, SETTLED = range(5)
AT_A_FEE, FREE, LED, OPEN = range(4)
"""Tiers of organizations' places; of the free ones some are open to those who have no claim to public help."""


@rule
def call_up(
    case_domain: Sequence[int],
    standing_domain: Sequence[int],
    standing_change: Sequence[int],
    holders: MutableSequence[int],
    n_holders: MutableSequence[int],
) -> None:
    """Those with a case of either kind, or with a standing one that ended this month: what follows concerns no one else."""
    count = 0
    for i in range(len(case_domain)):
        holders[count] = i
        count += (case_domain[i] | standing_domain[i] | standing_change[i]) != 0
    n_holders[0] = count


@rule
def line_up(
    case_domain: Sequence[int],
    case_found: Sequence[int],
    priority: Sequence[float],
    entitled: Sequence[int],
    standing_domain: Sequence[int],
    standing_found: Sequence[int],
    standing_turn: Sequence[float],
    standing_entitled: Sequence[int],
    holders: Sequence[int],
    n_holders: int,
    chosen: MutableSequence[int],
    queue: MutableSequence[int],
    crowd: MutableSequence[int],
    queue_length: MutableSequence[int],
    known_cases: MutableSequence[int],
    claimed_cases: MutableSequence[int],
) -> None:
    """The found cases in order of priority, ties by place: a counting sort with as many levels as there are holders.

    A case is in the queue as its resident's place, a standing one as that place plus the number of residents; of equals
    those that are not standing come first. What is found is also what offices know of, by domain; departments claim money
    for those entitled.
    """
    for level in range(n_holders):
        crowd[level] = 0
    for d in range(8):
        known_cases[d] = claimed_cases[d] = 0
    cases = count_line(
        case_domain,
        case_found,
        priority,
        entitled,
        holders,
        n_holders,
        0,
        chosen,
        crowd,
        known_cases,
        claimed_cases,
    )
    both = count_line(
        standing_domain,
        standing_found,
        standing_turn,
        standing_entitled,
        holders,
        n_holders,
        cases,
        chosen,
        crowd,
        known_cases,
        claimed_cases,
    )
    start = 0
    for level in range(n_holders - 1, -1, -1):
        size = crowd[level]
        crowd[level] = start
        start += size
    queue_length[0] = start
    stand_in_line(0, chosen, 0, cases, priority, n_holders, queue, crowd)
    stand_in_line(len(case_domain), chosen, cases, both, standing_turn, n_holders, queue, crowd)


@rule
def count_line(
    wanted: Sequence[int],
    known: Sequence[int],
    turn: Sequence[float],
    public: Sequence[int],
    holders: Sequence[int],
    n_holders: int,
    count: int,
    chosen: MutableSequence[int],
    crowd: MutableSequence[int],
    known_cases: MutableSequence[int],
    claimed_cases: MutableSequence[int],
) -> int:
    """Choose the known cases of one kind, behind those chosen before; count them by level of priority and by domain, and
    those of the entitled by domain.

    Nothing is asked by a branch: whether a case is known is a toss to the processor.
    """
    for place in range(n_holders):
        i = holders[place]
        stands = (wanted[i] > 0) & (known[i] > 0)
        chosen[count] = i
        count += stands
        crowd[int(turn[i] * n_holders)] += stands
        known_cases[max(wanted[i] - 1, 0)] += stands
        claimed_cases[max(wanted[i] - 1, 0)] += stands & (public[i] > 0)
    return count


@rule
def stand_in_line(
    first: int,
    chosen: Sequence[int],
    begin: int,
    end: int,
    turn: Sequence[float],
    n_holders: int,
    queue: MutableSequence[int],
    crowd: MutableSequence[int],
) -> None:
    """Put the chosen cases of one kind into the queue, each at the next place of its level."""
    for place in range(begin, end):
        i = chosen[place]
        level = int(turn[i] * n_holders)
        queue[crowd[level]] = first + i
        crowd[level] += 1


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
    """
    n = len(case_domain)
    help_nobody(holders, n_holders, helped_by, helper, fee_paid, standing_by, low_fees)
    rank_organizations(domain, slots, open_slots, fee_slots, led_slots, next_asked)
    for place in range(queue_length):
        lasting = queue[place] >= n
        i = queue[place] - (n if lasting else 0)
        if not lasting and case_complex[i] > 0 and case_decided[i] == 0:
            continue
        d = (standing_domain[i] if lasting else case_domain[i]) - 1
        cost = int(unit_cost[d] * variety_factor * 100.0 + 0.5)
        pays = low_fee_share > 0.0 and can_pay[i] > 0
        leads = free_share < 1.0 and mutual_slots[0] > 0
        public = (standing_entitled[i] if lasting else entitled[i]) > 0
        able = (standing_able[i] if lasting else neighbours_able[i]) > 0 and mutual_slots[0] > 0
        asked, tier = -1, FREE
        if not able:
            asked, tier = ask_organization(d, pays, leads, public, next_asked)
        by, who, fee = NOBODY, -1, 0
        if able:
            mutual_slots[0] -= 1
            by = NEIGHBOURS
        elif asked >= 0:
            take_place(
                asked, d, tier, public, domain, slots, open_slots, fee_slots, led_slots, mutual_slots, next_asked
            )
            by, who, fee = ORGANIZATION, asked, 1 if tier == AT_A_FEE else 0
            low_fees[asked] += int(low_fee * 100.0 + 0.5) * fee
        elif public and committee_slots[0] > 0:
            committee_slots[0] -= 1
            by = COMMITTEE
        elif can_pay[i] > 0 and market_slots[d] > 0:
            market_slots[d] -= 1
            by, fee = MARKET, 1
        elif public and department_money[d] >= cost and (standing_passed[i] if lasting else passed_on[i]) > 0:
            department_money[d] -= cost
            department_spent[0] += cost
            by = DEPARTMENT
        if lasting:
            standing_by[i] = by
        else:
            helped_by[i], helper[i], fee_paid[i] = by, who, fee


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
    charged = next_asked[4 * wanted + AT_A_FEE] if pays else -1
    if charged >= 0:
        return charged, AT_A_FEE
    free = next_asked[4 * wanted + (FREE if public else OPEN)]
    if free >= 0 or not leads:
        return free, FREE
    return next_asked[4 * wanted + LED], LED


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
    for d in range(8):
        next_asked[4 * d + AT_A_FEE] = most_free(d, domain, fee_slots)
        next_asked[4 * d + FREE] = most_free(d, domain, slots)
        next_asked[4 * d + LED] = most_free(d, domain, led_slots)
        next_asked[4 * d + OPEN] = most_free(d, domain, open_slots)


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
    best, most = -1, 0
    for j in range(len(domain)):
        if domain[j] == wanted and slots[j] > most:
            best, most = j, slots[j]
    return best


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
    for place in range(n_holders):
        i = holders[place]
        d, end, by = max(case_domain[i] - 1, 0), case_end[i], helped_by[i]
        new = (case_domain[i] > 0) & (is_new[i] > 0)
        arrived[d] += new
        open_cases[d] += new
        if case_domain[i] > 0 and (end != WAITING or by != NOBODY):
            given_up = (end == WITHDRAWN) | (end == SETTLED)
            mismatched[d] += (end == MISMATCHED) | (end == SETTLED)
            withdrawn[d] += given_up
            resolved[d] += end == RESOLVED
            open_cases[d] -= given_up | (end == RESOLVED)
            if by == ORGANIZATION:
                delivered[helper[i]] += 1
            if end == RESOLVED:
                waited[0] += month - case_opened[i]
                if by == NEIGHBOURS or by == MARKET:
                    society_delivered[0] += 1
                    society_paid[0] += fixed(1.0)
                if by == ORGANIZATION:
                    succeeded[helper[i]] += 1
                    society_delivered[0] += 1
                    share = society_share[helper[i]]
                    share += (1.0 - share) * covered * fee_paid[i]
                    society_paid[0] += fixed(share)


@rule
def close_case(
    case_domain: int, case_found: int, case_complex: int, case_decided: int, case_end: int, paper_closed: int
) -> tuple[int, int, int, int]:
    """A case that is resolved or given up leaves the resident; a mismatched one stays, and stays known.

    One that was closed on paper stays too, but has to be found again.
    """
    ended = case_end == RESOLVED or case_end == WITHDRAWN or case_end == SETTLED
    known = 0 if paper_closed > 0 else case_found
    return (0, 0, 0, 0) if ended else (case_domain, known, case_complex, case_decided)
