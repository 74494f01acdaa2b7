import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.parameters import World
from sim.parameters.committee import Triad
from sim.rules.arithmetic import ONE
from sim.rules.satisfaction import experience_help, judge
from sim.state import Resident
from sim.state.words import COMMITTEE, DEPARTMENT, MISMATCHED, NEIGHBOURS, NOBODY, ORGANIZATION, RESOLVED, WAITING
from tests.records import person, place, usual

shares = st.floats(0, 1)
CONTENT = dict.fromkeys(("experience", "expectation", "belonging", "habit", "trust", "helped_lately"), 0.5)
CONTENT |= {"case_domain": 0, "case_opened": 0, "rumour": 0, "registered": 1, "takes_part": 0}
HERE = {"experience_learning": 0.3, "adaptation": 0.02, "gratitude_fading": 0.9, "publicity_reach": 1.0}
HERE |= {"provision_felt": 0.0, "entitlement_felt": 0.0, "n_residents": 4, "experience_sum": 4 * ONE * 0.5}


def judged(
    me: dict[str, float] | None = None, here: dict[str, float] | None = None, world: World | None = None
) -> Resident:
    """A content resident after judging the sixth month."""
    one = person(**(CONTENT | (me or {})))
    judge(one, place(**(HERE | (here or {}))), world or usual(), 6)
    return one


@given(st.fixed_dictionaries(dict.fromkeys(("experience", "expectation", "belonging", "habit", "trust"), shares)))
def test_satisfaction_lies_inside_nought_and_one(feelings: dict[str, float]) -> None:
    me = judged(feelings)
    assert 0.0 < me.satisfaction < 1.0
    assert all(0.0 <= value <= 1.0 for value in (me.expectation, me.trust, me.helped_lately))


@pytest.mark.parametrize("better", ["experience", "belonging", "habit", "trust"])
@given(level=shares, more=st.floats(1e-3, 1))
def test_what_is_good_for_satisfaction_never_lowers_it(better: str, level: float, more: float) -> None:
    low, high = (judged({better: value}).satisfaction for value in (level, level + more))
    assert low < high


def test_waiting_and_high_expectations_lower_satisfaction() -> None:
    content = judged().satisfaction
    assert judged({"case_domain": 2}).satisfaction < content
    assert judged({"expectation": 0.9}).satisfaction < content


def test_disconfirmation_fades_by_the_share_adapted_each_month() -> None:
    """X6: an experience stepped up by D leaves D (1 - l)^t; l = 0.23084 a year leaves 0.35 after four years."""
    monthly = 1 - (1 - 0.23084) ** (1 / 12)
    expectation = 0.5
    for _ in range(48):
        me = {"experience": 0.7, "expectation": expectation}
        here = {"adaptation": monthly, "experience_sum": 4 * ONE * 0.7}
        expectation = judged(me, here, usual(promise=0.0)).expectation
    assert 0.7 - expectation == pytest.approx(0.2 * 0.35, abs=1e-4)


@pytest.mark.parametrize(("others", "becomes"), [(0.0, 0.7), (0.5, 0.8), (1.0, 0.9)])
def test_expectation_goes_to_what_oneself_and_those_around_experience(others: float, becomes: float) -> None:
    here = {"adaptation": 1.0, "experience_sum": 4 * ONE * 0.9}
    me = judged({"experience": 0.7}, here, usual(promise=0.0, others_on_expectation=others))
    assert me.expectation == pytest.approx(becomes)


def test_a_gain_that_everybody_shares_fades_more_than_ones_own() -> None:
    own, shared = (
        judged(
            {"experience": 0.7}, {"adaptation": 1.0, "experience_sum": 4 * ONE * around}, usual(promise=0.0)
        ).expectation
        for around in (0.5, 0.7)
    )
    assert 0.7 - shared == pytest.approx(0.0)
    assert 0.7 - own == pytest.approx(0.1)


def helped(
    end: int, by: int, wait: int = 0, openness: float = 0.0, residents_departments: float | None = None, **me: float
) -> tuple[float, float, float]:
    """Experience, trust and the feeling of having been helped, after so many months of waiting."""
    state = {"experience": 0.5, "trust": 0.5, "helped_lately": 0.2, "fee_paid": 0} | me
    one = person(**state, case_end=end, helped_by=by, case_opened=0)
    links = {} if residents_departments is None else {"residents_departments": residents_departments}
    experience_help(one, place(**HERE, openness=openness), usual(Triad, **links), usual(), wait)
    return one.experience, one.trust, one.helped_lately


