"""Three lines of culture: heritage, neighbourhood, grass roots (E23; model.md 4.2)."""

from sim.quantities import Group, factor, months, share
from sim.rules.committee import Methods
from sim.rules.rule import rule
from sim.state import Community, Resident


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


@rule
def split_culture(here: Community, policy: Methods) -> None:
    """Reach of each line, 1 = practice around 2016: culture's reach in proportion to the lines' weights.

    Where no line has a weight, culture has all three evenly.
    """
    total = policy.heritage + policy.neighbourhood + policy.grassroots
    each = 3.0 * here.culture_reach / total if total > 0.0 else 0.0
    even = 0.0 if total > 0.0 else here.culture_reach
    here.heritage_reach = each * policy.heritage + even
    here.neighbourhood_reach = each * policy.neighbourhood + even
    here.grassroots_reach = each * policy.grassroots + even


@rule
def rooted_share(me: Resident, how: Culture, month: int) -> float:
    """How far heritage speaks to a resident: in full to those registered here who did not come lately."""
    at_home = me.registered != 0 and (me.entered == 0 or month - me.entered >= how.settling_months)
    return 1.0 if at_home else how.heritage_elsewhere


@rule
def line_factor(effect: float, *, reach: float) -> float:
    """What a line's reach makes of something whose practice around 2016 is 1; never below 0."""
    return max(1.0 + effect * (reach - 1.0), 0.0)
