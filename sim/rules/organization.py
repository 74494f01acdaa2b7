"""Social organizations: income, staff, what they can offer, how they are seen (E37, E50-E52; model.md 4.5)."""

from collections.abc import MutableSequence, Sequence

from sim.rules.arithmetic import approach, fen, fixed
from sim.rules.division import divide
from sim.rules.firms import raising
from sim.rules.rule import rule
from sim.rules.support import grant_weight

REGISTERED, FILED = range(2)
ELDERLY_CARE, CHILDRENS = 0, 1


@rule
def fund_organizations(
    alive: Sequence[int],
    form: Sequence[int],
    domain: Sequence[int],
    staff: Sequence[float],
    reputation: Sequence[float],
    effect: Sequence[float],
    weight: MutableSequence[float],
    contract_income: MutableSequence[int],
    grant_income: MutableSequence[int],
    fee_income: MutableSequence[int],
    contract_purse: MutableSequence[int],
    grant_purse: MutableSequence[int],
    n_residents: int,
    known_cases: Sequence[int],
    monitored: float,
    grants_by_need: float,
    seed_income: Sequence[int],
    reputation_standard: float,
    selectivity: float,
    grant_to_registered: float,
    fees_per_resident: float,
) -> None:
    """The street buys from registered organizations, grants go to all, and residents pay fees where they trust the name.

    The street gives more to those whose reputation stands above its standard. Grants go by form, and by need and monitored
    effect as far as the city says so, on top of what seeds the new. Of the fees that residents would pay an organization gets
    its reputation's share.
    """
    n = len(form)
    for j in range(n):
        preferred = max(1.0 + selectivity * (reputation[j] - reputation_standard), 0.05)
        weight[j] = staff[j] * preferred if form[j] == REGISTERED and alive[j] == 1 else 0.0
    contract_purse[0] -= divide(contract_purse[0], weight, contract_income)
    weigh_grants(alive, form, domain, effect, weight, known_cases, monitored, grants_by_need, grant_to_registered)
    grant_purse[0] -= divide(grant_purse[0], weight, grant_income)
    for j in range(n):
        weight[j] = alive[j] * (staff[j] if form[j] == REGISTERED else 0.1 * staff[j])
    divide(fen(n_residents * fees_per_resident / 12.0), weight, fee_income)
    for j in range(n):
        fee_income[j] = int(fee_income[j] * reputation[j])
        grant_income[j] += seed_income[j]


@rule
def weigh_grants(
    alive: Sequence[int],
    form: Sequence[int],
    domain: Sequence[int],
    effect: Sequence[float],
    weight: MutableSequence[float],
    known_cases: Sequence[int],
    monitored: float,
    grants_by_need: float,
    grant_to_registered: float,
) -> None:
    """What each organization counts when grants are divided, its effect against others of its form; none where vacant."""
    known, registered, filed, n_registered, n_filed = 0, 0.0, 0.0, 0, 0
    for d in range(8):
        known += known_cases[d]
    for j in range(len(form)):
        if form[j] == REGISTERED:
            registered += effect[j] * alive[j]
            n_registered += alive[j]
        else:
            filed += effect[j] * alive[j]
            n_filed += alive[j]
    for j in range(len(form)):
        here = known_cases[domain[j]]
        mean = registered / max(n_registered, 1) if form[j] == REGISTERED else filed / max(n_filed, 1)
        counts = grant_weight(form[j], here, known, effect[j], mean, grant_to_registered, grants_by_need, monitored)
        weight[j] = counts * alive[j]


