"""What a policy moves first, what follows, who resolves cases then, and through what it acts, in sentences."""

from collections.abc import Sequence

from sim.language import Language, has_text, text
from sim.language.numbers import change, places_for, with_unit
from sim.scenario.months import month_text
from sim.studies.comparison.answer_sentences import listed
from sim.studies.comparison.mechanisms import READ, Carried
from sim.studies.comparison.sentences import difference_text, outcome_within
from sim.studies.comparison.timeline import CHANNELS, Course, Timeline

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
        text(
            "course.from",
            lang,
            month=month_text(found.periods[onset][0], start),
            parts=_directed(found, later, onset, start=start, lang=lang),
        )
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
    size = difference_text(one.estimates[-1], unit="cases", lang=lang)
    return text("course.channel", lang, who=text(f"course.who.{one.outcome.name}", lang), size=size)


def _of(key: str, courses: Sequence[Course], lang: Language) -> str:
    names = [outcome_within(one.outcome.name, lang) for one in courses]
    return text(f"course.{key}", lang, outcomes=_listed(names, lang)) if names else ""


def _sized(one: Course, at: int, lang: Language) -> str:
    unit = one.outcome.unit
    size = with_unit(difference_text(one.estimates[at], unit=unit, lang=lang), unit=unit, lang=lang)
    return text("course.sized", lang, outcome=outcome_within(one.outcome.name, lang), size=size)


def _directed(found: Timeline, courses: Sequence[Course], onset: int, *, start: str, lang: Language) -> str:
    """Name what is higher from a period on, and what is lower."""
    parts = []
    for sign, key in ((1, "up"), (-1, "down")):
        own = [one for one in courses if one.onset == onset and one.shows[onset] == sign]
        names = [_until(one, found, start, lang) for one in own]
        parts += [text(f"course.{key}", lang, outcomes=_listed(names, lang))] if names else []
    return text("sentence.join", lang).join(parts)


def _until(one: Course, found: Timeline, start: str, lang: Language) -> str:
    """Name an outcome; with the month until which its first difference shows, where that is not the last."""
    name, onset = outcome_within(one.outcome.name, lang), one.onset or 0
    last = next((k for k in range(onset, len(one.shows)) if one.shows[k] != one.shows[onset]), None)
    if last is None:
        return name
    return text("course.until", lang, outcome=name, month=month_text(found.periods[last][0] - 1, start))


def _listed(parts: Sequence[str], lang: Language) -> str:
    """Join the first few, and count the others."""
    left = len(parts) - MOST
    return listed([*parts[:MOST], text("course.others", lang, count=left)] if left > 1 else parts, "names", lang)


def lasting_sentence(found: Timeline, lang: Language) -> str:
    """Name the headline outcomes whose difference fades, with the largest that showed and the last; nothing for none."""
    gone = [one for one in found.shown if one.fades and one.outcome.headline and one.outcome.unit != "yuan"]
    return text("course.lasts_not", lang, outcomes=_listed([_gone(one, lang) for one in gone], lang)) if gone else ""


def _gone(one: Course, lang: Language) -> str:
    shown = [gap for gap, shows in zip(one.estimates, one.shows, strict=True) if shows]
    largest, last, unit = max(shown, key=lambda gap: abs(gap.value or 0.0)), one.estimates[-1], one.outcome.unit
    places = places_for(largest.half_width, largest.value or 0.0, unit)
    most, left = (change(gap.value, places, unit, lang) for gap in (largest, last))
    left = with_unit(left, unit=unit, lang=lang)
    return text("course.gone", lang, outcome=outcome_within(one.outcome.name, lang), most=most, left=left)


def carried_sentences(found: Sequence[Carried], lang: Language) -> list[str]:
    """Say through what an effect acts: without what much of it goes, a sentence a mechanism or part, satisfaction first."""
    shown = [one for one in found if one.shows]
    order = sorted(shown, key=lambda one: (READ.index(one.outcome.name), -abs(one.carried.value or 0.0)))
    each = dict.fromkeys((one.kind, one.name) for one in order)
    said = [_carried([one for one in order if (one.kind, one.name) == key], lang) for key in each]
    return said or [text("course.carried_none", lang)]


def removed(kind: str, *, name: str, lang: Language) -> str:
    """Name what was switched off or left out; a part that an extension adds by its own name."""
    key = f"{kind}.{name}"
    return text(key, lang) if has_text(key, lang) else text("part.other", lang, name=name)


def _carried(found: Sequence[Carried], lang: Language) -> str:
    where = removed(found[0].kind, name=found[0].name, lang=lang)
    changes = text("windows.list", lang).join(_left(one, lang) for one in found)
    return text("course.carried", lang, where=where, changes=changes)


def _left(one: Carried, lang: Language) -> str:
    unit = one.outcome.unit
    places = places_for(one.carried.half_width, one.carried.value or 0.0, unit)
    whole, without = (change(value, places, unit, lang) for value in (one.whole, one.without))
    without = with_unit(without, unit=unit, lang=lang)
    return text("course.left", lang, outcome=outcome_within(one.outcome.name, lang), whole=whole, without=without)
