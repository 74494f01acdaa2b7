"""One run: a city, a scenario's schedule, a month after the other."""

import time
from collections.abc import Callable

from sim import limits
from sim.city.figures import Profile
from sim.city.making import make_city
from sim.city.profile import load_profile
from sim.engine.binding import worth_threads
from sim.engine.compiled import Compiled
from sim.model.advance import Engine, advance, check_budgets, city_key
from sim.model.books import Books
from sim.model.month import month_program
from sim.runs.result import Run
from sim.scenario import Scenario, Schedule, load


def simulate(
    scenario: Scenario | str,
    seed: int,
    *,
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
        What is done (by name, file or combination, or already loaded), for whom and with what luck, and how long.
    size, city
        How much of which city: see ``sim.limits.SIZES``; a shipped profile's name or a path.
    engine
        ``compiled`` or ``mesa``; both give the same numbers.
    watch
        Called with the number of months done.

    Raises
    ------
    ScenarioError
        If it has values for a district that the city does not have.
    InputError
        If something given is wrong, with what is allowed; if its budgets grow beyond what is counted to the fen.
    AccountError
        If money, cases or people do not balance in some month.
    """
    started = time.perf_counter()
    asked = {"seed": seed, "months": months, "size": size, "engine": engine, "city": city, "threads": threads}
    limits.checked(asked)
    profile = load_profile(city)
    chosen = load(scenario, start=profile.city.start) if isinstance(scenario, str) else scenario
    schedule = chosen.schedule(months)
    chosen.check_districts(profile.city.districts)
    machine = build(profile, schedule, seed, size, engine=engine, threads=threads)
    check_budgets(machine.state, schedule)
    books, ready = Books(months, communities=machine.state.communities.n), time.perf_counter()
    for month in range(months):
        advance(machine, schedule, month, seed=seed)
        books.enter(month, machine.state)
        if watch:
            watch(month + 1)
    return Run(
        scenario=chosen.reference,
        size=size,
        engine=engine,
        seed=seed,
        start=profile.city.start,
        months=months,
        residents=machine.state.residents.n,
        city=books.city(),
        communities={name: values.astype("f4") for name, values in books.communities().items()},
        groups={name: values.astype("f4") for name, values in books.by_group().items()},
        money=books.flows(),
        place=city,
        setup_s=ready - started,
        stepping_s=time.perf_counter() - ready,
    )


def build(profile: Profile, schedule: Schedule, seed: int, size: str, *, engine: str, threads: int = 1) -> Engine:
    """Make the city and the engine that runs it."""
    state = make_city(profile, size, city_key(seed), schedule.world[0], engine == "mesa", threads)
    if engine == "mesa":
        from sim.mesa_model import AgentEngine  # noqa: PLC0415  mesa is slow to import, and changes multiprocessing

        return AgentEngine(state)
    return Compiled(month_program(), state, worth_threads(threads, agents=state.residents.n))
