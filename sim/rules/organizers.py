"""Organizers: of those who volunteer, some organize what others join; it takes hours from cases (E36; model.md 4.2)."""

from sim.quantities import Group, months, practice, quantity, share
from sim.rules.arithmetic import approach, lost_at_half_life
from sim.rules.rule import rule
from sim.state import Community


class Organizers(Group):
    """How many volunteers organize, and what that gives."""

    organizer_share: float = share(0.1, (0, 0.3)).means(
        "volunteers of a month who organize", "当月志愿者中从事组织工作的比例"
    )
    member_organizers: float = share(0.2, (0, 0.5)).means(
        "how many more of the members of organizations do", "社团成员中该比例的增量"
    )
    organizing_share: float = share(0.5, (0.2, 0.8)).means(
        "part of an organizer's volunteering that goes into organizing, and not into cases",
        "组织者的志愿时间中用于组织而非办理个案的部分",
    )
    organizing_usual: float = quantity(0.5, (0.1, 3), unit="minutes per resident and month", domain=(0, 10_000)).means(
        "time for organizing around 2016", "2016年前后用于组织的时间"
    )
    organizing_half_life: float = months(6.0, (1, 12)).means(
        "half-life of what organizers have set up", "组织者所建立的活动的半衰期"
    )
    organizers_on_activity: float = practice(0.15, (0, 0.4), domain=(0, 100)).means(
        "opportunities to take part that residents organize; 0 switches it off", "居民自行组织的参与机会；0 表示关闭"
    )


@rule
def organize(here: Community, how: Organizers) -> None:
    """Opportunities to take part with those that residents organize, and their hours against practice around 2016.

    What organizers have set up lasts for a while after they stop. More hours add less and less: none take the effect away,
    no number doubles it.
    """
    usual = how.organizing_usual * here.n_residents
    hours = here.organizing_minutes / usual if usual > 0.0 else 1.0
    lately = approach(here.organized, target=hours, share=lost_at_half_life(how.organizing_half_life))
    here.activities = max(here.activities + how.organizers_on_activity * (2.0 * lately / (1.0 + lately) - 1.0), 0.0)
    here.organized = lately
