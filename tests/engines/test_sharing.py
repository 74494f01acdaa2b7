"""Stages that groups of places go through one after the other: the same bytes for any order of places and number of threads."""

from collections.abc import MutableSequence, Sequence
from typing import Any

import numpy as np
import pytest

from sim.engine.columns import CITY, PLACES, Column, State, Table, allocate
from sim.engine.compiled import Compiled
from sim.engine.program import Program
from sim.engine.sharing import shares
from sim.engine.steps import Each, Settle, Total
from sim.engine.visit_texts import plan
from sim.rules import rule
from tests.engines.conftest import KEY, NO_WORLD, interpret

STREETS = {
    "neighbours": [0, 0, 0, 1, 1, 2, 2, 2, 3, 4, 4, 5],
    "mixed": [0, 1, 0, 2, 2, 3, 4, 3, 4, 5, 5, 5],
    "mixed throughout": [0, 1, 2, 1, 3, 0, 2, 4, 4, 3, 4, 0],
    "backwards": [5, 5, 4, 3, 3, 3, 2, 1, 1, 0, 0, 0],
    "one": [0] * 12,
}


@rule
def begin_month(mood: float, u_before: float) -> float:
    return 0.5 * mood + u_before


@rule
def count_happy(mood: float) -> int:
    return int(8.0 * mood)


@rule
def lend(happy: MutableSequence[int], street: Sequence[int], by_street: Sequence[int], begin: int) -> None:
    """Everybody in a street has what its places have together, and as much more as the list is long before it."""
    end, total = begin, begin
    while end < len(street) and street[by_street[end]] == street[by_street[begin]]:
        total += happy[by_street[end]]
        end += 1
    for k in range(begin, end):
        happy[by_street[k]] = total


@rule
def end_month(mood: float, happy: int, u_after: float) -> float:
    return mood + 0.001 * happy + u_after


def put_together() -> Program:
    tables = {
        "people": Table("people", (Column("mood", "f8", ""),), in_places=True),
        "places": Table(
            "places", tuple(Column(one, "i8", "") for one in ("happy", "street", "by_street")), is_place=True
        ),
    }
    steps = (
        Each("people", begin_month, ("mood",)),
        Total("people", count_happy, ("happy",)),
        Settle(lend, ("happy",), city=True, by="street"),
        Each("people", end_month, ("mood",)),
    )
    return Program(tables, steps, {}, {"people": (("u_before", "u_after"),)})


def town(made: Program, streets: list[int]) -> State:
    sizes = [0, 3, 70, 129, 64, 1, 200, 65, 90, 2, 128, 77]
    counts = {"people": sum(sizes), "places": len(sizes)}
    found = {name: allocate(table, counts[name], True) for name, table in made.tables.items()}
    found["places"].columns["street"][:] = streets
    found["places"].columns["by_street"][:] = np.argsort(streets, kind="stable")
    return State(found, {"people": np.concatenate([[0], np.cumsum(sizes)])})


@pytest.mark.parametrize("streets", STREETS.values(), ids=STREETS)
def test_any_order_of_places_leaves_the_bytes_of_plain_python(streets: list[int]) -> None:
    made = put_together()
    plain = town(made, streets)
    interpret(made, plain)
    for threads in (1, 2, 3, 9):
        compiled = town(made, streets)
        Compiled(made, compiled, threads).run_month(0, KEY, NO_WORLD)
        for table, column in (("people", "mood"), ("places", "happy")):
            found, due = (one.tables[table].columns[column].tobytes() for one in (compiled, plain))
            assert (threads, column, found) == (threads, column, due)


def test_luck_that_is_read_behind_a_street_is_drawn_once() -> None:
    names = [one.name.rpartition("_")[0] for stage in plan(put_together()) for one in stage.visits]
    assert [name for name in names if name.startswith("draw")] == ["draw_people_0"]


def order(streets: list[int], parts: int) -> Any:
    throughs = [CITY, PLACES, "street", PLACES]
    return shares(town(put_together(), streets), throughs, parts=parts).turns


def test_a_street_goes_through_all_stages_before_the_next_does() -> None:
    city, together = order([0] * 7 + [1] * 5, 1)
    assert city == [[(0, (0, 1))]]
    assert together == [[(1, (0, 7)), (2, (0, 1)), (3, (0, 7)), (1, (7, 12)), (2, (7, 8)), (3, (7, 12))]]


def test_streets_that_overlap_go_together() -> None:
    *_, together = order([0, 1] * 6, 1)
    assert together == [[(1, (0, 12)), (2, (0, 1)), (2, (6, 7)), (3, (0, 12))]]


def test_threads_share_streets_where_these_are_small_enough_and_places_where_not() -> None:
    assert len(order([0] * 10 + [1] * 2, 2)) == 4
    assert [len(turn) for turn in order([*range(12)], 2)] == [1, 2]
