from dataclasses import asdict, replace

import numpy as np
import pytest

from sim.ensemble.observed import Observation
from sim.ensemble.shipped import Plausible, World
from sim.language import Language
from sim.limits import SEEDS_A_WORLD
from sim.outcomes import BY_NAME, OUTCOMES
from sim.report.assumption_tables import counted_table
from sim.runs.result import Run
from sim.scenario import Scenario, load
from sim.scenario.columns import COLUMN
from sim.statistics.intervals import Estimate
from sim.studies.comparison.across_worlds import Worlds, in_worlds, read_in, wilson
from sim.studies.comparison.comparison import Difference
from sim.studies.comparison.payers import WHO
from sim.studies.comparison.world_sentences import agreeing, counts, first_sentence, going, paid_in, world_sentences

DECIDES, IDLE = "world.satisfaction.negativity", "world.information.relapse"


def plausible(*gains: float) -> Plausible:
    """Worlds in which one number is high where the alternative gains, and another one varies without telling anything."""
    known = [World(k + 1, {DECIDES: gain, IDLE: 0.4 + 0.01 * (k % 7)}) for k, gain in enumerate(gains)]
    return Plausible("ningbo", "neighbourhood", tuple(known), -6.0, {})


def simulate(scenarios: list[Scenario], seeds: int) -> dict[str, list[Run]]:
    """An alternative gains in satisfaction what its world's first number says, and nothing else."""
    found = {}
    for one in scenarios:
        gain = 0.0 if one.reference.startswith("baseline") else one.base[0, COLUMN[DECIDES]]
        found[one.reference] = [run(one.reference, seed, gain) for seed in range(seeds)]
    return found


def run(name: str, seed: int, gain: float) -> Run:
    noise = np.random.default_rng(seed).normal(0, 0.01)
    city = {outcome.name: np.full(12, 5.0 + noise) for outcome in OUTCOMES}
    own = np.random.default_rng(hash(name) % 2**32 + seed).normal(0, 0.002) if gain else 0.0
    city["satisfaction_mean"] = city["satisfaction_mean"] + gain + own
    return Run(name, "hamlet", "compiled", seed, "2016-01", 12, 300, city, {}, {})


def compared(known: Plausible) -> Worlds:
    return in_worlds(load("baseline"), [load("menu_services")], known, simulate, "ningbo")


def test_verdicts_are_counted_over_worlds_and_the_number_that_decides_is_named() -> None:
    found = compared(plausible(*[0.3] * 30, *[-0.3] * 10))
    tally = found.tally("menu_services", outcome="satisfaction_mean")
    assert tally is not None
    assert (tally.worlds, tally.leading, dict(tally.verdicts)) == (40, "better", {"better": 30, "worse": 10})
    assert tally.interval == pytest.approx(wilson(0.75, n=40))
    assert tally.flips == (DECIDES,)
    assert {one.estimate.value is not None for one in found.effects} == {True}
    assert len([one for one in found.effects if one.outcome == "satisfaction_mean"]) == 40


def test_what_everybody_pays_is_known_in_each_world_and_counted_in_none() -> None:
    found = compared(plausible(*[0.3] * 5, -0.3))
    assert not {one.outcome for one in found.tallies} & {"help_fees_yuan", "total_cost_yuan"}
    for who in WHO:
        assert found.paid("menu_services", who=who) == pytest.approx(np.zeros(6), abs=1e-9)
    dearer = [
        replace(one, estimate=Estimate(10.0, 9.0, 11.0)) if one.outcome == "residents_fees_yuan" else one
        for one in found.effects
    ]
    moved = replace(found, effects=tuple(dearer))
    assert [float(moved.paid("menu_services", who=who)[0]) for who in WHO] == pytest.approx([0, 120, 0, 120, -120, 0])


def test_a_world_borrows_what_luck_usually_moves_from_the_others() -> None:
    """Differences of one hundredth under luck of a fifth of that are told in each world, from four lucks."""
    found = compared(plausible(*[0.02] * 20))
    widths = {one.estimate.half_width for one in found.effects if one.outcome == "satisfaction_mean"}
    assert all(width is not None and 0.0005 < width < 0.01 for width in widths)
    assert found.seeds == SEEDS_A_WORLD


def test_what_differs_in_nothing_is_too_small_to_matter_in_every_world() -> None:
    tally = compared(plausible(*[0.3] * 10)).tally("menu_services", outcome="participation_rate")
    assert tally is not None
    assert dict(tally.verdicts) == {"too_small_to_matter": 10}


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_first_sentence_says_in_how_many_worlds_a_policy_is_better(lang: Language) -> None:
    found = compared(plausible(*[0.3] * 18, *[-0.3, -0.3]))
    said = first_sentence(found, "menu_services", {"menu_services": "Menus"}, lang)
    assert "Menus" in said
    assert all(number in said for number in ("18", "20", "2"))
    counted = counts(found, "menu_services", outcome="satisfaction_mean", lang=lang)
    assert all(number in counted for number in ("20", "18", "2"))
    assert counts(found, "another", outcome="satisfaction_mean", lang=lang) == ""
    assert len(world_sentences(found, {}, lang)) == 1 + len(found.tallies)


