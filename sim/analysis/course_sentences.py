"""What a policy moves first, what follows, who resolves cases then, and through what it acts, in sentences."""

from collections.abc import Sequence

from sim.analysis.answer import listed
from sim.analysis.mechanisms import Carried
from sim.analysis.sentences import outcome_within
from sim.analysis.timeline import CHANNELS, Course, Timeline
from sim.language import Language, has_text, text
from sim.language.numbers import change, places_for, with_unit
from sim.scenario.months import month_text

MOST = 5
"""Differences named in one sentence; the others are in the table."""


def course_sentences(found: Timeline, *, start: str, lang: Language) -> list[str]:
    """Tell the course of a policy; one sentence where nothing parts from the baseline."""
    if not found.shown:
        return [text("course.nothing", lang)]
    said = [_first(found, start=start, lang=lang), _then(found, start=start, lang=lang), _channels(found, lang)]
    said += [_of("turns", [one for one in found.shown if one.turns], lang)]
    said += [_of("fades", [one for one in found.shown if one.fades], lang)]
    return [*filter(None, said)]


def _first(found: Timeline, *, start: str, lang: Language) -> str:
    """What parts in the earliest period in which anything does."""
    at = found.shown[0].onset or 0
    first, end = found.periods[at]
    parts = [_sized(one, at, lang) for one in found.shown if one.onset == at]
    months = {"first": month_text(first, start), "last": month_text(end - 1, start)}
    return text("course.first", lang, parts=_listed(parts, lang), **months)


def _then(found: Timeline, *, start: str, lang: Language) -> str:
    """What parts later, in the order of time."""
    at = found.shown[0].onset
    later = [one for one in found.shown if one.onset != at and one.outcome.name not in CHANNELS]
    onsets = list(dict.fromkeys(one.onset or 0 for one in later))
    clauses = [
        text("course.from", lang, month=month_text(found.periods[onset][0], start), parts=_directed(later, onset, lang))
        for onset in onsets
    ]
    return text("course.then", lang, clauses=text("windows.list", lang).join(clauses)) if clauses else ""


def _channels(found: Timeline, lang: Language) -> str:
    """Who resolves more cases in the last period, and who fewer."""
    known = [one for one in (found.course(name) for name in CHANNELS) if one is not None]
    more, fewer = ([one for one in known if one.shows[-1] == sign] for sign in (1, -1))
    words = {
        name: listed([_channel(one, lang) for one in of], "names", lang)
        for name, of in (("more", more), ("fewer", fewer))
    }
    key = "both" if more and fewer else "more" if more else "fewer" if fewer else ""
    return text(f"course.channels.{key}", lang, **words) if key else ""


def _channel(one: Course, lang: Language) -> str:
    gap = one.estimates[-1]
    size = change(gap.value, places_for(gap.half_width, gap.value or 0.0, "cases"), "cases", lang)
    return text("course.channel", lang, who=text(f"course.who.{one.outcome.name}", lang), size=size)


def _of(key: str, courses: Sequence[Course], lang: Language) -> str:
    names = [outcome_within(one.outcome.name, lang) for one in courses]
    return text(f"course.{key}", lang, outcomes=_listed(names, lang)) if names else ""


def _sized(one: Course, at: int, lang: Language) -> str:
    gap, unit = one.estimates[at], one.outcome.unit
    size = with_unit(
        change(gap.value, places_for(gap.half_width, gap.value or 0.0, unit), unit, lang), unit=unit, lang=lang
    )
    return text("course.sized", lang, outcome=outcome_within(one.outcome.name, lang), size=size)


def _directed(courses: Sequence[Course], onset: int, lang: Language) -> str:
    """Name what is higher from a period on, and what is lower."""
    parts = []
    for sign, key in ((1, "up"), (-1, "down")):
        names = [
            outcome_within(one.outcome.name, lang) for one in courses if one.onset == onset and one.shows[onset] == sign
        ]
        parts += [text(f"course.{key}", lang, outcomes=_listed(names, lang))] if names else []
    return text("sentence.join", lang).join(parts)


def _listed(parts: Sequence[str], lang: Language) -> str:
    """Join the first few, and count the others."""
    left = len(parts) - MOST
    return listed([*parts[:MOST], text("course.others", lang, count=left)] if left > 1 else parts, "names", lang)


def carried_sentences(found: Sequence[Carried], lang: Language) -> list[str]:
    """Say through what an effect acts: the mechanisms and parts without which much of it goes, the most important first."""
    told = sorted((one for one in found if one.shows), key=_weight, reverse=True)
    return [_carried(one, lang) for one in told] or [text("course.carried_none", lang)]


def removed(kind: str, *, name: str, lang: Language) -> str:
    """Name what was switched off or left out; a part that an extension adds by its own name."""
    key = f"{kind}.{name}"
    return text(key, lang) if has_text(key, lang) else text("part.other", lang, name=name)


def _weight(one: Carried) -> float:
    """How much goes against what matters."""
    return abs(one.carried.value or 0.0) / one.outcome.matters


def _carried(one: Carried, lang: Language) -> str:
    unit = one.outcome.unit
    places = places_for(one.carried.half_width, one.carried.value or 0.0, unit)
    whole, without = (change(value, places, unit, lang) for value in (one.whole, one.without))
    return text(
        "course.carried",
        lang,
        where=removed(one.kind, name=one.name, lang=lang),
        outcome=outcome_within(one.outcome.name, lang),
        whole=with_unit(whole, unit=unit, lang=lang),
        without=with_unit(without, unit=unit, lang=lang),
    )