@rule
def manage(
    form: int,
    staff: float,
    skill: float,
    balance: int,
    usual_income: float,
    government_share: float,
    gift_share: float,
    contract_income: int,
    grant_income: int,
    fee_income: int,
    matched_income: int,
    supplement: int,
    gift_income: int,
    low_fees: int,
    donation_income: int,
    staff_pay: float,
    income_memory: float,
    hiring_speed: float,
    filed_staff_limit: float,
    skill_learning: float,
    crowding: float,
) -> tuple[float, float, float, int, float, float, float, int, int, int]:
    """A month of an organization's money, and the staff that it would have.

    Grants crowd fees by ``crowding`` yuan a yuan. Wages come first and staff goes where pay cannot be met; then it would
    follow the usual income and a twelfth of what is put by. Where no more may be hired, a twelfth of what is put by goes
    into activities. What government adds to pay is handed on, and low fees of the last month pay the hours they stand for.

    Returns staff that is paid, staff wanted, skill, balance, usual income, shares of government and of gifts (private capital
    and donations) in income, fees kept, wages and activities paid.
    """
    government = contract_income + grant_income + matched_income
    fees = max(fee_income + int(crowding * (grant_income + matched_income)), 0)
    own = fees + gift_income + donation_income
    purse = balance + government + own
    wages = min(fen(staff * staff_pay), purse)
    paid = staff if wages == fen(staff * staff_pay) else wages / (100.0 * max(staff_pay, 0.01))
    income = (government + own) / 100.0
    usual = approach(usual_income, income, income_memory)
    limit = filed_staff_limit if form == FILED else 1e9
    afforded = (usual + (purse - wages) / 1200.0) / max(staff_pay, 0.01)
    activities = (purse - wages) // 12 if afforded >= limit else 0
    public = government + supplement
    source = approach(government_share, public / max(public + own, 1), income_memory)
    skilled = skill + skill_learning * (1.0 - skill)
    gifts = approach(gift_share, (gift_income + donation_income) / max(public + own, 1), income_memory)
    wanted = max(approach(paid, min(afforded, limit), hiring_speed), 0.0)
    left = purse - wages - activities
    return paid, wanted, skilled, left, usual, source, gifts, fees + low_fees, wages + supplement + low_fees, activities


@rule
def offer(
    alive: int,
    form: int,
    domain: int,
    staff: float,
    skill: float,
    government_share: float,
    gift_share: float,
    spare_minutes: int,
    filed_minutes: int,
    filed_organizations: int,
    post_minutes: float,
    public_time: float,
    gift_time: float,
    raising_time: float,
    effort_crowding: float,
    running_posts: float,
    organization_case_minutes: float,
    facility_reach: Sequence[float],
    day_care_saving: float,
    child_care_saving: float,
) -> tuple[int, int, float]:
    """Whole cases that an organization can take this month, minutes carried over, and the share not paid by government.

    Staff time follows the money: the government's share of income, ``gift_time`` of gifts' and ``public_time`` of
    the rest go to public cases, less what raising funds and running the organization itself take; filed groups add the hours
    of the volunteers whom they bring together. Facilities near by for the old and for children save
    time in their care.
    """
    own = (1.0 - government_share - gift_share) * public_time + gift_share * gift_time
    run = min(running_posts, 0.5 * staff) if form == REGISTERED else 0.0
    working = (staff - run) * (1.0 - raising_time * raising(government_share, effort_crowding))
    minutes = int(working * post_minutes * 2.0 * skill * (government_share + own)) + spare_minutes
    minutes += filed_minutes // max(filed_organizations, 1) if form == FILED and alive == 1 else 0
    saved = day_care_saving * (facility_reach[1] - 1.0) if domain == ELDERLY_CARE else 0.0
    saved = child_care_saving * (facility_reach[2] - 1.0) if domain == CHILDRENS else saved
    case = max(int(organization_case_minutes * (1.0 - saved)), 1)
    return minutes // case, minutes % case, own / max(government_share + own, 0.000001)


@rule
def be_judged(
    reputation: float, delivered: int, succeeded: int, reputation_memory: float, unknown_reputation: float
) -> float:
    """Reputation follows the share of helped cases that fitted; without any it drifts to what an unknown name has."""
    if delivered > 0:
        return approach(reputation, succeeded / delivered, reputation_memory)
    return approach(reputation, unknown_reputation, 0.25 * reputation_memory)


@rule
def count_organization(
    alive: int,
    form: int,
    staff: float,
    reputation: float,
    contract_income: int,
    grant_income: int,
    fee_income: int,
    matched_income: int,
    supplement: int,
    gift_income: int,
    donation_income: int,
    wages: int,
    activities_paid: int,
    balance: int,
) -> tuple[int, int, int, int, int, int, int, int, int, int, int, int]:
    """What the community's books take from an organization: number, whether filed, posts, standing, and its month's money.

    Grants are with what matches private capital and with what is added to pay. A vacant place counts nothing.
    """
    return (
        alive,
        alive if form == FILED else 0,
        int(staff * 1000.0 + 0.5),
        alive * fixed(reputation),
        contract_income,
        grant_income + matched_income + supplement,
        fee_income,
        gift_income,
        donation_income,
        wages,
        activities_paid,
        balance,
    )
