"""docs/data/levers.csv: a row for each lever, as the table of tests says, and with figures that the model still gives."""

import csv

import pytest

from docs.generate.levers import DATA, HEAD, PAGE, row
from sim.parameters import LEVERS
from sim.studies.comparison.lever_effects import effects
from sim.studies.comparison.lever_tests import shown

RECOMPUTED = ("provision.menu_share", "methods.asking", "grid.coverage")
STALE = "docs/levers.md is stale; run: make levers"


def text() -> str:
    return PAGE.read_text(encoding="utf-8")


def rows() -> list[tuple[str, ...]]:
    """The cells of the table's rows, behind its head."""
    with DATA.open(encoding="utf-8", newline="") as file:
        head, *lines = map(tuple, csv.reader(file))
    assert head == HEAD
    return lines


def test_every_lever_has_one_row_in_the_order_of_the_levers() -> None:
    assert [cells[0] for cells in rows()] == [lever.path for lever in LEVERS], STALE


def test_rows_tell_the_worlds_that_the_table_of_tests_gives() -> None:
    assert [cells[1:3] for cells in rows()] == [(test.raised, test.conditions) for test in shown()], STALE


def test_rows_have_a_cell_for_every_outcome() -> None:
    assert [cells for cells in rows() if len(cells) != len(HEAD)] == [], STALE


def test_a_lever_that_moves_nothing_by_what_matters_is_said_to_be_weak() -> None:
    lines = text().partition("generated: weak")[2].partition("<!-- end")[0].splitlines()
    named = {line.split("`")[1] for line in lines if line.startswith("| `")}
    assert named == {cells[0] for cells in rows() if not any("**" in cell for cell in cells)}, STALE


def test_the_page_names_the_model_that_gave_it() -> None:
    assert len([line for line in text().splitlines() if line.startswith("model fingerprint: ")]) == 1


@pytest.mark.verify
def test_the_model_still_gives_three_of_the_rows() -> None:
    seeds = int(text().partition("generated: setting")[2].partition(" seeds")[0].split()[-1])
    tests = [test for test in shown() if test.lever in RECOMPUTED]
    assert set(map(row, effects(tests, seeds))) <= set(rows()), STALE
