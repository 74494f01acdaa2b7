"""What other plausible worlds say, in sentences."""

from collections.abc import Mapping

from sim.analysis.sentences import display_name, outcome_within
from sim.analysis.verdicts import VERDICTS
from sim.analysis.worlds import Tally, Worlds
from sim.city.profile import load_profile
from sim.errors import InputError
from sim.language import Language, text
from sim.language.numbers import percent
from sim.patterns.table import PATTERNS

Names = Mapping[str, str]
FIRST = "satisfaction_mean"
"""The outcome of the first sentence on a policy."""


def first_sentence(worlds: Worlds, scenario: str, names: Names, lang: Language) -> str:
    """Say in how many worlds a policy is better or worse in satisfaction, and how the others are spread."""
    tally = worlds.tally(scenario, outcome=FIRST)
    return _told(tally, names, lang) if tally else ""


def counts(worlds: Worlds, scenario: str, *, outcome: str, lang: Language) -> str:
    """Say in how many worlds an outcome got which verdict: ``20 worlds: better 14, worse 6``; nothing for an unknown one."""
    tally = worlds.tally(scenario, outcome=outcome)
    if tally is None:
        return ""
    every = [
        text("worlds.count", lang, verdict=text(f"windows.{each}", lang), count=tally.verdicts[each])
        for each in VERDICTS
        if tally.verdicts.get(each)
    ]
    return text("worlds.counts", lang, worlds=tally.worlds, counts=text("sentence.join", lang).join(every))


def world_sentences(worlds: Worlds, names: Names, lang: Language) -> list[str]:
    """Say which worlds these are, then each outcome's verdicts over them."""
    return [about(worlds, lang), *(_told(tally, names, lang) for tally in worlds.tallies)]


def about(worlds: Worlds, lang: Language) -> str:
    """Say what the worlds are, for which city they were fitted, and where the model is no longer the one that was fitted."""
    known = worlds.plausible
    words = {
        "worlds": worlds.count,
        "seeds": worlds.seeds,
        "city": _city(known.city, lang),
    }
    said = [text("worlds.about", lang, **words)]
    if worlds.elsewhere:
        said.append(text("worlds.elsewhere", lang, city=_city(known.city, lang)))
    if worlds.broken:
        names = text("sentence.join", lang).join(_pattern(name, lang) for name in worlds.broken)
        said.append(text("worlds.broken", lang, patterns=names))
    if worlds.stale:
        said.append(text("worlds.stale", lang))
    return text("sentence.gap", lang).join(said)


def _city(name: str, lang: Language) -> str:
    """A city's name in a language; what it was given as, where its file has gone."""
    try:
        return str(getattr(load_profile(name).name, lang))
    except InputError:
        return name


def _pattern(name: str, lang: Language) -> str:
    known = next(one for one in PATTERNS if one.name == name)
    return f"{known.id} {text(f'pattern.{known.observable}', lang)}"


def _told(tally: Tally, names: Names, lang: Language) -> str:
    words = {
        "scenario": display_name(tally.scenario, names),
        "outcome": outcome_within(tally.outcome, lang),
        "worlds": tally.worlds,
    }
    if tally.leading is None or tally.interval is None:
        return text("worlds.open", lang, **words)
    low, high = (percent(end, 0, lang) for end in tally.interval)
    counts = {
        "count": tally.verdicts[tally.leading],
        "low": low,
        "high": high,
    }
    others = text("sentence.join", lang).join(
        text("worlds.other", lang, verdict=text(f"windows.{each}", lang), count=tally.verdicts[each])
        for each in VERDICTS
        if each != tally.leading and tally.verdicts.get(each)
    )
    said = [text(f"worlds.led.{tally.leading}", lang, **words, **counts)]
    said += [text("worlds.others", lang, others=others)] if others else []
    if tally.flips:
        said.append(text("worlds.flips", lang, parameters=text("sentence.join", lang).join(tally.flips)))
    return text("sentence.gap", lang).join(said)
