"""World parameters: the market of low-fee services."""

from sim.parameters.quantity import Group, factor, quantity, share
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
        (0, 5),
        unit="cases per 1,000 residents and month",
        domain=(0, 1000),
    ).means("cases that firms can take for a low fee", "企业可低偿承接的个案")
    demand_elasticity: float = factor(0.5, (0, 1.5), domain=(0, 10)).means(
        "percent by which firms offer more where demand is a percent above the usual, about a year later",
        "需求高于通常水平百分之一时，企业约一年后增加供给的百分数",
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
        (0, 30),
        unit="cases per 1,000 residents and month",
        domain=(0, 1000),
        source="assumed: what the baseline's second and third year show where supply does not follow demand",
    ).means(
        "cases of those who can pay that come as far as firms, in practice around 2016",
        "2016年前后有支付能力且进入市场的个案",
    )
    pays_share: ByAge = share(ByAge.from_youngest(0.6, 0.6, 0.6, 0.65, 0.6, 0.5, 0.4, 0.35), (0.1, 0.95)).means(
        "residents who can pay a low fee", "能够支付低偿费用的居民比例"
    )
    unregistered_means: float = share(0.8, (0.4, 1)).means(
        "ability to pay a low fee of residents without local registration against those with it",
        "非本地户籍者支付能力相对本地户籍者的比例",
    )
    low_fee: float = quantity(60.0, (20, 150), unit="yuan per case", domain=(0, 100000)).means("a low fee", "低偿收费")
    price_burden: float = share(0.1, (0, 0.3)).means(
        "what paying a fee takes from the quality of help", "付费使帮助体验降低的比例"
    )
    market_fit: float = share(0.5, (0.2, 0.9)).means(
        "chance that the market fits its help to a wish that is not the most common", "市场满足非主流意愿的概率"
    )
    leading_time: float = share(0.4, (0.2, 0.8), domain=(0.01, 1)).means(
        "staff time that leading volunteers in a case takes, against doing it", "带领志愿者办理个案所需的人员时间比例"
    )
