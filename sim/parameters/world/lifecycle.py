"""World parameters: how organizations come and go."""

from sim.parameters.quantity import Group, quantity


class Lifecycle(Group):
    """Founding, registration and dissolution of organizations."""

    founding_rate: float = quantity(
        0.13,
        unit="per year",
        domain=(0, 12),
        plausible=(0.05, 0.3),
        en="chance that a vacant place is filled, at a tenth taking part and a twentieth in known need",
        zh="十分之一居民参与、二十分之一居民有已知需求时空位被填补的机会",
    )
    incubation_effect: float = quantity(
        1.0,
        unit="1",
        domain=(0, 100),
        plausible=(0, 3),
        en="foundings that incubation of intensity 1 adds, as a share",
        zh="强度为 1 的孵化使新成立组织增加的比例",
    )
    registration_staff: float = quantity(
        0.05,
        unit="posts",
        domain=(0, 1000),
        plausible=(0.02, 1),
        en="paid staff from which a filed group may register",
        zh="备案组织可申请登记的专职人员数",
    )
    registration_age: float = quantity(
        24.0,
        unit="months",
        domain=(0, 1200),
        plausible=(12, 48),
        en="age from which a filed group may register",
        zh="备案组织可申请登记的存续时间",
    )
    registration_rate: float = quantity(
        0.2,
        unit="per year",
        domain=(0, 12),
        plausible=(0.05, 0.3),
        en="chance that a filed group which may register does so, for each post that it pays",
        zh="符合条件的备案组织按每个付薪岗位登记的机会",
    )
    posts_memory: float = quantity(
        0.04,
        unit="per month",
        domain=(0, 1),
        plausible=(0.02, 0.1),
        en="how fast the posts that an organization is built for follow those it pays",
        zh="编制岗位跟随实际付薪岗位的速度",
    )
    dissolution_months: float = quantity(
        12.0,
        unit="months",
        domain=(1, 1200),
        plausible=(6, 24),
        en="months without pay for half the posts after which a registered organization is dissolved",
        zh="登记组织连续无力支付半数岗位而解散的月数",
    )
    filed_lapse: float = quantity(
        0.03,
        unit="per year",
        domain=(0, 12),
        plausible=(0.03, 0.2),
        en="filed groups without staff that lapse where a tenth takes part",
        zh="十分之一居民参与时无专职人员的备案组织的年消亡率",
    )
    posts_on_lapse: float = quantity(
        1.0,
        unit="1",
        domain=(0, 100),
        plausible=(0, 3),
        en="how much longer a filed group lasts with a paid post",
        zh="每个付薪岗位使备案组织存续时间延长的倍数",
    )
