"""Firms and donors: what they give to organizations that raise funds, and whom firms reach (E21, E34, E63, E84; 4.5)."""

from collections.abc import Sequence

from sim.quantities import ByType, Group, per_month, quantity, share, yuan_per_resident
from sim.rules.arithmetic import fen
from sim.rules.networks import Party
from sim.rules.rule import rule
from sim.rules.street import presence, street_end
from sim.state import Community, Many, Organization


class Firms(Group):
    """Where firms are, what they and residents give, and whom firms reach."""

    firm_presence: ByType = quantity(
        ByType(traditional=0.1, market=0.2, rural=0.1, industrial=1.0),
        (0, 1),
        unit="industrial communities = 1",
        domain=(0, 1),
        source="direction: article (E21, E34)",
    ).means("how much of working life firms on the spot make up", "社区内企业的集聚程度")
    donation_per_active: float = quantity(
        60.0,
        (0, 300),
        unit="yuan per participant and year",
        domain=(0, 100000),
        source="S38: 96 yuan of charity per resident in Ningbo is the most; a twentieth of it assumed",
    ).means(
        "what a resident who takes part would give to organizations of full reputation",
        "参与居民愿向声誉满分的社会组织捐赠的金额",
    )
    firm_giving: float = yuan_per_resident(6.0, (0, 40), domain=(0, 100000), source="S38 (the most, as above)").means(
        "what firms of an industrial community would give to organizations of full reputation",
        "工业型社区企业愿向声誉满分的社会组织捐赠的金额",
    )
    raising_time: float = share(0.02, (0, 0.1), domain=(0, 0.5)).means(
        "staff time that raising funds takes where none of the income is government's",
        "完全没有政府收入时筹款占用的人员时间",
    )
    effort_crowding: float = share(0.5, (0, 1), domain=(-1, 1), source="S90 (direction)").means(
        "how far fund-raising falls where all of the income is government's", "收入全部来自政府时筹款努力下降的程度"
    )
    firm_on_publicity: float = share(0.3, (0, 1), domain=(0, 10)).means(
        "publicity's reach that firms with a party organization add in industrial communities",
        "设有党组织的企业使工业型社区宣传覆盖增加的比例",
    )
    firm_asks: float = per_month(0.05, (0, 0.2)).means(
        "chance that a firm with a party organization asks its workers to join in, in a month",
        "设有党组织的企业每月邀请职工参与社区活动的概率",
    )


@rule
def raising(how: Firms, government_share: float) -> float:
    """How hard an organization raises funds, 1 without public money: the less, the more of its income is government's."""
    return min(max(1.0 - how.effort_crowding * government_share, 0.0), 2.0)


@rule
def raise_donations(
    organizations: Many[Organization], communities: Many[Community], how: Firms, first_organizations: Sequence[int]
) -> None:
    """Residents who take part, and firms, would give so much; an organization of their street gets what its name and its
    effort bring in.
    """
    begin = 0
    while begin < len(communities):
        end = street_end(communities, begin)
        there, willing = 0.0, 0
        for k in range(begin, end):
            c = communities[k].by_street
            communities[c].donations_paid = fen(
                (
                    communities[c].active_residents * how.donation_per_active
                    + communities[c].n_residents * how.firm_presence[communities[c].kind] * how.firm_giving
                )
                * communities[c].wage_level
                / 12.0
            )
            willing += communities[c].donations_paid
            for j in range(first_organizations[c], first_organizations[c + 1]):
                organizations[j].weight = presence(
                    organizations[j].form, alive=organizations[j].alive, staff=organizations[j].staff
                )
                there += organizations[j].weight
        given = 0
        for k in range(begin, end):
            c = communities[k].by_street
            for j in range(first_organizations[c], first_organizations[c + 1]):
                named = organizations[j].reputation * raising(how, organizations[j].government_share)
                due = willing * (organizations[j].weight / there) if there > 0.0 else 0.0
                organizations[j].donation_income = int(due * named)
                given += organizations[j].donation_income
        running, reached = 0, 0
        for k in range(begin, end):
            c = communities[k].by_street
            running += communities[c].donations_paid
            paid = given if running == willing else int(given * (running / willing))
            communities[c].donations_paid = paid - reached
            reached = paid
        begin = end


@rule
def reach_workers(here: Community, policy: Party, how: Firms) -> None:
    """Firms with a party organization pass publicity on to their workers and ask them to join in."""
    reached = policy.firm_reach * how.firm_presence[here.kind]
    here.publicity_reach *= 1.0 + how.firm_on_publicity * reached
    here.committee_asks = 1.0 - (1.0 - here.committee_asks) * (1.0 - how.firm_asks * reached)
