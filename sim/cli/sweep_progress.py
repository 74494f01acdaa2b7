"""How far a sweep is: rate, time left, failures so far."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from sim.language import text

if TYPE_CHECKING:
    from sim.sweeps import Status


@contextmanager
def sweep_bar(lang: str) -> "Iterator[Callable[[Status], None]]":
    """Show progress on standard error where someone watches."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    rate = TextColumn("{task.fields[rate]}")
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), rate, TimeRemainingColumn())
    console = Console(stderr=True)
    with Progress(*columns, console=console, transient=True, disable=not sys.stderr.isatty()) as bar:
        task = bar.add_task(text("cli.word.simulating", lang), total=None, rate="")

        def show(status: "Status") -> None:
            speed = bar.tasks[0].speed or 0.0
            rate = text("sweep.rate", lang, rate=f"{speed:.1f}", failed=status.failed)
            bar.update(task, completed=status.runs - status.left, total=status.runs, rate=rate)

        yield show