def test_good_help_raises_experience_and_a_misfit_lowers_it() -> None:
    assert helped(RESOLVED, COMMITTEE)[0] > 0.5 > helped(MISMATCHED, COMMITTEE)[0]


def test_a_fee_takes_from_what_help_is_worth() -> None:
    paid, free = (helped(RESOLVED, ORGANIZATION, fee_paid=fee)[0] for fee in (1, 0))
    assert 0.5 < paid < free


def test_departments_earn_trust_as_far_as_residents_are_linked_to_them() -> None:
    gains = [helped(RESOLVED, DEPARTMENT, residents_departments=link)[1] - 0.5 for link in (0.0, 0.5, 1.0)]
    assert gains == pytest.approx([0.0, gains[2] / 2, gains[2]])
    assert helped(RESOLVED, COMMITTEE, residents_departments=0.0)[1] - 0.5 == pytest.approx(gains[2])


def test_help_that_comes_late_is_worth_less() -> None:
    assert helped(RESOLVED, COMMITTEE, wait=8)[0] < helped(RESOLVED, COMMITTEE)[0]


def test_trust_in_government_moves_only_by_what_public_channels_did() -> None:
    assert helped(RESOLVED, COMMITTEE)[1] > 0.5 > helped(MISMATCHED, COMMITTEE)[1]
    assert helped(RESOLVED, NEIGHBOURS)[1] == helped(MISMATCHED, NEIGHBOURS)[1] == 0.5


def test_waiting_costs_trust_from_the_second_month() -> None:
    assert helped(WAITING, NOBODY)[1] == 0.5 > helped(WAITING, NOBODY, wait=1)[1]


def test_only_neighbours_and_organizations_leave_the_feeling_of_having_been_helped() -> None:
    assert [helped(RESOLVED, by)[2] for by in (NEIGHBOURS, COMMITTEE)] == [1.0, 0.2]


@given(shares, shares, st.sampled_from([WAITING, RESOLVED, MISMATCHED]), st.integers(0, 4), st.integers(0, 60))
def test_experience_and_trust_stay_between_nought_and_one(
    experience: float, trust: float, end: int, by: int, wait: int
) -> None:
    assert all(0.0 <= value <= 1.0 for value in helped(end, by, wait, experience=experience, trust=trust))


def test_a_believed_rumour_lowers_satisfaction() -> None:
    ignorant, believer, tired = (judged({"rumour": state}).satisfaction for state in range(3))
    assert believer < ignorant == tired


def test_help_that_is_made_public_earns_more_trust() -> None:
    hidden, public = (helped(RESOLVED, COMMITTEE, openness=seen)[1] for seen in (0.0, 1.0))
    assert public - 0.5 == pytest.approx(1.5 * (hidden - 0.5))
    assert helped(MISMATCHED, COMMITTEE, openness=1.0)[1] == helped(MISMATCHED, COMMITTEE)[1]


def test_provision_here_moves_everyone_and_entitlements_withheld_only_the_unregistered() -> None:
    def satisfied(registered: int = 1, **here: float) -> float:
        return judged({"registered": registered}, here).satisfaction

    assert satisfied(provision_felt=-0.2) < satisfied() < satisfied(provision_felt=0.2)
    assert satisfied(entitlement_felt=-0.2) == satisfied()
    assert satisfied(0, entitlement_felt=-0.2) < satisfied(0) == satisfied()


@pytest.mark.parametrize(
    ("expectation", "publicity", "lost"), [(0.9, 1.0, 0.04), (0.9, 0.0, 0.0), (0.9, 2.0, 0.08), (0.3, 1.0, 0.0)]
)
def test_what_was_promised_aloud_and_not_lived_through_costs_trust(
    expectation: float, publicity: float, lost: float
) -> None:
    """Experience 0.5 and a tenth of the gap of 0.4 is lost at usual publicity."""
    world = usual(trust_drift=0.0, broken_promise=0.1)
    me = judged({"expectation": expectation}, {"publicity_reach": publicity}, world)
    assert me.trust == pytest.approx(0.5 * (1 - lost))


@pytest.mark.parametrize("takes_part", [0, 1])
def test_deciding_here_earns_trust_of_those_who_take_part(takes_part: int) -> None:
    little, much = (judged({"takes_part": takes_part}, {"deliberated": d}).trust for d in (0.0, 1.0))
    assert (much > little) == (takes_part == 1)
