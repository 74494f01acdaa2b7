from itertools import combinations, permutations

import numpy as np
import pytest

from sim.language import Language
from sim.parameters import WORLD
from sim.report.canvas import style, together
from sim.report.interval_figures import tornado_panels
from sim.studies.comparison.tornado import FEWEST, chance_of_order, tornadoes
from tests.comparison.test_worlds import DECIDES, IDLE, compared, plausible


def test_the_number_that_decides_leads_the_tornado_and_crosses_nought() -> None:
    gains = np.linspace(-0.3, 0.3, 30)
    (found,) = tornadoes(compared(plausible(*gains.tolist())))
    assert (found.scenario, found.outcome) == ("menu_services", "satisfaction_mean")
    first, second = found.swings
    assert (first.path, first.clear) == (DECIDES, True)
    assert first.low == pytest.approx(gains[:10].mean(), abs=0.01)
    assert first.high == pytest.approx(gains[-10:].mean(), abs=0.01)
    assert (second.path, second.clear) == (IDLE, False)


def test_the_chance_of_an_order_is_that_of_all_orders_counted() -> None:
    values, effects = np.array([0.1, 0.5, 0.2, 0.9, 0.7, 0.4]), np.array([2.0, 1.0, 4.0, 3.0, 6.0, 5.0])

    def alike(order: tuple[float, ...]) -> float:
        pairs = combinations(range(6), 2)
        return float(abs(sum(np.sign(values[a] - values[b]) * np.sign(order[a] - order[b]) for a, b in pairs)))

    seen = alike(tuple(effects))
    share = np.mean([alike(order) >= seen for order in permutations(effects)])
    assert chance_of_order(values, effects=effects) == pytest.approx(share)


def test_a_verdict_that_is_the_same_in_all_worlds_has_no_tornado() -> None:
    assert tornadoes(compared(plausible(*[0.3] * 20))) == ()


def test_few_worlds_have_no_tornado() -> None:
    assert tornadoes(compared(plausible(*[0.3, -0.3] * ((FEWEST - 1) // 2)))) == ()


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_bars_are_named_by_what_numbers_mean(lang: Language) -> None:
    (panel,) = tornado_panels(compared(plausible(*[0.3, -0.3] * 10)), {"menu_services": "Menus"}, lang)
    assert "Menus" in panel.shows
    with style():
        figure = together([panel])
    first = figure.axes[0].get_yticklabels()[0].get_text()
    known = next(one for one in WORLD if one.path == DECIDES)
    assert "".join(first.split()) == "".join(known.meaning(lang).split())
