"""Parameters of method_choice."""

from sim.quantities import Group, factor, months, share, switch, weight


class Leaning(Group):
    """How committees choose among their methods within the city's guidance."""

    committees_decide: int = switch(1, (0, 1))
    review_share: float = share(0.5, (0.25, 1))
    method_step: float = factor(0.2, (0.05, 0.4))
    keeping_weight: float = weight(1.0, (0, 3))
    guidance_weight: float = weight(3.0, (1, 6))
    reward_weight: float = weight(2.0, (0.5, 4))
    rewarded_usual: float = share(0.3, (0, 0.6))
    reports_by_service: float = share(0.5, (0.2, 0.8))
    imitation_weight: float = weight(2.0, (0, 5))
    backlog_weight: float = weight(2.0, (0, 5))
    attendance_weight: float = weight(2.0, (0, 5))
    usual_half_life: float = months(36.0, (12, 84))
