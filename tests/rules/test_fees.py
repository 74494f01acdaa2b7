"""Fees by group of residents: whole fen that add up, to those who had the cases, the members, and those who can pay."""

from hypothesis import given
from hypothesis import strategies as st

from sim.parameters.culture import CultureGroups
from sim.rules.market import add_parts, allot_fees, close_fees, count_own_fees, pool_fees
from sim.state import City, Community
from sim.state.words import ACTIVE_RESIDENTS, FEES_OF_GROUPS, PERSONS
from tests.records import many, place, provider, record, street, usual

amounts = st.integers(0, 10**9)
counts = st.lists(st.integers(0, 5_000), min_size=30, max_size=30)


def cells(**own: int) -> list[int]:
    """Thirty cells: the named ones, and 0 in the others."""
    return [own.get(f"cell_{k}", 0) for k in range(30)]


def town(persons: list[int], active: list[int], **given_: object) -> Community:
    states = [0] * 480
    states[PERSONS::16], states[ACTIVE_RESIDENTS::16] = persons, active
    none = {name: [0] * 30 for name in ("group_payers", "group_fees_due", "group_fees")}
    return place(**({"low_fees_paid": 0, "dues_paid": 0, "group_states": states} | none | given_))


@given(amounts, amounts, amounts, st.tuples(counts, counts, counts), counts)
def test_what_cells_pay_adds_up_to_the_fen(
    fees: int, low: int, of_members: int, weights: tuple[list[int], ...], firms: list[int]
) -> None:
    payers, due, active = weights
    here = town([1] * 30, active, group_payers=payers, group_fees_due=due, group_fees=[*firms], fees_paid=fees)
    here.low_fees_paid, here.dues_paid = low, of_members
    allot_fees(here)
    assert sum(here.group_fees) == fees + sum(firms)
    assert all(after >= before for after, before in zip(here.group_fees, firms, strict=True))


def test_each_kind_of_fee_goes_to_those_who_pay_it() -> None:
    """Of 100 fen 30 are low fees, 20 dues and the other 50 services."""
    here = town([9] * 30, cells(cell_7=4), fees_paid=100, low_fees_paid=30, dues_paid=20)
    here.group_fees_due, here.group_payers = cells(cell_20=2, cell_24=1), cells(cell_13=512, cell_20=512)
    allot_fees(here)
    assert here.group_fees == cells(cell_7=20, cell_13=25, cell_20=20 + 25, cell_24=10)


def test_who_cannot_pay_pays_nothing_for_services() -> None:
    here = town([9] * 30, [9] * 30, fees_paid=1_000, group_payers=[0, *[100] * 29])
    allot_fees(here)
    assert here.group_fees[0] == 0
    assert min(here.group_fees[1:]) > 0


def test_where_nobody_can_pay_residents_share_what_is_booked() -> None:
    here = town(cells(cell_3=1, cell_9=3), [0] * 30, fees_paid=8, low_fees_paid=2, dues_paid=1)
    allot_fees(here)
    assert here.group_fees == cells(cell_3=2, cell_9=6)


def test_what_is_cut_off_a_part_is_carried_to_the_next() -> None:
    """Ten over three like parts: 3.33, 6.67 and 10 are reached."""
    parts = [0, 5, 0]
    assert add_parts(10, [1, 1, 1], parts, first=0, step=1) == 10
    assert parts == [3, 5 + 3, 4]
    assert add_parts(10, [0, 0, 0], parts, first=0, step=1) == 0


def test_an_organizations_fees_are_told_apart() -> None:
    """Three members at 5 yuan; crowding may leave less than they paid."""
    how, here = usual(CultureGroups, group_dues=5.0), place(low_fees_paid=1, dues_paid=2)
    count_own_fees(provider(low_fees=600, fee_income=2_900, members=3.0), here, how)
    assert (here.low_fees_paid, here.dues_paid) == (601, 1_502)
    count_own_fees(provider(low_fees=600, fee_income=700, members=3.0), here, how)
    assert (here.low_fees_paid, here.dues_paid) == (1_201, 1_602)


def test_a_streets_low_fees_are_those_of_all_its_cases() -> None:
    due = [cells(cell_4=2), cells(cell_4=1, cell_20=1)]
    of_street = street(2, n_residents=[300, 100], low_fees_paid=[0, 40], dues_paid=[8, 0], group_fees_due=due)
    pool_fees(of_street)
    assert [(one.low_fees_paid, one.dues_paid) for one in of_street] == [(30, 6), (10, 2)]
    assert [one.group_fees_due for one in of_street] == [cells(cell_4=3, cell_20=1)] * 2


def test_the_account_expects_of_groups_what_residents_paid() -> None:
    city = record(City, held=[0] * 15, expected=[0] * 15, flow=[0] * 11 + [70, 0, 0], use_flow=[0] * 11 + [30])
    city.place_fees = [3] * 30 + [9] * 120
    close_fees(city)
    assert (city.held[FEES_OF_GROUPS], city.expected[FEES_OF_GROUPS]) == (90, 100)


def test_residents_of_two_streets_pay_apart() -> None:
    both = many(
        Community,
        2,
        by_street=[0, 1],
        street=[1, 2],
        n_residents=10,
        low_fees_paid=[7, 0],
        dues_paid=0,
        group_fees_due=[cells(cell_1=1), cells(cell_2=1)],
    )
    pool_fees(both)
    assert [one.low_fees_paid for one in both] == [7, 0]
    assert [one.group_fees_due for one in both] == [cells(cell_1=1), cells(cell_2=1)]
