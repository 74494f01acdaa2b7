"""Factors of a design: ``[factors]`` with dotted paths, each a range or a list of values, or the columns of a CSV file."""

import csv
from collections.abc import Iterator, Mapping
from typing import Any

from sim.errors import Problem, ProblemsError
from sim.language import message
from sim.parameters import Quantity
from sim.reading import read_text
from sim.scenario.columns import ENTRIES, QUANTITIES, is_world
from sim.scenario.lines import Key
from sim.scenario.values import WrongValue, did_you_mean, number, shortened
from sim.studies.sweep.factors import Factor, exists, known
from sim.studies.sweep.file_reader import FileReader, number_within
from sim.studies.sweep.target import DELAY, Target, target, why_none

_KEYS = ("range", "scale", "values", "levels", "takes_from")
_OF_FACTORS = {*_KEYS} - {"scale"}
"""Keys by which a table is a factor, whatever it is called: ``scale`` may also begin a path."""
_SCALES = ("linear", "log")
PLAUSIBLE = "plausible"
_EXAMPLE = '"provision.menu_share" = { values = [0, 0.5, 1] }'
Values = tuple[float, ...]
MOST_BYTES = 20_000_000


def factors(reader: FileReader, method: str) -> Iterator[Factor]:
    """Read every factor; what is wrong goes to the reader."""
    tables = reader.table(("factors",), reader.document.data.get("factors", {}))
    if not tables:
        reader.refuse(("factors",), message("design.none"), advice=message("write", value=_EXAMPLE))
    taken: list[Target] = []
    paying: dict[Key, str] = {}
    for path, key, table in _tables(("factors",), "", tables):
        if not exists(path):
            unknown_path(reader, key, path)
        elif (twice := _twice(path, taken)) is not None:
            reader.refuse(key, message("design.same_number", path=twice), advice=message("design.remove_one_of_two"))
        elif isinstance(table, dict):
            for factor in _factor(reader, key, path, table, method):
                paying |= {key: factor.takes_from} if factor.takes_from else {}
                yield factor
        else:
            reader.refuse_value(key, table, message("a_table"), advice=message("design.range_or_values"))
    for at, lever in paying.items():
        if any(lever in one.entries for one in taken):
            given, allowed = message("design.varies_itself", path=lever), message("design.lever_not_varied")
            reader.refuse((*at, "takes_from"), given, allowed=allowed, advice=message("design.another_source"))


def unknown_path(reader: FileReader, key: Key, path: str) -> None:
    """Note a path that nothing has, with the nearest or with the one that ends alike."""
    word = path.rpartition(".")[2]
    elsewhere = next((one for one in QUANTITIES if one.endswith(f".{word}")), None)
    near = message("did_you_mean", name=elsewhere) if elsewhere else did_you_mean(path, (*QUANTITIES, *ENTRIES, DELAY))
    advice = why_none(path) or near or message("design.all_listed")
    reader.refuse(key, message("design.no_parameter", path=path), advice=advice)


def _tables(key: Key, path: str, given: Mapping[str, Any]) -> Iterator[tuple[str, Key, Any]]:
    """Yield each factor's path, however the file nests it."""
    for name, below in given.items():
        dotted = f"{path}.{name}" if path else name
        if isinstance(below, dict) and not below.keys() & _OF_FACTORS and not exists(dotted):
            yield from _tables((*key, name), dotted, below)
        else:
            yield dotted, (*key, name), below


def _twice(path: str, taken: list[Target]) -> str | None:
    """The path of a factor before that moves the same number in the same place."""
    at = target(path)
    if at is None:
        return None
    found = next((one.path for one in taken if one.meets(at)), None)
    taken.append(at)
    return found


def _factor(reader: FileReader, key: Key, path: str, table: dict[str, Any], method: str) -> Iterator[Factor]:
    before, quantity = len(reader.problems), known(path)
    reader.table(key, table, _KEYS)
    if ("range" in table) == ("values" in table):
        reader.refuse(key, message("design.either"), advice=message("design.range_or_values"))
        return
    source = _source(reader, key, path, table)
    if "values" in table:
        at, numbers = (*key, "values"), tuple(_numbers(reader, (*key, "values"), table["values"], quantity))
        if len(set(numbers)) < max(2, len(numbers)):
            reader.refuse_value(at, table["values"], message("design.two_or_more"), advice=message("design.each_once"))
        factor = Factor(path, values=numbers, takes_from=source)
    else:
        factor = _range(reader, key, path, table, method, source=source)
    if len(reader.problems) == before:
        yield factor


