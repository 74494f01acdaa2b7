"""Rules that read records become functions of plain numbers: only names change, and what cannot be lowered is refused."""

import linecache
import traceback
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.engine.columns import Column, State, Table, allocate
from sim.engine.lowering import lowered
from sim.engine.program import Program
from sim.engine.reads import Lowered
from sim.engine.signature import RuleError
from sim.engine.steps import Each
from sim.rules import rule
from sim.state.record import Draws, Many, Record, draw, fields, real, whole

shares = st.floats(0, 1)


class Person(Record):
    """Someone."""

    table = "residents"
    age = whole("years")
    trust = real("trust")
    habit = real("habit")
    belonging = real("belonging")


class Town(Record):
    """Where people live."""

    table = "communities"
    n_residents = whole("residents")
    reach = real("reach")
    money = whole("money", "fen")


class Chance(Draws):
    """What happens to someone."""

    meeting = draw(0, 0)


def run(found: Lowered, **records: Any) -> Any:
    """What a lowered rule gives for records, taken apart."""
    plain = {one.record for one in found.arguments if one.kind is None}
    values = [
        records[one.record] if one.record in plain else getattr(records[one.record], one.name)
        for one in found.arguments
    ]
    return found.function(*values)


def line_of(function: Callable[..., Any], words: str) -> int:
    """The line of this file, or of a cell, in which a function says something."""
    first = function.__code__.co_firstlineno
    lines = linecache.getlines(function.__code__.co_filename)[first - 1 :]
    return first + next(i for i, text in enumerate(lines) if words in text)


def refused(function: Callable[..., Any], words: str, way: str = "each") -> str:
    """What a rule is refused with: where it is, by file and line, and why."""
    with pytest.raises(RuleError) as caught:
        lowered(function, way)
    where = f"{function.__code__.co_filename}:{line_of(function, words)}: rule {function.__name__}: "
    assert str(caught.value).startswith(where)
    return str(caught.value).removeprefix(where)


# what is lowered


def doubles(me: Person, here: Town) -> float:
    return twice(share=here.reach, me=me)


def twice(me: Person, share: float) -> float:
    """Stands below who calls it."""
    return 2.0 * share * me.trust


def test_a_rule_asks_for_the_fields_that_it_and_its_helpers_read() -> None:
    assert [one.flat for one in lowered(doubles).arguments] == ["me_trust", "here_reach"]


def test_a_helper_may_stand_below_its_caller_and_be_given_arguments_by_name() -> None:
    me, here = Person(trust=0.5), Town(reach=3.0)
    assert run(lowered(doubles), me=me, here=here) == doubles(me, here) == 3.0


def test_two_records_of_one_kind_meet_in_a_tie() -> None:
    def compare(me: Person, other: Person) -> None:
        me.habit += me.trust - other.trust

    found = lowered(compare, "ties")
    assert {one.flat for one in found.arguments} == {"me_trust", "other_trust"}
    assert {one.source for one in found.arguments} == {"trust", "their_trust"}
    assert run(found, me=Person(trust=0.75), other=Person(trust=0.5)) == 0.25


def test_luck_is_asked_for_under_its_purpose() -> None:
    def meets(me: Person, u: Chance) -> None:
        me.habit = 1.0 if u.meeting < me.trust else 0.0

    assert {one.source for one in lowered(meets, "each").arguments} == {"u_meeting", "trust"}


@given(trust=shares, habit=shares, belonging=shares, reach=st.floats(0, 3))
def test_several_results_by_assignment_are_those_of_the_plain_call(
    trust: float, habit: float, belonging: float, reach: float
) -> None:
    def lives(me: Person, here: Town) -> None:
        felt = me.belonging + here.reach * (1.0 - me.belonging)
        me.habit, me.belonging = 0.5 * me.habit, min(felt, 1.0)
        if here.reach > 1.0:
            me.trust = 1.0

    me, here = Person(trust=trust, habit=habit, belonging=belonging), Town(reach=reach)
    found = lowered(lives, "each")
    values = run(found, me=me, here=here)
    lives(me, here)
    assert dict(zip([name for _, name in found.results], values, strict=True)) == me.__dict__


