import pytest

from sim.language.numbers import between, change, counted, level, places_for, rough, with_unit


@pytest.mark.parametrize(
    ("value", "unit", "english", "chinese"),
    [
        (0.3124, "share", "31.2 %", "31.2%"),
        (0.60251, "index", "0.603", "0.603"),
        (2.5678, "months", "2.57", "2.57"),
        (812.34, "yuan", "812.3", "812.3"),
        (12_345_678.0, "yuan", "12,350,000", "1,235 万"),
        (3_223_456_789.0, "yuan", "3,223 million", "32.23 亿"),
        (0.0, "yuan", "0", "0"),
        (float("nan"), "yuan", "–", "–"),
        (None, "share", "–", "–"),
    ],
)
def test_a_value_is_written_with_four_digits_at_most(
    value: float | None, unit: str, english: str, chinese: str
) -> None:
    assert (level(value, unit, "en"), level(value, unit, "zh")) == (english, chinese)


@pytest.mark.parametrize(
    ("half_width", "unit", "places"),
    [(0.006, "share", 1), (0.0029, "share", 2), (0.04, "share", 0), (0.000001, "share", 2), (45_678, "yuan", -4)],
)
def test_decimals_end_where_the_interval_does(half_width: float, unit: str, places: int) -> None:
    assert places_for(half_width, 0.5, unit) == places


def test_a_difference_carries_its_sign_unless_it_rounds_to_nothing() -> None:
    assert [change(v, 1, "share", "en") for v in (0.018, -0.018, 0.0001, -0.0001)] == ["+1.8", "−1.8", "0.0", "0.0"]


def test_an_interval_in_yuan_takes_its_scale_in_chinese() -> None:
    assert between((-9_000.0, 21_000.0), -3, "yuan", "zh") == "−9,000 至 21,000"
    assert between((-90_000.0, 21_000_000.0), -4, "yuan", "zh") == "−9 万 至 2,100 万"
    assert with_unit("210 万", unit="yuan", lang="zh") == "210 万元"


def test_a_threshold_is_written_without_idle_digits() -> None:
    assert [rough(0.01, "share", "en"), rough(0.1, "months", "en"), rough(2441.3, "yuan", "en")] == [
        "1",
        "0.1",
        "2,400",
    ]
    assert rough(None, "yuan", "en") == "–"


def test_one_of_something_is_spoken_of_as_one() -> None:
    assert [counted("seeds", count, "en") for count in (1, 2, 1_200)] == ["1 seed", "2 seeds", "1,200 seeds"]
    assert counted("problems", 1, "zh") == "1 个问题"
