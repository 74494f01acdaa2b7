import re
from collections.abc import Callable
from typing import Any

import matplotlib as mpl
import numpy as np
import pytest

from sim.language import Language, text
from sim.outcomes import HEADLINE
from sim.report import canvas
from sim.report.answer_chart import chart, place
from sim.report.canvas import Panel, together
from sim.report.curve_figures import coherence_panels, life_panels, trajectory_panels
from sim.report.interval_figures import difference_panels, group_panels, plane_panels, region_of_mean, shown
from sim.report.map_figure import map_panels
from sim.report.table import month_ticks, year_labels

Drawn = Callable[[Any, dict[str, str], Language], list[Panel]]
DRAWN: dict[str, Drawn] = {
    "trajectories": lambda study, names, lang: trajectory_panels(study.comparison, names, lang),
    "differences": lambda study, names, lang: difference_panels(chart(study, names, lang), lang),
    "groups": lambda study, names, lang: group_panels(shown(study.groups), names, lang),
    "map": lambda study, names, lang: map_panels(study.persons, names, lang),
    "plane": lambda study, names, lang: plane_panels(study.values, names, lang),
    "coherence": lambda study, names, lang: coherence_panels(study.persons, "2016-01", names, lang),
    "life": lambda study, names, lang: life_panels(study.stories[0], names, lang),
}


def named(made: Any, lang: Language = "en") -> dict[str, str]:
    return {reference: scenario.name[lang] for reference, scenario in made.scenarios.items()}


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("figure", list(DRAWN))
def test_a_figure_has_every_glyph_it_needs_and_no_picture_inside(
    case: Callable[..., Any], figure: str, lang: Language
) -> None:
    made = case(persons=True)
    with canvas.style():
        panels = DRAWN[figure](made.study, named(made, lang), lang)
        drawing = canvas.svg(together(panels)).decode()
    assert "<text" not in drawing
    assert "<image" not in drawing
    assert re.search(r'id="ShequSans-', drawing)
    assert all(panel.shows for panel in panels)


def test_a_panel_is_as_wide_as_a_phone_shows_it_readably(case: Callable[..., Any]) -> None:
    made = case()
    with canvas.style():
        figure = together(trajectory_panels(made.comparison, named(made), "en")[:1])
    points_a_pixel = 72 * figure.get_figwidth() / 350  # a phone of 390 pixels has 350 for a panel
    smallest = min(float(one.get_fontsize()) for one in figure.axes[0].texts)
    assert smallest / points_a_pixel > 9.5


def test_lines_are_named_where_they_end_and_names_do_not_touch(case: Callable[..., Any]) -> None:
    made = case(effect=0.001)  # ends that lie upon each other
    with canvas.style():
        figure = together(trajectory_panels(made.comparison, named(made), "en")[:1])
        figure.canvas.draw()
        (axes,) = figure.axes
        boxes = [one.get_window_extent() for one in axes.texts]
    assert axes.get_legend() is None
    assert sorted(one.get_text().replace("\n", " ") for one in axes.texts) == ["Grid", "Menu", "Practice around 2016"]
    assert not any(one.overlaps(other) for k, one in enumerate(boxes) for other in boxes[:k])


def test_a_character_that_the_font_lacks_is_a_loud_error(case: Callable[..., Any]) -> None:
    made = case()
    names = dict.fromkeys(made.scenarios, "\u0e01")
    with canvas.style(), pytest.warns(UserWarning, match="missing from font"):
        canvas.svg(together(difference_panels(chart(made.study, names, "en"), "en")))


def test_drawing_leaves_matplotlibs_settings_as_they_were(case: Callable[..., Any]) -> None:
    before = dict(mpl.rcParams)
    with canvas.style():
        pass
    assert dict(mpl.rcParams) == before


def lines_of(made: Any) -> dict[str, Any]:
    return {line.name: line for part in chart(made.study, named(made), "en").parts for line in part.lines}


def test_the_chart_has_the_good_side_right_and_spending_more_left(case: Callable[..., Any]) -> None:
    lines = lines_of(case(effect=0.2))  # every outcome of the menu is a fifth higher
    menu = {name: line.marks[0] for name, line in lines.items()}
    assert menu["Mean satisfaction"].at[1] > 50
    assert (menu["Mean waiting time"].verdict, menu["Mean waiting time"].at[1] < 50) == ("worse", True)
    assert (menu["Treasury"].said, menu["Treasury"].at[1] < 50) == ("more", True)
    assert menu["Help paid by society"].at[1] > 50


def test_the_chart_stands_in_units_of_what_matters_squeezed_further_out(case: Callable[..., Any]) -> None:
    made = case()
    drawn = chart(made.study, named(made), "en")
    found = made.comparison.difference("menu_services", outcome="participation_rate")
    low, value, high = lines_of(made)["Participation rate"].marks[0].at
    assert low < value < high
    one, ten = drawn.zone[1] - 50, found.estimate.value / 0.01
    assert value - 50 == pytest.approx(one * np.arcsinh(ten) / np.arcsinh(1), rel=0.01)
    assert place(20, limit=100) - place(10, limit=100) < place(10, limit=100) - place(0, limit=100)


def test_every_main_outcome_and_payer_has_one_mark_a_policy_and_fees_are_told_once(case: Callable[..., Any]) -> None:
    lines = lines_of(case())
    names = {"Treasury", "Residents, in fees", "– for help with cases", "– for services they buy", "Donors and firms"}
    assert lines.keys() == names | {
        text(f"outcome.{one.name}", "en") for one in HEADLINE if one.name != "public_spending_yuan"
    }
    assert {len(line.marks) for line in lines.values()} == {2}


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
