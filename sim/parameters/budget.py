"""Parameters of budget."""

from sim.quantities import Group, per_year, quantity, share, yuan_per_resident


class Offices(Group):
    """How government offices learn."""

    catch_up: float = share(0.5, (0.1, 1))


class Funding(Group):
    """How much public money there is a year and what it is spent on."""

    budget_per_resident: float = yuan_per_resident(300.0, (50, 1_000), domain=(0, 100_000))
    budget_growth: float = per_year(
        0.03, (-0.05, 0.05), domain=(-0.5, 0.5), source="S41, T22, T25, T106: revenue per resident 2016-25, less prices"
    )
    committee_share: float = share(0.54, (0.3, 0.7))
    direct_share: float = share(0.30, (0.1, 0.6))
    purchase_share: float = share(0.08, (0, 0.4))
    grant_share: float = share(0.033, (0, 0.17))
    need_weight: float = share(0.0, (0, 1))
    equity_floor: float = share(0.0, (0, 1))
    load_weight: float = share(0.0, (0, 1))
    outcome_weight: float = share(0.0, (0, 1))
    rural_uplift: float = share(0.0, (0, 0.5))
    private_capital: float = share(0.0, (0, 1))
    matching_rate: float = quantity(0.0, (0, 2), unit="yuan per yuan", domain=(0, 10))
    facilities_share: float = share(0.02, (0, 0.1))
    facilities_grant: float = yuan_per_resident(
        0.0, (0, 5), source="S34 (0.51 yuan per urban resident in 2016, by arithmetic)"
    )
    process_share: float = share(0.0, (0, 0.5))
    talent_share: float = share(0.0, (0, 0.1))
    platform_share: float = share(0.0, (0, 0.03))


class Prices(Group):
    """How pay moves against other prices. All money of a run is in yuan of its first year, so the price level drops out."""

    wage_growth: float = quantity(
        0.03,
        (0.0, 0.06),
        unit="per year",
        domain=(-0.5, 0.5),
        source="T106 (incomes rose by 8 %, 6 % in real terms, around 2016: the most); the default keeps step with the budget",
    )
    labour_share: float = share(0.7, (0.5, 0.9))
