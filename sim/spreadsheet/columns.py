"""The columns of a planner's table: their names in both languages, and what a cell may hold."""

import re
from collections.abc import Callable
from typing import Any, NamedTuple

from sim.language import Language
from sim.parameters import AGES, TYPES
from sim.spreadsheet.cells import Cell

_NUMBER = re.compile(r"([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)\s*([%％]?)")
_TYPES_ZH = {"传统": "traditional", "市场": "market", "农村": "rural", "工业": "industrial"}
TYPE_WORDS = {f"{word}型": kind for word, kind in _TYPES_ZH.items()} | _TYPES_ZH | {kind: kind for kind in TYPES}


class Refused(Exception):  # noqa: N818  a cell is refused; the error is the table's
    """A cell holds what it may not; ``advice`` is the key of what to do about it."""

    def __init__(self, advice: str = "cell") -> None:
        self.advice = advice
        super().__init__(advice)


def _name(cell: Cell) -> str:
    word = f"{cell:.12g}" if isinstance(cell, float) else str(cell)
    if len(word) > 100 or not word.isprintable():
        raise Refused
    return word


def _type(cell: Cell) -> str:
    kind = TYPE_WORDS.get(str(cell).lower())
    if kind is None:
        raise Refused
    return kind


def _parsed(cell: Cell) -> tuple[float, bool]:
    """The number in a cell, and whether it is a percentage."""
    if isinstance(cell, float):
        return cell, False
    match = _NUMBER.fullmatch(str(cell))
    if match is None:
        raise Refused("number")
    return float(match[1]), bool(match[2])


def _at_most(high: float) -> Callable[[Cell], float]:
    def read(cell: Cell) -> float:
        number, percent = _parsed(cell)
        if percent or not 0 <= number <= high:
            raise Refused
        return number

    return read


def _whole(cell: Cell) -> int:
    number = _at_most(1_000_000)(cell)
    if number < 1 or number != int(number):
        raise Refused
    return int(number)


def _share(cell: Cell) -> float:
    number, percent = _parsed(cell)
    share = number / 100 if percent else number
    if not 0 <= share <= 1:
        raise Refused("percent" if 1 < share <= 100 and not percent else "cell")
    return share


def _age(cell: Cell) -> float:
    """A number from 0 on: whether the eight are shares is seen from their sum."""
    number, percent = _parsed(cell)
    if not 0 <= number < float("inf"):
        raise Refused
    return number / 100 if percent else number


class Column(NamedTuple):
    """A column, its names (the first of each language stands in messages), and how its cells are read.

    ``allowed`` is the key of the text that says what a cell may hold.
    """

    name: str
    zh: tuple[str, ...]
    read: Callable[[Cell], Any]
    allowed: str
    needed: bool = True

    def shown(self, lang: Language) -> str:
        """Its name in a language."""
        return self.zh[0] if lang == "zh" else self.name


_AGES_ZH = ("0-14岁", "15-17岁", "18-29岁", "30-49岁", "50-59岁", "60-69岁", "70-79岁", "80岁及以上")
COLUMNS = (
    Column("name", ("名称", "社区名称", "社区"), _name, "name"),
    Column("type", ("类型", "社区类型"), _type, "type"),
    Column("residents", ("居民数", "常住人口"), _whole, "count"),
    *(Column(name, (zh, zh.removesuffix("岁")), _age, "share") for name, zh in zip(AGES, _AGES_ZH, strict=True)),
    Column("migrants", ("非本地户籍比例", "外来人口比例"), _share, "share"),
    Column("staff", ("工作人员", "专职人员"), _at_most(10_000), "staff"),
    Column("budget_per_resident", ("人均经费",), _at_most(100_000), "budget"),
    Column("district", ("区", "区县"), _name, "name", needed=False),
    Column("street", ("街道", "街道乡镇"), _name, "name", needed=False),
)


def plain(header: str) -> str:
    """A header as it is compared: case, blanks and kinds of hyphen make no difference."""
    return re.sub(r"[\s\-–—~－_]+", "_", header.strip().lower())


BY_HEADER = {plain(header): column for column in COLUMNS for header in (column.name, *column.zh)}
