"""Patterns that feed no parameter: what they are, frozen in ``held_out.toml`` before anything is fitted."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_name("held_out.toml")


@dataclass(frozen=True)
class HeldOut:
    """A pattern to be looked at once: keys of its sources, what it says, how it is read, and what it lacks.

    ``readings`` are tables as in the file, whose head says what each key means; there are none where the model ``needs``
    something that it does not have. ``proxy`` says what stands for what.
    """

    id: str
    sources: tuple[str, ...]
    en: str
    zh: str
    readings: tuple[dict[str, Any], ...] = ()
    needs: str = ""
    proxy: str = ""


@cache
def held_out() -> tuple[HeldOut, ...]:
    """Every held-out pattern, in the order of the file."""
    return tuple(
        HeldOut(readings=tuple(one.pop("reading", ())), sources=tuple(one.pop("sources")), **one)
        for one in _file()["pattern"]
    )


def sources() -> dict[str, str]:
    """What stands behind each key."""
    return dict(_file()["sources"])


def left_out() -> dict[str, str]:
    """Candidates that are not held out, and why."""
    return dict(_file()["left_out"])


def _file() -> dict[str, Any]:
    return tomllib.loads(FILE.read_text(encoding="utf-8"))
