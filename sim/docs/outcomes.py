"""The table of docs/outcomes.md."""

from sim.docs.markdown import code, table
from sim.language import text
from sim.outcomes import OUTCOMES, Outcome

GOOD = {1: "more", -1: "less", 0: "neither"}


def outcomes() -> str:
    """Every outcome: its names, unit, good direction and practical threshold."""
    head = ("outcome", "English", "中文", "unit", "good", "matters from", "headline")
    return table(head, map(_row, OUTCOMES))


def counted() -> str:
    """The formulas of the outcomes that are one count, or one over another."""
    return table(("outcome", "made of counts"), ((code(one.name), one.formula) for one in OUTCOMES if one.formula))


def _row(outcome: Outcome) -> tuple[str, ...]:
    names = (text(f"outcome.{outcome.name}", lang) for lang in ("en", "zh"))
    headline = "yes" if outcome.headline else ""
    return code(outcome.name), *names, outcome.unit, GOOD[outcome.good], _threshold(outcome), headline


def _threshold(outcome: Outcome) -> str:
    if outcome.relative:
        return f"{outcome.matters:.0%} of the baseline"
    return f"{100 * outcome.matters:.12g} percentage point" if outcome.unit == "share" else f"{outcome.matters:.12g}"
