"""Rules called by the names of what they read, so that a test names only what it is about."""

import typing
from collections.abc import Callable
from typing import Any

import pytest

from sim.city.making import STEPS
from sim.engine.lowering import lowered
from sim.model.month import MONTH
from sim.state.record import Field, Luck, Many, Record, fields
from tests.records import STILL, USUAL, Usual, many

WAYS = {step.rule: step.way for step in (*STEPS, *MONTH)}


class Told(Record):
    """A record whose single numbers a test may give as lists, to look at them afterwards."""

    def value_of(self, field: Field[Any]) -> Any:
        """The number, or the list's."""
        found = super().value_of(field)
        return found[0] if field.width == 1 and isinstance(found, list) else found

    def put(self, field: Field[Any], value: object) -> None:
        """Into the list, where there is one."""
        found = self.__dict__.get(field.name)
        if field.width == 1 and isinstance(found, list):
            found[0] = value
        else:
            super().put(field, value)


@pytest.fixture(scope="session")
def usual() -> Callable[..., Any]:
    """Call a rule by name; what a test does not name has the baseline's value, or is as in ``STILL``.

    Where a settlement goes through those with a case, it goes through everybody. Gives what the rule gives, or the fields that
    it assigns, in the order of its text.
    """

    def call(rule: Callable[..., Any], **given: Any) -> Any:
        hints, way = typing.get_type_hints(rule), WAYS.get(rule, "settles")
        results = lowered(rule, way).results
        everything = STILL | given
        records: dict[str, Any] = {}
        for name, hint in hints.items():
            if name == "return":
                continue
            kind = typing.get_args(hint)[0] if typing.get_origin(hint) is Many else hint
            if typing.get_origin(hint) is Many and issubclass(kind, Record):
                records[name] = _many(rule, kind, given)
            elif typing.get_origin(hint) is Many:
                records[name] = _Levers(given)
            elif isinstance(kind, type) and issubclass(kind, Luck):
                records[name] = kind(**{key[2:]: value for key, value in given.items() if key.startswith("u_")})
            elif isinstance(kind, type) and issubclass(kind, Record):
                records[name] = _told(kind, everything, "their_" if name == "other" else "")
            elif hasattr(kind, "model_fields"):
                records[name] = Usual({key: value for key, value in given.items() if key in USUAL})
            else:
                records[name] = given[name]
        if way == "total" or way == "ties":
            for record, name in results:
                records[record].__dict__.setdefault(name, 0)
        found = rule(**records)
        values = [getattr(records[record], name) for record, name in results]
        return found if not values else values[0] if len(values) == 1 else tuple(values)

    return call


def _told(kind: type[Record], given: dict[str, Any], before: str) -> Any:
    told = type(kind.__name__, (Told, kind), {})
    return told(**{name: given[before + name] for name in fields(kind) if before + name in given})


def _many(rule: Callable[..., Any], kind: type[Record], given: dict[str, Any]) -> Any:
    found = many(kind, given)
    if kind.__name__ == "Resident" and "holders" not in given:
        given |= {"n_holders": len(found)}
        return many(kind, given | {"holders": [*range(len(found))]})
    return found


class _Levers:
    """The levers of many communities, from columns."""

    def __init__(self, given: dict[str, Any]) -> None:
        self._given = given

    def __getitem__(self, row: int) -> Any:
        return Usual({name: value[row] for name, value in self._given.items() if name in USUAL})
