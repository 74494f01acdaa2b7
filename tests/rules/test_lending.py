"""What a street lends goes where claims are, in whole numbers, never beyond them, and nothing of it is lost."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from sim.parameters.help import Help
from sim.parameters.market import Market
from sim.parameters.networks import Grid
from sim.parameters.organization import Organizations
from sim.rules.lending import count_claims, give_credit, lend_decisions, lend_places, lend_rest
from sim.rules.street import share_of, spread_in_street, take_in_street
from sim.state import Community, Many, Organization
from sim.state.words import (
    AT_A_FEE,
    COMMITTEE,
    FILED,
    FREE,
    MARKET,
    N_DOMAINS,
    N_TIERS,
    NOBODY,
    OPEN,
    ORGANIZATION,
    REGISTERED,
)
from tests.records import line, many, place, residents, street, usual

few = st.integers(0, 6)
KEY = {"month": 5, "key_low": 6, "key_high": 7}
"""Month and the two words of the key."""

Lent = tuple[Many[Community], Many[Organization]]


def by_domain(*of_first: int) -> list[int]:
    """A number for each domain, those not given 0."""
    return [*of_first, *[0] * (N_DOMAINS - len(of_first))]


def places(n: int, **more: Any) -> dict[str, Any]:
    """What ``n`` organizations have of places and note of them; no places unless given."""
    own = {"slots": 0, "open_slots": 0, "fee_slots": 0, "led_slots": 0, "own_places": 9, "rest_places": 9}
    notes = {"lent": [by_domain(9)] * n, "lent_at_fee": [by_domain(9)] * n}
    return own | notes | {"society_share": 0.0, "alive": 1} | more


def lent(claims: list[list[int]], homes: list[int], main_field: float = 0.6, **own: Any) -> Lent:
    """Places lent in a street of communities with so many claims of the entitled by domain."""
    n = len(claims)
    known = {"unclaimed": [[*one] for one in claims], "unclaimed_public": [[*one] for one in claims]}
    empty = {"unclaimed_paying": [by_domain()] * n, "society_lent": [by_domain(9)] * n}
    here = street(n, borrowed=[[9] * (N_TIERS * N_DOMAINS)] * n, **known, **empty)
    providers = many(Organization, homes[-1], **places(homes[-1], **own))
    lend_places(providers, here, usual(Organizations, main_field=main_field), homes, **KEY, begin=0)
    return here, providers


def free(here: Many[Community]) -> list[list[int]]:
    """Free places lent to each community by domain."""
    return [[one.borrowed[N_TIERS * d + FREE] for d in range(N_DOMAINS)] for one in here]


@given(st.lists(st.lists(few, min_size=8, max_size=8), min_size=1, max_size=5), st.lists(few, min_size=3, max_size=3))
def test_no_community_is_lent_more_than_it_claims_and_every_place_has_its_lender(
    claims: list[list[int]], slots: list[int]
) -> None:
    homes = [0] * len(claims) + [3]
    here, providers = lent(claims, homes, form=REGISTERED, domain=[0, 1, 1], slots=slots)
    got = free(here)
    assert all(
        mine <= asked for one, also in zip(got, claims, strict=True) for mine, asked in zip(one, also, strict=True)
    )
    assert [sum(one[d] for one in got) for d in range(N_DOMAINS)] == [
        sum(one.lent[d] for one in providers) for d in range(N_DOMAINS)
    ]
    assert all(sum(one.lent) <= n for one, n in zip(providers, slots, strict=True))


@given(st.lists(few, min_size=1, max_size=6), st.integers(0, 40), st.integers(0, 1000))
def test_whole_parts_add_up_and_none_is_beyond_its_own(owns: list[int], amount: int, start: int) -> None:
    total = sum(owns)
    given_, start = min(amount, total), start % max(total, 1)
    parts = [share_of((given_, total, start), before=sum(owns[:k]), own=own) for k, own in enumerate(owns)]
    assert sum(parts) == (given_ if total else 0)
    assert all(0 <= part <= own for part, own in zip(parts, owns, strict=True))


def test_the_first_of_a_list_gets_its_due_on_average() -> None:
    """Of 3 among 2 + 8: 0.6 for the first, over all places where rounding may start."""
    assert sum(share_of((3, 10, start), before=0, own=2) for start in range(10)) == 6


def test_a_community_without_an_organization_is_lent_places_and_a_filed_group_serves_its_own_alone() -> None:
    claims = [by_domain(4), by_domain(4)]
    registered, _ = lent(claims, [0, 0, 1], form=REGISTERED, domain=0, slots=8)
    filed, _ = lent(claims, [0, 0, 1], form=FILED, domain=0, slots=8)
    assert [sum(one) for one in free(registered)] == [4, 4]
    assert [sum(one) for one in free(filed)] == [0, 4]


def test_what_is_not_for_the_own_domain_goes_where_claims_are() -> None:
    """Of ten places six are for the own domain, where three are claimed; four go to the other, at a main field of 1 none."""
    for main_field, expected in ((0.6, [3, 4]), (1.0, [3, 0])):
        here, providers = lent([by_domain(3, 9)], [0, 1], main_field, form=REGISTERED, domain=0, slots=10)
        assert free(here)[0][:2] == expected
        assert providers[0].lent[:2] == expected


def test_open_places_go_to_those_who_are_not_entitled_first_and_to_others_if_there_are_none() -> None:
    for entitled, open_ones in ((1, 2), (5, 0)):
        here = street(
            unclaimed=[by_domain(5)],
            unclaimed_public=[by_domain(entitled)],
            unclaimed_paying=[by_domain()],
            society_lent=[by_domain()],
            borrowed=[[0] * (N_TIERS * N_DOMAINS)],
        )
        providers = many(Organization, 1, **places(1, form=REGISTERED, domain=0, slots=3, open_slots=2))
        lend_places(providers, here, usual(Organizations, main_field=1.0), [0, 1], **KEY, begin=0)
        assert (here[0].borrowed[FREE], here[0].borrowed[OPEN]) == (min(3, open_ones + entitled), open_ones)


def test_claims_are_cases_that_could_be_served_and_that_neighbours_leave() -> None:
    """A plain case, one that neighbours take, one undecided that presses, one undecided that does not, a standing one."""
    people = residents(
        4,
        case_domain=1,
        case_complex=[0, 0, 1, 1],
        case_decided=0,
        case_pressed=[0, 0, 1, 0],
        neighbours_able=[0, 1, 0, 0],
        entitled=[1, 1, 0, 1],
        can_pay=[0, 1, 1, 1],
        standing_domain=[2, 0, 0, 0],
        standing_able=0,
        standing_entitled=1,
    )
    counts = {name: by_domain(9) for name in ("unclaimed", "unclaimed_public", "unclaimed_paying")}
    here = place(queue_length=line(people, [0, 1, 2, 3, 4]), mutual_slots=1, committee_slots=0, pressing=9, **counts)
    count_claims(people, here)
    assert here.unclaimed[:2] == [2, 1]
    assert here.unclaimed_public[:2] == [1, 1]
    assert here.unclaimed_paying[:2] == [1, 0]
    assert here.pressing == 1


def test_who_turned_to_an_organization_claims_a_place_and_who_turned_elsewhere_claims_none() -> None:
    """Neighbours could help all four; the third turned to the committee, which has one place, the last to a firm this month."""
    people = residents(
        4,
        case_domain=1,
        case_complex=0,
        case_decided=0,
        case_pressed=0,
        neighbours_able=1,
        entitled=1,
        can_pay=1,
        standing_domain=0,
        turns_to=[NOBODY, ORGANIZATION, COMMITTEE, MARKET],
        seeks=1,
    )
    counts = {name: by_domain(9) for name in ("unclaimed", "unclaimed_public", "unclaimed_paying")}
    here = place(queue_length=line(people, [0, 1, 2, 3]), mutual_slots=9, committee_slots=1, pressing=9, **counts)
    count_claims(people, here)
    assert (here.unclaimed, here.committee_asked) == (by_domain(1), 1)


def test_time_to_decide_goes_where_cases_press_but_a_community_that_decides_keeps_its_own() -> None:
    here = street(3, decision_slots=[2, 0, 4], spare_decisions=[0.75, 0.75, 0.5], pressing=[0, 9, 0])
    policies = Many([usual(Grid, decision_level=level) for level in (2.0, 2.0, 0.0)])
    lend_decisions(here, policies, **KEY, begin=0)
    assert [one.decision_slots for one in here] == [0, 3, 4]
    assert sum(one.spare_decisions for one in here) == 1.0


def rest(money: list[int], claims: list[int], **more: Any) -> Many[Community]:
    n = len(money)
    none: dict[str, object] = {
        name: [by_domain()] * n for name in ("unclaimed_paying", "unclaimed_either", "market_slots")
    }
    none |= {"spare_market": [[0.0] * N_DOMAINS] * n, "variety_factor": 1.0, "deliberated": 0.0}
    none |= {"unclaimed": [by_domain(one) for one in claims], "unclaimed_public": [by_domain(one) for one in claims]}
    here = street(n, department_money=[by_domain(one) for one in money], **(none | more))
    lend_rest(here, usual(Help, unit_cost=[100.0] * 8), **KEY, begin=0)
    return here


@given(st.lists(st.tuples(st.integers(0, 50_000), few), min_size=1, max_size=6))
def test_departments_money_is_lent_in_whole_cases_and_not_a_fen_is_lost(town: list[tuple[int, int]]) -> None:
    money, claims = (list(one) for one in zip(*town, strict=True))
    held = [one.department_money[0] for one in rest(money, claims)]
    assert sum(held) == sum(money)
    assert min(held) >= 0
    served = sum(min(one // 10_000, asked) for one, asked in zip(held, claims, strict=True))
    assert served == min(sum(money) // 10_000, sum(claims))


def test_money_whose_use_is_decided_here_is_not_lent() -> None:
    here = rest([40_000, 0], [0, 9], deliberated=[0.5, 0.0])
    assert [one.department_money[0] for one in here] == [20_000, 20_000]


def test_firms_serve_those_in_the_street_whom_no_department_could_help_first() -> None:
    here = rest(
        [0, 0],
        [2, 3],
        market_slots=[by_domain(3), by_domain()],
        spare_market=[[0.5] + [0.0] * 7, [0.75] + [0.0] * 7],
        unclaimed_paying=[by_domain(), by_domain(2)],
        unclaimed_either=[by_domain(2), by_domain()],
    )
    assert [one.market_slots[0] for one in here] == [2, 2]
    assert sum(one.spare_market[0] for one in here) == 0.25


@given(st.lists(st.tuples(few, few, few), min_size=1, max_size=4), st.lists(few, min_size=2, max_size=2), st.data())
def test_credit_adds_up_and_no_one_has_more_than_it_lent(
    town: list[tuple[int, int, int]], extra: list[int], data: st.DataObject
) -> None:
    """Every community is lent places by two registered organizations of the first and by a filed group of its own."""
    n = len(town)
    far = [sum(one[0] for one in town), sum(one[1] for one in town)]
    near = [one[2] for one in town]
    lent_here = [sum(one) for one in town]
    helped = [data.draw(st.integers(0, one)) for one in lent_here]
    solved = [data.draw(st.integers(0, one)) for one in helped]
    owns = [far[0], far[1], *near]
    providers = many(
        Organization,
        2 + n,
        form=[REGISTERED, REGISTERED, *[FILED] * n],
        lent=[by_domain(one) for one in owns],
        lent_at_fee=[by_domain(one) for one in owns],
        delivered=9,
        succeeded=9,
        low_fees=9,
    )
    borrowed = [[one if k == AT_A_FEE else 0 for k in range(N_TIERS * N_DOMAINS)] for one in lent_here]
    counts = {"delivered_here": helped, "succeeded_here": solved, "fee_cases": helped}
    here = street(n, borrowed=borrowed, **{name: [by_domain(one) for one in column] for name, column in counts.items()})
    homes = [0, *(3 + k for k in range(n))]
    give_credit(providers, here, usual(Market, low_fee=60.0), homes, **KEY, begin=0)
    assert sum(one.delivered for one in providers) == sum(helped)
    assert sum(one.succeeded for one in providers) == sum(solved)
    assert sum(one.low_fees for one in providers) == 6_000 * sum(helped)
    assert all(one.succeeded <= one.delivered <= own for one, own in zip(providers, owns, strict=True))


@given(st.lists(st.integers(0, 10**12), min_size=1, max_size=5), st.integers(0, 10**13))
def test_no_purse_of_a_street_is_overdrawn(held: list[int], amount: int) -> None:
    here = street(len(held), grant_purse=[*held])
    taken = take_in_street(amount, here, (0, len(held)), here.column(Community.grant_purse))
    assert taken == sum(one.paid_now for one in here) == sum(held) - sum(one.grant_purse for one in here)
    assert min(one.grant_purse for one in here) >= 0
    assert min(amount, sum(held)) - taken in (0, 1)


def test_what_serves_a_street_is_counted_by_residents() -> None:
    here = street(3, n_residents=[100, 0, 300], organization_staff=[0, 8, 0])
    spread_in_street(8, here, (0, 3), here.column(Community.organization_staff))
    assert [one.organization_staff for one in here] == [2, 0, 6]
