"""What counts: runs of committed policies by the native engine, and what they say of the teams; done in worker processes."""

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from math import isnan

from sim.language import LANGUAGES, Language
from sim.language.numbers import NONE, between, change, places_apart, places_for, with_unit
from sim.outcomes import BY_NAME, Outcome
from sim.runs.result import Run
from sim.runs.single import simulate
from sim.scenario import Scenario, load
from sim.scenario.compare import first_month
from sim.statistics.intervals import Estimate, estimate
from sim.statistics.panel import panel
from sim.statistics.thresholds import threshold
from sim.statistics.verdicts import verdict
from sim.statistics.windows import months_of
from sim.studies.comparison.by_group import compare_groups
from sim.studies.comparison.comparison import Comparison, compare, judged_as
from sim.studies.why import Setting, tell
from sim.studies.why.words import chosen, heading, told
from sim.workshop.journal import Json

COST = "total_cost_yuan"
GROUP_OUTCOME = "satisfaction_mean"
ERROR = 0.05


@dataclass(frozen=True)
class Terms:
    """How a room's policies are simulated, and which outcomes are asked for."""

    city: str
    size: str
    months: int
    outcomes: tuple[str, ...]


def runs_of(scenario: Scenario, terms: Terms, seeds: Sequence[int]) -> list[Run]:
    """Runs of a policy, without what no round of the plan asks of them."""
    found = (
        simulate(scenario, seed, months=terms.months, size=terms.size, engine="compiled", city=terms.city)
        for seed in seeds
    )
    return [_less(run, terms.outcomes) for run in found]


def _less(run: Run, outcomes: Sequence[str]) -> Run:
    wanted = [BY_NAME[name] for name in (*outcomes, COST)]
    names = {name for one in wanted for name in (one.name, *(one.ratio_of or ()), *one.share_of)}
    city = {name: run.city[name] for name in names}
    return replace(run, city=city, groups={GROUP_OUTCOME: run.groups[GROUP_OUTCOME]}, communities={}, money={})


def judged(
    baseline: Scenario,
    base: list[Run],
    policies: Mapping[int, Scenario],
    runs_of_teams: Mapping[int, list[Run]],
    outcomes: tuple[str, ...],
) -> Json:
    """What the runs say: of each team by outcome, whom it moved, and which teams can be told apart.

    ``base`` are the baseline's runs; policies and their runs are by team, and ``outcomes`` those that the round asks for.
    """
    named = {str(team): policy for team, policy in policies.items()}
    begins = {name: first_month(baseline, policy, base[0].months) or 0 for name, policy in named.items()}
    runs = {str(team): own for team, own in runs_of_teams.items()}
    found = compare(base, runs, begins=begins, cuts=list(named))  # what a team spends is neither merit nor fault
    wanted = tuple(dict.fromkeys((*outcomes, COST)))
    groups = compare_groups(base, runs, begins)
    return {
        "teams": {
            name: {
                "outcomes": {one: _row(found, name, outcome=one) for one in wanted},
                "groups": [
                    {
                        "group": one.group,
                        "difference": one.estimate.value,
                        "low": one.estimate.low,
                        "high": one.estimate.high,
                    }
                    for one in groups
                    if (one.scenario, one.place, one.outcome, one.window) == (name, "city", GROUP_OUTCOME, "last_year")
                    and one.counts
                ],
            }
            for name in named
        },
        "apart": {one: _apart(judged_as(BY_NAME[one], is_cut=True), runs_of_teams) for one in wanted},
        "residents": found.residents,
        "seeds": len(found.seeds),
    }


def _row(found: Comparison, name: str, *, outcome: str) -> Json:
    difference = found.difference(name, outcome=outcome)
    assert difference is not None  # the engine reports every outcome
    gap = difference.estimate
    relative = None if not difference.baseline or gap.value is None else gap.value / abs(difference.baseline)
    return {
        "baseline": difference.baseline,
        "difference": gap.value,
        "low": gap.low,
        "high": gap.high,
        "relative": relative,
        "verdict": difference.says,
        "good": difference.outcome.good,
        "said": {lang: said(gap, difference.outcome, difference.matters, lang) for lang in LANGUAGES},
    }


