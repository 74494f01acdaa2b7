"""What government does for social organizations beside giving grants, and who can be hired (E50-E52, E63, E79; 4.5)."""

from collections.abc import MutableSequence, Sequence

from sim.quantities import Group, factor, per_month, quantity, share, yuan_per_resident
from sim.rules.arithmetic import ONE, exp, fen, log
from sim.rules.integer_division import divide
from sim.rules.office import Funding
from sim.rules.organization import OrganizationPolicy, Organizations
from sim.rules.rule import rule
from sim.rules.street import divide_in_street, presence, street_end, take_in_street
from sim.state import Community, Many, Organization


class Support(Group):
    """Incubation, training, monitoring, private capital, and the people whom organizations can hire."""

    incubation_cost: float = yuan_per_resident(2.0, (0.5, 5), domain=(0, 1000)).means(
        "cost of incubation of intensity 1", "强度为 1 的孵化成本"
    )
    training_cost: float = quantity(6000.0, (2000, 20000), unit="yuan per place", domain=(0, 1000000)).means(
        "cost of a training place", "每个培训名额的成本"
    )
    monitoring_cost: float = share(0.05, (0.02, 0.15)).means(
        "share of the grant purse that full monitoring takes", "全面监测占资助资金的比例"
    )
    effect_memory: float = per_month(0.1, (0.03, 0.3)).means(
        "how fast measured effect follows results", "成效测量跟随结果的速度"
    )
    novices_available: float = quantity(
        9.0, (4, 15), unit="people per 10,000 residents and year", domain=(0, 10000)
    ).means("untrained people who come to be hired by organizations", "愿到社会组织就业的未受训者")
    pool_fading: float = per_month(0.1, (0.03, 0.3)).means(
        "share of those waiting to be hired who turn elsewhere", "待聘者中转往他处的比例"
    )
    staff_mobility: float = share(1.0, (0.3, 1)).means(
        "share of those waiting to be hired who look for work in the whole city, not in their community alone",
        "待聘者中在全市范围（而非仅在本社区）求职的比例",
    )
    trained_skill: float = share(0.7, (0.5, 0.9)).means("skill of those who were trained", "受训者的技能水平")
    reference_pay: float = quantity(
        3998.0, (2500, 6000), unit="yuan per post and month", domain=(1, 100000), source="S33"
    ).means("pay at which turnover is the usual one", "流失率处于通常水平时的薪酬")
    pay_elasticity: float = factor(1.5, (0.5, 3), domain=(0, 10)).means(
        "percent by which turnover falls for a percent more pay", "薪酬每提高百分之一流失率下降的百分数"
    )
    bearable_cases: float = quantity(
        10.0, (5, 15), unit="cases per post and month", domain=(0.1, 1000), source="T37, T41 (about 120 a year)"
    ).means("public cases a post above which staff burns out", "超过即产生倦怠的每岗公共个案数")
    burn_out: float = factor(1.0, (0, 3), domain=(0, 10)).means(
        "turnover added by twice the bearable cases, in usual turnovers", "个案数为可承受量两倍时增加的流失倍数"
    )
    private_per_resident: float = yuan_per_resident(
        40.0, (10, 192), source="S38: 96 yuan of charity in Ningbo is the most; a fifth of it at reputation 0.5 assumed"
    ).means(
        "private capital that full openness draws to organizations of full reputation",
        "完全开放时声誉满分的社会组织所吸引的社会资本",
    )
    gift_time: float = share(0.5, (0.2, 1)).means(
        "time paid by private capital that goes into public cases", "社会资本付费时间中用于公共个案的比例"
    )
    matching_response: float = factor(0.2, (0, 1), domain=(0, 10)).means(
        "private capital that matching of a yuan per yuan adds, as a share", "一比一配套使社会资本增加的比例"
    )


