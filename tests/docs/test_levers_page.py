"""docs/levers.md: a row for each lever, as the table of tests says, and with figures that the model still gives."""

import pytest

from sim.docs.levers import HEAD, PAGE, row
from sim.parameters import LEVERS
from sim.studies.comparison.effect_texts import raised, scenario
from sim.studies.comparison.lever_effects import effects
from sim.studies.comparison.lever_tests import shown

RECOMPUTED = ("provision.menu_share", "methods.asking", "grid.coverage")
STALE = "docs/levers.md is stale; run: make levers"


def text() -> str:
    return PAGE.read_text(encoding="utf-8")


def rows() -> list[tuple[str, ...]]:
    """The cells of the table's lines."""
    lines = [line for line in text().partition("## Weak")[0].splitlines() if line.startswith("| `")]
    return [tuple(line.strip("| ").split(" | ")) for line in lines]


def test_every_lever_has_one_row_in_the_order_of_the_levers() -> None:
    assert [one[0] for one in rows()] == [f"`{lever.path}`" for lever in LEVERS], STALE


def test_rows_tell_the_worlds_that_the_table_of_tests_gives() -> None:
    assert [one[1:3] for one in rows()] == [(raised(test), scenario(test)) for test in shown()], STALE


def test_rows_have_a_cell_for_every_outcome() -> None:
    assert [one for one in rows() if len(one) != len(HEAD)] == [], STALE


def test_a_lever_that_moves_nothing_by_what_matters_is_said_to_be_weak() -> None:
    named = {
        line.split(" | ")[0].strip("| ")
        for line in text().partition("## Weak")[2].splitlines()
        if line.startswith("| `")
    }
    assert named == {one[0] for one in rows() if not any("**" in cell for cell in one)}, STALE


def test_the_page_names_the_model_that_gave_it() -> None:
    found = [line for line in text().splitlines() if line.startswith("model fingerprint: ")]
    assert len(found) == 1


@pytest.mark.verify
def test_the_model_still_gives_three_of_the_rows() -> None:
    seeds = int(text().partition("(`experiments/levers.toml`): ")[2].split()[0])
    tests = [test for test in shown() if test.lever in RECOMPUTED]
    assert set(map(row, effects(tests, seeds))) <= set(rows()), STALE
