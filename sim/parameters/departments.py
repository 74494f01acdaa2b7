"""Parameters of departments."""

from sim.quantities import Group, months, share, switch, weight


class Purchasing(Group):
    """How departments choose between their own services and those of organizations."""

    departments_decide: int = switch(1, (0, 1))
    purchase_step: float = share(0.1, (0.05, 0.2))
    cost_weight: float = weight(2.0, (0.5, 4))
    routine_weight: float = weight(1.0, (0, 3))
    plan_weight: float = weight(3.0, (1, 6))
    adjusted_to: float = share(1.0, (0, 1))
    usual_cost_half_life: float = months(60.0, (24, 120))
    cost_half_life: float = months(12.0, (6, 36))


class Virement(Group):
    """What becomes of money that a department cannot use."""

    held_months: float = months(1.5, (1, 4), domain=(0, 12))
    bought_part: float = share(0.5, (0.1, 0.9))
    topped_up_most: float = share(0.5, (0.2, 0.8))
    virement_friction: float = share(0.05, (0, 0.2))
