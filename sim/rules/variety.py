"""What small places and tired residents take from menus and surveys (E46, E47; model.md 4.1, 4.8)."""

from sim.parameters.levers import Provision
from sim.parameters.world.committees import Committees
from sim.parameters.world.help import Help
from sim.parameters.world.needs import Needs
from sim.rules.arithmetic import approach, lost_at_half_life
from sim.rules.rule import rule
from sim.state import Community


@rule
def keep_patience(here: Community, policy: Provision, how: Committees) -> None:
    """The share of residents who still answer a survey: it fades towards 1 / (1 + fatigue x surveys), and comes back.

    The first month (patience 0) begins with the patience that its surveys lead to.
    """
    left = 1.0 / (1.0 + how.survey_fatigue * policy.survey_effort)
    here.patience = (
        left if here.patience <= 0.0 else approach(here.patience, left, lost_at_half_life(how.patience_half_life))
    )


@rule
def fill_variants(here: Community, policy: Provision, how: Help) -> None:
    """Variants that are really offered: each needs so many residents who might want it; one is always there."""
    room = here.n_residents / how.people_per_variant if how.people_per_variant > 0.0 else policy.variants_offered
    here.variants_filled = max(int(min(room, policy.variants_offered)), 1)


@rule
def told_apart(how: Needs, filled: int) -> float:
    """How many variants those that are filled amount to: (sum of shares)^2 / sum of squared shares, as tastes are.

    It is 1 where all want the same, and the number of variants where all are wanted alike.
    """
    total, squares, term = 0.0, 0.0, 1.0
    for _ in range(int(min(filled, how.variants_wanted))):
        total += term
        squares += term * term
        term *= how.taste_heterogeneity
    return total * total / squares
