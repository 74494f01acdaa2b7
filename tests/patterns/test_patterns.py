"""Patterns: each is named in both languages, read off runs by hand-checked observables, and said to hold or not."""

import json

import numpy as np
import pytest

from sim.ensemble.patterns import Finding, Pattern, findings
from sim.ensemble.patterns.observables import density_growth, filed_density, registered_density, satisfaction_trend
from sim.ensemble.patterns.participation import concentration, drop_out, participation, starts_after_being_asked
from sim.ensemble.patterns.table import PATTERNS
from sim.ensemble.patterns.watch import Watched, watch
from sim.errors import InputError
from sim.language import Language, has_text
from sim.scenario import load

KNOWN_TO_FAIL = {"P02", "P09", "P11", "P14"}
"""Said in docs/patterns.md: findings, for which no default was bent. Ten seeds may miss P14, at the edge of its band."""


def two_years(active: list[list[int]], minutes: list[int]) -> Watched:
    """Three adults over two years; ``active`` says in which years each took part."""
    months = np.repeat(np.array(active).T, 12, axis=0)
    people = {
        "takes_part": months,
        "volunteers": months,
        "volunteer_minutes": np.repeat([minutes], 24, axis=0),
        "entered": np.zeros_like(months),
        "age_group": np.full_like(months, 3),
        "registered": np.ones_like(months),
    }
    return Watched(people, {}, {}, np.zeros((24, 5)), np.zeros(3), np.zeros(3, int), 3)


def test_participation_counts_those_who_volunteered_at_least_once_in_a_year() -> None:
    assert participation(two_years([[1, 1], [0, 1], [0, 0]], [1, 1, 1])) == pytest.approx(2 / 3)


def test_drop_out_is_the_share_of_the_active_who_stay_away_next_year() -> None:
    assert drop_out(two_years([[1, 0], [1, 1], [0, 1]], [1, 1, 1])) == pytest.approx(0.5)


def test_a_start_after_a_quiet_year_was_asked_for_or_not() -> None:
    """The first starts in month 13 asked, the second in month 14 unasked; the third was never quiet."""
    months = np.zeros((24, 3), int)
    months[12, 0] = months[13, 1] = 1
    months[:, 2] = 1
    asked = np.zeros_like(months)
    asked[12, 0] = asked[5, 2] = 1
    run = Watched({"takes_part": months, "asked": asked}, {}, {}, np.zeros((24, 5)), np.zeros(3), np.zeros(3, int), 3)
    assert starts_after_being_asked(run) == pytest.approx(1 / 2)


def test_the_top_third_of_volunteers_is_counted_among_those_who_gave_any_hours() -> None:
    assert concentration(two_years([[1, 1]] * 3, [80, 10, 10])) == pytest.approx(0.8)


def test_the_trend_of_satisfaction_is_in_points_a_year() -> None:
    rising = {"satisfaction_mean": np.repeat(0.5 + 0.01 * np.arange(10), 12)}
    assert satisfaction_trend(
        Watched({}, {}, rising, np.zeros((120, 5)), np.zeros(1), np.zeros(1, int), 1)
    ) == pytest.approx(1)


def test_density_is_that_of_the_first_year_and_growth_leads_from_there_to_the_fourth() -> None:
    yearly = np.array([[8, 12], [8, 16], [8, 17], [9, 18]] + [[9, 20]] * 6)
    run = Watched(
        {}, {}, {}, np.repeat(np.c_[yearly, np.zeros((10, 3))], 12, axis=0), np.zeros(1), np.zeros(1, int), 10_000
    )
    assert registered_density(run) == pytest.approx(8)
    assert filed_density(run) == pytest.approx(12 * 0.266)
    assert density_growth(run) == pytest.approx((27 / 20) ** (1 / 3) - 1)


@pytest.mark.parametrize(("value", "holds"), [(0.1, False), (0.22, True), (0.35, True), (0.36, False), (None, None)])
def test_a_pattern_holds_inside_its_band(value: float | None, holds: bool | None) -> None:
    assert Finding(Pattern("P01", "participation", "fitted", 0.22, 0.35), value).holds is holds


def test_what_has_no_data_is_reported_and_neither_holds_nor_fails() -> None:
    assert Finding(Pattern("P23", "survives", "structural", reported=True), 0.4).holds is None


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_pattern_has_a_name_and_a_silent_one_a_reason(lang: Language) -> None:
    assert {pattern.id for pattern in PATTERNS} == {f"P{k:02}" for k in range(1, 25)} | {
        f"N{k:02}" for k in (*range(1, 8), 16)
    }
    for pattern in PATTERNS:
        assert has_text(f"pattern.{pattern.observable}", lang)
        assert (pattern.observe is None) == has_text(f"pattern.because.{pattern.observable}", lang)


def test_no_seeds_are_refused() -> None:
    with pytest.raises(InputError, match="at least one"):
        findings([])


def test_a_watched_run_is_the_run_that_anyone_gets() -> None:
    from sim.runs import simulate

    seen, run = (
        watch(load("baseline"), 2, months=24, size="neighbourhood"),
        simulate(load("baseline"), 2, months=24, size="neighbourhood", engine="compiled", city="ningbo"),
    )
    assert all(np.array_equal(seen.city[name], run.city[name], equal_nan=True) for name in run.city)
    adults = seen.people["age_group"][:-1] > 0
    share = seen.people["takes_part"][-1][seen.people["age_group"][-1] > 0].mean()
    assert adults.any()
    assert share == pytest.approx(run.city["participation_rate"][-1], abs=0.01)


@pytest.mark.verify
def test_the_baseline_holds_what_the_design_asks_of_it() -> None:
    found = findings(range(10))
    assert {each.pattern.id for each in found if each.holds is False} <= KNOWN_TO_FAIL, json.dumps(
        [[f.pattern.id, f.pattern.observable, f.value] for f in found if f.holds is False]
    )
