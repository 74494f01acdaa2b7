"""``shequ verify``."""

from pathlib import Path
from typing import Annotated

import typer

from sim.cli import options, output
from sim.cli.option_groups import ANSWER, AnswerOptions
from sim.language import text
from sim.language.numbers import counted

Bundle = Annotated[Path, options.argument("FOLDER", key="bundle", callback=options.at_home)]
Sample = Annotated[int | None, options.option("--sample", min=0, max=1000000)]
All = Annotated[bool, options.option("--all", key="verify_all")]
Key = Annotated[Path | None, options.option("--sign", metavar="KEY")]
Signers = Annotated[Path | None, options.option("--signers", metavar="FILE")]


def verify(
    bundle: Bundle,
    sample: Sample = None,
    everything: All = False,
    sign: Key = None,
    signers: Signers = None,
    answer: AnswerOptions = ANSWER,
) -> None:
    """Compare a folder of results with what was written, compute runs anew, and make its tables again."""
    from functools import partial

    from sim.cli.progress import progress_bars
    from sim.lab.page import beside_report
    from sim.report.signing import sign as signed_by
    from sim.report.verify_comparison import check
    from sim.report.verify_sweep import check_sweep, list_files
    from sim.studies.sweep import exists as is_sweep

    language = answer.language()
    with progress_bars(language) as begin:
        look = check_sweep if is_sweep(bundle) else partial(check, lab=beside_report)
        result = look(bundle, sample, language, begin("checks"), output.say, everything, signers)
    counts = {"files": result.files, "runs": result.runs, "recomputed": result.recomputed, "derived": result.derived}
    if answer.as_json:
        drawn = [{"scenario": scenario, "seed": seed} for scenario, seed in result.sample]
        told = {"ok": not result.problems, "problems": list(result.problems), "notes": list(result.notes)}
        output.print_json(told | counts | {"sample": drawn})
    else:
        nouns = {"files": "files", "runs": "runs", "recomputed": "runs", "derived": "files"}
        said = {name: counted(nouns[name], count, language) for name, count in counts.items()}
        problems = counted("problems", len(result.problems), language)
        summary = text("verify.told", language, problems=problems, **said)
        output.print_text(*result.problems, *result.notes, summary)
    if result.problems:
        raise typer.Exit(1)
    if sign:
        if is_sweep(bundle):
            list_files(bundle)
        output.say_written(language, signed_by(bundle, key=sign, lang=language))
