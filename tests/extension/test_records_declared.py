"""What extensions declare, records, groups and luck, is what both engines run with."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from sim.errors import InputError
from sim.extension import extend
from sim.extension.declared import Extension
from sim.rules import RULES

ROOT = Path(__file__).resolve().parents[2]
EVERYTHING = '''
from sim.extension import (
    City, Community, Each, Extension, Group, Draws, Many, Office, Organization, OwnOutcome, Resident, ResidentDraws, Settle,
    Tie, Ties, Total, draw, quantity, real, rule, share, whole,
)


class Reader(Resident):
    """A resident who reads."""

    pages = whole("pages read", "pages", "i2")
    tired = real("how tired of reading", kind="f4")


class Writer(Reader):
    """A reader who writes."""

    lines = real("lines written", "lines", "f4")
    friends_lines = real("lines of those tied to", "lines", "f4")
    lot_one = real("first lot", kind="f4")
    lot_two = real("second lot", kind="f4")
    lot_three = real("third lot", kind="f4")
    lot_four = real("fourth lot", kind="f4")
    lot_five = real("fifth lot", kind="f4")
    lot_six = real("the model's lot", kind="f4")


class Press(Organization):
    """An organization that prints."""

    printed = whole("pages printed", "pages")
    chance = real("lot of the month")


class Library(Community):
    """A community with a library."""

    pages_read = whole("pages read", "pages")
    quiet = whole("residents who read, less those who read much")
    reading_rooms = whole("rooms that the city gives")
    shelf = real("pages of organizations a resident")


class Archive(Office):
    """An office that keeps what is written."""

    kept_months = whole("months kept")
    dust = real("dust")


class Choices(Group):
    """What a city decides about reading."""

    books: float = share(0.5, (0, 1)).means("books", "书")


class Habits(Group):
    """How people read."""

    stamina: float = quantity(3.0, (1, 10), unit="1", domain=(1, 100)).means("stamina", "耐心")


class Lots(ResidentDraws):
    """A resident's luck, with lots of its own."""

    lot_a = draw()
    lot_b = draw()
    lot_c = draw()
    lot_d = draw()
    lot_e = draw()


class PressLots(Draws):
    """An organization's luck."""

    table = "organizations"

    press_lot = draw()


@rule
def much(me: Reader, how: Habits) -> float:
    """Pages that are much to somebody."""
    return 10.0 * how.stamina * (1.0 - 0.5 * me.trust)


@rule
def read_books(me: Writer, here: Library, policy: Choices, how: Habits, u: Lots, month: int) -> None:
    """Read, and write where luck has it."""
    if u.lot_b < policy.books:
        pages = min(1000, int(me.pages + 20.0 * u.lot_c + month))
        me.tired = me.tired + 0.1 if pages > much(me, how) else 0.0
        me.pages = pages
        me.lines += u.lot_e
    me.lot_one, me.lot_two, me.lot_three = u.lot_a, u.lot_b, u.lot_c
    me.lot_four, me.lot_five, me.lot_six = u.lot_d, u.lot_e, u.need


@rule
def borrow(me: Writer, other: Writer, tie: Tie) -> None:
    """Lines that friends wrote."""
    me.friends_lines += other.lines if tie.activation > 50 else 0.0


@rule
def count_pages(me: Writer, here: Library) -> None:
    """Pages that were read; some readers count against others."""
    for k in range(2):
        here.pages_read += me.pages
    if me.pages > 0:
        here.quiet += 1
    if me.pages > 40:
        here.quiet -= 2


@rule
def print_pages(me: Press, here: Library, u: PressLots) -> None:
    """Print."""
    me.printed += 1 + here.pages_read // 100
    me.chance = u.press_lot


@rule
def fill_shelf(residents: Many[Writer], organizations: Many[Press], here: Library, how: Habits) -> None:
    """What is printed, a resident."""
    printed = 0
    for i in range(len(organizations)):
        printed += organizations[i].printed
        organizations[i].printed = min(organizations[i].printed, 1000)
    here.shelf = printed / max(len(residents), 1) / how.stamina
    tired = residents.column(Reader.tired)
    for i in range(len(residents)):
        tired[i] = min(tired[i], 1.0)


@rule
def give_rooms(communities: Many[Library], offices: Many[Archive], city: City) -> None:
    """The city gives a room to who reads most."""
    most = 0
    for c in range(len(communities)):
        if communities[c].pages_read > communities[most].pages_read:
            most = c
    communities[most].reading_rooms += 1
    offices[0].dust = 0.5


@rule
def gather_dust(me: Archive) -> None:
    """Time goes by."""
    me.kept_months += 1
    me.dust += 0.25