def test_an_early_return_keeps_what_was_assigned_till_then() -> None:
    def stays_young(me: Person) -> None:
        me.habit = 0.25
        if me.age < 18:
            return
        me.habit = 0.75

    found = lowered(stays_young, "each")
    assert [run(found, me=Person(age=age, habit=0.0)) for age in (7, 70)] == [0.25, 0.75]


def test_a_settlement_changes_a_field_of_each_of_many_in_place() -> None:
    def settle(residents: Many[Person], here: Town) -> None:
        for i in range(len(residents)):
            residents[i].trust *= here.reach
        here.money -= len(residents)

    found, trust, money = lowered(settle), [0.5, 0.25], [10]
    given_ = {"residents_trust": trust, "residents_age": [0, 0], "here_reach": 2.0, "here_money": money}
    found.function(*(given_[one.flat] for one in found.arguments))
    assert (trust, money) == ([1.0, 0.5], [8])
    assert set(found.writes) == {"trust", "money"}
    people, town = Many([Person(trust=0.5), Person(trust=0.25)]), Town(reach=2.0, money=10)
    settle(people, town)
    assert ([one.trust for one in people], town.money) == (trust, *money)


@rule
def by_numbers(trust: float) -> float:
    """A rule of plain numbers."""
    return 0.5 * trust


@rule
def by_record(me: Person, here: Town) -> None:
    """A rule of records, with a helper of plain numbers."""
    me.belonging = by_numbers(me.trust) * here.reach


def test_rules_of_numbers_and_of_records_live_side_by_side_in_one_program(both: Callable[..., Any]) -> None:
    tables = {
        kind.table: Table(
            kind.table,
            tuple(Column(name, one.kind, one.meaning) for name, one in fields(kind).items()),
            in_places=kind is Person,
            is_place=kind is Town,
        )
        for kind in (Person, Town)
    }
    state = State({name: allocate(table, 5, True) for name, table in tables.items()}, {"residents": np.arange(6)})
    state.tables["residents"].columns["trust"][:] = 0.75
    state.tables["communities"].columns["reach"][:] = 2.0
    steps = (Each("residents", by_numbers, ("habit",)), Each("residents", by_record))
    for one in both(Program(tables, steps, {}, {}), state):
        assert set(one.tables["residents"].columns["habit"]) == {0.375}
        assert set(one.tables["residents"].columns["belonging"]) == {0.75}


def cell(name: str, text: str, scope: dict[str, Any]) -> Callable[..., Any]:
    """A rule as a notebook keeps it: its text is in no file, only among the lines that tracebacks know."""
    linecache.cache[name] = (len(text), None, text.splitlines(keepends=True), name)
    exec(compile(text, name, "exec", dont_inherit=True), scope)
    found: Callable[..., Any] = scope["learns"]
    return found


LEARNS = "def learns(me: Person, here: Town) -> float:\n    return me.trust * here.reach\n"


@pytest.mark.parametrize("before", ["", "from __future__ import annotations\n\n"], ids=["types", "names of types"])
def test_rules_of_a_notebook_are_lowered_with_types_or_their_names(before: str) -> None:
    found = lowered(cell(f"<cell {len(before)}>", before + LEARNS, {"Person": Person, "Town": Town}))
    assert run(found, me=Person(trust=0.5), here=Town(reach=3.0)) == 1.5


def test_annotations_may_name_what_a_file_imports_for_type_checkers_alone() -> None:
    before = "from __future__ import annotations\nfrom typing import TYPE_CHECKING\nif TYPE_CHECKING:\n"
    before += f"    from {__name__} import Person, Town\n\n"
    found = lowered(cell("<cell of types>", before + LEARNS, {}))
    assert run(found, me=Person(trust=0.5), here=Town(reach=3.0)) == 1.5


def test_a_traceback_shows_the_line_that_was_written() -> None:
    def divides(me: Person, here: Town) -> float:
        share = here.reach
        return me.trust / share

    with pytest.raises(ZeroDivisionError) as caught:
        run(lowered(divides), me=Person(trust=0.5), here=Town(reach=0.0))
    last = traceback.extract_tb(caught.tb)[-1]
    assert (last.filename, last.lineno) == (__file__, line_of(divides, "me.trust / share"))
    assert last.line == "return me.trust / share"


# what is refused


