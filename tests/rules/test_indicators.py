from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.parameters.escalation import Cases
from sim.parameters.indicators import Evaluation
from sim.rules.arithmetic import normal
from sim.rules.indicators import book_reports, close_on_paper, error, evaluate, feel_pressure, resent_paper
from sim.rules.random_numbers import philox
from sim.state import Community, Many, Office
from sim.state.words import MISMATCHED, NOBODY, RESOLVED, SETTLED, WAITING, WITHDRAWN
from tests.records import draws, line, many, person, place, residents, usual

shares = st.floats(0, 1)


def closed(
    case_found: int = 1,
    case_end: int = WAITING,
    pressure: float = 1.0,
    shortfall: float = 0.0,
    u: float = 0.0,
    regime: float = 1.0,
    feedback_weight: float = 1.0,
    **cases: float,
) -> bool:
    """Whether a known case that waits where staff is hard pressed and judged by fixed indicators is closed on paper."""
    me = person(case_found=case_found, case_end=case_end)
    policy = usual(Evaluation, regime=regime, feedback_weight=feedback_weight)
    close_on_paper(me, place(pressure=pressure, shortfall=shortfall), policy, usual(Cases, **cases), draws(paper=u))
    return bool(me.paper_closed)


def test_hard_pressed_staff_judged_by_fixed_indicators_closes_on_paper() -> None:
    assert closed()


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
def test_nothing_is_closed_on_paper_without_a_reason_or_where_nothing_is_open(calm: dict[str, Any]) -> None:
    assert not closed(**calm)


def test_a_committee_judged_below_the_others_is_pressed_more() -> None:
    """At a pressure of a half 0.25 of cases; half as many again where it falls short altogether."""

    def is_closed(shortfall: float, u: float) -> bool:
        return closed(pressure=0.5, shortfall=shortfall, u=u, paper_ease=0.5, shortfall_on_paper=0.5)

    assert [is_closed(1.0, u) for u in (0.3749, 0.3751)] == [True, False]
    assert [is_closed(0.0, u) for u in (0.2499, 0.2501)] == [True, False]


@given(weight=shares, pressure=shares, more=shares, u=st.floats(0, 1, exclude_max=True))
def test_more_weight_or_pressure_never_spares_a_case(weight: float, pressure: float, more: float, u: float) -> None:
    def is_closed(weight: float, pressure: float) -> bool:
        return closed(feedback_weight=min(weight, 1.0), pressure=min(pressure, 1.0), u=u)

    assert is_closed(weight, pressure) <= is_closed(weight + more, pressure)
    assert is_closed(weight, pressure) <= is_closed(weight, pressure + more)


@pytest.mark.parametrize(("helped", "share"), [([], 0.0), ([1, 4], 0.0), ([0, 1, 2, 0], 0.5), ([NOBODY] * 3, 1.0)])
def test_pressure_is_the_share_of_known_cases_that_nobody_serves(helped: list[int], share: float) -> None:
    people = residents(len(helped) + 2, helped_by=[*helped, 0, 0], standing_by=0)
    here = place(queue_length=line(people, [*range(len(helped))]), n_holders=0)
    feel_pressure(people, here)
    assert here.pressure == share


def test_standing_cases_that_nobody_serves_press_as_others_do() -> None:
    """Of four known cases of three residents the standing one of the last goes without."""
    people = residents(3, helped_by=[1, 1, 0], standing_by=[2, 0, 0])
    here = place(queue_length=line(people, [3, 0, 1, 5]), n_holders=0)
    feel_pressure(people, here)
    assert here.pressure == 0.25


def test_responsiveness_is_the_share_of_true_cases_that_are_helped() -> None:
    """Resolved; waiting; hidden; misfit; given up; a standing case served beside a hidden one; a standing one alone: 2 of 8."""
    cases = {"case_domain": [1, 1, 1, 1, 1, 1, 0], "standing_domain": [0, 0, 0, 0, 0, 1, 3]}
    ends = [RESOLVED, WAITING, WAITING, MISMATCHED, WITHDRAWN, WAITING, RESOLVED]
    people = residents(7, **cases, case_end=ends, helped_by=0, standing_by=[0, 0, 0, 0, 0, 2, 0])
    here = place(queue_length=0, n_holders=7)
    feel_pressure(people, here)
    assert here.helped_share == 0.25


def test_where_nobody_needs_help_nobody_goes_without() -> None:
    here = place(queue_length=0, n_holders=0)
    feel_pressure(residents(1, helped_by=0, standing_by=0), here)
    assert (here.pressure, here.helped_share) == (0.0, 1.0)


