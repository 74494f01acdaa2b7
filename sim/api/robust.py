"""Policies weighed over plausible worlds."""

from collections.abc import Mapping, Sequence
from dataclasses import KW_ONLY, dataclass
from functools import cached_property
from pathlib import Path

import pandas as pd

from sim import limits
from sim.api.options import EnsembleOptions, called_with, command
from sim.errors import InputError
from sim.language import Language, message
from sim.outcomes import BY_NAME
from sim.reading import from_home
from sim.report.robustness import Question, regret_frame, robust_frame, sentences, write_robust
from sim.runs.executors import hired
from sim.runs.result import Floats
from sim.scenario.values import did_you_mean, listed
from sim.studies.claims.options import of_policies, write_down
from sim.studies.claims.policies import policy_plan, weighed
from sim.studies.claims.runs import run_ensemble
from sim.studies.robustness import Threshold, Weighed

_ABOVE_ONE = ("facility_supply", "budget_execution_rate")
"""Shares that may be above 1."""


@dataclass(frozen=True)
class Robust:
    """Policies that were weighed; ``page`` is the page, in English."""

    found: Weighed
    page: Path

    @property
    def policies(self) -> pd.DataFrame:
        """One row a policy."""
        return robust_frame(self.found)

    @property
    def values(self) -> Mapping[str, Floats]:
        """By policy the outcome in each world."""
        return self.found.values

    @property
    def regret(self) -> pd.DataFrame:
        """One row a policy and world."""
        return regret_frame(self.found)

    def sentences(self, lang: Language = "en") -> list[str]:
        """Say which policy is first in each way, and whether the ways agree."""
        return sentences(self.found, lang)


@dataclass(frozen=True)
class RobustOptions(EnsembleOptions):
    """The keywords of `robust`, which says what they are."""

    policies: Sequence[str]
    _: KW_ONLY
    out: Path | str
    at_least: Mapping[str, float] | None = None
    at_most: Mapping[str, float] | None = None

    @cached_property
    def thresholds(self) -> list[Threshold]:
        """What is good enough, the outcome that is weighed first."""
        least = [Threshold(name, value) for name, value in (self.at_least or {}).items()]
        return least + [Threshold(name, value, at_most=True) for name, value in (self.at_most or {}).items()]


@called_with(RobustOptions)
def robust(options: RobustOptions) -> Robust:
    """Weigh policies over plausible worlds: regret, satisficing, mean and variance, worst case for whom.

    Parameters
    ----------
    policies
        Scenarios by name, file or sum, two or more.
    out
        Folder of the runs, the page and the tables.
    at_least, at_most
        What is good enough, by outcome, kept before anything is run; the first outcome is the one that is weighed.
    worlds, seeds, months, size, city, worlds_from, crew, watch
        As for `sim.claims`.

    Raises
    ------
    InputError
        Where something given is wrong, or the folder holds another question.
    RunError
        Where a file cannot be read or written; what was finished is kept.
    """
    policies, thresholds, setting = options.policies, options.thresholds, options.setting
    folder = Path(from_home(options.out, "out"))
    _check(policies, thresholds)
    plan = policy_plan(policies, thresholds, options.plausible.worlds, setting)
    write_down(of_policies(list(policies), thresholds, setting), folder)
    run_ensemble(plan, folder, hired(options.crew), options.watch)
    found = weighed(plan, thresholds, folder)
    return Robust(found, write_robust(found, folder, Question(setting, _command(options))))


def _check(policies: Sequence[str], thresholds: Sequence[Threshold]) -> None:
    limits.check_scenarios("policies", policies)
    if len(policies) < 2:
        raise InputError(message("robust.two"))
    if twice := next((one for one in policies if list(policies).count(one) > 1), None):
        raise InputError(message("robust.twice", name=twice))
    if not thresholds:
        raise InputError(message("robust.needs"))
    for one in thresholds:
        if one.outcome not in BY_NAME:
            hint = did_you_mean(one.outcome, BY_NAME) or listed(BY_NAME)
            option = "at_most" if one.at_most else "at_least"
            raise InputError(message("robust.no_outcome", option=option, name=one.outcome, hint=hint))
        is_part = BY_NAME[one.outcome].unit in ("index", "share") and one.outcome not in _ABOVE_ONE
        if is_part and not 0 <= one.value <= 1:
            option = "--at-most" if one.at_most else "--at-least"
            raise InputError(message("robust.range", option=option, name=one.outcome, given=f"{one.value:g}"))


def _command(options: RobustOptions) -> str:
    """The command that weighs the same policies again, in another folder."""
    given = [(f"at-{'most' if one.at_most else 'least'}", f"{one.outcome}={one.value:g}") for one in options.thresholds]
    size = [("worlds", options.worlds), ("seeds", options.seeds), ("months", options.months)]
    place = [("size", options.setting.size), ("city", options.city), ("worlds-from", options.worlds_from or None)]
    return command("robust", options.policies, [*given, *size, *place])
