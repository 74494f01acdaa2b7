"""Parameters of information."""

from sim.quantities import Group, factor, months, per_month, quantity, share, weight, yuan_per_resident


class Information(Group):
    """How rumours arise and spread, and what platform, screening, openness and talk in person do and cost."""

    rumour_arrivals: float = per_month(0.005, (0, 0.1))
    rumour_contacts: float = quantity(0.45, (0.1, 2), unit="persons per month", domain=(0, 1000))
    platform_contacts: float = quantity(
        1.5,
        (0.5, 4),
        unit="persons per month",
        domain=(0, 1000),
        source="S92 (more than 60 % of rumours seen on WeChat: direction)",
    )
    believe_if_heard: float = share(0.7, (0.4, 0.8), source="S92")
    belief_half_life: float = months(1.0, (0, 6))
    resistance_lost: float = per_month(0.5, (0.2, 0.8), source="T66 (about a month)")
    relapse: float = per_month(0.5, (0.4, 0.7), source="T65 (57 %)")
    correction_effect: float = share(0.25, (0.14, 0.35), source="S94")
    screening_effect: float = share(0.8, (0.4, 0.95), source="S93 (closed groups are harder: direction)")
    transparency_on_belief: float = share(0.3, (0, 0.6))
    transparency_on_trust: float = factor(0.5, (0, 1))
    openness_offline: float = share(0.5, (0.2, 0.8))
    platform_on_report: float = weight(0.3, (0, 1), domain=(-10, 10))
    platform_on_publicity: float = factor(0.2, (0, 1))
    time_saved_online: float = share(0.15, (0, 0.4))
    rumour_on_satisfaction: float = weight(0.4, (0, 1))
    rumour_on_trust: float = per_month(0.04, (0, 0.1), source="S97 (direction; rebuttal restores belief, not trust)")
    platform_cost: float = yuan_per_resident(3.0, (1, 10))
    screening_cost: float = yuan_per_resident(1.0, (0.2, 5))
    screening_time: float = share(0.04, (0.01, 0.15))
    transparency_time: float = share(0.03, (0.01, 0.1))
    face_to_face_time: float = share(0.05, (0.02, 0.2))


class InformationPolicy(Group):
    """How residents are informed, and what is done against rumours."""

    platform_reach: float = share(0.3, (0, 1), intervention=True)
    screening: float = share(0.2, (0, 1), intervention=True)
    transparency: float = share(0.3, (0, 1), intervention=True)
    face_to_face: float = share(0.3, (0, 1), intervention=True)
