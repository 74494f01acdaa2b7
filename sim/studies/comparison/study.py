"""A planner's whole question: runs, looked at as often as planned, and everything that they say."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import count
from math import ceil
from typing import Protocol, get_args

from sim.city.profile import load_profile
from sim.ensemble.observing import Place, broken
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
from sim.statistics.intervals import LOOKS, headline_level, until_settled
from sim.studies.comparison.across_worlds import BLOCK, Worlds, in_worlds, read_in
from sim.studies.comparison.across_worlds import Simulate as Simulated
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


PILOT = 10
"""Seeds by which equal budgets are found, at most; they are the comparison's first, so that its pairs spend alike."""
LOTS = 1_000_000
"""Seeds of lots: few digits, so that a reader can give one again."""
TOLD: tuple[Choice, ...] = tuple(choice for choice in get_args(Choice) if choice != "given")
"""The persons whose lives are told."""


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
    policies, budgets = list(alternatives), []
    if wanted.equal_budget:
        pilot = partial(_pilot, partial(simulate, progress=begin("budgets")), min(PILOT, wanted.seeds or PILOT))
        scaled = [with_equal_budget(one, pilot(baseline), pilot) for one in alternatives]
        policies, budgets = [one for one, _ in scaled], [budget for _, budget in scaled]
    planned = LOOKS if wanted.seeds is None else (wanted.seeds,)
    look = partial(_look, baseline, policies, partial(simulate, progress=begin("runs")), looks=len(planned))
    comparison, runs = until_settled(look, _may_settle) if wanted.seeds is None else look(wanted.seeds)
    looks = tuple(seeds for seeds in planned if seeds <= len(comparison.seeds))
    persons, stories = persons_and_stories(baseline, policies, wanted.person_seeds, setting, crew, begin)
    worlds, carried = None, tuple[Carried, ...]()
    if wanted.worlds:
        bare: Simulate = partial(simulate, keep=read_in(wanted.worlds))
        in_blocks = _in_parts(bare, begin("worlds"), parts=ceil(len(wanted.worlds.worlds) / BLOCK))
        default, seeds = runs[baseline.reference], wanted.world_seeds
        worlds = in_worlds(baseline, policies, wanted.worlds, in_blocks, setting.city, default, seeds=seeds)
        if worlds.elsewhere:
            own = broken(baseline, Place(setting.city, setting.size), setting.person_seed, crew)
            worlds = replace(worlds, broken=tuple(own))
    if wanted.mechanisms:
        carried = taken_apart(baseline, policies, runs, partial(simulate, progress=begin("mechanisms")))
    return replace(
        study_of(runs, comparison, len(planned), wanted.discount),
        looks=looks,
        worlds=worlds,
        carried=carried,
        budgets=tuple(budgets),
        persons=persons,
        stories=stories,
        scenarios={one.reference: one for one in (baseline, *policies)},
    )


def _in_parts(simulate: Simulate, progress: Progress, parts: int) -> Simulated:
    """Simulate so many times, and tell of it as of one work."""
    calls = count()
    return lambda scenarios, seeds: simulate(scenarios, seeds, progress=part_of(progress, next(calls), parts=parts))


def _pilot(simulate: Simulated, seeds: int, scenario: Scenario) -> list[Run]:
    return simulate([scenario], seeds)[scenario.reference]


def _look(
    baseline: Scenario, alternatives: Sequence[Scenario], simulate: Simulated, seeds: int, *, looks: int
) -> tuple[Comparison, Mapping[str, list[Run]]]:
    """One of the planned looks at runs."""
    runs = simulate([baseline, *alternatives], seeds)
    thresholds = {one.reference: one.thresholds for one in alternatives}
    months = runs[baseline.reference][0].months
    begins = {one.reference: first_month(baseline, one, months) or 0 for one in alternatives}
    cuts = [one.reference for one in alternatives if is_cut(baseline, other=one, months=months)]
    others = _others(runs, baseline.reference)
    return compare(runs[baseline.reference], others, thresholds, looks, begins, cuts), runs


def _may_settle(look: tuple[Comparison, Mapping[str, list[Run]]]) -> bool:
    return any(difference.may_settle for difference in look[0].differences)


def _others(runs: Mapping[str, list[Run]], baseline: str) -> dict[str, list[Run]]:
    return {name: each for name, each in runs.items() if name != baseline}


def study_of(
    runs: Mapping[str, list[Run]], comparison: Comparison | str, planned: int = 1, discount: float = DISCOUNT
) -> Study:
    """Find in runs, by the scenarios' references, what they say, with their comparison or as compared with a baseline."""
    if isinstance(comparison, str):
        comparison = compare(runs[comparison], _others(runs, comparison))
    before, others, begins = runs[comparison.baseline], _others(runs, comparison.baseline), comparison.begins
    level = headline_level(len(others), looks=planned)
    return Study(
        comparison=comparison,
        runs=runs,
        groups=tuple(compare_groups(before, others, begins)),
        ledgers=tuple(ledger(name, each) for name, each in runs.items()),
        values=tuple(value(name, before, runs=each, discount=discount, level=level) for name, each in others.items()),
        looks=(),
        planned=planned,
        timelines=timelines(before, others, begins),
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
    draw = lot(baseline, alternative=alternatives[0], setting=setting)
    story = partial(_story, code(), baseline, second=alternatives[0], setting=setting, draw=draw)
    return tuple(persons), tuple(crew.map(story, TOLD))


def _story(
    wanted: Code, baseline: Scenario, resident: Choice, *, second: Scenario, setting: Setting, draw: int
) -> Story:
    join(wanted)
    return tell(baseline, second=second, setting=setting, resident=resident, draw=draw)


def lot(baseline: Scenario, *, alternative: Scenario, setting: Setting) -> int:
    """Return the seed of the lot for a comparison: the same for the same policies and random numbers, another for others."""
    policies = json.dumps([baseline.canonical(), alternative.canonical(), setting.person_seed], sort_keys=True)
    return int(hashlib.sha256(policies.encode()).hexdigest(), 16) % LOTS
