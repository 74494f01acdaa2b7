from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.rules.help import MISMATCHED, NOBODY, RESOLVED, SETTLED, WAITING, WITHDRAWN
from sim.rules.indicators import book_reports, close_on_paper, evaluate, feel_pressure, resent_paper

Usual = Callable[..., Any]
shares = st.floats(0, 1)
PRESSED = {"case_found": 1, "case_end": WAITING, "regime": 1.0, "feedback_weight": 1.0, "pressure": 1.0, "u_paper": 0.0}


def test_hard_pressed_staff_judged_by_fixed_indicators_closes_on_paper(usual: Usual) -> None:
    assert usual(close_on_paper, **PRESSED)


@pytest.mark.parametrize(
    "calm",
    [
        {"regime": 0.0},
        {"regime": 2.0},
        {"feedback_weight": 0.0},
        {"pressure": 0.0},
        {"case_found": 0},
        *({"case_end": end} for end in (RESOLVED, WITHDRAWN, SETTLED)),
    ],
)
def test_nothing_is_closed_on_paper_without_a_reason_or_where_nothing_is_open(
    usual: Usual, calm: dict[str, Any]
) -> None:
    assert not usual(close_on_paper, **(PRESSED | calm))


@given(weight=shares, pressure=shares, more=shares, u=st.floats(0, 1, exclude_max=True))
def test_more_weight_or_pressure_never_spares_a_case(
    usual: Usual, weight: float, pressure: float, more: float, u: float
) -> None:
    def closed(weight: float, pressure: float) -> bool:
        case = PRESSED | {"feedback_weight": min(weight, 1.0), "pressure": min(pressure, 1.0), "u_paper": u}
        return bool(usual(close_on_paper, **case))

    assert closed(weight, pressure) <= closed(weight + more, pressure)
    assert closed(weight, pressure) <= closed(weight, pressure + more)


@pytest.mark.parametrize(("helped", "share"), [([], 0.0), ([1, 4], 0.0), ([0, 1, 2, 0], 0.5), ([NOBODY] * 3, 1.0)])
def test_pressure_is_the_share_of_known_cases_that_nobody_serves(helped: list[int], share: float) -> None:
    pressure = [9.0]
    feel_pressure(list(range(len(helped))), len(helped), [*helped, 0, 0], [0] * (len(helped) + 2), pressure)
    assert pressure == [share]


def test_standing_cases_that_nobody_serves_press_as_others_do() -> None:
    """Of four known cases of three residents the standing one of the last goes without."""
    pressure = [9.0]
    feel_pressure([3, 0, 1, 5], 4, [1, 1, 0], [2, 0, 0], pressure)
    assert pressure == [0.25]


def test_only_those_whose_case_was_closed_on_paper_lose_trust() -> None:
    assert resent_paper(0.6, 0, 0.05) == 0.6
    assert resent_paper(0.6, 1, 0.05) == pytest.approx(0.57)


def test_the_book_of_reports_counts_known_cases_once_each() -> None:
    """A hidden case, one found and waiting, one resolved, one closed on paper, one settled, nobody's."""
    opened, closed, on_paper = [9], [9], [9]
    domains, found, newly = [1, 2, 3, 4, 5, 0], [0, 1, 1, 1, 1, 0], [0, 1, 0, 1, 0, 0]
    ends, paper = [WITHDRAWN, WAITING, RESOLVED, MISMATCHED, SETTLED, RESOLVED], [0, 0, 0, 1, 0, 1]
    book_reports(domains, found, newly, ends, paper, range(6), 6, opened, closed, on_paper)
    assert (opened, closed, on_paper) == ([2], [3], [1])


def test_offices_learn_from_evaluations_of_outcomes_by_residents() -> None:
    insight = [9.0, 9.0]
    evaluate(3, [100, 100, 200], [2.0, 1.0, 2.0], [0.4, 1.0, 0.6], insight)
    assert insight == [pytest.approx(0.4)] * 2
