"""The books: every month money, cases and people balance exactly, account by account."""

from collections.abc import Sequence

from sim.rules.rule import rule
from sim.state import City, Community, Many, Organization

ACCOUNTS = (
    "finance",
    "committees",
    "departments",
    "contract purses",
    "grant purses",
    "organizations",
    "cases",
    "people",
    "reported cases",
    "facilities",
    "room for change",
    "standing cases",
    "talent purses",
    "platform purses",
)

PURSES = (
    *("reserve", "committee_money", "contract_purse", "grant_purse", "facility_purse", "room_kept", "talent_purse"),
    *("platform_purse", "department_money", "works", "balance"),
)
"""The columns that hold money; none may be below nothing at a month's end."""


@rule
def close_books(communities: Many[Community], city: City, first_residents: Sequence[int]) -> None:
    """Compare what each account holds with what it held before plus what came in less what went out.

    ``held`` and ``expected`` have one number for each of ``ACCOUNTS``; the engine stops the run where they differ.
    ``flow`` keeps the month's money by kind (``sim.model.books.FLOWS``). Money given out and not assigned to a use goes back to
    finance here, with what was returned in January.
    """
    for k in range(9):
        city.expected[k] = city.held[k]
        city.held[k] = 0
    for k in range(14):
        city.flow[k] = 0
    city.flow[0] = city.revenue
    for c in range(len(communities)):
        city.flow[1] += communities[c].allotted
        for k in range(4):
            city.flow[2 + k] += communities[c].use_part[k]
            city.flow[1] -= communities[c].use_part[k]
            city.reserve += communities[c].returned[k] - communities[c].use_part[k]
        city.reserve += communities[c].allotted
        city.flow[6] += communities[c].committee_wages + communities[c].front_line_wages
        city.flow[7] += communities[c].committee_activities
        city.flow[8] += communities[c].department_spent
        city.flow[9] += communities[c].contracts_paid
        city.flow[10] += communities[c].grants_paid
        city.flow[11] += communities[c].fees_paid
        city.flow[12] += communities[c].organization_wages
        city.flow[13] += communities[c].organization_activities
        city.held[1] += communities[c].committee_money
        city.held[3] += communities[c].contract_purse
        city.held[4] += communities[c].grant_purse
        city.held[5] += communities[c].organization_money
        city.held[6] += communities[c].cases_held
        city.held[7] += communities[c].persons
        city.held[8] += communities[c].known_open
        city.expected[8] += communities[c].reported_opened - communities[c].reported_closed
        for k in range(4):
            city.expected[1 + k] -= communities[c].returned[k]
            city.expected[0] += communities[c].returned[k]
        for d in range(8):
            city.held[2] += communities[c].department_money[d]
            city.expected[6] += communities[c].arrived[d] - communities[c].resolved[d] - communities[c].withdrawn[d]
    city.held[0] = city.reserve
    city.expected[0] += city.flow[0] - city.flow[2] - city.flow[3] - city.flow[4] - city.flow[5]
    city.expected[1] += city.flow[2] - city.flow[6] - city.flow[7]
    city.expected[2] += city.flow[3] - city.flow[8]
    city.expected[3] += city.flow[4] - city.flow[9]
    city.expected[4] += city.flow[5] - city.flow[10]
    city.expected[5] += city.flow[9] + city.flow[10] + city.flow[11] - city.flow[12] - city.flow[13]
    city.expected[7] = first_residents[len(communities)]


@rule
def find_overdrawn(organizations: Many[Organization], communities: Many[Community], city: City) -> None:
    """By how much the most overdrawn of each of ``PURSES`` is below nothing; the engine stops the run where one is."""
    city.overdrawn[0] = min(city.reserve, 0)
    for k in range(1, 11):
        city.overdrawn[k] = 0
    for c in range(len(communities)):
        city.overdrawn[1] = min(city.overdrawn[1], communities[c].committee_money)
        city.overdrawn[2] = min(city.overdrawn[2], communities[c].contract_purse)
        city.overdrawn[3] = min(city.overdrawn[3], communities[c].grant_purse)
        city.overdrawn[4] = min(city.overdrawn[4], communities[c].facility_purse)
        city.overdrawn[5] = min(city.overdrawn[5], communities[c].room_kept)
        city.overdrawn[6] = min(city.overdrawn[6], communities[c].talent_purse)
        city.overdrawn[7] = min(city.overdrawn[7], communities[c].platform_purse)
        for d in range(8):
            city.overdrawn[8] = min(city.overdrawn[8], communities[c].department_money[d])
        for k in range(144):
            city.overdrawn[9] = min(city.overdrawn[9], communities[c].works[k])
    for j in range(len(organizations)):
        city.overdrawn[10] = min(city.overdrawn[10], organizations[j].balance)
