"""Effects of levers in words."""

from sim.language import Language
from sim.language.numbers import NONE, between, change, places_for, with_unit
from sim.studies.comparison.lever_effects import Effect
from sim.studies.comparison.lever_tests import LeverTest


def raised(test: LeverTest) -> str:
    """Write from what to what a lever is raised."""
    return f"{test.low:.12g} → {test.high:.12g}"


def scenario(test: LeverTest) -> str:
    """Name the scenario of a lever's test with what holds beside it."""
    return ", ".join((test.scenario, *(f"{path} = {value:.12g}" for path, value in test.beside.items())))


def difference(effect: Effect, lang: Language) -> tuple[str, str]:
    """Write a difference with its unit, and its interval."""
    gap, unit = effect.estimate, effect.outcome.unit
    places = places_for(gap.half_width, gap.value or 0.0, unit)
    written = with_unit(change(gap.value, places, unit, lang), unit=unit, lang=lang)
    if gap.low is None or gap.high is None:
        return written, NONE
    return written, between((gap.low, gap.high), places, unit, lang)


def times(effect: Effect) -> str:
    """Write how many times what matters a difference is."""
    return f"{effect.times:.2g}" if effect.times < 10 else f"{effect.times:.0f}"
