"""A portfolio: which levers are moved to which values and from when; as a scenario, and as its file.

A lever is ``PATH``, ``PATH=LOW:HIGH`` or ``PATH=A,B,C``, then ``@FROM`` or ``@FROM:TO``.
A path may begin with ``by_type.TYPE.``: the lever then moves in communities of that type alone.
"""

import json
import os
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby
from typing import NamedTuple

from sim.errors import InputError
from sim.language import message
from sim.parameters.levers import BUDGET_SHARES
from sim.scenario import Change, Origin, Scenario
from sim.scenario.columns import COLUMN, ENTRIES, is_world
from sim.scenario.months import month_index, month_text
from sim.scenario.table import ROWS, places, rows_within
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
_HERE = Origin("search", 1)
_DIGITS = 9
Names = Mapping[str, str]


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


class Move(NamedTuple):
    """A lever's new value from a month on, counted from the start; the path may begin with a type of community."""

    month: int
    path: str
    value: float

    @property
    def number(self) -> str:
        """The lever, without the type of community."""
        return Factor(self.path).target.number

    @property
    def type(self) -> str | None:
        """The type of community that it is for; None for all."""
        return Factor(self.path).target.type

    def before(self, base: Scenario) -> float:
        """The value at the start of a scenario."""
        return float(base.base[ROWS.index(self.type), COLUMN[self.number]])


Portfolio = tuple[Move, ...]
"""Moves in the order of their months."""


def portfolio_of(choices: Iterable[tuple[Lever, int, int]], base: Scenario) -> Portfolio:
    """The portfolio of levers that are chosen, each with the number of its value and of its start.

    Moves to nothing new are left out, and so are the last shares of the budget for which the share that pays has not enough.
    """
    moves = (Move(lever.starts[start], lever.path, lever.values[step]) for lever, step, start in choices)
    portfolio = tuple(sorted(move for move in moves if move.value != move.before(base)))
    while any(move.path == PAYS and move.value < 0 for move in whole(portfolio, base)):
        last = max(k for k, move in enumerate(portfolio) if move.path in BUDGET_SHARES)
        portfolio = portfolio[:last] + portfolio[last + 1 :]
    return portfolio


def key(portfolio: Portfolio) -> str:
    """A portfolio in one line, the same for equal portfolios."""
    return "; ".join(f"{path} = {value:.12g} @ {month}" for month, path, value in portfolio)


def whole(portfolio: Portfolio, base: Scenario) -> Portfolio:
    """A portfolio with what the share that pays for other shares falls to."""
    shares = [move for move in portfolio if move.path in BUDGET_SHARES and move.path != PAYS]
    paid, moves = base.base[0, COLUMN[PAYS]], list(portfolio)
    for month, own in groupby(shares, lambda move: move.month):
        paid -= sum(move.value - move.before(base) for move in own)
        moves.append(Move(month, PAYS, round(float(paid), _DIGITS)))
    return tuple(sorted(moves))


def scenario_of(portfolio: Portfolio, base: Scenario, reference: str) -> Scenario:
    """The scenario that a portfolio makes of another."""
    table, changes = base.base.copy(), list(base.changes)
    for move in whole(portfolio, base):
        change = Change(move.number, "set", move.value, move.month, None, 0, move.type, _HERE)
        if move.month == 0:
            table[rows_within(change, places(base.districts)), COLUMN[move.number]] = move.value
        else:
            changes.append(change)
    return replace(base, reference=reference, base=table, changes=tuple(changes))


def scenario_file(portfolio: Portfolio, base: Scenario, name: Names, *, question: Names) -> str:
    """A portfolio as a file that `sim.load` reads."""
    parts = [os.path.abspath(part) if part.endswith(".toml") else part for part in base.reference.split("+")]
    lines = [f"extends = {json.dumps(parts[0] if len(parts) == 1 else parts, ensure_ascii=False)}", ""]
    for heading, words in (("name", name), ("question", question)):
        lines += [
            f"[{heading}]",
            *(f"{lang} = {json.dumps(said, ensure_ascii=False)}" for lang, said in words.items()),
            "",
        ]
    for (month, kind), moves in groupby(whole(portfolio, base), lambda move: (move.month, move.type)):
        own = [*moves]
        lines += _event(month_text(month, base.start), kind, own) if month else _from_the_start(kind, own)
    return "\n".join(lines)


def _from_the_start(kind: str | None, moves: Iterable[Move]) -> list[str]:
    lines, heading = [], f"by_type.{kind}" if kind else "levers"
    for group, own in groupby(moves, lambda move: move.number.partition(".")[0]):
        lines += [f"[{heading}.{group}]", *(f"{one.number.partition('.')[2]} = {one.value:.12g}" for one in own), ""]
    return lines


def _event(date: str, kind: str | None, moves: Iterable[Move]) -> list[str]:
    return [
        "[[events]]",
        f'date = "{date}"',
        *([f'type = "{kind}"'] if kind else []),
        "[events.set]",
        *(f'"{one.number}" = {one.value:.12g}' for one in moves),
        "",
    ]
