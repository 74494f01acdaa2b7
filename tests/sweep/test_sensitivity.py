"""Which factors decide the outcomes of a sweep, said in both languages."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from matplotlib.lines import Line2D
from matplotlib.text import Text

from sim.errors import InputError
from sim.language import Language
from sim.report.canvas import style
from sim.report.sweep_figures import draw_influences
from sim.runs import Run
from sim.runs.executors import here
from sim.studies.sweep import Results, load_design, open_sweep, run_sweep, start
from sim.studies.sweep.sensitivity import SETTLED, sensitivity
from sim.studies.sweep.sensitivity_texts import sentences
from tests.sweep.sweep_engine import arithmetic

Write = Callable[..., Path]
pytestmark = pytest.mark.usefixtures("engine")
BODY = """\
[design]
method = "{}"
n = {}
[factors]
"provision.menu_share" = {{ range = [0, 1] }}
"world.needs.problem_load" = {{ range = [1, 1.2] }}
[outcomes]
participation_rate = "mean"
"""


def swept(file: Path, out: Path) -> Results:
    run_sweep(start(load_design(file), out, resume=True), here())
    return open_sweep(out)


def test_of_a_sum_each_factor_has_the_share_of_its_own_variance(design_file: Write, tmp_path: Path) -> None:
    # menu + 10 * load, evenly over 1 and over 2: variances stand as 1 to 4.
    (found,) = sensitivity(swept(design_file(BODY.format("sobol", 256)), tmp_path / "out"))
    assert found.main.value == pytest.approx([0.2, 0.8], abs=0.03)
    assert found.luck_share == pytest.approx(0, abs=1e-9)
    assert found.settled


def test_effects_are_changes_over_the_whole_range(design_file: Write, tmp_path: Path) -> None:
    (found,) = sensitivity(swept(design_file(BODY.format("morris", 8)), tmp_path / "out"))
    assert found.main.value == pytest.approx([1, 2])


def test_luck_that_differs_from_point_to_point_is_told(
    design_file: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def noisy(*given: Any, **how: Any) -> Run:
        run = arithmetic(*given, **how)
        shifted = run.city["participation_rate"]
        shifted += np.random.default_rng(int(1e6 * shifted[0])).normal(0, 5)
        return run

    monkeypatch.setattr("sim.runs.task.simulate", noisy)
    opened = swept(design_file(BODY.format("sobol", 32)), tmp_path / "out")
    (found,) = sensitivity(opened)
    assert found.luck_share is not None
    assert found.luck_share > 0.5
    assert set(opened.sensitivity()["luck_share"]) == {found.luck_share}
    drowned = replace(found, luck_share=float(found.main.value.max()))
    told = " ".join(sentences(drowned, opened.design, "DIR", "en"))
    assert "nothing can be said of factors" in told
    assert not any(words in told for words in ("most of the variance", "What factors do only together"))


def test_indices_with_wide_intervals_are_not_settled(design_file: Write, tmp_path: Path) -> None:
    (found,) = sensitivity(swept(design_file(BODY.format("sobol", 256)), tmp_path / "out"))
    wide = found.main._replace(low=found.main.value - 0.2, high=found.main.value + 0.2)
    still = replace(found, found=[wide if one.kind == "total" else one for one in found.found])
    assert (still.moved <= SETTLED, still.settled) == (True, False)


def test_samples_that_lack_a_run_are_left_out_and_counted(
    design_file: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(scenario: Any, seed: int, **rest: Any) -> Run:
        run = arithmetic(scenario, seed, **rest)
        if seed == 1 and run.city["participation_rate"][0] > 12.8:
            raise ValueError("broken")
        return run

    monkeypatch.setattr("sim.runs.task.simulate", broken)
    (found,) = sensitivity(swept(design_file(BODY.format("morris", 16)), tmp_path / "out"))
    assert found.dropped > 0
    assert found.samples + found.dropped == 16
    assert found.main.value == pytest.approx([1, 2])


def test_differences_between_scenarios_have_their_own_influences(design_file: Write, tmp_path: Path) -> None:
    head = BODY_HEAD.format('"baseline", "culture_led"')
    found = sensitivity(swept(design_file(BODY.format("sobol", 8), head=head), tmp_path / "out"))
    assert [(one.scenario, one.beside) for one in found] == [
        ("baseline", ""),
        ("culture_led", ""),
        ("culture_led", "baseline"),
    ]
    assert np.isnan(found[2].main.value).all() or found[2].main.value.max() < 1e-9


BODY_HEAD = (
    'scenarios = [{}]\nsize = "hamlet"\nmonths = 3\nseeds = 2\n[name]\nen = "x"\nzh = "x"\n'
    '[question]\nen = "x?"\nzh = "x?"\n'
)


@pytest.mark.parametrize(
    ("lang", "words"), [("en", "social problems against practice around 2016 [assumed]: 2.0"), ("zh", "社会问题")]
)
def test_sentences_name_the_strongest_factor_first(
    design_file: Write, tmp_path: Path, lang: Language, words: str
) -> None:
    opened = swept(design_file(BODY.format("morris", 8).replace("participation_rate", "trust_mean")), tmp_path / "out")
    (found,) = sensitivity(opened)
    first = sentences(found, opened.design, "DIR", lang)[0]
    assert words in first
    assert first.index(words[:4]) < first.index("menu" if lang == "en" else "菜单")


def test_the_legend_names_each_index_by_the_colour_it_is_drawn_in(design_file: Write, tmp_path: Path) -> None:
    opened = swept(design_file(BODY.format("sobol", 64)), tmp_path / "out")
    (found,) = sensitivity(opened)
    figure = draw_influences([found], opened.design, "en")
    (legend,) = figure.legends
    words = {
        text.get_text(): handle.get_color()
        for text, handle in zip(legend.texts, legend.legend_handles, strict=True)
        if isinstance(handle, Line2D)
    }
    drawn = {
        line.get_color(): sorted(np.asarray(line.get_xdata()))
        for line in figure.axes[0].lines
        if line.get_linestyle() == "None"
    }
    first, total = found.found
    assert drawn[words["alone"]] == sorted(first.value)
    assert drawn[words["alone or with others"]] == sorted(total.value)


def test_any_sample_is_analysed_by_pawn_with_the_direction(design_file: Write, tmp_path: Path) -> None:
    opened = swept(design_file(BODY.format("lhs", 128)), tmp_path / "out")
    (found,) = sensitivity(opened)
    assert found.main.kind == "pawn"
    assert found.main.value[1] > found.main.value[0] > (found.chance or 1)
    assert found.signs == [1, 1]
    said = " ".join(sentences(found, opened.design, "DIR", "en"))
    assert "its distribution moves most with social problems" in said
    assert "it rises" in said


def test_a_grid_is_analysed_without_advice_to_extend_it(design_file: Write, tmp_path: Path) -> None:
    body = BODY.format("grid", 1).replace("n = 1\n", "").replace("] }", "], levels = 6 }")
    opened = swept(design_file(body), tmp_path / "out")
    (found,) = sensitivity(opened)
    assert found.samples == 36
    assert "shequ extend" not in " ".join(sentences(found, opened.design, "DIR", "en"))


def test_a_sobol_design_of_pairs_says_that_a_sum_has_none(design_file: Write, tmp_path: Path) -> None:
    opened = swept(design_file(BODY.format("sobol2", 64)), tmp_path / "out")
    (found,) = sensitivity(opened)
    assert found.main.value == pytest.approx([0.2, 0.8], abs=0.06)
    assert found.pairs is not None
    assert found.pairs.value == pytest.approx([0], abs=0.1)
    table = opened.sensitivity()
    pair = table[table["index"] == "second"].iloc[0]
    assert (pair["factor"], pair["beside_factor"]) == ("provision.menu_share", "world.needs.problem_load")


def test_pawn_of_a_sobol_design_takes_the_points_that_are_drawn_by_themselves(
    design_file: Write, tmp_path: Path
) -> None:
    (found,) = sensitivity(swept(design_file(BODY.format("sobol", 32)), tmp_path / "out"), "pawn")
    assert (found.main.kind, found.samples) == ("pawn", 64)


def test_another_method_than_pawn_is_refused(design_file: Write, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="method is 'pwn'"):
        sensitivity(swept(design_file(), tmp_path / "out"), "pwn")


def test_too_few_points_are_refused(design_file: Write, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="at least 30 are needed"):
        sensitivity(swept(design_file(), tmp_path / "out"))


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_no_word_of_a_figure_is_cut_off(design_file: Write, tmp_path: Path, lang: Language) -> None:
    body = BODY.format("morris", 4).replace(
        "[outcomes]", '"world.market.unregistered_means" = { range = "plausible" }\n[outcomes]'
    )
    opened = swept(design_file(body), tmp_path / "out")
    with style():
        figure = draw_influences(sensitivity(opened), opened.design, lang)
        figure.draw_without_rendering()
        ticks = {one for axes in figure.axes for one in axes.get_xticklabels()}
        words = [one for one in figure.findobj(Text) if one.get_visible() and one.get_text() and one not in ticks]
        ends = [one.get_window_extent() for one in words]
    wide, tall = figure.bbox.width, figure.bbox.height
    assert all(one.x0 >= 0 and one.x1 <= wide and one.y0 >= 0 and one.y1 <= tall for one in ends)
    assert "provision.menu_share" in "".join(one.get_text() for one in words)
