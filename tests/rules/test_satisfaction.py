from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.rules.satisfaction import experience_help, judge
from sim.state.words import COMMITTEE, DEPARTMENT, MISMATCHED, NEIGHBOURS, NOBODY, ORGANIZATION, RESOLVED, WAITING

Usual = Callable[..., Any]
shares = st.floats(0, 1)
LEARNING = {"experience_learning": 0.3, "adaptation": 0.02, "gratitude_fading": 0.9}
CONTENT: dict[str, Any] = LEARNING | {
    **dict.fromkeys(("experience", "expectation", "belonging", "habit", "trust", "helped_lately"), 0.5),
    **{"case_domain": 0, "case_opened": 0, "month": 6, "publicity_reach": 1.0, "rumour": 0},
    **{"registered": 1, "provision_felt": 0.0, "entitlement_felt": 0.0, "takes_part": 0},
}


@given(st.fixed_dictionaries(dict.fromkeys(("experience", "expectation", "belonging", "habit", "trust"), shares)))
def test_satisfaction_lies_inside_nought_and_one(usual: Usual, feelings: dict[str, float]) -> None:
    satisfaction, expectation, trust, gratitude = usual(judge, **(CONTENT | feelings))
    assert 0.0 < satisfaction < 1.0
    assert all(0.0 <= value <= 1.0 for value in (expectation, trust, gratitude))


@pytest.mark.parametrize("better", ["experience", "belonging", "habit", "trust"])
@given(level=shares, more=st.floats(1e-3, 1))
def test_what_is_good_for_satisfaction_never_lowers_it(usual: Usual, better: str, level: float, more: float) -> None:
    low, high = (usual(judge, **(CONTENT | {better: value}))[0] for value in (level, level + more))
    assert low < high


def test_waiting_and_high_expectations_lower_satisfaction(usual: Usual) -> None:
    content = usual(judge, **CONTENT)[0]
    assert usual(judge, **(CONTENT | {"case_domain": 2}))[0] < content
    assert usual(judge, **(CONTENT | {"expectation": 0.9}))[0] < content


def test_disconfirmation_fades_by_the_share_adapted_each_month(usual: Usual) -> None:
    """X6: an experience stepped up by D leaves D (1 - l)^t; l = 0.23084 a year leaves 0.35 after four years."""
    monthly = 1 - (1 - 0.23084) ** (1 / 12)
    expectation = 0.5
    for _ in range(48):
        state = CONTENT | {"experience": 0.7, "expectation": expectation, "adaptation": monthly, "promise": 0.0}
        expectation = usual(judge, **state)[1]
    assert 0.7 - expectation == pytest.approx(0.2 * 0.35, abs=1e-4)


def helped(usual: Usual, end: int, by: int, wait: int = 0, **state: float) -> tuple[float, float, float]:
    feelings = {"experience": 0.5, "trust": 0.5, "helped_lately": 0.2, "openness": 0.0, "fee_paid": 0} | state
    answer = usual(experience_help, case_end=end, helped_by=by, case_opened=0, month=wait, **LEARNING, **feelings)
    assert isinstance(answer, tuple)
    return answer


def test_good_help_raises_experience_and_a_misfit_lowers_it(usual: Usual) -> None:
    assert helped(usual, RESOLVED, COMMITTEE)[0] > 0.5 > helped(usual, MISMATCHED, COMMITTEE)[0]


def test_a_fee_takes_from_what_help_is_worth(usual: Usual) -> None:
    paid, free = (helped(usual, RESOLVED, ORGANIZATION, fee_paid=fee)[0] for fee in (1, 0))
    assert 0.5 < paid < free


def test_departments_earn_trust_as_far_as_residents_are_linked_to_them(usual: Usual) -> None:
    gains = [helped(usual, RESOLVED, DEPARTMENT, residents_departments=link)[1] - 0.5 for link in (0.0, 0.5, 1.0)]
    assert gains == pytest.approx([0.0, gains[2] / 2, gains[2]])
    assert helped(usual, RESOLVED, COMMITTEE, residents_departments=0.0)[1] - 0.5 == pytest.approx(gains[2])


