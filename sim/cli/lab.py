"""``shequ lab``."""

import tempfile
import webbrowser
from pathlib import Path
from typing import Annotated

from sim import limits
from sim.cli import options, output
from sim.cli.option_groups import ANSWER, AnswerOptions
from sim.cli.options import City
from sim.language import text


def lab(
    scenario: Annotated[str | None, options.argument("[SCENARIO]", key="lab_scenario")] = None,
    city: City = "ningbo",
    worlds: Annotated[int, options.option("--worlds", key="lab_worlds", limits=limits.WORLDS)] = limits.USUAL_WORLDS,
    out: Annotated[
        Path | None, options.option("--out", key="lab_out", metavar="FILE.html", callback=options.at_home)
    ] = None,
    answer: AnswerOptions = ANSWER,
) -> None:
    """Open the lab in a browser, or write it as one file."""
    from sim.city.profile import load_profile
    from sim.lab.page import page
    from sim.scenario import load

    language = answer.language()
    start = load_profile(city).city.start
    written = page([load(scenario, start=start)] if scenario else [], city=city, worlds=worlds)
    file = out or Path(tempfile.mkdtemp(prefix="shequ-"), "lab.html")
    output.write_new(file, written, language)
    if out is None:
        webbrowser.open(file.absolute().as_uri())
    if answer.as_json:
        output.print_json({"file": str(file)})
    else:
        output.print_text(text("cli.word.written", language, file=file))
