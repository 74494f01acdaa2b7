"""Every element of the article has a row in docs/elements.md, and what the row names exists."""

import re
from collections.abc import Callable
from typing import NamedTuple

import pytest

from tests.docs.traced import is_code, is_outcome, is_parameter, is_scenario, is_test, named, page

NOT_MODELLED, NO_SCENARIO = "not modelled", "none"
HOW = {"decided", "mechanism", "factor", "absent"}
PARTS = {"1a": range(1, 14), "1b": range(14, 41), "1c": range(41, 66), "1d": range(66, 86)}


class Element(NamedTuple):
    """A row of the table."""

    id: str
    says: str
    how: str
    code: str
    moves: str
    scenario: str
    test: str


def rows(text: str) -> list[Element]:
    """Rows of elements in the order of the page."""
    lines = (line for line in text.splitlines() if re.match(r"\| *E\d", line))
    return [Element(*(cell.strip() for cell in line.strip().strip("|").split("|"))) for line in lines]


def is_moved(name: str) -> bool:
    return is_parameter(name) or is_outcome(name)


CHECKS: dict[str, Callable[[str], bool]] = {
    "code": is_code,
    "moves": is_moved,
    "scenario": is_scenario,
    "test": is_test,
}


def wrong(element: Element) -> list[str]:
    """What is wrong with a row: names that do not exist, and cells that name nothing without saying why."""
    unknown = [name for cell, check in CHECKS.items() for name in named(getattr(element, cell)) if not check(name)]
    if element.code.startswith(NOT_MODELLED):
        return unknown
    empty = [cell for cell in CHECKS if not named(getattr(element, cell))]
    if element.scenario == NO_SCENARIO and "scenario" in empty:
        empty.remove("scenario")
    return unknown + [f"names no {cell}" for cell in empty]


ELEMENTS = rows(page("elements.md"))


def test_every_element_stands_once_and_in_order_under_its_part() -> None:
    _, *parts = re.split(r"^## (?=1[a-d]\.)", page("elements.md"), flags=re.MULTILINE)
    found = {part[:2]: [row.id for row in rows(part)] for part in parts}
    assert found == {part: [f"E{number:02d}" for number in numbers] for part, numbers in PARTS.items()}
    assert [row.id for row in ELEMENTS] == [f"E{number:02d}" for number in range(1, 86)]


@pytest.mark.parametrize("element", ELEMENTS, ids=lambda element: element.id)
def test_what_a_row_names_exists(element: Element) -> None:
    assert wrong(element) == []
    assert element.says
    assert element.how in HOW


def test_few_elements_are_factors_or_absent_and_the_state_names_each() -> None:
    weak = [row.id for row in ELEMENTS if row.how in {"factor", "absent"}]
    named_in_state = set(re.findall(r"\bE\d\d\b", page("state.md")))
    assert len(weak) < 12
    assert set(weak) <= named_in_state


GOOD = Element(
    "E00", "x", "mechanism", "`sim/rules/help.py:ration`", "`resolved_cases`", "`baseline`", "`tests/test_house.py`"
)


@pytest.mark.parametrize(
    ("cell", "text", "problem"),
    [
        ("code", "`sim/rules/help.py:rations`", "sim/rules/help.py:rations"),
        ("code", "`sim/rules/nowhere.py:ration`", "sim/rules/nowhere.py:ration"),
        ("code", "the queue", "names no code"),
        ("moves", "`funding.budget`", "funding.budget"),
        ("moves", "`world.help.unit_cost.nobody`", "world.help.unit_cost.nobody"),
        ("moves", "", "names no moves"),
        ("scenario", "`baselines`", "baselines"),
        ("scenario", "", "names no scenario"),
        ("test", "`tests/test_house.py::test_nothing`", "tests/test_house.py::test_nothing"),
        ("test", "`tests/test_houses.py`", "tests/test_houses.py"),
        ("test", "`tests/test_house.py::functions`", "tests/test_house.py::functions"),
    ],
)
def test_a_row_that_is_wrong_is_found_out(cell: str, text: str, problem: str) -> None:
    assert wrong(GOOD) == []
    assert wrong(GOOD._replace(**{cell: text})) == [problem]


def test_a_row_may_say_that_nothing_is_modelled_or_that_no_scenario_sets_it() -> None:
    assert wrong(GOOD._replace(code="not modelled: nobody does it", scenario="", test="")) == []
    assert wrong(GOOD._replace(scenario=NO_SCENARIO)) == []
