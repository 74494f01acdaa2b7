"""A story in words."""

from collections.abc import Mapping

import numpy as np

from sim.analysis.why.chain import Link
from sim.analysis.why.story import LIVED, PASSING, Story
from sim.language import has_text, text
from sim.language.numbers import number
from sim.model.tables import TABLES
from sim.parameters import TYPES
from sim.scenario.columns import ENTRIES, QUANTITIES
from sim.scenario.months import month_text

Names = Mapping[str, str]
YES_NO = {"case_found", "case_decided", "standing_found", *PASSING} - {"helped_by", "standing_by", "case_end", "votes"}
AGENTS = {"residents": "resident", "organizations": "organization", "offices": "office"}
SAME_AS = {"standing_by": "helped_by"}
QUEUES = ("queue", "crowd")
"""Columns whose entries are places in a queue and belong to no resident."""
FEN = {
    column.name
    for table in TABLES.values()
    for column in table.columns
    if "fen" in (column.unit, column.meaning[-4:-1])
}


def heading(story: Story, lang: str) -> str:
    """Say who it is."""
    number = story.resident + 1
    age, registered = text(f"life.age.{story.age_group}", lang), text(f"life.registered.{story.registered}", lang)
    who = text("why.who", lang, number=f"{number:,}", age=age, registered=registered)
    kind = text(f"life.type.{TYPES[story.kind]}", lang)
    place = text("why.place", lang, type=kind, community=_community(story, story.community, lang))
    return text("why.title", lang, who=who, place=place)


def chosen(story: Story, lang: str) -> str:
    """Say how the resident was chosen; of a lot, who was drawn of how many, and how to draw the same one again."""
    count = "" if story.stayed is None else f"{story.stayed:,}"
    return text(f"why.chosen_{story.choice}", lang, number=f"{story.resident + 1:,}", count=count, draw=story.draw)


def _community(story: Story, number: int, lang: str) -> str:
    """What the city's file calls a community; its number where it has no name."""
    return story.names[number] or text("why.community", lang, number=f"{number + 1:,}")


def told(story: Story, names: Names, lang: str) -> list[str]:
    """Tell the first difference and its cause, sentence by sentence."""
    first, second = (names.get(one, one) for one in story.scenarios)
    words = {"first": first, "second": second}
    if story.month is None:
        drift = [] if story.drifts is None else [text("why.state_only", lang, month=_month(story, story.drifts))]
        return [text("why.same", lang, months=story.present, **words), *drift]
    decided = (
        text("why.decided", lang, month=_month(story, story.month)) if story.month else text("why.from_start", lang)
    )
    return [decided, *_causes(story, words, lang)]


def _causes(story: Story, words: dict[str, str], lang: str) -> list[str]:
    if not story.links:
        return [text("why.unfinished", lang)]
    start = story.links[0]
    ours, theirs = (value_text(start.column, value, lang) for value in start.values)
    month = _month(story, start.month)
    key = "why.earlier" if story.month is not None and start.month < story.month else "why.decision"
    said = [text(key, lang, month=month, column=column_text(start.column, lang), ours=ours, theirs=theirs, **words)]
    said += [
        _because(story, k, lang) for k in range(len(story.links)) if story.links[k].because and not story.links[k].ends
    ]
    return [*said, _end(story.links[-1], words, lang)]


def _because(story: Story, k: int, lang: str) -> str:
    """The input that made a link's number differ; of whom, and since when, if that changes."""
    link = story.links[k]
    then = story.links[k + 1] if k + 1 < len(story.links) else None
    assert link.because is not None
    ours, theirs = (value_text(link.cause, value, lang) for value in link.because)
    words = {"cause": column_text(link.cause, lang), "ours": ours, "theirs": theirs}
    whose = _whose(then, story, lang) if then else text("why.here", lang)
    key = "own" if then and then.table == "residents" and then.agent == story.resident else "other"
    said = text(f"why.{key}", lang, whose=whose, **words)
    if then and then.month != link.month:
        said += text("why.since", lang, month=_month(story, then.month))
    return said if link.alone else said + text("why.together", lang)


def _whose(link: Link, story: Story, lang: str) -> str:
    if link.table == "residents" and link.agent == story.resident:
        return text("why.here", lang)
    if link.column in QUEUES:
        return _community(story, story.community, lang)
    if link.table == "communities":
        return _community(story, link.agent, lang)
    if link.table not in AGENTS:
        return text("why.city", lang)
    return text(f"why.{AGENTS[link.table]}", lang, number=f"{link.agent + 1:,}")


def _end(link: Link, words: dict[str, str], lang: str) -> str:
    if not link.ends or link.because is None:
        return text("why.unfinished", lang)
    ours, theirs = (number_text(value) for value in link.because)
    path = link.lever or link.parameter
    assert path is not None
    quantity = QUANTITIES.get(path) or ENTRIES[path]
    meaning = quantity.zh if lang == "zh" else quantity.en
    key = "why.lever" if link.lever else "why.world"
    return text(key, lang, path=path, ours=ours, theirs=theirs, meaning=meaning, **words)


def chain_rows(story: Story, lang: str) -> list[tuple[str, ...]]:
    """The links as rows: month, step, what differs, of whom, both values, because of what."""
    return [
        (
            _month(story, link.month),
            link.step,
            column_text(link.column, lang),
            _whose(link, story, lang),
            value_text(link.column, link.values[0], lang),
            value_text(link.column, link.values[1], lang),
            column_text(link.cause, lang),
        )
        for link in story.links
    ]


def summary(story: Story, world: int, names: Names, lang: str) -> str:
    """Say how one of the two lives went."""
    lived = {name: story.lives[name][world] for name in LIVED}
    return text(
        "why.summary",
        lang,
        scenario=names.get(story.scenarios[world], story.scenarios[world]),
        present=story.present,
        part=int(np.nansum(lived["takes_part"])),
        volunteered=int(np.nansum(lived["volunteers"])),
        waiting=int((lived["case_domain"] > 0).sum()),
        satisfaction=f"{np.nanmean(lived['satisfaction']):.2f}",
    )


def column_text(name: str, lang: str) -> str:
    """Name a column, a lever or a parameter; what has no words keeps its name."""
    if has_text(f"column.{name}", lang):
        return text(f"column.{name}", lang)
    quantity = next((one for one in QUANTITIES.values() if one.name == name), None)
    return name if quantity is None else (quantity.zh if lang == "zh" else quantity.en)


def value_text(column: str, value: float, lang: str) -> str:
    """Write a column's value: in words where it has some."""
    key = f"value.{SAME_AS.get(column, column)}.{value:g}"
    if has_text(key, lang):
        return text(key, lang)
    if column in YES_NO and value in (0, 1):
        return text(f"value.yes_no.{value:g}", lang)
    if column in ("case_domain", "standing_domain"):
        return text(f"domain.{value:g}", lang) if value else text("why.nothing", lang)
    if column in FEN:
        return text("number.size.yuan", lang, number=number(value / 100, 0, "yuan", lang))
    return number_text(value)


def number_text(value: float) -> str:
    """Write a number with at most six digits."""
    return f"{value:.6g}".replace("-", "−")


def _month(story: Story, month: int) -> str:
    return month_text(month, story.start)
