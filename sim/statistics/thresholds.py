"""The difference that matters in practice, per outcome; a scenario file may choose its own."""

from collections.abc import Iterable, Mapping
from difflib import get_close_matches

from sim.errors import InputError
from sim.outcomes import BY_NAME, Outcome

Thresholds = Mapping[str, Mapping[str, float]]


def threshold(outcome: Outcome, baseline: float | None, chosen: Mapping[str, float]) -> float | None:
    """Threshold d in the outcome's unit; None where it is relative to a baseline value that does not exist."""
    matters = chosen.get(outcome.name, outcome.matters)
    if not outcome.relative:
        return matters
    return None if baseline is None else matters * abs(baseline)


def check_names(thresholds: Thresholds, alternatives: Iterable[str]) -> None:
    """Refuse thresholds for an alternative or an outcome that is not compared, and negative ones."""
    for scenario, chosen in thresholds.items():
        _check_known(scenario, list(alternatives), "threshold for")
        for name, value in chosen.items():
            _check_known(name, list(BY_NAME), f"threshold of {scenario} for")
            if not value >= 0:
                raise InputError(f"threshold of {scenario} for {name}: {value}; give a number of at least 0")


def _check_known(name: str, known: list[str], what: str) -> None:
    if name not in known:
        nearest = (get_close_matches(name, known, 1) or [", ".join(known)])[0]
        raise InputError(f"{what} '{name}': no such name; did you mean {nearest}?")
