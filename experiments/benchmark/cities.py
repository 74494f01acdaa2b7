"""Cities that are stepped: of every size, with one and two threads, by both engines."""

import hashlib
from functools import partial
from statistics import median

import numpy as np

from experiments.benchmark.bandwidth import copying, rate
from experiments.benchmark.clock import interleaved, seconds
from experiments.benchmark.figure import Figure
from sim.city.making import make_city
from sim.city.profile import load_profile
from sim.engine.columns import State
from sim.engine.compiled import Compiled
from sim.mesa_model import AgentEngine
from sim.model.advance import Engine, advance, city_key
from sim.model.books import Books
from sim.model.month import month_program
from sim.scenario import load

SEED, CITY = 3, "ningbo"


class Stepped:
    """A city under the baseline, month after month, with its books kept as in a run."""

    def __init__(self, size: str, months: int, threads: int = 1, engine: str = "compiled") -> None:
        self.schedule, self.month = load("baseline").schedule(months), 0
        state = make_city(load_profile(CITY), size, city_key(SEED), self.schedule.world[0], engine == "mesa")
        self.engine: Engine = AgentEngine(state) if engine == "mesa" else Compiled(month_program(), state, threads)
        self.books = Books(months, communities=state.communities.n)

    @property
    def state(self) -> State:
        """What is known of the city."""
        return self.engine.state

    def step(self, months: int = 1) -> None:
        """Run some months."""
        for _ in range(months):
            advance(self.engine, self.schedule, self.month, seed=SEED)
            self.books.enter(self.month, self.state)
            self.month += 1

    def digest(self) -> str:
        """One hash of everything that is known of everybody."""
        found = hashlib.sha256()
        for rows in self.state.tables.values():
            for name in sorted(rows.columns):
                found.update(rows.columns[name].tobytes())
        return found.hexdigest()


def city(quick: bool) -> list[Figure]:
    """The whole city against the memory's speed, and one thread against two."""
    size, months = ("district", 24) if quick else ("city", 120)
    machines = {threads: Stepped(size, months, threads) for threads in (1, 2)}
    taken: dict[str, list[float]] = {"copy": [], "one": [], "two": []}
    with copying(2) as copy:
        for _ in range(months):
            taken["copy"].append(seconds(copy))
            taken["one"].append(seconds(machines[1].step))
            taken["two"].append(seconds(machines[2].step))
    return _compared(machines, taken, months)


def _compared(machines: dict[int, Stepped], taken: dict[str, list[float]], months: int) -> list[Figure]:
    state, copied = machines[2].state, rate(median(taken["copy"]))
    n, each = state.residents.n, state.nbytes / max(1, state.residents.n)
    one, two = median(taken["one"]), median(taken["two"])
    floor = 2 * each * n / copied
    same = machines[1].digest() == machines[2].digest()
    where = f"{n:,} residents, {months} months, medians of months in turn"
    return [
        Figure("Stepping all months, two threads", sum(taken["two"]), "s", where),
        Figure("Stepping all months, one thread", sum(taken["one"]), "s", where),
        Figure("A resident's month, two threads", two / n * 1e9, "ns", where),
        Figure("A resident's month, one thread", one / n * 1e9, "ns", where),
        Figure("Floor of a month", floor, "s", f"all columns read and written once, copied at {copied / 1e9:.3g} GB/s"),
        Figure("Stepping against the floor", min(one, two) / floor, "times", where, at_most=4),
        Figure("Two threads against one", two / one, "times", where, at_most=1.1),
        Figure(
            "One and two threads leave the same bytes", float(same), "", "hash of all columns at the end", at_least=1
        ),
        Figure("Memory of a resident", each, "bytes", "all lasting columns, ties included", at_most=128),
    ]


def engines(quick: bool) -> list[Figure]:
    """The compiled engine against the Mesa engine, both at the same size, in turn."""
    return [figure for size in ("hamlet", "neighbourhood")[: 1 if quick else 2] for figure in _engines_at(size)]


def _engines_at(size: str) -> list[Figure]:
    rounds, months = 5, {"mesa": 2, "compiled": 100}
    machines = {engine: Stepped(size, many * rounds + 1, engine=engine) for engine, many in months.items()}
    for machine in machines.values():
        machine.step()
    taken = interleaved({engine: partial(machines[engine].step, many) for engine, many in months.items()}, rounds)
    n = machines["mesa"].state.residents.n
    mesa, compiled = (taken[engine] / many / n for engine, many in months.items())
    return [
        Figure("Mesa engine, a resident's month", mesa * 1e6, "µs", f"{size}, {n:,} residents"),
        Figure("Compiled engine, a resident's month", compiled * 1e6, "µs", f"{size}, {n:,} residents"),
        Figure(
            f"Compiled against Mesa engine, {size}",
            mesa / compiled,
            "times",
            f"{n:,} residents, one thread",
            at_least=1000 if size == "neighbourhood" else None,
        ),
    ]


def sizes(quick: bool) -> list[Figure]:
    """How the cost of a month grows with the number of residents."""
    months = {"hamlet": 60, "neighbourhood": 24, "district": 4} | ({} if quick else {"city": 2})
    rounds = 3 if quick else 5
    machines = {size: Stepped(size, many * rounds + 1) for size, many in months.items()}
    for machine in machines.values():
        machine.step()
    taken = interleaved({size: partial(machines[size].step, months[size]) for size in months}, rounds)
    residents = np.array([machines[size].state.residents.n for size in months])
    each = np.array([taken[size] / months[size] for size in months])
    exponent = float(np.polyfit(np.log(residents), np.log(each), 1)[0])
    found = [
        Figure(f"A month, {size}", seconds_ * 1e3, "ms", f"{n:,} residents, one thread")
        for size, n, seconds_ in zip(months, residents.tolist(), each.tolist(), strict=True)
    ]
    return [*found, Figure("Time grows with residents to the power", exponent, "", "fitted to these", at_most=1.05)]
