"""Culture: its three lines, and the culture groups that residents found and join (E23, E26)."""

from sim.parameters.committee import Methods
from sim.parameters.culture import Culture, CultureGroups
from sim.rules import rule
from sim.rules.arithmetic import fen
from sim.state import Community, Organization, Resident


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
