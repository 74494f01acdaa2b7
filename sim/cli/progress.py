"""Progress on standard error: a bar for each phase of a work, and how far a sweep is."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from sim.cli.output import drawn, say
from sim.language import Language, text
from sim.runs.progress import Begin, Progress, unwatched

if TYPE_CHECKING:
    from sim.studies.sweep import Status

_EVERY_S = 30.0
"""Between two lines where nobody watches, as in a cluster's log."""


@contextmanager
def progress_bars(lang: Language) -> Iterator[Begin]:
    """Show one phase at a time where someone watches; a phase of which nobody tells how far it is moves all the same."""
    if not sys.stderr.isatty():
        yield unwatched
        return
    from rich.console import Console
    from rich.progress import BarColumn, SpinnerColumn, TaskID, TaskProgressColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    what, left = TextColumn("{task.description}"), TextColumn(text("cli.word.time_left", lang))
    columns = (SpinnerColumn(), what, BarColumn(), TaskProgressColumn(), left, TimeRemainingColumn())
    console = Console(file=drawn(sys.stderr), stderr=True)
    with Bar(*columns, console=console, transient=True) as bar:
        shown: dict[str, TaskID] = {}

        def begin(phase: str) -> Progress:
            show(phase)
            return lambda done, total: bar.update(show(phase), completed=done, total=total)

        def show(phase: str) -> TaskID:
            if phase not in shown:
                for task in shown.values():
                    bar.remove_task(task)
                shown.clear()
                shown[phase] = bar.add_task(text(f"cli.phase.{phase}", lang), total=None)
            return shown[phase]

        yield begin


@contextmanager
def sweep_bar(lang: Language) -> "Iterator[Callable[[Status], None]]":
    """Show progress on standard error: a bar where someone watches, else a line now and then."""
    if not sys.stderr.isatty():
        yield _Lines(lang)
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    rate = TextColumn("{task.fields[rate]}")
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), rate, TimeRemainingColumn())
    console = Console(file=drawn(sys.stderr), stderr=True)
    with Bar(*columns, console=console, transient=True) as bar:
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
            counts = {"done": done, "runs": status.runs, "failed": status.failed}
            say(text("sweep.line", self.lang, rate=f"{rate:.1f}", minutes=minutes, **counts))