extension = Extension(
    records=(Writer, Press, Library, Archive),
    levers={"reading": Choices},
    world={"reading": Habits},
    draws=(Lots, PressLots),
    steps={
        "be_judged": (Each("organizations", print_pages),),
        "look_back": (Each("offices", gather_dust),),
        "add_up_cells": (Settle(fill_shelf),),
        "find_overdrawn": (Settle(give_rooms, city=True),),
        "arrive": (Each("residents", read_books), Total("residents", count_pages), Ties(borrow)),
    },
    outcomes=(OwnOutcome("pages_a_head", "Pages a head", "人均页数", unit="index", good=1, count="pages_read", per="persons"),),
)
'''
RUN = """
import json, sim
import numpy as np
from sim.city.profile import load_profile
from sim.extension import extend
from sim.model.advance import advance
from sim.model.month import month_program
from sim.runs.single import build

before = month_program().purposes
own = extend("everything.py")
now = month_program().purposes
found = {"luck stays": {name: now[name] for name in before} == before}
found["purposes"] = [now[name] for name in now if name not in before]
profile, schedule = load_profile("ningbo"), sim.load("baseline").schedule(6)
for engine in ("compiled", "mesa"):
    model = build(profile, schedule, 3, "hamlet", engine=engine)
    for month in range(6):
        advance(model, schedule, month, seed=3)
    tables = model.state.tables
    found[engine] = {f"{table}.{one.name}": tables[table].columns[one.name].tolist() for table in own.own_columns
                     for one in own.own_columns[table]}
    found[engine] |= {"trust": tables["residents"].columns["trust"].tolist()}
value = sim.load("baseline").value
found["values"] = [value("reading.books"), value("world.reading.stamina")]
print(json.dumps(found))
"""


def python(folder: Path, lines: str) -> str:
    setting = os.environ | {"PYTHONPATH": str(ROOT), "LC_ALL": "C.UTF-8", "PYTHONUTF8": "1"}
    asked = [sys.executable, "-c", lines]
    done = subprocess.run(asked, cwd=folder, env=setting, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """What both engines leave in six months, found by a process of its own."""
    folder = tmp_path_factory.mktemp("everything")
    (folder / "everything.py").write_text(EVERYTHING, encoding="utf-8")
    return json.loads(python(folder, RUN))


def test_both_engines_leave_the_same_bits_in_records_of_every_kind(found: Any) -> None:
    assert len(found["mesa"]) == 19
    for name, numbers in found["mesa"].items():
        assert repr(numbers) == repr(found["compiled"][name]), name
        assert any(numbers), name


def test_fields_of_a_class_below_a_class_are_fields(found: Any) -> None:
    assert {"residents.pages", "residents.tired", "residents.lines"} <= {*found["mesa"]}


def test_five_draws_are_two_blocks_behind_all_others(found: Any) -> None:
    own = found["purposes"]
    first = own[0][0]
    assert sorted(own) == [*([first, lane] for lane in range(4)), [first + 1, 0], [first + 2, 0]]
    assert found["luck stays"]


def test_every_draw_is_another_number_from_0_to_1(found: Any) -> None:
    lots = [found["mesa"][f"residents.lot_{name}"] for name in ("one", "two", "three", "four", "five", "six")]
    assert all(0.4 < sum(lot) / len(lot) < 0.6 and min(lot) >= 0.0 and max(lot) <= 1.0 for lot in lots)
    assert len({tuple(lot) for lot in lots}) == 6


def test_a_total_adds_in_loops_on_some_ways_and_less(found: Any) -> None:
    pages = found["mesa"]["residents.pages"]
    assert sum(found["mesa"]["communities.pages_read"]) == 2 * sum(pages)
    assert sum(found["mesa"]["communities.quiet"]) == sum((one > 0) - 2 * (one > 40) for one in pages)


def test_offices_and_organizations_have_what_they_declare(found: Any) -> None:
    assert set(found["mesa"]["offices.kept_months"]) == {6}
    assert found["mesa"]["offices.dust"][:2] == [0.5, 1.5]
    assert sum(found["mesa"]["communities.reading_rooms"]) == 6


def test_levers_and_world_parameters_have_groups_of_one_name(found: Any) -> None:
    assert found["values"] == [0.5, 3.0]


@pytest.mark.parametrize("name", ["columns", "parameters"])
def test_the_form_of_earlier_versions_is_refused_and_the_new_one_shown(name: str) -> None:
    given: dict[str, Any] = {name: {}}
    with pytest.raises(InputError) as error:
        Extension(**given)
    said = str(error.value)
    assert said.startswith(f"{name}= is the form of earlier versions")
    for words in ("class Saver(Resident):", "class TimeBank(Group):", "def earn_credit(me: Saver", "records=(Saver,)"):
        assert words in said


def test_the_new_form_that_is_shown_is_one_that_is_taken(tmp_path: Path) -> None:
    with pytest.raises(InputError) as error:
        Extension(columns={})
    shown = "\n".join(line[4:] for line in str(error.value).splitlines() if line.startswith("    "))
    text = f"from sim.extension import *\n{shown}".replace("...", '{"give_time": (Each("residents", earn_credit),)}')
    (tmp_path / "shown.py").write_text(text, encoding="utf-8")
    assert python(tmp_path, 'import sim; print([*sim.extend("shown.py").own_columns])') == "['residents']\n"


def edited(old: str, new: str) -> str:
    assert old in EVERYTHING
    return EVERYTHING.replace(old, new)


LOTS = "class Lots(ResidentDraws):"
FRIENDS = 'friends_lines = real("lines'
BOOKS = '    books: float = share(0.5, (0, 1)).means("books", "书")\n'
WRONG = {
    "a misspelt field": (edited("me.printed += 1", "me.printd += 1"), "Press has no field 'printd'; 'printed'?"),
    "a misspelt field of many": (edited("organizations[i].printed = ", "organizations[i].printd = "), "'printed'?"),
    "a misspelt lever": (edited("policy.books", "policy.bookz"), "Choices has no field 'bookz'; 'books'?"),
    "a field that is taken": (
        edited("printed", "balance"),
        "'balance' is taken: fields, parameters and draws each need",
    ),
    "a field of another table": (edited("printed", "trust"), "'trust' is taken"),
    "a field that two classes have": (
        edited(FRIENDS, 'pages = real("again")\n    ' + FRIENDS),
        "'pages' is taken",
    ),
    "a field and a lever": (edited(BOOKS, BOOKS.replace("books", "dust", 1) + BOOKS), "'dust' is taken"),
    "a lever and a world parameter": (
        edited(BOOKS, BOOKS.replace("books", "stamina", 1) + BOOKS),
        "'stamina' is taken",
    ),
    "a draw twice": (edited("lot_c", "need"), "'u_need' is taken"),
    "no class of records": (edited("records=(Writer, ", "records=(Writer(), "), "records: write a tuple of classes"),
    "no tuple of them": (edited("draws=(Lots, PressLots)", "draws=Lots"), "draws: write a tuple of classes"),
    "a record of no table": (edited("class Press(Organization)", "class Press(Tie)"), "Press: table '': there is none"),
    "luck of no table": (edited('    table = "organizations"\n', ""), "PressLots: table '': there is none"),
    "luck that is no draw": (
        edited("press_lot = draw()", 'press_lot = real("lot")'),
        "PressLots.press_lot: write press_lot = draw()",
    ),
    "a draw as a field": (
        edited('chance = real("lot of the month")', "chance = draw()"),
        "write chance = real(...) or whole(...)",
    ),
    "levers without a name": (
        edited('levers={"reading": Choices}', "levers=(Choices,)"),
        "write groups by their names",
    ),
    "levers that are none": (
        edited('levers={"reading": Choices}', 'levers={"reading": Press}'),
        "write a class of parameters",
    ),
    "a parameter without its meaning": (edited('.means("books", "书")', ""), "Choices.books: declare it by share(...)"),
    "a parameter that is a number": (
        edited('share(0.5, (0, 1)).means("books", "书")', "0.5"),
        "Choices.books: declare it by",
    ),
    "steps of no step": (
        edited('"look_back": (Each("offices", gather_dust),),', "")
        .replace("steps={", "steps=({")
        .replace("Ties(borrow)),\n    },", "Ties(borrow)),\n    },),"),
        "steps: write them by the step that they follow",
    ),
    "no tuple of outcomes": (edited('per="persons"),),', 'per="persons")),'), "outcomes: write a tuple"),
    "a default outside the domain": (edited("share(0.5,", "share(1.5,"), "reading.books: default and plausible range"),
    "a class that is not listed": (
        edited("Press, Library, Archive)", "Library, Archive)"),
        "list Press under records=",
    ),
    "a group that is not listed": (
        edited('world={"reading": Habits}', "world={}"),
        "how.stamina: list Habits under levers= or",
    ),
    "luck that is not listed": (edited("draws=(Lots, PressLots)", "draws=(PressLots,)"), "list Lots under draws="),
    "another's luck": (edited(LOTS, LOTS.replace("Resident", "Press")), "name 'PressDraws' is not defined"),
    "a name of Mesa's agents": (edited("dust", "unique_id"), "'unique_id' is taken"),
    "a name of the city's agents": (edited("dust", "community"), "'community' is taken"),
    "a name of records": (
        edited("dust", "table"),
        "Archive.table: the table is the model's; give the field another name",
    ),
    "a rule called like an agent's method": (
        edited("gather_dust", "remove"),
        "step remove: agents have a 'remove' already",
    ),
    "a rule called like a field": (edited("gather_dust", "dust"), "step dust: agents have a 'dust' already"),
}


@pytest.mark.parametrize("wrong", WRONG)
def test_what_is_wrong_with_what_is_declared_is_refused(tmp_path: Path, wrong: str) -> None:
    text, words = WRONG[wrong]
    (tmp_path / "wrong.py").write_text(text, encoding="utf-8")
    marked = len(RULES)
    with pytest.raises(InputError) as error:
        extend(tmp_path / "wrong.py")
    assert words in str(error.value)
    assert len(RULES) == marked


def test_a_misspelt_field_is_said_with_its_line(tmp_path: Path) -> None:
    text = edited("me.kept_months += 1", "me.kept_month += 1")
    line = text.splitlines().index("    me.kept_month += 1") + 1
    (tmp_path / "wrong.py").write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as error:
        extend(tmp_path / "wrong.py")
    said = f"{tmp_path / 'wrong.py'}:{line}: gather_dust: Archive has no field 'kept_month'; 'kept_months'?"
    assert str(error.value) == said