def test_only_those_whose_case_was_closed_on_paper_lose_trust() -> None:
    def trust(paper_closed: int) -> float:
        me = person(trust=0.6, paper_closed=paper_closed)
        resent_paper(me, usual(Cases, paper_trust_loss=0.05))
        return me.trust

    assert trust(0) == 0.6
    assert trust(1) == pytest.approx(0.57)


def test_the_book_of_reports_counts_known_cases_once_each() -> None:
    """A hidden case, one found and waiting, one resolved, one closed on paper, one settled, nobody's."""
    domains, found, newly = [1, 2, 3, 4, 5, 0], [0, 1, 1, 1, 1, 0], [0, 1, 0, 1, 0, 0]
    ends, paper = [WITHDRAWN, WAITING, RESOLVED, MISMATCHED, SETTLED, RESOLVED], [0, 0, 0, 1, 0, 1]
    case = {"case_domain": domains, "case_found": found, "newly_found": newly, "case_end": ends, "paper_closed": paper}
    here = place(n_holders=6)
    book_reports(residents(6, **case), here)
    assert (here.reported_opened, here.reported_closed, here.closed_on_paper) == (2, 3, 1)


class Evaluated:
    """Two communities of 100 residents; of 10 known cases 4 and 2 are reported closed, 2 and 1 truly; no error but asked."""

    def __init__(self, noise: float = 0.0, /, **two: list[float]) -> None:
        states = ("reported_lately", "true_lately", "performance_seen", "judged", "shortfall")
        resolved = [[2, *[0] * 7], [1, *[0] * 7]]
        cases = {"resolved": resolved, "known_open": [6, 8], "reported_closed": [4, 2]}
        self.here = many(Community, 2, **dict.fromkeys(states, 0.0), **cases, n_residents=100, evaluations=0)
        self.offices = many(Office, 3, insight=0.0, insight_error=0.0)
        levers = {"regime": 1.0, "judged_by": 1.0, "feedback_weight": 0.5, "learning_rate": 0.5}
        levers |= {"evaluation_months": 6.0, "evaluation_effort": 1.0}
        own = [levers | {name: values[c] for name, values in two.items()} for c in range(2)]
        self.policies = Many([usual(Evaluation, **each) for each in own])
        self.how = usual(Cases, evaluation_noise=noise, shortfall_scale=0.1)

    def run(self, months: int, seed: int = 1) -> "Evaluated":
        for month in range(months):
            evaluate(self.here, self.offices, self.policies, self.how, month, key_low=seed, key_high=0)
        return self

    def __getattr__(self, name: str) -> list[float]:
        return [getattr(one, name) for one in (self.offices if name == "insight" else self.here)]


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


def test_who_is_judged_below_the_mean_falls_short_who_above_is_ahead_and_by_change_only_who_lost_ground() -> None:
    """Levels of 0.4 and 0.2 lie 0.1 from their mean; levels that stay have not changed."""
    assert Evaluated(learning_rate=[1.0, 1.0]).run(120).shortfall == pytest.approx([-1.0, 1.0], abs=1e-2)
    changed = Evaluated(learning_rate=[1.0, 1.0], judged_by=[0.0, 0.0]).run(240)
    assert changed.shortfall == pytest.approx([0.0, 0.0], abs=1e-2)


def test_an_evaluation_errs_the_less_the_more_effort_goes_into_it() -> None:
    def spread(effort: float) -> float:
        noisy = {"evaluation_effort": [effort] * 2, "learning_rate": [1.0, 1.0]}
        seen = [Evaluated(0.08, **noisy).run(6, seed).performance_seen[0] for seed in range(400)]
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
    other: dict[str, list[float]], insight: float
) -> None:
    assert Evaluated(**other).run(1).insight == pytest.approx([insight] * 3)


def errs(slot: int, month: int, purpose: int, seed: int) -> float:
    """The error of an evaluation whose spread is 0.02 without effort, 0.01 with the usual one."""
    word = philox(slot, month=month, purpose=purpose, entered=0, key_low=seed, key_high=0)[0]
    return 0.01 * normal((word + 0.5) / 2**32)


def test_errors_are_what_the_words_of_purposes_920_and_921_say() -> None:
    assert error(
        usual(Cases, evaluation_noise=0.02), 3, month=5, purpose=920, key_low=4, key_high=0, evaluation_effort=1.0
    ) == pytest.approx(errs(3, 5, 920, 4))
    place_ = Evaluated(0.02).run(6, seed=4)
    apart = [seen - told for seen, told in zip(place_.performance_seen, place_.reported_lately, strict=True)]
    assert apart == pytest.approx([errs(c, 5, 920, 4) for c in range(2)])
    assert [one.insight_error for one in place_.offices] == pytest.approx([errs(o, 5, 921, 4) for o in range(3)])
