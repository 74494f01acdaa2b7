"""Time: who works, who works shifts, and what that leaves for taking part (model.md 4.2)."""

from sim.parameters.world.worktime import Worktime
from sim.rules.luck import WORD, philox
from sim.rules.rule import rule
from sim.state import Community, Many, Resident
from sim.state.luck import RANK_OF

RANKS = 127


@rule
def begin_rank(residents: Many[Resident], lo_residents: int, key_low: int, key_high: int) -> None:
    """Everyone's rank in work, for life: of equals the lowest ranks work shifts, the next by day, the last not."""
    for i in range(len(residents)):
        word, _, _, _ = philox(lo_residents + i, 0, RANK_OF, 0, key_low, key_high)
        residents[i].work_rank = word * RANKS // WORD


@rule
def time_cost(me: Resident, here: Community, how: Worktime) -> float:
    """What having a job takes from the utility of taking part, and what working shifts takes beyond that."""
    employed = min(how.employed_share[me.age_group] * (1.0 if me.registered != 0 else how.migrant_employment), 1.0)
    rank = (me.work_rank + 0.5) * (1.0 / RANKS)
    return (how.work_cost if rank < employed else 0.0) + (
        how.shift_cost if rank < employed * how.shift_share[here.kind] else 0.0
    )
