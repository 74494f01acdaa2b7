"""Files of a sensitivity analysis: a table, and a figure a measure."""

from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

from sim.language import Language
from sim.report.canvas import png, style, svg
from sim.report.files import write_atomically
from sim.report.influence_figure import draw_influences
from sim.report.tables import write_table
from sim.studies.sensitivity.sensitivity import Influence
from sim.studies.sensitivity.table import influences_frame
from sim.studies.sweep.design import Design


def write_sensitivity(found: Sequence[Influence], design: Design, folder: Path, lang: Language) -> list[Path]:
    """Write ``tables/sensitivity`` and a figure a measure; return the figures."""
    write_table(influences_frame(found, design), folder / "tables", "sensitivity")
    written = []
    for column, group in groupby(found, key=lambda one: one.measure.column):
        file = folder / "figures" / f"sensitivity_{column}"
        with style():
            figure = draw_influences(list(group), design, lang)
            write_atomically(file.with_suffix(".png"), png(figure))
            write_atomically(file.with_suffix(".svg"), svg(figure))
        written.append(file.with_suffix(".png"))
    return written
