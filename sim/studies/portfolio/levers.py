"""The levers that a search may use: ``PATH``, ``PATH=LOW:HIGH`` or ``PATH=A,B,C``, then ``@FROM`` or ``@FROM:TO``.

A path may begin with ``by_type.TYPE.``: the lever then moves in communities of that type alone.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from sim.errors import InputError
from sim.language import message
from sim.parameters.levers import BUDGET_SHARES
from sim.scenario import Scenario
from sim.scenario.columns import COLUMN, ENTRIES, is_world
from sim.scenario.months import month_index
from sim.scenario.values import WrongValue, did_you_mean, number, shown
from sim.studies.sweep.factors import Factor
from sim.studies.sweep.target import Target, target, why_none

PAYS = "funding.direct_share"
"""The share of the budget that gives up what other shares gain."""
STEPS = 20
"""Steps into which a range is divided, so that portfolios have numbers that can be read."""
_YEAR = 12
_OF_TYPE = re.compile(r"by_type\.\w+\.")
_DATE = re.compile(r"(\d{4})(-\d{2})?")


@dataclass(frozen=True)
class Lever:
    """A lever that a search may use: its values, in steps, and the months from the start in which it may begin."""

    factor: Factor
    starts: tuple[int, ...]

    @property
    def path(self) -> str:
        """The lever's dotted path, with the type of community that it is for."""
        return self.factor.path

    @property
    def target(self) -> Target:
        """What the path points at."""
        return self.factor.target

    @cached_property
    def values(self) -> tuple[float, ...]:
        """The values that it may have."""
        factor = self.factor
        if factor.values:
            return factor.values
        levels = int(min(STEPS, factor.high - factor.low)) if factor.quantity.integer else STEPS
        steps = replace(factor, levels=levels + 1).grid()
        return tuple(float(f"{value:.6g}") for value in steps)


def read_levers(given: Sequence[str], base: Scenario, months: int) -> tuple[Lever, ...]:
    """Read the levers of a search, each from what a scenario has.

    Raises
    ------
    InputError
        With a line for each lever that is wrong.
    """
    wrong, found = list[str](), list[Lever]()
    for words in given:
        try:
            lever = _read(words, start=base.start, months=months)
            _check(lever, base, found)
            found.append(lever)
        except InputError as error:
            wrong.append(f"{shown(words)}: {error}")
    if not given:
        wrong.append(message("search.no_levers"))
    if wrong:
        raise InputError("\n".join(wrong))
    return tuple(found)


def _read(words: str, *, start: str, months: int) -> Lever:
    path, _, rest = words.partition("@")
    path, _, values = path.partition("=")
    at = target(path)
    if at is None or not at.from_start or at.district or at.number not in ENTRIES or is_world(at.number):
        levers = [one for one in ENTRIES if not is_world(one)]
        hint = did_you_mean(_OF_TYPE.sub("", path), levers) if at is None else ""
        raise InputError(message("search.no_lever", hint=why_none(path) or hint or message("search.listed")))
    if at.number == PAYS:
        raise InputError(message("search.pays", path=PAYS))
    if at.type and at.number in BUDGET_SHARES:
        raise InputError(message("search.share_of_type", path=at.number))
    taken = PAYS if path in BUDGET_SHARES else ""
    factor = replace(_factor(path, values=values), takes_from=taken)
    return Lever(factor, _starts(rest, start=start, months=months))


def _factor(path: str, *, values: str) -> Factor:
    quantity = Factor(path).quantity
    if not values:
        low, high = quantity.plausible
        return Factor(path, low, high)
    parts = re.split("[:,]", values)
    try:
        numbers = [number(float(part), quantity) for part in parts]
    except WrongValue as wrong:
        raise InputError("; ".join(filter(None, (wrong.given, wrong.allowed, wrong.advice)))) from None
    except ValueError:
        raise InputError(message("search.form")) from None
    is_list = "," in values and ":" not in values
    if (is_list and len(set(numbers)) == len(numbers)) or (len(numbers) == 1 and ":" not in values):
        return Factor(path, values=tuple(numbers))
    if len(numbers) == 2 and "," not in values and numbers[0] < numbers[1]:
        return Factor(path, numbers[0], numbers[1])
    raise InputError(message("search.form"))


def _starts(words: str, *, start: str, months: int) -> tuple[int, ...]:
    """Months from the start: one, or one a year."""
    if not words:
        return (0,)
    ends = [_month(part, start=start) for part in words.split(":")]
    if len(ends) > 2 or ends[0] > ends[-1] or ends[0] < 0 or ends[-1] >= months:
        raise InputError(message("search.dates", start=start, months=months))
    return tuple(range(ends[0], ends[-1] + 1, _YEAR))


def _month(words: str, *, start: str) -> int:
    if not _DATE.fullmatch(words):
        raise InputError(message("search.date", given=shown(words)))
    try:
        return month_index(words if "-" in words else f"{words}-01", start=start)
    except ValueError:
        raise InputError(message("search.date", given=shown(words))) from None


def _check(lever: Lever, base: Scenario, taken: Sequence[Lever]) -> None:
    """Refuse a lever that is there twice, or that the scenario moves by itself."""
    if any(lever.target.meets(one.target) for one in taken):
        raise InputError(message("search.twice"))
    of_it = {lever.target.number, lever.factor.takes_from} - {""}
    moved = next((change for change in base.changes if change.entry in of_it), None)
    if moved:
        raise InputError(message("search.moved", path=moved.entry, origin=moved.origin))
    uneven = [path for path in of_it if len(set(base.base[:, COLUMN[path]].tolist())) > 1]
    if lever.factor.takes_from and uneven:
        raise InputError(message("search.uneven", path=uneven[0], scenario=base.reference))