def said(gap: Estimate, outcome: Outcome, matters: float | None, lang: Language) -> str:
    """A difference with its interval and unit."""
    if gap.value is None:
        return NONE
    places = places_for(gap.half_width, gap.value, outcome.unit)
    if gap.low is None or gap.high is None:
        return with_unit(change(gap.value, places, outcome.unit, lang), unit=outcome.unit, lang=lang)
    places = places_apart((gap.low, gap.high), matters, places, outcome.unit)
    written = with_unit(change(gap.value, places, outcome.unit, lang), unit=outcome.unit, lang=lang)
    return f"{written} ({between((gap.low, gap.high), places, outcome.unit, lang)})"


def _apart(outcome: Outcome, runs: Mapping[int, list[Run]]) -> list[Json]:
    """Pairs of teams that the runs can tell apart in the last year: all pairs together err in 5 % of cases."""
    pairs = list(itertools.combinations(sorted(runs), 2))
    panels = {team: panel(own, outcome) for team, own in runs.items()}
    found = []
    for one, other in pairs:
        level, window = 1 - ERROR / len(pairs), months_of("last_year", 0)
        gap = estimate(panels[one], alternative=panels[other], months=window, level=level)
        matters = threshold(outcome, panels[one].pooled(window), {})
        says = verdict(gap, matters, outcome.good, len(runs[one]))
        found.append({"teams": [one, other], "says": says, "difference": gap.value, "low": gap.low, "high": gap.high})
    return found


@lru_cache(maxsize=4)
def _baseline_runs(key: str, terms: Terms, seeds: tuple[int, ...]) -> list[Run]:
    return runs_of(load(key), terms, seeds)


def tried(reference: str, policy: Scenario, terms: Terms, seeds: tuple[int, ...], outcomes: tuple[str, ...]) -> Json:
    """A first look at a policy with a few seeds: differences and intervals, and never a verdict."""
    base, own = _baseline_runs(reference, terms, seeds), runs_of(policy, terms, seeds)
    found = {}
    for name in dict.fromkeys((*outcomes, COST)):
        outcome, window = BY_NAME[name], months_of("last_year", 0)
        gap = estimate(panel(base, outcome), alternative=panel(own, outcome), months=window)
        words = {lang: said(gap, outcome, None, lang) for lang in LANGUAGES}
        found[name] = {"difference": gap.value, "low": gap.low, "high": gap.high, "settled": False, "said": words}
    return found


def levels(base: Sequence[Run], outcomes: Sequence[str]) -> dict[str, float]:
    """Outcomes in the last year of the city that goes on as before."""
    window = months_of("last_year", 0)
    found = {name: panel(base, BY_NAME[name]).pooled(window) for name in outcomes}
    return {name: value for name, value in found.items() if not isnan(value)}


def warm(terms: Terms) -> None:
    """Load what a process needs for its first run."""
    simulate("baseline", 0, months=1, size=terms.size, engine="compiled", city=terms.city)


def story(baseline: Scenario, *, policy: Scenario, terms: Terms, names: Mapping[Language, Mapping[str, str]]) -> Json:
    """Two lives of the resident whose mean satisfaction loses most under a policy: who it is, what differs, why."""
    setting = Setting(terms.city, terms.size, 0, 0, terms.months)
    found = tell(baseline, second=policy, setting=setting, resident="most_hurt")
    lives = [[None if isnan(one) else round(float(one), 3) for one in own] for own in found.lives["satisfaction"]]
    words = {lang: [heading(found, lang), chosen(found, lang), *told(found, names[lang], lang)] for lang in LANGUAGES}
    return {"lives": lives, "month": found.month, "start": found.start, "told": words}
