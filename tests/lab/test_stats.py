"""Differences, intervals, verdicts and the rule of ``--seeds auto`` on the page are those of ``sim.studies.comparison``."""

import math
from collections.abc import Mapping
from typing import Any

import numpy as np
import pytest

from sim.browser.closing import names
from sim.language.numbers import places_apart
from sim.outcomes import OUTCOMES
from sim.runs import Run
from sim.statistics.intervals import LOOKS
from sim.studies.comparison.comparison import Comparison, compare
from tests.lab.conftest import Ask, hamlets

MONTHS, SEEDS = 24, 12
POLICIES = ("menu_services", "rumour_wave", "baseline", "equity_floor")


@pytest.fixture(scope="module")
def runs() -> Mapping[str, list[Run]]:
    return hamlets(("baseline", *POLICIES), SEEDS, months=MONTHS)


def flat(run: Run) -> list[float]:
    """A run's months as the driver leaves them."""
    return np.nan_to_num(np.stack([run.city[name] for name in names()["of_city"]], axis=1), nan=1e300).ravel().tolist()


def asked(runs: Mapping[str, list[Run]], policy: str, outcome: Any, seeds: int) -> dict[str, Any]:
    pairs = [
        {"baseline": flat(ours), "policy": flat(theirs)}
        for ours, theirs in zip(runs["baseline"][:seeds], runs[policy][:seeds], strict=True)
    ]
    return {"ask": "judged", "outcome": outcome, "pairs": pairs}


@pytest.mark.parametrize("policy", POLICIES)
@pytest.mark.parametrize("seeds", [1, 2, SEEDS])
def test_what_is_said_of_headline_figures_is_what_the_report_says(
    ask: Ask, held: dict[str, Any], runs: Mapping[str, list[Run]], policy: str, seeds: int
) -> None:
    told: Comparison = compare(runs["baseline"][:seeds], {"policy": runs[policy][:seeds]}, looks=len(LOOKS))
    outcomes = [one for one in held["outcomes"] if one["headline"]]
    answers = ask([asked(runs, policy, one, seeds) for one in outcomes])
    for outcome, found in zip(outcomes, answers, strict=True):
        wanted = told.difference("policy", outcome=outcome["name"])
        assert wanted is not None
        assert wanted.missing == 0
        assert found["verdict"] == wanted.verdict
        assert found["baseline"] == pytest.approx(wanted.baseline, rel=1e-9)
        assert found["matters"] == pytest.approx(wanted.matters, rel=1e-9)
        assert found["estimate"]["value"] == pytest.approx(wanted.estimate.value, rel=1e-6, abs=1e-12)
        for end in ("low", "high"):
            end_wanted = getattr(wanted.estimate, end)
            assert found["estimate"][end] == (
                "NaN" if end_wanted is None else pytest.approx(end_wanted, rel=1e-6, abs=1e-12)
            )
        assert found["estimate"]["rare"] == wanted.estimate.rare
        if seeds == SEEDS:
            assert found["goesOn"] == wanted.may_settle


def test_every_outcome_of_the_page_is_one_of_the_report(held: dict[str, Any]) -> None:
    assert [one["name"] for one in held["outcomes"]] == [one.name for one in OUTCOMES]
    assert {one["name"] for one in held["outcomes"]} <= set(held["names"])


def test_quantiles_are_wide_enough_for_the_last_look(held: dict[str, Any]) -> None:
    assert len(held["quantiles"]["headline"]) == LOOKS[-1]
    assert all(math.isfinite(one) for one in held["quantiles"]["headline"])


def test_limits_are_told_apart_from_0_and_from_what_matters_as_in_the_report(ask: Ask) -> None:
    cases = [
        *((-3012.0, 2988.0, 3000.0, -3, "yuan"), (-0.104, 0.05, 0.1, 1, "months"), (0.0004, 0.02, 0.01, 3, "index")),
        *((-0.0004, 0.0099, 0.01, 1, "share"), (0.0, 0.01, 0.01, 2, "index"), (-2.0, 5.0, 1.0, 1, "months")),
    ]
    keys = ("low", "high", "matters", "places", "unit")
    found = ask([{"ask": "places"} | dict(zip(keys, case, strict=True)) for case in cases])
    assert found == [places_apart((low, high), matters, places, unit) for low, high, matters, places, unit in cases]
    assert any(more != case[3] for more, case in zip(found, cases, strict=True))
