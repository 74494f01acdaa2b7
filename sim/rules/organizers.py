"""Organizers: of those who volunteer, some organize what others join; it takes hours from cases (E36; model.md 4.2)."""

from sim.rules.arithmetic import approach, lost_at_half_life
from sim.rules.rule import rule


@rule
def organize(
    activities: float,
    organized: float,
    organizing_minutes: int,
    n_residents: int,
    organizing_usual: float,
    organizing_half_life: float,
    organizers_on_activity: float,
) -> tuple[float, float]:
    """Opportunities to take part with those that residents organize, and their hours against practice around 2016.

    What organizers have set up lasts for a while after they stop. More hours add less and less: none take the effect away,
    no number doubles it.
    """
    usual = organizing_usual * n_residents
    hours = organizing_minutes / usual if usual > 0.0 else 1.0
    lately = approach(organized, hours, lost_at_half_life(organizing_half_life))
    return max(activities + organizers_on_activity * (2.0 * lately / (1.0 + lately) - 1.0), 0.0), lately
