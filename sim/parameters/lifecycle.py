"""Parameters of lifecycle."""

from sim.quantities import Group, factor, months, per_month, per_year, quantity


class Lifecycle(Group):
    """Founding, registration and dissolution of organizations."""

    founding_rate: float = per_year(0.13, (0.05, 0.3), domain=(0, 12))
    incubation_effect: float = factor(1.0, (0, 3))
    registration_staff: float = quantity(0.05, (0.02, 1), unit="posts", domain=(0, 1000))
    registration_age: float = months(24.0, (12, 48))
    registration_rate: float = per_year(0.2, (0.05, 0.3), domain=(0, 12))
    posts_memory: float = per_month(0.04, (0.02, 0.1))
    dissolution_months: float = months(12.0, (6, 24), domain=(1, 1200))
    filed_lapse: float = per_year(0.03, (0.03, 0.2), domain=(0, 12))
    posts_on_lapse: float = factor(1.0, (0, 3))
