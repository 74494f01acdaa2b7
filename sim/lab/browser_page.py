"""A page of one file that runs the model, for whoever has a browser: ``python -m sim.lab.browser_page FILE.html``."""

import json
import re
import sys
from collections.abc import Iterable
from pathlib import Path

from jinja2 import Template

from sim.browser import module as modules
from sim.browser.case import case
from sim.browser.closing import names
from sim.browser.one_file import compressed, hashed, with_style_named
from sim.language import LANGUAGES, Language
from sim.language.catalog import catalog, text
from sim.outcomes import OUTCOMES, Outcome
from sim.report.webfont import with_font
from sim.scenario import Scenario, load

FOLDER = Path(modules.__file__).parent
SIZES = ("hamlet", "neighbourhood")
MONTHS = 120
PREFIX = "browser."
SCENARIOS = (
    "baseline",
    "menu_services",
    "culture_led",
    "seed_then_taper",
    "equity_floor",
    "platform_open",
    "grid_with_authority",
    "outcome_evaluation",
    "small_government_now",
    "big_government_forever",
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
        "headline": [(one.name, _scale(one)) for one in OUTCOMES if one.headline],
        "scenarios": [one.reference for one in loaded],
        "sizes": SIZES,
        "months": months,
        "words": {lang: _words(loaded, lang) for lang in LANGUAGES},
    }
    model, worker, script, style = (_file(name) for name in ("model.js", "worker.js", "page.js", "page.css"))
    written = Template(_file("page.html")).render(
        script_hash=hashed(script),
        words=data["words"],
        style=style,
        data=json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c"),
        worker=re.sub("^export ", "", model, flags=re.MULTILINE) + worker,
        page=script,
    )
    return with_style_named(with_font(written, "zh"))


def _words(scenarios: list[Scenario], lang: Language) -> dict[str, str]:
    """Every text of the page in a language, by the name that the page knows it by."""
    known = {key.removeprefix(PREFIX): value for key, value in catalog(lang).items() if key.startswith(PREFIX)}
    outcomes = {f"outcome.{one.name}": _titled(one, lang) for one in OUTCOMES if one.headline}
    return known | outcomes | {one.reference: one.name[lang] for one in scenarios}


def _titled(one: Outcome, lang: Language) -> str:
    name = text(f"outcome.{one.name}", lang)
    unit = "%" if one.unit == "share" else text(f"unit.{one.unit}", lang)
    return text("browser.with_unit", lang, name=name, unit=unit)


def _scale(one: Outcome) -> int:
    return 100 if one.unit == "share" else 1


def _file(name: str) -> str:
    return (FOLDER / name).read_text(encoding="utf-8")


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(page(), encoding="utf-8")
