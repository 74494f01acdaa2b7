from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from sim.analysis import compare, sentences
from sim.analysis.sentences import more_seeds, outcome_sentences, summary
from sim.language import Language
from sim.language.numbers import places_apart
from sim.runs.result import Run

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
    assert said == "居民参与率（最后 12 个月）：高 1.8 个百分点（联合 95% 区间 1.2 至 2.4）：更好。"


def test_an_open_difference_is_not_called_higher(world: World) -> None:
    said = told(world, 0.003 + SPREAD * 0.0053)[1]
    assert said.startswith(
        "Participation rate, last 12 months: difference +0.3 percentage points "
        "(joint 95 % interval −0.4 to 1.0): cannot tell yet. "
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


def test_so_many_seeds_that_nobody_would_run_them_are_not_advised(world: World) -> None:
    english, chinese = (told(world, 0.0098 + SPREAD * 0.01, lang=lang)[1] for lang in ("en", "zh"))
    assert " In practice more seeds will not settle it: it would take about " in english
    assert "实际上无法靠增加种子来判断" in chinese


@pytest.mark.parametrize(
    ("more", "english", "chinese"),
    [
        (34, "About 34 more", "约 34 个"),
        (347, "About 350 more", "约 350 个"),
        (29_224, "about 29,000 more", "29,000 个"),
    ],
)
def test_seeds_still_needed_are_told_in_two_digits(world: World, more: int, english: str, chinese: str) -> None:
    base, menu = (world({"participation_rate": FLAT + gap}) for gap in (0, 0.003 + SPREAD * 0.0053))
    found = compare(base, {"menu": menu}).difference("menu", outcome="participation_rate")
    assert found is not None
    still = replace(found, more_seeds=more)
    assert english in more_seeds(still, "en")
    assert chinese in more_seeds(still, "zh")


def test_below_ten_seeds_none_are_advised(world: World) -> None:
    few = (FLAT[:2], FLAT[:2] + 0.018 + SPREAD[:2] * 0.01)
    base, menu = (world({"participation_rate": values}) for values in few)
    (said,) = outcome_sentences(compare(base, {"menu": menu}), "menu", "en")
    assert said.endswith("cannot tell yet.")


def test_a_settled_direction_is_said_without_a_verdict_on_size(world: World) -> None:
    assert ": cannot tell yet; direction settled, size not." in told(world, -0.012 + SPREAD * 0.0084)[1]


def test_an_open_verdict_says_how_many_more_seeds_it_would_take(world: World) -> None:
    # The threshold 0.01 is 0.008 away. t(18, 1 - 0.025 / 21) = 3.532 gives a half-width of 0.01 * 3.532 / sqrt(19) =
    # 0.0081 with 19 seeds, t(19, ...) = 3.503 one of 0.01 * 3.503 / sqrt(20) = 0.0078 with 20.
    said = told(world, 0.018 + SPREAD * 0.01)[1]
    assert said.endswith(" About 10 more seeds would settle it, if the spread stays what it is.")


def test_one_more_seed_is_spoken_of_as_one(world: World) -> None:
    # t(9, 1 - 0.025 / 21) = 4.179 gives 10 seeds a half-width of 1.3214 spreads; 11 seeds would give 1.2165.
    english, chinese = (told(world, 0.018 + SPREAD * 0.008 / 1.26, lang=lang)[1] for lang in ("en", "zh"))
    assert english.endswith(" One more seed or so would settle it, if the spread stays what it is.")
    assert chinese.endswith("若离散程度不变，再增加一两个种子即可判断。")


def test_another_verdict_over_the_whole_horizon_is_said_beside_that_of_the_last_year(world: World) -> None:
    flat, shift = np.full((10, 24), 0.3), np.repeat([-0.06, 0.02], 12) + SPREAD * 0.004
    base, menu = (world({"participation_rate": flat + gap}) for gap in (0, shift))
    (english,), (chinese,) = (outcome_sentences(compare(base, {"menu": menu}), "menu", lang) for lang in ("en", "zh"))
    assert english == (
        "Participation rate, last 12 months: 2.0 percentage points higher (joint 95 % interval 1.5 to 2.5): better. "
        "Over the whole horizon: 2.0 percentage points lower (joint 95 % interval −2.5 to −1.5): worse."
    )
    assert "更好。整个模拟期：低 2.0 个百分点" in chinese


def test_an_outcome_that_is_neither_good_nor_bad_is_never_called_better(world: World) -> None:
    base, menu = (world({"society_paid_share": FLAT + gap}) for gap in (0, 0.05))
    comparison = compare(base, {"menu": menu})
    (english,), (chinese,) = (outcome_sentences(comparison, "menu", lang) for lang in ("en", "zh"))
    assert english == (
        "Help paid by society, last 12 months: 5.00 percentage points higher (joint 95 % interval 5.00 to 5.00): "
        "more than what matters, neither good nor bad by itself."
    )
    assert chinese.endswith("：超出实际意义界限，本身无所谓好坏。")
    assert summary(comparison, "menu", "en").endswith("menu is higher in help paid by society.")


def test_a_difference_on_the_threshold_is_never_settled(world: World) -> None:
    exactly = told(world, 0.01 + SPREAD * 0.0001)[1]
    assert exactly.endswith(" No reasonable number of seeds would settle it.")


@pytest.mark.parametrize(
    ("extra", "said"),
    [
        (
            3100.0,
            "menu_services costs 3.1 % more than baseline (joint 95 % interval 3.1 to 3.1 %) over the whole horizon.",
        ),
        (
            -3100.0,
            "menu_services costs 3.1 % less than baseline (joint 95 % interval −3.1 to −3.1 %) over the whole horizon.",
        ),
        (0.0, "menu_services costs exactly as much as baseline in these runs."),
    ],
)
def test_cost_stands_above_every_verdict(world: World, extra: float, said: str) -> None:
    assert told(world, 0.0, extra)[0].replace("3.10", "3.1") == said


def test_an_unsettled_cost_is_not_called_more(world: World) -> None:
    said = told(world, 0.0, 500 + SPREAD * 2000)[0]
    assert said.startswith("It cannot be told yet whether menu_services costs more or less than baseline: +0.5 %")


def test_a_cost_over_few_seeds_is_shown_and_not_judged(world: World) -> None:
    base, menu = (world({"public_spending_yuan": SPENDING[:3] + extra}) for extra in (0, 3100))
    assert sentences(compare(base, {"menu": menu}), "en")[0] == (
        "In these 3 seeds menu differs from baseline by +3.10 % of its cost (joint 95 % interval 3.10 to 3.10 %) "
        "over the whole horizon; fewer than 10 seeds settle nothing."
    )


def test_several_alternatives_are_named_in_each_sentence(world: World) -> None:
    base = world({"participation_rate": FLAT})
    said = sentences(compare(base, {"menu": base, "grid": base}), "en", {"menu": "Menu", "grid": "Grid"})
    assert said[2] == "Menu. Participation rate, last 12 months: no difference at all: too small to matter."
    assert said[3].startswith("Grid. ")


def test_few_seeds_are_summarised_without_any_judgement(world: World) -> None:
    base = world({"participation_rate": FLAT[:9]})
    comparison = compare(base, {"menu": base})
    assert summary(comparison, "menu", "en") == "With fewer than 10 seeds nothing is judged; 9 were run."


def test_a_summary_puts_each_outcome_under_its_verdict(world: World) -> None:
    base = world({"participation_rate": FLAT, "public_spending_yuan": SPENDING})
    menu = world({"participation_rate": FLAT + 0.25, "public_spending_yuan": SPENDING})
    said = summary(compare(base, {"menu": menu}), "menu", "en")
    assert said == (
        "In the last 12 months of the horizon, beside baseline, menu is better in participation rate; "
        "different by too little to matter in public spending a month."
    )


def test_one_seed_and_missing_seeds_are_said_plainly(world: World) -> None:
    one = world({"participation_rate": FLAT[:1]})
    assert "one seed gives no interval" in sentences(compare(one, {"menu": one}), "en")[1]
    gone = world({"participation_rate": np.full((10, 12), np.nan)})
    assert "does not exist in 10 of 10 seeds" in sentences(compare(gone, {"menu": gone}), "en")[1]
