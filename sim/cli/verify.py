"""``shequ verify``."""

from pathlib import Path
from typing import Annotated

import typer

from sim.cli import options, output
from sim.cli.options import Json, Lang, With

Bundle = Annotated[Path, typer.Argument(metavar="BUNDLE", help=options.told("bundle"), show_default=False)]
Sample = Annotated[int, typer.Option("--sample", min=0, max=1_000_000, help=options.told("sample"))]


def verify(bundle: Bundle, sample: Sample = 3, own: With = None, lang: Lang = None, as_json: Json = False) -> None:
    """Compare a folder of results with its manifest and compute a sample of its runs anew."""
    from sim.cli.progress import progress_bar
    from sim.language import text
    from sim.report.bundle import check

    language = options.language(lang)
    options.take(own)
    with progress_bar(language) as progress:
        found = check(bundle, sample, language, progress)
    counted = {"files": found.files, "runs": found.runs, "recomputed": found.recomputed}
    if as_json:
        output.print_json({"ok": not found.problems, "problems": list(found.problems), **counted})
    else:
        print("\n".join([*found.problems, text("verify.told", language, problems=len(found.problems), **counted)]))
    if found.problems:
        raise typer.Exit(1)
