"""Parameters of escalation."""

from sim.quantities import ByDomain, Group, per_month, quantity, share


class Cases(Group):
    """How complex cases are decided, and when cases are closed on paper."""

    complex_share: ByDomain = share(
        ByDomain(
            elderly_care=0.05,
            children_education=0.08,
            health=0.1,
            culture=0.02,
            social_security=0.2,
            housing=0.25,
            population_services=0.2,
            convenience=0.03,
        ),
        (0, 0.4),
        source="S24 (over 95 % solved locally: direction)",
    )
    pass_upward: float = per_month(
        0.7, (0.58, 0.77), source="S61, S62, S27 (P16: a third answered after three offices)"
    )
    front_line_full: float = quantity(9.0, (4, 18), unit="posts per 10,000 residents", domain=(0, 1_000), source="S24")
    front_line_on_decision: float = share(0.5, (0, 0.9))
    head_on_decision: float = share(0.5, (0, 0.9))
    supervision_on_decision: float = share(0.4, (0, 0.9))
    lack_of_authority: float = share(0.6, (0.2, 0.9))
    office_decisions: float = quantity(
        27.0, (8, 40), unit="decisions per 10,000 residents and month", domain=(0, 100_000)
    )
    front_line_decisions: float = quantity(2.0, (0, 6), unit="decisions per post, level and month", domain=(0, 1_000))
    head_time: float = share(0.05, (0, 0.3))
    paper_ease: float = per_month(0.5, (0.1, 0.8), source="S61, S62, S27 (reported against true: direction)")
    paper_trust_loss: float = share(0.05, (0, 0.2))
    evaluation_noise: float = share(0.05, (0.01, 0.15), source="direction: article (E41)")
    shortfall_scale: float = share(0.1, (0.03, 0.3), domain=(0.001, 1))
    shortfall_on_paper: float = share(0.5, (0, 2), domain=(0, 10))
