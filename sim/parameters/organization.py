"""Parameters of organization."""

from sim.quantities import Group, factor, intensity, months, per_month, per_year, practice, quantity, share


class Organizations(Group):
    """How social organizations live."""

    selectivity: float = factor(2.0, (0, 5)).means(
        "how much a street prefers reputation when it buys", "街道购买服务时对声誉的偏好"
    )
    grant_to_registered: float = factor(2.0, (0.5, 5)).means(
        "grant to a registered organization against a filed one", "登记组织相对备案组织的资助倍数"
    )
    main_field: float = share(0.6, (0.4, 0.9)).means(
        "places that an organization keeps for its own domain; the rest go where known cases are",
        "社会组织留给自身服务领域的名额比例；其余名额流向有已知个案的领域",
    )
    staff_pay: float = quantity(
        3998.0, (2500, 6000), unit="yuan per post and month", domain=(0, 100000), source="S33"
    ).means("pay of an organization's staff", "社会组织从业人员薪酬")
    income_memory: float = per_month(0.1, (0.05, 0.3)).means(
        "how fast usual income follows income", "惯常收入跟随当期收入的速度"
    )
    hiring_speed: float = per_month(0.08, (0.03, 0.2)).means(
        "how fast staff follows what can be paid", "人员随支付能力调整的速度"
    )
    filed_staff_limit: float = quantity(
        2.0, (0, 4), unit="posts", domain=(0, 1000), source="S15 (filed groups: 0-2 staff)"
    ).means("most staff of a filed organization", "备案组织的人员上限")
    staff_turnover: float = per_year(0.25, (0.2, 0.55), source="S32").means(
        "staff that leaves in a year", "从业人员年流失率"
    )
    skill_learning: float = per_month(0.02, (0.005, 0.05)).means("growth of skill on the job", "在岗技能增长")
    novice_skill: float = share(0.3, (0.1, 0.6)).means("skill of new staff", "新员工技能水平")
    crowding: float = quantity(0.0, (-0.64, 0.27), unit="yuan per yuan", domain=(-2, 2), source="S81").means(
        "fees and gifts that a yuan of grants adds (or takes)", "每元资助带来（或挤出）的自筹收入"
    )
    public_time: float = share(0.03, (0, 0.15)).means(
        "time not paid by government that goes into public cases", "非政府付费时间中用于公共个案的比例"
    )
    running_posts: float = quantity(0.3, (0, 1), unit="posts", domain=(0, 10)).means(
        "posts that running a registered organization itself takes, at most half of its staff",
        "登记组织自身运转占用的岗位（至多为其人员的一半）",
    )
    organization_case_minutes: float = quantity(560.0, (120, 900), unit="minutes per case", domain=(1, 100000)).means(
        "an organization's time a case", "社会组织每件个案所需时间"
    )
    reputation_memory: float = per_month(0.06, (0.02, 0.2)).means(
        "how fast reputation follows results", "声誉跟随成效的速度"
    )
    unknown_reputation: float = share(0.4, (0.2, 0.6)).means("reputation without results", "没有成效时的声誉")
    organization_posts_usual: float = quantity(
        0.002,
        (0.0012, 0.0035),
        unit="posts per resident",
        domain=(0, 1),
        source="assumed: what incomes pay; the over 70,000 jobs of S15 (0.0083) are in schools, clinics and all other kinds",
    ).means("usual posts in organizations that serve residents", "服务居民的社会组织岗位的通常水平")


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
        "新成立组织最初数月的种子资助（先于其他资助）",
    )
    seed_months: int = months(12, (6, 36), domain=(1, 120)).means(
        "months for which a new organization gets the seed grant", "新成立组织享受种子资助的月数"
    )
    number_factor: float = practice(1.0, (0.5, 2), domain=(0.25, 2)).means(
        "number of registered organizations over which the same posts and money are spread",
        "同样的岗位与资金分布于多少个登记组织",
    )
