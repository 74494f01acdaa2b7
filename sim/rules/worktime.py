"""Time: who works, who works shifts, and what that leaves for taking part (model.md 4.2)."""

from collections.abc import MutableSequence, Sequence

from sim.rules.luck import philox
from sim.rules.rule import rule

RANKS = 127
RANK_OF = 906
WORD = 4294967296


@rule
def begin_rank(work_rank: MutableSequence[int], lo_residents: int, key_low: int, key_high: int) -> None:
    """Everyone's rank in work, for life: of equals the lowest ranks work shifts, the next by day, the last not."""
    for i in range(len(work_rank)):
        word, _, _, _ = philox(lo_residents + i, 0, RANK_OF, 0, key_low, key_high)
        work_rank[i] = word * RANKS // WORD


@rule
def time_cost(
    age_group: int,
    registered: int,
    kind: int,
    work_rank: int,
    employed_share: Sequence[float],
    migrant_employment: float,
    shift_share: Sequence[float],
    work_cost: float,
    shift_cost: float,
) -> float:
    """What having a job takes from the utility of taking part, and what working shifts takes beyond that."""
    employed = min(employed_share[age_group] * (1.0 if registered != 0 else migrant_employment), 1.0)
    rank = (work_rank + 0.5) * (1.0 / RANKS)
    return (work_cost if rank < employed else 0.0) + (shift_cost if rank < employed * shift_share[kind] else 0.0)