@rule
def build_capacity(here: Community, policy: OrganizationPolicy, how: Support) -> None:
    """Training places are paid from talent's purse, and the rest, incubation and monitoring from the grant purse.

    Each is paid in so far as the purses last. Who was trained waits to be hired from the next month on.
    """
    places = here.n_residents * policy.training_places / 120000.0
    monitors = min(policy.monitoring * how.monitoring_cost, 1.0) * here.grant_purse / 100.0
    course = how.training_cost * here.cost_level
    training = fen(places * course)
    here.talent_trained = min(training, here.talent_purse)
    here.talent_purse -= here.talent_trained
    covered = here.talent_trained / training if training > 0 else 0.0
    untrained = places * course * (1.0 - covered)
    due = fen(
        here.n_residents * policy.incubation * how.incubation_cost * here.cost_level / 12.0 + untrained + monitors
    )
    here.support_paid = min(due, here.grant_purse)
    here.grant_purse -= here.support_paid
    reach = here.support_paid / due if due > 0 else 1.0
    here.incubated = policy.incubation * reach
    here.monitored = policy.monitoring * reach
    here.trained_now = places * (covered + (1.0 - covered) * reach)


@rule
def share_people(communities: Many[Community], how: Support) -> None:
    """The city's staff pool: who waits to be hired goes where posts are open, wherever in the city he was trained.

    A share of those who wait turns elsewhere every month; those trained last month and untrained newcomers join them. Of
    all of them the mobile look for work in the whole city, the others stay. Where no post was open they follow residents.
    """
    for c in range(len(communities)):
        communities[c].people_weight = communities[c].posts_wanted + 0.000001 * communities[c].n_residents
        communities[c].trained_pool = communities[c].trained_pool * (1.0 - how.pool_fading) + communities[c].trained_now
        communities[c].novice_pool = (
            communities[c].novice_pool * (1.0 - how.pool_fading)
            + communities[c].n_residents * how.novices_available / 120000.0
        )
    move_people(communities, how, len(communities), communities.column(Community.trained_pool))
    move_people(communities, how, len(communities), communities.column(Community.novice_pool))


@rule
def move_people(communities: Many[Community], how: Support, n_communities: int, pool: MutableSequence[float]) -> None:
    """Divide the mobile of a pool among communities by posts wanted, in whole 2^-20, so that nobody is lost."""
    mobile = 0
    for c in range(n_communities):
        leaving = int(pool[c] * how.staff_mobility * ONE)
        pool[c] -= leaving / ONE
        mobile += leaving
    divide(mobile, communities.column(Community.people_weight), communities.column(Community.people_shared))
    for c in range(n_communities):
        pool[c] += communities[c].people_shared / ONE


@rule
def supplement_wages(
    organizations: Many[Organization],
    communities: Many[Community],
    policies: Many[OrganizationPolicy],
    first_organizations: Sequence[int],
) -> None:
    """Government adds to the pay of every post: a street's talent purses and then its grant purses, as far as they last."""
    begin = 0
    while begin < len(communities):
        end = street_end(communities, begin)
        wanted = 0.0
        for k in range(begin, end):
            c = communities[k].by_street
            for j in range(first_organizations[c], first_organizations[c + 1]):
                organizations[j].weight = organizations[j].staff * organizations[j].alive * policies[c].wage_supplement
                wanted += organizations[j].weight
        due = fen(wanted)
        from_talent = take_in_street(due, communities, (begin, end), communities.column(Community.talent_purse))
        for k in range(begin, end):
            c = communities[k].by_street
            communities[c].talent_supplemented = communities[c].grants_paid = communities[c].paid_now
        left = due - from_talent
        from_grants = take_in_street(left, communities, (begin, end), communities.column(Community.grant_purse))
        for k in range(begin, end):
            c = communities[k].by_street
            communities[c].grants_paid += communities[c].paid_now
        divide_in_street(
            from_talent + from_grants,
            organizations,
            communities,
            first_organizations,
            (begin, end),
            organizations.column(Organization.supplement),
        )
        begin = end


