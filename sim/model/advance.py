"""One month of any engine: levers in, the month's steps, the books checked."""

import itertools
from pathlib import Path
from typing import Protocol

import numpy as np
import numpy.typing as npt

from sim.engine.columns import State
from sim.errors import AccountError, InputError, RunError
from sim.language import message
from sim.model import extensions as own
from sim.model.tables import TABLES
from sim.parameters.flat import LEVERS
from sim.quantities import TYPES
from sim.rules.arithmetic import MOST_FEN
from sim.scenario import Schedule
from sim.state.words import ACCOUNTS, FIRST_DISTRICT, PURSES

Floats = npt.NDArray[np.float64]
Key = tuple[int, int]
YEAR = 12
EXACT = 2.0**53
"""Fen up to which every whole number is a float of its own."""
BUDGET = ("budget_growth", "budget_per_resident", "multiplier", "budget_follows")
CITY, MASK = 0x63697479, 0xFFFFFFFF
PLACES = {lever.name: k for k, lever in enumerate(LEVERS)}
_NOTHING = bytes(8 * len(PURSES))
INTERVENTIONS = tuple(lever.name for lever in LEVERS if lever.intervention)
"""What one intensity multiplies."""


class Engine(Protocol):
    """Whatever can run a month of a state in place."""

    state: State

    def run_month(self, month: int, key: Key, world: Floats) -> None:
        """Run one month in place; ``key`` is the luck's seed, ``world`` the month's parameters."""


def draws_key(seed: int) -> Key:
    """The seed as two 32-bit words: what happens to people."""
    return seed & MASK, seed >> 32 & MASK


def city_key(seed: int) -> Key:
    """The same seed for the city: who people are, apart from what happens to them."""
    return seed & MASK, (seed >> 32 & MASK) ^ CITY


def advance(engine: Engine, schedule: Schedule, month: int, *, seed: int) -> None:
    """Run a month under a schedule, counted from the start; the rules' month counts from January of the starting year.

    Raises
    ------
    AccountError
        If money, cases or people do not balance, or money was spent that is not there.
    RunError
        If an extension's rule puts somebody outside the queue, or a number where it cannot be.
    """
    apply_levers(engine.state, schedule, month)
    calendar = int(engine.state.communities.columns["starting_month"][0]) + month  # fiscal years begin in January
    try:
        engine.run_month(calendar, draws_key(seed), schedule.world[month])
    except ValueError:  # Python counts no NaN; machine code goes on with it
        check_own(engine.state, month)
        raise
    check_books(engine.state, month)
    check_queue(engine.state, month)
    check_own(engine.state, month)


def apply_levers(state: State, schedule: Schedule, month: int) -> None:
    """Put the month's levers into the communities' columns, by type and district; budgets times the community's own factor."""
    if not schedule.changes[month]:
        return
    row, chosen = rows_of(state, schedule), intensified(schedule.levers[month])
    for k, lever in enumerate(LEVERS):
        state.communities.columns[lever.name][:] = chosen[:, k][row]
    state.communities.columns["budget_per_resident"] *= state.communities.columns["budget_factor"]


def rows_of(state: State, schedule: Schedule) -> npt.NDArray[np.int64]:
    """The schedule's row of each community."""
    row = state.communities.columns["kind"].astype(np.int64)
    for place, number in enumerate(schedule.districts, start=1):
        row[state.communities.columns["district"] == FIRST_DISTRICT + number - 1] += place * len(TYPES)
    return row


def check_budgets(state: State, schedule: Schedule) -> None:
    """Check, before the first month, that budgets and their growth over all months can be counted to the fen.

    Raises
    ------
    InputError
        If they cannot; the text names the first month in which they could not.
    """
    columns, rows = state.communities.columns, rows_of(state, schedule)
    months = np.arange(len(schedule.levers))
    january = ((months + int(columns["starting_month"][0])) % YEAR == 0) & (months > 0)
    turns = np.flatnonzero(january | schedule.changes)
    lasting = np.diff([*turns, len(months)])
    growth, budget, multiplier, follows = (schedule.levers[turns][:, :, PLACES[name]] for name in BUDGET)
    grown = np.cumprod(1.0 + growth * january[turns][:, None], axis=0)
    due = 100.0 / YEAR * budget * np.where(follows != 0.0, multiplier, 1.0) * grown
    weights, largest = columns["budget_factor"] * columns["n_residents"], np.zeros(due.shape[1])
    np.maximum.at(largest, rows, weights)
    totals = np.cumsum(due @ np.bincount(rows, weights, due.shape[1]) * lasting)
    wrong = np.flatnonzero(((due * largest).max(axis=1) >= MOST_FEN) | (totals > EXACT))
    if len(wrong):
        raise InputError(message("too_much_money", month=turns[wrong[0]], yuan=f"{totals[wrong[0]] / 100.0:.3g}"))


