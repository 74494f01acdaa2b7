"""The nearest valid name to one that is not."""

from collections.abc import Iterable
from difflib import get_close_matches

from sim.language import message


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
