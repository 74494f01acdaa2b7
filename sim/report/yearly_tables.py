"""The tables of values, differences and money by year."""

from collections.abc import Mapping, Sequence

from sim.analysis import Comparison, Estimate
from sim.language import Language, text
from sim.language.numbers import change, level, places_for
from sim.outcomes import BY_NAME
from sim.report.dates import year_labels
from sim.report.table import Row, Table, caption, outcome_name, outcome_with_unit


def yearly_table(comparison: Comparison, names: Mapping[str, str], lang: Language) -> Table:
    """Each world's yearly means of the headline outcomes."""
    found: dict[str, tuple[Row, ...]] = {}
    for t in comparison.trajectories:
        outcome = BY_NAME[t.outcome]
        if outcome.headline:
            row = Row((names[t.scenario], *(level(float(value), outcome.unit, lang) for value in t.yearly)))
            found[outcome_name(t.outcome, lang)] = (*found.get(outcome_name(t.outcome, lang), ()), row)
    header = (text("report.outcome", lang), text("report.scenario", lang), *_years(comparison, lang))
    return Table(text("report.trajectories_caption", lang), header, tuple(found.items()))


def yearly_difference_table(comparison: Comparison, scenario: str, names: Mapping[str, str], lang: Language) -> Table:
    """One alternative's differences year by year, in their simultaneous band."""
    groups = (
        (outcome_with_unit(band.outcome, lang), _band_rows(band.yearly, BY_NAME[band.outcome].unit, lang))
        for band in comparison.bands
        if band.scenario == scenario and BY_NAME[band.outcome].headline
    )
    header = (text("report.outcome", lang), "", *_years(comparison, lang))
    return Table(caption("yearly_caption", comparison, scenario, names, lang), header, tuple(groups))


def _band_rows(yearly: Sequence[Estimate], unit: str, lang: Language) -> tuple[Row, ...]:
    places = [places_for(estimate.half_width, estimate.value or 0.0, unit) for estimate in yearly]
    ends = {
        "difference": [estimate.value for estimate in yearly],
        "low": [estimate.low for estimate in yearly],
        "high": [estimate.high for estimate in yearly],
    }
    return tuple(
        Row(
            (
                text(f"report.{name}", lang),
                *(change(value, p, unit, lang) for value, p in zip(row, places, strict=True)),
            )
        )
        for name, row in ends.items()
    )


def _years(comparison: Comparison, lang: Language) -> list[str]:
    return year_labels(comparison.start, comparison.months, lang)
