"""How a search is judged, what it was asked, and the command that compares what it found."""

from sim.city.profile import load_profile
from sim.language import Language, text
from sim.language.numbers import level
from sim.studies.portfolio.goals import TOLERANCE
from sim.studies.portfolio.levers import Lever
from sim.studies.portfolio.result import FEWEST_WORLDS, Found


def judged(found: Found, lang: Language) -> str:
    """By what a mix keeps a limit, beats the baseline and is recommended."""
    return text("search.judged", lang, tolerance=level(TOLERANCE, "share", lang), fewest=FEWEST_WORLDS)


def asked(found: Found, lang: Language) -> str:
    """What was searched where, for how long, with which levers, and which of these no mix that is shown uses."""
    question, effort, join = found.asked, found.effort, text("sentence.join", lang)
    used = {move.path for one in found.recommended for move in one.mix}
    idle = [one.path for one in question.levers if one.path not in used]
    place = question.place
    last = question.first_seed + effort.worlds[-1] + effort.fresh - 1
    words = {"city": getattr(load_profile(place.city).name, lang), "size": place.size, "months": place.months}
    seeds = {"first": question.first_seed, "last": last, "seed": effort.seed}
    levers = join.join(_range(one, lang) for one in question.levers)
    said = [text("search.asked", lang, **words, **seeds, levers=levers, model=question.model[:16])]
    said += [text("search.idle", lang, levers=join.join(idle))] if idle else []
    return text("sentence.gap", lang).join(said)


def compared(file: str, found: Found) -> str:
    """The command that compares a mix as the search ran it, given in the search's folder."""
    city, size, months = found.asked.place
    return f"shequ compare {found.base.reference} {file} --city {city} --size {size} --months {months}"


def _range(lever: Lever, lang: Language) -> str:
    values = [f"{value:.4g}" for value in lever.values]
    between = ", ".join(values) if lever.factor.values else text("number.between", lang, low=values[0], high=values[-1])
    return text("search.range", lang, path=lever.path, values=between)
