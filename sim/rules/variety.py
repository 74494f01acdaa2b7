"""What small places and tired residents take from menus and surveys (E46, E47; model.md 4.1, 4.8)."""

from sim.rules.arithmetic import approach, lost_at_half_life
from sim.rules.rule import rule


@rule
def keep_patience(patience: float, survey_effort: float, survey_fatigue: float, patience_half_life: float) -> float:
    """The share of residents who still answer a survey: it fades towards 1 / (1 + fatigue x surveys), and comes back.

    The first month (patience 0) begins with the patience that its surveys lead to.
    """
    left = 1.0 / (1.0 + survey_fatigue * survey_effort)
    return left if patience <= 0.0 else approach(patience, left, lost_at_half_life(patience_half_life))


@rule
def fill_variants(variants_offered: float, n_residents: int, people_per_variant: float) -> int:
    """Variants that are really offered: each needs so many residents who might want it; one is always there."""
    room = n_residents / people_per_variant if people_per_variant > 0.0 else variants_offered
    return max(int(min(room, variants_offered)), 1)
