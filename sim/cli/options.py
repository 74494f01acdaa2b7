"""Options that commands share, and their checks."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from sim.errors import InputError
from sim.language import LANGUAGES, Language, default_language, speaking, text
from sim.limits import ENGINES, FIRST_SEED, MONTHS, SEEDS, SIZES, WORKERS, Range, one_of
from sim.reading import from_home

SHOWN = 60
"""Letters of what was given, as far as a message repeats it."""


def spoken_language() -> Language:
    """Return the language asked for with --lang, read before commands are, so that help and errors speak it too."""
    words = [word for argument in sys.argv[1:] for word in argument.split("=", 1)]
    asked = words[words.index("--lang") + 1 : words.index("--lang") + 2] if "--lang" in words else []
    first = [one.split(",")[0].strip() for one in asked]
    return next((one for one in LANGUAGES if [one] == first), default_language())


def help_text(key: str, **values: object) -> str:
    """Return a help text."""
    return text(f"cli.help.{key}", spoken_language(), **values)


def at_home(param: typer.CallbackParam, given: Path | None) -> Path | None:
    """The file or folder asked for, with ``~`` put in full; an error in the usual form where there is no such home."""
    name = param.opts[0] if param.opts[0].startswith("-") else str(param.metavar)
    try:
        with speaking(spoken_language()):
            return None if given is None else Path(from_home(given, name))
    except InputError as error:
        raise typer.BadParameter(str(error)) from None


def within(limits: Range[Any]) -> dict[str, Any]:
    """The least and the most that an option may be, as typer has them."""
    return {"min": limits.low, "max": limits.high}


def scenario_names(incomplete: str) -> list[str]:
    """Scenarios that a name may become, for a shell that completes it."""
    from sim.scenario.library import catalog

    return [name for name in sorted(catalog()) if name.startswith(incomplete)]


Reference = Annotated[
    str,
    typer.Argument(metavar="SCENARIO", help=help_text("scenario"), show_default=False, autocompletion=scenario_names),
]
Lang = Annotated[str | None, typer.Option("--lang", metavar="en|zh", help=help_text("lang"), show_default=False)]
Langs = Annotated[
    str | None, typer.Option("--lang", metavar="en|zh|en,zh", help=help_text("langs"), show_default=False)
]
Json = Annotated[bool, typer.Option("--json", help=help_text("json"))]
FirstSeed = Annotated[int, typer.Option("--first-seed", **within(FIRST_SEED), help=help_text("first_seed"))]
Months = Annotated[
    int | None,
    typer.Option("--months", **within(MONTHS), help=help_text("months"), show_default=False),
]
Size = Annotated[
    str | None,
    typer.Option("--size", metavar="SIZE", help=help_text("size", sizes=", ".join(SIZES)), show_default=False),
]
Engine = Annotated[
    str, typer.Option("--engine", metavar="ENGINE", help=help_text("engine", engines=", ".join(ENGINES)))
]
City = Annotated[str, typer.Option("--city", help=help_text("city"))]
Out = Annotated[
    Path | None, typer.Option("--out", metavar="DIR", help=help_text("out"), show_default=False, callback=at_home)
]
Workers = Annotated[
    int | None, typer.Option("--workers", help=help_text("workers"), show_default=False, **within(WORKERS))
]
Threads = Annotated[
    int | None, typer.Option("--threads", help=help_text("threads"), show_default=False, **within(WORKERS))
]
With = Annotated[
    list[Path] | None, typer.Option("--with", metavar="FILE.py", help=help_text("with"), show_default=False)
]


def take(files: Sequence[Path] | None) -> None:
    """Add the extensions that a command was given."""
    if files:
        from sim.extension import extend

        for file in files:
            extend(Path(from_home(file, "--with")))


def language(asked: str | None) -> Language:
    """Return the language to speak.

    Raises
    ------
    InputError
        If it is not one of the languages.
    """
    return one_of("--lang", asked, LANGUAGES) if asked else default_language()


def languages(asked: str | None) -> tuple[Language, ...]:
    """Return the languages of a report: one, or several with commas between; the command speaks the first.

    Raises
    ------
    InputError
        If one is none of the languages.
    """
    return tuple(dict.fromkeys(language(one.strip()) for one in (asked or default_language()).split(",")))


def number_or_auto(option: str, *, given: str) -> int | None:
    """Return a whole number of at least 1, or None for ``auto``.

    Raises
    ------
    InputError
        If it is neither.
    """
    if given == "auto":
        return None
    digits = given.isascii() and given.isdigit() and len(given) <= len(str(SEEDS.high))
    if not digits or not SEEDS.low <= int(given) <= SEEDS.high:
        words = {"option": option, "given": given[:SHOWN], "most": SEEDS.high}
        raise InputError(text("cli.error.number_or_auto", spoken_language(), **words))
    return int(given)
