"""The page and the tables of a box, in both languages."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from sim.language import LANGUAGES, Language, text
from sim.language.numbers import NONE
from sim.report.companion_files import beside, page_file
from sim.report.discovery_figures import discovery_panels
from sim.report.files import write_atomically
from sim.report.section_page import Grid, Line, Section, page
from sim.report.tables import write_table
from sim.studies.discovery.discovery import Discovery
from sim.studies.discovery.sentences import advice, end_text, factor_name, sentences
from sim.studies.discovery.tree import can_grow


def trajectory_frame(found: Discovery) -> pd.DataFrame:
    """One row a box of the peeling: coverage, density, mass, how many factors it restricts, and whether it was chosen."""
    rows = [
        {
            "box": number,
            "coverage": box.coverage,
            "density": box.density,
            "mass": box.mass,
            "restricted": len(box.restricted),
            "chosen": box is found.box,
        }
        for number, box in enumerate(found.trajectory)
    ]
    return pd.DataFrame(rows)


def box_frame(found: Discovery) -> pd.DataFrame:
    """One row a factor that the box restricts: ends, their quasi-p, and the share of resamples in which a box restricts it."""
    if found.box is None:
        return pd.DataFrame()
    rows = []
    for number in found.box.restricted:
        name = found.cases.names[number]
        low_p, high_p = found.quasi_p[name]
        row: dict[str, Any] = {
            "factor": name,
            "low": float(found.box.low[number]),
            "high": float(found.box.high[number]),
        }
        rows.append(row | {"quasi_p_low": low_p, "quasi_p_high": high_p, "again": found.again.get(name, 0.0)})
    return pd.DataFrame(rows)


def write_discovery(found: Discovery, what: Mapping[Language, str], out: Path, question: str) -> Path:
    """Write ``discovery-QUESTION.html`` in both languages and the tables; return the first page.

    ``question`` is short, and another for another question, so that no answer takes another one's place.
    """
    for name, frame in (("trajectory", trajectory_frame(found)), ("box", box_frame(found))):
        if len(frame):
            write_table(frame, out / "tables", f"{name}-{question}")
    name = f"discovery-{question}"
    for lang in LANGUAGES:
        said = _page(found, what[lang], beside(out, [name], lang), lang, name=name)
        write_atomically(out / page_file(name, lang), said)
    return out / page_file(name, "en")


def _page(found: Discovery, what: str, others: Section, lang: Language, *, name: str) -> bytes:
    said = sentences(found, what, lang) + advice(found, lang) + ([] if can_grow() else [text("discover.no_tree", lang)])
    ends = Section(text("discover.ends", lang), table=_ends(found, lang) if found.box else None)
    figures = Section(text("discover.trajectory", lang), panels=tuple(discovery_panels(found, lang)))
    other = next(one for one in LANGUAGES if one != lang)
    return page(
        text("discover.title", lang, what=what), said, [ends, figures, others], lang, other=page_file(name, other)
    )


def _ends(found: Discovery, lang: Language) -> Grid:
    rows = []
    for row in box_frame(found).to_dict("records"):
        p = " / ".join(
            NONE if pd.isna(value) else f"{value:.2g}" for value in (row["quasi_p_low"], row["quasi_p_high"])
        )
        low, high = (end_text(row[end]) if abs(row[end]) < float("inf") else NONE for end in ("low", "high"))
        rows.append(
            Line((f"{factor_name(row['factor'], lang)} ({row['factor']})", low, high, p, f"{row['again']:.0%}"))
        )
    names = ("factor", "low", "high", "p", "again")
    return Grid(tuple(text(f"discover.column_{name}", lang) for name in names), tuple(rows))
