from collections.abc import Callable

import numpy as np
import pytest

from sim.language import Language
from sim.language.numbers import places_apart
from sim.runs.result import Run
from sim.studies.comparison import compare, sentences
from sim.studies.comparison.sentences import outcome_sentences

World = Callable[..., list[Run]]
FLAT = np.full((10, 12), 0.3)
SPENDING = np.full((10, 12), 100_000.0)
# A spread over ten seeds with mean 0 and standard deviation 1. One alternative has a family of 7 outcomes x 3 windows:
# t(9, 1 - 0.025 / 21) / sqrt(10) = 4.1786 / 3.1623 = 1.3214.
SPREAD = np.repeat([[-1.0], [1.0]], 5, axis=0) * np.sqrt(0.9)


def told(world: World, shift: object, extra: object = 0.0, lang: Language = "en") -> list[str]:
    base = world({"participation_rate": FLAT, "public_spending_yuan": SPENDING})
    menu = world({"participation_rate": FLAT + shift, "public_spending_yuan": SPENDING + extra}, "menu_services")
    return sentences(compare(base, {"menu_services": menu}), lang)


def test_a_settled_difference_is_said_with_its_size_interval_and_verdict(world: World) -> None:
    said = told(world, 0.018 + SPREAD * 0.0045)[1]
    assert (
        said
        == "Participation rate, last 12 months: 1.8 percentage points higher (joint 95 % interval 1.2 to 2.4): better."
    )


def test_chinese_says_the_same(world: World) -> None:
    said = told(world, 0.018 + SPREAD * 0.0045, lang="zh")[1]
    assert said == "居民参与率（最后 12 个月）提高 1.8 个百分点（联合 95% 区间 1.2 至 2.4）：改善。"


def test_an_open_difference_is_not_called_higher(world: World) -> None:
    said = told(world, 0.003 + SPREAD * 0.0053)[1]
    assert said.startswith(
        "Participation rate, last 12 months: difference +0.3 percentage points "
        "(joint 95 % interval −0.4 to 1.0): cannot tell."
    )


@pytest.mark.parametrize(
    ("low", "high", "matters", "places"),
    [
        (-7_000.0, 0.0, 9_000.0, -3),  # 0 itself is no rounding
        (-7_000.0, -3_000.0, 9_000.0, -3),
        (-7_000.0, -420.0, 9_000.0, -2),
        (-7_000.0, -42.0, 9_000.0, -1),
        (-7_000.0, -0.4, 9_000.0, -3),  # no two digits tell it from 0
        (2_300.0, 6_900.0, 2_100.0, -2),
    ],
)
def test_an_interval_is_never_rounded_onto_what_decides(low: float, high: float, matters: float, places: int) -> None:
    assert places_apart((low, high), matters, -3, "yuan") == places


def test_an_interval_that_nearly_touches_the_threshold_is_told_with_more_digits(world: World) -> None:
    # The half-width is 1.3214 * 0.01: the upper end of 0.98 points would be rounded to the threshold of 1.0.
    said = told(world, -0.0034 + SPREAD * 0.01)[1]
    assert "(joint 95 % interval −1.66 to 0.98)" in said


def test_a_settled_direction_is_said_without_a_verdict_on_size(world: World) -> None:
    assert ": direction clear, size not." in told(world, -0.012 + SPREAD * 0.0084)[1]


def test_another_verdict_over_the_whole_horizon_is_said_beside_that_of_the_last_year(world: World) -> None:
    flat, shift = np.full((10, 24), 0.3), np.repeat([-0.06, 0.02], 12) + SPREAD * 0.004
    base, menu = (world({"participation_rate": flat + gap}) for gap in (0, shift))
    (english,), (chinese,) = (outcome_sentences(compare(base, {"menu": menu}), "menu", lang) for lang in ("en", "zh"))
    assert english == (
        "Participation rate, last 12 months: 2.0 percentage points higher (joint 95 % interval 1.5 to 2.5): better. "
        "Over the whole period: 2.0 percentage points lower (joint 95 % interval −2.5 to −1.5): worse."
    )
    assert "改善。整个模拟期内下降 2.0 个百分点" in chinese


def test_an_outcome_that_is_neither_good_nor_bad_is_never_called_better(world: World) -> None:
    base, menu = (world({"society_paid_share": FLAT + gap}) for gap in (0, 0.05))
    comparison = compare(base, {"menu": menu})
    (english,), (chinese,) = (outcome_sentences(comparison, "menu", lang) for lang in ("en", "zh"))
    assert english == (
        "Help paid by society, last 12 months: 5.00 percentage points higher (joint 95 % interval 5.00 to 5.00): "
        "a difference that matters, neither good nor bad by itself."
    )
    assert chinese.endswith("：差异有实际意义，本身无所谓好坏。")


@pytest.mark.parametrize(
    ("extra", "said"),
    [
        (
            3100.0,
            "“menu_services” costs the treasury 3.1 % more than “baseline” in the last 12 months "
            "(joint 95 % interval 3.1 to 3.1 %).",
        ),
        (
            -3100.0,
            "“menu_services” costs the treasury 3.1 % less than “baseline” in the last 12 months "
            "(joint 95 % interval −3.1 to −3.1 %).",
        ),
        (
            0.0,
            "“menu_services” costs the treasury exactly as much as “baseline” in the last 12 months of all 10 seeds.",
        ),
    ],
)
def test_cost_stands_above_every_verdict(world: World, extra: float, said: str) -> None:
    assert told(world, 0.0, extra)[0].replace("3.10", "3.1") == said


def test_an_unsettled_cost_is_not_called_more(world: World) -> None:
    said = told(world, 0.0, 500 + SPREAD * 2000)[0]
    assert said.startswith(
        "Whether “menu_services” costs the treasury more or less than “baseline” cannot be told: +0.5 %"
    )


def test_a_cost_over_few_seeds_is_shown_and_not_judged(world: World) -> None:
    base, menu = (world({"public_spending_yuan": SPENDING[:3] + extra}) for extra in (0, 3100))
    assert sentences(compare(base, {"menu": menu}), "en")[0] == (
        "“menu” differs from “baseline” by +3.10 % of what the treasury pays in the last 12 months "
        "(joint 95 % interval 3.10 to 3.10 %); 10 seeds are needed to judge, 3 were run."
    )


def test_several_alternatives_are_named_in_each_sentence(world: World) -> None:
    base = world({"participation_rate": FLAT})
    said = sentences(compare(base, {"menu": base, "grid": base}), "en", {"menu": "Menu", "grid": "Grid"})
    assert said[2] == "“Menu”. Participation rate, last 12 months: no difference in any of 10 seeds: cannot tell."
    assert said[3].startswith("“Grid”. ")


def test_one_seed_and_missing_seeds_are_said_plainly(world: World) -> None:
    one = world({"participation_rate": FLAT[:1]})
    assert "one seed gives no interval" in sentences(compare(one, {"menu": one}), "en")[1]
    gone = world({"participation_rate": np.full((10, 12), np.nan)})
    assert "does not exist in 10 of 10 seeds" in sentences(compare(gone, {"menu": gone}), "en")[1]
