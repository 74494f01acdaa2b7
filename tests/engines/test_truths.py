"""``and`` and ``or`` become ``&`` and ``|`` where both sides may be looked at, and stay where the first guards the second."""

import ast
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.engine.lowering import TEXTS, lowered
from sim.rules import rule
from sim.state.record import Many, Record, real, whole, wholes


class Person(Record):
    """Someone."""

    table = "residents"
    age = whole("years")
    trust = real("trust")
    asked = whole("whether asked")
    choice = whole("whom to ask")


class Town(Record):
    """Where people live."""

    table = "communities"
    wide = wholes(8, "by domain")
    young = whole("young people who trust")


@rule
def is_young(me: Person) -> bool:
    return me.age < 30


def compares(me: Person) -> None:
    me.asked = me.age < 30 and me.trust > 0.5 and not me.age < 15


def mixes(me: Person) -> None:
    me.asked = (me.age < 30 or me.trust > 0.5) and me.age % 2 == 0


def names(me: Person) -> None:
    young = is_young(me)
    trusting = me.trust > 0.5
    me.asked = young and trusting


def first_called(me: Person) -> None:
    me.asked = is_young(me) or me.trust > 0.5


def row_known(people: Many[Person], here: Town) -> None:
    for i in range(len(people)):
        here.young += people[i].age < 30 and people[i].trust > 0.5


def calls(me: Person) -> None:
    me.asked = me.trust > 0.5 and is_young(me)


def divides(me: Person) -> None:
    me.asked = me.age > 0 and 1.0 / me.age < me.trust


def guards_an_entry(me: Person, here: Town) -> None:
    me.asked = me.choice > 0 and here.wide[me.choice - 1] > 0


def guards_a_row(people: Many[Person], here: Town) -> None:
    for k in range(len(people)):
        i = people[k].choice
        here.young += i < len(people) and people[i].age < 30


def row_of_another_way(people: Many[Person], here: Town, few: int) -> None:
    for i in range(few):
        if few < len(people):
            here.young += people[i].age
        here.young += few < len(people) and people[i].age < 30


def row_that_moved(people: Many[Person], here: Town) -> None:
    i = 0
    here.young += people[i].age
    i = here.wide[0]
    here.young += i < len(people) and people[i].age < 30


def row_of_a_wide_field(people: Many[Person], here: Town) -> None:
    for d in range(8):
        here.young += here.wide[d] > 0 and people[d].age < 30


def numbers(me: Person) -> None:
    me.asked = me.age and me.trust > 0.5


JOINED = [compares, mixes, names, first_called, row_known]
GUARDED = [
    calls,
    divides,
    guards_an_entry,
    guards_a_row,
    row_of_another_way,
    row_that_moved,
    row_of_a_wide_field,
    numbers,
]


def branches(function: Callable[..., Any]) -> int:
    """How many ``and`` and ``or`` are left in a lowered rule."""
    way = "each" if "me" in function.__annotations__ else "settles"
    return sum(isinstance(node, ast.BoolOp) for node in ast.walk(TEXTS[lowered(function, way).function]))


@pytest.mark.parametrize("function", JOINED, ids=lambda one: one.__name__)
def test_truths_are_joined_without_a_branch(function: Callable[..., Any]) -> None:
    assert branches(function) == 0


@pytest.mark.parametrize("function", GUARDED, ids=lambda one: one.__name__)
def test_what_guards_stays_a_branch(function: Callable[..., Any]) -> None:
    assert branches(function) == 1


@given(age=st.integers(0, 99), trust=st.floats(0, 1))
def test_what_is_joined_says_what_was_written(age: int, trust: float) -> None:
    assert lowered(compares, "each").function(age, trust) == (age < 30 and trust > 0.5 and not age < 15)
    assert lowered(mixes, "each").function(age, trust) == ((age < 30 or trust > 0.5) and age % 2 == 0)
