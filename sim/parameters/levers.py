"""Levers: what a city chooses. Neutral values are practice around 2016."""

from pydantic import BaseModel, ConfigDict

from sim.parameters.equity import Earmark, Entitlement
from sim.parameters.finding import Evaluation, Grid, Party
from sim.parameters.linking import Autonomy, Intensity, Learning, Triad
from sim.parameters.planning import Exit, Planning
from sim.parameters.quantity import Group, intensity, months, per_year, practice, quantity, share, yuan_per_resident


class Funding(Group):
    """How much public money there is a year and what it is spent on."""

    budget_per_resident: float = yuan_per_resident(300.0, (50, 1_000), domain=(0, 100_000)).means(
        "public money for community governance and services", "社区治理与服务的公共经费"
    )
    budget_growth: float = per_year(0.107, (-0.05, 0.19), domain=(-0.5, 0.5), source="S39, S40").means(
        "growth of the budget from one year to the next", "经费的年增长率"
    )
    committee_share: float = share(0.54, (0.3, 0.7)).means(
        "share of the budget that pays committees and their staff", "用于居(村)委会及其人员的经费比例"
    )
    direct_share: float = share(0.30, (0.1, 0.6)).means(
        "share of the budget that departments spend on services of their own", "职能部门直接提供服务的经费比例"
    )
    purchase_share: float = share(0.08, (0, 0.4)).means(
        "share of the budget that buys services from social organizations", "向社会组织购买服务的经费比例"
    )
    grant_share: float = share(0.033, (0, 0.17)).means(
        "share of the budget that is granted to social organizations", "资助社会组织的经费比例"
    )
    need_weight: float = share(0.0, (0, 1)).means(
        "allocation across communities: 0 by head, 1 by unmet need", "社区间分配依据：0 按人头，1 按未满足的需求"
    )
    equity_floor: float = share(0.0, (0, 1)).means(
        "least share of the amount per head that any community gets", "任一社区至少得到人均额的比例"
    )
    load_weight: float = share(0.0, (0, 1)).means(
        "allocation across communities by load: cases that came to be known in about a year",
        "社区间按工作量（近一年新掌握的个案）分配的比例",
    )
    outcome_weight: float = share(0.0, (0, 1)).means(
        "allocation across communities by outcome: share of known cases resolved in about a year",
        "社区间按成效（近一年已解决个案的比例）分配的比例",
    )
    rural_uplift: float = share(0.0, (0, 0.5)).means(
        "extra weight of rural communities when money is divided; set for the whole city",
        "分配经费时农村社区的附加权重（全市统一设定）",
    )
    private_capital: float = share(0.0, (0, 1)).means(
        "openness to private capital for social organizations", "社会组织对社会资本的开放程度"
    )
    matching_rate: float = quantity(0.0, (0, 2), unit="yuan per yuan", domain=(0, 10)).means(
        "public money from grants for each yuan of private capital", "每元社会资本由资助资金配套的金额"
    )
    facilities_share: float = share(0.02, (0, 0.1)).means(
        "share of the budget for facilities: upkeep first, then building", "用于社区设施的经费比例：先维护，后建设"
    )
    facilities_grant: float = yuan_per_resident(
        0.0, (0, 5), source="S34 (0.51 yuan per urban resident in 2016, by arithmetic)"
    ).means("money from higher levels earmarked for building facilities", "上级专项用于设施建设的资金")
    process_share: float = share(0.0, (0, 0.5)).means(
        "share of direct provision's money spent on building networks instead (process against task)",
        "直接提供服务的经费中转用于构建关系网络的比例(过程导向对任务导向)",
    )
    talent_share: float = share(0.0, (0, 0.1)).means(
        "share of the budget for talent: training places and supplements to pay before grants pay for them",
        "用于人才的经费比例：培训名额与薪酬补贴先由此支付，不足部分由资助资金支付",
    )
    platform_share: float = share(0.0, (0, 0.03)).means(
        "share of the budget for platform and screening, before committees pay for them",
        "用于信息平台及甄别的经费比例：先由此支付，不足部分由居(村)委会经费支付",
    )


class Provision(Group):
    """What kind of service is offered."""

    menu_share: float = share(0.0, (0, 1)).means(
        "share of services offered as a menu that residents choose from", "以菜单方式供居民选择的服务比例"
    )
    variants_offered: int = quantity(4, (1, 8), unit="variants", domain=(1, 8)).means(
        "variants of a service on the menu", "菜单上每类服务的品种数"
    )
    survey_effort: float = quantity(
        0.5, (0, 2), unit="surveys of every household a year", domain=(0, 2), intervention=True
    ).means("how often residents are asked what they want", "居民需求调查的频度：1 为每年每户一次")
    one_stop: float = share(0.0, (0, 1), intervention=True).means(
        "one-stop centre: how many services it brings together", "一站式服务：汇集的服务比例"
    )
    priority_rule: float = share(0.5, (0, 1)).means(
        "rule of the queue: 0 by waiting, 1 by urgency (age and domain), 0.5 as around 2016",
        "排队规则：0 按等待时间，1 按紧急程度（年龄与领域），0.5 为2016年前后的做法",
    )
    low_fee_share: float = share(0.0, (0, 1)).means(
        "share of organizations' services offered at a low fee", "社会组织低偿服务的比例"
    )
    free_share: float = share(1.0, (0, 1)).means(
        "share of their other services that is free; the rest is by volunteers whom they lead",
        "其余服务中无偿服务的比例；剩余部分由其带领的志愿者提供",
    )


