"""Parameters of market."""

from sim.quantities import ByAge, ByDomain, ByType, Group, factor, per_month, quantity, share, yuan_per_resident


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
    services_per_payer: float = quantity(0.28, (0.1, 0.6), unit="services per payer and month", domain=(0, 1000)).means(
        "services that a resident who can pay would buy of organizations of full reputation",
        "有支付能力的居民愿向声誉满分的社会组织购买的服务次数",
    )
    service_price: float = quantity(80.0, (40, 160), unit="yuan per service", domain=(0, 10000)).means(
        "price of a service that organizations sell: a course, a day's minding, help at home",
        "社会组织有偿服务的单价：课程、托管、居家服务等",
    )
    service_hours: float = quantity(1.5, (0.75, 3), unit="hours per service", domain=(0.01, 1000)).means(
        "staff time that a service sold takes", "每次有偿服务所需的人员时间"
    )
    price_burden: float = share(0.1, (0, 0.3)).means(
        "what paying a fee takes from the quality of help", "付费使帮助体验降低的比例"
    )
    market_fit: float = share(0.5, (0.2, 0.9)).means(
        "chance that the market fits its help to a wish that is not the most common", "市场满足非主流意愿的概率"
    )
    leading_time: float = share(0.4, (0.2, 0.8), domain=(0.01, 1)).means(
        "staff time that leading volunteers in a case takes, against doing it", "带领志愿者办理个案所需的人员时间比例"
    )


class Firms(Group):
    """Where firms are, what they and residents give, and whom firms reach."""

    firm_presence: ByType = quantity(
        ByType(traditional=0.1, market=0.2, rural=0.1, industrial=1.0),
        (0, 1),
        unit="industrial communities = 1",
        domain=(0, 1),
        source="direction: article (E21, E34)",
    ).means("how much of working life firms on the spot make up", "社区内企业的集聚程度")
    donation_per_active: float = quantity(
        60.0,
        (0, 300),
        unit="yuan per participant and year",
        domain=(0, 100000),
        source="S38: 96 yuan of charity per resident in Ningbo is the most; a twentieth of it assumed",
    ).means(
        "what a resident who takes part would give to organizations of full reputation",
        "参与居民愿向声誉满分的社会组织捐赠的金额",
    )
    firm_giving: float = yuan_per_resident(6.0, (0, 40), domain=(0, 100000), source="S38 (the most, as above)").means(
        "what firms of an industrial community would give to organizations of full reputation",
        "工业型社区企业愿向声誉满分的社会组织捐赠的金额",
    )
    raising_time: float = share(0.02, (0, 0.1), domain=(0, 0.5)).means(
        "staff time that raising funds takes where none of the income is government's",
        "完全没有政府收入时筹款占用的人员时间",
    )
    effort_crowding: float = share(0.5, (0, 1), domain=(-1, 1), source="S90 (direction)").means(
        "how far fund-raising falls where all of the income is government's", "收入全部来自政府时筹款努力下降的程度"
    )
    firm_on_publicity: float = share(0.3, (0, 1), domain=(0, 10)).means(
        "publicity's reach that firms with a party organization add in industrial communities",
        "设有党组织的企业使工业型社区宣传覆盖增加的比例",
    )
    firm_asks: float = per_month(0.05, (0, 0.2)).means(
        "chance that a firm with a party organization asks its workers to join in, in a month",
        "设有党组织的企业每月邀请职工参与社区活动的概率",
    )
