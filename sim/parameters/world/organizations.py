"""World parameters: organizations."""

from sim.parameters.quantity import Group, factor, per_month, per_year, quantity, share, yuan_per_resident


class Organizations(Group):
    """How social organizations live."""

    selectivity: float = factor(2.0, (0, 5)).means(
        "how much a street prefers reputation when it buys", "街道购买服务时对声誉的偏好"
    )
    grant_to_registered: float = factor(2.0, (0.5, 5)).means(
        "grant to a registered organization against a filed one", "登记组织相对备案组织的资助倍数"
    )
    fees_per_resident: float = yuan_per_resident(
        780.0,
        (300, 1500),
        domain=(0, 100000),
        source="S15, S33: 70,000 jobs at 3,998 yuan a month = 391 yuan, at reputation 0.5",
    ).means("fees that residents would pay organizations of full reputation", "居民愿向声誉满分的组织支付的费用")
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
    organization_case_minutes: float = quantity(480.0, (120, 900), unit="minutes per case", domain=(1, 100000)).means(
        "an organization's time a case", "社会组织每件个案所需时间"
    )
    reputation_memory: float = per_month(0.06, (0.02, 0.2)).means(
        "how fast reputation follows results", "声誉跟随成效的速度"
    )
    unknown_reputation: float = share(0.4, (0.2, 0.6)).means("reputation without results", "没有成效时的声誉")
    organization_posts_usual: float = quantity(
        0.0083,
        (0.005, 0.012),
        unit="posts per resident",
        domain=(0, 1),
        source="S15: over 70,000 jobs, 8.58 m residents",
    ).means("usual posts in organizations", "社会组织岗位的通常水平")
