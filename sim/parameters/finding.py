"""Levers on finding, deciding and judging: the grid, the party network, evaluation."""

from sim.parameters.quantity import Group, months, practice, quantity, share, switch


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
        "居(村)委会编制之外、由其经费支付的一线专职人员",
    )
    decision_level: int = quantity(2, (0, 2), unit="level", domain=(0, 2)).means(
        "who may decide a complex case: 0 the community, 1 the street, 2 the department",
        "复杂个案的决定权：0 社区，1 街道(镇)，2 职能部门",
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
        "share of party members who look after residents", "主动服务居民的党员比例"
    )
    layers: int = quantity(1, (1, 3), unit="layers", domain=(1, 3)).means(
        "layers of the network: committee, branch, group", "组织层级：党委、党支部、党小组"
    )
    firm_reach: float = share(0.0, (0, 1), intervention=True).means(
        "share of firms in industrial communities with a party organization that serves workers",
        "园区内由党组织服务职工的企业比例",
    )


class Evaluation(Group):
    """By what committees are judged."""

    regime: int = quantity(1, (0, 2), unit="regime", domain=(0, 2)).means(
        "evaluation: 0 none, 1 by fixed indicators (what is reported), 2 by distinctive ones (what is resolved)",
        "评价方式：0 无，1 固定指标(看上报)，2 特色指标(看实际解决)",
    )
    judged_by: int = switch(0, (0, 1)).means(
        "what is judged: 0 change since the last evaluation, 1 outcome", "评价内容：0 考察变化，1 考察成效"
    )
    feedback_weight: float = share(0.3, (0, 1)).means(
        "how much the evaluation counts for those evaluated", "评价结果对被评价者的影响程度"
    )
    evaluation_months: int = months(12, (3, 36), domain=(1, 60)).means(
        "months from one evaluation to the next", "两次评价之间的月数"
    )
    evaluation_effort: float = practice(1.0, (0, 3), domain=(0, 10)).means(
        "effort put into an evaluation; with more it errs less", "投入评价的力度：力度越大误差越小"
    )
    learning_rate: float = share(0.6, (0.2, 1)).means(
        "how far offices go by the latest evaluation, against what they believed before",
        "政府部门采信最近一次评价(相对原有认识)的程度",
    )
