"""Entitlement as a fixed trait, and fairness on numbers worked out by hand."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.parameters.vectors import DOMAINS
from sim.rules.equity import compare_communities, entitle, open_to_all, weigh_fairness

Usual = Callable[..., Any]
SHARES = [f"{name.removesuffix('_education')}_entitled" for name in DOMAINS]
HERE = {"lo_residents": 500, "key_low": 7, "key_high": 9}
NOBODY, EVERYBODY = (dict.fromkeys(SHARES, share) for share in (0.0, 1.0))


def entitled(usual: Usual, domain: int, n: int = 4000, registered: int = 0, **shares: float) -> list[int]:
    """Who of n residents with a case in a domain is entitled; a standing case there gives the same answer."""
    found, lasting = [9] * n, [9] * n
    people = {
        "case_domain": [domain] * n,
        "standing_domain": [domain] * n,
        "registered": [registered] * n,
        "entered": [0] * n,
    }
    usual(
        entitle,
        **people,
        **HERE,
        **(NOBODY | shares),
        chosen=[9] * (len(found) + 1),
        entitled=found,
        standing_entitled=lasting,
    )
    assert found == lasting
    return found


def test_the_registered_are_entitled_whatever_the_levers_say(usual: Usual) -> None:
    assert entitled(usual, 3, registered=1) == [1] * 4000


@pytest.mark.parametrize("domain", range(1, 9))
def test_of_the_unregistered_the_domains_share_is_entitled(usual: Usual, domain: int) -> None:
    own = SHARES[domain - 1]
    assert entitled(usual, domain, **{own: 0.0}) == [0] * 4000
    assert entitled(usual, domain, **{own: 1.0}) == [1] * 4000
    assert sum(entitled(usual, domain, **{own: 0.3})) == pytest.approx(1200, abs=4 * (4000 * 0.21) ** 0.5)
    assert entitled(usual, domain, **(EVERYBODY | {own: 0.0})) == [0] * 4000


@given(st.integers(1, 8), st.floats(0, 1), st.floats(0, 1))
def test_a_larger_share_takes_nobodys_entitlement_away(usual: Usual, domain: int, one: float, other: float) -> None:
    low, high = (entitled(usual, domain, 200, **{SHARES[domain - 1]: share}) for share in sorted((one, other)))
    assert all(more >= less for less, more in zip(low, high, strict=True))


def test_a_newcomer_has_luck_of_their_own(usual: Usual) -> None:
    people = {"case_domain": [1] * 500, "standing_domain": [0] * 500, "registered": [0] * 500, **HERE}
    found: list[list[int]] = [[9] * 500, [9] * 500]
    for entered, answer in zip((0, 13), found, strict=True):
        share = NOBODY | {SHARES[0]: 0.5}
        usual(
            entitle,
            **people,
            **share,
            entered=[entered] * 500,
            entitled=answer,
            standing_entitled=[9] * 500,
            chosen=[9] * 501,
        )
    assert 150 < sum(a != b for a, b in zip(*found, strict=True)) < 350


def test_slots_open_to_all_are_those_that_government_does_not_pay() -> None:
    assert [open_to_all(10, share) for share in (0.0, 0.24, 0.26, 1.0)] == [0, 2, 3, 10]
    assert open_to_all(0, 1.0) == 0


def felt(usual: Usual, provision: float = 0.0, response: float = 0.0, **given: Any) -> tuple[float, float]:
    answer = usual(weigh_fairness, provision_gap=provision, response_gap=response, **(EVERYBODY | given))
    assert isinstance(answer, tuple)
    return answer


def test_being_worse_off_than_the_city_weighs_more_than_being_better_off(usual: Usual) -> None:
    weights = {"fairness_weight": 0.5, "negativity": 2.0, "responsiveness_weight": 0.4}
    assert felt(usual, 0.2, **weights) == pytest.approx((0.1, 0.0))
    assert felt(usual, -0.2, **weights) == pytest.approx((-0.2, 0.0))
    assert felt(usual, 0.0, 0.25, **weights) == pytest.approx((0.1, 0.0))


def test_withheld_entitlements_count_by_how_often_they_are_needed(usual: Usual) -> None:
    """Domain weights 1 and 3 times an interest of 2 and 1: 2 of 5 withheld in the first alone."""
    needs = {"domain_weight": [1, 3, 0, 0, 0, 0, 0, 0], "unregistered_interest": [2, 1, 1, 1, 1, 1, 1, 1]}
    needs |= {"entitlement_gap_weight": 0.5}
    assert felt(usual, **needs)[1] == 0.0
    assert felt(usual, **needs, **{SHARES[0]: 0.0})[1] == pytest.approx(-0.2)
    assert felt(usual, **needs, **{SHARES[0]: 0.5, SHARES[1]: 0.0})[1] == pytest.approx(-0.4)


def test_without_weights_fairness_is_nothing(usual: Usual) -> None:
    none = {"fairness_weight": 0.0, "responsiveness_weight": 0.0, "entitlement_gap_weight": 0.0}
    assert felt(usual, -0.3, 0.2, **(NOBODY | none)) == (0.0, 0.0)


def compared(usual: Usual, known: list[int], resolved: list[int]) -> dict[str, list[float]]:
    n = len(known)
    names = ("known_lately", "resolved_lately", "load_lately", "response_gap", "provision_gap")
    means = {name: [0.0] * n for name in names}
    cases = [[number if d == 0 else 0 for number in numbers for d in range(8)] for numbers in (known, resolved)]
    columns = {"known_cases": cases[0], "resolved": cases[1], "reported_opened": known, "pressure": [0.5] * n}
    usual(compare_communities, n_communities=n, **columns, response_usual=0.38, **means)
    return means


def test_provision_is_compared_with_the_citys_share_resolved(usual: Usual) -> None:
    """Half of 20 and none of 20 resolved: the city resolves a quarter; (1/2 - 1/4) / (1/2 + 1/4) = 1/3."""
    means = compared(usual, [20, 20], [10, 0])
    assert means["provision_gap"] == pytest.approx([1 / 3, -1.0])
    assert means["known_lately"] == means["load_lately"] == pytest.approx([20 / 12] * 2)
    assert means["response_gap"] == pytest.approx([0.01, 0.01])


def test_where_nothing_is_known_or_resolved_nobody_is_better_off(usual: Usual) -> None:
    assert compared(usual, [0, 8], [0, 4])["provision_gap"] == [0.0, 0.0]
    assert compared(usual, [0, 8], [0, 0])["provision_gap"] == [0.0, 0.0]
