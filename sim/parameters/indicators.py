"""Parameters of indicators."""

from sim.quantities import Group, months, practice, quantity, share, switch


class Evaluation(Group):
    """By what committees are judged."""

    regime: int = quantity(1, (0, 2), unit="regime", domain=(0, 2))
    judged_by: int = switch(0, (0, 1))
    feedback_weight: float = share(0.3, (0, 1))
    evaluation_months: int = months(12, (3, 36), domain=(1, 60))
    evaluation_effort: float = practice(1.0, (0, 3), domain=(0, 10))
    learning_rate: float = share(0.6, (0.2, 1))
