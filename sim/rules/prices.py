"""Prices: pay rises against other prices, and with it what services cost (model.md 4.7)."""

from sim.quantities import Group, quantity, share
from sim.rules.rule import rule
from sim.state import Community


class Prices(Group):
    """How pay moves against other prices. All money of a run is in yuan of its first year, so the price level drops out."""

    wage_growth: float = quantity(
        0.03,
        (0.0, 0.06),
        unit="per year",
        domain=(-0.5, 0.5),
        source="T106 (incomes rose by 8 %, 6 % in real terms, around 2016: the most); the default keeps step with the budget",
    ).means("growth of pay and incomes in real terms", "薪酬与收入的实际年增长率")
    labour_share: float = share(0.7, (0.5, 0.9)).means(
        "part of what services, activities and places cost that is pay", "服务、活动与设施成本中人工所占比例"
    )


@rule
def move_prices(here: Community, how: Prices, month: int) -> None:
    """Levels of pay and of costs, both 1 in the first year; they move in January.

    Money is in yuan of the first year, so what follows the price level stays as it is: a cost rises by the part that is pay.
    """
    rises = how.wage_growth * (1.0 + here.wages_grown) if month % 12 == 0 and month > 0 else 0.0
    grown = here.wages_grown + rises
    here.wages_grown = grown
    here.wage_level = 1.0 + grown
    here.cost_level = 1.0 + how.labour_share * grown
