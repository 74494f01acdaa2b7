"""Help: who is served when there is not enough for all, whether it fits, and how a case ends (model.md 4.1)."""

from collections.abc import MutableSequence, Sequence

from sim.rules.rule import rule

NOBODY, NEIGHBOURS, ORGANIZATION, COMMITTEE, DEPARTMENT = range(5)
WAITING, RESOLVED, MISMATCHED, WITHDRAWN, SETTLED = range(5)


@rule
def line_up(
    case_domain: Sequence[int],
    case_found: Sequence[int],
    priority: Sequence[float],
    entitled: Sequence[int],
    queue: MutableSequence[int],
    crowd: MutableSequence[int],
    queue_length: MutableSequence[int],
    known_cases: MutableSequence[int],
    claimed_cases: MutableSequence[int],
) -> None:
    """The found cases in order of priority, ties by place: a counting sort with as many levels as residents.

    What is found is also what offices know of, by domain; departments claim money for those entitled.
    """
    n = len(case_domain)
    for i in range(n):
        crowd[i] = 0
    for d in range(8):
        known_cases[d] = claimed_cases[d] = 0
    waiting = 0
    for i in range(n):
        if case_domain[i] > 0 and case_found[i] > 0:
            crowd[int(priority[i] * n)] += 1
            known_cases[case_domain[i] - 1] += 1
            claimed_cases[case_domain[i] - 1] += entitled[i]
            waiting += 1
    queue_length[0] = waiting
    start = 0
    for level in range(n - 1, -1, -1):
        size = crowd[level]
        crowd[level] = start
        start += size
    for i in range(n):
        if case_domain[i] > 0 and case_found[i] > 0:
            level = int(priority[i] * n)
            queue[crowd[level]] = i
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
    helped_by: MutableSequence[int],
    helper: MutableSequence[int],
    mutual_slots: MutableSequence[int],
    committee_slots: MutableSequence[int],
    department_money: MutableSequence[int],
    department_spent: MutableSequence[int],
    variety_factor: float,
    unit_cost: Sequence[float],
    domain: Sequence[int],
    slots: MutableSequence[int],
    open_slots: MutableSequence[int],
) -> None:
    """Give slots to cases in the order of the queue: neighbours first, then organizations, the committee, departments.

    A complex case waits until it is decided. Who is not entitled is helped by neighbours, and by organizations in so far as
    government does not pay for it. A department pays a case from the community's share of its money, so nothing is
    spent that is not there.
    """
    for i in range(len(case_domain)):
        helped_by[i] = NOBODY
        helper[i] = -1
    for place in range(queue_length):
        i = queue[place]
        if case_complex[i] > 0 and case_decided[i] == 0:
            continue
        d = case_domain[i] - 1
        cost = int(unit_cost[d] * variety_factor * 100.0 + 0.5)
        public = entitled[i] > 0
        organization = most_free(d, domain, slots) if public else most_free(d, domain, open_slots)
        if neighbours_able[i] > 0 and mutual_slots[0] > 0:
            mutual_slots[0] -= 1
            helped_by[i] = NEIGHBOURS
        elif organization >= 0:
            slots[organization] -= 1
            open_slots[organization] = min(open_slots[organization] - (0 if public else 1), slots[organization])
            helper[i] = organization
            helped_by[i] = ORGANIZATION
        elif public and committee_slots[0] > 0:
            committee_slots[0] -= 1
            helped_by[i] = COMMITTEE
        elif public and department_money[d] >= cost:
            department_money[d] -= cost
            department_spent[0] += cost
            helped_by[i] = DEPARTMENT


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
    variants_offered: float,
    survey_knowledge: float,
    neighbour_fit: float,
    organization_fit: float,
    withdraw_per_month: float,
    settle_for_less: float,
    u_menu: float,
    u_known: float,
    u_fit: float,
    u_withdraw: float,
) -> int:
    """How the month ends for an open case: waiting, resolved, mismatched (it stays open), withdrawn, or settled for less.

    Who dies or moves away leaves the case withdrawn.

    A uniform offer fits who wants the most wanted variant. A menu fits him as well, and others whose variant is on it where
    their wish is known. Organizations adapt to some of the other wishes, and neighbours fit
    as well as they know each other.
    """
    on_menu = u_menu < menu_share and case_variant < variants_offered and u_known < survey_knowledge
    tailored = helped_by == ORGANIZATION and u_fit < organization_fit
    fits = u_fit < neighbour_fit if helped_by == NEIGHBOURS else case_variant == 0 or on_menu or tailored
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
    case_opened: Sequence[int],
    month: int,
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

    A case that an organization resolves counts as paid by society for the share of its work not paid by government.
    """
    for d in range(8):
        arrived[d] = resolved[d] = withdrawn[d] = mismatched[d] = 0
    waited[0] = society_delivered[0] = society_paid[0] = 0
    for j in range(len(delivered)):
        delivered[j] = succeeded[j] = 0
    for i in range(len(case_domain)):
        d = case_domain[i] - 1
        if d >= 0:
            end = case_end[i]
            by = helped_by[i]
            arrived[d] += is_new[i]
            open_cases[d] += is_new[i]
            mismatched[d] += end == MISMATCHED or end == SETTLED
            if by == ORGANIZATION:
                delivered[helper[i]] += 1
            if end == WITHDRAWN or end == SETTLED:
                withdrawn[d] += 1
                open_cases[d] -= 1
            if end == RESOLVED:
                resolved[d] += 1
                open_cases[d] -= 1
                waited[0] += month - case_opened[i]
                if by == NEIGHBOURS:
                    society_delivered[0] += 1
                    society_paid[0] += 1048576
                if by == ORGANIZATION:
                    succeeded[helper[i]] += 1
                    society_delivered[0] += 1
                    society_paid[0] += int(society_share[helper[i]] * 1048576.0 + 0.5)


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
