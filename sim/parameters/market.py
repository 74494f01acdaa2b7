"""Parameters of market."""

from sim.quantities import ByAge, ByDomain, ByType, Group, factor, per_month, quantity, share, yuan_per_resident


class Market(Group):
    """What firms offer for a fee, who can pay, and what a fee pays for."""

    market_supply: ByDomain = quantity(
        ByDomain(
            elderly_care=0.2,
            children_education=0.4,
            health=0.15,
            culture=0.15,
            social_security=0.0,
            housing=0.15,
            population_services=0.0,
            convenience=0.5,
        ),
        (0, 5),
        unit="cases per 1,000 residents and month",
        domain=(0, 1000),
    )
    demand_elasticity: float = factor(0.5, (0, 1.5), domain=(0, 10))
    usual_demand: ByDomain = quantity(
        ByDomain(
            elderly_care=5.4,
            children_education=5.1,
            health=9.5,
            culture=2.4,
            social_security=5.9,
            housing=3.0,
            population_services=2.6,
            convenience=3.6,
        ),
        (0, 30),
        unit="cases per 1,000 residents and month",
        domain=(0, 1000),
        source="assumed: what the baseline's second and third year show where supply does not follow demand",
    )
    pays_share: ByAge = share(ByAge.from_youngest(0.6, 0.6, 0.6, 0.65, 0.6, 0.5, 0.4, 0.35), (0.1, 0.95))
    unregistered_means: float = share(0.8, (0.4, 1))
    low_fee: float = quantity(60.0, (20, 150), unit="yuan per case", domain=(0, 100000))
    services_per_payer: float = quantity(0.28, (0.1, 0.6), unit="services per payer and month", domain=(0, 1000))
    service_price: float = quantity(80.0, (40, 160), unit="yuan per service", domain=(0, 10000))
    service_hours: float = quantity(1.5, (0.75, 3), unit="hours per service", domain=(0.01, 1000))
    price_burden: float = share(0.1, (0, 0.3))
    market_fit: float = share(0.5, (0.2, 0.9))
    leading_time: float = share(0.4, (0.2, 0.8), domain=(0.01, 1))


class Firms(Group):
    """Where firms are, what they and residents give, and whom firms reach."""

    firm_presence: ByType = quantity(
        ByType(traditional=0.1, market=0.2, rural=0.1, industrial=1.0),
        (0, 1),
        unit="industrial communities = 1",
        domain=(0, 1),
        source="direction: article (E21, E34)",
    )
    donation_per_active: float = quantity(
        60.0,
        (0, 300),
        unit="yuan per participant and year",
        domain=(0, 100000),
        source="S38: 96 yuan of charity per resident in Ningbo is the most; a twentieth of it assumed",
    )
    firm_giving: float = yuan_per_resident(6.0, (0, 40), domain=(0, 100000), source="S38 (the most, as above)")
    raising_time: float = share(0.02, (0, 0.1), domain=(0, 0.5))
    effort_crowding: float = share(0.5, (0, 1), domain=(-1, 1), source="S90 (direction)")
    firm_on_publicity: float = share(0.3, (0, 1), domain=(0, 10))
    firm_asks: float = per_month(0.05, (0, 0.2))
