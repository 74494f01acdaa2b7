import re
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import matplotlib as mpl
import numpy as np
import pytest

from sim.language import Language
from sim.report import canvas
from sim.report.coherence_figure import draw_coherence
from sim.report.dates import month_ticks, year_labels
from sim.report.dots import draw_differences
from sim.report.groups_figure import draw_groups, shown
from sim.report.lives import draw_lives
from sim.report.map_figure import draw_map
from sim.report.plane import draw_plane, region_of_mean
from sim.report.trajectories import draw_trajectories

DRAWN = {
    "trajectories": lambda study, names, lang: draw_trajectories(study.comparison, names, lang),
    "differences": lambda study, names, lang: draw_differences(study.comparison, names, lang),
    "groups": lambda study, names, lang: draw_groups(shown(study.groups), names, lang),
    "map": lambda study, names, lang: draw_map(study.persons, names, lang),
    "plane": lambda study, names, lang: draw_plane(study.values, names, lang),
    "coherence": lambda study, names, lang: draw_coherence(study.persons, "2016-01", names, lang),
    "life": lambda study, names, lang: draw_lives(study.stories[0], names, lang),
}


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("figure", list(DRAWN))
def test_a_figure_has_every_glyph_it_needs_and_no_picture_inside(
    case: Callable[..., Any], figure: str, lang: Language
) -> None:
    made = case(persons=True)
    names = {reference: scenario.name[lang] for reference, scenario in made.scenarios.items()}
    with canvas.style():
        drawing = canvas.svg(DRAWN[figure](made.study, names, lang)).decode()
    assert "<text" not in drawing
    assert "<image" not in drawing
    assert re.search(r'id="ShequSans-', drawing)


def test_a_character_that_the_font_lacks_is_a_loud_error(case: Callable[..., Any]) -> None:
    made = case()
    names = dict.fromkeys(made.scenarios, "\u0e01")
    with canvas.style(), pytest.warns(UserWarning, match="missing from font"):
        canvas.svg(draw_differences(made.comparison, names, "en"))


def test_drawing_leaves_matplotlibs_settings_as_they_were(case: Callable[..., Any]) -> None:
    before = dict(mpl.rcParams)
    with canvas.style():
        pass
    assert dict(mpl.rcParams) == before


def test_the_dots_stand_in_units_of_what_matters(case: Callable[..., Any]) -> None:
    made = case()
    with canvas.style():
        figure = draw_differences(made.comparison, {reference: reference for reference in made.scenarios}, "en")
    found = made.comparison.difference("menu_services", outcome="participation_rate")
    dot = next(line for line in figure.axes[0].lines if line.get_marker() == "o")
    assert np.asarray(dot.get_xdata())[0] == pytest.approx(found.estimate.value / 0.01)


def test_large_effects_are_drawn_on_a_scale_with_plain_numbers(case: Callable[..., Any]) -> None:
    made = case(effect=2.0)
    with canvas.style():
        figure = draw_differences(made.comparison, {reference: reference for reference in made.scenarios}, "en")
    labels = [tick.get_text() for tick in figure.axes[-1].get_xticklabels()]
    assert {"−100", "−10", "0", "10", "100"} <= set(labels)


@pytest.mark.parametrize("effect", [0.1, 0.35, 4.0])
def test_differences_beyond_ten_have_a_tick_beyond_ten_on_either_side(case: Callable[..., Any], effect: float) -> None:
    made = case(effect=effect)
    with canvas.style():
        figure = draw_differences(made.comparison, {reference: reference for reference in made.scenarios}, "en")
        figure.canvas.draw()
        labels = figure.axes[-1].get_xticklabels()
        boxes = [label.get_window_extent() for label in labels]
    low, high = figure.axes[-1].get_xlim()
    shown = {label.get_text() for label in labels if low <= label.get_position()[0] <= high}
    assert {"−30", "30"} <= shown
    assert not any(one.overlaps(other) for one, other in pairwise(boxes))


def test_eight_scenarios_look_different_in_colour_or_dashes() -> None:
    assert len(set(canvas.looks(8))) == 8


@pytest.mark.parametrize(
    ("start", "months", "labels"),
    [
        ("2016-01", 60, ["2016", "2017", "2018", "2019", "2020"]),
        ("2016-07", 13, ["2016-07", "2016-10", "2017-01", "2017-04", "2017-07"]),
        ("2016-01", 1, ["2016-01"]),
    ],
)
def test_an_axis_marks_at_most_six_dates(start: str, months: int, labels: list[str]) -> None:
    assert month_ticks(start, months)[1] == labels


def test_a_short_last_year_says_so() -> None:
    assert year_labels("2016-01", 18, "en") == ["2016", "2017 (6 months)"]


def test_hotellings_region_of_two_independent_means_is_a_circle_of_known_radius() -> None:
    # Four seeds at (+-1, +-1): variances 4/3, over n 1/3; F(2, 2; 0.95) = 19, radius sqrt(2 * 3 / 2 * 19 / 3) = 4.359.
    x, y = np.array([1.0, 1.0, -1.0, -1.0]), np.array([1.0, -1.0, 1.0, -1.0])
    region = region_of_mean(x, y=y)
    assert region is not None
    assert np.hypot(*region) == pytest.approx(4.3589, abs=1e-3)


def test_seeds_that_do_not_differ_have_no_region() -> None:
    assert region_of_mean(np.ones(10), y=np.ones(10)) is None
