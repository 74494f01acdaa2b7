"""A bar on standard error with the time left, for what takes longer than two seconds."""

import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from time import perf_counter

from sim.cli.terminal import drawn
from sim.language import Language, text

Progress = Callable[[int, int], None]
"""Told how much is done, and of how much."""
PATIENCE_S = 2.0
"""How long nobody wonders."""


@contextmanager
def progress_bar(lang: Language) -> Iterator[Progress]:
    """Show progress where someone watches, once it has taken long enough to be wondered about."""
    began = perf_counter()
    with ExitStack() as stack:
        bars: list[Progress] = []

        def show(done: int, total: int) -> None:
            if not bars and sys.stderr.isatty() and perf_counter() - began > PATIENCE_S:
                bars.append(_bar(stack, lang))
            for bar in bars:
                bar(done, total)

        yield show


def _bar(stack: ExitStack, lang: Language) -> Progress:
    from rich.console import Console
    from rich.progress import BarColumn, TaskProgressColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    what = TextColumn("{task.description}")
    columns = (what, BarColumn(), TaskProgressColumn(), TextColumn(text("cli.word.time_left", lang)))
    console = Console(file=drawn(sys.stderr), stderr=True)
    bar = stack.enter_context(Bar(*columns, TimeRemainingColumn(), console=console, transient=True))
    task = bar.add_task(text("cli.word.simulating", lang), total=None)
    return lambda done, total: bar.update(task, completed=done, total=total)
