"""From runs to differences, intervals, verdicts and plain sentences."""

from sim.statistics.intervals import Estimate
from sim.studies.comparison.by_group import GroupDifference, compare_groups
from sim.studies.comparison.comparison import Comparison, Difference, compare
from sim.studies.comparison.null_test import max_abs_difference
from sim.studies.comparison.sentences import sentences

__all__ = [
    "Comparison",
    "Difference",
    "Estimate",
    "GroupDifference",
    "compare",
    "compare_groups",
    "max_abs_difference",
    "sentences",
]
