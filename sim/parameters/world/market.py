"""World parameters: the market of low-fee services."""

from sim.parameters.quantity import Group, quantity
from sim.parameters.vectors import ByAge, ByDomain


class Market(Group):
    """What firms offer for a fee, who can pay, and what a fee pays for."""

    market_supply: ByDomain = quantity(
        ByDomain(
            elderly_care=0.2,
            children_education=0.4,
            health=0.15,
            culture=0.15,
            social_security=0.0,
            housing=0.15,
            population_services=0.0,
            convenience=0.5,
        ),
        unit="cases per 1,000 residents and month",
        domain=(0, 1000),
        plausible=(0, 5),
        en="cases that firms can take for a low fee",
        zh="企业可低偿承接的个案",
    )
    demand_elasticity: float = quantity(
        0.5,
        unit="1",
        domain=(0, 10),
        plausible=(0, 1.5),
        en="percent by which firms offer more where demand is a percent above the usual, about a year later",
        zh="需求高于通常水平百分之一时，企业约一年后增加供给的百分数",
    )
    usual_demand: ByDomain = quantity(
        ByDomain(
            elderly_care=5.4,
            children_education=5.1,
            health=9.5,
            culture=2.4,
            social_security=5.9,
            housing=3.0,
            population_services=2.6,
            convenience=3.6,
        ),
        unit="cases per 1,000 residents and month",
        domain=(0, 1000),
        plausible=(0, 30),
        source="assumed: what the baseline's second and third year show where supply does not follow demand",
        en="cases of those who can pay that come as far as firms, in practice around 2016",
        zh="2016年前后有支付能力且进入市场的个案",
    )
    pays_share: ByAge = quantity(
        ByAge(
            age_0_14=0.6,
            age_15_17=0.6,
            age_18_29=0.6,
            age_30_49=0.65,
            age_50_59=0.6,
            age_60_69=0.5,
            age_70_79=0.4,
            age_80_plus=0.35,
        ),
        unit="share",
        domain=(0, 1),
        plausible=(0.1, 0.95),
        en="residents who can pay a low fee",
        zh="能够支付低偿费用的居民比例",
    )
    unregistered_means: float = quantity(
        0.8,
        unit="share",
        domain=(0, 1),
        plausible=(0.4, 1),
        en="of them, those without local registration against those with it",
        zh="非本地户籍者支付能力相对本地户籍者的比例",
    )
    low_fee: float = quantity(
        60.0,
        unit="yuan per case",
        domain=(0, 100000),
        plausible=(20, 150),
        en="a low fee",
        zh="低偿收费",
    )
    price_burden: float = quantity(
        0.1,
        unit="share",
        domain=(0, 1),
        plausible=(0, 0.3),
        en="what paying a fee takes from the quality of help",
        zh="付费使帮助体验降低的比例",
    )
    market_fit: float = quantity(
        0.5,
        unit="share",
        domain=(0, 1),
        plausible=(0.2, 0.9),
        en="chance that the market fits its help to a wish that is not the most common",
        zh="市场满足非主流意愿的概率",
    )
    leading_time: float = quantity(
        0.4,
        unit="share",
        domain=(0.01, 1),
        plausible=(0.2, 0.8),
        en="staff time that leading volunteers in a case takes, against doing it",
        zh="带领志愿者办理个案所需的人员时间比例",
    )
