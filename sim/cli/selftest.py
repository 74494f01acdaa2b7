"""The self-test that comes before any report, as the command runs it."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from sim.city.profile import load_profile
from sim.cli.simulate import Settings, simulate
from sim.errors import RunError
from sim.language import text
from sim.scenario import Scenario

if TYPE_CHECKING:
    from sim.runs.result import Run

_SEEDS = 2
_LARGE, _MONTHS_OF_LARGE = 100_000, 24
"""Residents from which the self-test is cut to two years: there it would take as long as the comparison."""


def self_test(baseline: Scenario, policies: Sequence[Scenario], how: Settings, lang: str) -> float:
    """Run what cannot matter and return the largest difference.

    Raises
    ------
    RunError
        If it is not exactly 0.
    """
    from sim.analysis.selftest import differing
    from sim.runs.many import residents_in

    large = residents_in(load_profile(how.city), how.size) >= _LARGE
    months = min(how.months, _MONTHS_OF_LARGE) if large else how.months
    few = replace(how, seeds=how.seeds[:_SEEDS], months=months)
    found = differing(baseline, policies, months, partial(_fresh, how=few))
    if found is not None:
        what, gap = found
        raise RunError(text("cli.error.self_test", lang, what=text(f"cli.selftest.{what}", lang), gap=gap))
    return 0.0


def _fresh(scenario: Scenario, how: Settings) -> "list[Run]":
    """Run in a folder of its own, so that nothing stored is taken for a new run."""
    with TemporaryDirectory(prefix="shequ-") as out:
        return simulate([scenario], how, Path(out), lambda done, total: None)[scenario.reference]
