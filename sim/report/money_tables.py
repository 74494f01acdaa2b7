"""The tables of money: who pays, and what became of it by use."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from sim.language import Language, text
from sim.language.numbers import NONE, between, change, counted, level, percent, places_for
from sim.report.study_tables import gap_cells, noise
from sim.report.table import Row, Table
from sim.studies.comparison.fee_payers import FeePayer, fee_payers
from sim.studies.comparison.money import Ledger, Use
from sim.studies.comparison.payers import Payer, payers
from sim.studies.comparison.study import Study
from sim.studies.comparison.world_sentences import paid_in

Names = Mapping[str, str]
WHOLE = 1_000
"""Below so many yuan an amount is written to the yuan."""


def payer_table(study: Study, names: Names, lang: Language) -> Table:
    """What the treasury, residents, donors and firms, and all together pay a year in the last 12 months, by alternative."""
    comparison, worlds = study.comparison, study.worlds
    groups = tuple(
        (
            names[scenario],
            tuple(
                _payer_row(one, paid_in(worlds, scenario, who=one.who, lang=lang) if worlds else None, lang)
                for one in payers(comparison, study.runs, scenario)
            ),
        )
        for scenario in comparison.alternatives
    )
    keys = ("scenario", "payer", "baseline", "alternative", "difference", "payer_interval", "verdict")
    header = tuple(text(f"report.{key}", lang) for key in keys)
    if worlds is not None:
        header = (*header, text("report.over_worlds", lang, worlds=worlds.count))
    return Table(
        text("report.payers_caption", lang, months=counted("months", comparison.last_months, lang)), header, groups
    )


def _payer_row(one: Payer, in_worlds: str | None, lang: Language) -> Row:
    gap = one.estimate
    places = places_for(gap.half_width, gap.value or 0.0, "yuan")
    interval = NONE if gap.low is None or gap.high is None else between((gap.low, gap.high), places, "yuan", lang)
    values = (level(value, "yuan", lang) for value in (one.baseline, one.alternative))
    said = text(f"judged_pay.{one.verdict}", lang)
    cells = (text(f"payer.{one.who}", lang), *values, change(gap.value, places, "yuan", lang), interval, said)
    return Row(cells if in_worlds is None else (*cells, in_worlds or NONE), one.verdict)


def fee_table(study: Study, scenario: str, names: Names, lang: Language) -> Table:
    """What a resident of each group pays in fees a year under an alternative, and what part the group bears of their change."""
    rows = tuple(
        (text(f"group.{one.group}", lang), (_fee_row(one, lang),))
        for one in fee_payers(study, scenario)
        if one.a_head.estimate.value is not None
    )
    keys = ("group", "baseline", "alternative", "difference", "exploratory_interval", "is_noise")
    header = (*keys, "share_before", "share_of_change", "share_interval")
    months = counted("months", study.comparison.last_months, lang)
    caption = text("report.fees_caption", lang, months=months, scenario=names[scenario])
    return Table(caption, tuple(text(f"report.{key}", lang) for key in header), rows)


def _fee_row(one: FeePayer, lang: Language) -> Row:
    own, part = one.a_head, one.share.of_change
    values = (level(value, "yuan", lang) for value in (own.baseline, own.alternative))
    before = NONE if one.share.before is None else percent(one.share.before, 1, lang)
    written = NONE if part.value is None else percent(part.value, 1, lang)
    ends = NONE if part.low is None or part.high is None else between((part.low, part.high), 1, "share", lang)
    return Row(
        (*values, *gap_cells(own.estimate, "yuan", lang), noise(own.estimate, own.counts, lang), before, written, ends)
    )


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
