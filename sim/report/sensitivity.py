"""Files of a sensitivity analysis: a table, and a figure a measure."""

from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

import pandas as pd

from sim.language import Language
from sim.report.canvas import png, style, svg
from sim.report.files import write_atomically
from sim.report.influences import draw_influences
from sim.report.tables import write_table
from sim.sweeps.design import Design
from sim.sweeps.sensitivity import Influence


def influences_frame(found: Sequence[Influence], design: Design) -> pd.DataFrame:
    """One row a scenario, measure, factor and index; shares of the variance, or changes in the measure's unit."""
    return pd.DataFrame(
        [
            {
                "scenario": one.scenario,
                "beside": one.beside,
                "measure": one.measure.column,
                "factor": factor.path,
                "index": index.kind,
                "value": float(index.value[number]),
                "low": float(index.low[number]),
                "high": float(index.high[number]),
                "unit": "share of variance" if one.main.kind == "total" else one.measure.unit,
                "samples": one.samples,
                "settled": one.settled,
            }
            for one in found
            for number, factor in enumerate(design.factors)
            for index in one.found
        ]
    )


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
