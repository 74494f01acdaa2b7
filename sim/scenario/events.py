"""Dated events of a scenario file."""

from sim.language import message
from sim.parameters import TYPES, Quantity
from sim.scenario.changes import Change
from sim.scenario.columns import is_world
from sim.scenario.lines import Key
from sim.scenario.months import month_index
from sim.scenario.problem_reader import Assignment, Reader
from sim.scenario.values import did_you_mean, shown

_KEYS = ("date", "until", "over_months", "type", "district", "set", "scale")
_FACTOR = Quantity("", "", "factor", (0, 1_000), (0, 1_000), (), "", {}, (), integer=False)
_LONGEST_RAMP = 1_200
_MOST_DISTRICTS = 10_000
_MOST_EVENTS = 1_000


def changes(reader: Reader, start: str) -> list[Change]:
    """Read every event of a document; what is wrong goes to the reader."""
    events = reader.document.data.get("events", [])
    if not isinstance(events, list):
        reader.refuse(("events",), shown(events), allowed=message("array_of_tables"), advice=message("two_brackets"))
        return []
    if len(events) > _MOST_EVENTS:
        reader.refuse(
            ("events",),
            message("n_events", n=len(events)),
            allowed=message("at_most_n", most=_MOST_EVENTS),
            advice=message("use_ramps"),
        )
        return []
    return [change for index, event in enumerate(events) for change in _event(reader, ("events", index), event, start)]


def _event(reader: Reader, key: Key, value: object, start: str) -> list[Change]:
    before = len(reader.problems)
    event = reader.table(key, value, _KEYS)
    if not event:
        return []
    month = _month(reader, (*key, "date"), event.get("date"), start)
    until = None if "until" not in event else _month(reader, (*key, "until"), event["until"], start)
    over = _over(reader, (*key, "over_months"), event.get("over_months"))
    kind = _type(reader, (*key, "type"), event.get("type"))
    number = None if "district" not in event else district(reader, (*key, "district"), event["district"])
    sets = _effects(reader, (*key, "set"), event.get("set", {}), event)
    scales = _effects(reader, (*key, "scale"), event.get("scale", {}), event, _FACTOR)
    _check_effects(reader, key, event, sets, scales=scales)
    if month is None or len(reader.problems) > before or not _check_span(reader, key, month, until, over):
        return []
    origin = reader.document.origin
    return [
        *(Change(entry, "set", given, month, until, over, kind, origin(at), number) for entry, given, at in sets),
        *(Change(entry, "scale", given, month, until, over, kind, origin(at), number) for entry, given, at in scales),
    ]


def _month(reader: Reader, key: Key, value: object, start: str) -> int | None:
    try:
        index = month_index(value, start=start) if isinstance(value, str) else None
    except ValueError:
        index = None
    if index is None:
        given = message("missing") if value is None else shown(value)
        reader.refuse(key, given, allowed=message("a_month"), advice=message("example_month"))
    elif index < 0:
        reader.refuse(
            key, shown(value), allowed=message("or_later", start=start), advice=message("under_levers_or_world")
        )
    return index


def _over(reader: Reader, key: Key, value: object) -> int:
    if value is None:
        return 0
    if isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= _LONGEST_RAMP:
        return value
    reader.refuse(key, shown(value), allowed=message("months_from", most=_LONGEST_RAMP))
    return 0


def _type(reader: Reader, key: Key, value: object) -> str | None:
    if value is None or value in TYPES:
        return value if isinstance(value, str) else None
    reader.refuse(
        key, shown(value), allowed=message("one_of", names=", ".join(TYPES)), advice=did_you_mean(value, TYPES)
    )
    return None


def district(reader: Reader, key: Key, value: object) -> int | None:
    """Return a district's number, or note what it is if it is none."""
    if isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= _MOST_DISTRICTS:
        return value
    allowed = message("district_number", most=_MOST_DISTRICTS)
    reader.refuse(key, shown(value), allowed=allowed, advice=message("districts_count"))
    return None


def _effects(
    reader: Reader, key: Key, value: object, event: dict[str, object], factor: Quantity | None = None
) -> list[Assignment]:
    found = reader.assignments(key, "", value, factor)
    where = {
        "type": message("of_type", type=event.get("type")),
        "district": message("of_district", district=event.get("district")),
    }
    for entry, _, at in found:
        for narrow in where.keys() & event.keys() if is_world(entry) else ():
            reader.refuse(at, message("world_alone", where=where[narrow]), advice=message("remove", what=narrow))
    return found


def _check_effects(
    reader: Reader, key: Key, event: dict[str, object], sets: list[Assignment], *, scales: list[Assignment]
) -> None:
    if not event.get("set") and not event.get("scale"):
        reader.refuse(
            key, message("changes_nothing"), allowed=message("set_or_scale"), advice=message("say_what_changes")
        )
    both = {entry for entry, _, _ in sets}
    for entry, _, at in scales:
        if entry in both:
            reader.refuse(
                at, message("set_and_scaled"), allowed=message("one_of_two"), advice=message("remove_one", what=entry)
            )


def _check_span(reader: Reader, key: Key, month: int, until: int | None, over: int) -> bool:
    if until is None:
        return True
    if until <= month:
        reader.refuse(
            (*key, "until"), message("not_after_date"), allowed=message("after_date"), advice=message("swap_or_remove")
        )
    elif over > until - month:
        given, room = message("n_months", months=over), until - month
        reader.refuse((*key, "over_months"), given, allowed=message("at_most_until", room=room))
    return month < until and over <= until - month
