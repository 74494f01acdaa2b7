"""Organizers: of those who volunteer, some organize what others join; it takes hours from cases (E36; model.md 4.2)."""

from sim.parameters.world.organizers import Organizers
from sim.rules.arithmetic import approach, lost_at_half_life
from sim.rules.rule import rule
from sim.state import Community


@rule
def organize(here: Community, how: Organizers) -> None:
    """Opportunities to take part with those that residents organize, and their hours against practice around 2016.

    What organizers have set up lasts for a while after they stop. More hours add less and less: none take the effect away,
    no number doubles it.
    """
    usual = how.organizing_usual * here.n_residents
    hours = here.organizing_minutes / usual if usual > 0.0 else 1.0
    lately = approach(here.organized, hours, lost_at_half_life(how.organizing_half_life))
    here.activities = max(here.activities + how.organizers_on_activity * (2.0 * lately / (1.0 + lately) - 1.0), 0.0)
    here.organized = lately
