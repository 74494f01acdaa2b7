"""``shequ list`` and ``shequ show``."""

from typing import Annotated

from sim.cli import options
from sim.cli.options import Json, Lang, Reference, With


def list_all(own: With = None, lang: Lang = None, as_json: Json = False) -> None:
    """List scenarios, levers, cities, sizes."""
    from sim.cli import list_pages as pages
    from sim.cli import output

    language = options.prepare(lang, own)
    if as_json:
        output.print_json(pages.everything(language))
    else:
        pages.print_everything(language)


def show(
    scenario: Reference,
    other: Annotated[
        str | None, options.option("--diff", metavar="OTHER", autocompletion=options.scenario_names)
    ] = None,
    own: With = None,
    lang: Lang = None,
    as_json: Json = False,
) -> None:
    """Show a scenario, or what differs from another."""
    from sim.cli import list_pages as pages
    from sim.cli import output
    from sim.cli.scenario_rows import scenario_json
    from sim.scenario import load
    from sim.scenario.notices import loaded_texts

    language = options.prepare(lang, own)
    chosen = load(scenario)
    output.say(*loaded_texts(chosen, language))
    if other is not None:
        pages.show_differences(load(other), chosen=chosen, lang=language, as_json=as_json)
    elif as_json:
        output.print_json(scenario_json(chosen, language))
    else:
        pages.print_scenario(chosen, language)
