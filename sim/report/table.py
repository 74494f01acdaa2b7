"""What every table of the report is made of."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from sim.language import Language, text
from sim.language.numbers import counted
from sim.outcomes import BY_NAME
from sim.studies.comparison import Comparison


@dataclass(frozen=True)
class Row:
    """Cells after the group's heading; ``mark`` is a verdict's code."""

    cells: tuple[str, ...]
    mark: str = ""


@dataclass(frozen=True)
class Table:
    """A caption, column headings, and rows in groups that share a heading."""

    caption: str
    header: tuple[str, ...]
    groups: tuple[tuple[str, tuple[Row, ...]], ...]


def caption(key: str, comparison: Comparison, scenario: str, names: Mapping[str, str], lang: Language) -> str:
    """Caption of one alternative's table."""
    months = counted("months", comparison.last_months, lang)
    words = {"scenario": names[scenario], "baseline": names[comparison.baseline], "months": months}
    return text(f"report.{key}", lang, **words)


def outcome_name(name: str, lang: Language) -> str:
    """Name an outcome for people."""
    return text(f"outcome.{name}", lang)


def outcome_with_unit(name: str, lang: Language) -> str:
    """Name an outcome with the unit of its differences."""
    unit = text(f"unit.{BY_NAME[name].unit}", lang)
    return text("report.with_unit", lang, name=outcome_name(name, lang), unit=unit)


def whole(words: str) -> str:
    """Words whose numbers stay beside what follows: ``15.1 %``, ``31.52 万``, ``0.3 to`` 2.0."""
    return re.sub(r"(?<=\d) ", "\N{NO-BREAK SPACE}", words)