def _range(reader: FileReader, key: Key, path: str, table: dict[str, Any], method: str, *, source: str) -> Factor:
    quantity, given, at = known(path), table["range"], (*key, "range")
    before = len(reader.problems)
    bounds = quantity.plausible if given == PLAUSIBLE else tuple(_numbers(reader, at, given, quantity))
    if len(reader.problems) > before:
        return Factor(path)
    if len(bounds) != 2 or bounds[0] >= bounds[1]:
        (low, high), plausible = ([f"{end:.12g}" for end in ends] for ends in (quantity.domain, quantity.plausible))
        advice = message("design.plausible_is", range=" – ".join(plausible))
        reader.refuse_value(at, given, message("design.low_high", low=low, high=high), advice=advice)
        bounds = (1.0, 2.0)
    scale = reader.one_of((*key, "scale"), table.get("scale", "linear"), _SCALES)
    if scale == "log" and (bounds[0] <= 0 or quantity.integer):
        reader.refuse((*key, "scale"), '"log"', allowed=message("design.above_0"), advice=message("design.use_linear"))
    return Factor(path, bounds[0], bounds[1], scale == "log", (), _levels(reader, key, table, method), source)


def _levels(reader: FileReader, key: Key, table: dict[str, Any], method: str) -> int:
    if method != "grid":
        if method and "levels" in table:
            reader.takes_no((*key, "levels"), method, ("grid",))
        return 0
    if "levels" not in table:
        advice = message("write", value="{ range = [0, 1], levels = 5 }")
        reader.refuse(key, message("design.needs_levels"), allowed=message("design.2_or_more"), advice=advice)
        return 2
    quantity = number_within(2, high=10_000, integer=True, unit="values")
    return int(reader.number((*key, "levels"), table["levels"], quantity) or 2)


def _numbers(reader: FileReader, key: Key, value: object, quantity: Quantity) -> Iterator[float]:
    if not isinstance(value, list):
        reader.refuse_value(key, value, message("design.array_of_numbers"), write="[0, 0.5, 1]")
        return
    numbers = (reader.number((*key, place), each, quantity) for place, each in enumerate(value))
    yield from (number for number in numbers if number is not None)


def _source(reader: FileReader, key: Key, path: str, table: dict[str, Any]) -> str:
    source, at = table.get("takes_from", ""), target(path)
    levers = [entry for entry in ENTRIES if not is_world(entry)]
    lever, key = at.number if at else path, (*key, "takes_from")
    if source and (source not in levers or source == lever):
        reader.refuse_value(key, source, message("design.another_lever"), advice=did_you_mean(source, levers))
        return ""
    if source and lever not in levers:
        reader.refuse(key, message("design.no_single_lever", path=path), advice=message("remove", what="takes_from"))
        return ""
    return str(source)


def point_table(reader: FileReader) -> tuple[tuple[Factor, ...], tuple[Values, ...]]:
    """Read the CSV file that ``design.file`` names, beside the design: a column a factor and a row a point."""
    name, key = reader.document.data["design"].get("file"), ("design", "file")
    if not isinstance(name, str):
        reader.refuse_value(key, name, message("design.csv_file"), write='file = "points.csv"')
        return (), ()
    try:
        lines = read_text(reader.document.path.parent / name, MOST_BYTES).splitlines()
        return _points(reader, name, [row for row in csv.reader(lines) if row])
    except (ProblemsError, csv.Error) as error:
        reason = error.problems[0].given if isinstance(error, ProblemsError) else error
        given = message("design.unreadable", name=shortened(name), reason=reason)
        reader.refuse(key, given, advice=message("design.from_folder"))
        return (), ()


def _points(reader: FileReader, file: str, rows: list[list[str]]) -> tuple[tuple[Factor, ...], tuple[Values, ...]]:
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


def _point(reader: FileReader, file: str, line: int, paths: list[str], *, row: list[str]) -> Values:
    if len(row) != len(paths):
        given, allowed = message("design.n_values", n=len(row)), message("design.as_line_1", n=len(paths))
        reader.problems.append(Problem(file, line, "", given, allowed, ""))
        return (0.0,) * len(paths)
    return tuple(_cell(reader, file, line, path, text=text) for path, text in zip(paths, row, strict=True))


def _cell(reader: FileReader, file: str, line: int, path: str, *, text: str) -> float:
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
