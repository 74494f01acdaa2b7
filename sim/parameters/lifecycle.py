"""Parameters of lifecycle."""

from sim.quantities import Group, factor, months, per_month, per_year, quantity


class Lifecycle(Group):
    """Founding, registration and dissolution of organizations."""

    founding_rate: float = per_year(0.13, (0.05, 0.3), domain=(0, 12)).means(
        "chance that a vacant place is filled, at a tenth taking part and a twentieth in known need",
        "十分之一居民参与、二十分之一居民有已知需求时空位被填补的机会",
    )
    incubation_effect: float = factor(1.0, (0, 3)).means(
        "foundings that incubation of intensity 1 adds, as a share", "强度为 1 的孵化使新成立组织增加的比例"
    )
    registration_staff: float = quantity(0.05, (0.02, 1), unit="posts", domain=(0, 1000)).means(
        "paid staff from which a filed group may register", "备案组织可申请登记的专职人员数"
    )
    registration_age: float = months(24.0, (12, 48)).means(
        "age from which a filed group may register", "备案组织可申请登记的存续时间"
    )
    registration_rate: float = per_year(0.2, (0.05, 0.3), domain=(0, 12)).means(
        "chance that a filed group which may register does so, for each post that it pays",
        "符合条件的备案组织按每个付薪岗位登记的机会",
    )
    posts_memory: float = per_month(0.04, (0.02, 0.1)).means(
        "how fast the posts that an organization is built for follow those it pays", "编制岗位跟随实际付薪岗位的速度"
    )
    dissolution_months: float = months(12.0, (6, 24), domain=(1, 1200)).means(
        "months without pay for half the posts after which a registered organization is dissolved",
        "登记组织连续无力支付半数岗位而解散的月数",
    )
    filed_lapse: float = per_year(0.03, (0.03, 0.2), domain=(0, 12)).means(
        "filed groups without staff that lapse where a tenth takes part",
        "十分之一居民参与时无专职人员的备案组织的年消亡率",
    )
    posts_on_lapse: float = factor(1.0, (0, 3)).means(
        "how much longer a filed group lasts with a paid post", "每个付薪岗位使备案组织存续时间延长的倍数"
    )
