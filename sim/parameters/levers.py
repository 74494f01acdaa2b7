"""Levers: what a city chooses. Neutral values are practice around 2016."""

from pydantic import BaseModel, ConfigDict

from sim.parameters.equity import Earmark, Entitlement
from sim.parameters.finding import Evaluation, Grid, Party
from sim.parameters.linking import Autonomy, Intensity, Learning, Triad
from sim.parameters.planning import Exit, Planning
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
        0.107,
        unit="per year",
        domain=(-0.5, 0.5),
        plausible=(-0.05, 0.19),
        source="S39, S40",
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
    load_weight: float = quantity(
        0.0,
        unit="share",
        domain=(0, 1),
        plausible=(0, 1),
        en="allocation across communities by load: cases that came to be known in about a year",
        zh="社区间按工作量（近一年新掌握的个案）分配的比例",
    )
    outcome_weight: float = quantity(
        0.0,
        unit="share",
        domain=(0, 1),
        plausible=(0, 1),
        en="allocation across communities by outcome: share of known cases resolved in about a year",
        zh="社区间按成效（近一年已解决个案的比例）分配的比例",
    )
    rural_uplift: float = quantity(
        0.0,
        unit="share",
        domain=(0, 1),
        plausible=(0, 0.5),
        en="extra weight of rural communities when money is divided; set for the whole city",
        zh="分配经费时农村社区的附加权重（全市统一设定）",
    )
    private_capital: float = quantity(
        0.0,
        unit="share",
        domain=(0, 1),
        plausible=(0, 1),
        en="openness to private capital for social organizations",
        zh="社会组织对社会资本的开放程度",
    )
    matching_rate: float = quantity(
        0.0,
        unit="yuan per yuan",
        domain=(0, 10),
        plausible=(0, 2),
        en="public money from grants for each yuan of private capital",
        zh="每元社会资本由资助资金配套的金额",
    )
    facilities_share: float = quantity(
        0.02,
        unit="share",
        domain=(0, 1),
        plausible=(0, 0.1),
        en="share of the budget for facilities: upkeep first, then building",
        zh="用于社区设施的经费比例：先维护，后建设",
    )
    facilities_grant: float = quantity(
        0.0,
        unit="yuan per resident and year",
        domain=(0, 10_000),
        plausible=(0, 5),
        source="S34 (0.51 yuan per urban resident in 2016, by arithmetic)",
        en="money from higher levels earmarked for building facilities",
        zh="上级专项用于设施建设的资金",
    )
    process_share: float = quantity(
        0.0,
        unit="share",
        domain=(0, 1),
        plausible=(0, 0.5),
        en="share of direct provision's money spent on building networks instead (process against task)",
        zh="直接提供服务的经费中转用于构建关系网络的比例(过程导向对任务导向)",
    )
    talent_share: float = quantity(
        0.0,
        unit="share",
        domain=(0, 1),
        plausible=(0, 0.1),
        en="share of the budget for talent: training places and supplements to pay before grants pay for them",
        zh="用于人才的经费比例：培训名额与薪酬补贴先由此支付，不足部分由资助资金支付",
    )
    platform_share: float = quantity(
        0.0,
        unit="share",
        domain=(0, 1),
        plausible=(0, 0.03),
        en="share of the budget for platform and screening, before committees pay for them",
        zh="用于信息平台及甄别的经费比例：先由此支付，不足部分由居(村)委会经费支付",
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
    one_stop: float = quantity(
        0.0,
        unit="share",
        domain=(0, 1),
        plausible=(0, 1),
        en="one-stop centre: how many services it brings together",
        zh="一站式服务：汇集的服务比例",
    )
    priority_rule: float = quantity(
        0.5,
        unit="share",
        domain=(0, 1),
        plausible=(0, 1),
        en="rule of the queue: 0 by waiting, 1 by urgency (age and domain), 0.5 as around 2016",
        zh="排队规则：0 按等待时间，1 按紧急程度（年龄与领域），0.5 为2016年前后的做法",
    )
    low_fee_share: float = quantity(
        0.0,
        unit="share",
        domain=(0, 1),
        plausible=(0, 1),
        en="share of organizations' services offered at a low fee",
        zh="社会组织低偿服务的比例",
    )
    free_share: float = quantity(
        1.0,
        unit="share",
        domain=(0, 1),
        plausible=(0, 1),
        en="share of their other services that is free; the rest is by volunteers whom they lead",
        zh="其余服务中无偿服务的比例；剩余部分由其带领的志愿者提供",
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
    """How intensely committees work, each way on its own; 1 is practice around 2016 (0 for the two that were rare then)."""

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
    heritage: float = quantity(
        1.0,
        unit="weight",
        domain=(0, 2),
        plausible=(0, 2),
        en="weight of culture's line of heritage against the other two",
        zh="文化建设中传统文化所占权重",
    )
    neighbourhood: float = quantity(
        1.0,
        unit="weight",
        domain=(0, 2),
        plausible=(0, 2),
        en="weight of culture's line of the neighbourhood",
        zh="文化建设中睦邻文化所占权重",
    )
    grassroots: float = quantity(
        1.0,
        unit="weight",
        domain=(0, 2),
        plausible=(0, 2),
        en="weight of culture's line of the grass roots",
        zh="文化建设中草根文化所占权重",
    )
    asking: float = quantity(
        0.0,
        unit="intensity",
        domain=(0, 2),
        plausible=(0, 2),
        en="committee staff asks residents one by one to join in",
        zh="居(村)委会逐户邀请居民参与",
    )
    problem_solving: float = quantity(
        0.0,
        unit="intensity",
        domain=(0, 2),
        plausible=(0, 2),
        en="solving the causes of residents' problems",
        zh="社区问题解决",
    )
    organization_involvement: float = quantity(
        0.0,
        unit="intensity",
        domain=(0, 2),
        plausible=(0, 2),
        en="bringing organizations, departments, volunteers and cases together",
        zh="社会组织介入",
    )


class Information(Group):
    """How residents are informed, and what is done against rumours."""

    platform_reach: float = quantity(
        0.3,
        unit="share",
        domain=(0, 1),
        plausible=(0, 1),
        en="share of residents whom the information platform reaches",
        zh="信息平台覆盖的居民比例",
    )
    screening: float = quantity(
        0.2,
        unit="share",
        domain=(0, 1),
        plausible=(0, 1),
        en="how thoroughly the platform is screened for rumours",
        zh="对平台上谣言的甄别程度",
    )
    transparency: float = quantity(
        0.3,
        unit="share",
        domain=(0, 1),
        plausible=(0, 1),
        en="how much of what is decided and done for residents is made public",
        zh="居民事务决策与办理的公开程度",
    )
    face_to_face: float = quantity(
        0.3,
        unit="share",
        domain=(0, 1),
        plausible=(0, 1),
        en="how many residents the committee talks to in person",
        zh="居(村)委会面对面沟通的居民比例",
    )


class OrganizationPolicy(Group):
    """What is done for social organizations beside giving them money; all of it is paid from the grants' share."""

    incubation: float = quantity(
        0.0,
        unit="intensity",
        domain=(0, 2),
        plausible=(0, 2),
        en="incubation of new organizations",
        zh="社会组织孵化",
    )
    training_places: float = quantity(
        0.0,
        unit="places per 10,000 residents and year",
        domain=(0, 1000),
        plausible=(0, 30),
        en="training places for staff of organizations",
        zh="社会组织人才培训名额",
    )
    wage_supplement: float = quantity(
        0.0,
        unit="yuan per post and month",
        domain=(0, 10_000),
        plausible=(0, 1_500),
        en="supplement to the pay of organizations' staff",
        zh="社会组织从业人员薪酬补贴",
    )
    grants_by_need: float = quantity(
        0.0,
        unit="share",
        domain=(0, 1),
        plausible=(0, 1),
        en="grants that follow unmet need in an organization's domain",
        zh="按服务领域未满足需求分配的资助比例",
    )
    monitoring: float = quantity(
        0.0,
        unit="share",
        domain=(0, 1),
        plausible=(0, 1),
        en="monitoring of grantees, who are funded again by effect",
        zh="对受资助组织的监测，并按成效再资助",
    )
    openings: float = quantity(
        1.0,
        unit="practice around 2016 = 1",
        domain=(0, 2),
        plausible=(0, 2),
        en="places for members that organizations open",
        zh="社会组织向居民开放的会员名额",
    )
    culture_groups: float = quantity(
        0.0,
        unit="intensity",
        domain=(0, 2),
        plausible=(0, 2),
        en="support of residents' own culture groups",
        zh="对居民自发文化团体的扶持",
    )
    elder_care_associations: float = quantity(
        0.0,
        unit="intensity",
        domain=(0, 2),
        plausible=(0, 2),
        en="support of elder-care associations that bring old people together",
        zh="对养老协会联络老年人的扶持",
    )
    seed_grant: float = quantity(
        0.0,
        unit="yuan per organization and month",
        domain=(0, 1_000_000),
        plausible=(0, 4_000),
        source="S35 (50,000 yuan a project of 6 to 12 months is the most)",
        en="grant to every new organization in its first months, before other grants",
        zh="新成立组织最初数月的种子资助(先于其他资助)",
    )
    seed_months: int = quantity(
        12,
        unit="months",
        domain=(1, 120),
        plausible=(6, 36),
        en="months for which a new organization gets the seed grant",
        zh="新成立组织享受种子资助的月数",
    )
    number_factor: float = quantity(
        1.0,
        unit="practice around 2016 = 1",
        domain=(0.25, 2),
        plausible=(0.5, 2),
        en="number of registered organizations over which the same posts and money are spread",
        zh="同样的岗位与资金分布于多少个登记组织",
    )


class Levers(BaseModel):
    """Everything a city chooses, by group."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    funding: Funding = Funding()
    provision: Provision = Provision()
    assessment: Assessment = Assessment()
    methods: Methods = Methods()
    information: Information = Information()
    organizations: OrganizationPolicy = OrganizationPolicy()
    grid: Grid = Grid()
    party: Party = Party()
    evaluation: Evaluation = Evaluation()
    entitlement: Entitlement = Entitlement()
    earmark: Earmark = Earmark()
    planning: Planning = Planning()
    exit: Exit = Exit()
    triad: Triad = Triad()
    learning: Learning = Learning()
    intensity: Intensity = Intensity()
    autonomy: Autonomy = Autonomy()


BUDGET_SHARES = (
    *("funding.committee_share", "funding.direct_share", "funding.purchase_share", "funding.grant_share"),
    *("funding.facilities_share", "planning.reserve_share", "funding.talent_share", "funding.platform_share"),
)
"""Levers that share out the budget; together at most the whole."""
