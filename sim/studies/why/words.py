"""A story in words."""

from collections.abc import Mapping

import numpy as np

from sim.engine.columns import PACKED, Column
from sim.language import Language, has_text, text
from sim.language.numbers import number
from sim.model.tables import TABLES
from sim.parameters import TYPES
from sim.scenario.columns import ENTRIES, QUANTITIES
from sim.scenario.months import month_text
from sim.studies.why.chain import Link
from sim.studies.why.story import LIVED, Story

Names = Mapping[str, str]
AGENTS = {"residents": "resident", "organizations": "organization", "offices": "office"}
LISTS = ("holders", "chosen", "crowd", "queue")
"""Columns whose entries are places in a list of the community and belong to no resident."""
LISTED = ("holders", "chosen", "queue")
"""Lists of residents: a place among the community's, plus the number of its residents for a standing case."""
COMMUNITIES = ("looks_to", "best")
"""Columns that hold a community."""
WORDS = {
    "standing_by": "value.helped_by",
    "standing_domain": "value.case_domain",
    "best": "value.looks_to",
    "age_group": "life.age",
    "registered": "life.registered",
}
"""Columns whose values have another column's words."""
DOMAINS = {"case_domain": 0, "standing_domain": 0, "domain": 1}
"""Columns that hold a domain, and what is to be added for its number from 1."""
PARTS = {"1/100": 1e-2, "1/1000": 1e-3, "1/1024": 2.0**-10, "2^-20": 2.0**-20, "2^-20 / 100": 2.0**-20 / 100}
"""Units of whole numbers that stand for fractions."""
MORE_DIGITS = (0, 2, 5, 8, 12)


def heading(story: Story, lang: Language) -> str:
    """Say who it is."""
    number = story.resident + 1
    age, registered = text(f"life.age.{story.age_group}", lang), text(f"life.registered.{story.registered}", lang)
    who = text("why.who", lang, number=f"{number:,}", age=age, registered=registered)
    kind = text(f"life.type.{TYPES[story.kind]}", lang)
    place = text("why.place", lang, type=kind, community=_community(story, story.community, lang))
    return text("why.title", lang, who=who, place=place)


def chosen(story: Story, lang: Language) -> str:
    """Say how the resident was chosen; of a lot, who was drawn of how many, and how to draw the same one again."""
    count = "" if story.stayed is None else f"{story.stayed:,}"
    return text(f"why.chosen_{story.choice}", lang, number=f"{story.resident + 1:,}", count=count, draw=story.draw)


def _community(story: Story, number: int, lang: Language) -> str:
    """What the city's file calls a community; its number where it has no name."""
    return story.names[number] or text("why.community", lang, number=f"{number + 1:,}")


def told(story: Story, names: Names, lang: Language) -> list[str]:
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


def _causes(story: Story, words: dict[str, str], lang: Language) -> list[str]:
    if not story.links:
        return [text("why.unfinished", lang)]
    start = story.links[0]
    ours, theirs = _values(story, start, lang)
    month = _month(story, start.month)
    key = "why.earlier" if story.month is not None and start.month < story.month else "why.decision"
    said = [text(key, lang, month=month, column=column_text(start.column, lang), ours=ours, theirs=theirs, **words)]
    said += [
        _because(story, k, lang) for k in range(len(story.links)) if story.links[k].because and not story.links[k].ends
    ]
    return [*said, _end(story.links[-1], words, lang)]


def _because(story: Story, k: int, lang: Language) -> str:
    """The input that made a link's number differ; of whom, and since when, if that changes."""
    link = story.links[k]
    then = story.links[k + 1] if k + 1 < len(story.links) else None
    assert link.because is not None
    ours, theirs = _pair(story, link.cause, link.because, _home(story, then), lang)
    words = {"cause": column_text(link.cause, lang), "ours": ours, "theirs": theirs}
    whose = _whose(then, story, lang) if then else text("why.here", lang)
    key = "own" if then and then.table == "residents" and then.agent == story.resident else "other"
    key += "_packed" if _is_packed(link.cause) else ""
    said = text(f"why.{key}", lang, whose=whose, **words)
    if then:
        said += _since(story, then, link.month, (ours, theirs), lang)
    return said if link.alone else said + text("why.together", lang)


def _since(story: Story, then: Link, month: int, now: tuple[str, str], lang: Language) -> str:
    """Since when a number has differed that differs in a month, and by which values at first, if those were others."""
    ours, theirs = _values(story, then, lang)
    words = {"month": _month(story, then.month), "ours": ours, "theirs": theirs}
    if (ours, theirs) != now:
        return text("why.at_first" if then.month == month else "why.since_at_first", lang, **words)
    return "" if then.month == month else text("why.since", lang, **words)


def _home(story: Story, link: Link | None) -> int:
    """The community of a link's resident; the story's where it is about another kind of agent."""
    if link is None or link.table != "residents":
        return story.community
    return int(np.searchsorted(story.firsts, link.agent, side="right")) - 1


