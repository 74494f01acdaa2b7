"""What is allowed and yet worth a word: values outside their plausible range, events that a run does not reach."""

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from sim.language import Language, text, unit_text
from sim.language.numbers import level
from sim.scenario.changes import Change
from sim.scenario.checks import Notice
from sim.scenario.freed import Freed
from sim.scenario.months import month_text
from sim.scenario.scenario import Scenario
from sim.scenario.sums import Overruled
from sim.scenario.table import place_text
from sim.scenario.toml_file import Origin


class Late(NamedTuple):
    """An event of a file that a run does not reach, or whose ramp it does not reach the end of.

    ``month`` is when it begins, ``whole`` when all of it holds; ``entries`` are what it sets or scales.
    """

    origin: str
    month: int
    whole: int
    entries: tuple[str, ...]


def notices_told(scenario: Scenario, months: int, lang: Language) -> list[str]:
    """Tell all that is worth a word about a scenario in a run of so many months."""
    return [*loaded_texts(scenario, lang), *late_texts(scenario, months, lang)]


def loaded_texts(scenario: Scenario, lang: Language) -> list[str]:
    """Tell which values lie outside their plausible range, which of a sum overrule others, and what is freed of the budget."""
    return [
        *(_notice_text(notice, lang) for notice in scenario.notices),
        *(_overruled_text(overruled, scenario.start, lang) for overruled in scenario.overruled),
        *(_freed_text(freed, scenario.start, lang) for freed in scenario.freed),
    ]


def _overruled_text(overruled: Overruled, start: str, lang: Language) -> str:
    words = {
        "path": place_text((overruled.type, overruled.district)) + overruled.path,
        "month": month_text(overruled.month or 0, start),
        "value": f"{overruled.value:.12g}",
        "stands": f"{overruled.stands:.12g}",
        "origin": _name(overruled.origin),
        "winner": _name(overruled.winner),
    }
    return text("cli.notice.overruled", lang, **words)


def _freed_text(freed: Freed, start: str, lang: Language) -> str:
    kind, district = freed.type, freed.district
    where = text("cli.notice.in_district" if district else "cli.notice.in_type", lang, type=kind, district=district)
    shares = {"total": freed.total, "before": freed.before, "free": freed.unassigned}
    return text(
        "cli.notice.freed",
        lang,
        origin=_name(freed.origin),
        month=month_text(freed.month, start),
        where=where if kind or district else "",
        **{name: level(value, "share", lang) for name, value in shares.items()},
    )


def _name(origin: Origin) -> str:
    """File and line; the file's name alone: reports tell this, and are the same wherever the file lies."""
    return f"{Path(origin.file).name}:{origin.line}"


def late_texts(scenario: Scenario, months: int, lang: Language) -> list[str]:
    """Tell which events come after the last month of a run, or are not over by then."""
    return [_late_text(one, scenario.start, months, lang) for one in late_events(scenario, months)]


def late_events(scenario: Scenario, months: int) -> Iterator[Late]:
    """Find the events that are not whole by the last month of a run."""
    late = [one for one in scenario.changes if _whole(one) >= months]
    for (_, month, whole), same in groupby(late, lambda one: (one.origin.file, one.month, _whole(one))):
        changes = list(same)
        entries = tuple(dict.fromkeys(place_text((one.type, one.district)) + one.entry for one in changes))
        yield Late(_name(changes[0].origin), month, whole, entries)


def _whole(change: Change) -> int:
    """The first month in which all of an event holds."""
    return change.month + max(change.over, 1) - 1


def _late_text(late: Late, start: str, months: int, lang: Language) -> str:
    whens = {"month": late.month, "whole": late.whole, "last": months - 1}
    words = {name: month_text(when, start) for name, when in whens.items()}
    key = "late" if late.month >= months else "unfinished"
    entries = text("sentence.join", lang).join(late.entries)
    return text(f"cli.notice.{key}", lang, origin=late.origin, entries=entries, months=months, **words)


def _notice_text(notice: Notice, lang: Language) -> str:
    path = place_text((notice.type, notice.district)) + notice.path
    numbers = {name: f"{getattr(notice, name):.12g}" for name in ("value", "low", "high")}
    return text(
        "cli.notice.plausible", lang, path=path, month=notice.month, unit=unit_text(notice.unit, lang), **numbers
    )
