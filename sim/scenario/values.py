"""What of a file is wrong: how its values are shown, what is allowed, and what to write instead."""

import json
import math
import re
from collections.abc import Iterable
from difflib import get_close_matches

from sim.language import message, message_unit
from sim.parameters import Quantity

_NUMBER_AND_UNIT = re.compile(r"\s*([+-]?(?:\d[\d,_]*)?\.?\d+(?:[eE][+-]?\d+)?)\s*(\D*)")


class WrongValue(ValueError):  # noqa: N818
    """A value that is not allowed; the scenario's reader adds file, line and key."""

    def __init__(self, given: str, *, allowed: str, advice: str = "") -> None:
        super().__init__(given)
        self.given, self.allowed, self.advice = given, allowed, advice


def number(value: object, quantity: Quantity) -> float:
    """Return a TOML value as a number of a quantity's unit.

    Raises
    ------
    WrongValue
        If it is no finite number inside the domain.
    """
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise WrongValue(shown(value), allowed=allowed(quantity), advice=_number_form(value, quantity))
    low, high = quantity.domain
    if low <= value <= high:
        return _whole(value, quantity)
    raise WrongValue(shown(value), allowed=allowed(quantity), advice=_share_form(value, quantity))


def allowed(quantity: Quantity) -> str:
    """Say which numbers a quantity takes."""
    low, high = quantity.domain
    key = "whole_number_from" if quantity.integer else "number_from"
    unit = "" if quantity.unit == "1" else f" ({message_unit(quantity.unit)})"
    return message(key, low=f"{low:.12g}", high=f"{high:.12g}") + unit


def shown(value: object) -> str:
    """Return a TOML value as its writer would recognise it."""
    if isinstance(value, dict):
        return message("a_table")
    if isinstance(value, list):
        return message("an_array")
    if isinstance(value, str | bool):
        return shortened(json.dumps(value, ensure_ascii=False))
    if isinstance(value, int) and abs(value) >= 10**18:
        return message("very_large")
    return shortened(f"{value:.12g}" if isinstance(value, float) else str(value))


def _whole(value: float, quantity: Quantity) -> float:
    if quantity.integer and value != math.floor(value):
        raise WrongValue(
            shown(value), allowed=allowed(quantity), advice=message("write", value=math.floor(value + 0.5))
        )
    return float(value)


def _number_form(value: object, quantity: Quantity) -> str:
    match = _NUMBER_AND_UNIT.fullmatch(value) if isinstance(value, str) else None
    if match is None:
        return message("write_table_of", keys=", ".join(quantity.keys)) if quantity.keys else ""
    amount, unit = float(re.sub("[,_]", "", match[1])), match[2].strip()
    if unit in ("%", "％"):
        return message("write_without_percent", value=f"{amount / 100:.12g}")
    return message("write_without_unit", value=f"{amount:.12g}")


def _share_form(value: float, quantity: Quantity) -> str:
    if quantity.unit == "share" and 1 < value <= 100:
        return message("write_not", value=f"{value / 100:.12g}", given=f"{value:.12g}")
    return ""


def shortened(text: str) -> str:
    """Return a text, or its beginning where it is long."""
    return text if len(text) <= 60 else f"{text[:57]}..."


def nearest(word: str, names: Iterable[str]) -> str | None:
    """Return the closest of the names, or none when nothing is near."""
    by_lower = {name.lower(): name for name in names}
    close = get_close_matches(word.lower().replace("-", "_"), by_lower, n=1, cutoff=0.6)
    return by_lower[close[0]] if close else None


def did_you_mean(word: object, names: Iterable[str]) -> str:
    """Return "did you mean X?", or nothing when nothing is near, and of what is no text."""
    name = nearest(word, names) if isinstance(word, str) else None
    return message("did_you_mean", name=name) if name else ""


def listed(names: Iterable[str]) -> str:
    """Say which names there are."""
    return message("there_are", names=", ".join(names))
