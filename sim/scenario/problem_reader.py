"""Collects what is wrong while a file is read, so that its writer hears of everything at once."""

from collections.abc import Iterable
from typing import Any

from sim.errors import Problem
from sim.language import message
from sim.parameters import Quantity
from sim.scenario.columns import ENTRIES, GROUPS, QUANTITIES, is_world
from sim.scenario.lines import Key
from sim.scenario.toml_file import Document
from sim.scenario.values import WrongValue, did_you_mean, listed, nearest, number, shown

NOT_MODELLED = ("task_share", "price_tiers", "seed_grants", "survey")
"""Levers of the model's design that this version does not simulate yet; ``problem.later.NAME`` says what there is instead."""
Assignment = tuple[str, float, Key]
_Items = Iterable[tuple[str, object]]


class Reader:
    """Reads parts of one document; ``problems`` grows as it goes."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.problems: list[Problem] = []

    def refuse(self, key: Key, given: str, *, allowed: str = "", advice: str = "") -> None:
        """Note a problem with a key."""
        self.problems.append(self.document.problem(key, given, allowed=allowed, advice=advice))

    def table(self, key: Key, value: object, names: tuple[str, ...] = ()) -> dict[str, Any]:
        """Return a table, noting what it is if it is none and which of its keys are unknown."""
        if not isinstance(value, dict):
            dotted = ".".join(str(part) for part in key if not isinstance(part, int))
            self.refuse(key, shown(value), allowed=message("a_table"), advice=message("write_table", table=dotted))
            return {}
        for name in value if names else ():
            if name not in names:
                self.unknown((*key, name), name, names)
        return value

    def unknown(self, key: Key, path: str, known: Iterable[str]) -> None:
        """Note an unknown name, with the nearest that is valid or with why it is not there yet."""
        known = tuple(known)
        later = None if _in_world(key) else _not_modelled(path, known)
        if later:
            self.refuse(key, message("not_modelled_yet", what=later), advice=message("where_modelled"))
        else:
            self.refuse(key, message("unknown_key"), allowed=listed(known), advice=did_you_mean(path, known))

    def number(self, key: Key, value: object, quantity: Quantity) -> float | None:
        """Return a number inside its quantity's domain, or note why it is none."""
        try:
            return number(value, quantity)
        except WrongValue as wrong:
            self.refuse(key, wrong.given, allowed=wrong.allowed, advice=wrong.advice)
            return None

    def assignments(self, key: Key, path: str, value: object, factor: Quantity | None = None) -> list[Assignment]:
        """Read everything below a path; with ``factor`` the numbers are multipliers, not values."""
        if path in ENTRIES:
            given = self.number(key, value, factor or ENTRIES[path])
            return [] if given is None else [(path, given, key)]
        if path in QUANTITIES:
            return self._vector(key, QUANTITIES[path], value, factor)
        if path in GROUPS or path in ("", "world"):
            return self._below(key, path, self.table(key, value).items(), factor)
        self._unknown_path(key, path)
        return []

    def _vector(self, key: Key, quantity: Quantity, value: object, factor: Quantity | None) -> list[Assignment]:
        if isinstance(value, dict):
            return self._below(key, quantity.path, value.items(), factor)
        given = self.number(key, value, factor or quantity)
        return [] if given is None else [(entry, given, key) for entry in quantity.entries]

    def _below(self, key: Key, path: str, items: _Items, factor: Quantity | None) -> list[Assignment]:
        prefix = f"{path}." if path else ""
        return [one for name, value in items for one in self.assignments((*key, name), prefix + name, value, factor)]

    def _unknown_path(self, key: Key, path: str) -> None:
        """Suggest a name of the same group, or the full path of one that stands in another group."""
        group, _, word = path.rpartition(".")
        elsewhere = [one for one in QUANTITIES if one.endswith(f".{word}")]
        if elsewhere:
            self.refuse(
                key,
                message("unknown_key"),
                allowed=message("another_group"),
                advice=message("did_you_mean", name=elsewhere[0]),
            )
        elif group in QUANTITIES:
            self.unknown(key, word, QUANTITIES[group].keys)
        elif group in GROUPS:
            self.unknown(key, word, GROUPS[group])
        else:
            self.unknown(key, path, [name for name in GROUPS if is_world(name) == is_world(path)])


def _in_world(key: Key) -> bool:
    return any(is_world(str(part)) for part in key)


def _not_modelled(path: str, known: tuple[str, ...]) -> str | None:
    """Say what a name of the design stands for, also when it is misspelt and nearer to it than to any valid name."""
    exact = [part for part in path.split(".") if part in NOT_MODELLED]
    close = nearest(path, (*NOT_MODELLED, *known))
    name = exact[0] if exact else close
    return message(f"later.{name}") if name in NOT_MODELLED else None
