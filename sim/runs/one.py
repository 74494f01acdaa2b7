"""One run: a city, a scenario's schedule, a month after the other."""

import time
from collections.abc import Callable
from typing import Protocol

import numpy as np
import numpy.typing as npt

from sim.city.making import make_city
from sim.city.profile import Profile, load_profile
from sim.engine.columns import State
from sim.engine.compiled import Compiled
from sim.errors import AccountError
from sim.model.books import Books
from sim.model.month import month_program
from sim.parameters.flat import LEVERS
from sim.rules.accounts import ACCOUNTS
from sim.runs.result import Run
from sim.scenario import Scenario, Schedule

Floats = npt.NDArray[np.float64]
Key = tuple[int, int]
CITY, MASK = 0x63697479, 0xFFFFFFFF
THREADS_FROM = 1_000_000
"""Residents from which a second thread pays."""


class Engine(Protocol):
    """Whatever can run a month of a state in place."""

    state: State

    def run_month(self, month: int, key: Key, world: Floats) -> None:
        """Run one month in place."""


def luck_key(seed: int) -> Key:
    """The seed as two 32-bit words: what happens to people."""
    return seed & MASK, seed >> 32 & MASK


def city_key(seed: int) -> Key:
    """The same seed for the city: who people are, apart from what happens to them."""
    return seed & MASK, (seed >> 32 & MASK) ^ CITY


def simulate(
    scenario: Scenario,
    seed: int,
    months: int,
    size: str,
    engine: str,
    city: str,
    threads: int = 1,
    watch: Callable[[int], None] | None = None,
) -> Run:
    """Run a scenario once.

    Parameters
    ----------
    scenario, seed, months
        What is done, for whom and with what luck, and how long.
    size, city
        How much of which city: see ``sim.city.layout.SIZES``; a shipped profile's name or a path.
    engine
        ``compiled`` or ``mesa``; both give the same numbers.
    watch
        Called with the number of months done.

    Raises
    ------
    AccountError
        If money, cases or people do not balance in some month.
    """
    started = time.perf_counter()
    profile, schedule = load_profile(city), scenario.schedule(months)
    machine = build(profile, schedule, seed, size, engine, threads)
    books, ready = Books(months, machine.state.communities.n), time.perf_counter()
    for month in range(months):
        apply_levers(machine.state, schedule, month)
        machine.run_month(month, luck_key(seed), schedule.world[month])
        check_books(machine.state, month)
        books.enter(month, machine.state)
        if watch:
            watch(month + 1)
    return _result(
        scenario, seed, size, engine, profile, machine.state, books, ready - started, time.perf_counter() - ready
    )


def build(profile: Profile, schedule: Schedule, seed: int, size: str, engine: str, threads: int) -> Engine:
    """Make the city and the engine that runs it."""
    state = make_city(profile, size, city_key(seed), schedule.world[0], with_scratch=engine == "mesa")
    if engine == "mesa":
        from sim.mesa_model import CityModel  # noqa: PLC0415  mesa is slow to import, and changes multiprocessing

        return CityModel(state)
    program = month_program()
    return Compiled(program, state, threads if state.residents.n >= THREADS_FROM else 1)


def apply_levers(state: State, schedule: Schedule, month: int) -> None:
    """Put the month's levers into the communities' columns, each by its community's type."""
    if month > 0 and np.array_equal(schedule.levers[month], schedule.levers[month - 1]):
        return
    kind = state.communities.columns["kind"]
    for k, lever in enumerate(LEVERS):
        state.communities.columns[lever.name][:] = schedule.levers[month, :, k][kind]


def check_books(state: State, month: int) -> None:
    """Stop the run where an account does not balance.

    Raises
    ------
    AccountError
        Naming the account, the month and both sides.
    """
    held, expected = state.city.columns["held"], state.city.columns["expected"]
    for k in np.flatnonzero(held != expected):
        unit = ("cases", "people")[k - 6] if k >= 6 else "fen"
        raise AccountError(
            f"account {ACCOUNTS[k]!r} does not balance in month {month}: it holds {held[k]} {unit} and should hold {expected[k]}"
        )


def _result(
    scenario: Scenario,
    seed: int,
    size: str,
    engine: str,
    profile: Profile,
    state: State,
    books: Books,
    setup: float,
    stepping: float,
) -> Run:
    return Run(
        scenario=scenario.reference,
        size=size,
        engine=engine,
        seed=seed,
        start=profile.city.start,
        months=len(books.money),
        residents=state.residents.n,
        city=books.city(),
        communities={name: values.astype(np.float32) for name, values in books.communities().items()},
        money=books.flows(),
        setup_s=setup,
        stepping_s=stepping,
    )
