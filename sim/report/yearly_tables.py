"""The tables of values, differences and money by year."""

from collections.abc import Mapping

from sim.language import Language, text
from sim.language.numbers import level
from sim.outcomes import BY_NAME
from sim.report.dates import year_labels
from sim.report.table import Row, Table, outcome_name, outcome_with_unit
from sim.studies.comparison import Comparison, Estimate
from sim.studies.comparison.sentences import difference_text


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


def yearly_difference_table(comparison: Comparison, names: Mapping[str, str], lang: Language) -> Table:
    """Every alternative's differences year by year, starred where the band over all years excludes 0."""
    found: dict[str, tuple[Row, ...]] = {}
    for band in comparison.bands:
        outcome = BY_NAME[band.outcome]
        if outcome.headline:
            row = Row((names[band.scenario], *(_starred(year, outcome.unit, lang) for year in band.yearly)))
            heading = outcome_with_unit(band.outcome, lang)
            found[heading] = (*found.get(heading, ()), row)
    header = (text("report.outcome", lang), text("report.scenario", lang), *_years(comparison, lang))
    return Table(text("report.yearly_caption", lang), header, tuple(found.items()))


def _starred(year: Estimate, unit: str, lang: Language) -> str:
    written = difference_text(year, unit=unit, lang=lang)
    return f"{written}*" if year.excludes_zero else written


def _years(comparison: Comparison, lang: Language) -> list[str]:
    return year_labels(comparison.start, comparison.months, lang)
