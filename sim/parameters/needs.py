"""Parameters of needs."""

from sim.quantities import ByAge, ByDomain, Group, factor, months, per_month, quantity, share, switch, weight


class Needs(Group):
    """What residents need and how alike their wishes are."""

    need_per_year: ByAge = quantity(
        ByAge.from_youngest(0.4, 0.2, 0.25, 0.3, 0.35, 0.6, 0.9, 1.2),
        (0.1, 3),
        unit="cases per resident and year",
        domain=(0, 12),
        source="S24, S27 (mean 0.4); elders about twice as many: S42, direction",
    ).means("new needs that reach formal channels", "进入正式渠道的新增需求")
    health_effect: float = share(0.1, (0, 0.3)).means(
        "share by which the best health lowers need for elderly care and health, and frailty; 0 switches it off",
        "最佳健康状况使养老与健康需求及失能降低的比例；0 表示关闭",
    )
    health_learning: float = per_month(0.03, (0.01, 0.1)).means(
        "how fast health follows the habit of taking part", "健康状况随参与习惯变化的速度"
    )
    health_lost_alone: float = per_month(0.05, (0, 0.2)).means(
        "share of health lost in a month without help that the frail need", "失能者一个月无人帮助所损失的健康比例"
    )
    problem_load: float = factor(1.0, (0.5, 2)).means(
        "social problems against practice around 2016", "社会问题相对2016年前后的强度"
    )
    domain_weight: ByDomain = factor(
        ByDomain(
            elderly_care=2.6,
            children_education=1.3,
            health=1.9,
            culture=0.6,
            social_security=1.0,
            housing=0.6,
            population_services=0.35,
            convenience=1.2,
        ),
        (0.2, 5),
        source="S42 (elder and medical care first: direction)",
    ).means("how often needs fall in a domain, against the others", "各领域需求的相对频度")
    elderly_care_interest: ByAge = factor(ByAge.from_youngest(0.0, 0.0, 0.0, 0.1, 0.3, 1.5, 3.0, 4.0), (0, 5)).means(
        "interest in elderly care by age", "各年龄段对养老服务的需求程度"
    )
    children_interest: ByAge = factor(ByAge.from_youngest(4.0, 3.0, 0.3, 1.2, 0.2, 0.2, 0.1, 0.0), (0, 5)).means(
        "interest in children's services by age", "各年龄段对儿童与教育服务的需求程度"
    )
    taste_heterogeneity: float = share(0.5, (0.2, 0.9)).means(
        "how unlike tastes are: 0 all want the same, 1 every variant equally", "偏好差异：0 为全体相同，1 为各品种均等"
    )
    variants_wanted: int = quantity(6, (1, 8), unit="variants", domain=(1, 8)).means(
        "variants of a service that residents tell apart", "居民所区分的服务品种数"
    )


class Seeking(Group):
    """Whom residents in need turn to, against turning to nobody."""

    channel_chosen: int = switch(1, (0, 1)).means(
        "whether residents choose whom to turn to; 0: those with a hidden case report it by chance",
        "居民是否选择向谁求助；0 表示隐性个案按概率主动上报",
    )
    reconsidered: int = months(3, (2, 6), domain=(1, 120)).means(
        "months of waiting after which a resident chooses again whom to turn to", "等待几个月后重新选择求助对象"
    )
    to_neighbours: float = weight(-0.9, (-2, 0.5), domain=(-10, 10)).means(
        "utility of turning to neighbours", "向邻里求助的效用"
    )
    to_organization: float = weight(-1.7, (-3, 0), domain=(-10, 10)).means(
        "utility of turning to an organization", "向社会组织求助的效用"
    )
    to_committee: float = weight(-0.4, (-1.5, 1), domain=(-10, 10)).means(
        "utility of turning to the committee", "向居（村）委会求助的效用"
    )
    to_platform: float = weight(-1.7, (-3, 0), domain=(-10, 10)).means(
        "utility of turning to the hotline, or the platform where it reaches nobody yet", "向热线（或平台）求助的效用"
    )
    to_firm: float = weight(-1.3, (-3, 0), domain=(-10, 10)).means("utility of turning to a firm", "向企业求助的效用")
    trust_on_turning: float = weight(2.0, (0, 4), domain=(-10, 10)).means(
        "what full trust in government adds to turning to the committee or the hotline",
        "对政府的信任对向居（村）委会或热线求助的促进",
    )
    experience_on_turning: float = weight(1.0, (0, 2), domain=(-10, 10)).means(
        "what the best experience of help adds to turning to anyone but neighbours and firms",
        "受助体验对正式求助的促进",
    )
    others_on_turning: float = weight(1.0, (0, 3), domain=(-10, 10)).means(
        "what it adds to turning to the committee that all cases here lately got help rather than none",
        "本社区个案获助情况对向居（村）委会求助的促进",
    )
    reach_on_turning: float = weight(2.0, (0.5, 4), domain=(-10, 10)).means(
        "what a platform that reaches everybody adds to turning to it", "平台全面覆盖对向平台求助的促进"
    )
    presence_on_turning: float = weight(0.6, (0.2, 1.5), domain=(-10, 10)).means(
        "what as much again of publicity, of one-stop service or of organizations' posts adds to turning there",
        "宣传、一站式服务或社会组织岗位翻倍对向其求助的促进",
    )
    ties_on_turning: float = weight(1.0, (0, 2), domain=(-10, 10)).means(
        "what ties as awake as at the start, and neighbours who can help, each add to turning to neighbours",
        "邻里联系与邻里帮助能力对向邻里求助的促进",
    )
    fee_on_turning: float = weight(1.0, (0, 3), domain=(-10, 10)).means(
        "what fees at every place take from turning to organizations for those who cannot pay",
        "全部收费使无力付费者减少向社会组织求助的程度",
    )
    self_help: float = per_month(0.04, (0.01, 0.1), source="direction: article (E12)").means(
        "chance that one who turns to nobody solves a hidden case alone", "未求助者自行解决隐性个案的概率"
    )
