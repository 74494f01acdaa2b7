"""The books: every month money, cases and people balance exactly, account by account."""

from collections.abc import MutableSequence, Sequence

from sim.rules.rule import rule

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
def close_books(
    n_communities: int,
    first_residents: Sequence[int],
    reserve: MutableSequence[int],
    revenue: Sequence[int],
    allotted: Sequence[int],
    use_part: Sequence[int],
    returned: Sequence[int],
    committee_money: Sequence[int],
    department_money: Sequence[int],
    contract_purse: Sequence[int],
    grant_purse: Sequence[int],
    organization_money: Sequence[int],
    committee_wages: Sequence[int],
    committee_activities: Sequence[int],
    front_line_wages: Sequence[int],
    department_spent: Sequence[int],
    contracts_paid: Sequence[int],
    grants_paid: Sequence[int],
    fees_paid: Sequence[int],
    organization_wages: Sequence[int],
    organization_activities: Sequence[int],
    cases_held: Sequence[int],
    arrived: Sequence[int],
    resolved: Sequence[int],
    withdrawn: Sequence[int],
    persons: Sequence[int],
    known_open: Sequence[int],
    reported_opened: Sequence[int],
    reported_closed: Sequence[int],
    held: MutableSequence[int],
    expected: MutableSequence[int],
    flow: MutableSequence[int],
) -> None:
    """Compare what each account holds with what it held before plus what came in less what went out.

    ``held`` and ``expected`` have one number for each of ``ACCOUNTS``; the engine stops the run where they differ.
    ``flow`` keeps the month's money by kind (``sim.model.books.FLOWS``). Money given out and not assigned to a use goes back to
    finance here, with what was returned in January.
    """
    for k in range(9):
        expected[k] = held[k]
        held[k] = 0
    for k in range(14):
        flow[k] = 0
    flow[0] = revenue[0]
    for c in range(n_communities):
        flow[1] += allotted[c]
        for k in range(4):
            flow[2 + k] += use_part[c * 4 + k]
            flow[1] -= use_part[c * 4 + k]
            reserve[0] += returned[c * 4 + k] - use_part[c * 4 + k]
        reserve[0] += allotted[c]
        flow[6] += committee_wages[c] + front_line_wages[c]
        flow[7] += committee_activities[c]
        flow[8] += department_spent[c]
        flow[9] += contracts_paid[c]
        flow[10] += grants_paid[c]
        flow[11] += fees_paid[c]
        flow[12] += organization_wages[c]
        flow[13] += organization_activities[c]
        held[1] += committee_money[c]
        held[3] += contract_purse[c]
        held[4] += grant_purse[c]
        held[5] += organization_money[c]
        held[6] += cases_held[c]
        held[7] += persons[c]
        held[8] += known_open[c]
        expected[8] += reported_opened[c] - reported_closed[c]
        for k in range(4):
            expected[1 + k] -= returned[c * 4 + k]
            expected[0] += returned[c * 4 + k]
        for d in range(8):
            held[2] += department_money[c * 8 + d]
            expected[6] += arrived[c * 8 + d] - resolved[c * 8 + d] - withdrawn[c * 8 + d]
    held[0] = reserve[0]
    expected[0] += flow[0] - flow[2] - flow[3] - flow[4] - flow[5]
    expected[1] += flow[2] - flow[6] - flow[7]
    expected[2] += flow[3] - flow[8]
    expected[3] += flow[4] - flow[9]
    expected[4] += flow[5] - flow[10]
    expected[5] += flow[9] + flow[10] + flow[11] - flow[12] - flow[13]
    expected[7] = first_residents[n_communities]


@rule
def find_overdrawn(
    n_communities: int,
    reserve: Sequence[int],
    committee_money: Sequence[int],
    contract_purse: Sequence[int],
    grant_purse: Sequence[int],
    facility_purse: Sequence[int],
    room_kept: Sequence[int],
    talent_purse: Sequence[int],
    platform_purse: Sequence[int],
    department_money: Sequence[int],
    works: Sequence[int],
    balance: Sequence[int],
    overdrawn: MutableSequence[int],
) -> None:
    """By how much the most overdrawn of each of ``PURSES`` is below nothing; the engine stops the run where one is."""
    overdrawn[0] = min(reserve[0], 0)
    for k in range(1, 11):
        overdrawn[k] = 0
    for c in range(n_communities):
        overdrawn[1] = min(overdrawn[1], committee_money[c])
        overdrawn[2] = min(overdrawn[2], contract_purse[c])
        overdrawn[3] = min(overdrawn[3], grant_purse[c])
        overdrawn[4] = min(overdrawn[4], facility_purse[c])
        overdrawn[5] = min(overdrawn[5], room_kept[c])
        overdrawn[6] = min(overdrawn[6], talent_purse[c])
        overdrawn[7] = min(overdrawn[7], platform_purse[c])
        for d in range(8):
            overdrawn[8] = min(overdrawn[8], department_money[c * 8 + d])
        for k in range(144):
            overdrawn[9] = min(overdrawn[9], works[c * 144 + k])
    for k in range(len(balance)):
        overdrawn[10] = min(overdrawn[10], balance[k])
