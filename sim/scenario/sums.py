"""Scenarios laid one on the other: where two set the same value at the same date the later stands, and that is told."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, product
from typing import TypeVar

from sim.scenario.chain import Above
from sim.scenario.changes import Change, Setting, covers, meet
from sim.scenario.toml_file import Origin

_Act = TypeVar("_Act", Setting, Change)


@dataclass(frozen=True)
class Overruled:
    """A value of one scenario of a sum and the later one's that stands instead, from a month on; None from the start."""

    path: str
    type: str | None
    district: int | None
    month: int | None
    value: float
    origin: Origin
    stands: float
    winner: Origin


def overruled_settings(settings: Sequence[Setting], above: Above) -> list[Overruled]:
    """Tell the values at the start that a later scenario of a sum sets otherwise, unless a file below both sets them anew."""
    given = {(one.origin.file, one.entry, one.type, one.district) for one in settings}
    pairs = [(early, late) for early, late in _pairs(settings, above) if early.value != late.value]
    return [
        _overruled(early=early, late=late)
        for early, late in pairs
        if not _set_below(early=early, late=late, given=given, above=above)
    ]


def lay(changes: Sequence[Change], above: Above) -> tuple[tuple[Change, ...], list[Overruled]]:
    """Leave out events that a later scenario's stand instead of; return the others, and tell of those that lost."""
    pairs = [(one, other) for one, other in _pairs(changes, above) if is_laid(one, other, above)]
    lost = {id(early) for early, late in pairs if covers(late, other=early)}
    said = [_overruled(early=early, late=late) for early, late in pairs if _act(early) != _act(late)]
    return tuple(change for change in changes if id(change) not in lost), said


def is_laid(early: Change, late: Change, above: Above) -> bool:
    """Whether two events of a sum set one value from the same month, so that it is plain which stands where.

    The later scenario's stands. Where it is for fewer places it has to be there at once: its ramp would begin at the other's
    value.
    """
    if not (early.how == late.how == "set" and early.month == late.month and _beside(early, late, above)):
        return False
    return covers(late, other=early) or (covers(early, other=late) and late.over <= 1)


def _beside(one: Setting | Change, other: Setting | Change, above: Above) -> bool:
    """Whether two values come from scenarios of a sum, neither of which extends the other."""
    a, b = one.origin.file, other.origin.file
    return a != b and a not in above.get(b, ()) and b not in above.get(a, ())


def _pairs(acts: Sequence[_Act], above: Above) -> Iterator[tuple[_Act, _Act]]:
    """Yield every two of a sum that are for one number in some place from one month, in the order of files."""
    before: dict[tuple[str, int | None], dict[int | None, list[_Act]]] = defaultdict(lambda: defaultdict(list))
    for late in acts:
        places = before[late.entry, _month(late)]
        near = places.values() if late.district is None else (places[None], places[late.district])
        for early in chain(*near):
            if meet(early, late) and _beside(early, late, above):
                yield early, late
        places[late.district].append(late)


def _set_below(
    *, early: Setting, late: Setting, given: set[tuple[str, str, str | None, int | None]], above: Above
) -> bool:
    """Whether a file that stands on both sets the value of either anew."""
    both = {early.origin.file, late.origin.file}
    below = [file for file, files in above.items() if both <= files]
    places = [place for one in (early, late) for place in product((None, one.type), (None, one.district))]
    return any((file, late.entry, *place) in given for file in below for place in places)


def _month(act: Setting | Change) -> int | None:
    return act.month if isinstance(act, Change) else None


def _act(change: Change) -> tuple[float, int | None, int]:
    return change.value, change.until, change.over


def _overruled(*, early: Setting | Change, late: Setting | Change) -> Overruled:
    place = late.type or early.type, late.district or early.district
    return Overruled(late.entry, *place, _month(late), early.value, early.origin, late.value, late.origin)
