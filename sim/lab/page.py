"""The lab as one file of HTML, for whoever has a browser."""

import base64
import gzip
import hashlib
import json
import re
from collections.abc import Iterable
from pathlib import Path

from jinja2 import Template

from sim.browser import module as modules
from sim.lab.data import data
from sim.language import LANGUAGES, Language
from sim.language.catalog import catalog
from sim.limits import USUAL_WORLDS
from sim.report.webfont import with_font
from sim.scenario import Scenario

HERE, DRIVER = Path(__file__).parent, Path(modules.__file__).with_name("model.js")
SCRIPTS = (
    *(
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
    ),
    *("answer_view", "state", "course_view", "levers_view", "choices", "predict", "tried", "pool", "picture", "share"),
    "lab",
)
"""The page's modules, each behind those that it imports."""
PREFIX = "lab."
STYLE_HASH = "HASH-OF-STYLE"
"""What stands in a page's policy until its style is known."""
BESIDE = (
    *("outcome.", "number.", "verdict.", "group.", "payer.", "life.short_type.", "windows.", "worlds."),
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
    return one_file(
        _text("lab.html"),
        inside,
        beside=json.dumps(held, ensure_ascii=False),
        words=words,
        style=Template(_text("lab.css")).render(),
        worker=_joined([DRIVER, HERE / "work.js"]),
        page=_joined([DRIVER, *(HERE / f"{name}.js" for name in SCRIPTS)]),
    )


def one_file(template: str, data: object, *, page: str, beside: str = "", **words: object) -> str:
    """A page of a template, its script and its data; a policy in it names the script and the style by their hashes.

    ``beside`` has the characters that the page comes to show without holding them as text.
    """
    held = json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    written = Template(template).render(data=held, page=page, script_hash=_hashed(page), **words)
    written = with_font(written, "zh", beside)
    style = written.partition("<style>")[2].partition("</style>")[0]
    return written.replace(STYLE_HASH, _hashed(style), 1)


def _hashed(text: str) -> str:
    """How a policy names the one script that may run, or the one style."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def compressed(content: bytes) -> str:
    """Bytes as text that the page's script unpacks."""
    return base64.b64encode(gzip.compress(content, 9, mtime=0)).decode()


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
