"""Parameters of satisfaction."""

from sim.quantities import Group, factor, per_month, per_year, quantity, share, weight


class Satisfaction(Group):
    """How experience turns into satisfaction and trust."""

    experience_half_life: float = quantity(2.0, (0.5, 6), unit="cases", domain=(0, 1200))
    help_quality: float = share(0.9, (0.6, 1))
    mismatch_quality: float = share(0.35, (0, 0.6))
    delay_cost: float = per_month(0.06, (0.02, 0.2), domain=(0, 10))
    waiting_strength: float = share(0.1, (0, 0.3))
    negativity: float = factor(2.0, (1, 2.5), domain=(0, 10))
    adaptation_per_year: float = per_year(0.2, (0.07, 0.26), source="S75-S77")
    others_on_expectation: float = share(0.5, (0, 1))
    promise: float = per_month(0.001, (0, 0.005))
    broken_promise: float = per_month(0.006, (0, 0.04))
    trust_usual: float = share(0.6, (0.4, 0.8), source="S54, S55 (township satisfied 55-70 %)")
    trust_drift: float = per_month(0.01, (0.002, 0.05))
    trust_gain: float = quantity(0.02, (0.005, 0.05), unit="per event", domain=(0, 1))
    trust_loss: float = quantity(0.04, (0.01, 0.1), unit="per event", domain=(0, 1))
    satisfaction_constant: float = weight(0.95, (-1, 1.5))
    performance_weight: float = weight(1.6, (0.8, 2.4), source="S78, S79 (0.4 of the index)")
    disconfirmation_weight: float = weight(2.0, (1.2, 2.8), source="S78, S79 (0.5 of the index)")
    belonging_on_satisfaction: float = weight(0.5, (0, 1), source="S63 (direction)")
    participation_on_satisfaction: float = weight(0.13, (0, 0.35), source="S80: +3 (0-8) points")
    trust_on_satisfaction: float = weight(0.5, (0, 1))
    waiting_on_satisfaction: float = weight(1.0, (0, 2))
    fairness_weight: float = weight(0.3, (0, 1))
    entitlement_gap_weight: float = weight(0.3, (0, 1))
    responsiveness_weight: float = weight(0.3, (0, 1))
    response_usual: float = share(0.15, (0.05, 0.4))
