"""Parameters of committee."""

from sim.quantities import (
    ByDomain,
    ByType,
    Group,
    factor,
    intensity,
    months,
    per_month,
    practice,
    quantity,
    share,
    weight,
    yuan_per_resident,
)


class Committees(Group):
    """What committees' hours and money do."""

    committee_pay: float = quantity(
        4000.0,
        (2500, 7000),
        unit="yuan per post and month",
        domain=(0, 100000),
        source="S33 (social organizations' pay)",
    ).means("pay of a committee's staff", "居（村）委会人员薪酬")
    wage_part: float = share(0.9, (0.8, 0.97)).means(
        "part of a committee's money that pays its posts; activities get the rest",
        "居（村）委会经费中用于岗位薪酬的比例，其余用于活动",
    )
    posts_speed: float = per_month(0.08, (0.03, 0.3)).means(
        "how fast posts follow what a committee can pay", "岗位数跟随支付能力调整的速度"
    )
    posts_most: float = quantity(
        60.0, (30, 100), unit="posts per 10,000 residents", domain=(0, 10000), source="assumed: twice those of 2016"
    ).means("posts beyond which no committee hires", "居（村）委会岗位数的上限")
    activities_most: float = factor(3.0, (1.5, 5)).means(
        "most that a committee can spend on activities, against their usual cost", "活动支出相对通常成本的上限"
    )
    post_minutes: float = quantity(9000.0, (8000, 10500), unit="minutes per post and month", domain=(0, 50000)).means(
        "working time of a post", "一个岗位每月工作时间"
    )
    usual_minutes: float = quantity(
        13.5,
        (8, 20),
        unit="minutes per resident and month",
        domain=(0, 10000),
        source="3 posts per 1,000 residents, half their time",
    ).means("committee time free of assessment around 2016", "2016年前后扣除考核后的居（村）委会时间")
    publicity_time: float = share(0.1, (0.05, 0.2)).means(
        "committee time for publicity at intensity 1", "宣传强度为1时所占工作时间"
    )
    culture_time: float = share(0.2, (0.1, 0.3)).means(
        "committee time for culture at intensity 1", "文化强度为1时所占工作时间"
    )
    survey_time: float = share(0.2, (0.05, 0.4)).means(
        "committee time for one survey a year", "每年一次调查所占工作时间"
    )
    service_time: float = share(0.6, (0.4, 0.8)).means(
        "committee time for cases at intensity 1", "服务强度为1时所占工作时间"
    )
    publicity_cost: float = yuan_per_resident(3.0, (0.5, 5)).means(
        "money for publicity at intensity 1", "宣传强度为1时的经费"
    )
    culture_cost: float = yuan_per_resident(9.0, (2, 15)).means(
        "money for culture at intensity 1", "文化强度为1时的经费"
    )
    survey_cost: float = yuan_per_resident(6.0, (1, 10)).means("money for one survey a year", "每年一次调查的经费")
    survey_fatigue: float = factor(0.3, (0, 1)).means("how much surveys tire those who answer", "调查造成的疲劳")
    patience_half_life: float = months(6.0, (2, 24)).means(
        "half-life of residents' patience with surveys", "居民对调查耐心的半衰期"
    )
    committee_case_minutes: float = quantity(720.0, (240, 1500), unit="minutes per case", domain=(1, 100000)).means(
        "a committee's time a case", "居（村）委会每件个案所需时间"
    )


class Assessment(Group):
    """What committees owe to those above them."""

    assessment_share: float = share(0.5, (0.2, 0.7), domain=(0, 0.95), source="S30, S31").means(
        "share of committee time that goes into assessment and passed-down tasks",
        "居（村）委会用于考核和下派任务的时间比例",
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
        "committee staff asks residents one by one to join in", "居（村）委会逐户邀请居民参与"
    )
    recognition: float = share(0.0, (0, 1), intervention=True).means(
        "recognition of registered volunteers' hours: recorded, credited, rewarded", "志愿时长的记录、积分与回馈"
    )
    problem_solving: float = intensity(0.0, (0, 2), intervention=True).means(
        "solving the causes of residents' problems", "社区问题解决"
    )
    organization_involvement: float = intensity(0.0, (0, 2), intervention=True).means(
        "bringing organizations, departments, volunteers and cases together", "社会组织介入"
    )


