import re
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

import numpy as np
import pytest

from sim.analysis import worlds as other
from sim.analysis.world_sentences import told_search, too_few_sentence, world_sentences
from sim.analysis.worlds import Source, Tally, Worlds, explore, flipping, in_world, points, varied, wilson
from sim.language import Language, speaking
from sim.outcomes import OUTCOMES
from sim.patterns import baseline as patterns
from sim.patterns.baseline import alone
from sim.patterns.table import Alone
from sim.runs.executors import here
from sim.runs.result import Run
from sim.scenario import Scenario, load
from sim.scenario.columns import COLUMN

FIRST = varied()[0]


def simulate(scenarios: list[Scenario], seeds: int) -> dict[str, list[Run]]:
    """Participation rises under the alternative where the first parameter is high, and falls where it is low."""
    found = {}
    for one in scenarios:
        raised = one.base[1, COLUMN[FIRST.entries[0]]] > FIRST.default[0]
        gain = 0.0 if one.reference.startswith("baseline") else 0.1 if raised else -0.1
        found[one.reference] = [run(one.reference, seed, gain) for seed in range(seeds)]
    return found


def run(name: str, seed: int, gain: float) -> Run:
    noise = np.random.default_rng(seed).normal(0, 0.01)
    city = {outcome.name: np.full(12, 5.0 + noise) for outcome in OUTCOMES}
    city["participation_rate"] = city["participation_rate"] + gain
    return Run(name, "hamlet", "compiled", seed, "2016-01", 12, 300, city, {}, {})


def nothing(scenario: Scenario) -> list[str]:
    return []


def test_a_world_at_the_middle_is_the_default_and_at_the_ends_the_plausible_range() -> None:
    baseline, middle = load("baseline"), np.full(len(varied()), 0.5)
    assert np.allclose(in_world(baseline, middle, 1.0).base, baseline.base)
    for u, end in ((0.0, 0), (1.0, 1)):
        there = in_world(baseline, np.full(len(varied()), u), 1.0)
        assert there.base[0, COLUMN[FIRST.entries[0]]] == pytest.approx(FIRST.plausible[end])
    half = in_world(baseline, np.full(len(varied()), 1.0), 0.5)
    expected = (FIRST.default[0] + FIRST.plausible[1]) / 2
    assert half.base[0, COLUMN[FIRST.entries[0]]] == pytest.approx(expected)


def test_what_a_scenario_says_of_the_world_holds_in_every_world() -> None:
    without, there = load("no_reciprocity"), in_world(load("no_reciprocity"), np.full(len(varied()), 1.0), 1.0)
    entry = "world.participation.reciprocity_weight"
    assert there.base[0, COLUMN[entry]] == without.base[0, COLUMN[entry]] == 0
    moved = there.base[0] != without.base[0]
    assert moved[COLUMN[FIRST.entries[0]]]


def test_points_go_on_beyond_the_first_blocks_without_repeating() -> None:
    drawn = [point for point, _ in zip(points(0), range(200), strict=False)]
    assert len({point.tobytes() for point in drawn}) == 200


def test_no_lever_moves_in_another_world() -> None:
    baseline = load("baseline")
    there = in_world(baseline, next(points(0)), 1.0)
    moved = np.flatnonzero((there.base != baseline.base).any(axis=0))
    names = list(COLUMN)
    assert all(names[column].startswith("world.") for column in moved)


def test_the_parameter_that_flips_a_verdict_is_named_and_the_share_has_wilsons_interval() -> None:
    found = explore(load("baseline"), [load("menu_services")], 40, nothing, simulate, Source(1.0, 0), here())
    assert (found.tried, found.kept) == (40, 40)
    tally = next(one for one in found.tallies if one.outcome == "participation_rate")
    assert set(tally.verdicts) == {"better", "worse"}
    assert tally.flips[0] == FIRST.path
    assert tally.leading is not None
    assert tally.interval == pytest.approx(wilson(tally.verdicts[tally.leading], 40))
    assert FIRST.path in " ".join(world_sentences(found, {}, "en"))


def one_in_two(scenario: Scenario, asked: list[int]) -> list[str]:
    asked.append(1)
    return ["P08 satisfaction", "P01 participation"][: 2 if len(asked) % 2 else 1] if len(asked) > 1 else []


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_below_one_in_a_hundred_the_search_stops_and_names_the_pattern(
    monkeypatch: pytest.MonkeyPatch, lang: Language
) -> None:
    monkeypatch.setattr(other, "PATIENCE", 20)
    rejects = partial(one_in_two, asked=[])
    found = explore(load("baseline"), [load("menu_services")], 5, rejects, simulate, Source(0.1, 0), here())
    assert (found.wanted, found.kept, found.tried, found.too_few) == (5, 0, 20, True)
    assert (found.rejected_by["P08 satisfaction"], found.tallies) == (20, ())
    said = world_sentences(found, {}, lang)
    assert "P08 satisfaction (20)" in said[0]
    assert "--worlds-range 0.05" in said[1]


