"""Parameters of culture."""

from sim.quantities import Group, factor, months, per_month, practice, quantity, share


class Culture(Group):
    """Heritage, neighbourhood, grass roots."""

    heritage_part: float = share(0.4, (0.2, 0.8), source="direction: article (E23)").means(
        "part of the belonging by culture that the line of heritage brings; 0 switches it off",
        "文化带来的归属感中来自传统文化的部分；0 表示关闭",
    )
    settling_months: float = months(60.0, (24, 120)).means(
        "months until heritage speaks in full to someone registered here who came from elsewhere",
        "迁入的户籍居民完全融入本地文化传统所需月数",
    )
    heritage_elsewhere: float = share(0.5, (0.2, 0.9), source="direction: article (E23)").means(
        "how far heritage speaks to those without roots here", "文化传统对无本地根基居民的影响程度"
    )
    neighbourhood_on_ties: float = factor(0.5, (0, 0.8), source="direction: article (E23)").means(
        "part of everyday contact that the line of the neighbourhood brings; 0 switches it off",
        "睦邻文化带来的日常接触所占部分；0 表示关闭",
    )
    grassroots_on_founding: float = factor(0.5, (0, 0.8), source="direction: article (E23)").means(
        "part of founding that the line of the grass roots brings; 0 switches it off",
        "草根文化带来的组织创立所占部分；0 表示关闭",
    )
    grassroots_on_places: float = factor(0.5, (0, 0.8), source="direction: article (E23)").means(
        "part of filed groups' places for members that it brings; 0 switches it off",
        "草根文化带来的备案社团会员名额所占部分；0 表示关闭",
    )


class CultureGroups(Group):
    """How culture groups arise, grow, and pay for themselves."""

    group_founding: float = quantity(
        0.1, (0.03, 0.3), unit="per year and organizer in 1,000 adults", domain=(0, 12)
    ).means(
        "chance that a vacant place is filled by a culture group, with support of intensity 1",
        "扶持强度为 1 时，每千名成年人中每名组织者使空位由文化团体填补的机会",
    )
    group_founders: float = quantity(5.0, (3, 12), unit="residents", domain=(1, 1_000)).means(
        "residents who found a culture group", "发起一个文化团体的居民数"
    )
    group_joining: float = per_month(1.0, (0.3, 2), domain=(0, 100)).means(
        "residents whom each member brings in where everybody takes part and nobody is in a group",
        "全体居民参与且无人加入团体时，每名成员带入的新成员数",
    )
    group_leaving: float = per_month(0.02, (0.005, 0.06)).means(
        "members who leave a culture group", "成员退出文化团体的比例"
    )
    group_most: float = quantity(40.0, (20, 150), unit="residents", domain=(1, 100_000)).means(
        "members of a culture group at most", "文化团体成员数上限"
    )
    group_dues: float = quantity(5.0, (0, 30), unit="yuan per member and month", domain=(0, 10_000)).means(
        "what members pay for their group, in the first year", "成员为团体缴纳的费用（首年价格）"
    )
    groups_on_activity: float = practice(0.3, (0, 0.6), domain=(0, 100)).means(
        "most opportunities to take part that culture groups add; 0 switches it off",
        "文化团体最多增加的参与机会；0 表示关闭",
    )
    members_usual: float = share(0.1, (0.03, 0.3), domain=(0.001, 1)).means(
        "adults in culture groups at which these add half of what they can", "文化团体作用达到一半时的成员比例"
    )