def test_worlds_that_go_either_way_are_counted_on_both_sides() -> None:
    found = compared(plausible(*[0.3] * 8, -0.3, -0.3, 0.0, 0.0))
    assert going(found, "menu_services", outcome="satisfaction_mean") == {
        "more": 8,
        "less": 2,
        "too_small_to_matter": 2,
    }
    for gain, said in ((0.05, "8 of 12 worlds, the opposite in 2"), (-0.05, "2 of 12 worlds, the opposite in 8")):
        gap = difference("satisfaction_mean", gain)
        assert agreeing(found, gap, "en") == said
    assert agreeing(found, difference("participation_rate", 0.05), "en") == "0 of 12 worlds"


def difference(outcome: str, value: float) -> Difference:
    estimate = Estimate(value, value - 0.01, value + 0.01)
    return Difference(
        "menu_services", BY_NAME[outcome], "last_year", 0.5, 0.5 + value, estimate, 0.01, 10, 0, "better", 0.95
    )


def test_what_somebody_pays_in_every_world_is_not_told_as_nothing_in_one() -> None:
    """Ends are rounded to what their distance supports, but never to 0."""
    found = compared(plausible(*[0.3] * 2))
    yuan = {1: 1_000.0, 2: 61_000.0}
    dearer = [
        replace(one, estimate=Estimate(yuan[one.world], None, None)) if one.outcome == "residents_fees_yuan" else one
        for one in found.effects
    ]
    said = paid_in(replace(found, effects=tuple(dearer)), "menu_services", who="residents", lang="en")
    assert said == "10,000 to 730,000"


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_worlds_of_another_city_or_model_are_said_to_be_such(lang: Language) -> None:
    known = in_worlds(load("baseline"), [load("menu_services")], plausible(0.3), simulate, "elsewhere.toml")
    assert known.elsewhere
    assert known.stale
    assert len(world_sentences(known, {}, lang)[0]) > len(world_sentences(compared(plausible(0.3)), {}, lang)[0])


def test_what_was_counted_in_the_city_stands_beside_the_baseline_and_worlds_that_show_it_are_counted() -> None:
    """The baseline shows 5.0 in every world, give or take luck of 0.01; 2016 is the run's only year."""
    rows = [("resolved_cases", 2016, 4.95, 0.05), ("resolved_cases", 2017, 4.0, 0.05), ("open_cases", 2016, 4.0, 0.1)]
    targets = [
        {"name": f"{outcome} {year} city", "observation": asdict(Observation(year, outcome, None, value, error))}
        for outcome, year, value, error in rows
    ]
    known = replace(plausible(*[0.3] * 12), log={"targets": [*targets, {"name": "P01", "observation": None}]})
    default = simulate([load("baseline")], 4)["baseline"]
    found = in_worlds(load("baseline"), [load("menu_services")], known, simulate, "ningbo", default)
    assert [(one.observation.outcome, len(one.worlds)) for one in found.counted] == [
        ("resolved_cases", 12),
        ("open_cases", 12),
    ]
    assert [one.default for one in found.counted] == pytest.approx([5.0, 5.0], abs=0.02)
    table = counted_table(found, "en")
    assert [row.cells[-1] for _, rows in table.groups for row in rows] == ["12 of 12", "0 of 12"]
    elsewhere = in_worlds(load("baseline"), [load("menu_services")], known, simulate, "elsewhere.toml", default)
    assert not elsewhere.counted


def test_of_runs_in_worlds_communities_are_read_where_something_was_counted_in_one() -> None:
    counted = [Observation(2016, "open_cases", place, 4.0, 0.1) for place in (None, 3)]
    told = [{"name": f"{one.place}", "observation": asdict(one)} for one in counted]
    known = plausible(0.3)
    assert read_in(known) == read_in(replace(known, log={"targets": told[:1]})) == ()
    assert read_in(replace(known, log={"targets": told})) == ("communities",)


def test_wilsons_interval_of_94_in_100() -> None:
    # Wilson 1927: (94 + 1.92) / 103.84 -+ 1.96 sqrt(94 * 6 / 100 + 0.96) / 103.84 = 0.924 -+ 0.048.
    assert wilson(0.94, n=100) == pytest.approx((0.875, 0.972), abs=1e-3)
