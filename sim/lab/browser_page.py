"""A page of one file that runs the model, for whoever has a browser: ``python -m sim.lab.browser_page FILE.html``."""

import json
import re
import sys
from collections.abc import Iterable
from pathlib import Path

from sim.browser import module as modules
from sim.browser.case import case
from sim.browser.closing import names
from sim.lab.page import compressed, one_file
from sim.language import LANGUAGES, Language
from sim.language.catalog import catalog, text
from sim.outcomes import OUTCOMES, Outcome
from sim.scenario import Scenario, load

FOLDER = Path(modules.__file__).parent
SIZES = ("hamlet", "neighbourhood")
MONTHS = 120
PREFIX = "browser."
SCENARIOS = (
    *("baseline", "menu_services", "culture_led", "seed_then_taper", "equity_floor", "platform_open"),
    *("grid_with_authority", "outcome_evaluation", "small_government_now", "big_government_forever"),
)
"""What the page offers where nothing is said; the baseline is what all others are compared with."""


def page(scenarios: Iterable[str] = SCENARIOS, *, city: str = "ningbo", months: int = MONTHS) -> str:
    """The page, as text of HTML.

    Parameters
    ----------
    scenarios
        By name or file; the first is what the others are compared with.
    city, months
        Where, and how long.

    Raises
    ------
    InputError
        If something given is wrong; a scenario's mistakes are named with their lines.
    RunError
        If an extension is in use, so that a module has to be built, and no linker is found.
    """
    loaded = [load(one) for one in scenarios]
    cases = {
        f"{one.reference} {size}": case(one, months=months, size=size, city=city) for one in loaded for size in SIZES
    }
    data = {
        "module": compressed(modules.module()),
        "cases": compressed(json.dumps(cases).encode()),
        "outcomes": names()["of_city"],
        "headline": [(outcome.name, 100 if outcome.unit == "share" else 1) for outcome in OUTCOMES if outcome.headline],
        "scenarios": [one.reference for one in loaded],
        "sizes": SIZES,
        "months": months,
        "words": {lang: _words(loaded, lang) for lang in LANGUAGES},
    }
    model, worker, script, style = (_file(name) for name in ("model.js", "worker.js", "page.js", "page.css"))
    worker = re.sub("^export ", "", model, flags=re.MULTILINE) + worker
    return one_file(_file("page.html"), data, page=script, words=data["words"], style=style, worker=worker)


def _words(scenarios: list[Scenario], lang: Language) -> dict[str, str]:
    """Every text of the page in a language, by the name that the page knows it by."""
    known = {key.removeprefix(PREFIX): value for key, value in catalog(lang).items() if key.startswith(PREFIX)}
    outcomes = {f"outcome.{one.name}": _titled(one, lang) for one in OUTCOMES if one.headline}
    return known | outcomes | {one.reference: one.name[lang] for one in scenarios}


def _titled(outcome: Outcome, lang: Language) -> str:
    unit = "%" if outcome.unit == "share" else text(f"unit.{outcome.unit}", lang)
    return text("browser.with_unit", lang, name=text(f"outcome.{outcome.name}", lang), unit=unit)


def _file(name: str) -> str:
    return (FOLDER / name).read_text(encoding="utf-8")


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(page(), encoding="utf-8")
