"""Three windows, one list: a verdict that depends on the window is named, one that does not is not."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from sim.report.frames import windows_frame
from sim.runs.result import Run
from sim.scenario import Scenario, load
from sim.scenario.compare import first_month
from sim.statistics.windows import WINDOWS, distinct, months_of
from sim.studies.comparison import Comparison, compare, sentences
from sim.studies.comparison.sentences import windows_sentence

World = Callable[..., list[Run]]
# Six years; the policy begins with the second. It lowers participation for three years and raises it in the last two.
FLIPS = np.repeat([0.0, -0.1, -0.1, -0.1, 0.1, 0.1], 12)
SPREAD = np.repeat([[-0.001], [0.001]], 5, axis=0)


def compared(world: World, shift: Any, begins: int = 12) -> Comparison:
    flat = {"participation_rate": np.full((10, 72), 0.3), "trust_mean": np.full((10, 72), 0.5)}
    menu = {name: values + SPREAD + shift for name, values in flat.items()}
    return compare(world(flat), {"menu": world(menu, "menu")}, begins={"menu": begins})


def test_the_first_three_years_count_from_the_policys_first_month(world: World) -> None:
    gaps = {
        one.window: one.estimate.value
        for one in compared(world, FLIPS).in_windows("menu", outcome="participation_rate")
    }
    assert gaps == {
        "last_year": pytest.approx(0.1),
        "horizon": pytest.approx(-0.1 / 6),
        "first_years": pytest.approx(-0.1),
    }


def test_a_verdict_that_flips_between_windows_is_named_with_what_each_window_says(world: World) -> None:
    comparison = compared(world, FLIPS)
    (english, chinese) = (windows_sentence(comparison, "menu", lang, {"menu": "Menu"}) for lang in ("en", "zh"))
    assert english == (
        "The verdict on “Menu” depends on the window (last 12 months / whole period / first 36 months of the policy, "
        "from 2017-01) in participation rate (better / worse / worse)."
    )
    assert chinese == (
        "对“Menu”的判断因时段而异（最后 12 个月 / 整个模拟期 / 政策开始后 36 个月（自 2017-01 起））："
        "居民参与率（改善 / 恶化 / 恶化）。"
    )
    assert english in sentences(comparison, "en", {"menu": "Menu"})
    (row,) = windows_frame(comparison).to_dict("records")
    assert row == {
        "scenario": "menu",
        "outcome": "participation_rate",
        "last_year": "better",
        "horizon": "worse",
        "first_years": "worse",
    }


def test_windows_that_agree_are_not_spoken_of(world: World) -> None:
    comparison = compared(world, 0.05, begins=0)
    assert comparison.disagreements("menu") == []
    assert windows_sentence(comparison, "menu", "en") == ""
    assert not any("depends on the window" in one for one in sentences(comparison, "en"))
    assert list(windows_frame(comparison).columns) == ["scenario", "outcome", *WINDOWS]


def test_directions_that_are_settled_the_other_way_round_are_named_too(world: World) -> None:
    # 0.012 above or below with an interval of 0.004 around it: past 0, not past 0.01.
    shift = np.repeat([0.0, -0.012, -0.012, -0.012, 0.012, 0.012], 12) + 3 * SPREAD
    english = windows_sentence(compared(world, shift), "menu", "en")
    assert "higher, size not settled / " in english
    assert "lower, size not settled" in english


def test_an_exploratory_outcome_is_not_named(world: World) -> None:
    assert {one[0].outcome.name for one in compared(world, FLIPS).disagreements("menu")} == {"participation_rate"}


def test_the_family_has_every_headline_outcome_in_every_window(world: World) -> None:
    joint = [one for one in compared(world, 0.0).differences if one.outcome.headline]
    assert [one.window for one in joint] == list(WINDOWS)
    assert {one.level for one in joint} == {1 - 0.05 / (7 * 3)}


def test_windows_of_the_same_months_are_told_once() -> None:
    assert distinct(begins=0, months=120) == WINDOWS
    assert distinct(begins=0, months=36) == ("last_year", "horizon")
    assert distinct(begins=12, months=24) == ("last_year", "horizon")
    assert distinct(begins=0, months=12) == ("last_year",)
    assert range(24)[months_of("first_years", begins=20)] == range(20, 24)


LATE = '[[events]]\ndate = "2018-03"\nset."methods.culture" = 2\n'


@pytest.mark.parametrize(
    ("body", "begins"),
    [
        ("", None),
        ("[levers.methods]\nculture = 1.5\n", 0),
        (LATE, 26),
        (LATE + "over_months = 6\n", 26),
        ("[by_district.4.methods]\nculture = 1.5\n", 0),
        ("[world.participation]\npeer_weight = 3.5\n", 0),
        (LATE.replace("2018-03", "2026-01"), None),
        (LATE.replace("= 2\n", "= 1\n"), None),
    ],
)
def test_a_policy_begins_where_its_schedule_first_differs(written: Any, body: str, begins: int | None) -> None:
    assert first_month(load("baseline"), written(body), 120) == begins


@pytest.fixture
def written(tmp_path: Any) -> Callable[[str], Scenario]:
    def write(body: str) -> Scenario:
        head = 'extends = "baseline"\nname = {en = "A", zh = "甲"}\nquestion = {en = "Q?", zh = "问？"}\n'
        (tmp_path / "own.toml").write_text(head + body, encoding="utf8")
        return load(str(tmp_path / "own.toml"))

    return write
