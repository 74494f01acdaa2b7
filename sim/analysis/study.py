"""A planner's whole question: runs, looked at as often as planned, and everything that they say."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from sim.analysis.by_group import GroupDifference, compare_groups
from sim.analysis.comparison import Comparison, Difference, compare
from sim.analysis.looks import LOOKS, until_settled
from sim.runs.result import Run
from sim.scenario import Scenario

Simulate = Callable[[list[Scenario], int], dict[str, list[Run]]]
"""Runs scenarios with so many seeds; results by the scenario's reference."""


@dataclass(frozen=True)
class Study:
    """What a report is made of: the runs, and what was found in them.

    ``looks`` are the numbers of seeds at which the runs were looked at.
    """

    comparison: Comparison
    runs: Mapping[str, list[Run]]
    groups: tuple[GroupDifference, ...]
    looks: tuple[int, ...]

    @property
    def differences(self) -> tuple[Difference, ...]:
        """Every outcome of every alternative."""
        return self.comparison.differences


def study(baseline: Scenario, alternatives: Sequence[Scenario], simulate: Simulate, seeds: int | None) -> Study:
    """Run a baseline and alternatives and compare them; without a number of ``seeds`` until the verdicts are settled."""
    if seeds is None:
        return until_settled(lambda n: _studied(baseline, alternatives, simulate, n, LOOKS))
    return _studied(baseline, alternatives, simulate, seeds, (seeds,))


def _studied(
    baseline: Scenario, alternatives: Sequence[Scenario], simulate: Simulate, seeds: int, planned: Sequence[int]
) -> Study:
    runs = simulate([baseline, *alternatives], seeds)
    thresholds = {one.reference: one.thresholds for one in alternatives}
    return study_of(
        runs, baseline.reference, thresholds, tuple(look for look in planned if look <= seeds), len(planned)
    )


def study_of(
    runs: Mapping[str, list[Run]],
    baseline: str,
    thresholds: Mapping[str, Mapping[str, float]] | None = None,
    looks: tuple[int, ...] = (),
    planned: int = 1,
) -> Study:
    """Find in runs, by the scenarios' references, everything that a report says; one of ``planned`` looks at them."""
    others = {name: each for name, each in runs.items() if name != baseline}
    comparison = compare(runs[baseline], others, thresholds, planned)
    return Study(comparison, runs, tuple(compare_groups(runs[baseline], others)), looks)
