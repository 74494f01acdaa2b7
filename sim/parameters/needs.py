"""Parameters of needs."""

from sim.quantities import ByAge, ByDomain, Group, factor, months, per_month, quantity, share, switch, weight


class Needs(Group):
    """What residents need and how alike their wishes are."""

    need_per_year: ByAge = quantity(
        ByAge.from_youngest(0.4, 0.2, 0.25, 0.3, 0.35, 0.6, 0.9, 1.2),
        (0.1, 3),
        unit="cases per resident and year",
        domain=(0, 12),
        source="S24, S27 (mean 0.4); elders about twice as many: S42, direction",
    )
    health_effect: float = share(0.1, (0, 0.3))
    health_learning: float = per_month(0.03, (0.01, 0.1))
    health_lost_alone: float = per_month(0.05, (0, 0.2))
    problem_load: float = factor(1.0, (0.5, 2))
    domain_weight: ByDomain = factor(
        ByDomain(
            elderly_care=2.6,
            children_education=1.3,
            health=1.9,
            culture=0.6,
            social_security=1.0,
            housing=0.6,
            population_services=0.35,
            convenience=1.2,
        ),
        (0.2, 5),
        source="S42 (elder and medical care first: direction)",
    )
    elderly_care_interest: ByAge = factor(ByAge.from_youngest(0.0, 0.0, 0.0, 0.1, 0.3, 1.5, 3.0, 4.0), (0, 5))
    children_interest: ByAge = factor(ByAge.from_youngest(4.0, 3.0, 0.3, 1.2, 0.2, 0.2, 0.1, 0.0), (0, 5))
    taste_heterogeneity: float = share(0.5, (0.2, 0.9))
    variants_wanted: int = quantity(6, (1, 8), unit="variants", domain=(1, 8))


class Seeking(Group):
    """Whom residents in need turn to, against turning to nobody."""

    channel_chosen: int = switch(1, (0, 1))
    reconsidered: int = months(3, (2, 6), domain=(1, 120))
    to_neighbours: float = weight(-0.9, (-2, 0.5), domain=(-10, 10))
    to_organization: float = weight(-1.7, (-3, 0), domain=(-10, 10))
    to_committee: float = weight(-0.4, (-1.5, 1), domain=(-10, 10))
    to_platform: float = weight(-1.7, (-3, 0), domain=(-10, 10))
    to_firm: float = weight(-1.3, (-3, 0), domain=(-10, 10))
    trust_on_turning: float = weight(2.0, (0, 4), domain=(-10, 10))
    experience_on_turning: float = weight(1.0, (0, 2), domain=(-10, 10))
    others_on_turning: float = weight(1.0, (0, 3), domain=(-10, 10))
    reach_on_turning: float = weight(2.0, (0.5, 4), domain=(-10, 10))
    presence_on_turning: float = weight(0.6, (0.2, 1.5), domain=(-10, 10))
    ties_on_turning: float = weight(1.0, (0, 2), domain=(-10, 10))
    fee_on_turning: float = weight(1.0, (0, 3), domain=(-10, 10))
    self_help: float = per_month(0.04, (0.01, 0.1), source="direction: article (E12)")
