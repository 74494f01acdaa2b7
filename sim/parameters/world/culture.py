"""World parameters: what the three lines of culture do."""

from sim.parameters.quantity import Group, quantity


class Culture(Group):
    """Heritage, neighbourhood, grass roots."""

    heritage_part: float = quantity(
        0.4,
        unit="share",
        domain=(0, 1),
        plausible=(0.2, 0.8),
        source="direction: article (E23)",
        en="part of the belonging by culture that the line of heritage brings; 0 switches it off",
        zh="文化带来的归属感中来自传统文化的部分；0 表示关闭",
    )
    settling_months: float = quantity(
        60.0,
        unit="months",
        domain=(0, 1200),
        plausible=(24, 120),
        en="months until heritage speaks in full to someone registered here who came from elsewhere",
        zh="迁入的户籍居民完全融入本地文化传统所需月数",
    )
    heritage_elsewhere: float = quantity(
        0.5,
        unit="share",
        domain=(0, 1),
        plausible=(0.2, 0.9),
        source="direction: article (E23)",
        en="how far heritage speaks to those without roots here",
        zh="文化传统对无本地根基居民的影响程度",
    )
    neighbourhood_on_ties: float = quantity(
        0.5,
        unit="1",
        domain=(0, 100),
        plausible=(0, 0.8),
        source="direction: article (E23)",
        en="part of everyday contact that the line of the neighbourhood brings; 0 switches it off",
        zh="睦邻文化带来的日常接触所占部分；0 表示关闭",
    )
    grassroots_on_founding: float = quantity(
        0.5,
        unit="1",
        domain=(0, 100),
        plausible=(0, 0.8),
        source="direction: article (E23)",
        en="part of founding that the line of the grass roots brings; 0 switches it off",
        zh="草根文化带来的组织创立所占部分；0 表示关闭",
    )
    grassroots_on_places: float = quantity(
        0.5,
        unit="1",
        domain=(0, 100),
        plausible=(0, 0.8),
        source="direction: article (E23)",
        en="part of filed groups' places for members that it brings; 0 switches it off",
        zh="草根文化带来的备案社团会员名额所占部分；0 表示关闭",
    )
