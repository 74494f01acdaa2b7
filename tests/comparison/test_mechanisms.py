"""Through what a policy acts: made-up runs in which one mechanism carries a known part of the effect, and real scenarios."""

import numpy as np
import pytest

from sim.language import LANGUAGES, has_text
from sim.outcomes import OUTCOMES
from sim.parameters import LEVERS
from sim.report.outcome_tables import carried_table
from sim.runs.result import Run
from sim.scenario import Scenario, diff, load
from sim.scenario.columns import COLUMN, ENTRIES
from sim.studies.comparison.mechanisms import OFF, READ, SEEDS, parts_of, taken_apart, without_part
from sim.studies.comparison.trajectory_sentences import carried_sentences

TASTES = COLUMN["world.needs.taste_heterogeneity"]
MENU = COLUMN["provision.menu_share"]


def simulate(scenarios: list[Scenario], seeds: int) -> dict[str, list[Run]]:
    """A menu adds 0.3 to satisfaction, of which 0.2 only where tastes differ; all else is luck."""
    found = {}
    for one in scenarios:
        gain = 0.0
        if one.base[1, MENU] > 0:
            gain = 0.1 + 0.2 * (one.base[0, TASTES] > 0)
        found[one.reference] = [run(seed, gain) for seed in range(seeds)]
    return found


def run(seed: int, gain: float) -> Run:
    person_seed = np.random.default_rng([seed, int(1000 * gain)])
    city = {one.name: 5.0 + person_seed.normal(0, 0.001, 12) for one in OUTCOMES}
    city["satisfaction_mean"] = city["satisfaction_mean"] + gain
    return Run("baseline", "hamlet", "compiled", seed, "2016-01", 12, 300, city, {}, {})


def test_what_goes_without_a_mechanism_is_what_it_carried() -> None:
    policies = [load("baseline"), load("menu_services")]
    found = taken_apart(policies[0], policies[1:], simulate(policies, 10), simulate)
    (tastes,) = [one for one in found if (one.name, one.outcome.name) == ("tastes", "satisfaction_mean")]
    assert (tastes.whole, tastes.without) == pytest.approx((0.3, 0.1), abs=0.002)
    assert tastes.carried.value == pytest.approx(0.2, abs=0.002)
    assert [one for one in found if one.shows and one.kind == "mechanism"] == [tastes]
    for lang in LANGUAGES:
        assert len(carried_sentences(found, lang)) == len([one for one in found if one.shows])
    table = carried_table(found, name="Menu", lang="en")
    assert len(table.header) == 1 + len(READ)


def test_an_effect_is_taken_apart_over_no_other_seeds_than_the_comparison_has() -> None:
    """What the comparison has run is not run again, and what is run beside it has as many seeds."""
    policies, asked = [load("baseline"), load("menu_services")], list[tuple[str, int]]()

    def watched(scenarios: list[Scenario], seeds: int) -> dict[str, list[Run]]:
        asked.extend((one.reference, seeds) for one in scenarios)
        return simulate(scenarios, seeds)

    taken_apart(policies[0], policies[1:], simulate(policies, 4), watched)
    assert {seeds for _, seeds in asked} == {4}
    assert not {"baseline", "menu_services"} & {name for name, _ in asked}


def test_every_mechanism_is_on_by_default_and_off_by_a_number_within_its_domain() -> None:
    base = load("baseline").base
    for name, off in OFF.items():
        entries = [f"world.{path}" for path in off]
        assert all(
            ENTRIES[one].domain[0] <= value <= ENTRIES[one].domain[1]
            for one, value in zip(entries, off.values(), strict=True)
        )
        assert any(base[0, COLUMN[one]] != value for one, value in zip(entries, off.values(), strict=True)), name


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_mechanism_and_part_has_a_name(lang: str) -> None:
    names = [f"mechanism.{one}" for one in OFF] + [f"part.{one.path.split('.')[0]}" for one in LEVERS]
    assert [one for one in names if not has_text(one, lang)] == []  # type: ignore[arg-type]


def test_a_policy_without_a_part_differs_from_the_baseline_in_the_others_alone() -> None:
    baseline, policy = load("baseline"), load("seed_then_taper")
    assert parts_of(baseline, alternative=policy) == ["funding", "organizations"]
    rest = without_part(baseline, alternative=policy, part="funding")
    assert {one.path.split(".")[0] for one in diff(baseline, new=rest)} == {"organizations"}
    assert SEEDS >= 5
