"""How social organizations come and go: founded, registered, dissolved (E32, E37, E49-E53; model.md 4.5)."""

from collections.abc import MutableSequence, Sequence

from sim.rules.arithmetic import approach, fen, log
from sim.rules.culture import line_factor
from sim.rules.division import divide
from sim.rules.rule import rule

REGISTERED, FILED = range(2)


@rule
def find_founders(
    alive: int,
    active_residents: int,
    adults: int,
    n_residents: int,
    known_cases: Sequence[int],
    incubated: float,
    network_strength: float,
    network_on_founding: float,
    grassroots_reach: float,
    grassroots_on_founding: float,
    founding_rate: float,
    incubation_effect: float,
    u_founding: float,
) -> bool:
    """Whether a group forms in a vacant place: where people take part, needs are known and unmet, and incubation, networks
    and culture's grassroots line help.

    The rate holds where a tenth of adults takes part and a twentieth of residents has a known case; known needs beyond
    twice that add nothing.
    """
    known = 0
    for d in range(8):
        known += known_cases[d]
    association = 10.0 * active_residents / max(adults, 1)
    need = min(20.0 * known / max(n_residents, 1), 2.0)
    chance = founding_rate / 12.0 * association * need * (1.0 + incubation_effect * incubated)
    chance *= line_factor(grassroots_on_founding, grassroots_reach)
    return alive == 0 and u_founding < chance * (1.0 + network_on_founding * network_strength)


@rule
def begin_filed(
    month: int,
    known_cases: Sequence[int],
    novice_skill: float,
    unknown_reputation: float,
    u_founders: float,
    u_field_0: float,
    u_field_1: float,
    u_field_2: float,
    u_field_3: float,
    u_field_4: float,
    u_field_5: float,
    u_field_6: float,
    u_field_7: float,
) -> tuple[int, int, int, int, float, float, float, float, float, float, float, float, int]:
    """A filed group of up to one post that has no money yet, in a domain that is the likelier the more cases are known.

    Each domain has a uniform of its own: the first in a race of waiting times with rates by known cases.

    Returns being alive, month of founding, form, domain, staff, skill, reputation, usual income, shares of government and of
    private capital, posts that it is built for, effect, months insolvent.
    """
    waits = (u_field_0, u_field_1, u_field_2, u_field_3, u_field_4, u_field_5, u_field_6, u_field_7)
    domain, least = 0, 1e300
    for d in range(8):
        wait = -log(waits[d]) / max(1.0 * known_cases[d], 0.000001)
        if wait < least:
            domain, least = d, wait
    return 1, month, FILED, domain, u_founders, novice_skill, unknown_reputation, 0.0, 0.0, 0.0, u_founders, 0.0, 0


@rule
def seed_new(
    month: int,
    alive: Sequence[int],
    founded: Sequence[int],
    weight: MutableSequence[float],
    seed_income: MutableSequence[int],
    grant_purse: MutableSequence[int],
    seed_grant: float,
    seed_months: float,
) -> None:
    """Every organization gets a seed grant in its first months, before other grants and as far as the purse lasts."""
    new = 0
    for j in range(len(alive)):
        young = alive[j] == 1 and founded[j] > 0 and month - founded[j] <= seed_months
        weight[j] = 1.0 if young else 0.0
        new += 1 if young else 0
    grant_purse[0] -= divide(min(new * fen(seed_grant), grant_purse[0]), weight, seed_income)


@rule
def register(
    alive: int,
    form: int,
    staff: float,
    month: int,
    founded: int,
    registration_staff: float,
    registration_age: float,
    registration_rate: float,
    u_register: float,
) -> int:
    """A filed group of some age that pays enough staff may register, the sooner the more it pays."""
    grown = alive == 1 and staff >= registration_staff and month - founded >= registration_age
    return REGISTERED if grown and u_register < staff * registration_rate / 12.0 else form


@rule
def struggle(
    alive: int,
    form: int,
    staff: float,
    posts_built_for: float,
    months_insolvent: int,
    active_residents: int,
    adults: int,
    registration_staff: float,
    posts_memory: float,
    dissolution_months: float,
    filed_lapse: float,
    posts_on_lapse: float,
    u_lapse: float,
) -> tuple[float, int, bool]:
    """Posts that an organization is built for, months in a row in which it could not pay half of them, and whether it ends.

    A registered one is insolvent too where it pays less than registration asks for. It ends after long insolvency, a filed
    group by chance: the sooner, the fewer take part and the less staff it pays.
    """
    insolvent = form == REGISTERED and (staff < 0.5 * posts_built_for or staff < registration_staff)
    months = months_insolvent + 1 if insolvent and alive == 1 else 0
    life = max(10.0 * active_residents / max(adults, 1), 0.25) * (1.0 + posts_on_lapse * staff)
    lapses = form == FILED and u_lapse < filed_lapse / 12.0 / life
    ends = alive == 1 and (lapses or (form == REGISTERED and months >= dissolution_months))
    return approach(posts_built_for, staff, posts_memory), months, ends


@rule
def dissolve(balance: int, activities_paid: int) -> tuple[int, int, int, int, float, float, int, int, int, int]:
    """What is left is spent on winding up, and the place is vacant.

    Returns being alive, month of founding, money, activities paid, staff, usual income, slots, minutes carried over, months
    insolvent, low fees still due, which nobody collects.
    """
    return 0, 0, 0, activities_paid + balance, 0.0, 0.0, 0, 0, 0, 0


@rule
def be_monitored(
    effect: float,
    succeeded: int,
    contract_income: int,
    grant_income: int,
    matched_income: int,
    supplement: int,
    effect_memory: float,
) -> float:
    """Cases resolved for a thousand yuan of public money (a thousand at least), as a running mean."""
    public = contract_income + grant_income + matched_income + supplement
    return approach(effect, succeeded / max(public / 100000.0, 1.0), effect_memory)


@rule
def close_organizations(
    n_communities: int,
    support_paid: Sequence[int],
    gifts_paid: Sequence[int],
    donations_paid: Sequence[int],
    expected: MutableSequence[int],
    organization_flow: MutableSequence[int],
) -> None:
    """Books of support (from grant purses to those who train, incubate, monitor), of private capital and donations."""
    organization_flow[0] = organization_flow[1] = organization_flow[2] = 0
    for c in range(n_communities):
        organization_flow[0] += support_paid[c]
        organization_flow[1] += gifts_paid[c]
        organization_flow[2] += donations_paid[c]
    expected[4] -= organization_flow[0]
    expected[5] += organization_flow[1] + organization_flow[2]
