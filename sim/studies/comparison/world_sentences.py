"""What other plausible worlds say, in sentences."""

from collections import Counter
from collections.abc import Mapping
from typing import Literal

import numpy as np

from sim.city.profile import load_profile
from sim.ensemble.patterns.table import PATTERNS
from sim.errors import InputError
from sim.language import Language, text
from sim.language.numbers import NONE, between, change, percent, places_apart, places_for, with_unit
from sim.outcomes import BY_NAME
from sim.statistics.intervals import Estimate
from sim.statistics.verdicts import VERDICTS, Verdict
from sim.studies.comparison.across_worlds import Tally, Worlds
from sim.studies.comparison.comparison import Difference
from sim.studies.comparison.payers import Who
from sim.studies.comparison.sentences import difference_text, display_name, outcome_within

Names = Mapping[str, str]
FINER = 5
"""How many times more finely than its spread a median over worlds is told."""
FAR = 0.7
"""Part of the worlds beyond which the default world lies far from the middle of them."""
FIRST = "satisfaction_mean"
"""The outcome of the first sentence on a policy."""


def first_sentence(worlds: Worlds, scenario: str, names: Names, lang: Language) -> str:
    """Say in how many worlds a policy is better or worse in satisfaction, and how the others are spread."""
    tally = worlds.tally(scenario, outcome=FIRST)
    return _told(worlds, tally, names, lang) if tally else ""


def counts(worlds: Worlds, scenario: str, *, outcome: str, lang: Language) -> str:
    """Say in how many worlds an outcome moves which way, and by how much: ``10 worlds: higher 7, lower 2; median +0.02``."""
    tally = worlds.tally(scenario, outcome=outcome)
    if tally is None:
        return ""
    median = _spread(worlds, tally, lang)["median"]
    return text("worlds.counts", lang, worlds=tally.worlds, counts=_counted(tally, "count", lang), median=median)


def _counted(tally: Tally, key: Literal["count", "other"], lang: Language, but: Verdict | None = None) -> str:
    """Each verdict ``but`` one with its worlds."""
    return text("sentence.join", lang).join(
        text(f"worlds.{key}", lang, verdict=_way(each, tally.outcome, lang), count=tally.verdicts[each])
        for each in VERDICTS
        if each != but and tally.verdicts.get(each)
    )


def default_among(worlds: Worlds, scenario: str, *, default: Estimate, lang: Language) -> str:
    """Say of how many worlds' effects the default world's lies above; nothing where one is unknown."""
    known = worlds.changes(scenario, outcome=FIRST)
    if default.value is None or not known:
        return ""
    size = difference_text(default, unit=BY_NAME[FIRST].unit, lang=lang)
    below = sum(default.value > one for one in known)
    way = "kind" if below >= FAR * len(known) else "harsh" if below <= (1 - FAR) * len(known) else "among"
    return text(f"worlds.default_{way}", lang, size=size, below=below, worlds=len(known))


def agreeing(worlds: Worlds, gap: Difference, lang: Language) -> str:
    """Say in how many worlds an outcome moves as it does here, and in how many the other way: ``6 of 10 worlds, the opposite in
    2``; nothing where that is not known."""
    sides = going(worlds, gap.scenario, outcome=gap.outcome.name)
    if not sides:
        return ""
    count, against = sides["more"], sides["less"]
    if (gap.estimate.value or 0.0) <= 0:
        count, against = against, count
    key = "worlds.opposed" if against else "worlds.agreeing"
    return text(key, lang, count=count, worlds=sides.total(), against=against)


def going(worlds: Worlds, scenario: str, *, outcome: str) -> Counter[Verdict]:
    """In how many worlds an outcome rises (``more``), falls (``less``), or has no direction; empty where it is not known."""
    tally = worlds.tally(scenario, outcome=outcome)
    found = Counter[Verdict]()
    for verdict, count in tally.verdicts.items() if tally else ():
        found[direction(verdict, outcome)] += count
    return found


def _spread(worlds: Worlds, tally: Tally, lang: Language) -> dict[str, str]:
    """The median, lowest and highest change over worlds, with the unit once."""
    known = worlds.changes(tally.scenario, outcome=tally.outcome)
    if not known:
        return dict.fromkeys(("median", "low", "high"), NONE)
    unit = BY_NAME[tally.outcome].unit
    low, median, high = min(known), float(np.median(known)), max(known)
    places = places_for((high - low) / (2 * FINER) or None, median, unit)
    found = {name: change(value, places, unit, lang) for name, value in (("low", low), ("high", high))}
    return {**found, "median": with_unit(change(median, places, unit, lang), unit=unit, lang=lang)}


def paid_in(worlds: Worlds, scenario: str, *, who: Who, lang: Language) -> str:
    """What somebody pays more a year [yuan], from the least to the most over worlds; nothing where it is not known."""
    known = worlds.paid(scenario, who=who)
    if len(known) == 0:
        return ""
    low, high = float(known.min()), float(known.max())
    places = places_apart((low, high), None, places_for((high - low) / 2 or None, low, "yuan"), "yuan")
    return between((low, high), places, "yuan", lang)


def _way(verdict: Verdict, outcome: str, lang: Language) -> str:
    """Name a verdict of a world by its direction alone: there an interval on one side of 0 counts, however near."""
    way = direction(verdict, outcome)
    return text(f"worlds.way.{way}" if way in ("more", "less") else f"windows.{way}", lang)


def direction(verdict: Verdict, outcome: str) -> Verdict:
    """A world's verdict by its direction alone, `more` or `less`; verdicts without one stay."""
    if verdict not in ("better", "worse"):
        return verdict
    return "more" if (verdict == "better") == (BY_NAME[outcome].good > 0) else "less"


def world_sentences(worlds: Worlds, names: Names, lang: Language) -> list[str]:
    """Say which worlds these are, then each outcome's verdicts over them."""
    return [about(worlds, lang), *(_told(worlds, tally, names, lang) for tally in worlds.tallies)]


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


def _told(worlds: Worlds, tally: Tally, names: Names, lang: Language) -> str:
    """Say which way most worlds go, the others, and how much."""
    words = {
        "scenario": display_name(tally.scenario, names),
        "outcome": outcome_within(tally.outcome, lang),
        "worlds": tally.worlds,
    }
    if tally.leading is None or tally.interval is None:
        return text("worlds.open", lang, **words)
    low, high = (percent(end, 0, lang) for end in tally.interval)
    count = {"count": tally.verdicts[tally.leading], "low": low, "high": high}
    others = _counted(tally, "other", lang, but=tally.leading)
    led = direction(tally.leading, tally.outcome)
    if 2 * tally.verdicts[tally.leading] <= tally.worlds:
        said = [text("worlds.no_majority", lang, **words, counts=_counted(tally, "count", lang))]
    else:
        said = [text(f"worlds.led.{led}", lang, **words, **count)]
        said += [text("worlds.others", lang, others=others)] if others else []
    said.append(text("worlds.spread", lang, **_spread(worlds, tally, lang)))
    if tally.flips:
        said.append(text("worlds.flips", lang, parameters=text("sentence.join", lang).join(tally.flips)))
    return text("sentence.gap", lang).join(said)
