"""The notebook of a planner's question: every cell runs, in order, as it stands."""

from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from sim.report.verify_comparison import check
from tests.tutorials.notebook import carried_out


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """Names that the cells leave, and where they were run."""
    folder = tmp_path_factory.mktemp("notebook")
    return carried_out("planners-question", folder), folder


def test_the_tables_are_typed_data_frames(ran: Any) -> None:
    names, _ = ran
    answer = names["answer"]
    for table in (answer.differences, answer.groups, answer.money, answer.persons, answer.communities):
        assert isinstance(table, pd.DataFrame)
        assert len(table) > 0
    assert len(names["headline"]) == 2 * 7
    assert answer.differences.difference.dtype == float
    assert answer.differences.exploratory.dtype == bool


def test_three_lives_are_told_and_the_report_is_sealed(ran: Any) -> None:
    names, folder = ran
    assert [story.choice for story in names["answer"].study.stories] == ["random", "most_helped", "most_hurt"]
    assert check(folder / "results" / "question", 1, "en").problems == ()


def test_a_scenario_given_twice_is_refused(tmp_path: Path) -> None:
    from sim import compare
    from sim.errors import InputError

    with pytest.raises(InputError, match="given twice"):
        compare("baseline", ["baseline"], out=tmp_path)
