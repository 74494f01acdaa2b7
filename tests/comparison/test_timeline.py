"""What moves first: courses of made-up runs whose differences are known."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from sim.language import Language
from sim.outcomes import OUTCOMES
from sim.report.outcome_tables import course_table
from sim.runs.result import Floats, Run
from sim.studies.comparison.timeline import CHANNELS, FOLLOWED, Timeline, spans, timeline
from sim.studies.comparison.trajectory_sentences import course_sentences

MONTHS = 48
Gain = Callable[[Floats], Any]


def runs(gains: dict[str, Gain] | None = None, seeds: int = 10) -> list[Run]:
    """Runs whose outcomes are 5.0 and some luck, and what an alternative adds month by month."""
    months, made = np.arange(MONTHS, dtype=np.float64), []
    for seed in range(seeds):
        person_seed = np.random.default_rng(seed)
        city = {one.name: 5.0 + person_seed.normal(0, 0.001, MONTHS) for one in OUTCOMES}
        for name, gain in (gains or {}).items():
            city[name] = city[name] + gain(months)
        made.append(Run("baseline", "hamlet", "compiled", seed, "2016-01", MONTHS, 300, city, {}, {}))
    return made


def followed(**gains: Gain) -> Timeline:
    return timeline("menu_services", runs(), alternative=runs(gains), begins=6)


def test_halves_of_a_year_follow_the_beginning_and_then_whole_years() -> None:
    assert [*spans(6, months=MONTHS)] == [(6, 12), (12, 18), (18, 24), (24, 30), (30, 42)]


def test_courses_stand_in_the_order_in_which_they_part() -> None:
    found = followed(trust_mean=lambda m: 1.0 * (m >= 24), asked_rate=lambda m: 1.0 * (m >= 12))
    assert [(one.outcome.name, one.onset) for one in found.shown] == [("asked_rate", 1), ("trust_mean", 3)]
    assert len(found.courses) == len(FOLLOWED)
    assert found.course("trust_mean") is found.shown[1]


def test_what_turns_and_what_fades_is_said_to() -> None:
    found = followed(
        trust_mean=lambda m: np.where(m < 24, 1.0, -1.0), belonging_mean=lambda m: np.where(m < 24, 1.0, 0.3)
    )
    trust, belonging = (found.course(name) for name in ("trust_mean", "belonging_mean"))
    assert trust is not None
    assert belonging is not None
    assert (trust.turns, trust.fades) == (True, False)
    assert (belonging.turns, belonging.fades) == (False, True)


def test_a_difference_that_does_not_matter_shows_nowhere_and_few_seeds_show_nothing() -> None:
    assert followed(satisfaction_mean=lambda m: 0.005 + 0 * m).shown == ()
    few = timeline("menu_services", runs(seeds=3), alternative=runs({"trust_mean": lambda m: 1 + 0 * m}, 3), begins=0)
    assert few.shown == ()


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_course_is_told_with_who_resolves_cases(lang: Language) -> None:
    found = followed(**{CHANNELS[0]: lambda m: -1.0 + 0 * m, CHANNELS[1]: lambda m: 2.0 + 0 * m})
    said = course_sentences(found, start="2016-01", lang=lang)
    assert any("2016-07" in one and "2016-12" in one for one in said)
    assert any("+2." in one and "−1." in one for one in said)
    assert len(course_sentences(replace(found, courses=()), start="2016-01", lang=lang)) == 1


def test_a_table_has_a_mark_a_period() -> None:
    (row,) = course_table(
        followed(trust_mean=lambda m: 1.0 * (m >= 12)), start="2016-01", name="Menu", lang="en"
    ).groups
    assert row[1][0].cells[:5] == ("·", "↑", "↑", "↑", "↑")
