"""Options that commands share, their checks, and former names of options."""

import sys
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from sim.errors import InputError
from sim.language import LANGUAGES, Language, default_language, speaking, text
from sim.limits import ENGINES, FIRST_SEED, MONTHS, SEEDS, SIZES, WORKERS, Range, one_of
from sim.reading import from_home

SHOWN = 60
"""Letters of what was given, as far as a message repeats it."""
RENAMED = {"--lucks": "--person-seeds", "--luck": "--person-seed", "--address": "--cluster"}
"""Former options with the present ones, which take the same value."""
REPLACED = {"--executor": "--cluster"}
"""Former options whose value is ignored, with the options that do their work now."""


def spoken_language() -> Language:
    """Return the language asked for with --lang, read before commands are, so that help and errors speak it too."""
    words = [word for argument in sys.argv[1:] for word in argument.split("=", 1)]
    asked = words[words.index("--lang") + 1 : words.index("--lang") + 2] if "--lang" in words else []
    first = [one.split(",")[0].strip() for one in asked]
    return next((one for one in LANGUAGES if [one] == first), default_language())


def help_text(key: str) -> str:
    """Return a help text."""
    return text(f"cli.help.{key}", spoken_language(), sizes=", ".join(SIZES), engines=", ".join(ENGINES))


def option(name: str, *, key: str = "", limits: Range[Any] | None = None, **settings: Any) -> Any:
    """Describe an option to typer; ``key`` is its help text's where that is not called as the option is."""
    between = {} if limits is None else {"min": limits.low, "max": limits.high}
    return typer.Option(name, help=help_text(key or name.lstrip("-").replace("-", "_")), **between, **settings)


def argument(name: str, *, key: str, **settings: Any) -> Any:
    """Describe an argument to typer by the name that help shows and the key of its help text."""
    return typer.Argument(metavar=name, help=help_text(key), show_default=False, **settings)


def at_home(param: typer.CallbackParam, given: Path | None) -> Path | None:
    """The file or folder asked for, with ``~`` put in full; an error in the usual form where there is no such home."""
    name = param.opts[0] if param.opts[0].startswith("-") else str(param.metavar)
    try:
        with speaking(spoken_language()):
            return None if given is None else Path(from_home(given, name))
    except InputError as error:
        raise typer.BadParameter(str(error)) from None


def scenario_names(incomplete: str) -> list[str]:
    """Scenarios that a name may become, for a shell that completes it."""
    from sim.scenario.library import catalog

    return [name for name in sorted(catalog()) if name.startswith(incomplete)]


Reference = Annotated[str, argument("SCENARIO", key="scenario", autocompletion=scenario_names)]
Lang = Annotated[str | None, option("--lang", metavar="en|zh")]
Langs = Annotated[str | None, option("--lang", key="langs", metavar="en|zh|en,zh")]
Json = Annotated[bool, option("--json")]
FirstSeed = Annotated[int, option("--first-seed", limits=FIRST_SEED)]
Months = Annotated[int | None, option("--months", limits=MONTHS)]
Size = Annotated[str | None, option("--size", metavar="SIZE")]
Engine = Annotated[str, option("--engine", metavar="ENGINE")]
City = Annotated[str, option("--city")]
Out = Annotated[Path | None, option("--out", metavar="DIR", callback=at_home)]
Workers = Annotated[int | None, option("--workers", limits=WORKERS)]
Threads = Annotated[int | None, option("--threads", limits=WORKERS)]
WorldsFrom = Annotated[Path | None, option("--worlds-from", metavar="FILE")]
With = Annotated[list[Path] | None, option("--with", metavar="FILE.py")]


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


def present_options(arguments: Sequence[str], options: Collection[str], lang: Language) -> list[str]:
    """Replace former options of a command by the present ones and print a notice for each.

    An option counts as former only where the command has the present one and no option of the former name.
    """
    present = list[str]()
    rest = iter(arguments)
    for argument in rest:
        if argument == "--":
            return [*present, argument, *rest]
        former, sign, value = argument.partition("=")
        name = RENAMED.get(former) or REPLACED.get(former)
        if name not in options or former in options:
            present.append(argument)
            continue
        print(text("problem.option.renamed", lang, former=former, present=name), file=sys.stderr)
        if former in RENAMED:
            present.append(f"{name}{sign}{value}")
        elif not sign:
            next(rest, None)
    return present
