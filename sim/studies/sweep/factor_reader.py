"""Factors of a design: ``[factors]`` with dotted paths, each a range or a list of values."""

from collections.abc import Iterator, Mapping
from typing import Any

from sim.language import message
from sim.parameters import Quantity
from sim.scenario.columns import ENTRIES, QUANTITIES, is_world
from sim.scenario.lines import Key
from sim.scenario.problem_reader import Reader
from sim.scenario.values import did_you_mean, shown
from sim.studies.sweep.factors import Factor, exists, known
from sim.studies.sweep.target import DELAY, Target, target, why_none

_KEYS = ("range", "scale", "values", "levels", "takes_from")
_OF_FACTORS = {*_KEYS} - {"scale"}
"""Keys by which a table is a factor, whatever it is called: ``scale`` may also begin a path."""
_SCALES = ("linear", "log")
PLAUSIBLE = "plausible"
_EXAMPLE = '"provision.menu_share" = { values = [0, 0.5, 1] }'


def factors(reader: Reader, method: str) -> Iterator[Factor]:
    """Read every factor; what is wrong goes to the reader."""
    given = reader.table(("factors",), reader.document.data.get("factors", {}))
    if not given:
        reader.refuse(("factors",), message("design.none"), advice=message("write", value=_EXAMPLE))
    taken: list[Target] = []
    paying: dict[Key, str] = {}
    for path, key, table in _tables(("factors",), "", given):
        if not exists(path):
            unknown_path(reader, key, path)
        elif (twice := _twice(path, taken)) is not None:
            reader.refuse(key, message("design.same_number", path=twice), advice=message("design.remove_one_of_two"))
        elif isinstance(table, dict):
            for factor in _factor(reader, key, path, table, method):
                paying |= {key: factor.takes_from} if factor.takes_from else {}
                yield factor
        else:
            reader.refuse(key, shown(table), allowed=message("a_table"), advice=message("design.range_or_values"))
    for at, lever in paying.items():
        if any(lever in one.entries for one in taken):
            said = message("design.varies_itself", path=lever)
            reader.refuse(
                (*at, "takes_from"),
                said,
                allowed=message("design.lever_not_varied"),
                advice=message("design.another_source"),
            )


def unknown_path(reader: Reader, key: Key, path: str) -> None:
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


def _factor(reader: Reader, key: Key, path: str, table: dict[str, Any], method: str) -> Iterator[Factor]:
    before, quantity = len(reader.problems), known(path)
    reader.table(key, table, _KEYS)
    if ("range" in table) == ("values" in table):
        reader.refuse(key, message("design.either"), advice=message("design.range_or_values"))
        return
    source = _source(reader, key, path, table)
    if "values" in table:
        numbers = tuple(_numbers(reader, (*key, "values"), table["values"], quantity))
        if len(set(numbers)) < max(2, len(numbers)):
            reader.refuse(
                (*key, "values"),
                shown(table["values"]),
                allowed=message("design.two_or_more"),
                advice=message("design.each_once"),
            )
        factor = Factor(path, values=numbers, takes_from=source)
    else:
        factor = _range(reader, key, path, table, method, source=source)
    if len(reader.problems) == before:
        yield factor


def _range(reader: Reader, key: Key, path: str, table: dict[str, Any], method: str, *, source: str) -> Factor:
    quantity, given, at = known(path), table["range"], (*key, "range")
    before = len(reader.problems)
    bounds = quantity.plausible if given == PLAUSIBLE else tuple(_numbers(reader, at, given, quantity))
    if len(reader.problems) > before:
        return Factor(path)
    if len(bounds) != 2 or bounds[0] >= bounds[1]:
        low, high = (f"{end:.12g}" for end in quantity.domain)
        plausible = " – ".join(f"{end:.12g}" for end in quantity.plausible)
        reader.refuse(
            at,
            shown(given),
            allowed=message("design.low_high", low=low, high=high),
            advice=message("design.plausible_is", range=plausible),
        )
        bounds = (1.0, 2.0)
    scale = table.get("scale", "linear")
    if scale not in _SCALES:
        reader.refuse(
            (*key, "scale"),
            shown(scale),
            allowed=message("one_of", names=", ".join(_SCALES)),
            advice=did_you_mean(scale, _SCALES),
        )
    elif scale == "log" and (bounds[0] <= 0 or quantity.integer):
        reader.refuse((*key, "scale"), '"log"', allowed=message("design.above_0"), advice=message("design.use_linear"))
    return Factor(path, bounds[0], bounds[1], scale == "log", (), _levels(reader, key, table, method), source)


def _levels(reader: Reader, key: Key, table: dict[str, Any], method: str) -> int:
    if not method:
        return 0
    if method != "grid":
        if "levels" in table:
            reader.refuse(
                (*key, "levels"),
                message("design.takes_no", method=method, name="levels"),
                allowed=message("design.only_for", names="grid"),
                advice=message("design.remove_it"),
            )
        return 0
    quantity = Quantity("", "", "values", (2, 10_000), (2, 10_000), (), "", {}, (), integer=True)
    if "levels" not in table:
        reader.refuse(
            key,
            message("design.needs_levels"),
            allowed=message("design.2_or_more"),
            advice=message("write", value="{ range = [0, 1], levels = 5 }"),
        )
        return 2
    return int(reader.number((*key, "levels"), table["levels"], quantity) or 2)


def _numbers(reader: Reader, key: Key, value: object, quantity: Quantity) -> Iterator[float]:
    if not isinstance(value, list):
        reader.refuse(
            key, shown(value), allowed=message("design.array_of_numbers"), advice=message("write", value="[0, 0.5, 1]")
        )
        return
    found = (reader.number((*key, number), one, quantity) for number, one in enumerate(value))
    yield from (one for one in found if one is not None)


def _source(reader: Reader, key: Key, path: str, table: dict[str, Any]) -> str:
    source, at = table.get("takes_from", ""), target(path)
    levers = [one for one in ENTRIES if not is_world(one)]
    number = at.number if at else path
    if source and (source not in levers or source == number):
        near = did_you_mean(source, levers)
        reader.refuse((*key, "takes_from"), shown(source), allowed=message("design.another_lever"), advice=near)
        return ""
    if source and number not in levers:
        reader.refuse(
            (*key, "takes_from"),
            message("design.no_single_lever", path=path),
            advice=message("remove", what="takes_from"),
        )
        return ""
    return str(source)
