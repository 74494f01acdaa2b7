"""World parameters: firms and donors."""

from sim.parameters.quantity import Group, quantity
from sim.parameters.vectors import ByType


class Firms(Group):
    """Where firms are, what they and residents give, and whom firms reach."""

    firm_presence: ByType = quantity(
        ByType(traditional=0.1, market=0.2, rural=0.1, industrial=1.0),
        unit="industrial communities = 1",
        domain=(0, 1),
        plausible=(0, 1),
        source="direction: article (E21, E34)",
        en="how much of working life firms on the spot make up",
        zh="社区内企业的集聚程度",
    )
    donation_per_active: float = quantity(
        60.0,
        unit="yuan per participant and year",
        domain=(0, 100000),
        plausible=(0, 300),
        source="S38: 96 yuan of charity per resident in Ningbo is the most; a twentieth of it assumed",
        en="what a resident who takes part would give to organizations of full reputation",
        zh="参与居民愿向声誉满分的社会组织捐赠的金额",
    )
    firm_giving: float = quantity(
        6.0,
        unit="yuan per resident and year",
        domain=(0, 100000),
        plausible=(0, 40),
        source="S38 (the most, as above)",
        en="what firms of an industrial community would give to organizations of full reputation",
        zh="工业型社区企业愿向声誉满分的社会组织捐赠的金额",
    )
    raising_time: float = quantity(
        0.02,
        unit="share",
        domain=(0, 0.5),
        plausible=(0, 0.1),
        en="staff time that raising funds takes where none of the income is government's",
        zh="完全没有政府收入时筹款占用的人员时间",
    )
    effort_crowding: float = quantity(
        0.5,
        unit="share",
        domain=(-1, 1),
        plausible=(0, 1),
        source="S90 (direction)",
        en="how far fund-raising falls where all of the income is government's",
        zh="收入全部来自政府时筹款努力下降的程度",
    )
    firm_on_publicity: float = quantity(
        0.3,
        unit="share",
        domain=(0, 10),
        plausible=(0, 1),
        en="publicity's reach that firms with a party organization add in industrial communities",
        zh="设有党组织的企业使工业型社区宣传覆盖增加的比例",
    )
    firm_asks: float = quantity(
        0.05,
        unit="per month",
        domain=(0, 1),
        plausible=(0, 0.2),
        en="chance of a month that such a firm asks its workers to join in",
        zh="此类企业每月邀请职工参与社区活动的概率",
    )
