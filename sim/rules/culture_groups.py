"""Culture groups: residents who organize found them, others who take part join, and some grow up (E26; model-2, section 4)."""

from sim.quantities import Group, per_month, practice, quantity, share
from sim.rules.arithmetic import fen
from sim.rules.rule import rule
from sim.state import Community, Organization


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


@rule
def group_chance(here: Community, how: CultureGroups) -> float:
    """The chance of a month that residents who organize fill a vacant place with a culture group, as far as it is supported."""
    return how.group_founding / 12.0 * here.groups_reach * 1000.0 * here.organizers / max(here.adults, 1)


@rule
def keep_members(me: Organization, here: Community, how: CultureGroups) -> None:
    """Members of a culture group next month: each brings in some of those who take part and are in no group; some leave."""
    free = max(here.active_residents - here.group_members, 0) / max(here.adults, 1)
    me.members = min(me.members * (1.0 + how.group_joining * free - how.group_leaving), how.group_most)


@rule
def collect_dues(me: Organization, here: Community, how: CultureGroups) -> None:
    """What members pay is a fee; a group that lasts may pay somebody with it, and then register as others do."""
    me.fee_income += dues(me.members, how, wage_level=here.wage_level)


@rule
def dues(members: float, how: CultureGroups, *, wage_level: float) -> int:
    """What a group's members pay in a month [fen]; it keeps step with pay."""
    return fen(members * how.group_dues * wage_level)


@rule
def meet_in_groups(here: Community, how: CultureGroups) -> None:
    """Opportunities to take part with what culture groups open to all; more groups add less and less."""
    members = here.group_members / max(here.adults, 1)
    here.activities += how.groups_on_activity * members / (members + how.members_usual)
