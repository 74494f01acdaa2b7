"""Uses of the budget with a purse of their own: talent and the information platform (E57, E62, E79; model.md 4.7)."""

from sim.parameters.levers import Funding
from sim.rules.arithmetic import fen
from sim.rules.rule import rule
from sim.state import City, Community, Many


@rule
def fill_purses(here: Community, policy: Funding, month: int) -> None:
    """The month's money for talent and for the platform; in January what was not spent goes back to finance first."""
    here.talent_returned = here.talent_purse if month % 12 == 0 else 0
    here.platform_returned = here.platform_purse if month % 12 == 0 else 0
    free = max(
        here.allotted
        - here.use_part[0]
        - here.use_part[1]
        - here.use_part[2]
        - here.use_part[3]
        - here.facility_part
        - here.room_part,
        0,
    )
    here.talent_part = min(int(here.allotted * policy.talent_share), free)
    here.platform_part = min(int(here.allotted * policy.platform_share), free - here.talent_part)
    here.talent_purse += here.talent_part - here.talent_returned
    here.platform_purse += here.platform_part - here.platform_returned


@rule
def pay_platform(here: Community) -> None:
    """Platform and screening are paid from their own purse, as far as it lasts; the rest is left to the committee.

    Returns the purse, what was paid, its share of the cost, and the cost that is left [yuan per resident and year].
    """
    due = fen(here.n_residents * here.information_cost / 12.0)
    paid = min(due, here.platform_purse)
    covered = paid / due if due > 0 else 0.0
    here.platform_purse = here.platform_purse - paid
    here.platform_paid = paid
    here.platform_covered = covered
    here.information_cost = here.information_cost * (1.0 - covered)


@rule
def close_uses(communities: Many[Community], city: City) -> None:
    """Books of talent and platform: accounts 12 and 13, whose money ``close_books`` counts as unspent.

    What talent's purse adds to pay goes through grants, so account 4 is given it back.
    """
    city.expected[12], city.expected[13] = city.held[12], city.held[13]
    city.held[12] = city.held[13] = returned = 0
    for k in range(5):
        city.use_flow[k] = 0
    for c in range(len(communities)):
        city.use_flow[0] += communities[c].talent_part
        city.use_flow[1] += communities[c].platform_part
        city.use_flow[2] += communities[c].talent_trained
        city.use_flow[3] += communities[c].talent_supplemented
        city.use_flow[4] += communities[c].platform_paid
        city.held[12] += communities[c].talent_purse
        city.held[13] += communities[c].platform_purse
        city.expected[12] -= communities[c].talent_returned
        city.expected[13] -= communities[c].platform_returned
        returned += communities[c].talent_returned + communities[c].platform_returned
    given = city.use_flow[0] + city.use_flow[1]
    city.flow[1] -= given
    city.reserve += returned - given
    city.held[0] += returned - given
    city.expected[0] += returned - given
    city.expected[4] += city.use_flow[3]
    city.expected[12] += city.use_flow[0] - city.use_flow[2] - city.use_flow[3]
    city.expected[13] += city.use_flow[1] - city.use_flow[4]
