"""The tables of money: who pays, and what became of it by use."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from sim.analysis import Comparison, Difference, Estimate
from sim.analysis.money import Ledger, Use
from sim.language import Language, text
from sim.language.numbers import NONE, change, level
from sim.report.table import Row, Table, caption
from sim.report.verdict_tables import verdict_cells

Names = Mapping[str, str]
PAYERS = ("public_spending_yuan", "residents_fees_yuan", "given", "total_cost_yuan")
WHOLE = 1_000
"""Below so many yuan an amount is written to the yuan."""
PER_CASE = ("cost_per_resolved_case_yuan", "total_cost_per_resolved_case_yuan")


def payer_table(
    comparison: Comparison, ledgers: Mapping[str, Ledger], scenario: str, names: Names, lang: Language
) -> Table:
    """One alternative: what government, residents, donors and firms pay a year, and what a truly resolved case costs."""
    ours, theirs = ledgers[comparison.baseline].given, ledgers[scenario].given
    groups = []
    for one in (*PAYERS, *PER_CASE):
        found = comparison.difference(scenario, outcome=one, window="horizon")
        if found is not None:
            groups.append((text(f"payer.{one}", lang), (_payer_row(found, lang),)))
        elif one == "given":
            cells = (_yuan(ours, lang), _yuan(theirs, lang), change(theirs - ours, 0, "yuan", lang))
            row = Row((*cells, NONE, NONE, text("payer_unit.a_year", lang), NONE))
            groups.append((text("payer.given", lang), (row,)))
    keys = ("payer", "baseline", "alternative", "difference", "exploratory_interval", "matters", "unit", "verdict")
    header = tuple(text(f"report.{key}", lang) for key in keys)
    return Table(caption("payers_caption", comparison, scenario, names, lang), header, tuple(groups))


def _payer_row(difference: Difference, lang: Language) -> Row:
    per_case = difference.outcome.name in PER_CASE
    shown = difference if per_case else a_year(difference)
    return Row(
        verdict_cells(shown, text(f"payer_unit.{'a_case' if per_case else 'a_year'}", lang), lang), difference.verdict
    )


def a_year(difference: Difference) -> Difference:
    """A difference in yuan a month as one in yuan a year."""
    gap = difference.estimate
    low, value, high = (_times_12(end) for end in (gap.low, gap.value, gap.high))
    return replace(
        difference,
        baseline=_times_12(difference.baseline),
        alternative=_times_12(difference.alternative),
        matters=_times_12(difference.matters),
        estimate=Estimate(value, low, high, gap.p),
    )


def _times_12(value: float | None) -> float | None:
    return None if value is None else 12 * value


def use_table(ledgers: Sequence[Ledger], names: Names, lang: Language) -> Table:
    """What was allotted to each use, moved, spent, went back and is left [yuan a year], every world below the other.

    A use that no world gives anything is left out.
    """
    uses = dict.fromkeys(
        name for one in ledgers for name, use in one.uses.items() if use.allotted or use.moved or use.spent
    )
    groups = [
        (text(f"use.{use}", lang), tuple(_use_row(one.uses.get(use), names[one.scenario], lang) for one in ledgers))
        for use in uses
    ]
    totals = tuple(replace(_use_row(_total(one), names[one.scenario], lang), mark="total") for one in ledgers)
    keys = ("use", "scenario", "allotted", "moved", "spent", "returned", "left")
    header = tuple(text(f"report.{key}", lang) for key in keys)
    return Table(text("report.uses_caption", lang), header, (*groups, (text("report.total", lang), totals)))


def _total(one: Ledger) -> Use:
    uses = one.uses.values()
    allotted, moved, spent, returned = (
        sum(getattr(use, part) or 0.0 for use in uses) for part in ("allotted", "moved", "spent", "returned")
    )
    return Use(allotted, moved, spent, returned)


def _use_row(use: Use | None, name: str, lang: Language) -> Row:
    if use is None:
        return Row((name, *(NONE,) * 5))
    moved = change(use.moved, 0, "yuan", lang) if round(use.moved) else "0"
    allotted, spent, returned, left = (_yuan(each, lang) for each in (use.allotted, use.spent, use.returned, use.left))
    return Row((name, allotted, moved, spent, returned, left))


def _yuan(value: float | None, lang: Language) -> str:
    """An amount of money: whole yuan, of large ones the first digits."""
    if value is None:
        return NONE
    return level(value, "yuan", lang) if abs(value) >= WHOLE else f"{round(value)}"
