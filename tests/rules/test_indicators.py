from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.rules.indicators import book_reports, close_on_paper, evaluate, feel_pressure, resent_paper
from sim.state.words import MISMATCHED, NOBODY, RESOLVED, SETTLED, WAITING, WITHDRAWN

Usual = Callable[..., Any]
shares = st.floats(0, 1)
PRESSED = {"case_found": 1, "case_end": WAITING, "regime": 1.0, "feedback_weight": 1.0, "pressure": 1.0, "u_paper": 0.0}
PRESSED["shortfall"] = 0.0


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


def test_a_committee_judged_below_the_others_is_pressed_more(usual: Usual) -> None:
    """At a pressure of a half 0.25 of cases; half as many again where it falls short altogether."""
    case = PRESSED | {"pressure": 0.5, "paper_ease": 0.5, "shortfall_on_paper": 0.5}
    closed = [usual(close_on_paper, **(case | {"shortfall": 1.0, "u_paper": u})) for u in (0.3749, 0.3751)]
    assert closed == [True, False]
    assert [usual(close_on_paper, **(case | {"u_paper": u})) for u in (0.2499, 0.2501)] == [True, False]


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


class Evaluated:
    """Two communities of 100 residents; of 10 known cases 4 and 2 are reported closed, 2 and 1 truly; no error but asked."""

    def __init__(self, **other: Any) -> None:
        states = ("reported_lately", "true_lately", "performance_seen", "judged", "shortfall")
        self.state: dict[str, Any] = {name: [0.0, 0.0] for name in states} | {"evaluations": [0, 0]}
        self.state |= {"insight": [0.0] * 3, "insight_error": [0.0] * 3}
        self.given: dict[str, Any] = {"regime": [1.0, 1.0], "judged_by": [1.0, 1.0], "feedback_weight": [0.5, 0.5]}
        self.given |= {"evaluation_months": [6.0, 6.0], "evaluation_effort": [1.0, 1.0], "learning_rate": [0.5, 0.5]}
        self.given |= {"n_residents": [100, 100], "resolved": [2, *[0] * 7, 1, *[0] * 7], "known_open": [6, 8]}
        self.given |= {"reported_closed": [4, 2], "evaluation_noise": 0.0, "shortfall_scale": 0.1}
        self.given |= other

    def run(self, months: int, seed: int = 1) -> "Evaluated":
        for month in range(months):
            evaluate(2, month, seed, 0, **self.given, **self.state)
        return self

    def __getattr__(self, name: str) -> list[float]:
        return self.state[name]


@pytest.mark.parametrize(("regime", "seen"), [(1.0, (0.4, 0.2)), (2.0, (0.25, 1 / 9)), (0.0, (0.0, 0.0))])
def test_fixed_indicators_show_what_is_reported_and_distinctive_ones_what_is_resolved(
    regime: float, seen: tuple[float, float]
) -> None:
    place = Evaluated(regime=[regime, regime], learning_rate=[1.0, 1.0]).run(120)
    assert place.performance_seen == pytest.approx(seen, abs=1e-3)


def test_communities_are_evaluated_when_it_is_due_and_believed_by_the_learning_rate() -> None:
    assert Evaluated().run(5).evaluations == [0, 0]
    assert Evaluated().run(18).evaluations == [3, 3]
    assert Evaluated(evaluation_months=[1.0, 60.0]).run(18).evaluations == [18, 0]
    first, second = Evaluated().run(6), Evaluated().run(12)
    assert first.performance_seen == first.reported_lately
    half_way = 0.5 * (first.performance_seen[0] + second.reported_lately[0])
    assert second.performance_seen[0] == pytest.approx(half_way)


def test_who_is_judged_below_the_mean_falls_short_and_by_change_only_who_lost_ground() -> None:
    """Levels of 0.4 and 0.2 lie 0.1 from their mean; levels that stay have not changed."""
    assert Evaluated(learning_rate=[1.0, 1.0]).run(120).shortfall == pytest.approx([0.0, 1.0], abs=1e-2)
    changed = Evaluated(learning_rate=[1.0, 1.0], judged_by=[0.0, 0.0]).run(240)
    assert changed.shortfall == pytest.approx([0.0, 0.0], abs=1e-2)


def test_an_evaluation_errs_the_less_the_more_effort_goes_into_it() -> None:
    def spread(effort: float) -> float:
        noisy = {"evaluation_noise": 0.08, "evaluation_effort": [effort] * 2, "learning_rate": [1.0, 1.0]}
        seen = [Evaluated(**noisy).run(6, seed).performance_seen[0] for seed in range(400)]
        return float(np.std(seen))

    assert spread(0.0) == pytest.approx(0.08, rel=0.1)
    assert spread(3.0) == pytest.approx(0.02, rel=0.1)


@pytest.mark.parametrize(
    ("other", "insight"),
    [
        ({"regime": [2.0, 1.0]}, 0.125),
        ({"regime": [2.0, 2.0]}, 0.25),
        ({"regime": [2.0, 2.0], "judged_by": [0.0, 0.0]}, 0.0),
        ({"regime": [2.0, 2.0], "evaluation_months": [24.0, 24.0]}, 0.125),
        ({"regime": [1.0, 1.0]}, 0.0),
    ],
)
def test_departments_learn_from_distinctive_indicators_of_outcome_by_residents(
    other: dict[str, Any], insight: float
) -> None:
    assert Evaluated(**other).run(1).insight == pytest.approx([insight] * 3)
