"""A planner's whole question: runs, looked at as often as planned, and everything that they say."""

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import count
from math import ceil
from typing import Protocol, get_args

from sim.city.profile import load_profile
from sim.ensemble.fit import broken
from sim.ensemble.observing import Place
from sim.ensemble.shipped import Plausible
from sim.extension import Code, code, join
from sim.limits import SEEDS_A_WORLD
from sim.runs.batch import WORTH_A_PROCESS, residents_in
from sim.runs.executors import Crew, here
from sim.runs.progress import Begin, Progress, part_of, unwatched
from sim.runs.result import Run
from sim.runs.store import PARTS
from sim.scenario import Scenario
from sim.scenario.compare import first_month, is_cut
from sim.statistics.interim_analyses import LOOKS, until_settled
from sim.statistics.multiplicity import headline_level
from sim.studies.comparison.across_worlds import BLOCK, Worlds, in_worlds, read_in
from sim.studies.comparison.by_group import GroupDifference, compare_groups
from sim.studies.comparison.comparison import Comparison, Difference, compare
from sim.studies.comparison.equal_budget import EqualBudget, with_equal_budget
from sim.studies.comparison.mechanisms import Carried, taken_apart
from sim.studies.comparison.money import DISCOUNT, Ledger, Value, ledger, value
from sim.studies.comparison.persons import Persons, compare_persons
from sim.studies.comparison.timeline import Timeline, timelines
from sim.studies.why import Choice, Setting, Story, tell


class Simulate(Protocol):
    """Runs scenarios with so many seeds, tells how far it is, and keeps so much of each run; by the scenario's reference."""

    def __call__(
        self, scenarios: list[Scenario], seeds: int, *, progress: Progress, keep: tuple[str, ...] = PARTS
    ) -> dict[str, list[Run]]:
        """Run."""


Told = Callable[[list[Scenario], int], dict[str, list[Run]]]
"""The same, where it is settled who is told."""
PILOT = 10
"""Seeds by which equal budgets are found, at most; they are the comparison's first, so that its pairs spend alike."""
LOTS = 1_000_000
"""Seeds of lots: few digits, so that a reader can give one again."""
TOLD: tuple[Choice, ...] = tuple(choice for choice in get_args(Choice) if choice != "given")


@dataclass(frozen=True)
class Wanted:
    """What is to be found out: with how many ``seeds`` (None: until settled), at the baseline's yearly spending or not, at what
    yearly ``discount``, over how many ``person_seeds`` person by person (0: not at all, and no stories), and in which other
    ``worlds``, if in any, with how many seeds in each; and whether without one of the ``mechanisms`` after the other.
    """

    seeds: int | None = 10
    equal_budget: bool = False
    discount: float = DISCOUNT
    person_seeds: int = 0
    worlds: Plausible | None = None
    mechanisms: bool = False
    world_seeds: int = SEEDS_A_WORLD


@dataclass(frozen=True)
class Study:
    """What a report is made of: the runs, and what was found in them.

    ``looks`` are the numbers of seeds at which the runs were looked at, of those that were planned. ``persons`` and
    ``stories`` are empty where they were not asked for. ``timelines`` tell the course of each alternative, ``carried`` what
    goes of its effect without one mechanism, where that was asked for.
    """

    comparison: Comparison
    runs: Mapping[str, list[Run]]
    groups: tuple[GroupDifference, ...]
    ledgers: tuple[Ledger, ...]
    values: tuple[Value, ...]
    looks: tuple[int, ...]
    planned: int = 1
    budgets: tuple[EqualBudget, ...] = ()
    persons: tuple[Persons, ...] = ()
    stories: tuple[Story, ...] = ()
    worlds: Worlds | None = None
    scenarios: Mapping[str, Scenario] = field(default_factory=dict)
    timelines: tuple[Timeline, ...] = ()
    carried: tuple[Carried, ...] = ()

    @property
    def differences(self) -> tuple[Difference, ...]:
        """Every outcome of every alternative."""
        return self.comparison.differences


def study(
    baseline: Scenario,
    alternatives: Sequence[Scenario],
    simulate: Simulate,
    wanted: Wanted,
    setting: Setting,
    crew: Crew,
    begin: Begin = unwatched,
) -> Study:
    """Run a baseline and alternatives and find out what is wanted.

    ``setting`` is the city and first luck of what is followed person by person; ``begin`` is told of each phase.
    """
    chosen, budgets = list(alternatives), []
    if wanted.equal_budget:
        piloted: Told = partial(simulate, progress=begin("budgets"))
        pilot = partial(_one, piloted, min(PILOT, wanted.seeds or PILOT))
        found = [with_equal_budget(one, pilot(baseline), pilot) for one in alternatives]
        chosen, budgets = [one for one, _ in found], [budget for _, budget in found]
    look = partial(_looked, baseline, chosen, partial(simulate, progress=begin("runs")))
    looked = until_settled(partial(look, LOOKS)) if wanted.seeds is None else look((wanted.seeds,), wanted.seeds)
    result = _found(looked, wanted.discount)
    persons, stories = persons_and_stories(baseline, chosen, wanted.person_seeds, setting, crew, begin)
    worlds = None
    if wanted.worlds:
        bare: Simulate = partial(simulate, keep=read_in(wanted.worlds))
        in_blocks = _in_parts(bare, begin("worlds"), parts=ceil(len(wanted.worlds.worlds) / BLOCK))
        default, person_seeds = looked.runs[baseline.reference], wanted.world_seeds
        worlds = in_worlds(baseline, chosen, wanted.worlds, in_blocks, setting.city, default, seeds=person_seeds)
    if worlds and worlds.elsewhere:
        own = broken(baseline, Place(setting.city, setting.size), setting.person_seed, crew)
        worlds = replace(worlds, broken=tuple(own))
    carried = (
        taken_apart(baseline, chosen, looked.runs, partial(simulate, progress=begin("mechanisms")))
        if wanted.mechanisms
        else ()
    )
    return replace(
        result,
        worlds=worlds,
        carried=carried,
        budgets=tuple(budgets),
        persons=persons,
        stories=stories,
        scenarios={one.reference: one for one in (baseline, *chosen)},
    )


