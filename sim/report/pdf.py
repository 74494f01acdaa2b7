"""The report as a PDF: words, figures and the tables of verdicts and money, on A4 pages."""

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO

from matplotlib.backends.backend_pdf import PdfPages
from matplotlib.figure import Figure
from matplotlib.image import imread

from sim.analysis.study import Study
from sim.analysis.why.words import heading as who
from sim.analysis.why.words import told
from sim.language import Language, text
from sim.report.canvas import BLACK, GREY
from sim.report.page import described_by, heading, limits, subtitle
from sim.report.sections import money
from sim.report.summary import answers, cautions, frame, procedure
from sim.report.table import Table
from sim.report.verdict_tables import verdict_table, verdicts_note

Names = Mapping[str, str]
Line = tuple[str, float, str]
"""Words, size in points, colour; the font has no bold."""
A4 = (8.27, 11.69)
LEFT, TOP, BOTTOM = 0.08, 0.94, 0.06
COLUMNS = 106
"""Half-width characters in a line of body text."""
BODY, STRONG, HEAD, TITLE = 9.0, 10.0, 13.0, 16.0
LEADING = 1.5


def pdf(study: Study, images: Mapping[str, bytes], names: Names, lang: Language) -> bytes:
    """Render the pages; ``images`` are the figures as PNG, by name. Call inside `canvas.style`."""
    stream = BytesIO()
    facts = {
        "CreationDate": None,
        "Title": heading(study.comparison, names, lang),
        "Creator": "shequ",
        "Producer": None,
    }
    with PdfPages(stream, metadata=facts) as pages:
        for page in _text_pages(_first_words(study, names, lang)):
            pages.savefig(page)
        for name, image in images.items():
            pages.savefig(_image_page(_title(name, study, lang), image, _words(name, study, names, lang)))
        for page in _text_pages(_last_words(study, names, lang)):
            pages.savefig(page)
    return stream.getvalue()


def _first_words(study: Study, names: Names, lang: Language) -> list[Line]:
    comparison = study.comparison
    lines = [_title_line(heading(comparison, names, lang)), _note(subtitle(study, lang))]
    for one in answers(study, names, lang):
        lines += [_bold(one.sentence), *map(_body, one.more)]
    lines += [
        _note(frame(study, names, lang)),
        *map(_note, cautions(study, lang)),
        _head(text("report.verdicts", lang)),
    ]
    lines += [line for one in comparison.alternatives for line in _table(verdict_table(comparison, one, names, lang))]
    return [*lines, *map(_note, [verdicts_note(comparison, lang), *procedure(study, names, lang)])]


def _last_words(study: Study, names: Names, lang: Language) -> list[Line]:
    found = money(study, names, lang)
    lines = [_head(text("layer.money", lang)), _note(found["prices"])]
    lines += [*_table(found["payers"]), *_table(found["uses"]), _note(text("report.uses_note", lang))]
    lines += _table(found["costs"])
    lines += [*_table(found["ledger"]), _note(text("report.ledger_note", lang))]
    lines += [_head(text("report.limits", lang)), *map(_item, limits(study, lang))]
    return lines


def _title(name: str, study: Study, lang: Language) -> str:
    if name.startswith("life_"):
        return who(study.stories[int(name.removeprefix("life_"))], lang)
    return text(f"report.{name}_title", lang)


def _words(name: str, study: Study, names: Names, lang: Language) -> list[Line]:
    if name.startswith("life_"):
        return [_body(one) for one in told(study.stories[int(name.removeprefix("life_"))], names, lang)]
    return [_note(text(f"report.{name}_desc", lang, **described_by(study.comparison, lang)))]


def _title_line(words: str) -> Line:
    return words, TITLE, BLACK


def _head(words: str) -> Line:
    return words, HEAD, BLACK


def _bold(words: str) -> Line:
    return words, STRONG, BLACK


def _body(words: str) -> Line:
    return words, BODY, BLACK


def _note(words: str) -> Line:
    return words, BODY, GREY


def _item(words: str) -> Line:
    return f"– {words}", BODY, BLACK


def _table(table: Table) -> list[Line]:
    """A table as lines: the caption, then each row with its headings."""
    lines = [_bold(table.caption)]
    for first, rows in table.groups:
        for row in rows:
            cells = (
                f"{name}: {cell}" if name else cell for name, cell in zip(table.header[1:], row.cells, strict=False)
            )
            lines.append(_item(f"{first} | {' | '.join(cells)}"))
    return lines


def _text_pages(lines: Sequence[Line]) -> Iterator[Figure]:
    page, y = Figure(figsize=A4), TOP
    for line in lines:
        needed = _height(line)
        if y - needed < BOTTOM:
            yield page
            page, y = Figure(figsize=A4), TOP
        y = _write(page, line, y)
    yield page


def _image_page(title: str, image: bytes, lines: Sequence[Line]) -> Figure:
    page = Figure(figsize=A4)
    y = _write(page, _head(title), TOP)
    pixels = imread(BytesIO(image))
    width = 1 - 2 * LEFT
    tall = min(width * A4[0] * pixels.shape[0] / pixels.shape[1] / A4[1], y - 0.25)
    axes = page.add_axes((LEFT, y - tall, width, tall))
    axes.imshow(pixels, aspect="equal", interpolation="antialiased")
    axes.set_axis_off()
    y -= tall + 0.02
    for line in lines:
        if y - _height(line) > 0.02:
            y = _write(page, line, y)
    return page


def _wrapped(line: Line) -> list[str]:
    words, size, *_ = line
    return wrap(words, int(COLUMNS * BODY / size))


def _height(line: Line) -> float:
    return len(_wrapped(line)) * line[1] * LEADING / 72 / A4[1]


def _write(page: Figure, line: Line, y: float) -> float:
    """Write a line and return where the next begins."""
    _, size, colour = line
    page.text(LEFT, y, "\n".join(_wrapped(line)), va="top", fontsize=size, color=colour, linespacing=1.35)
    return y - _height(line) - 0.004


def wrap(words: str, columns: int) -> list[str]:
    """Break words into lines at spaces or between Chinese characters; wide characters count twice."""
    lines, line, width = [], "", 0
    for piece in _pieces(words):
        wide = sum(map(_columns, piece))
        if line and width + wide > columns:
            lines.append(line.rstrip())
            line, width = "", 0
        line, width = line + piece, width + wide
    return [*lines, line]


def _columns(character: str) -> int:
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _pieces(words: str) -> Iterator[str]:
    """What must stay together: a word with the space behind it, or a Chinese character with the punctuation behind it."""
    piece = ""
    for character in words:
        closes = character in "，。；：）”、！？"
        if piece and not closes and (_columns(character) == 2 or _columns(piece[-1]) == 2 or piece[-1] == " "):
            yield piece
            piece = ""
        piece += character
    yield piece
