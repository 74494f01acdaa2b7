"""Scenarios as rows and as JSON."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from sim.language import Language, text
from sim.parameters import LEVERS, TYPES
from sim.scenario import Change, Scenario
from sim.scenario.columns import COLUMN, ENTRIES, is_world
from sim.scenario.months import month_text
from sim.scenario.table import place_text, places


class Value(NamedTuple):
    """One resolved number; its path begins with ``by_type.`` or ``by_district.`` where a type or district has its own."""

    path: str
    value: float
    unit: str
    source: str


def values(scenario: Scenario, world: bool) -> Iterator[Value]:
    """Yield every lever, or every world parameter, of a scenario at its start."""
    for entry, quantity in ENTRIES.items():
        if is_world(entry) is not world:
            continue
        for row, place in enumerate(places(scenario.districts)):
            path = place_text(place) + entry
            if path in scenario.provenance:
                own = float(scenario.base[row, COLUMN[entry]])
                yield Value(path, own, quantity.unit, str(scenario.provenance[path]))
        for number in scenario.districts:
            yield from _of_district(scenario, number, entry, unit=quantity.unit)


def _of_district(scenario: Scenario, number: int, entry: str, *, unit: str) -> Iterator[Value]:
    """Yield a district's own value: once, or for each type where a type's was set after it."""
    source = scenario.provenance.get(f"by_district.{number}.{entry}")
    if source is None:
        return
    rows = places(scenario.districts)
    own = {kind: float(scenario.base[rows.index((kind, number)), COLUMN[entry]]) for kind in TYPES}
    alike = len(set(own.values())) == 1
    for kind in TYPES[:1] if alike else TYPES:
        yield Value(place_text((None if alike else kind, number)) + entry, own[kind], unit, str(source))


def source(given: str, lang: Language) -> str:
    """Return where a value comes from, in words where no file set it."""
    return text("cli.word.default", lang) if given == "default" else given


def levers_json(lang: Language) -> list[dict[str, Any]]:
    """Describe every lever."""
    return [
        {
            "path": lever.path,
            "unit": lever.unit,
            "default": lever.default[0] if not lever.keys else dict(zip(lever.keys, lever.default, strict=True)),
            "domain": list(lever.domain),
            "plausible": list(lever.plausible),
            "source": lever.source,
            "meaning": lever.meaning(lang),
        }
        for lever in LEVERS
    ]


def scenario_json(scenario: Scenario, lang: Language) -> dict[str, Any]:
    """Describe a scenario with all its values."""
    return {
        "scenario": scenario.reference,
        "name": scenario.name[lang],
        "question": scenario.question[lang],
        "start": scenario.start,
        "extends": list(scenario.extends),
        "thresholds": scenario.thresholds,
        **{kind: _values_json(scenario, world=kind == "world") for kind in ("levers", "world")},
        "events": [_event_json(change, scenario.start) for change in scenario.changes],
        "notices": [notice.__dict__ for notice in scenario.notices],
        "overruled": overruled_json(scenario),
        "freed": freed_json(scenario),
    }


def _values_json(scenario: Scenario, world: bool) -> dict[str, dict[str, Any]]:
    rows = (value._asdict() for value in values(scenario, world))
    return {facts.pop("path"): facts for facts in rows}


def overruled_json(scenario: Scenario) -> list[dict[str, Any]]:
    """Describe the values of one scenario of a sum that a later one sets otherwise at the same date."""
    files = ("origin", "winner")
    return [
        value.__dict__
        | {name: str(getattr(value, name)) for name in files}
        | {"month": month_text(value.month or 0, scenario.start)}
        for value in scenario.overruled
    ]


def freed_json(scenario: Scenario) -> list[dict[str, Any]]:
    """Describe where the shares of the budget add up to clearly less than in what the scenario extends."""
    return [
        {
            "month": month_text(freed.month, scenario.start),
            "type": freed.type,
            "district": freed.district,
            "total": freed.total,
            "before": freed.before,
            "unassigned": freed.unassigned,
            "source": str(freed.origin),
        }
        for freed in scenario.freed
    ]


def _event_json(change: Change, start: str) -> dict[str, Any]:
    return {
        "path": change.entry,
        change.how: change.value,
        "date": month_text(change.month, start),
        "until": None if change.until is None else month_text(change.until, start),
        "over_months": change.over or None,
        "type": change.type,
        "district": change.district,
        "source": str(change.origin),
    }
