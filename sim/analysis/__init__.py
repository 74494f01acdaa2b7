"""From runs to differences, intervals, verdicts and plain sentences."""

from sim.analysis.by_group import GroupDifference, compare_groups
from sim.analysis.comparison import Comparison, Difference, compare
from sim.analysis.intervals import Estimate
from sim.analysis.same import max_abs_difference
from sim.analysis.sentences import sentences

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
