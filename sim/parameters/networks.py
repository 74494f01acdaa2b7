"""Parameters of networks."""

from sim.quantities import ByType, Group, quantity, share


class Networks(Group):
    """What networks ask of committees."""

    front_line_service: float = share(0.4, (0.2, 0.7)).means(
        "time of front-line staff that serves cases", "一线人员用于服务个案的时间比例"
    )
    cell_minutes: float = quantity(300.0, (200, 3_000), unit="minutes per cell and month", domain=(0, 100_000)).means(
        "committee time for the paperwork of a cell", "每个网格每月给居（村）委会增加的台账时间"
    )
    member_minutes: float = quantity(5.0, (3, 40), unit="minutes per member and month", domain=(0, 10_000)).means(
        "committee time for organizing an active party member", "组织每名活跃党员每月所需的居（村）委会时间"
    )
    firm_minutes: float = quantity(1.0, (0.2, 3), unit="minutes per resident and month", domain=(0, 10_000)).means(
        "committee time for reaching workers through firms", "依托企业联系职工所需时间"
    )
    supervision_time: float = share(0.02, (0.005, 0.06)).means(
        "committee time that full cross-system supervision takes", "充分跨系统监督占用的居（村）委会时间"
    )
    evaluation_time: float = share(0.03, (0.01, 0.1)).means(
        "committee time that an evaluation of outcomes takes at full weight, beyond that of fixed indicators",
        "成效评价比固定指标考核多占用的居（村）委会时间",
    )
    tasks_needed: float = share(0.7, (0.3, 1)).means(
        "rounds, visits and organizing that are still done when all tasks are capped",
        "下派任务全部封顶后仍开展的走访与组织工作比例",
    )


class Grid(Group):
    """Cells below the community (网格), and who decides what they find."""

    coverage: float = share(0.2, (0, 1), intervention=True).means(
        "share of residents whom the grid covers", "网格覆盖的居民比例"
    )
    residents_per_cell: float = quantity(
        1080.0, (100, 3_000), unit="residents per cell", domain=(50, 20_000), source="S24 (Cixi, end 2021)"
    ).means("residents of one grid cell", "每个网格的居民数")
    front_line_staff: float = quantity(
        0.0,
        (0, 20),
        unit="posts per 10,000 residents",
        domain=(0, 1_000),
        source="S24 (about 9 full-time in Cixi in 2021; those of 2016 are the committee's own)",
        intervention=True,
    ).means(
        "front-line posts besides the committee's own, paid from its money",
        "居（村）委会编制之外、由其经费支付的一线专职人员",
    )
    decision_level: int = quantity(2, (0, 2), unit="level", domain=(0, 2)).means(
        "who may decide a complex case: 0 the community, 1 the street, 2 the department",
        "复杂个案的决定权：0 社区，1 街道（镇），2 职能部门",
    )
    head_responsibility: float = share(0.0, (0, 1)).means(
        "how far heads of offices answer for each complex case", "首长负责的程度"
    )
    cross_system_supervision: float = share(0.0, (0, 1)).means(
        "how far systems check on each other's complex cases", "跨系统监督的程度"
    )


class Party(Group):
    """The party network in communities and firms (党建网络)."""

    active_share: float = share(0.1, (0, 1), intervention=True).means(
        "share of party members within reach of a branch who look after residents", "党组织所及党员中主动服务居民的比例"
    )
    layers: int = quantity(1, (1, 3), unit="layers", domain=(1, 3)).means(
        "layers of the network: committee, branch, group", "组织层级：党委、党支部、党小组"
    )
    firm_reach: float = share(0.0, (0, 1), intervention=True).means(
        "share of firms in industrial communities with a party organization that serves workers",
        "园区内由党组织服务职工的企业比例",
    )


class Rounds(Group):
    """What a worker does in a cell."""

    usual_cell: float = quantity(
        1080.0, (500, 2_000), unit="residents per cell", domain=(1, 100_000), source="S24"
    ).means(
        "residents of a usual cell, for which the way from home to home is given", "常规网格的居民数（步行时间的基准）"
    )
    people_per_home: float = quantity(2.6, (2.2, 3.2), unit="residents", domain=(1, 100)).means(
        "residents of a home", "每户居民数"
    )
    round_minutes: float = quantity(600.0, (200, 3_000), unit="minutes per cell and month", domain=(0, 100_000)).means(
        "time that one of the committee's own staff gives to rounds in a cell",
        "居（村）委会人员每月在所包网格走访的时间",
    )
    front_line_rounds: float = share(0.4, (0.2, 0.6)).means(
        "time of front-line staff that goes into rounds in their cells", "一线人员用于网格走访的时间比例"
    )
    door_minutes: float = quantity(15.0, (8, 30), unit="minutes per home", domain=(0.1, 10_000)).means(
        "a worker's time at a home that is visited", "网格员在每户停留的时间"
    )
    walk_minutes: float = quantity(6.0, (2, 20), unit="minutes per home", domain=(0, 10_000)).means(
        "a worker's way from home to home in a usual cell; it grows with the root of the residents per worker",
        "常规网格中户与户之间的步行时间；随每名人员所负责居民数的平方根增长",
    )


class Members(Group):
    """Party members among residents, and their visits."""

    party_share: ByType = share(ByType(traditional=0.1, market=0.08, rural=0.06, industrial=0.05), (0.03, 0.15)).means(
        "party members among residents of 18 or older", "18岁及以上居民中的党员比例"
    )
    party_presence: ByType = share(ByType(traditional=1.0, market=0.6, rural=0.9, industrial=0.3), (0.1, 1)).means(
        "party members whom a branch of the community reaches without firms", "不依托企业时社区党组织所能组织的党员比例"
    )
    visits_to_tied: float = quantity(
        0.5,
        (0.1, 1.5),
        unit="visits per awake tie and month",
        domain=(0, 30),
        source="T86 (few acts a month: direction)",
    ).means(
        "visits of an active member to each of those one is in touch with", "主动服务的党员每月走访每位有联系居民的次数"
    )
    visit_minutes: float = quantity(40.0, (20, 90), unit="minutes per visit", domain=(0, 10_000)).means(
        "a member's own time for a visit", "党员每次走访所用的个人时间"
    )
    layer_minutes: float = quantity(20.0, (10, 60), unit="minutes per layer and month", domain=(0, 10_000)).means(
        "an active member's own time for meeting in each layer of the network",
        "活跃党员每月参加每一层组织活动所用的个人时间",
    )
    visit_finds: float = share(0.5, (0.2, 0.8)).means(
        "hidden needs of who is visited at home that come to light", "入户走访发现被访者隐性需求的概率"
    )
    fellow_workers: float = quantity(5.0, (2, 15), unit="residents", domain=(0, 1_000)).means(
        "fellow workers here whom a worker is in touch with in a firm with a party organization",
        "设有党组织的企业中一名职工有联系的本社区同事数",
    )
