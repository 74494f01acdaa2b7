"""How social organizations come and go: founded, registered, dissolved (E32, E37, E49-E53; model.md 4.5)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sim.quantities import Group, factor, months, per_month, per_year, quantity
from sim.rules.arithmetic import approach, fen, log
from sim.rules.culture import line_factor
from sim.rules.culture_groups import CultureGroups, group_chance
from sim.rules.organization import OrganizationPolicy, Organizations
from sim.rules.rule import rule
from sim.rules.street import pay_in_street, street_end
from sim.rules.support import Support
from sim.state import City, Community, Many, Organization, OrganizationDraws
from sim.state.words import (
    BY_GROUP,
    CULTURE,
    DONATIONS,
    FILED,
    FOR_NEED,
    GRANT_PURSES,
    N_DOMAINS,
    ORGANIZATIONS,
    PRIVATE_CAPITAL,
    REGISTERED,
    SUPPORT,
)

if TYPE_CHECKING:
    from sim.parameters import World


class Lifecycle(Group):
    """Founding, registration and dissolution of organizations."""

    founding_rate: float = per_year(0.13, (0.05, 0.3), domain=(0, 12)).means(
        "chance that a vacant place is filled, at a tenth taking part and a twentieth in known need",
        "十分之一居民参与、二十分之一居民有已知需求时空位被填补的机会",
    )
    incubation_effect: float = factor(1.0, (0, 3)).means(
        "foundings that incubation of intensity 1 adds, as a share", "强度为 1 的孵化使新成立组织增加的比例"
    )
    registration_staff: float = quantity(0.05, (0.02, 1), unit="posts", domain=(0, 1000)).means(
        "paid staff from which a filed group may register", "备案组织可申请登记的专职人员数"
    )
    registration_age: float = months(24.0, (12, 48)).means(
        "age from which a filed group may register", "备案组织可申请登记的存续时间"
    )
    registration_rate: float = per_year(0.2, (0.05, 0.3), domain=(0, 12)).means(
        "chance that a filed group which may register does so, for each post that it pays",
        "符合条件的备案组织按每个付薪岗位登记的机会",
    )
    posts_memory: float = per_month(0.04, (0.02, 0.1)).means(
        "how fast the posts that an organization is built for follow those it pays", "编制岗位跟随实际付薪岗位的速度"
    )
    dissolution_months: float = months(12.0, (6, 24), domain=(1, 1200)).means(
        "months without pay for half the posts after which a registered organization is dissolved",
        "登记组织连续无力支付半数岗位而解散的月数",
    )
    filed_lapse: float = per_year(0.03, (0.03, 0.2), domain=(0, 12)).means(
        "filed groups without staff that lapse where a tenth takes part",
        "十分之一居民参与时无专职人员的备案组织的年消亡率",
    )
    posts_on_lapse: float = factor(1.0, (0, 3)).means(
        "how much longer a filed group lasts with a paid post", "每个付薪岗位使备案组织存续时间延长的倍数"
    )


@rule
def find_founders(me: Organization, here: Community, world: World, u: OrganizationDraws) -> None:
    """Whether a group forms in a vacant place: where people take part, needs are known and unmet, and incubation, networks
    and culture's grassroots line help.

    The rate holds where a tenth of adults takes part and a twentieth of residents has a known case; known needs beyond
    twice that add nothing. Where no such group forms, residents who organize may begin a culture group.
    """
    known = 0
    for d in range(N_DOMAINS):
        known += here.known_cases[d]
    association = 10.0 * here.active_residents / max(here.adults, 1)
    need = min(20.0 * known / max(here.n_residents, 1), 2.0)
    chance = (
        world.lifecycle.founding_rate
        / 12.0
        * association
        * need
        * (1.0 + world.lifecycle.incubation_effect * here.incubated)
    )
    chance *= line_factor(world.culture.grassroots_on_founding, reach=here.grassroots_reach)
    chance *= 1.0 + world.foresight.network_on_founding * here.network_strength
    both = chance + group_chance(here, world.groups)
    forms = FOR_NEED if u.founding < chance else BY_GROUP if u.founding < both else 0
    me.is_founded = forms if me.alive == 0 else 0


@rule
def begin_filed(
    me: Organization, here: Community, how: Organizations, groups: CultureGroups, month: int, u: OrganizationDraws
) -> None:
    """A filed group of up to one post that has no money yet, in a domain that is the likelier the more cases are known.

    Each domain has a uniform of its own: the first in a race of waiting times with rates by known cases. A culture group has
    its founders as members and no post.
    """
    waits = (u.field_0, u.field_1, u.field_2, u.field_3, u.field_4, u.field_5, u.field_6, u.field_7)
    domain, least = 0, 1e300
    for d in range(N_DOMAINS):
        wait = -log(waits[d]) / max(1.0 * here.known_cases[d], 0.000001)
        if wait < least:
            domain, least = d, wait
    me.alive = 1
    me.founded = month
    me.form = FILED
    cultural = me.is_founded == BY_GROUP
    posts = 0.0 if cultural else u.founders
    me.domain = CULTURE if cultural else domain
    me.members = groups.group_founders if cultural else 0.0
    me.staff = posts
    me.skill = how.novice_skill
    me.reputation = how.unknown_reputation
    me.usual_income = 0.0
    me.government_share = 0.0
    me.gift_share = 0.0
    me.posts_built_for = posts
    me.effect = 0.0
    me.months_insolvent = 0
    me.fee_steps = 0
    me.fee_places_lately = me.fee_taken_lately = me.places_lately = me.taken_lately = 0.0


@rule
def seed_new(
    organizations: Many[Organization],
    communities: Many[Community],
    policies: Many[OrganizationPolicy],
    first_organizations: Sequence[int],
    month: int,
) -> None:
    """Every organization gets a seed grant in its first months, before other grants and as far as its street's purses last."""
    begin = 0
    while begin < len(communities):
        end = street_end(communities, begin)
        due = 0
        for k in range(begin, end):
            c = communities[k].by_street
            for j in range(first_organizations[c], first_organizations[c + 1]):
                young = (
                    organizations[j].alive == 1
                    and organizations[j].founded > 0
                    and month - organizations[j].founded <= policies[c].seed_months
                )
                organizations[j].weight = 1.0 * fen(policies[c].seed_grant) if young else 0.0
                due += fen(policies[c].seed_grant) if young else 0
        pay_in_street(
            due,
            organizations,
            communities,
            first_organizations,
            (begin, end),
            purses=communities.column(Community.grant_purse),
            incomes=organizations.column(Organization.seed_income),
        )
        for k in range(begin, end):
            c = communities[k].by_street
            communities[c].grants_paid += communities[c].paid_now
        begin = end


