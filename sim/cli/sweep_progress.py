"""How far a sweep is: rate, time left, failures so far."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from sim.cli.output import say
from sim.cli.terminal import drawn
from sim.language import Language, text

if TYPE_CHECKING:
    from sim.studies.sweep import Status


_EVERY_S = 30.0
"""Between two lines where nobody watches, as in a cluster's log."""


@contextmanager
def sweep_bar(lang: Language) -> "Iterator[Callable[[Status], None]]":
    """Show progress on standard error: a bar where someone watches, else a line now and then."""
    if not sys.stderr.isatty():
        yield _Lines(lang)
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    rate = TextColumn("{task.fields[rate]}")
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), rate, TimeRemainingColumn())
    console = Console(file=drawn(sys.stderr), stderr=True)
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task(text("cli.phase.runs", lang), total=None, rate="")

        def show(status: "Status") -> None:
            speed = bar.tasks[0].speed or 0.0
            rate = text("sweep.rate", lang, rate=f"{speed:.1f}", failed=status.failed)
            bar.update(task, completed=status.runs - status.left, total=status.runs, rate=rate)

        yield show


class _Lines:
    """Says now and then how far a sweep is, and how long it takes at the rate since it last said so: what is kept from before
    took no time.
    """

    def __init__(self, lang: Language) -> None:
        self.lang, self.said = lang, time.monotonic()
        self.before: int | None = None

    def __call__(self, status: "Status") -> None:
        done, now = status.runs - status.left, time.monotonic()
        if self.before is None or done < self.before:  # another lot of runs begins
            self.before, self.said = done, now
        if now - self.said >= _EVERY_S:
            rate = (done - self.before) / (now - self.said)
            self.before, self.said = done, now
            minutes = f"{status.left / rate / 60:.0f}" if rate else "?"
            words = {
                "done": done,
                "runs": status.runs,
                "failed": status.failed,
                "rate": f"{rate:.1f}",
                "minutes": minutes,
            }
            say(text("sweep.line", self.lang, **words))
