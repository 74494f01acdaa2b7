"""Through what a policy acts: its effect where one mechanism is switched off in both worlds, or one part of it is left out."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from sim.outcomes import BY_NAME, Outcome
from sim.runs.result import Floats, Run
from sim.scenario import Scenario
from sim.scenario.columns import COLUMN, ENTRIES, is_world
from sim.scenario.compare import diff
from sim.scenario.table import with_rows
from sim.statistics.intervals import Estimate, exploratory_level, of_pairs
from sim.statistics.panel import panel
from sim.statistics.thresholds import threshold
from sim.studies.comparison.across_worlds import Simulate

SEEDS = 6
"""Seeds over which an effect is looked at again, at most; the first of the comparison's."""
READ = ("satisfaction_mean", "participation_rate", "waiting_months_mean")
"""Outcomes whose effect is taken apart."""
OFF: Mapping[str, Mapping[str, float]] = {
    "turning": {"seeking.channel_chosen": 0},
    "committees": {"leaning.committees_decide": 0},
    "organizations": {"choosing.fields_chosen": 0, "choosing.tiers_chosen": 0, "bidding.tenders_chosen": 0},
    "departments": {"purchasing.departments_decide": 0},
    "asking": {"participation.asked_odds": 1},
    "feelings": {
        "participation.belonging_weight": 0,
        "participation.trust_weight": 0,
        "participation.reciprocity_weight": 0,
    },
    "fatigue": {"participation.fatigue_weight": 0},
    "adaptation": {"satisfaction.adaptation_per_year": 0},
    "waiting": {"satisfaction.waiting_on_satisfaction": 0, "satisfaction.delay_cost": 0},
    "tastes": {"needs.taste_heterogeneity": 0},
    "community_life": {"satisfaction.belonging_on_satisfaction": 0, "satisfaction.participation_on_satisfaction": 0},
    "trust": {"satisfaction.trust_on_satisfaction": 0, "help.trust_on_report": 0, "seeking.trust_on_turning": 0},
    "rumours": {"information.rumour_on_satisfaction": 0, "information.rumour_on_trust": 0},
    "firms": {"market.demand_elasticity": 0},
    "fees": {"market.price_burden": 0, "seeking.fee_on_turning": 0},
    "causes": {"programmes.solving_effect": 0},
    "ties": {"contact.tie_activation": 0},
}
"""Mechanisms, and the numbers of the world that switch each off."""


@dataclass(frozen=True)
class Carried:
    """What goes of an effect without a mechanism, or without a part of the policy, over the last 12 months.

    ``whole`` is the policy's effect, ``without`` the one that is left, ``carried`` their difference by seed with its
    interval. ``shows`` says whether that is as large as what matters, with an interval that excludes 0.
    """

    scenario: str
    kind: Literal["mechanism", "part"]
    name: str
    outcome: Outcome
    whole: float
    without: float
    carried: Estimate
    shows: bool


@dataclass(frozen=True)
class _Arm:
    """A pair of scenarios whose difference is a policy's effect without something."""

    policy: str
    kind: Literal["mechanism", "part"]
    name: str
    baseline: Scenario
    alternative: Scenario


def taken_apart(
    baseline: Scenario, alternatives: Sequence[Scenario], known: Mapping[str, Sequence[Run]], simulate: Simulate
) -> tuple[Carried, ...]:
    """Simulate each policy without one mechanism after the other, and without one of its parts, where it has several.

    ``known`` are the comparison's runs by the scenario's reference; the others have the same first seeds.
    """
    arms = [arm for one in alternatives for arm in _arms(baseline, alternative=one)]
    scenarios = {each.reference: each for arm in arms for each in (arm.baseline, arm.alternative)}
    others = [one for name, one in scenarios.items() if name not in known]
    seeds = seeds_of(len(known[baseline.reference]))
    runs = {name: each[:seeds] for name, each in known.items()} | simulate(others, seeds)
    effects = [
        (
            arm,
            outcome,
            _by_seed(runs, outcome, baseline=baseline.reference, alternative=arm.policy),
            _by_seed(runs, outcome, baseline=arm.baseline.reference, alternative=arm.alternative.reference),
        )
        for arm in arms
        for outcome in (BY_NAME[name] for name in READ)
    ]
    level = exploratory_level(of_pairs(whole - without).p for *_, whole, without in effects)
    before = {name: panel(runs[baseline.reference], BY_NAME[name]).pooled(slice(-12, None)) for name in READ}
    found = []
    for arm, outcome, whole, without in effects:
        carried = of_pairs(whole - without, level)
        shows = carried.counts(threshold(outcome, before[outcome.name], {}))
        means = float(whole.mean()), float(without.mean())
        found.append(Carried(arm.policy, arm.kind, arm.name, outcome, *means, carried, shows))
    return tuple(found)


def seeds_of(comparison: int) -> int:
    """How many of a comparison's seeds its effects are taken apart over."""
    return min(SEEDS, comparison)


def _by_seed(runs: Mapping[str, Sequence[Run]], outcome: Outcome, *, baseline: str, alternative: str) -> Floats:
    """The effect on an outcome in the last 12 months, by seed."""
    before, after = (panel(runs[name], outcome).by_seed(slice(-12, None)) for name in (baseline, alternative))
    return after - before


def _arms(baseline: Scenario, *, alternative: Scenario) -> Iterator[_Arm]:
    for name, off in OFF.items():
        values = {f"world.{path}": value for path, value in off.items()}
        both = [replace(one.holding(values), reference=f"{one.reference}~{name}") for one in (baseline, alternative)]
        if any((one.base != of.base).any() for one, of in zip(both, (baseline, alternative), strict=True)):
            yield _Arm(alternative.reference, "mechanism", name, *both)
    parts = parts_of(baseline, alternative=alternative)
    for part in parts if len(parts) > 1 else ():
        yield _Arm(
            alternative.reference, "part", part, baseline, without_part(baseline, alternative=alternative, part=part)
        )


def parts_of(baseline: Scenario, *, alternative: Scenario) -> list[str]:
    """The groups of levers that a policy sets otherwise than the baseline, such as ``funding``."""
    paths = [one.path.split(" @ ")[0] for one in diff(baseline, new=alternative)]
    names = [next((entry for entry in ENTRIES if path.endswith(entry)), "") for path in paths]
    return list(dict.fromkeys(name.split(".")[0] for name in names if name and not is_world(name)))


def without_part(baseline: Scenario, *, alternative: Scenario, part: str) -> Scenario:
    """The policy with one group of levers as in the baseline."""
    districts = tuple(sorted({*baseline.districts, *alternative.districts}))
    before, after = (with_rows(one.base, one.districts, wanted=districts) for one in (baseline, alternative))
    columns, base = [COLUMN[entry] for entry in ENTRIES if entry.startswith(f"{part}.")], after.copy()
    base[:, columns] = before[:, columns]
    changes = [one for one in alternative.changes if not one.entry.startswith(f"{part}.")]
    changes += [one for one in baseline.changes if one.entry.startswith(f"{part}.")]
    return replace(
        alternative,
        base=base,
        changes=tuple(changes),
        districts=districts,
        reference=f"{alternative.reference}~{part}",
    )
