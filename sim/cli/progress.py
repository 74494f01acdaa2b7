"""A bar on standard error for each phase of a work: it moves from the first moment, and says what goes on."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from sim.cli.terminal import drawn
from sim.language import Language, text
from sim.runs.progress import Begin, Progress, unwatched


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
