"""The page of a search for mixes, its figures, tables and scenario files."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from sim.language import LANGUAGES, Language, text
from sim.report import canvas
from sim.report.files import write_atomically
from sim.report.portfolio_figures import convergence_panels, front_panels
from sim.report.portfolio_tables import convergence_frame, mixes_frame, worlds_frame
from sim.report.table import Row, Table
from sim.report.tables import write_table
from sim.report.webfont import with_font
from sim.studies.portfolio import messages as telling
from sim.studies.portfolio import sentences as said
from sim.studies.portfolio.portfolio import scenario_file
from sim.studies.portfolio.result import Found, Tried

FOLDER = "mixes"


def write_mixes(found: Found, folder: Path, langs: Sequence[Language]) -> Path:
    """Write ``search.html``, figures, tables and ``mixes/mix-a.toml`` and so on; return the page in the first language."""
    for name, frame in (("mixes", mixes_frame), ("mixes_worlds", worlds_frame), ("convergence", convergence_frame)):
        write_table(frame(found), folder / "tables", name)
    for one in found.recommended:
        write_atomically(folder / _file(one), _scenario(one, found).encode())
    pages = [folder / f"search{f'.{lang}' if k else ''}.html" for k, lang in enumerate(langs)]
    for page, lang in zip(pages, langs, strict=True):
        write_atomically(page, _page(found, folder, lang, page.suffixes[0] if len(page.suffixes) > 1 else "").encode())
    return pages[0]


def _file(one: Tried) -> str:
    return f"{FOLDER}/mix-{one.name.lower()}.toml"


def _scenario(one: Tried, found: Found) -> str:
    name: dict[str, str] = {lang: text("search.mix_named", lang, letter=one.name) for lang in LANGUAGES}
    question: dict[str, str] = {lang: text("search.question", lang, letter=one.name) for lang in LANGUAGES}
    return scenario_file(one.mix, found.base, name, question=question)


def _page(found: Found, folder: Path, lang: Language, mark: str) -> str:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    figures = {"front": front_panels(found, lang), "convergence": convergence_panels(found, lang)}
    with canvas.style():
        for name, panels in figures.items():
            if panels:
                write_atomically(folder / "figures" / f"{name}{mark}.png", canvas.png(canvas.together(panels)))
        drawings = {
            name: [
                canvas.inline(canvas.part(canvas.alone(one)), f"{name}-{k}", title=one.shows, description=one.shows)
                for k, one in enumerate(panels)
            ]
            for name, panels in figures.items()
        }
    page = environment.get_template("portfolio.html").render(
        t=partial(text, lang=lang),
        lang=lang,
        said=said,
        telling=telling,
        found=found,
        figures=drawings,
        overview=_overview(found, lang),
        mixes=[(one, _moves(one, found, lang), _file(one)) for one in found.recommended],
        chart={"names": []},
    )
    return with_font(page, lang)


def _overview(found: Found, lang: Language) -> Table:
    """All mixes and the best shipped policy beside each other."""
    header = (text("search.mix_heading", lang), *said.names(found, lang), text("search.stands_in", lang))
    groups = []
    for one in found.shown:
        gaps = (said.written(gap, unit, lang) for gap, unit in zip(one.differences, said.units(found), strict=True))
        cells = tuple(text("search.cell", lang, change=size, interval=interval) for size, interval in gaps)
        stands = text("search.of_worlds", lang, count=one.stands, worlds=one.worlds)
        groups.append((said.mix_name(one, lang), (Row((*cells, stands)),)))
    return Table(text("search.overview", lang, worlds=found.effort.fresh), header, tuple(groups))


def _moves(one: Tried, found: Found, lang: Language) -> Table:
    header = tuple(text(f"search.{key}", lang) for key in ("when", "lever", "before", "after"))
    rows = [(when, (Row((what, before, after)),)) for what, before, after, when in said.moves_of(one, found.base, lang)]
    return Table(text("search.moves", lang, letter=one.name), header, tuple(rows))
