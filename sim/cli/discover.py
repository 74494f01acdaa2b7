"""``shequ discover``."""

from pathlib import Path
from typing import Annotated

from sim.cli import options, output
from sim.cli.option_groups import ANSWER, AnswerOptions
from sim.cli.options import WorldsFrom

MOST = 9

Name = Annotated[str | None, options.option("--scenario", key="of_scenario", metavar="NAME")]
Other = Annotated[str | None, options.option("--against", metavar="NAME")]


def discover(
    folder: Annotated[Path, options.argument("FOLDER", key="discover_folder")],
    cases: Annotated[str, options.argument("CASES", key="cases")],
    scenario: Name = None,
    against: Other = None,
    beside: Annotated[list[Path] | None, options.option("--beside", metavar="FOLDER")] = None,
    restrictions: Annotated[int, options.option("--restrictions", min=1, max=MOST)] = 3,
    worlds_from: WorldsFrom = None,
    answer: AnswerOptions = ANSWER,
) -> None:
    """Find where cases of interest lie."""
    language = answer.language()
    from sim.api.discover import discover as ask

    result = ask(
        folder,
        cases,
        scenario=scenario,
        against=against,
        beside=beside or (),
        restrictions=restrictions,
        worlds_from=worlds_from,
    )
    if answer.as_json:
        facts = {"sentences": result.sentences(language), "box": result.box.to_dict("records")}
        output.print_json(facts | {"trajectory": result.trajectory.to_dict("records"), "page": str(result.page)})
        return
    output.print_text(*result.sentences(language))
    output.say_written(language, result.page)
