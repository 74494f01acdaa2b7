"""A portfolio: which levers are moved to which values and from when; as a scenario, and as its file."""

import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import groupby
from typing import NamedTuple

from sim.parameters.levers import BUDGET_SHARES
from sim.scenario import Change, Origin, Scenario
from sim.scenario.columns import COLUMN
from sim.scenario.months import month_text
from sim.scenario.table import ROWS, places, rows_within
from sim.studies.portfolio.levers import PAYS, Lever
from sim.studies.sweep.factors import Factor

_HERE = Origin("search", 1)
_DIGITS = 9


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
Names = Mapping[str, str]


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
