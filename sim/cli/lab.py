"""``shequ lab``."""

import tempfile
import webbrowser
from pathlib import Path
from typing import Annotated

import typer

from sim import limits
from sim.cli import options
from sim.cli.options import City, Json, Lang, With


def lab(
    scenario: Annotated[
        str | None,
        typer.Argument(metavar="[SCENARIO]", help=options.help_text("lab_scenario"), show_default=False),
    ] = None,
    city: City = "ningbo",
    worlds: Annotated[
        int, typer.Option("--worlds", **options.within(limits.WORLDS), help=options.help_text("lab_worlds"))
    ] = limits.USUAL_WORLDS,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out",
            metavar="FILE.html",
            help=options.help_text("lab_out"),
            show_default=False,
            callback=options.at_home,
        ),
    ] = None,
    own: With = None,
    lang: Lang = None,
    as_json: Json = False,
) -> None:
    """Open the lab in a browser, or write it as one file."""
    from sim.city.profile import load_profile
    from sim.cli import output
    from sim.errors import InputError
    from sim.lab.page import page
    from sim.language import text
    from sim.scenario import load

    language = options.language(lang)
    options.take(own)
    start = load_profile(city).city.start
    written = page([load(scenario, start=start)] if scenario else [], city=city, worlds=worlds)
    file = out or Path(tempfile.mkdtemp(prefix="shequ-"), "lab.html")
    try:
        with file.open("x", encoding="utf-8") as stream:
            stream.write(written)
    except FileExistsError:
        raise InputError(text("cli.error.exists", language, file=file)) from None
    if out is None:
        webbrowser.open(file.absolute().as_uri())
    if as_json:
        output.print_json({"file": str(file)})
    else:
        output.print_text(text("cli.word.written", language, file=file))
