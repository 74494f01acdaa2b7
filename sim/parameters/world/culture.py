"""World parameters: what the three lines of culture do."""

from sim.parameters.quantity import Group, factor, months, share


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
