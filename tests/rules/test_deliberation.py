"""Deciding here, three lines of culture, associations across a district, patience, small menus."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.parameters.committee import Committees, Methods
from sim.parameters.culture import Culture
from sim.parameters.help import Help, Provision
from sim.parameters.membership import Membership
from sim.parameters.needs import Needs
from sim.parameters.self_governance import Autonomy, Deliberation
from sim.parameters.ties import Contact
from sim.rules.committee import keep_patience
from sim.rules.culture import line_factor, rooted_share, split_culture
from sim.rules.help import fill_variants
from sim.rules.membership import link_elders
from sim.rules.needs import help_by_ties
from sim.rules.self_governance import decide_here, deliberate
from sim.state import Community, Office
from tests.records import many, person, place, usual

ABLE = {"committee_reach": 1.0, "active_residents": 10, "adults": 100}


def decided(share: float, cases: list[int], money: list[int]) -> tuple[list[int], int, int]:
    here = place(deliberated=share, claimed_cases=cases, department_money=money)
    decide_here(here, usual(Help, unit_cost=[100.0, 300.0, *[1.0] * 6]))
    return [*here.department_money], here.money_decided, here.money_to_decide


def test_half_of_the_money_goes_to_known_cases_by_their_cost() -> None:
    """Of 800 fen 400 are pooled; 3 cases at 100 and 1 at 300 get half of that each."""
    money = [100] * 8
    assert decided(0.5, [3, 1, *[0] * 6], money) == ([250, 250, *[50] * 6], 400, 800)
    assert decided(0.0, [3, 1, *[0] * 6], money) == (money, 0, 800)
    assert decided(1.0, [0] * 8, money) == (money, 0, 800)


@given(
    st.floats(0, 1),
    st.lists(st.integers(0, 50), min_size=8, max_size=8),
    st.lists(st.integers(0, 10**9), min_size=8, max_size=8),
)
def test_deciding_here_loses_no_fen(share: float, cases: list[int], money: list[int]) -> None:
    held, _, at_hand = decided(share, cases, money)
    assert sum(held) == sum(money) == at_hand
    assert min(held) >= 0


@pytest.mark.parametrize(
    ("less", "share"),
    [({}, 0.8), ({"active_residents": 5}, 0.4), ({"committee_reach": 0.5}, 0.4)],
)
def test_deciding_here_takes_hours_money_and_residents_who_come(less: dict[str, float], share: float) -> None:
    here = place(brokered=0.2, **(ABLE | less))
    deliberate(here, usual(Autonomy, decided_here=0.8), usual(Deliberation, deliberation_on_fit=0.5, quorum=0.1))
    assert here.deliberated == pytest.approx(share)
    assert 1 - here.brokered == pytest.approx(0.8 * (1 - 0.5 * share))


@pytest.mark.parametrize(
    ("weights", "reach"),
    [
        ((1, 1, 1), (1.2, 1.2, 1.2)),
        ((2, 2, 2), (1.2, 1.2, 1.2)),
        ((2, 1, 1), (1.8, 0.9, 0.9)),
        ((0, 0, 0), (1.2, 1.2, 1.2)),
    ],
)
def test_three_lines_share_cultures_reach_by_their_weights(
    weights: tuple[int, int, int], reach: tuple[float, ...]
) -> None:
    heritage, neighbourhood, grassroots = map(float, weights)
    here = place(culture_reach=1.2)
    split_culture(here, usual(Methods, heritage=heritage, neighbourhood=neighbourhood, grassroots=grassroots))
    assert (here.heritage_reach, here.neighbourhood_reach, here.grassroots_reach) == pytest.approx(reach)


@pytest.mark.parametrize(
    ("registered", "entered", "month", "share"), [(1, 0, 5, 1.0), (1, 10, 69, 0.5), (1, 10, 70, 1.0), (0, 0, 70, 0.5)]
)
def test_heritage_speaks_most_to_those_registered_here_who_did_not_come_lately(
    registered: int, entered: int, month: int, share: float
) -> None:
    how = usual(Culture, settling_months=60.0, heritage_elsewhere=0.5)
    assert rooted_share(person(registered=registered, entered=entered), how, month) == share


@given(st.floats(0, 5), st.floats(0, 9))
def test_a_line_never_takes_away_more_than_there_is(effect: float, reach: float) -> None:
    assert line_factor(effect, reach=reach) >= 0.0
    assert line_factor(effect, reach=1.0) == line_factor(0.0, reach=reach) == 1.0


def linked(reach: list[float], districts: list[int]) -> tuple[list[float], list[float]]:
    """Three communities of 10 elders, of whom 2, 5 and 9 take part, under offices 9 and 10."""
    here = many(Community, 3, elders=10, active_elders=[2, 5, 9], elders_reach=reach, district=districts)
    link_elders(here, many(Office, 11), usual(Membership, elders_across=0.3))
    return [one.elders_tied for one in here], [one.elders_afar for one in here]


def test_associations_make_the_districts_old_people_each_others_peers() -> None:
    tied, afar = linked([1.0, 1.0, 1.0], [9, 9, 9])
    assert tied == pytest.approx([0.3] * 3)
    assert afar == pytest.approx([0.7, 0.55, 0.35])
    tied, afar = linked([1.0, 0.5, 0.0], [9, 9, 9])
    assert tied == pytest.approx([0.3, 0.15, 0.0])
    assert afar == pytest.approx([0.5, 0.2, 0.3], abs=0.04)


def test_no_association_reaches_beyond_its_district_or_to_a_community_without_one() -> None:
    assert linked([1.0, 0.0, 1.0], [9, 9, 10]) == ([0.0] * 3, [0.0, 0.2, 0.0])
    assert linked([0.0] * 3, [9, 9, 9]) == ([0.0] * 3, [0.0] * 3)


def test_neighbours_help_as_far_as_ties_are_awake() -> None:
    def helped(active: int, peers: int, ties_on_help: float) -> float:
        me = person(active_ties=active, n_peers=peers)
        return help_by_ties(me, usual(Contact, active_at_start=0.5), usual(Help, ties_on_help=ties_on_help))

    assert helped(400, 8, 1.0) == 1.0
    assert helped(200, 8, 1.0) == 0.5
    assert helped(0, 0, 1.0) == 0.0
    assert helped(200, 8, 0.0) == 1.0


def test_patience_starts_where_surveys_lead_fades_by_half_and_comes_back() -> None:
    """At fatigue 1 one survey a year leaves a half; with a half-life of one month half of the way is gone in one."""

    def patience(before: float, surveys: float) -> float:
        here = place(patience=before, work=[1.0, 1.0, surveys, 1.0, 0.0, 0.0, 0.0])
        how = usual(Committees, survey_fatigue=1.0, patience_half_life=1.0)
        keep_patience(here, how)
        return here.patience

    assert patience(0.0, 1.0) == 0.5
    assert patience(1.0, 1.0) == pytest.approx(0.75)
    assert patience(0.5, 0.0) == pytest.approx(0.75)


@pytest.mark.parametrize(("residents", "variants"), [(100, 1), (899, 2), (900, 3), (5000, 4)])
def test_a_small_place_fills_fewer_variants(residents: int, variants: int) -> None:
    def filled(people_per_variant: float) -> int:
        here = place(n_residents=residents)
        how = usual(Help, people_per_variant=people_per_variant)
        fill_variants(here, usual(Provision, variants_offered=4.0), how, usual(Needs))
        return here.variants_filled

    assert filled(300.0) == variants
    assert filled(0.0) == 4


def test_two_variants_more_that_are_wanted_alike_cost_half_a_tenth_each_where_half_is_by_menu() -> None:
    here = place(n_residents=900)
    policy, needs = usual(Provision, menu_share=0.5, variants_offered=3.0), usual(Needs, taste_heterogeneity=1.0)
    fill_variants(here, policy, usual(Help, variety_cost=0.1, people_per_variant=300.0), needs)
    assert here.variety_factor == pytest.approx(1.1)