@rule
def register(me: Organization, how: Lifecycle, month: int, u: OrganizationDraws) -> None:
    """A filed group of some age that pays enough staff may register, the sooner the more it pays."""
    grown = me.alive == 1 and me.staff >= how.registration_staff and month - me.founded >= how.registration_age
    me.form = REGISTERED if grown and u.register < me.staff * how.registration_rate / 12.0 else me.form


@rule
def struggle(me: Organization, here: Community, how: Lifecycle, u: OrganizationDraws) -> None:
    """Posts that an organization is built for, months in a row in which it could not pay half of them, and whether it ends.

    A registered one is insolvent too where it pays less than registration asks for. It ends after long insolvency, a filed
    group by chance: the sooner, the fewer take part and the less staff it pays.
    """
    insolvent = me.form == REGISTERED and (me.staff < 0.5 * me.posts_built_for or me.staff < how.registration_staff)
    months = me.months_insolvent + 1 if insolvent and me.alive == 1 else 0
    life = max(10.0 * here.active_residents / max(here.adults, 1), 0.25) * (1.0 + how.posts_on_lapse * me.staff)
    lapses = me.form == FILED and u.lapse < how.filed_lapse / 12.0 / life
    me.posts_built_for = approach(me.posts_built_for, target=me.staff, share=how.posts_memory)
    me.months_insolvent = months
    me.dissolves = me.alive == 1 and (lapses or (me.form == REGISTERED and months >= how.dissolution_months))


@rule
def dissolve(me: Organization) -> None:
    """What is left is spent on winding up, nobody collects low fees still due, and the place is vacant."""
    me.alive = 0
    me.founded = 0
    me.members = 0.0
    me.activities_paid += me.balance
    me.balance = 0
    me.staff = 0.0
    me.usual_income = 0.0
    me.slots = 0
    me.spare_minutes = 0
    me.months_insolvent = 0
    me.low_fees = 0


@rule
def be_monitored(me: Organization, how: Support) -> None:
    """Cases resolved for a thousand yuan of public money (a thousand at least), as a running mean."""
    public = me.contract_income + me.grant_income + me.matched_income + me.supplement
    me.effect = approach(me.effect, target=me.succeeded / max(public / 100000.0, 1.0), share=how.effect_memory)


@rule
def close_organizations(communities: Many[Community], city: City) -> None:
    """Books of support (from grant purses to those who train, incubate, monitor), of private capital and donations."""
    city.organization_flow[SUPPORT] = city.organization_flow[PRIVATE_CAPITAL] = city.organization_flow[DONATIONS] = 0
    for c in range(len(communities)):
        city.organization_flow[SUPPORT] += communities[c].support_paid
        city.organization_flow[PRIVATE_CAPITAL] += communities[c].gifts_paid
        city.organization_flow[DONATIONS] += communities[c].donations_paid
    city.expected[GRANT_PURSES] -= city.organization_flow[SUPPORT]
    city.expected[ORGANIZATIONS] += city.organization_flow[PRIVATE_CAPITAL] + city.organization_flow[DONATIONS]
