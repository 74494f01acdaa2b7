"""Which official terms come nearest to the model's outcomes."""

from sim.language import Language, text
from sim.report.table import Row, Table, outcome_name

KNOWN = ("facility_supply", "participation_rate", "belonging_mean", "satisfaction_mean")
"""Outcomes for which there is such a term."""


def official_table(lang: Language) -> Table:
    """Return outcome, nearest official term, and how the two differ."""
    rows = tuple(
        (outcome_name(one, lang), (Row((text(f"official.term.{one}", lang), text(f"official.relation.{one}", lang))),))
        for one in KNOWN
    )
    header = tuple(text(f"official.header.{key}", lang) for key in ("outcome", "term", "relation"))
    return Table(text("official.caption", lang), header, rows)
