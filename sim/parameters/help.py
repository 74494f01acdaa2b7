"""Parameters of help."""

from sim.quantities import ByDomain, Group, factor, per_month, quantity, share, weight


class Help(Group):
    """How cases come to light, who can help, and what it costs."""

    self_report: float = per_month(0.35, (0.2, 0.6), source="S61, S62 (response to requests), S27")
    trust_on_report: float = weight(1.0, (0, 2), domain=(-10, 10))
    publicity_on_report: float = weight(0.3, (0, 1), domain=(-10, 10))
    found_by_survey: float = per_month(0.1, (0.02, 0.2))
    waiting_priority: float = factor(1.0, (0, 3))
    elder_priority: float = factor(0.3, (0, 1))
    neighbours_can: ByDomain = share(
        ByDomain(
            elderly_care=0.2,
            children_education=0.3,
            health=0.05,
            culture=0.7,
            social_security=0.05,
            housing=0.05,
            population_services=0.3,
            convenience=0.6,
        ),
        (0, 1),
    )
    neighbour_fit: float = share(0.7, (0.4, 0.9))
    unit_cost: ByDomain = quantity(
        ByDomain(
            elderly_care=900.0,
            children_education=500.0,
            health=650.0,
            culture=250.0,
            social_security=350.0,
            housing=600.0,
            population_services=200.0,
            convenience=200.0,
        ),
        (50, 2000),
        unit="yuan per case",
        domain=(0, 1000000),
    )
    ties_on_help: float = share(1.0, (0.3, 1))
    people_per_variant: float = quantity(300.0, (100, 1000), unit="residents", domain=(0, 1000000))
    variety_cost: float = quantity(0.11, (0.03, 0.2), unit="share per variant", domain=(0, 10))
    base_knowledge: float = share(0.4, (0.1, 0.6))
    survey_knowledge_full: float = share(0.95, (0.6, 1))
    withdraw_per_month: float = per_month(0.06, (0.02, 0.15))
    settle_for_less: float = share(0.35, (0.1, 0.7))
    organization_fit: float = share(0.3, (0, 0.6))


class Provision(Group):
    """What kind of service is offered."""

    menu_share: float = share(0.0, (0, 1))
    variants_offered: int = quantity(4, (1, 8), unit="variants", domain=(1, 8))
    survey_effort: float = quantity(
        0.5, (0, 2), unit="surveys of every household a year", domain=(0, 2), intervention=True
    )
    one_stop: float = share(0.0, (0, 1), intervention=True)
    priority_rule: float = share(0.5, (0, 1))
    low_fee_share: float = share(0.0, (0, 1))
    free_share: float = share(1.0, (0, 1))
