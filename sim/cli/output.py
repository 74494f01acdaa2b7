"""What goes to standard output, and what beside it."""

import json
import math
import sys
from collections.abc import Iterable, Sequence
from typing import Any

_WIDTH_IN_FILES = 160


def print_json(value: object) -> None:
    """Print JSON; a value that does not exist is null."""
    print(json.dumps(finite(value), ensure_ascii=False, indent=2, allow_nan=False))


def finite(value: Any) -> Any:
    """Replace what JSON cannot say (NaN, infinity) by None, everywhere below."""
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, dict):
        return {key: finite(below) for key, below in value.items()}
    if isinstance(value, list | tuple):
        return [finite(below) for below in value]
    return value


def print_table(title: str, columns: Sequence[str], rows: Iterable[Sequence[str]], numbers: Sequence[str] = ()) -> None:
    """Print a table; columns in ``numbers`` align to the right."""
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table

    console = Console(markup=False, highlight=False, width=None if sys.stdout.isatty() else _WIDTH_IN_FILES)
    table = Table(title=title, title_justify="left", box=SIMPLE_HEAD)
    for column in columns:
        table.add_column(column, justify="right" if column in numbers else "left", overflow="fold")
    for row in rows:
        table.add_row(*row)
    console.print(table)


def say(*messages: str) -> None:
    """Tell the user something that is no result."""
    for message in messages:
        print(message, file=sys.stderr)


def plain(value: float | str | None) -> str:
    """Write a parameter's value as a scenario file would."""
    if value is None:
        return "–"
    return value if isinstance(value, str) else f"{value:.12g}"
