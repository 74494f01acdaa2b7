from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.rules.needs import find_case, need_arises, open_case, taste

Usual = Callable[..., Any]
GRID = [(step + 0.5) / 5040 for step in range(5040)]
"""5040 = 7!: divisible by every number of variants but 8's share is whole too (5040 / 8 = 630)."""


@pytest.mark.parametrize("k", range(1, 9))
def test_of_k_equally_likely_variants_each_has_a_share_of_one_in_k(k: int) -> None:
    assert Counter(taste(1.0, float(k), u) for u in GRID) == dict.fromkeys(range(k), 5040 // k)


@pytest.mark.parametrize("k", range(1, 9))
def test_people_all_alike_want_the_same_variant(k: int) -> None:
    assert {taste(0.0, float(k), u) for u in (0.0, *GRID, 1 - 0.5 / 2**32)} == {0}


def test_at_half_heterogeneity_each_variant_has_half_the_share_of_the_one_before() -> None:
    counts = Counter(taste(0.5, 3.0, u) for u in GRID)
    assert counts == {0: 2880, 1: 1440, 2: 720}  # 4/7, 2/7, 1/7 of 5040


@given(st.floats(0, 1), st.floats(0, 1), st.integers(1, 8), st.sampled_from(GRID))
def test_more_unlike_tastes_never_bring_anyone_closer_to_the_most_wanted(
    alike: float, more: float, variants: int, u: float
) -> None:
    low, high = sorted((alike, more))
    assert taste(low, float(variants), u) <= taste(high, float(variants), u)


def test_a_need_arises_at_a_twelfth_of_the_yearly_rate(usual: Usual) -> None:
    rates = [0.6] * 8  # 0.05 a month
    new = [
        usual(need_arises, habit=0.0, registered=1, case_domain=0, age_group=3, kind=2, need_per_year=rates, u_need=u)
        for u in GRID
    ]
    assert sum(new) == 252


def test_no_need_arises_while_a_case_is_open(usual: Usual) -> None:
    assert not usual(
        need_arises, habit=0.0, registered=1, case_domain=3, age_group=3, kind=0, need_per_year=[12.0] * 8, u_need=0.0
    )


def test_domains_have_the_shares_of_their_weights(usual: Usual) -> None:
    flat = {
        "elderly_care_interest": [1.0] * 8,
        "children_interest": [1.0] * 8,
        "domain_weight": [1, 1, 1, 1, 1, 1, 2, 0],
    }
    cases = [
        usual(open_case, habit=0.0, age_group=3, registered=1, month=4, u_domain=u, u_variant=0.5, **flat) for u in GRID
    ]
    assert Counter(case[0] for case in cases) == {**dict.fromkeys(range(1, 7), 630), 7: 1260}
    assert {case[2:] for case in cases} == {(4, 0)}


def test_only_the_old_need_elderly_care_and_only_the_young_childrens(usual: Usual) -> None:
    old, young = [0.0] * 7 + [1.0], [1.0] + [0.0] * 7
    interest = {"elderly_care_interest": old, "children_interest": young, "domain_weight": [1, 1, 0, 0, 0, 0, 0, 0]}
    for age, domain in ((7, 1), (0, 2)):
        case = {"age_group": age, "registered": 1, "habit": 0.0, "month": 0, "u_variant": 0.1}
        assert {usual(open_case, **case, u_domain=u, **interest)[0] for u in GRID} == {domain}


def test_needs_arise_by_type_of_community(usual: Usual) -> None:
    by_type = {"need_per_year": [0.6] * 8, "need_by_type": [1.0, 2.0, 0.5, 0.0]}
    new = [
        sum(
            usual(need_arises, habit=0.0, registered=1, case_domain=0, age_group=3, kind=kind, u_need=u, **by_type)
            for u in GRID
        )
        for kind in range(4)
    ]
    assert new == [252, 504, 126, 0]


def test_the_unregistered_ask_in_domains_of_their_own(usual: Usual) -> None:
    """Eight domains alike for the registered; of the others four in eleven ask for population services."""
    flat = {"elderly_care_interest": [1.0] * 8, "children_interest": [1.0] * 8, "domain_weight": [1] * 8}
    flat["unregistered_interest"] = [1, 1, 1, 1, 1, 1, 4, 1]
    local, other = (
        Counter(
            usual(open_case, habit=0.0, age_group=3, registered=r, month=0, u_domain=u, u_variant=0.1, **flat)[0]
            for u in GRID
        )
        for r in (1, 0)
    )
    assert local == dict.fromkeys(range(1, 9), 630)
    assert other[7] == pytest.approx(5040 * 4 / 11, abs=1)


CASE = {"case_found": 0, "case_opened": 0, "month": 1, "age_group": 3, "case_domain": 1, "platform": 0.0}
CASE |= {"grid_finds": 0.0, "party_finds": 0.0, "entitled": 1, "one_stop_open": 0.0}
LUCK = {"u_priority": 0.5, "u_neighbours": 0.5}


@given(st.floats(0, 1), st.floats(0, 2), st.floats(0, 2), st.sampled_from(GRID))
def test_more_publicity_or_surveys_never_hide_a_case(
    usual: Usual, trust: float, reach: float, more: float, u: float
) -> None:
    def found(publicity: float, survey: float) -> bool:
        reaches = {"publicity_reach": publicity, "survey_reach": survey}
        return bool(usual(find_case, **CASE, **LUCK, trust=trust, **reaches, u_found=u)[0])

    assert found(reach, 0.5) <= found(reach + more, 0.5)
    assert found(1.0, reach) <= found(1.0, reach + more)


def test_a_case_comes_to_light_by_report_or_by_survey(usual: Usual) -> None:
    """Report 0.3, survey 0.2 a month: 1 - 0.7 * 0.8 = 0.44 of 5040 come to light."""
    chances = {"self_report": 0.3, "found_by_survey": 0.2, "trust": 0.5, "publicity_reach": 1.0, "survey_reach": 1.0}
    found = [usual(find_case, **CASE, **LUCK, **chances, u_found=u)[0] for u in GRID]
    assert sum(found) == pytest.approx(0.44 * 5040, abs=1)


def test_networks_find_what_neither_report_nor_survey_brings(usual: Usual) -> None:
    """Report 0.3, survey 0.2, grid 0.5, party 0.25: 1 - 0.7 * 0.8 * 0.5 * 0.75 = 0.79 of 5040 come to light."""
    chances = {"self_report": 0.3, "found_by_survey": 0.2, "trust": 0.5, "publicity_reach": 1.0, "survey_reach": 1.0}
    networks = {"grid_finds": 0.5, "party_finds": 0.25}
    found = [usual(find_case, **(CASE | networks), **LUCK, **chances, u_found=u) for u in GRID]
    assert sum(case[0] for case in found) == pytest.approx(0.79 * 5040, abs=1)
    assert [case[0] for case in found] == [case[3] for case in found]


def test_what_was_known_before_is_not_found_anew(usual: Usual) -> None:
    reach = {"trust": 0.5, "publicity_reach": 1.0, "survey_reach": 1.0}
    known = usual(find_case, **(CASE | {"case_found": 1}), **LUCK, **reach, u_found=0.0)
    assert (known[0], known[3]) == (1, 0)


@given(st.integers(0, 600), st.integers(0, 7), st.floats(0.5 / 2**32, 1 - 0.5 / 2**32))
def test_priority_is_below_one_and_rises_with_waiting_and_age(usual: Usual, wait: int, age: int, u: float) -> None:
    def priority(waited: int, group: int) -> float:
        case = CASE | {"month": waited, "age_group": group}
        reach = {"trust": 0.5, "publicity_reach": 1.0, "survey_reach": 1.0}
        return float(usual(find_case, **case, **reach, u_found=0.5, u_priority=u, u_neighbours=0.5)[1])

    assert 0.0 <= priority(wait, age) < 1.0
    assert priority(wait, age) <= priority(wait + 1, age)
    assert priority(wait, age) <= priority(wait, 7)


@given(st.floats(0, 1), st.floats(0, 1), st.sampled_from(GRID))
def test_a_platform_never_hides_a_case(usual: Usual, reach: float, more: float, u: float) -> None:
    usually = {"trust": 0.5, "publicity_reach": 1.0, "survey_reach": 0.5}
    one, other = (
        usual(find_case, **(CASE | {"platform": platform}), **LUCK, **usually, u_found=u)[0]
        for platform in (reach, min(reach + more, 1.0))
    )
    assert one <= other


def test_who_is_not_entitled_reports_less(usual: Usual) -> None:
    """Report 0.3 of those entitled; of the others 0.4 of that: 0.12 of 5040."""
    chances = {"self_report": 0.3, "found_by_survey": 0.0, "trust": 0.5, "publicity_reach": 1.0, "survey_reach": 1.0}
    found = [usual(find_case, **(CASE | {"entitled": 0}), **LUCK, **chances, u_found=u)[0] for u in GRID]
    assert sum(found) == pytest.approx(0.12 * 5040, abs=1)


def test_earmarks_put_the_old_and_children_ahead_and_nobody_else(usual: Usual) -> None:
    """(0.5 + 0.3 for age) / (1 + 1 + 0.3), and with weight 2 for who comes first: (0.5 + 0.3 + 2) / (1 + 1 + 0.3 + 2)."""

    def priority(age: int, **earmark: float) -> float:
        case = CASE | {"month": 0, "age_group": age} | earmark
        reach = {"trust": 0.5, "publicity_reach": 1.0, "survey_reach": 1.0}
        return float(usual(find_case, **case, **LUCK, **reach, u_found=0.5)[1])

    assert priority(6) == pytest.approx(0.8 / 2.3)
    assert priority(6, old_first=1.0) == pytest.approx(2.8 / 4.3)
    assert priority(0, old_first=1.0) == pytest.approx(0.5 / 4.3)
    assert priority(0, young_first=1.0) == pytest.approx(2.5 / 4.3)
    assert priority(3, young_first=1.0) == priority(3, old_first=1.0) == pytest.approx(0.5 / 4.3)