class Assessment(Group):
    """What committees owe to those above them."""

    assessment_share: float = share(0.5, (0.2, 0.7), domain=(0, 0.95), source="S30, S31").means(
        "share of committee time that goes into assessment and passed-down tasks",
        "居(村)委会用于考核和下派任务的时间比例",
    )
    task_cap: float = share(0.0, (0, 1)).means(
        "cap on tasks that programmes pass down: 0 none, 1 no task beyond assessment",
        "下派任务准入：0 不设限，1 考核之外不得下派",
    )


class Methods(Group):
    """How intensely committees work, each way on its own; 1 is practice around 2016 (0 for the two that were rare then)."""

    publicity: float = practice(1.0, (0, 2), intervention=True).means("community publicity", "社区宣传")
    culture: float = practice(1.0, (0, 2), intervention=True).means("community culture", "社区文化")
    service: float = practice(1.0, (0, 2), intervention=True).means("community service", "社区服务")
    heritage: float = quantity(1.0, (0, 2), unit="weight", domain=(0, 2)).means(
        "weight of culture's line of heritage against the other two", "文化建设中传统文化所占权重"
    )
    neighbourhood: float = quantity(1.0, (0, 2), unit="weight", domain=(0, 2)).means(
        "weight of culture's line of the neighbourhood", "文化建设中睦邻文化所占权重"
    )
    grassroots: float = quantity(1.0, (0, 2), unit="weight", domain=(0, 2)).means(
        "weight of culture's line of the grass roots", "文化建设中草根文化所占权重"
    )
    asking: float = intensity(0.0, (0, 2), intervention=True).means(
        "committee staff asks residents one by one to join in", "居(村)委会逐户邀请居民参与"
    )
    problem_solving: float = intensity(0.0, (0, 2), intervention=True).means(
        "solving the causes of residents' problems", "社区问题解决"
    )
    organization_involvement: float = intensity(0.0, (0, 2), intervention=True).means(
        "bringing organizations, departments, volunteers and cases together", "社会组织介入"
    )


class Information(Group):
    """How residents are informed, and what is done against rumours."""

    platform_reach: float = share(0.3, (0, 1), intervention=True).means(
        "share of residents whom the information platform reaches", "信息平台覆盖的居民比例"
    )
    screening: float = share(0.2, (0, 1), intervention=True).means(
        "how thoroughly the platform is screened for rumours", "对平台上谣言的甄别程度"
    )
    transparency: float = share(0.3, (0, 1), intervention=True).means(
        "how much of what is decided and done for residents is made public", "居民事务决策与办理的公开程度"
    )
    face_to_face: float = share(0.3, (0, 1), intervention=True).means(
        "how many residents the committee talks to in person", "居(村)委会面对面沟通的居民比例"
    )


class OrganizationPolicy(Group):
    """What is done for social organizations beside giving them money; all of it is paid from the grants' share."""

    incubation: float = intensity(0.0, (0, 2), intervention=True).means(
        "incubation of new organizations", "社会组织孵化"
    )
    training_places: float = quantity(
        0.0, (0, 30), unit="places per 10,000 residents and year", domain=(0, 1000), intervention=True
    ).means("training places for staff of organizations", "社会组织人才培训名额")
    wage_supplement: float = quantity(0.0, (0, 1_500), unit="yuan per post and month", domain=(0, 10_000)).means(
        "supplement to the pay of organizations' staff", "社会组织从业人员薪酬补贴"
    )
    grants_by_need: float = share(0.0, (0, 1)).means(
        "grants that follow unmet need in an organization's domain", "按服务领域未满足需求分配的资助比例"
    )
    monitoring: float = share(0.0, (0, 1), intervention=True).means(
        "monitoring of grantees, who are funded again by effect", "对受资助组织的监测，并按成效再资助"
    )
    openings: float = practice(1.0, (0, 2)).means(
        "places for members that organizations open", "社会组织向居民开放的会员名额"
    )
    culture_groups: float = intensity(0.0, (0, 2), intervention=True).means(
        "support of residents' own culture groups", "对居民自发文化团体的扶持"
    )
    elder_care_associations: float = intensity(0.0, (0, 2), intervention=True).means(
        "support of elder-care associations that bring old people together", "对养老协会联络老年人的扶持"
    )
    seed_grant: float = quantity(
        0.0,
        (0, 4_000),
        unit="yuan per organization and month",
        domain=(0, 1_000_000),
        source="S35 (50,000 yuan a project of 6 to 12 months is the most)",
    ).means(
        "grant to every new organization in its first months, before other grants",
        "新成立组织最初数月的种子资助(先于其他资助)",
    )
    seed_months: int = months(12, (6, 36), domain=(1, 120)).means(
        "months for which a new organization gets the seed grant", "新成立组织享受种子资助的月数"
    )
    number_factor: float = practice(1.0, (0.5, 2), domain=(0.25, 2)).means(
        "number of registered organizations over which the same posts and money are spread",
        "同样的岗位与资金分布于多少个登记组织",
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
