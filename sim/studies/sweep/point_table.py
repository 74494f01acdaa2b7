"""Points from a table: a CSV file with a column a factor and a row a point."""

import csv

from sim.errors import Problem, ProblemsError
from sim.language import message
from sim.reading import read_text
from sim.scenario.columns import ENTRIES, QUANTITIES
from sim.scenario.problem_reader import Reader
from sim.scenario.values import WrongValue, did_you_mean, number, shortened, shown
from sim.studies.sweep.factors import Factor, exists, known
from sim.studies.sweep.target import DELAY

Values = tuple[float, ...]
MOST_BYTES = 20_000_000


def point_table(reader: Reader) -> tuple[tuple[Factor, ...], tuple[Values, ...]]:
    """Read the file that ``design.file`` names, beside the design; what is wrong goes to the reader."""
    name = reader.document.data["design"].get("file")
    if not isinstance(name, str):
        reader.refuse(
            ("design", "file"),
            message("missing") if name is None else shown(name),
            allowed=message("design.csv_file"),
            advice=message("write", value='file = "points.csv"'),
        )
        return (), ()
    path = reader.document.path.parent / name
    try:
        rows = list(csv.reader(read_text(path, MOST_BYTES).splitlines()))
    except (ProblemsError, csv.Error) as error:
        reason = error.problems[0].given if isinstance(error, ProblemsError) else error
        given = message("design.unreadable", name=shortened(name), reason=reason)
        reader.refuse(("design", "file"), given, advice=message("design.from_folder"))
        return (), ()
    return _points(reader, name, [row for row in rows if row])


def _points(reader: Reader, file: str, rows: list[list[str]]) -> tuple[tuple[Factor, ...], tuple[Values, ...]]:
    if len(rows) < 2:
        reader.problems.append(Problem(file, 1, "", message("design.no_points"), message("design.lines"), ""))
        return (), ()
    paths = [path.strip() for path in rows[0]]
    unknown = [path for path in paths if not exists(path) or paths.count(path) > 1]
    for path in dict.fromkeys(unknown):
        near = did_you_mean(path, (*QUANTITIES, *ENTRIES, DELAY))
        reader.problems.append(Problem(file, 1, path, message("design.no_path"), "", near))
    if unknown:
        return (), ()
    points = tuple(_point(reader, file, line, paths, row=row) for line, row in enumerate(rows[1:], start=2))
    values = [tuple(sorted(set(column))) for column in zip(*points, strict=True)]
    return tuple(Factor(path, values=column) for path, column in zip(paths, values, strict=True)), points


def _point(reader: Reader, file: str, line: int, paths: list[str], *, row: list[str]) -> Values:
    if len(row) != len(paths):
        reader.problems.append(
            Problem(
                file, line, "", message("design.n_values", n=len(row)), message("design.as_line_1", n=len(paths)), ""
            )
        )
        return (0.0,) * len(paths)
    return tuple(_cell(reader, file, line, path, text=text) for path, text in zip(paths, row, strict=True))


def _cell(reader: Reader, file: str, line: int, path: str, *, text: str) -> float:
    try:
        return number(_parsed(text), known(path))
    except WrongValue as wrong:
        reader.problems.append(Problem(file, line, path, wrong.given, wrong.allowed, wrong.advice))
        return 0.0


def _parsed(text: str) -> object:
    try:
        return float(text)
    except ValueError:
        return text
