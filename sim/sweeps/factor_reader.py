"""Factors of a design: ``[factors]`` with dotted paths, each a range or a list of values."""

from collections.abc import Iterator, Mapping
from typing import Any

from sim.parameters import Quantity
from sim.scenario.columns import ENTRIES, QUANTITIES, is_world
from sim.scenario.lines import Key
from sim.scenario.reader import Reader
from sim.scenario.suggest import did_you_mean
from sim.scenario.values import shown
from sim.sweeps.factors import DELAY, Factor, entries, exists, known

_KEYS = ("range", "scale", "values", "levels", "takes_from")
_SCALES = ("linear", "log")
PLAUSIBLE = "plausible"


def factors(reader: Reader, method: str) -> Iterator[Factor]:
    """Read every factor; what is wrong goes to the reader."""
    given = reader.table(("factors",), reader.document.data.get("factors", {}))
    if not given:
        reader.refuse(("factors",), "none", "", 'write for example "provision.menu_share" = { values = [0, 0.5, 1] }')
    taken: dict[str, str] = {}
    for path, key, table in _tables(("factors",), "", given):
        if not exists(path):
            unknown_path(reader, key, path)
        elif (twice := _twice(path, taken)) is not None:
            reader.refuse(key, f"{twice} varies the same number", "", "remove one of the two")
        elif isinstance(table, dict):
            yield from _factor(reader, key, path, table, method)
        else:
            reader.refuse(key, shown(table), "a table", "write { range = [0, 1] } or { values = [0, 0.5, 1] }")


def unknown_path(reader: Reader, key: Key, path: str) -> None:
    """Note a path that nothing has, with the nearest or with the one that ends alike."""
    word = path.rpartition(".")[2]
    elsewhere = next((one for one in QUANTITIES if one.endswith(f".{word}")), None)
    near = f"did you mean {elsewhere}?" if elsewhere else did_you_mean(path, (*QUANTITIES, *ENTRIES, DELAY))
    reader.refuse(key, f"{path} is no lever and no world parameter", "", near or "docs/parameters.md lists them all")


def _tables(key: Key, path: str, given: Mapping[str, Any]) -> Iterator[tuple[str, Key, Any]]:
    """Yield each factor's path, however the file nests it."""
    for name, below in given.items():
        dotted = f"{path}.{name}" if path else name
        if isinstance(below, dict) and not below.keys() & set(_KEYS) and not exists(dotted):
            yield from _tables((*key, name), dotted, below)
        else:
            yield dotted, (*key, name), below


def _twice(path: str, taken: dict[str, str]) -> str | None:
    numbers = entries(path) or (path,)
    found = next((taken[one] for one in numbers if one in taken), None)
    taken |= dict.fromkeys(numbers, path)
    return found


def _factor(reader: Reader, key: Key, path: str, table: dict[str, Any], method: str) -> Iterator[Factor]:
    before, quantity = len(reader.problems), known(path)
    reader.table(key, table, _KEYS)
    if ("range" in table) == ("values" in table):
        reader.refuse(key, "needs either range or values", "", "write { range = [0, 1] } or { values = [0, 0.5, 1] }")
        return
    source = _source(reader, key, path, table)
    if "values" in table:
        numbers = tuple(_numbers(reader, (*key, "values"), table["values"], quantity))
        if len(set(numbers)) < max(2, len(numbers)):
            reader.refuse((*key, "values"), shown(table["values"]), "two or more numbers", "name each value once")
        factor = Factor(path, values=numbers, takes_from=source)
    else:
        factor = _range(reader, key, path, table, method, source)
    if len(reader.problems) == before:
        yield factor


def _range(reader: Reader, key: Key, path: str, table: dict[str, Any], method: str, source: str) -> Factor:
    quantity, given, at = known(path), table["range"], (*key, "range")
    before = len(reader.problems)
    bounds = quantity.plausible if given == PLAUSIBLE else tuple(_numbers(reader, at, given, quantity))
    if len(reader.problems) > before:
        return Factor(path)
    if len(bounds) != 2 or bounds[0] >= bounds[1]:
        allowed = f'[low, high] inside {quantity.domain[0]:.12g} to {quantity.domain[1]:.12g}, or "{PLAUSIBLE}"'
        reader.refuse(
            at, shown(given), allowed, f"plausible is {quantity.plausible[0]:.12g} to {quantity.plausible[1]:.12g}"
        )
        bounds = (1.0, 2.0)
    scale = table.get("scale", "linear")
    if scale not in _SCALES:
        reader.refuse((*key, "scale"), shown(scale), f"one of {', '.join(_SCALES)}", did_you_mean(str(scale), _SCALES))
    elif scale == "log" and (bounds[0] <= 0 or quantity.integer):
        reader.refuse((*key, "scale"), '"log"', "a range above 0 of a number that is not whole", "use linear")
    return Factor(path, bounds[0], bounds[1], scale == "log", (), _levels(reader, key, table, method), source)


def _levels(reader: Reader, key: Key, table: dict[str, Any], method: str) -> int:
    if method != "grid":
        if "levels" in table:
            reader.refuse((*key, "levels"), f"a {method} takes no levels", "only for grid", "remove it")
        return 0
    quantity = Quantity("", "", "values", (2, 10_000), (2, 10_000), (), "", "", "", (), integer=True)
    if "levels" not in table:
        reader.refuse(key, "a range in a grid needs levels", "2 or more", "write { range = [0, 1], levels = 5 }")
        return 2
    return int(reader.number((*key, "levels"), table["levels"], quantity) or 2)


def _numbers(reader: Reader, key: Key, value: object, quantity: Quantity) -> Iterator[float]:
    if not isinstance(value, list):
        reader.refuse(key, shown(value), "an array of numbers", "write [0, 0.5, 1]")
        return
    found = (reader.number((*key, number), one, quantity) for number, one in enumerate(value))
    yield from (one for one in found if one is not None)


def _source(reader: Reader, key: Key, path: str, table: dict[str, Any]) -> str:
    source = table.get("takes_from", "")
    levers = [one for one in ENTRIES if not is_world(one)]
    if source and (source not in levers or source == path):
        near = did_you_mean(str(source), levers)
        reader.refuse((*key, "takes_from"), shown(source), "another lever", near)
        return ""
    if source and path not in levers:
        reader.refuse((*key, "takes_from"), f"{path} is no single lever", "", "remove takes_from")
        return ""
    return str(source)