@pytest.mark.parametrize(
    ("spread", "advised"),
    [(1.0, "0.1"), (0.5, "0.1"), (0.11, "0.1"), (0.1, "0.05"), (0.03, "0.015"), (0.015, "0.01"), (0.01, None)],
)
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_search_that_failed_is_advised_a_range_that_keeps_some(
    spread: float, advised: str | None, lang: Language
) -> None:
    said = too_few_sentence(Worlds(2, 300, 0, spread, {}), lang)
    assert re.findall(r"--worlds-range ([\d.]*\d)", said) == ([advised] if advised else [])


@pytest.mark.parametrize(("spread", "said"), [(1.0, " 100 % of"), (0.1, " 10 % of"), (0.125, " 12.5 % of")])
def test_the_share_of_the_ranges_is_written_without_needless_digits(spread: float, said: str) -> None:
    assert said in world_sentences(Worlds(2, 300, 0, spread, {}), {}, "en")[0]


def test_worlds_that_were_kept_before_the_search_stopped_are_still_told_of(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(other, "PATIENCE", 20)
    monkeypatch.setattr(other, "LEAST_ACCEPTED", 0.5)
    asked: list[int] = []

    def rejects(scenario: Scenario) -> list[str]:
        asked.append(1)
        return ["P01"] if len(asked) > 4 else []

    found = explore(load("baseline"), [load("menu_services")], 5, rejects, simulate, Source(1.0, 0), here())
    assert (found.kept, found.tried, found.too_few) == (3, 20, True)
    assert {tally.decided + tally.undecided for tally in found.tallies} == {3}


def test_a_pattern_that_the_baseline_misses_rejects_no_world() -> None:
    asked = (2, lambda scenario: ["P14 density_growth"], simulate, Source(1.0, 0), here())
    found = explore(load("baseline"), [load("menu_services")], *asked)
    assert (found.tried, found.rejected_by) == (2, {})


def test_wilsons_interval_of_94_in_100() -> None:
    # Wilson 1927: (94 + 1.92) / 103.84 -+ 1.96 sqrt(94 * 6 / 100 + 0.96) / 103.84 = 0.924 -+ 0.048.
    assert wilson(94, 100) == pytest.approx((0.875, 0.972), abs=1e-3)


def test_without_any_change_nothing_flips_it() -> None:
    assert flipping(np.random.default_rng(1).random((20, 3)), np.ones(20, bool)) == ()


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_undecided_worlds_are_counted_apart(lang: Language) -> None:
    tallies = (
        Tally("menu", "participation_rate", {"better": 6, "cannot_tell_yet": 4}, "better", 6, (0.6, 1.0), ()),
        Tally("menu", "satisfaction_mean", {"cannot_tell_yet": 10}, None, 0, None, ()),
    )
    said = world_sentences(Worlds(10, 50, 10, 0.5, {"P08 satisfaction": 40}, tallies), {}, lang)
    assert "6" in said[1]
    assert "4" in said[1]
    assert "10" in said[2]


def test_patterns_read_off_the_baseline_alone_have_bands(varied: Callable[..., Any]) -> None:
    assert {"P01", "P08", "P14"} <= {one.id for one in alone()}
    assert all(one.observable not in ("gain_left", "belief_cut", "survives") for one in alone())


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_search_says_its_limit_first_and_then_how_far_it_is(
    monkeypatch: pytest.MonkeyPatch, lang: Language
) -> None:
    monkeypatch.setattr(other, "PATIENCE", 20)
    heard: list[Worlds] = []
    asked = (5, partial(one_in_two, asked=[]), simulate, Source(1.0, 0), here())
    found = explore(load("baseline"), [load("menu_services")], *asked, tell=heard.append)
    assert [one.tried for one in heard] == list(range(21))
    assert heard[0].most == 500
    with speaking(lang):
        said = [told_search(one) for one in heard]
    assert "500" in said[0]
    assert "P08 satisfaction (20)" in said[-1]
    assert [one.missed[0] for one in found.sets] == ["P08 satisfaction"] * 20


def test_a_pattern_without_anything_below_its_line_is_missed(monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody(scenario: Scenario, *_: object) -> None:
        return None

    pattern = next(one for one in alone() if one.id == "N03")
    monkeypatch.setattr(patterns, "watch", nobody)
    monkeypatch.setattr(patterns, "alone", lambda: [replace(pattern, observe=Alone(lambda _: 1.0 / float("0")))])
    assert patterns.missed(load("baseline"), 0, "hamlet", "ningbo") == [f"N03 {pattern.observable}"]
