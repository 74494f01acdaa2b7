"""The scenario file that ``shequ new`` writes: valid as it is, with every lever as a comment."""

import json
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from sim.language import LANGUAGES, Language, text, unit_text
from sim.parameters import LEVERS, TYPES, Quantity
from sim.scenario import Scenario
from sim.scenario.months import month_text

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


def template(name: str, extends: str | list[str], parent: Scenario, file: Path, lang: Language) -> str:
    """Return the text of a scenario that changes nothing on its parent yet."""
    return "\n".join((_head(name, extends, file, lang), *_groups(parent, lang), _tail(parent, lang)))


def _head(name: str, extends: str | list[str], file: Path, lang: Language) -> str:
    names = "\n".join(f"{one} = {json.dumps(name)}" for one in LANGUAGES)
    questions = "\n".join(f'{one} = "{text("cli.template.question", one)}"' for one in LANGUAGES)
    parent = extends if isinstance(extends, str) else " + ".join(extends)
    return (
        f"# {text('cli.template.head', lang, parent=parent, file=file)}\n"
        f"extends = {json.dumps(extends, ensure_ascii=False)}\n\n"
        f"# {text('cli.template.texts', lang)}\n"
        f"[name]\n{names}\n\n[question]\n{questions}\n\n"
        f"# {text('cli.template.levers', lang)}\n"
    )


def _groups(parent: Scenario, lang: Language) -> Iterator[str]:
    for group, levers in groupby(LEVERS, key=lambda lever: lever.path.partition(".")[0]):
        lines = (_line(lever, parent, lang) for lever in levers)
        yield "\n".join((f"# [levers.{group}]", *lines, ""))


def _line(lever: Quantity, parent: Scenario, lang: Language) -> str:
    value = parent.value(lever.path)
    given = f"{value:.12g}" if isinstance(value, float) else json.dumps(value).replace(":", " =").replace('"', "")
    low, high = lever.domain
    meaning = lever.meaning(lang)
    return f"# {lever.name} = {given}  # {low:.12g}–{high:.12g} {unit_text(lever.unit, lang)}: {meaning}"


def _tail(parent: Scenario, lang: Language) -> str:
    dates = {"date": month_text(24, parent.start), "until": month_text(60, parent.start)}
    return (
        f"# {text('cli.template.types', lang, types=', '.join(TYPES))}\n"
        "# [by_type.rural.provision]\n# menu_share = 0\n\n"
        f"# {text('cli.template.districts', lang)}\n"
        "# [by_district.3.provision]\n# menu_share = 0\n\n"
        f"# {text('cli.template.world', lang, parent=parent.reference)}\n\n"
        f"# {text('cli.template.events', lang)}\n" + _EVENT.format(**dates)
    )
