"""Policies over an ensemble of worlds."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from sim.ensemble.shipped import World
from sim.errors import Problem, ScenarioError
from sim.model.groups import GROUPS
from sim.outcomes import BY_NAME, HEADLINE
from sim.parameters import TYPES
from sim.runs.result import Floats
from sim.statistics.thresholds import threshold
from sim.studies.claims.claim import CITY, Arm, Measured, check_arm
from sim.studies.claims.measuring import outcomes_of_groups, value
from sim.studies.claims.results import gathered
from sim.studies.claims.runs import Plan, Setting
from sim.studies.robustness import Threshold, Weighed, weigh

Values = dict[str, dict[str, Floats]]


def policy_plan(
    policies: Sequence[str], thresholds: Sequence[Threshold], worlds: Sequence[World], setting: Setting
) -> Plan:
    """What weighing policies needs: headline outcomes, those of thresholds, and the first one's groups.

    Raises
    ------
    ScenarioError
        With everything that is wrong with the policies.
    """
    arms = tuple(Arm(policy) for policy in policies)
    problems = [
        one for arm in arms for one in check_arm(arm, lambda given, **rest: Problem("", None, "", given, **rest))
    ]
    if problems:
        raise ScenarioError(problems)
    outcomes = dict.fromkeys([*(one.outcome for one in thresholds), *(one.name for one in HEADLINE)])
    measured = [Measured(outcome) for outcome in outcomes]
    measured += [Measured(thresholds[0].outcome, group) for group in _groups(thresholds[0].outcome)]
    return Plan(arms, tuple(measured), tuple(worlds), setting)


def _groups(outcome: str) -> list[str]:
    of_residents = list(GROUPS) if outcome in outcomes_of_groups() else []
    return [*of_residents, *TYPES]


def values_of(plan: Plan, folder: Path) -> tuple[list[int], Values, Values]:
    """The worlds of which runs are kept; by policy and outcome, and by policy and group, means over seeds and months."""
    worlds, runs = gathered(plan, folder)
    years = plan.setting.years
    city: Values = {arm.scenario: {} for arm in plan.arms}
    groups: Values = {arm.scenario: {} for arm in plan.arms}
    first = plan.measured[0].outcome
    for place, one in enumerate(plan.measured):
        for arm in plan.arms:
            found = value(runs[arm][..., place, :], first=1, last=years).mean(axis=1)
            if one.group == CITY:
                city[arm.scenario][one.outcome] = found
            if one.outcome == first:
                groups[arm.scenario][one.group] = found
    return worlds, city, groups


def weighed(plan: Plan, thresholds: Sequence[Threshold], folder: Path) -> Weighed:
    """Weigh a plan's policies by the runs that are kept."""
    worlds, city, groups = values_of(plan, folder)
    outcome = BY_NAME[thresholds[0].outcome]
    sign = -1 if outcome.good < 0 or thresholds[0].at_most else 1
    level = float(np.nanmean(city[plan.arms[0].scenario][outcome.name]))
    matters = threshold(outcome, level, {}) or 0.0
    return weigh(city, groups=groups, worlds=worlds, thresholds=thresholds, sign=sign, matters=matters)
