"""Parameters of equity."""

from sim.quantities import ByDomain, ByType, Group, factor, share


class Equity(Group):
    """Whose needs differ, and what being without an entitlement or ahead in the queue means."""

    unregistered_interest: ByDomain = factor(
        ByDomain(
            elderly_care=0.7,
            children_education=1.0,
            health=1.0,
            culture=1.0,
            social_security=1.3,
            housing=1.5,
            population_services=4.0,
            convenience=0.8,
        ),
        (0.3, 8),
    )
    need_by_type: ByType = factor(ByType(traditional=1.1, market=0.95, rural=1.0, industrial=0.95), (0.5, 2))
    unentitled_report: float = share(0.4, (0.1, 1))
    group_priority: float = factor(2.0, (0.5, 4))


class Entitlement(Group):
    """Residents without local registration who may have public help, by domain; 1 covers all residents."""

    elderly_care_entitled: float = share(0.4, (0, 1))
    children_entitled: float = share(0.6, (0, 1))
    health_entitled: float = share(0.6, (0, 1))
    culture_entitled: float = share(0.8, (0, 1))
    social_security_entitled: float = share(0.4, (0, 1))
    housing_entitled: float = share(0.3, (0, 1))
    population_services_entitled: float = share(0.7, (0, 1))
    convenience_entitled: float = share(0.8, (0, 1))


class Earmark(Group):
    """What is reserved for the old and for children; others have that much less."""

    for_elderly_care: float = share(0.0, (0, 1))
    for_children: float = share(0.0, (0, 1))
    elderly_places: float = share(0.0, (0, 1))
    children_places: float = share(0.0, (0, 1))
    old_first: float = share(0.0, (0, 1))
    young_first: float = share(0.0, (0, 1))
