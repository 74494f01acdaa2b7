"""The formulas of the outcomes as a text that machine code is made of: read off the books' own, not written again.

``sim.model.books`` says what each outcome is, over arrays of NumPy's. It is given numbers here that write down what is done
with them. A formula that does something else with its counts is refused when the module is built.
"""

from collections.abc import Callable, Mapping
from typing import Any, cast

import numpy as np

SIGNS: dict[Any, str] = {
    np.add: "{} + {}",
    np.subtract: "{} - {}",
    np.multiply: "{} * {}",
    np.true_divide: "{} / {}",
    np.not_equal: "{} != {}",
    np.greater: "{} > {}",
    np.greater_equal: "{} >= {}",
    np.less: "{} < {}",
    np.maximum: "max({}, {})",
    np.minimum: "min({}, {})",
    np.clip: "min(max({}, {}), {})",
    np.floor: "np.floor({})",
    np.cbrt: "cube_root({})",
    np.where: "{1} if {0} else {2}",
    np.zeros_like: "0 * {}",
    np.nan_to_num: "{0} if {0} == {0} else 0.0",
}


class Traced(np.lib.mixins.NDArrayOperatorsMixin):
    """A number that is not known yet: a name in a text that says how it comes about."""

    def __init__(self, name: str, lines: dict[str, str]) -> None:
        self.name = name
        self.lines = lines

    def __array_ufunc__(self, ufunc: Any, method: str, *inputs: Any, **options: Any) -> Any:
        if method != "__call__" or options.keys() - {"out"}:
            return NotImplemented
        return self._made(ufunc, inputs)

    def __array_function__(self, function: Any, _types: Any, given: Any, options: Mapping[str, Any]) -> Any:
        return NotImplemented if options else self._made(function, given)

    def astype(self, kind: type) -> "Traced":
        """The number as a float."""
        assert kind is np.float64
        return cast(Traced, self * 1.0)

    def _made(self, function: Callable[..., Any], given: Any) -> Any:
        if function not in SIGNS:
            return NotImplemented
        made = SIGNS[function].format(*(one.name if isinstance(one, Traced) else repr(one) for one in given))
        return Traced(self.lines.setdefault(made, f"v{len(self.lines)}"), self.lines)


def traced(
    formulas: Callable[..., Mapping[str, Any]], names: tuple[str, ...], *more: str
) -> tuple[list[str], dict[str, str]]:
    """Lines that compute outcomes from counts of the given names, and the name of each outcome's value there.

    ``formulas`` is given the counts by name; and, by their own names, what else it asks for.
    """
    lines: dict[str, str] = {}
    counts = {name: Traced(name, lines) for name in names}
    found = formulas(counts, **{name: Traced(name, lines) for name in more})
    return [f"{name} = {made}" for made, name in lines.items()], {name: one.name for name, one in found.items()}
