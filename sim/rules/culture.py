"""Three lines of culture: heritage, neighbourhood, grass roots (E23; model.md 4.2)."""

from sim.parameters.levers import Methods
from sim.parameters.world.culture import Culture
from sim.rules.rule import rule
from sim.state import Community, Resident


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
def line_factor(effect: float, reach: float) -> float:
    """What a line's reach makes of something whose practice around 2016 is 1; never below 0."""
    return max(1.0 + effect * (reach - 1.0), 0.0)