@rule
def raise_private_capital(
    organizations: Many[Organization],
    communities: Many[Community],
    policies: Many[Funding],
    how: Support,
    first_organizations: Sequence[int],
) -> None:
    """Private capital goes where staff and a good name are; the grant purse matches it as far as it lasts.

    Better names in the street draw more of it in all, and so does matching.
    """
    begin = 0
    while begin < len(communities):
        end = street_end(communities, begin)
        named, there = 0.0, 0.0
        for k in range(begin, end):
            c = communities[k].by_street
            for j in range(first_organizations[c], first_organizations[c + 1]):
                posts = presence(organizations[j].form, alive=organizations[j].alive, staff=organizations[j].staff)
                organizations[j].weight = organizations[j].reputation * posts
                named += organizations[j].weight
                there += posts
        given, matched = 0, 0
        for k in range(begin, end):
            c = communities[k].by_street
            drawn = (
                policies[c].private_capital
                * (1.0 + how.matching_response * policies[c].matching_rate)
                * (named / there if there > 0.0 else 0.0)
            )
            communities[c].gifts_paid = fen(
                communities[c].n_residents * how.private_per_resident * drawn * communities[c].wage_level / 12.0
            )
            due = min(int(communities[c].gifts_paid * policies[c].matching_rate), communities[c].grant_purse)
            communities[c].grant_purse -= due
            communities[c].grants_paid += due
            given += communities[c].gifts_paid
            matched += due
        divide_in_street(
            given,
            organizations,
            communities,
            first_organizations,
            (begin, end),
            organizations.column(Organization.gift_income),
        )
        divide_in_street(
            matched,
            organizations,
            communities,
            first_organizations,
            (begin, end),
            organizations.column(Organization.matched_income),
        )
        begin = end


@rule
def turnover(how: Organizations, support: Support, pay: float, *, cases_per_post: float) -> float:
    """Staff that leaves in a year: fewer where pay is above the reference, more where posts have more cases than bearable."""
    relative = max(pay, 0.01) / max(support.reference_pay, 0.01)
    excess = max(cases_per_post / max(support.bearable_cases, 0.000001) - 1.0, 0.0)
    return min(
        how.staff_turnover * exp(-support.pay_elasticity * log(relative)) * (1.0 + support.burn_out * excess),
        1.0,
    )


@rule
def hire(organizations: Many[Organization], here: Community, how: Organizations, support: Support) -> None:
    """Who leaves is replaced, and posts are filled, by people at hand: the trained first, to each organization its share.

    Leaving staff takes skill along, and new staff brings its own.
    """
    wanted = 0.0
    for j in range(len(organizations)):
        posts = max(organizations[j].staff, 0.000001)
        pay = how.staff_pay + organizations[j].supplement / 100.0 / posts / here.wage_level
        cases = organizations[j].delivered / posts if organizations[j].staff >= 0.5 else 0.0
        leaves = turnover(how, support, pay, cases_per_post=cases) / 12.0
        organizations[j].staff_staying = min(organizations[j].staff * (1.0 - leaves), organizations[j].staff_wanted)
        wanted += organizations[j].staff_wanted - organizations[j].staff_staying
    here.posts_wanted = wanted
    trained = min(here.trained_pool, wanted)
    novices = min(here.novice_pool, wanted - trained)
    here.trained_pool -= trained
    here.novice_pool -= novices
    filled = (trained + novices) / wanted if wanted > 0.0 else 0.0
    brought = (trained * support.trained_skill + novices * how.novice_skill) / max(trained + novices, 0.000001)
    for j in range(len(organizations)):
        hired = filled * (organizations[j].staff_wanted - organizations[j].staff_staying)
        organizations[j].staff = organizations[j].staff_staying + hired
        organizations[j].skill += (
            hired / max(organizations[j].staff, 0.000001) * (brought - organizations[j].skill) if hired > 0.0 else 0.0
        )