def _in_parts(simulate: Simulate, progress: Progress, parts: int) -> Told:
    """Simulate so many times, and tell of it as of one work."""
    calls = count()
    return lambda scenarios, seeds: simulate(scenarios, seeds, progress=part_of(progress, next(calls), parts=parts))


def _one(simulate: Told, seeds: int, scenario: Scenario) -> list[Run]:
    return simulate([scenario], seeds)[scenario.reference]


@dataclass(frozen=True)
class _Look:
    """One of the planned looks at runs."""

    comparison: Comparison
    runs: Mapping[str, list[Run]]
    looks: tuple[int, ...] = ()
    planned: int = 1

    @property
    def differences(self) -> tuple[Difference, ...]:
        return self.comparison.differences


def _looked(
    baseline: Scenario, alternatives: Sequence[Scenario], simulate: Told, planned: Sequence[int], seeds: int
) -> _Look:
    runs = simulate([baseline, *alternatives], seeds)
    thresholds = {one.reference: one.thresholds for one in alternatives}
    months = runs[baseline.reference][0].months
    begins = {one.reference: first_month(baseline, one, months) or 0 for one in alternatives}
    others = _others(runs, baseline.reference)
    cuts = [one.reference for one in alternatives if is_cut(baseline, other=one, months=months)]
    comparison = compare(runs[baseline.reference], others, thresholds, len(planned), begins, cuts)
    return _Look(comparison, runs, tuple(look for look in planned if look <= seeds), len(planned))


def study_of(runs: Mapping[str, list[Run]], baseline: str) -> Study:
    """Find in runs, by the scenarios' references, what they say."""
    return _found(_Look(compare(runs[baseline], _others(runs, baseline)), runs), DISCOUNT)


def _others(runs: Mapping[str, list[Run]], baseline: str) -> dict[str, list[Run]]:
    return {name: each for name, each in runs.items() if name != baseline}


def _found(look: _Look, discount: float) -> Study:
    runs, baseline = look.runs, look.comparison.baseline
    others = _others(runs, baseline)
    joint = headline_level(len(others), looks=look.planned)
    return Study(
        comparison=look.comparison,
        runs=runs,
        groups=tuple(compare_groups(runs[baseline], others, look.comparison.begins)),
        ledgers=tuple(ledger(name, each) for name, each in runs.items()),
        values=tuple(
            value(name, runs[baseline], runs=each, discount=discount, level=joint) for name, each in others.items()
        ),
        looks=look.looks,
        planned=look.planned,
        timelines=timelines(runs[baseline], others, look.comparison.begins),
    )


def persons_and_stories(
    baseline: Scenario,
    alternatives: Sequence[Scenario],
    person_seeds: int,
    setting: Setting,
    crew: Crew,
    begin: Begin = unwatched,
) -> tuple[tuple[Persons, ...], tuple[Story, ...]]:
    """Compare every person over many lucks, and tell three lives under the first alternative."""
    if person_seeds == 0:
        return (), ()
    residents = residents_in(load_profile(setting.city), setting.size)
    if residents * setting.months * person_seeds * len(alternatives) < WORTH_A_PROCESS and not crew.remote:
        crew = here()
    begin("persons")
    persons = compare_persons(baseline, alternatives, setting, person_seeds, crew)
    begin("lives")
    told = partial(_told, wanted=code(), baseline=baseline, alternative=alternatives[0], setting=setting)
    return tuple(persons), tuple(crew.map(told, TOLD))


def _told(choice: Choice, *, wanted: Code, baseline: Scenario, alternative: Scenario, setting: Setting) -> Story:
    join(wanted)
    return tell(
        baseline,
        second=alternative,
        setting=setting,
        resident=choice,
        draw=lot(baseline, alternative=alternative, setting=setting),
    )


def lot(baseline: Scenario, *, alternative: Scenario, setting: Setting) -> int:
    """Seed of the lot for a comparison: the same for the same policies and luck, another for others."""
    asked = json.dumps([baseline.canonical(), alternative.canonical(), setting.person_seed], sort_keys=True)
    return int(hashlib.sha256(asked.encode()).hexdigest(), 16) % LOTS
