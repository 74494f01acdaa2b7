"""Three lines of culture: heritage, neighbourhood, grass roots (E23; model.md 4.2)."""

from sim.rules.rule import rule


@rule
def split_culture(
    culture_reach: float, heritage: float, neighbourhood: float, grassroots: float
) -> tuple[float, float, float]:
    """Reach of each line, 1 = practice around 2016: culture's reach in proportion to the lines' weights.

    Where no line has a weight, culture has all three evenly.
    """
    total = heritage + neighbourhood + grassroots
    each = 3.0 * culture_reach / total if total > 0.0 else 0.0
    even = 0.0 if total > 0.0 else culture_reach
    return each * heritage + even, each * neighbourhood + even, each * grassroots + even


@rule
def rooted_share(registered: int, entered: int, month: int, settling_months: float, heritage_elsewhere: float) -> float:
    """How far heritage speaks to a resident: in full to those registered here who did not come lately."""
    at_home = registered != 0 and (entered == 0 or month - entered >= settling_months)
    return 1.0 if at_home else heritage_elsewhere


@rule
def line_factor(effect: float, reach: float) -> float:
    """What a line's reach makes of something whose practice around 2016 is 1; never below 0."""
    return max(1.0 + effect * (reach - 1.0), 0.0)
