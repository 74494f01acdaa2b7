"""The page of curves turns 24 levers in six steps, one of them the default, and has a line for each."""

import re

import pytest

from docs.generate.curves import FIGURE, LEVERS, default, steps
from sim.studies.sweep.factors import Factor
from tests.docs.traced import page


def test_the_page_has_a_line_for_each_of_24_levers_and_the_figure_is_there() -> None:
    shown = re.findall(
        r"^\| `([a-z._]+)` \|",
        page("levers.md").partition("generated: curves")[2].partition("<!-- end")[0],
        re.MULTILINE,
    )
    assert shown == [lever.path for lever in LEVERS]
    assert len(set(shown)) == 24
    assert FIGURE.exists()


@pytest.mark.parametrize("lever", LEVERS, ids=lambda lever: lever.path)
def test_a_lever_takes_six_values_and_one_is_the_default(lever: Factor) -> None:
    taken = steps(lever)
    assert len(taken) == 6
    assert default(lever) in taken
    assert all(lever.low <= value <= lever.high for value in taken)