class Programmes(Group):
    """What one-stop centres, problem solving, brokerage and practice from elsewhere cost and do."""

    one_stop_saving: float = share(0.25, (0.05, 0.5)).means(
        "committee time a case that a full one-stop centre saves", "一站式服务每件个案节省的居（村）委会时间"
    )
    one_stop_on_report: float = weight(0.3, (0, 1), domain=(-10, 10)).means(
        "how much a full one-stop centre raises reporting", "一站式服务对主动求助的促进"
    )
    one_stop_time: float = share(0.06, (0.02, 0.15)).means(
        "committee time that a full one-stop centre takes", "一站式服务所占工作时间"
    )
    one_stop_cost: float = yuan_per_resident(4.0, (1, 10)).means("money for a full one-stop centre", "一站式服务的经费")
    domain_urgency: ByDomain = share(
        ByDomain(
            elderly_care=0.8,
            children_education=0.5,
            health=1.0,
            culture=0.0,
            social_security=0.6,
            housing=0.6,
            population_services=0.3,
            convenience=0.2,
        ),
        (0, 1),
    ).means("urgency of a case", "个案的紧急程度")
    urgency_priority: float = factor(0.5, (0, 1)).means(
        "weight of urgency in a queue by urgency alone", "完全按紧急程度排队时紧急程度的权重"
    )
    solving_time: float = share(0.15, (0.05, 0.3)).means(
        "committee time for problem solving at intensity 1", "问题解决强度为1时所占工作时间"
    )
    solving_cost: float = yuan_per_resident(2.0, (0.5, 6)).means(
        "money for problem solving at intensity 1", "问题解决强度为1时的经费"
    )
    solving_effect: float = share(0.01, (0.002, 0.03)).means(
        "causes solved a month for each resolved case per 1,000 residents", "每千人每办结一件个案当月消除的问题成因"
    )
    solving_limit: float = share(0.4, (0.1, 0.6)).means("causes that a community can solve", "社区能够消除的问题成因")
    solution_fading: float = per_month(0.04, (0.01, 0.1)).means(
        "solved causes that come back", "已消除成因重新出现的比例"
    )
    solution_spill: float = share(0.1, (0, 0.3)).means(
        "of the causes solved elsewhere in the district, those solved here too", "区县内其他社区消除成因对本社区的外溢"
    )
    involvement_time: float = share(0.1, (0.03, 0.2)).means(
        "committee time for organization involvement at intensity 1", "社会组织介入强度为1时所占工作时间"
    )
    involvement_cost: float = yuan_per_resident(1.0, (0.2, 4)).means(
        "money for organization involvement at intensity 1", "社会组织介入强度为1时的经费"
    )
    search_minutes: float = quantity(90.0, (20, 150), unit="minutes per search", domain=(0.1, 100_000)).means(
        "a broker's time to find one more organization that might fit a case",
        "为一件个案多联系一家可能合适的组织所需时间",
    )
    broker_on_volunteers: float = share(0.3, (0, 0.6)).means(
        "volunteers' other hours that brokers at intensity 1 bring to filed groups",
        "强度为1时引入备案组织的其他志愿时间比例",
    )
    direct_report: float = share(0.2, (0.05, 0.5), source="S27 (help line: direction)").means(
        "reports that go straight to departments", "直接向职能部门提出的求助比例"
    )
    mutual_brokered: float = share(0.5, (0.2, 0.8)).means(
        "neighbours' help that comes about through the community", "由社区牵线的邻里互助比例"
    )
    practice: ByType = share(ByType(traditional=1.0, market=1.0, rural=0.9, industrial=1.0), (0.7, 1)).means(
        "public help that does not fail for want of practice", "不因经验不足而失效的公共帮助比例"
    )
    practice_taken: float = share(0.3, (0.1, 0.6)).means(
        "part of the distance to better practice that a committee takes over when it sees it at work",
        "居（村）委会实地看到更好做法时缩小的差距比例",
    )
    practice_settles: float = per_month(0.1, (0.03, 0.3)).means(
        "practice from communities of another type that becomes one's own", "外来做法转化为本地做法的速度"
    )
    transfer_misfit: float = share(0.08, (0, 0.3)).means(
        "help by new practice that fails because it was made for other people, where nothing is known of one's own",
        "照搬经验导致的帮助失效比例",
    )
    transfer_time: float = share(0.05, (0.02, 0.15)).means(
        "committee time that full transfer takes", "完全推广所占工作时间"
    )
    transfer_cost: float = yuan_per_resident(2.0, (0.5, 5)).means("money for full transfer", "完全推广的经费")


class Triad(Group):
    """Links of residents, community and departments; 1 is as strong as around 2016."""

    residents_community: float = share(1.0, (0, 1)).means(
        "strength of the link of residents and community", "居民与社区之间联系的强度"
    )
    community_departments: float = share(1.0, (0, 1)).means(
        "strength of the link of community and departments", "社区与职能部门之间联系的强度"
    )
    residents_departments: float = share(1.0, (0, 1)).means(
        "strength of the link of residents and departments", "居民与职能部门之间联系的强度"
    )


class Learning(Group):
    """What communities take over from each other."""

    transfer: float = share(0.0, (0, 1)).means(
        "rural committees taken on visits to mature urban communities where they review their work",
        "农村居（村）委会调整工作时被组织到成熟城市社区学习的比例",
    )
