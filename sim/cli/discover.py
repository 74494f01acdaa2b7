"""``shequ discover``."""

from pathlib import Path
from typing import Annotated

import typer

from sim.cli import options, output
from sim.cli.options import Json, Lang, With
from sim.language import text

MOST = 9

Name = Annotated[
    str | None, typer.Option("--scenario", metavar="NAME", help=options.help_text("of_scenario"), show_default=False)
]
Other = Annotated[
    str | None, typer.Option("--against", metavar="NAME", help=options.help_text("against"), show_default=False)
]


def discover(
    folder: Annotated[
        Path, typer.Argument(metavar="FOLDER", help=options.help_text("discover_folder"), show_default=False)
    ],
    cases: Annotated[str, typer.Argument(metavar="CASES", help=options.help_text("cases"), show_default=False)],
    scenario: Name = None,
    against: Other = None,
    beside: Annotated[
        list[Path] | None,
        typer.Option("--beside", metavar="FOLDER", help=options.help_text("beside"), show_default=False),
    ] = None,
    restrictions: Annotated[
        int, typer.Option("--restrictions", min=1, max=MOST, help=options.help_text("restrictions"))
    ] = 3,
    worlds_from: Annotated[
        Path | None,
        typer.Option("--worlds-from", metavar="FILE", help=options.help_text("worlds_from"), show_default=False),
    ] = None,
    own: With = None,
    lang: Lang = None,
    as_json: Json = False,
) -> None:
    """Find where cases of interest lie."""
    language = options.language(lang)
    options.take(own)
    from sim.api.discover import discover as ask

    found = ask(
        folder,
        cases,
        scenario=scenario,
        against=against,
        beside=beside or (),
        restrictions=restrictions,
        worlds_from=worlds_from,
    )
    if as_json:
        facts = {"sentences": found.sentences(language), "box": found.box.to_dict("records")}
        output.print_json(facts | {"trajectory": found.trajectory.to_dict("records"), "page": str(found.page)})
        return
    output.print_text(*found.sentences(language))
    output.say(text("cli.word.written", language, file=found.page))
