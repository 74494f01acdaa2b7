"""Levers: what a city chooses. Neutral values are practice around 2016."""

from pydantic import BaseModel, ConfigDict

from sim.parameters.finding import Evaluation, Grid, Party
from sim.parameters.quantity import Group, quantity


class Funding(Group):
    """How much public money there is a year and what it is spent on."""

    budget_per_resident: float = quantity(
        300.0,
        unit="yuan per resident and year",
        domain=(0, 100_000),
        plausible=(50, 1_000),
        en="public money for community governance and services",
        zh="社区治理与服务的公共经费",
    )
    budget_growth: float = quantity(
        0.0,
        unit="per year",
        domain=(-0.5, 0.5),
        plausible=(-0.05, 0.19),
        source="S39",
        en="growth of the budget from one year to the next",
        zh="经费的年增长率",
    )
    committee_share: float = quantity(
        0.54,
        unit="share",
        domain=(0, 1),
        plausible=(0.3, 0.7),
        en="share of the budget that pays committees and their staff",
        zh="用于居(村)委会及其人员的经费比例",
    )
    direct_share: float = quantity(
        0.30,
        unit="share",
        domain=(0, 1),
        plausible=(0.1, 0.6),
        en="share of the budget that departments spend on services of their own",
        zh="职能部门直接提供服务的经费比例",
    )
    purchase_share: float = quantity(
        0.08,
        unit="share",
        domain=(0, 1),
        plausible=(0, 0.4),
        en="share of the budget that buys services from social organizations",
        zh="向社会组织购买服务的经费比例",
    )
    grant_share: float = quantity(
        0.033,
        unit="share",
        domain=(0, 1),
        plausible=(0, 0.17),
        en="share of the budget that is granted to social organizations",
        zh="资助社会组织的经费比例",
    )
    need_weight: float = quantity(
        0.0,
        unit="share",
        domain=(0, 1),
        plausible=(0, 1),
        en="allocation across communities: 0 by head, 1 by unmet need",
        zh="社区间分配依据：0 按人头，1 按未满足的需求",
    )
    equity_floor: float = quantity(
        0.0,
        unit="share",
        domain=(0, 1),
        plausible=(0, 1),
        en="least share of the amount per head that any community gets",
        zh="任一社区至少得到人均额的比例",
    )


class Provision(Group):
    """What kind of service is offered."""

    menu_share: float = quantity(
        0.0,
        unit="share",
        domain=(0, 1),
        plausible=(0, 1),
        en="share of services offered as a menu that residents choose from",
        zh="以菜单方式供居民选择的服务比例",
    )
    variants_offered: int = quantity(
        4,
        unit="variants",
        domain=(1, 8),
        plausible=(1, 8),
        en="variants of a service on the menu",
        zh="菜单上每类服务的品种数",
    )
    survey_effort: float = quantity(
        0.5,
        unit="surveys of every household a year",
        domain=(0, 2),
        plausible=(0, 2),
        en="how often residents are asked what they want",
        zh="居民需求调查的频度：1 为每年每户一次",
    )


class Assessment(Group):
    """What committees owe to those above them."""

    assessment_share: float = quantity(
        0.5,
        unit="share",
        domain=(0, 0.95),
        plausible=(0.2, 0.7),
        source="S30, S31",
        en="share of committee time that goes into assessment and passed-down tasks",
        zh="居(村)委会用于考核和下派任务的时间比例",
    )
    task_cap: float = quantity(
        0.0,
        unit="share",
        domain=(0, 1),
        plausible=(0, 1),
        en="cap on tasks that programmes pass down: 0 none, 1 no task beyond assessment",
        zh="下派任务准入：0 不设限，1 考核之外不得下派",
    )


class Methods(Group):
    """How intensely committees work, each way on its own; 1 is practice around 2016."""

    publicity: float = quantity(
        1.0,
        unit="practice around 2016 = 1",
        domain=(0, 2),
        plausible=(0, 2),
        en="community publicity",
        zh="社区宣传",
    )
    culture: float = quantity(
        1.0,
        unit="practice around 2016 = 1",
        domain=(0, 2),
        plausible=(0, 2),
        en="community culture",
        zh="社区文化",
    )
    service: float = quantity(
        1.0,
        unit="practice around 2016 = 1",
        domain=(0, 2),
        plausible=(0, 2),
        en="community service",
        zh="社区服务",
    )


class Levers(BaseModel):
    """Everything a city chooses, by group."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    funding: Funding = Funding()
    provision: Provision = Provision()
    assessment: Assessment = Assessment()
    methods: Methods = Methods()
    grid: Grid = Grid()
    party: Party = Party()
    evaluation: Evaluation = Evaluation()


BUDGET_SHARES = ("committee_share", "direct_share", "purchase_share", "grant_share")
