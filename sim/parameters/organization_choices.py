"""Parameters of organization_choices."""

from sim.quantities import Group, factor, months, quantity, share, switch, weight


class Choosing(Group):
    """What organizations weigh when they choose once a year."""

    fields_chosen: int = switch(1, (0, 1))
    tiers_chosen: int = switch(1, (0, 1))
    income_on_choice: float = weight(1.0, (0, 2), domain=(-10, 10))
    need_on_choice: float = weight(1.0, (0.3, 2), domain=(-10, 10))
    choice_noise: float = factor(0.08, (0.03, 0.2), domain=(0, 10))
    field_skill_lost: float = share(0.3, (0.1, 0.6))
    home_lost: float = share(0.3, (0.1, 0.6))
    tier_step: float = share(0.25, (0.1, 0.5))
    months_at_hand: float = months(3.0, (1, 6), domain=(0.1, 120))


class Bidding(Group):
    """What organizations weigh when they enter tenders."""

    tenders_chosen: int = switch(1, (0, 1))
    tender_hours: float = quantity(12.0, (4, 40), unit="hours per tender and year", domain=(0, 1000))
    bid_step: float = share(0.2, (0.1, 0.5))
    use_sought: float = share(0.75, (0.5, 0.95))