def intensified(chosen: Floats) -> Floats:
    """Levers by type and entry, with every intervention times the intensity, no further than its domain.

    The budget follows where it is to.
    """
    multiplier, follows = chosen[:, PLACES["multiplier"]], chosen[:, PLACES["budget_follows"]]
    result = chosen.copy()
    for name in INTERVENTIONS:
        result[:, PLACES[name]] = np.minimum(chosen[:, PLACES[name]] * multiplier, LEVERS[PLACES[name]].domain[1])
    result[:, PLACES["budget_per_resident"]] *= np.where(follows != 0.0, multiplier, 1.0)
    return result


def check_books(state: State, month: int) -> None:
    """Stop the run where an account does not balance, is overdrawn, or holds more than is counted to the fen.

    Raises
    ------
    AccountError
        Naming the account, the month and both sides, or what is missing.
    """
    city = state.city.columns
    held, expected, overdrawn = city["held"], city["expected"], city["overdrawn"]
    if held.max() > EXACT or state.communities.columns["due"].max() >= MOST_FEN:
        account = f"account {ACCOUNTS[int(held.argmax())]!r} in month {month}"
        raise AccountError(f"{account}: money is more than is counted to the fen; lower budgets, or their growth")
    if held.tobytes() != expected.tobytes():
        k = int(np.argmax(held != expected))
        counted = {"cases": "cases", "people": "people", "reported cases": "cases", "standing cases": "cases"}
        unit = counted.get(ACCOUNTS[k], "fen")
        sides = f"it holds {held[k]} {unit} and should hold {expected[k]}"
        raise AccountError(f"account {ACCOUNTS[k]!r} does not balance in month {month}: {sides}")
    if overdrawn.tobytes() != _NOTHING:
        k = int(np.argmin(overdrawn))
        advice = f"a rule may spend no more than is there: min(what it wants, {PURSES[k]})"
        raise AccountError(f"{PURSES[k]} is overdrawn at the end of month {month}: {overdrawn[k]} fen; {advice}")


def check_queue(state: State, month: int) -> None:
    """Stop the run where the rules of an extension left no place in the queue.

    Raises
    ------
    RunError
        Naming the month and how many.
    """
    if own.STEPS and (count := int(state.communities.columns["misplaced"].sum())):
        what = f"{count} residents have a priority or standing_turn outside [0, 1) in month {month}"
        advice = "a rule that writes one must keep it there, as min(max(priority, 0.0), 0.999)"
        raise RunError(f"{what}; {advice}")


def check_own(state: State, month: int) -> None:
    """Stop the run where a rule of an extension left what is no number, or an index of a resident outside 0 to 1.

    Raises
    ------
    RunError
        Naming the rule with its file and line, the agent, the value and what is allowed.
    """
    for step in (step for _, run in own.STEPS for step in run):
        for (table, rows), name in itertools.product(state.tables.items(), step.writes):
            column = TABLES[table].column(name)
            if column is None or column.scratch or column.kind not in ("f4", "f8"):
                continue
            values, index = rows.columns[name], table == "residents" and column.unit == "index"
            right = np.isfinite(values) & ((values >= 0.0) & (values <= 1.0) if index else True)
            if not right.all():
                k = int(np.argmin(right))
                code = step.rule.__code__
                where = f"{Path(code.co_filename).name}:{code.co_firstlineno}: rule {step.name}"
                advice = f"keep it from 0 to 1, as min(max({name}, 0.0), 1.0)" if index else "it must be a number"
                raise RunError(f"{where} leaves {name} of {table}[{k}] at {values[k]:g} in month {month}; {advice}")
