"""Names of measures and factors, in sentences and tables."""

from sim.language import Language, text
from sim.quantities import ASSUMED
from sim.scenario.columns import is_world
from sim.studies.sweep.factors import Factor
from sim.studies.sweep.reductions import Measure


def measure_name(measure: Measure, lang: Language) -> str:
    """Name an outcome and how it was reduced."""
    how = text(f"sweep.reduction.{measure.reduction}", lang)
    return text("sweep.measure", lang, outcome=text(f"outcome.{measure.outcome}", lang), how=how)


def factor_name(factor: Factor, lang: Language) -> str:
    """Name a factor by its meaning; a world parameter that is assumed is marked."""
    known = factor.quantity
    named = name_there(known.meaning(lang), factor, lang)
    assumed = known.source == ASSUMED and is_world(factor.target.number)
    return text("sensitivity.assumed", lang, name=named) if assumed else named


def name_there(named: str, factor: Factor, lang: Language) -> str:
    """A factor's name with the entry, type, district and event that are meant."""
    at = factor.target
    for key, value in (
        ("entry", at.number.removeprefix(factor.quantity.path).strip(".")),
        ("type", at.type and text(f"life.short_type.{at.type}", lang)),
        ("district", at.district),
        (f"event_{at.how}", at.date),
        ("times", at.times),
    ):
        named = text(f"sensitivity.of_{key}", lang, name=named, value=value) if value else named
    return named
