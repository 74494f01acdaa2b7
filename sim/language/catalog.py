"""Texts by dotted key, from the TOML files beside this one, each text in English and Chinese side by side.

A further language is a file of its own, such as ``fr.toml``, with the texts that it has; the others are in English.
"""

import locale
import os
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from typing import Any, Literal, get_args

from sim.errors import InputError

Language = Literal["en", "zh"]
LANGUAGES: tuple[Language, ...] = get_args(Language)
FOLDER = Path(__file__).parent
_SPOKEN: ContextVar[Language] = ContextVar("spoken", default="en")


def text(key: str, lang: Language, **values: object) -> str:
    """Look up a text, such as ``verdict.better``, and fill in its placeholders."""
    texts = catalog(lang)
    if key not in texts:
        raise KeyError(f"no text '{key}' in the '{lang}' catalogs of {FOLDER}")
    return texts[key].format(**values)


@contextmanager
def speaking(lang: Language) -> Iterator[None]:
    """Let `message` speak a language meanwhile: what is wrong with files is told where it is found."""
    before = _SPOKEN.set(lang)
    try:
        yield
    finally:
        _SPOKEN.reset(before)


def message(key: str, **values: object) -> str:
    """Look up a text about what is wrong, in the language of `speaking`; English outside it."""
    return text(f"problem.{key}", _SPOKEN.get(), **values)


def message_unit(unit: str) -> str:
    """Name a parameter's unit in the language that was chosen."""
    return unit_text(unit, _SPOKEN.get())


def unit_text(unit: str, lang: Language) -> str:
    """Name a parameter's unit; one without a text keeps its English name."""
    key = f"cli.units.{unit}"
    return text(key, lang) if has_text(key, lang) else unit


def has_text(key: str, lang: Language) -> bool:
    """Whether the catalogs know a text."""
    return key in catalog(lang)


def default_language() -> Language:
    """Chinese where the locale is Chinese, else English."""
    variables = (os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    chosen = next(filter(None, variables), None) or locale.getlocale()[0] or ""
    return "zh" if chosen.lower().startswith(("zh", "chinese")) else "en"


def learn(key: str, texts: Mapping[str, str]) -> None:
    """Add a text in all languages, for the rest of the process."""
    for lang in LANGUAGES:
        catalog(lang)[key] = texts.get(lang, texts["en"]).replace("{", "{{").replace("}", "}}")


@cache
def catalog(lang: Language) -> dict[str, str]:
    """All texts of one language by dotted key."""
    if lang not in LANGUAGES:
        raise InputError(f"language '{lang}': choose one of {', '.join(LANGUAGES)}")
    texts = {key: languages.get(lang, languages["en"]) for key, languages in side_by_side().items()}
    alone = FOLDER / f"{lang}.toml"
    return texts | (dict(_flat(tomllib.loads(alone.read_text("utf-8")))) if alone.exists() else {})


@cache
def side_by_side() -> dict[str, dict[str, str]]:
    """Every text in its languages by dotted key; a key that two files have is refused."""
    texts: dict[str, dict[str, str]] = {}
    for path in sorted(path for path in FOLDER.glob("*.toml") if path.stem not in LANGUAGES):
        for key, languages in _flat(tomllib.loads(path.read_text("utf-8"))):
            if key in texts:
                raise ValueError(f"{path}: '{key}' is in another catalog too; keep one")
            texts[key] = languages
    return texts


def _flat(table: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    """Texts by dotted key: a string each, or a table with a string for each language."""
    for key, value in table.items():
        if isinstance(value, str) or isinstance(value.get("en"), str):
            yield prefix + key, value
        else:
            yield from _flat(value, f"{prefix}{key}.")
