"""The tables of money: who pays, what became of it by use, yearly flows, and present values."""

from collections.abc import Sequence
from dataclasses import replace

from sim.language import Language, text
from sim.language.numbers import NONE, between, change, counted, level
from sim.report.people_tables import noise
from sim.report.table import Names, Row, Table, gap_cells, table
from sim.studies.comparison.across_worlds import Worlds
from sim.studies.comparison.fee_payers import FeePayer, fee_payers
from sim.studies.comparison.money import Ledger, Use, Value
from sim.studies.comparison.payers import Payer, payers
from sim.studies.comparison.study import Study
from sim.studies.comparison.world_sentences import paid_in

WHOLE = 1_000
"""Below so many yuan an amount is written to the yuan."""


def payer_table(study: Study, names: Names, lang: Language) -> Table:
    """What the treasury, residents, donors and firms, and all together pay a year in the last 12 months, by alternative."""
    comparison, worlds = study.comparison, study.worlds
    groups = [
        (
            names[scenario],
            tuple(_payer_row(payer, worlds, scenario, lang) for payer in payers(comparison, study.runs, scenario)),
        )
        for scenario in comparison.alternatives
    ]
    columns = ("scenario", "payer", "baseline", "alternative", "difference", "payer_interval", "verdict")
    more = (text("report.over_worlds", lang, worlds=worlds.count),) if worlds else ()
    return table("payers", columns, groups, lang, more, months=counted("months", comparison.last_months, lang))


def _payer_row(payer: Payer, worlds: Worlds | None, scenario: str, lang: Language) -> Row:
    values = (level(value, "yuan", lang) for value in (payer.baseline, payer.alternative))
    cells = (*values, *gap_cells(payer.estimate, "yuan", lang), text(f"judged_pay.{payer.verdict}", lang))
    over = (paid_in(worlds, scenario, who=payer.who, lang=lang) or NONE,) if worlds else ()
    return Row((text(f"payer.{payer.who}", lang), *cells, *over), payer.verdict)


def fee_table(study: Study, scenario: str, names: Names, lang: Language) -> Table:
    """What a resident of each group pays in fees a year under an alternative, and what part the group bears of their change."""
    groups = [
        (text(f"group.{payer.group}", lang), (_fee_row(payer, lang),))
        for payer in fee_payers(study, scenario)
        if payer.a_head.estimate.value is not None
    ]
    columns = ("baseline", "alternative", "difference", "exploratory_interval", "is_noise")
    shares = ("share_before", "share_of_change", "share_interval")
    months = counted("months", study.comparison.last_months, lang)
    return table("fees", ("group", *columns, *shares), groups, lang, months=months, scenario=names[scenario])


def _fee_row(payer: FeePayer, lang: Language) -> Row:
    a_head, part = payer.a_head, payer.share.of_change
    values = (level(value, "yuan", lang) for value in (a_head.baseline, a_head.alternative))
    gap = (*gap_cells(a_head.estimate, "yuan", lang), noise(a_head.estimate, a_head.counts, lang))
    shares = (level(share, "share", lang) for share in (payer.share.before, part.value))
    ends = NONE if part.low is None or part.high is None else between((part.low, part.high), 1, "share", lang)
    return Row((*values, *gap, *shares, ends))


def use_table(ledgers: Sequence[Ledger], names: Names, lang: Language) -> Table:
    """What was allotted to each use, moved, spent, went back and is left [yuan a year], every scenario below the other.

    A use that no scenario gives anything is left out.
    """
    uses = dict.fromkeys(
        name for ledger in ledgers for name, use in ledger.uses.items() if use.allotted or use.moved or use.spent
    )
    groups = [
        (text(f"use.{use}", lang), tuple(_use_row(one.uses.get(use), names[one.scenario], lang) for one in ledgers))
        for use in uses
    ]
    totals = tuple(replace(_use_row(_total(one), names[one.scenario], lang), mark="total") for one in ledgers)
    groups.append((text("report.total", lang), totals))
    return table("uses", ("use", "scenario", "allotted", "moved", "spent", "returned", "left"), groups, lang)


def _total(ledger: Ledger) -> Use:
    parts = ("allotted", "moved", "spent", "returned")
    return Use(*(sum(getattr(use, part) or 0.0 for use in ledger.uses.values()) for part in parts))


def _use_row(use: Use | None, name: str, lang: Language) -> Row:
    if use is None:
        return Row((name, *(NONE,) * 5))
    moved = change(use.moved, 0, "yuan", lang) if round(use.moved) else "0"
    allotted, spent, returned, left = (_yuan(yuan, lang) for yuan in (use.allotted, use.spent, use.returned, use.left))
    return Row((name, allotted, moved, spent, returned, left))


def _yuan(value: float | None, lang: Language) -> str:
    """An amount of money: whole yuan, of large ones the first digits."""
    if value is None:
        return NONE
    return level(value, "yuan", lang) if abs(value) >= WHOLE else f"{round(value)}"


def ledger_table(ledgers: Sequence[Ledger], names: Names, lang: Language) -> Table:
    """Yuan a year by source and use, every scenario beside the other."""
    groups = []
    for part in ("sources", "public", "organizations"):
        flows = [getattr(ledger, part) for ledger in ledgers]
        rows = [
            Row((text(f"money.{flow}", lang), *(level(own.get(flow), "yuan", lang) for own in flows)))
            for flow in dict.fromkeys(flow for own in flows for flow in own)
        ]
        totals = (level(sum(own.values()), "yuan", lang) for own in flows)
        rows.append(Row((text("report.total", lang), *totals), "total"))
        groups.append((text(f"report.ledger_{part}", lang), tuple(rows)))
    performance = tuple(
        Row((text(f"report.{which}", lang), *(level(getattr(ledger, which), "share", lang) for ledger in ledgers)))
        for which in ("reported", "truly")
    )
    groups.append((text("report.performance", lang), performance))
    return table("ledger", ("part", "flow"), groups, lang, more=[names[ledger.scenario] for ledger in ledgers])


def value_table(values: Sequence[Value], names: Names, lang: Language) -> Table:
    """Present values of public spending over the horizon, and of what a truly resolved case costs."""
    groups = [(names[value.scenario], _value_rows(value, lang)) for value in values]
    columns = ("scenario", "quantity", "baseline", "alternative", "difference", "exploratory_interval")
    return table("values", columns, groups, lang, rate=level(values[0].discount, "share", lang))


def _value_rows(value: Value, lang: Language) -> tuple[Row, ...]:
    present = (
        *(level(yuan, "yuan", lang) for yuan in value.present),
        *gap_cells(value.present_difference, "yuan", lang),
    )
    before, after = value.per_case
    gap = None if before is None or after is None else after - before
    per_case = (level(before, "yuan", lang), level(after, "yuan", lang), change(gap, 0, "yuan", lang), NONE)
    return Row((text("report.present_value", lang), *present)), Row((text("report.present_per_case", lang), *per_case))
