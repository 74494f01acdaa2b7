"""Uses of the budget with a purse of their own: talent and the information platform (E57, E62, E79; model.md 4.7)."""

from sim.rules.accounts import give_out
from sim.rules.arithmetic import fen
from sim.rules.office import Funding
from sim.rules.rule import rule
from sim.rules.virement import COMMITTEE, CONTRACTS
from sim.state import City, Community, Many
from sim.state.words import (
    COMMITTEE_RETURNED,
    COMMITTEES,
    CONTRACT_PURSES,
    DEPARTMENTS,
    GRANT_PURSES,
    MARKET_FEES,
    MOVED_TO_COMMITTEES,
    MOVED_TO_CONTRACTS,
    N_USES,
    PLATFORM_BUDGET,
    PLATFORM_PURSES,
    PLATFORM_SPENDING,
    TALENT_BUDGET,
    TALENT_PURSES,
    TALENT_SUPPLEMENTS,
    TALENT_TRAINING,
    TO_COMMITTEE,
    TO_CONTRACTS,
    TO_DEPARTMENTS,
    TO_GRANTS,
)


@rule
def fill_purses(here: Community, policy: Funding, month: int) -> None:
    """The month's money for talent and for the platform; in January what was not spent goes back to finance first."""
    here.talent_returned = here.talent_purse if month % 12 == 0 else 0
    here.platform_returned = here.platform_purse if month % 12 == 0 else 0
    free = max(
        here.allotted
        - here.use_part[TO_COMMITTEE]
        - here.use_part[TO_DEPARTMENTS]
        - here.use_part[TO_CONTRACTS]
        - here.use_part[TO_GRANTS]
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
    """Platform and screening are paid from their own purse, as far as it lasts; the rest is left to the committee."""
    due = fen(here.n_residents * here.information_cost * here.cost_level / 12.0)
    paid = min(due, here.platform_purse)
    covered = paid / due if due > 0 else 0.0
    here.platform_purse -= paid
    here.platform_paid = paid
    here.platform_covered = covered
    here.information_cost *= 1.0 - covered


@rule
def close_uses(communities: Many[Community], city: City) -> None:
    """Books of talent and platform, whose money ``close_books`` counts as unspent, and of what was moved or went back.

    What talent's purse adds to pay goes through grants, so grant purses are given it back.
    """
    city.expected[TALENT_PURSES], city.expected[PLATFORM_PURSES] = city.held[TALENT_PURSES], city.held[PLATFORM_PURSES]
    city.held[TALENT_PURSES] = city.held[PLATFORM_PURSES] = returned = 0
    for kind in range(len(city.use_flow)):
        city.use_flow[kind] = 0
    for c in range(len(communities)):
        city.use_flow[TALENT_BUDGET] += communities[c].talent_part
        city.use_flow[PLATFORM_BUDGET] += communities[c].platform_part
        city.use_flow[TALENT_TRAINING] += communities[c].talent_trained
        city.use_flow[TALENT_SUPPLEMENTS] += communities[c].talent_supplemented
        city.use_flow[PLATFORM_SPENDING] += communities[c].platform_paid
        city.held[TALENT_PURSES] += communities[c].talent_purse
        city.held[PLATFORM_PURSES] += communities[c].platform_purse
        city.expected[TALENT_PURSES] -= communities[c].talent_returned
        city.expected[PLATFORM_PURSES] -= communities[c].platform_returned
        returned += communities[c].talent_returned + communities[c].platform_returned
        city.use_flow[MARKET_FEES] += communities[c].market_fees
        city.use_flow[MOVED_TO_COMMITTEES] += communities[c].moved_part[COMMITTEE]
        city.use_flow[MOVED_TO_CONTRACTS] += communities[c].moved_part[CONTRACTS]
        for use in range(N_USES):
            city.use_flow[COMMITTEE_RETURNED + use] += communities[c].returned[use]
    given = city.use_flow[TALENT_BUDGET] + city.use_flow[PLATFORM_BUDGET]
    give_out(city, given, returned=returned)
    city.expected[COMMITTEES] += city.use_flow[MOVED_TO_COMMITTEES]
    city.expected[CONTRACT_PURSES] += city.use_flow[MOVED_TO_CONTRACTS]
    city.expected[DEPARTMENTS] -= city.use_flow[MOVED_TO_COMMITTEES] + city.use_flow[MOVED_TO_CONTRACTS]
    city.expected[GRANT_PURSES] += city.use_flow[TALENT_SUPPLEMENTS]
    city.expected[TALENT_PURSES] += (
        city.use_flow[TALENT_BUDGET] - city.use_flow[TALENT_TRAINING] - city.use_flow[TALENT_SUPPLEMENTS]
    )
    city.expected[PLATFORM_PURSES] += city.use_flow[PLATFORM_BUDGET] - city.use_flow[PLATFORM_SPENDING]
