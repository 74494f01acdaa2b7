"""Former names of options: a command takes them for one release, hidden from its help, and prints the present name."""

import sys
from collections.abc import Collection, Sequence

from sim.language import Language, text

RENAMED = {"--lucks": "--person-seeds", "--luck": "--person-seed", "--address": "--cluster"}
"""Former options with the present ones, which take the same value."""
REPLACED = {"--executor": "--cluster"}
"""Former options whose value is ignored, with the options that do their work now."""


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
