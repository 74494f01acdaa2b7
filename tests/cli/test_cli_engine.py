import json
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

Shequ = Callable[..., Any]
SMALL = ("--size", "hamlet", "--months", "13", "--seeds", "2", "--workers", "1", "--json")


@pytest.mark.parametrize("engine", ["compiled", "mesa"])
def test_a_hamlet_runs_on_either_engine(shequ: Shequ, engine: str) -> None:
    answer = shequ("run", "baseline", "--engine", engine, *SMALL)
    result = json.loads(answer.out)
    assert (answer.status, result["engine"], result["seeds"]) == (0, engine, [0, 1])
    rates = np.array(result["trajectories"]["participation_rate"])
    assert rates.shape == (2, 13)
    assert ((rates >= 0) & (rates <= 1)).all()


def test_a_hamlet_is_compared_after_the_self_test(shequ: Shequ) -> None:
    answer = shequ("compare", "baseline", "menu_services", *SMALL)
    result = json.loads(answer.out)
    assert answer.status == 0
    assert result["self_test"] == {"max_abs_difference": 0.0}
    assert {one["verdict"] for one in result["alternatives"][0]["verdicts"]} == {"cannot_tell_yet"}
