"""``shequ sweep``, ``status``, ``retry`` and ``extend``."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sim.cli import options, output
from sim.cli.option_groups import ANSWER, HERE, AnswerOptions, CrewOptions
from sim.cli.options import Out
from sim.errors import InterruptedRunError
from sim.language import Language, text
from sim.limits import SEEDS, one_of

if TYPE_CHECKING:
    from sim.runs.executors import Crew
    from sim.studies.sweep import Status, Sweep
    from sim.studies.sweep.reductions import Measure

FAILED = 3

DesignFile = Annotated[Path, options.argument("DESIGN.toml", key="design", callback=options.at_home)]
Folder = Annotated[Path, options.argument("SWEEP", key="sweep_folder", callback=options.at_home)]


def sweep(
    design: DesignFile,
    out: Out = None,
    resume: Annotated[bool, options.option("--resume")] = False,
    crew: CrewOptions = HERE,
    answer: AnswerOptions = ANSWER,
) -> None:
    """Run every run of a design."""
    language = answer.language()
    from sim.runs.folder import alone_in
    from sim.studies.sweep import load_design, start

    asked, where = load_design(design), out or Path("results") / design.stem
    with alone_in(where):
        begun = start(asked, where, resume)
        output.say(*begun.plan.notices(language))
        _go(begun, crew.crew(), language, answer.as_json)


def status(folder: Folder, answer: AnswerOptions = ANSWER) -> None:
    """Say how many runs are finished, failed and left."""
    language = answer.language()
    from sim.studies.sweep import reopen

    opened = reopen(folder)
    _report(opened, opened.status(), language, answer.as_json)


def retry(
    folder: Folder,
    run: Annotated[str | None, options.option("--run", key="run_key", metavar="KEY")] = None,
    crew: CrewOptions = HERE,
    answer: AnswerOptions = ANSWER,
) -> None:
    """Do failed runs again."""
    language = answer.language()
    from sim.studies.sweep import opened_alone
    from sim.studies.sweep import retry as ask_again

    with opened_alone(folder) as opened:
        failed = opened.failures()
        if run is not None:
            one_of("--run", run, [*failed])
        ask_again(opened, [run] if run else failed)
        _go(opened, crew.crew(), language, answer.as_json)


def extend(
    folder: Folder,
    seeds: Annotated[int | None, options.option("--seeds", key="more_seeds", limits=SEEDS)] = None,
    points: Annotated[int | None, options.option("--points", key="more_points", limits=SEEDS)] = None,
    outcome: Annotated[list[str] | None, options.option("--outcome", key="more_outcomes")] = None,
    crew: CrewOptions = HERE,
    answer: AnswerOptions = ANSWER,
) -> None:
    """Add seeds, points or outcomes to a sweep."""
    language = answer.language()
    from dataclasses import replace

    from sim.studies.sweep import opened_alone
    from sim.studies.sweep.reading import check_points

    measures = tuple(_measure(measure) for measure in outcome or ())
    with opened_alone(folder) as opened:
        larger = replace(opened, design=opened.design.extended(seeds, points=points, measures=measures))
        if points:
            check_points(larger.design, str(folder))
        larger.save()
        _go(larger, crew.crew(), language, answer.as_json)


def _measure(given: str) -> "Measure":
    from sim.outcomes import BY_NAME
    from sim.studies.sweep.reductions import REDUCTIONS, Measure

    name, _, reduction = given.partition("=")
    one_of("--outcome", name, [*BY_NAME])
    return Measure(name, one_of("--outcome", reduction, REDUCTIONS))


@contextmanager
def interruptible(key: str, folder: Path, lang: Language) -> Iterator[None]:
    """Let Ctrl-C and a scheduler's SIGTERM end a command alike, with a sentence on how it goes on in its folder."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    except KeyboardInterrupt:
        raise InterruptedRunError(text(key, lang, folder=folder)) from None


def _go(opened: "Sweep", crew: "Crew", lang: Language, as_json: bool) -> None:
    """Run what is left."""
    from sim.cli.progress import sweep_bar
    from sim.cli.simulate import say_compiling
    from sim.studies.sweep import run_sweep

    say_compiling()
    with interruptible("sweep.interrupted", opened.folder, lang), sweep_bar(lang) as progress:
        result = run_sweep(opened, crew, progress)
    _draw(opened, lang)
    _report(opened, result, lang, as_json)
    if result.failed:
        raise typer.Exit(FAILED)


def _draw(opened: "Sweep", lang: Language) -> None:
    # Only now: the library that draws takes room that the runs do not need.
    from sim.report.sweep_figures import write_responses
    from sim.studies.sweep import open_sweep

    figure = write_responses(open_sweep(opened.folder), lang)
    if figure:
        output.say_written(lang, figure)


def _report(opened: "Sweep", result: "Status", lang: Language, as_json: bool) -> None:
    failures = list(opened.failures().values())
    if as_json:
        facts = result._asdict() | {"left": result.left}
        output.print_json(facts | {"failures": failures, "path": str(opened.folder)})
        return
    output.print_text(text("sweep.status", lang, **result._asdict(), left=result.left, folder=opened.folder))
    if failures:
        names = ("scenario", "point", "seed", "stage", "error", "command")
        head = [text(f"sweep.column.{name}", lang) for name in names]
        rows = [[str(failure[name]) for name in names] for failure in failures]
        output.print_table(text("sweep.failures", lang), head, rows)
