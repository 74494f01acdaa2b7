"""``shequ new``: a scenario file that is valid as it is, with every lever as a comment."""

import json
import os
import re
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from sim.cli import options, output
from sim.cli.option_groups import ANSWER, AnswerOptions
from sim.errors import InputError
from sim.language import LANGUAGES, Language, text, unit_text
from sim.parameters import LEVERS, TYPES, Quantity

if TYPE_CHECKING:
    from sim.scenario import Scenario

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")
_EVENT = """\
# [[events]]
# date = "{date}"
# until = "{until}"
# over_months = 12
# type = "rural"
# [events.set]
# "provision.menu_share" = 0.5
# [events.scale]
# "funding.budget_per_resident" = 0.9
"""


def new(
    name: Annotated[str, options.argument("NAME", key="name")],
    extends: Annotated[str, options.option("--extends", metavar="SCENARIO")] = "baseline",
    folder: Annotated[Path, options.option("--folder")] = Path("scenarios"),
    answer: AnswerOptions = ANSWER,
) -> None:
    """Write a template that already loads; never overwrite anything."""
    from sim.scenario import load

    language = answer.language()
    _check_name(name, language)
    file = folder / f"{name}.toml"
    words = _template(name, _seen_from(folder, extends), load(extends), file, language)
    folder.mkdir(parents=True, exist_ok=True)
    output.write_new(file, words, language)
    if answer.as_json:
        output.print_json({"file": str(file), "extends": extends})
    else:
        print(text("cli.word.written", language, file=file))


def _seen_from(folder: Path, extends: str) -> str | list[str]:
    """Return how a file in the folder names what it extends: a scenario, or a list of the parts of a sum."""
    parts = [extends] if Path(extends).is_file() else [part.strip() for part in extends.split("+")]
    seen = [Path(os.path.relpath(part, folder)).as_posix() if Path(part).is_file() else part for part in parts]
    return seen if len(seen) > 1 else seen[0]


def _check_name(name: str, lang: Language) -> None:
    """Refuse a name that is malformed or taken."""
    from sim.scenario.library import catalog

    if not _NAME.fullmatch(name):
        raise InputError(text("cli.error.name_form", lang, name=name))
    if taken := catalog().get(name):
        raise InputError(text("cli.error.name_taken", lang, name=name, file=taken[0]))


def _template(name: str, extends: str | list[str], parent: "Scenario", file: Path, lang: Language) -> str:
    """Return the text of a scenario that changes nothing on its parent yet."""
    parts = [_head(name, extends, file, lang)]
    for group, levers in groupby(LEVERS, key=lambda lever: lever.path.partition(".")[0]):
        parts += [f"# [levers.{group}]", *(_line(lever, parent, lang) for lever in levers), ""]
    return "\n".join((*parts, _tail(parent, lang)))


def _head(name: str, extends: str | list[str], file: Path, lang: Language) -> str:
    names = "\n".join(f"{language} = {json.dumps(name)}" for language in LANGUAGES)
    questions = "\n".join(f'{language} = "{text("cli.template.question", language)}"' for language in LANGUAGES)
    parent = extends if isinstance(extends, str) else " + ".join(extends)
    return (
        f"# {text('cli.template.head', lang, parent=parent, file=file)}\n"
        f"extends = {json.dumps(extends, ensure_ascii=False)}\n\n"
        f"# {text('cli.template.texts', lang)}\n"
        f"[name]\n{names}\n\n[question]\n{questions}\n\n"
        f"# {text('cli.template.levers', lang)}\n"
    )


def _line(lever: Quantity, parent: "Scenario", lang: Language) -> str:
    value = parent.value(lever.path)
    default = f"{value:.12g}" if isinstance(value, float) else json.dumps(value).replace(":", " =").replace('"', "")
    low, high = lever.domain
    return f"# {lever.name} = {default}  # {low:.12g}–{high:.12g} {unit_text(lever.unit, lang)}: {lever.meaning(lang)}"


def _tail(parent: "Scenario", lang: Language) -> str:
    from sim.scenario.months import month_text

    dates = {"date": month_text(24, parent.start), "until": month_text(60, parent.start)}
    return (
        f"# {text('cli.template.types', lang, types=', '.join(TYPES))}\n"
        "# [by_type.rural.provision]\n# menu_share = 0\n\n"
        f"# {text('cli.template.districts', lang)}\n"
        "# [by_district.3.provision]\n# menu_share = 0\n\n"
        f"# {text('cli.template.world', lang, parent=parent.reference)}\n\n"
        f"# {text('cli.template.events', lang)}\n" + _EVENT.format(**dates)
    )
