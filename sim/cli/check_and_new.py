"""``shequ check`` and ``shequ new``."""

from pathlib import Path
from typing import Annotated

from sim.cli import options
from sim.cli.options import Json, Lang, With
from sim.errors import InputError, ScenarioError
from sim.language import text


def check(
    files: Annotated[list[str], options.argument("FILE...", "files")],
    own: With = None,
    lang: Lang = None,
    as_json: Json = False,
) -> None:
    """Check files and fail, once all were read, if anything is wrong."""
    from sim.city.profile import load_profile
    from sim.cli import output
    from sim.cli.check_files import checked, file_json
    from sim.scenario import Scenario
    from sim.scenario.notices import notices_told

    language = options.prepare(lang, own)
    results = {file: checked(file) for file in files}
    horizon = load_profile("ningbo").city.horizon
    for found in results.values():
        if isinstance(found, Scenario):
            output.say(*notices_told(found, horizon, language))
    if as_json:
        output.print_json({"files": [file_json(file, found, horizon) for file, found in results.items()]})
    else:
        for file, found in results.items():
            if isinstance(found, Scenario):
                print(text("cli.word.fine", language, file=file))
    problems = [problem for found in results.values() if isinstance(found, list) for problem in found]
    if problems:
        raise ScenarioError(list(dict.fromkeys(problems)))


def new(
    name: Annotated[str, options.argument("NAME", "name")],
    extends: Annotated[str, options.option("--extends", metavar="SCENARIO")] = "baseline",
    folder: Annotated[Path, options.option("--folder")] = Path("scenarios"),
    own: With = None,
    lang: Lang = None,
    as_json: Json = False,
) -> None:
    """Write a template that already loads; never overwrite anything."""
    from sim.cli import output
    from sim.cli.check_files import check_name, seen_from
    from sim.cli.template import template
    from sim.scenario import load

    language = options.prepare(lang, own)
    check_name(name, language)
    file = folder / f"{name}.toml"
    words = template(name, seen_from(folder, extends), load(extends), file, language)
    folder.mkdir(parents=True, exist_ok=True)
    try:
        with file.open("x", encoding="utf-8") as stream:
            stream.write(words)
    except FileExistsError:
        raise InputError(text("cli.error.exists", language, file=file)) from None
    if as_json:
        output.print_json({"file": str(file), "extends": extends})
    else:
        print(text("cli.word.written", language, file=file))
