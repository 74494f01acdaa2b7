import json
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from sim.language import Language
from sim.outcomes import OUTCOMES
from sim.parameters import LEVERS
from sim.runs.result import Run
from sim.scenario import Scenario
from sim.studies.comparison.lever_effects import CARED_FOR
from tests.values import number

Shequ = Callable[..., Any]


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch) -> None:
    """Replace the engine: the lever moves participation by 10 points and the seed's luck moves everything."""

    def simulate(scenario: Scenario, seed: int, *, months: int, size: str, engine: str, city: str) -> Run:
        coverage = number(scenario, "grid.coverage")
        person_seed = np.random.default_rng([seed, int(coverage)])
        figures = {one.name: 1 + 1e-6 * person_seed.random(months) for one in OUTCOMES}
        figures["participation_rate"] += 0.1 * coverage
        return Run(
            scenario.reference, size, engine, seed, "2016-01", months, 300, figures, {}, {}, setup_s=0.5, stepping_s=1.5
        )

    monkeypatch.setattr("sim.studies.comparison.lever_effects.simulate", simulate)
    monkeypatch.setattr("sim.studies.comparison.lever_effects.needs_compiling", lambda: False)
    monkeypatch.setattr("sim.runs.needs_compiling", lambda: False)


def test_levers_are_listed_with_plausible_ranges(shequ: Shequ) -> None:
    listed = json.loads(shequ("levers", "--json").out)
    assert [one["path"] for one in listed] == [lever.path for lever in LEVERS]
    out = shequ("levers", "--lever", "funding.grant_share", "--lang", "zh").out
    assert "0–0.17" in out
    assert "合理范围" in out
    assert "funding.direct_share" not in out


def test_a_lever_that_does_not_exist_is_refused_with_the_nearest(shequ: Shequ) -> None:
    answer = shequ("levers", "--effects", "--lever", "grid.covrage")
    assert answer.status == 2
    assert "did you mean grid.coverage?" in answer.err


@pytest.mark.usefixtures("engine")
def test_effects_as_json_have_the_keys_that_readers_expect(shequ: Shequ) -> None:
    all_found = json.loads(shequ("levers", "--effects", "--lever", "grid.coverage", "--seeds", "3", "--json").out)
    assert [one["outcome"] for one in all_found] == [one.name for one in CARED_FOR]
    found = all_found[0]
    assert list(found) == ["lever", "scenario", "outcome", "difference", "low", "high", "unit"]
    assert (found["lever"], found["scenario"]) == ("grid.coverage", "baseline")
    assert (found["outcome"], found["unit"]) == ("participation_rate", "share")
    assert found["low"] < found["difference"] < found["high"]
    assert abs(found["difference"] - 0.1) < 1e-5


@pytest.mark.usefixtures("engine")
@pytest.mark.parametrize(("lang", "words"), [("en", "10.00 percentage points"), ("zh", "10.00 个百分点")])
def test_effects_are_shown_in_both_languages(
    shequ: Shequ, lang: Language, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "160")
    out = shequ("levers", "--effects", "--lever", "grid.coverage", "--seeds", "3", "--lang", lang).out
    assert f"+{words}" in out
    assert "0 → 1" in out


@pytest.mark.usefixtures("engine")
def test_one_seed_gives_no_interval_and_says_so(shequ: Shequ) -> None:
    answer = shequ("levers", "--effects", "--lever", "grid.coverage", "--seeds", "1", "--lang", "en")
    assert "Could be luck, as all outcomes were looked at: grid.coverage." in answer.out
    found, *_ = json.loads(shequ("levers", "--effects", "--lever", "grid.coverage", "--seeds", "1", "--json").out)
    assert (found["low"], found["high"]) == (None, None)