def test_help_that_comes_late_is_worth_less(usual: Usual) -> None:
    assert helped(usual, RESOLVED, COMMITTEE, wait=8)[0] < helped(usual, RESOLVED, COMMITTEE)[0]


def test_trust_in_government_moves_only_by_what_public_channels_did(usual: Usual) -> None:
    assert helped(usual, RESOLVED, COMMITTEE)[1] > 0.5 > helped(usual, MISMATCHED, COMMITTEE)[1]
    assert helped(usual, RESOLVED, NEIGHBOURS)[1] == helped(usual, MISMATCHED, NEIGHBOURS)[1] == 0.5


def test_waiting_costs_trust_from_the_second_month(usual: Usual) -> None:
    assert helped(usual, WAITING, NOBODY)[1] == 0.5 > helped(usual, WAITING, NOBODY, wait=1)[1]


def test_only_neighbours_and_organizations_leave_the_feeling_of_having_been_helped(usual: Usual) -> None:
    assert [helped(usual, RESOLVED, by)[2] for by in (NEIGHBOURS, COMMITTEE)] == [1.0, 0.2]


@given(shares, shares, st.sampled_from([WAITING, RESOLVED, MISMATCHED]), st.integers(0, 4), st.integers(0, 60))
def test_experience_and_trust_stay_between_nought_and_one(
    usual: Usual, experience: float, trust: float, end: int, by: int, wait: int
) -> None:
    assert all(0.0 <= value <= 1.0 for value in helped(usual, end, by, wait, experience=experience, trust=trust))


def test_a_believed_rumour_lowers_satisfaction(usual: Usual) -> None:
    ignorant, believer, immune = (usual(judge, **(CONTENT | {"rumour": state}))[0] for state in range(3))
    assert believer < ignorant == immune


def test_help_that_is_made_public_earns_more_trust(usual: Usual) -> None:
    hidden, public = (helped(usual, RESOLVED, COMMITTEE, openness=seen)[1] for seen in (0.0, 1.0))
    assert public - 0.5 == pytest.approx(1.5 * (hidden - 0.5))
    assert helped(usual, MISMATCHED, COMMITTEE, openness=1.0)[1] == helped(usual, MISMATCHED, COMMITTEE)[1]


def test_provision_here_moves_everyone_and_entitlements_withheld_only_the_unregistered(usual: Usual) -> None:
    def satisfied(**given: float) -> float:
        return float(usual(judge, **(CONTENT | given))[0])

    assert satisfied(provision_felt=-0.2) < satisfied() < satisfied(provision_felt=0.2)
    assert satisfied(entitlement_felt=-0.2) == satisfied()
    assert satisfied(entitlement_felt=-0.2, registered=0) < satisfied(registered=0) == satisfied()


@pytest.mark.parametrize(
    ("expectation", "publicity", "lost"), [(0.9, 1.0, 0.04), (0.9, 0.0, 0.0), (0.9, 2.0, 0.08), (0.3, 1.0, 0.0)]
)
def test_what_was_promised_aloud_and_not_lived_through_costs_trust(
    usual: Usual, expectation: float, publicity: float, lost: float
) -> None:
    """Experience 0.5 and a tenth of the gap of 0.4 is lost at usual publicity."""
    said = CONTENT | {"expectation": expectation, "publicity_reach": publicity, "trust_drift": 0.0}
    assert usual(judge, **said, broken_promise=0.1)[2] == pytest.approx(0.5 * (1 - lost))


@pytest.mark.parametrize("takes_part", [0, 1])
def test_deciding_here_earns_trust_of_those_who_take_part(usual: Usual, takes_part: int) -> None:
    little, much = (usual(judge, **(CONTENT | {"takes_part": takes_part, "deliberated": d}))[2] for d in (0.0, 1.0))
    assert (much > little) == (takes_part == 1)
