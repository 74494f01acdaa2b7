"""The lab as one file of HTML, for whoever has a browser."""

import json
import re
from collections.abc import Iterable
from pathlib import Path

from jinja2 import Template

from sim.browser import module as modules
from sim.browser.one_file import compressed, hashed, with_style_named
from sim.lab.data import data
from sim.language import LANGUAGES, Language
from sim.language.catalog import catalog
from sim.limits import USUAL_WORLDS
from sim.report.webfont import with_font
from sim.scenario import Scenario

HERE, DRIVER = Path(__file__).parent, Path(modules.__file__).with_name("model.js")
SCRIPTS = (
    "dom",
    "format",
    "stats",
    "moderated",
    "worlds",
    "policy",
    "same_money",
    "toml",
    "chart",
    "answers",
    "worlds_view",
    "answer_view",
    "state",
    "course_view",
    "levers_view",
    "choices",
    "predict",
    "tried",
    "pool",
    "picture",
    "share",
    "lab",
)
"""The page's modules, each behind those that it imports."""
PREFIX = "lab."
BESIDE = (
    "outcome.",
    "number.",
    "verdict.",
    "group.",
    "payer.",
    "life.short_type.",
    "windows.",
    "worlds.",
    "sentence.join",
)
"""Texts that the report has too; the lab's own of the same name go before them."""
_IMPORT = re.compile(r"^import .*;\n", re.MULTILINE)
_EXPORT = re.compile(r"^export ", re.MULTILINE)


def page(scenarios: Iterable[Scenario] = (), *, city: str = "ningbo", worlds: int = USUAL_WORLDS) -> str:
    """The lab, as text of HTML.

    Parameters
    ----------
    scenarios
        What it offers beside the shipped ones; it opens at the first.
    city, worlds
        Where, and how many other plausible worlds it holds.

    Raises
    ------
    InputError
        If something given is wrong, or a browser cannot make the city.
    RunError
        If an extension is in use, so that a module has to be built, and no linker is found.
    """
    held = data(list(scenarios), city=city, worlds=worlds)
    words = {lang: _words(lang) for lang in LANGUAGES}
    inside = {"module": compressed(modules.module()), "data": compressed(json.dumps(held).encode()), "words": words}
    script = _joined([DRIVER, *(HERE / f"{name}.js" for name in SCRIPTS)])
    written = Template(_text("lab.html")).render(
        script_hash=hashed(script),
        words=words,
        style=Template(_text("lab.css")).render(),
        data=json.dumps(inside, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c"),
        worker=_joined([DRIVER, HERE / "work.js"]),
        page=script,
    )
    return with_style_named(with_font(written, "zh", json.dumps(held, ensure_ascii=False)))


def beside_report(policies: Iterable[Scenario], city: str) -> str:
    """The lab that a report links to, opened at the compared policies."""
    return page(policies, city=city)


def _joined(files: Iterable[Path]) -> str:
    """Modules as one: each without its imports, which stand before it."""
    return "".join(_EXPORT.sub("", _IMPORT.sub("", file.read_text(encoding="utf-8"))) for file in files)


def _words(lang: Language) -> dict[str, str]:
    own = {key.removeprefix(PREFIX): value for key, value in catalog(lang).items() if key.startswith(PREFIX)}
    return {key: value for key, value in catalog(lang).items() if key.startswith(BESIDE)} | own


def _text(name: str) -> str:
    return (HERE / name).read_text(encoding="utf-8")
