"""Each visit of a month apart: its time a resident, and the bytes of residents that it goes through."""

from collections import defaultdict
from statistics import median
from time import perf_counter

import numpy as np

from experiments.benchmark.cities import SEED, Stepped
from experiments.benchmark.figure import Figure
from sim.engine.binding import Binding
from sim.engine.compiled import addresses, driver, run
from sim.engine.operands import draw_columns, list_columns, whole
from sim.engine.plan import Planned
from sim.engine.program import Program
from sim.engine.sharing import Words
from sim.engine.visit_texts import plan
from sim.model.advance import apply_levers, draws_key
from sim.model.month import month_program


def passes(quick: bool) -> list[Figure]:
    """Every visit of the district's month, the longest first; medians over months."""
    program, months = month_program(), 6 if quick else 24
    city = Stepped("district", months + 1)
    city.step()
    taken = [take_apart(city, program) for _ in range(months)]
    visits = [one for stage in plan(program) for one in stage.visits]
    times = {one.name: median(month[one.name] for month in taken) / city.state.residents.n * 1e9 for one in visits}
    return _told(visits, times, _bytes(program))


def take_apart(city: Stepped, program: Program) -> dict[str, float]:
    """Run a month and return the seconds of each visit.

    Communities go one by one, as what lives within a stage has room for one. The cost of an empty call is taken off.
    """
    apply_levers(city.state, city.schedule, city.month)
    bound, n = Binding(program, city.state, 1), city.state.communities.n
    bound.world[:] = city.schedule.world[city.month][bound.places]
    shared, found = (city.month, *draws_key(SEED), n), defaultdict[str, float](float)
    where = addresses([program])
    stages = plan(program)
    codes = [np.array([where[one.name] for one in stage.visits], np.int64) for stage in stages]
    for stage, span in (one for turn in bound.shares.turns for one in turn[0]):
        given = codes[stage], bound.worlds[stage], bound.columns[stage][0]
        for c in range(*span):
            at = (c, span[0])
            for k, one in enumerate(stages[stage].visits):
                empty = _seconds(given, slice(0), at, shared)
                found[one.name] += _seconds(given, slice(k, k + 1), at, shared) - empty
    city.month += 1
    return found


def _seconds(
    given: tuple[Words, Words, Words], of: slice, at: tuple[int, int], shared: tuple[int, int, int, int]
) -> float:
    """What some visits take of a community, given with the first one that scratch is held for."""
    c, base = at
    drive, alike = driver(), np.array(shared, np.int64)
    codes, worlds, columns = given
    alone = np.array(run(codes[of], worlds=worlds[of], columns=columns[of], span=(c, c + 1), base=base), np.int64)
    began = perf_counter()
    drive(alone.ctypes.data, 1, alike.ctypes.data)
    return perf_counter() - began


def _bytes(program: Program) -> dict[str, int]:
    """Bytes of each column of residents, for one resident."""
    table = program.tables["residents"]
    columns = (*table.columns, *draw_columns(program, "residents"), *list_columns(program, "residents"))
    return {whole("residents", column=one.name): int(one.kind[1]) * one.width for one in columns}


def _told(visits: list[Planned], times: dict[str, float], bytes_of: dict[str, int]) -> list[Figure]:
    touched = {one.name: sum(bytes_of.get(name, 0) for name in one.columns) for one in visits}
    note = "district, one thread, each visit of each community timed apart, less the cost of an empty call"
    return [
        Figure("All visits", sum(times.values()), "ns a resident", note),
        *(
            Figure(f"`{name.rpartition('_')[0]}`", times[name], "ns a resident", f"{touched[name]} bytes a resident")
            for name in sorted(times, key=lambda name: -times[name])
        ),
    ]
