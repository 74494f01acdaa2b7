from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.parameters import Levers, World
from sim.parameters.equity import Equity
from sim.parameters.needs import Needs, Seeking
from sim.rules.help import told_apart
from sim.rules.needs import find_case, is_spared, need_arises, open_case, taste
from sim.state import Resident
from tests.records import draws, person, place, usual

GRID = [(step + 0.5) / 5040 for step in range(5040)]
"""5040 = 7!: divisible by every number of variants but 8's share is whole too (5040 / 8 = 630)."""


def wanted(alike: float, variants: float, u: float) -> int:
    return taste(usual(Needs, taste_heterogeneity=alike, variants_wanted=variants), u)


@pytest.mark.parametrize("k", range(1, 9))
def test_of_k_equally_likely_variants_each_has_a_share_of_one_in_k(k: int) -> None:
    assert Counter(wanted(1.0, float(k), u) for u in GRID) == dict.fromkeys(range(k), 5040 // k)


@pytest.mark.parametrize("k", range(1, 9))
def test_people_all_alike_want_the_same_variant(k: int) -> None:
    assert {wanted(0.0, float(k), u) for u in (0.0, *GRID, 1 - 0.5 / 2**32)} == {0}


def test_at_half_heterogeneity_each_variant_has_half_the_share_of_the_one_before() -> None:
    counts = Counter(wanted(0.5, 3.0, u) for u in GRID)
    assert counts == {0: 2880, 1: 1440, 2: 720}  # 4/7, 2/7, 1/7 of 5040


@given(st.floats(0, 1), st.floats(0, 1), st.integers(1, 8), st.sampled_from(GRID))
def test_more_unlike_tastes_never_bring_anyone_closer_to_the_most_wanted(
    alike: float, more: float, variants: int, u: float
) -> None:
    low, high = sorted((alike, more))
    assert wanted(low, float(variants), u) <= wanted(high, float(variants), u)


def arises(
    u: float, how: Needs, kind: int, equity: Equity | None = None, case_domain: int = 0, brought: int = 0
) -> bool:
    me = person(case_domain=case_domain, age_group=3, brought=brought)
    need_arises(me, place(kind=kind), equity or usual(Equity), how, draws(need=u))
    return bool(me.is_new)


def test_a_need_arises_at_a_twelfth_of_the_yearly_rate() -> None:
    how = usual(Needs, need_per_year=[0.6] * 8)  # 0.05 a month
    assert sum(arises(u, how, 2) for u in GRID) == 252


def test_who_moved_in_with_a_need_has_it_whatever_their_luck() -> None:
    assert arises(0.999, usual(Needs, need_per_year=[0.0] * 8), 0, brought=1)


def test_no_need_arises_while_a_case_is_open() -> None:
    assert not arises(0.0, usual(Needs, need_per_year=[12.0] * 8), 0, case_domain=3)


def opened(
    u: float, how: Needs, age_group: int = 3, registered: int = 1, month: int = 0, equity: Equity | None = None
) -> Resident:
    """A resident of whose case the domain is drawn by u."""
    me = person(age_group=age_group, registered=registered)
    open_case(me, equity or usual(Equity), how, month, draws(domain=u, variant=0.1))
    return me


FLAT = {"elderly_care_interest": [1.0] * 8, "children_interest": [1.0] * 8}


def test_domains_have_the_shares_of_their_weights() -> None:
    cases = [opened(u, usual(Needs, **FLAT, domain_weight=[1, 1, 1, 1, 1, 1, 2, 0]), month=4) for u in GRID]
    assert Counter(case.case_domain for case in cases) == {**dict.fromkeys(range(1, 7), 630), 7: 1260}
    assert {(case.case_opened, case.case_found) for case in cases} == {(4, 0)}


def test_only_the_old_need_elderly_care_and_only_the_young_childrens() -> None:
    old, young = [0.0] * 7 + [1.0], [1.0] + [0.0] * 7
    weights = [1, 1, 0, 0, 0, 0, 0, 0]
    how = usual(Needs, elderly_care_interest=old, children_interest=young, domain_weight=weights)
    for age, domain in ((7, 1), (0, 2)):
        assert {opened(u, how, age).case_domain for u in GRID} == {domain}


def test_needs_arise_by_type_of_community() -> None:
    how, equity = usual(Needs, need_per_year=[0.6] * 8), usual(Equity, need_by_type=[1.0, 2.0, 0.5, 0.0])
    new = [sum(arises(u, how, kind, equity) for u in GRID) for kind in range(4)]
    assert new == [252, 504, 126, 0]


def test_the_unregistered_ask_in_domains_of_their_own() -> None:
    """Eight domains alike for the registered; of the others four in eleven ask for population services."""
    how, equity = usual(Needs, **FLAT, domain_weight=[1] * 8), usual(Equity, unregistered_interest=[1] * 6 + [4, 1])
    local, other = (
        Counter(opened(u, how, registered=registered, equity=equity).case_domain for u in GRID) for registered in (1, 0)
    )
    assert local == dict.fromkeys(range(1, 9), 630)
    assert other[7] == pytest.approx(5040 * 4 / 11, abs=1)


CASE = {"case_found": 0, "case_opened": 0, "age_group": 3, "case_domain": 1, "entitled": 1, "trust": 0.5}
HERE = {"platform": 0.0, "grid_finds": 0.0, "one_stop_open": 0.0}
HERE |= {"publicity_reach": 1.0, "survey_reach": 1.0}


def found(
    u: float,
    me: dict[str, float] | None = None,
    here: dict[str, float] | None = None,
    world: World | None = None,
    policy: Levers | None = None,
    month: int = 1,
    priority: float = 0.5,
) -> Resident:
    """A resident with an open case, after what was done to find it where nobody chooses whom to turn to."""
    one, at = person(**(CASE | (me or {}))), place(**(HERE | (here or {})))
    u_of_case = draws(found=u, priority=priority, neighbours=0.5)
    by_chance = (world or usual()).model_copy(update={"seeking": usual(Seeking, channel_chosen=0)})
    find_case(one, at, policy or usual(Levers), by_chance, month, u_of_case)
    return one


@given(st.floats(0, 1), st.floats(0, 2), st.floats(0, 2), st.sampled_from(GRID))
def test_more_publicity_or_surveys_never_hide_a_case(trust: float, reach: float, more: float, u: float) -> None:
    def is_found(publicity: float, survey: float) -> bool:
        here = {"publicity_reach": publicity, "survey_reach": survey}
        return bool(found(u, {"trust": trust}, here).case_found)

    assert is_found(reach, 0.5) <= is_found(reach + more, 0.5)
    assert is_found(1.0, reach) <= is_found(1.0, reach + more)


def test_a_case_comes_to_light_by_report_or_by_survey() -> None:
    """Report 0.3, survey 0.2 a month: 1 - 0.7 * 0.8 = 0.44 of 5040 come to light."""
    world = usual(self_report=0.3, found_by_survey=0.2)
    assert sum(found(u, world=world).case_found for u in GRID) == pytest.approx(0.44 * 5040, abs=1)


def test_networks_find_what_neither_report_nor_survey_brings() -> None:
    """Report 0.3, survey 0.2, grid 0.5, a member awake by ln 2 / 0.4 visits: 1 - 0.7 * 0.8 * 0.5 * 0.5 = 0.86 come to light.

    Outside cells the grid sees nobody: 0.72 do.
    """
    world = usual(self_report=0.3, found_by_survey=0.2, visit_finds=0.4)
    near = {"grid_finds": 0.5, "member_visits": 1.7328680}
    for in_cell, share in ((1, 0.86), (0, 0.72)):
        cases = [found(u, {"in_cell": in_cell, "peers_on_duty": 100}, near, world) for u in GRID]
        assert sum(case.case_found for case in cases) == pytest.approx(share * 5040, abs=1)
        assert [case.case_found for case in cases] == [case.newly_found for case in cases]


def test_what_was_known_before_is_not_found_anew() -> None:
    known = found(0.0, {"case_found": 1})
    assert (known.case_found, known.newly_found) == (1, 0)


@given(st.integers(0, 600), st.integers(0, 7), st.floats(0.5 / 2**32, 1 - 0.5 / 2**32))
def test_priority_is_below_one_and_rises_with_waiting_and_age(wait: int, age: int, u: float) -> None:
    def priority(waited: int, group: int) -> float:
        return found(0.5, {"age_group": group}, month=waited, priority=u).priority

    assert 0.0 <= priority(wait, age) < 1.0
    assert priority(wait, age) <= priority(wait + 1, age)
    assert priority(wait, age) <= priority(wait, 7)


@given(st.floats(0, 1), st.floats(0, 1), st.sampled_from(GRID))
def test_a_platform_never_hides_a_case(reach: float, more: float, u: float) -> None:
    one, other = (
        found(u, here={"survey_reach": 0.5, "platform": platform}).case_found
        for platform in (reach, min(reach + more, 1.0))
    )
    assert one <= other


def test_who_is_not_entitled_reports_less() -> None:
    """Report 0.3 of those entitled; of the others 0.4 of that: 0.12 of 5040."""
    world = usual(self_report=0.3, found_by_survey=0.0)
    cases = [found(u, {"entitled": 0}, world=world) for u in GRID]
    assert sum(case.case_found for case in cases) == pytest.approx(0.12 * 5040, abs=1)


def test_earmarks_put_the_old_and_children_ahead_and_nobody_else() -> None:
    """(0.5 + 0.3 for age) / (1 + 1 + 0.3), and with weight 2 for who comes first: (0.5 + 0.3 + 2) / (1 + 1 + 0.3 + 2)."""

    def priority(age: int, **earmark: float) -> float:
        return found(0.5, {"age_group": age}, policy=usual(Levers, **earmark), month=0).priority

    assert priority(6) == pytest.approx(0.8 / 2.3)
    assert priority(6, old_first=1.0) == pytest.approx(2.8 / 4.3)
    assert priority(0, old_first=1.0) == pytest.approx(0.5 / 4.3)
    assert priority(0, young_first=1.0) == pytest.approx(2.5 / 4.3)
    assert priority(3, young_first=1.0) == priority(3, old_first=1.0) == pytest.approx(0.5 / 4.3)


@pytest.mark.parametrize(("u", "spared"), [(0.31, False), (0.315, True)])
def test_health_spares_the_old_by_their_own_interest_in_care(u: float, spared: bool) -> None:
    """Care 3 and culture 1 of 4; half of care is spared: 2.5 of 4 of half a need a month are 0.3125."""
    weights = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 0.0]
    interests = {"elderly_care_interest": [1.0] * 7 + [3.0], "children_interest": [1.0] * 8, "domain_weight": weights}
    how = usual(Needs, **interests, health_effect=0.5, need_per_year=[6.0] * 8)
    me = person(age_group=7, registered=1, health=1.0)
    is_spared(me, place(kind=0), usual(Equity, need_by_type=[1.0] * 4), how, draws(need=u))
    assert me.spared == spared


def apart(alike: float, filled: int, variants: int = 6) -> float:
    return told_apart(usual(Needs, taste_heterogeneity=alike, variants_wanted=variants), filled)


def test_variants_told_apart_are_one_where_all_are_alike_and_all_where_each_is_wanted_alike() -> None:
    """At a half, of three: (1 + 1/2 + 1/4)^2 / (1 + 1/4 + 1/16) = 7/3."""
    assert [apart(0.0, filled) for filled in (1, 4, 8)] == [1.0, 1.0, 1.0]
    assert [apart(1.0, filled) for filled in (1, 4, 8)] == [1.0, 4.0, 6.0]
    assert apart(0.5, 3) == pytest.approx(7 / 3)


@given(st.floats(0, 1), st.floats(0, 1), st.integers(1, 8))
def test_identical_tastes_are_the_limit_of_similar_ones(alike: float, more: float, filled: int) -> None:
    """More unlike tastes tell no fewer variants apart, and a little more never many more: the slope is at most k^2 - 1."""
    low, high = sorted((alike, more))
    assert -1e-9 <= apart(high, filled) - apart(low, filled) <= (min(filled, 6) ** 2 - 1) * (high - low) + 1e-9
