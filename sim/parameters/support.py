"""Parameters of support."""

from sim.quantities import Group, factor, per_month, quantity, share, yuan_per_resident


class Support(Group):
    """Incubation, training, monitoring, private capital, and the people whom organizations can hire."""

    incubation_cost: float = yuan_per_resident(2.0, (0.5, 5), domain=(0, 1000))
    training_cost: float = quantity(6000.0, (2000, 20000), unit="yuan per place", domain=(0, 1000000))
    monitoring_cost: float = share(0.05, (0.02, 0.15))
    effect_memory: float = per_month(0.1, (0.03, 0.3))
    novices_available: float = quantity(9.0, (4, 15), unit="people per 10,000 residents and year", domain=(0, 10000))
    pool_fading: float = per_month(0.1, (0.03, 0.3))
    staff_mobility: float = share(1.0, (0.3, 1))
    trained_skill: float = share(0.7, (0.5, 0.9))
    reference_pay: float = quantity(
        3998.0, (2500, 6000), unit="yuan per post and month", domain=(1, 100000), source="S33"
    )
    pay_elasticity: float = factor(1.5, (0.5, 3), domain=(0, 10))
    bearable_cases: float = quantity(
        10.0, (5, 15), unit="cases per post and month", domain=(0.1, 1000), source="T37, T41 (about 120 a year)"
    )
    burn_out: float = factor(1.0, (0, 3), domain=(0, 10))
    private_per_resident: float = yuan_per_resident(
        40.0, (10, 192), source="S38: 96 yuan of charity in Ningbo is the most; a fifth of it at reputation 0.5 assumed"
    )
    gift_time: float = share(0.5, (0.2, 1))
    matching_response: float = factor(0.2, (0, 1), domain=(0, 10))
