"""World parameters: organizations."""

from sim.parameters.quantity import Group, quantity


class Organizations(Group):
    """How social organizations live."""

    selectivity: float = quantity(
        2.0,
        unit="1",
        domain=(0, 100),
        plausible=(0, 5),
        en="how much a street prefers reputation when it buys",
        zh="街道购买服务时对声誉的偏好",
    )
    grant_to_registered: float = quantity(
        2.0,
        unit="1",
        domain=(0, 100),
        plausible=(0.5, 5),
        en="grant to a registered organization against a filed one",
        zh="登记组织相对备案组织的资助倍数",
    )
    fees_per_resident: float = quantity(
        780.0,
        unit="yuan per resident and year",
        domain=(0, 100000),
        plausible=(300, 1500),
        source="S15, S33: 70,000 jobs at 3,998 yuan a month = 391 yuan, at reputation 0.5",
        en="fees that residents would pay organizations of full reputation",
        zh="居民愿向声誉满分的组织支付的费用",
    )
    staff_pay: float = quantity(
        3998.0,
        unit="yuan per post and month",
        domain=(0, 100000),
        plausible=(2500, 6000),
        source="S33",
        en="pay of an organization's staff",
        zh="社会组织从业人员薪酬",
    )
    income_memory: float = quantity(
        0.1,
        unit="per month",
        domain=(0, 1),
        plausible=(0.05, 0.3),
        en="how fast usual income follows income",
        zh="惯常收入跟随当期收入的速度",
    )
    hiring_speed: float = quantity(
        0.08,
        unit="per month",
        domain=(0, 1),
        plausible=(0.03, 0.2),
        en="how fast staff follows what can be paid",
        zh="人员随支付能力调整的速度",
    )
    filed_staff_limit: float = quantity(
        2.0,
        unit="posts",
        domain=(0, 1000),
        plausible=(0, 4),
        source="S15 (filed groups: 0-2 staff)",
        en="most staff of a filed organization",
        zh="备案组织的人员上限",
    )
    staff_turnover: float = quantity(
        0.25,
        unit="per year",
        domain=(0, 1),
        plausible=(0.2, 0.55),
        source="S32",
        en="staff that leaves in a year",
        zh="从业人员年流失率",
    )
    skill_learning: float = quantity(
        0.02,
        unit="per month",
        domain=(0, 1),
        plausible=(0.005, 0.05),
        en="growth of skill on the job",
        zh="在岗技能增长",
    )
    novice_skill: float = quantity(
        0.3,
        unit="share",
        domain=(0, 1),
        plausible=(0.1, 0.6),
        en="skill of new staff",
        zh="新员工技能水平",
    )
    crowding: float = quantity(
        0.0,
        unit="yuan per yuan",
        domain=(-2, 2),
        plausible=(-0.64, 0.27),
        source="S81",
        en="fees and gifts that a yuan of grants adds (or takes)",
        zh="每元资助带来（或挤出）的自筹收入",
    )
    public_time: float = quantity(
        0.03,
        unit="share",
        domain=(0, 1),
        plausible=(0, 0.15),
        en="time not paid by government that goes into public cases",
        zh="非政府付费时间中用于公共个案的比例",
    )
    running_posts: float = quantity(
        0.3,
        unit="posts",
        domain=(0, 10),
        plausible=(0, 1),
        en="posts that running a registered organization itself takes, at most half of its staff",
        zh="登记组织自身运转占用的岗位（至多为其人员的一半）",
    )
    organization_case_minutes: float = quantity(
        480.0,
        unit="minutes per case",
        domain=(1, 100000),
        plausible=(120, 900),
        en="an organization's time a case",
        zh="社会组织每件个案所需时间",
    )
    reputation_memory: float = quantity(
        0.06,
        unit="per month",
        domain=(0, 1),
        plausible=(0.02, 0.2),
        en="how fast reputation follows results",
        zh="声誉跟随成效的速度",
    )
    unknown_reputation: float = quantity(
        0.4,
        unit="share",
        domain=(0, 1),
        plausible=(0.2, 0.6),
        en="reputation without results",
        zh="没有成效时的声誉",
    )
    organization_posts_usual: float = quantity(
        0.0083,
        unit="posts per resident",
        domain=(0, 1),
        plausible=(0.005, 0.012),
        source="S15: over 70,000 jobs, 8.58 m residents",
        en="usual posts in organizations",
        zh="社会组织岗位的通常水平",
    )
