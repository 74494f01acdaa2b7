"""Figures of a sweep."""

from pathlib import Path

from sim.language import Language
from sim.report.canvas import png, style, svg
from sim.report.files import write_atomically
from sim.report.response_figure import can_be_drawn, draw_responses
from sim.studies.sweep import Results


def write_responses(opened: Results, lang: Language) -> Path | None:
    """Draw how measures answer to the factors, where the design is a grid that can be drawn."""
    if not can_be_drawn(opened):
        return None
    file = opened.folder / "figures" / "responses.png"
    with style():
        figure = draw_responses(opened, lang)
        write_atomically(file, png(figure))
        write_atomically(file.with_suffix(".svg"), svg(figure))
    return file
