"""The books: every month money, cases and people balance exactly, account by account."""

from collections.abc import Sequence

from sim.rules import rule
from sim.state import City, Community, Many, Organization
from sim.state.words import (
    CASES,
    COMMITTEE_ACTIVITIES,
    COMMITTEE_BUDGET,
    COMMITTEE_WAGES,
    COMMITTEES,
    CONTRACT_BUDGET,
    CONTRACT_PURSES,
    CONTRACTS,
    DEPARTMENT_BUDGET,
    DEPARTMENT_SPENDING,
    DEPARTMENTS,
    FEES,
    FINANCE,
    GRANT_BUDGET,
    GRANT_PURSES,
    GRANTS,
    IN_COMMITTEE_MONEY,
    IN_CONTRACT_PURSE,
    IN_DEPARTMENT_MONEY,
    IN_FACILITY_PURSE,
    IN_GRANT_PURSE,
    IN_ORGANIZATIONS,
    IN_PLATFORM_PURSE,
    IN_RESERVE,
    IN_ROOM_KEPT,
    IN_TALENT_PURSE,
    IN_WORKS,
    N_DOMAINS,
    N_FACILITIES,
    N_PURSES,
    N_USES,
    ORGANIZATION_ACTIVITIES,
    ORGANIZATION_WAGES,
    ORGANIZATIONS,
    PEOPLE,
    REPORTED_CASES,
    REVENUE,
    UNSPENT,
    WORKS,
)


@rule
def close_books(communities: Many[Community], city: City, first_residents: Sequence[int]) -> None:
    """Compare what each account holds with what it held before plus what came in less what went out.

    ``held`` and ``expected`` have one number for each of ``ACCOUNTS``; the engine stops the run where they differ.
    ``flow`` keeps the month's money by kind. Money given out and not assigned to a use goes back to finance here, with what
    was returned in January. Accounts after that of reported cases have settlements of their own.
    """
    for account in range(REPORTED_CASES + 1):
        city.expected[account] = city.held[account]
        city.held[account] = 0
    for kind in range(len(city.flow)):
        city.flow[kind] = 0
    city.flow[REVENUE] = city.revenue
    for c in range(len(communities)):
        city.flow[UNSPENT] += communities[c].allotted
        for use in range(N_USES):
            city.flow[COMMITTEE_BUDGET + use] += communities[c].use_part[use]
            city.flow[UNSPENT] -= communities[c].use_part[use]
            city.reserve += communities[c].returned[use] - communities[c].use_part[use]
        city.reserve += communities[c].allotted
        city.flow[COMMITTEE_WAGES] += communities[c].committee_wages + communities[c].front_line_wages
        city.flow[COMMITTEE_ACTIVITIES] += communities[c].committee_activities
        city.flow[DEPARTMENT_SPENDING] += communities[c].department_spent
        city.flow[CONTRACTS] += communities[c].contracts_paid
        city.flow[GRANTS] += communities[c].grants_paid
        city.flow[FEES] += communities[c].fees_paid
        city.flow[ORGANIZATION_WAGES] += communities[c].organization_wages
        city.flow[ORGANIZATION_ACTIVITIES] += communities[c].organization_activities
        city.held[COMMITTEES] += communities[c].committee_money
        city.held[CONTRACT_PURSES] += communities[c].contract_purse
        city.held[GRANT_PURSES] += communities[c].grant_purse
        city.held[ORGANIZATIONS] += communities[c].organization_money
        city.held[CASES] += communities[c].cases_held
        city.held[PEOPLE] += communities[c].persons
        city.held[REPORTED_CASES] += communities[c].known_open
        city.expected[REPORTED_CASES] += communities[c].reported_opened - communities[c].reported_closed
        for use in range(N_USES):
            city.expected[COMMITTEES + use] -= communities[c].returned[use]
            city.expected[FINANCE] += communities[c].returned[use]
        for d in range(N_DOMAINS):
            city.held[DEPARTMENTS] += communities[c].department_money[d]
            city.expected[CASES] += communities[c].arrived[d] - communities[c].resolved[d] - communities[c].withdrawn[d]
    city.held[FINANCE] = city.reserve
    city.expected[FINANCE] += city.flow[REVENUE] - city.flow[COMMITTEE_BUDGET] - city.flow[DEPARTMENT_BUDGET]
    city.expected[FINANCE] -= city.flow[CONTRACT_BUDGET] + city.flow[GRANT_BUDGET]
    city.expected[COMMITTEES] += (
        city.flow[COMMITTEE_BUDGET] - city.flow[COMMITTEE_WAGES] - city.flow[COMMITTEE_ACTIVITIES]
    )
    city.expected[DEPARTMENTS] += city.flow[DEPARTMENT_BUDGET] - city.flow[DEPARTMENT_SPENDING]
    city.expected[CONTRACT_PURSES] += city.flow[CONTRACT_BUDGET] - city.flow[CONTRACTS]
    city.expected[GRANT_PURSES] += city.flow[GRANT_BUDGET] - city.flow[GRANTS]
    city.expected[ORGANIZATIONS] += city.flow[CONTRACTS] + city.flow[GRANTS] + city.flow[FEES]
    city.expected[ORGANIZATIONS] -= city.flow[ORGANIZATION_WAGES] + city.flow[ORGANIZATION_ACTIVITIES]
    city.expected[PEOPLE] = first_residents[len(communities)]


@rule
def give_out(city: City, given: int, *, returned: int) -> None:
    """Finance gives money that ``close_books`` counted as unspent to an account of its own, and takes back what returned."""
    city.flow[UNSPENT] -= given
    city.reserve += returned - given
    city.held[FINANCE] += returned - given
    city.expected[FINANCE] += returned - given


@rule
def find_overdrawn(organizations: Many[Organization], communities: Many[Community], city: City) -> None:
    """By how much the most overdrawn purse of each kind is below nothing; the engine stops the run where one is."""
    for purse in range(N_PURSES):
        city.overdrawn[purse] = 0
    city.overdrawn[IN_RESERVE] = min(city.reserve, 0)
    for c in range(len(communities)):
        lower(city, IN_COMMITTEE_MONEY, money=communities[c].committee_money)
        lower(city, IN_CONTRACT_PURSE, money=communities[c].contract_purse)
        lower(city, IN_GRANT_PURSE, money=communities[c].grant_purse)
        lower(city, IN_FACILITY_PURSE, money=communities[c].facility_purse)
        lower(city, IN_ROOM_KEPT, money=communities[c].room_kept)
        lower(city, IN_TALENT_PURSE, money=communities[c].talent_purse)
        lower(city, IN_PLATFORM_PURSE, money=communities[c].platform_purse)
        for d in range(N_DOMAINS):
            lower(city, IN_DEPARTMENT_MONEY, money=communities[c].department_money[d])
        for k in range(N_FACILITIES * WORKS):
            lower(city, IN_WORKS, money=communities[c].works[k])
    for j in range(len(organizations)):
        lower(city, IN_ORGANIZATIONS, money=organizations[j].balance)


@rule
def lower(city: City, purse: int, *, money: int) -> None:
    """Note a purse of a kind that is overdrawn further than those before it."""
    city.overdrawn[purse] = min(city.overdrawn[purse], money)
