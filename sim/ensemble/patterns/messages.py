"""A pattern's finding as a row of a table, on the screen and in docs/patterns.md."""

from sim.ensemble.patterns.table import Finding
from sim.language import Language, has_text, text


def row(found: Finding, lang: Language) -> tuple[str, ...]:
    """The pattern, what is observed, its value, the band, whether it holds or why nothing is said."""
    pattern = found.pattern
    value = "–" if found.value is None else f"{found.value:.3f}"
    verdict = {True: "yes", False: "no", None: "reported" if pattern.reported else "silent"}[found.holds]
    because = f"pattern.because.{pattern.observable}"
    reason = f": {text(because, lang)}" if has_text(because, lang) else ""
    name, holds = text(f"pattern.{pattern.observable}", lang), text(f"cli.word.{verdict}", lang)
    return pattern.id, name, value, _band(pattern.low, high=pattern.high), holds + reason


def _band(low: float, *, high: float) -> str:
    if low == -float("inf"):
        return "–"
    return f"> {low:g}" if high == float("inf") else f"{low:g} – {high:g}"