def test_a_misspelt_field_is_refused_with_the_nearest_name() -> None:
    def trusts(me: Person) -> float:
        age = me.age
        return age * me.trsut  # type: ignore[attr-defined, no-any-return]

    assert refused(trusts, "me.trsut") == "Person has no field 'trsut'; 'trust'?"


def test_a_misspelt_field_that_is_assigned_is_refused_too() -> None:
    def forgets(me: Person) -> None:
        me.habbit = 0.0  # type: ignore[attr-defined]

    assert refused(forgets, "me.habbit") == "Person has no field 'habbit'; 'habit'?"


def test_a_record_is_no_value() -> None:
    def returns(me: Person) -> Person:
        return me

    assert "me is a record" in refused(returns, "return me")


def test_a_record_has_no_second_name() -> None:
    def renames(me: Person) -> float:
        you = me
        return you.trust

    assert "me is a record" in refused(renames, "you = me")


def test_one_of_many_has_no_name_of_its_own() -> None:
    def picks(residents: Many[Person]) -> float:
        first = residents[0]
        return first.trust

    assert "record" in refused(picks, "first = residents[0]", "settles")


def test_a_field_is_not_asked_for_by_its_name() -> None:
    def asks(me: Person) -> float:
        return getattr(me, "trust")  # type: ignore[no-any-return]  # noqa: B009

    assert "me is a record" in refused(asks, "getattr")


def test_no_condition_chooses_a_record() -> None:
    def chooses(me: Person, other: Person) -> float:
        return (me if me.age > other.age else other).trust

    assert "me is a record" in refused(chooses, "if me.age > other.age")


def test_records_are_not_gone_through_in_a_list() -> None:
    def lists(residents: Many[Person]) -> float:
        return sum([one.trust for one in residents])

    assert "residents" in refused(lists, "one.trust", "settles")


def test_of_many_a_field_is_asked_for_one_by_one() -> None:
    def sums(residents: Many[Person]) -> float:
        return residents.trust  # type: ignore[attr-defined, no-any-return]

    assert refused(sums, "residents.trust", "settles") == "residents are many: write residents[i].trust"


def test_a_helper_is_given_all_that_it_asks_for_and_nothing_else() -> None:
    def gives_less(me: Person) -> float:
        return twice(me)  # type: ignore[call-arg]

    def gives_another(me: Person) -> float:
        return twice(me, shares=0.5)  # type: ignore[call-arg]

    assert refused(gives_less, "twice(me)") == "twice is not given share"
    assert refused(gives_another, "twice(me, shares") == "twice has no parameter 'shares'"


def test_a_helper_of_records_is_given_no_number() -> None:
    def confuses(me: Person) -> float:
        return twice(me.trust, me.habit)  # type: ignore[arg-type]

    assert "'me' of twice must be a record" in refused(confuses, "twice(me.trust")


def test_a_field_that_was_assigned_is_not_read_again() -> None:
    """It would be what the agent had in one form of the rule, and what it has got in the other."""

    def rereads(me: Person) -> None:
        me.habit = 0.5
        me.trust = me.habit

    assert "habit" in refused(rereads, "me.trust = me.habit")


def test_nor_is_it_added_to_a_second_time() -> None:
    def adds_twice(me: Person) -> None:
        me.habit += 0.5
        me.habit += 0.25

    assert "habit" in refused(adds_twice, "+= 0.25")


def test_nor_is_what_was_assigned_under_a_condition() -> None:
    def rereads(me: Person) -> None:
        if me.age > 18:
            me.habit = 0.5
        me.trust = me.habit

    assert "habit" in refused(rereads, "me.trust = me.habit")


def test_a_field_does_not_count_a_loop() -> None:
    """Nothing would be written: what a loop counts is no assignment."""

    def counts(me: Person) -> None:
        for me.age in range(3):
            pass

    assert "age" in refused(counts, "for me.age")


def test_a_field_is_not_deleted() -> None:
    def deletes(me: Person) -> None:
        del me.habit

    assert "habit" in refused(deletes, "del me.habit")


def test_a_part_of_many_is_not_gone_through() -> None:
    def cuts(residents: Many[Person]) -> float:
        return residents[0:1][0].trust  # type: ignore[no-any-return, index]

    assert "residents" in refused(cuts, "residents[0:1]", "settles")
