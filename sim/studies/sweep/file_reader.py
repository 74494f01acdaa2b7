"""What readers of designs and claims share: a value of a list of names, a whole number, a sentence about what is wrong."""

from collections.abc import Iterator, Sequence
from typing import Any

from sim.language import message
from sim.limits import Range
from sim.parameters import Quantity
from sim.scenario.lines import Key
from sim.scenario.problem_reader import Reader
from sim.scenario.values import did_you_mean, shown


def number_within(low: float, *, high: float, integer: bool = False, unit: str = "1") -> Quantity:
    """Return a quantity that says which numbers a key of a file takes."""
    return Quantity("", "", unit, (low, high), (low, high), (), "", {}, (), integer=integer)


class FileReader(Reader):
    """Reads parts of one file; what is wrong is noted in ``problems`` and reading goes on."""

    def refuse_value(self, key: Key, value: object, allowed: str = "", *, write: object = "", advice: str = "") -> None:
        """Note that a value is missing or not allowed; ``write`` is what could stand there."""
        advice = message("write", value=write) if write else advice
        self.refuse(key, message("missing") if value is None else shown(value), allowed=allowed, advice=advice)

    def one_of(self, key: Key, value: object, names: Sequence[str], allowed: str = "") -> Any:
        """Return a value that is one of the names; None, with the nearest name noted, where it is not."""
        if value in names:
            return value
        allowed = allowed or message("one_of", names=", ".join(names))
        self.refuse_value(key, value, allowed, advice=did_you_mean(value, names))
        return None

    def each_of(self, key: Key, value: Any, names: Sequence[str], allowed: str) -> Iterator[str]:
        """Yield a value, or each of a list of values, that is one of the names."""
        for each in value if isinstance(value, list) else [value]:
            if self.one_of(key, each, names, allowed) is not None:
                yield each

    def whole(self, key: Key, value: object, within: Range[int]) -> int:
        """Return a whole number; 0 where it is none, or missing, which is noted."""
        if value is None:
            allowed = message("whole_number_from", **within._asdict())
            self.refuse_value(key, value, allowed, advice=message("design.add_key", name=key[-1]))
            return 0
        return int(self.number(key, value, number_within(within.low, high=within.high, integer=True)) or 0)

    def takes_no(self, key: Key, method: str, only: Sequence[str]) -> None:
        """Note that a method of sampling takes no such key, and which methods do."""
        given = message("design.takes_no", method=method, name=key[-1])
        allowed = message("design.only_for", names=", ".join(only))
        self.refuse(key, given, allowed=allowed, advice=message("design.remove_it"))
