"""Parameters of membership."""

from sim.quantities import Group, factor, per_year, quantity, share, yuan_per_resident


class Membership(Group):
    """From unit person to community person to association person, and what it costs to open the way."""

    stage_habit: float = share(0.25, (0.15, 0.5), domain=(0, 2))
    stage_lapse: float = share(0.1, (0.02, 0.2), domain=(0, 2))
    places_per_post: float = quantity(2.5, (1, 6), unit="places", domain=(0, 1_000))
    places_per_group: float = quantity(10.0, (5, 30), unit="places", domain=(0, 1_000))
    opening_cost: float = quantity(120.0, (50, 400), unit="yuan per place and year", domain=(0, 100_000))
    groups_cost: float = yuan_per_resident(3.0, (1, 8), domain=(0, 1000))
    elders_cost: float = yuan_per_resident(2.0, (0.5, 5), domain=(0, 1000))
    elders_across: float = share(0.3, (0.05, 0.5), source="direction: article (E09)")
    willing_effort: float = quantity(
        0.84,
        (0.4, 0.9),
        unit="mean volunteers' hours",
        domain=(0, 1000),
        source="S21, S22 (saturation at 20-25 % of residents)",
    )
    sign_up_alone: float = per_year(0.005, (0, 0.02), domain=(0, 12))
    sign_up_rate: float = per_year(
        2.3, (1.2, 3), domain=(0, 1000), source="S20-S22 (15-30 % growth a year, then under 2 %)"
    )
    sign_up_at_work: float = per_year(0.33, (0, 1), domain=(0, 12))
    sign_up_online: float = factor(0.5, (0, 2))
    sign_up_recognized: float = factor(0.5, (0, 2))
    recognition_gain: float = factor(0.3, (0, 1))
    recognition_cost: float = quantity(20.0, (5, 80), unit="yuan per volunteer and year", domain=(0, 10_000))
    asking_time: float = share(0.05, (0.02, 0.15))
    asking_minutes: float = quantity(20.0, (10, 60), unit="minutes", domain=(0, 10_000))