def _whose(link: Link, story: Story, lang: Language) -> str:
    if link.table == "residents" and link.agent == story.resident:
        return text("why.here", lang)
    if link.column in LISTS:
        return _community(story, _home(story, link), lang)
    if link.table == "communities":
        return _community(story, link.agent, lang)
    if link.table not in AGENTS:
        return text("why.city", lang)
    return text(f"why.{AGENTS[link.table]}", lang, number=f"{link.agent + 1:,}")


def _end(link: Link, words: dict[str, str], lang: Language) -> str:
    if not link.ends or link.because is None:
        return text("why.unfinished", lang)
    ours, theirs = (number_text(value) for value in link.because)
    path = link.lever or link.parameter
    assert path is not None
    quantity = QUANTITIES.get(path) or ENTRIES[path]
    meaning = quantity.meaning(lang)
    key = "why.lever" if link.lever else "why.world"
    return text(key, lang, path=path, ours=ours, theirs=theirs, meaning=meaning, **words)


def chain_rows(story: Story, lang: Language) -> list[tuple[str, ...]]:
    """The links as rows: month, step, what differs, of whom, both values, because of what."""
    return [
        (
            _month(story, link.month),
            link.step,
            column_text(link.column, lang),
            _whose(link, story, lang),
            *_values(story, link, lang),
            column_text(link.cause, lang),
        )
        for link in story.links
    ]


def summary(story: Story, world: int, names: Names, lang: Language) -> str:
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


def column_text(name: str, lang: Language) -> str:
    """Name a column, a lever, a parameter or luck; a column without a name in the catalogs is named by its declaration."""
    if has_text(f"column.{name}", lang):
        return text(f"column.{name}", lang)
    quantity = next((one for one in QUANTITIES.values() if one.name == name), None)
    if quantity is not None:
        return quantity.meaning(lang)
    column = _column(name)
    if column is None:
        return text("why.luck", lang)
    return column.zh if lang == "zh" and column.zh else column.meaning.partition(":")[0]


def _column(name: str) -> Column | None:
    return next(filter(None, (table.column(name) for table in TABLES.values())), None)


def _is_packed(column: str) -> bool:
    found = _column(column)
    return found is not None and found.unit == PACKED


def _values(story: Story, link: Link, lang: Language) -> tuple[str, str]:
    """Both values of a link's number."""
    return _pair(story, link.column, link.values, _home(story, link), lang)


def _pair(story: Story, column: str, values: tuple[float, float], community: int, lang: Language) -> tuple[str, str]:
    """Both worlds' values of a column, in as many digits as tell them apart."""
    ours = theirs = ""
    for more in MORE_DIGITS:
        ours, theirs = (_value(story, column, value, community, lang, more) for value in values)
        if ours != theirs:
            break
    return ours, theirs


def _value(story: Story, column: str, value: float, community: int, lang: Language, more: int) -> str:
    if column in COMMUNITIES and value >= 0:
        return _community(story, int(value), lang)
    if column not in LISTED:
        return value_text(column, value, lang, more)
    first, n = story.firsts[community], story.firsts[community + 1] - story.firsts[community]
    stands_twice, place = divmod(int(value), n)
    whose = text("why.resident", lang, number=f"{first + place + 1:,}")
    return text("why.standing_of", lang, whose=whose) if stands_twice else whose


def value_text(column: str, value: float, lang: Language, more: int = 0) -> str:
    """Write a column's value: in words where it has some, else in its unit; with ``more`` digits than usual."""
    key = f"{WORDS.get(column, f'value.{column}')}.{value:g}"
    if has_text(key, lang):
        return text(key, lang)
    if column in DOMAINS:
        return text(f"domain.{value + DOMAINS[column]:g}", lang)
    if column == "kind":
        return text(f"life.type.{TYPES[int(value)]}", lang)
    if column == "case_variant":
        return text("why.variant", lang, number=f"{value + 1:g}")
    return _in_unit(_column(column), value, lang, more)


def _in_unit(column: Column | None, value: float, lang: Language, more: int) -> str:
    if column is None:
        return number_text(value, more)
    if column.meaning.endswith(": 0 no, 1 yes"):
        return text(f"value.yes_no.{value:g}", lang)
    if column.unit in ("fen", "yuan"):
        yuan = value / 100 if column.unit == "fen" else value
        return text("number.size.yuan", lang, number=number(yuan, more, "yuan", lang))
    if column.unit == PACKED:
        return text("why.nothing", lang)
    if column.unit == "share":
        return text("number.percent", lang, number=number_text(100 * value, more))
    written = number_text(value * PARTS.get(column.unit, 1), more)
    key = f"why.{'one' if written == '1' else 'size'}.{column.unit}"
    return text(key, lang, number=written) if has_text(key, lang) else written


def number_text(value: float, more: int = 0) -> str:
    """Write a number with three digits or ``more`` than those, and all digits before the point."""
    digits = 3 + more
    whole = value == int(value) or abs(value) >= 10.0**digits
    return (f"{value:,.0f}" if whole else f"{value:.{digits}g}").replace("-", "−")


def _month(story: Story, month: int) -> str:
    return month_text(month, story.start)
