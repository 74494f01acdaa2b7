"""World parameters: the grid and the party network."""

from sim.parameters.quantity import Group, quantity
from sim.parameters.vectors import ByType


class Networks(Group):
    """What networks find, whom they have, and what they ask of committees."""

    found_by_grid: float = quantity(
        0.4,
        unit="per month",
        domain=(0, 100),
        plausible=(0.1, 1),
        en="rate at which a grid of usual cells finds a hidden case",
        zh="常规网格发现隐性需求的速率",
    )
    usual_cell: float = quantity(
        1080.0,
        unit="residents per cell",
        domain=(1, 100_000),
        plausible=(500, 2_000),
        source="S24",
        en="residents of a usual cell; a cell of half as many finds at twice the rate",
        zh="常规网格的居民数",
    )
    found_by_party: float = quantity(
        0.3,
        unit="per month",
        domain=(0, 1),
        plausible=(0.05, 0.6),
        en="hidden cases found where all members are active in three layers",
        zh="三层网络全体党员主动服务时发现隐性需求的比例",
    )
    party_share: ByType = quantity(
        ByType(traditional=0.1, market=0.08, rural=0.06, industrial=0.05),
        unit="share",
        domain=(0, 1),
        plausible=(0.03, 0.15),
        en="party members among residents of 18 or older",
        zh="18岁及以上居民中的党员比例",
    )
    party_presence: ByType = quantity(
        ByType(traditional=1.0, market=0.6, rural=0.9, industrial=0.3),
        unit="share",
        domain=(0, 1),
        plausible=(0.1, 1),
        en="residents whom the party network reaches without firms",
        zh="不依托企业时党组织网络所及居民比例",
    )
    front_line_service: float = quantity(
        0.4,
        unit="share",
        domain=(0, 1),
        plausible=(0.2, 0.7),
        en="time of front-line staff that serves cases",
        zh="一线人员用于服务个案的时间比例",
    )
    cell_minutes: float = quantity(
        600.0,
        unit="minutes per cell and month",
        domain=(0, 100_000),
        plausible=(200, 3_000),
        en="committee time for the paperwork of a cell",
        zh="每个网格每月给居(村)委会增加的台账时间",
    )
    member_minutes: float = quantity(
        10.0,
        unit="minutes per member, layer and month",
        domain=(0, 10_000),
        plausible=(3, 40),
        en="committee time for organizing an active party member",
        zh="每层组织每名活跃党员每月所需的组织时间",
    )
    firm_minutes: float = quantity(
        1.0,
        unit="minutes per resident and month",
        domain=(0, 10_000),
        plausible=(0.2, 3),
        en="committee time for reaching workers through firms",
        zh="依托企业联系职工所需时间",
    )
    supervision_time: float = quantity(
        0.02,
        unit="share",
        domain=(0, 1),
        plausible=(0.005, 0.06),
        en="committee time that full cross-system supervision takes",
        zh="充分跨系统监督占用的居(村)委会时间",
    )
    evaluation_time: float = quantity(
        0.03,
        unit="share",
        domain=(0, 1),
        plausible=(0.01, 0.1),
        en="committee time that an evaluation of outcomes takes at full weight, beyond that of fixed indicators",
        zh="成效评价比固定指标考核多占用的居(村)委会时间",
    )
    tasks_needed: float = quantity(
        0.7,
        unit="share",
        domain=(0, 1),
        plausible=(0.3, 1),
        en="what networks still find when all their tasks are capped",
        zh="下派任务全部封顶后网络仍有的发现能力",
    )
