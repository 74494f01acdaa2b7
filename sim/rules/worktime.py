"""Time: who works, who works shifts, and what that leaves for taking part (model.md 4.2)."""

from sim.quantities import ByAge, ByType, Group, factor, share, weight
from sim.rules.random_numbers import WORD, philox
from sim.rules.rule import rule
from sim.state import Community, Many, Resident
from sim.state.random_numbers import RANK_OF

RANKS = 127


class Worktime(Group):
    """Time that work takes."""

    employed_share: ByAge = share(ByAge.from_youngest(0.0, 0.1, 0.7, 0.85, 0.65, 0.3, 0.1, 0.0), (0, 1)).means(
        "residents who work, by age", "各年龄段从业居民的比例"
    )
    migrant_employment: float = factor(1.1, (1, 1.3)).means(
        "how much more often those without local registration work", "无本地户籍者从业比例的倍数"
    )
    shift_share: ByType = share(ByType(traditional=0.15, market=0.1, rural=0.1, industrial=0.45), (0, 0.7)).means(
        "share of those who work that works shifts, by type of community", "各类社区从业者中轮班工作的比例"
    )
    work_cost: float = weight(0.4, (0, 1)).means(
        "what a job takes from the inclination to take part; 0 switches it off", "工作对参与倾向的占用；0 表示关闭"
    )
    shift_cost: float = weight(0.5, (0, 1.5)).means(
        "what working shifts takes beyond that; 0 switches it off", "轮班在此之外的占用；0 表示关闭"
    )


@rule
def begin_rank(residents: Many[Resident], lo_residents: int, *, key_low: int, key_high: int) -> None:
    """Everyone's rank in work, for life: of equals the lowest ranks work shifts, the next by day, the last not."""
    for i in range(len(residents)):
        word, _, _, _ = philox(
            lo_residents + i, month=0, purpose=RANK_OF, entered=0, key_low=key_low, key_high=key_high
        )
        residents[i].work_rank = word * RANKS // WORD


@rule
def time_cost(me: Resident, here: Community, how: Worktime) -> float:
    """What having a job takes from the utility of taking part, and what working shifts takes beyond that."""
    employed = min(how.employed_share[me.age_group] * (1.0 if me.registered != 0 else how.migrant_employment), 1.0)
    rank = (me.work_rank + 0.5) * (1.0 / RANKS)
    return (how.work_cost if rank < employed else 0.0) + (
        how.shift_cost if rank < employed * how.shift_share[here.kind] else 0.0
    )
