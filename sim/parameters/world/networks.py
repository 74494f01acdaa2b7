"""World parameters: the grid and the party network."""

from sim.parameters.quantity import Group, per_month, quantity, share
from sim.parameters.vectors import ByType


class Networks(Group):
    """What networks find, whom they have, and what they ask of committees."""

    found_by_grid: float = per_month(0.4, (0.1, 1), domain=(0, 100)).means(
        "rate at which a grid of usual cells finds a hidden case", "常规网格发现隐性需求的速率"
    )
    usual_cell: float = quantity(
        1080.0, (500, 2_000), unit="residents per cell", domain=(1, 100_000), source="S24"
    ).means("residents of a usual cell; a cell of half as many finds at twice the rate", "常规网格的居民数")
    found_by_party: float = per_month(0.3, (0.05, 0.6)).means(
        "hidden cases found where all members are active in three layers",
        "三层网络全体党员主动服务时发现隐性需求的比例",
    )
    party_share: ByType = share(ByType(traditional=0.1, market=0.08, rural=0.06, industrial=0.05), (0.03, 0.15)).means(
        "party members among residents of 18 or older", "18岁及以上居民中的党员比例"
    )
    party_presence: ByType = share(ByType(traditional=1.0, market=0.6, rural=0.9, industrial=0.3), (0.1, 1)).means(
        "residents whom the party network reaches without firms", "不依托企业时党组织网络所及居民比例"
    )
    front_line_service: float = share(0.4, (0.2, 0.7)).means(
        "time of front-line staff that serves cases", "一线人员用于服务个案的时间比例"
    )
    cell_minutes: float = quantity(600.0, (200, 3_000), unit="minutes per cell and month", domain=(0, 100_000)).means(
        "committee time for the paperwork of a cell", "每个网格每月给居(村)委会增加的台账时间"
    )
    member_minutes: float = quantity(
        10.0, (3, 40), unit="minutes per member, layer and month", domain=(0, 10_000)
    ).means("committee time for organizing an active party member", "每层组织每名活跃党员每月所需的组织时间")
    firm_minutes: float = quantity(1.0, (0.2, 3), unit="minutes per resident and month", domain=(0, 10_000)).means(
        "committee time for reaching workers through firms", "依托企业联系职工所需时间"
    )
    supervision_time: float = share(0.02, (0.005, 0.06)).means(
        "committee time that full cross-system supervision takes", "充分跨系统监督占用的居(村)委会时间"
    )
    evaluation_time: float = share(0.03, (0.01, 0.1)).means(
        "committee time that an evaluation of outcomes takes at full weight, beyond that of fixed indicators",
        "成效评价比固定指标考核多占用的居(村)委会时间",
    )
    tasks_needed: float = share(0.7, (0.3, 1)).means(
        "what networks still find when all their tasks are capped", "下派任务全部封顶后网络仍有的发现能力"
    )
