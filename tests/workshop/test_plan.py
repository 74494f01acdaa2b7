"""Plans of rounds: those that are shipped, and what is wrong with one."""

from pathlib import Path

import pytest

from sim.errors import InputError, ProblemsError
from sim.workshop.plan import load_plan, shipped
from tests.workshop.rooms import ROUND, SHORT


@pytest.mark.parametrize(("name", "minutes"), [("45", 36), ("90", 69), ("180", 155), ("demo", 15)])
def test_a_shipped_plan_leaves_time_for_beginning_and_end(name: str, minutes: float) -> None:
    assert name in shipped()
    assert load_plan(name).minutes == minutes


def test_an_unknown_plan_is_answered_with_those_that_there_are() -> None:
    with pytest.raises(InputError, match=r"180, 45, 90, demo"):
        load_plan("60")


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ("budget = 330", "budget = -1"),
        ('"provision.menu_share"', '"provision.menu_shar"'),
        ('"provision.menu_share"', '"world.needs.problem_load"'),
        ('"provision.menu_share"', '"funding.budget_growth"'),
        ('"satisfaction_mean"', '"satisfaction"'),
        ('starts = ["menu_services"]', 'starts = ["../../etc"]'),
        ("steer = 5", 'steer = "5"'),
    ],
)
def test_what_is_wrong_with_a_plan_is_told_with_its_line(tmp_path: Path, wrong: str, told: str) -> None:
    file = tmp_path / "plan.toml"
    file.write_text((SHORT + ROUND).replace(wrong, told), "utf-8")
    with pytest.raises(ProblemsError) as found:
        load_plan(str(file))
    assert [one.line is not None for one in found.value.problems] == [True]
