"""The quick first answer, of a fifth of the residents, points where the neighbourhood's does."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from sim.browser.case import case
from sim.browser.closing import names
from sim.errors import InputError
from sim.runs import simulate
from tests.lab.conftest import Ask
from tests.lab.test_policy import MONTHS, choice

SEEDS = 3
CLEAR = {
    "menu_services": {"satisfaction_mean": 1, "waiting_months_mean": -1, "cost_per_resolved_case_yuan": -1},
    "expand_supply": {"participation_rate": 1, "waiting_months_mean": -1, "cost_per_resolved_case_yuan": 1},
    "platform_open": {"satisfaction_mean": -1, "participation_rate": -1},
}
"""What a neighbourhood answers over 20 seeds without any doubt (docs/lab.md)."""


@pytest.mark.parametrize("name", CLEAR)
def test_clear_effects_have_the_neighbourhoods_sign(ask: Ask, held: dict[str, Any], tmp_path: Path, name: str) -> None:
    policy = {part: held["scenarios"][name][part] for part in ("settings", "acts")}
    files = [str(tmp_path / f"{seed}") for seed in range(SEEDS)]
    ask(
        [
            {"ask": "run", "choice": choice(policy), "size": "sample", "seed": seed, "file": file}
            for seed, file in enumerate(files)
        ]
    )
    for outcome, sign in CLEAR[name].items():
        place = names()["of_city"].index(outcome)
        ours, theirs = (
            np.mean([np.fromfile(f"{file}.{side}").reshape(MONTHS, -1)[60:, place].mean() for file in files])
            for side in ("baseline", "policy")
        )
        assert np.sign(theirs - ours) == sign, outcome


def test_a_sample_has_a_fifth_of_the_residents_and_all_organizations() -> None:
    small, whole = (case("baseline", months=1, size=size)["rows"] for size in ("sample", "neighbourhood"))
    assert small["residents"] == whole["residents"] / 5
    assert small["organizations"] == whole["organizations"]
    assert small["communities"] == whole["communities"]


def test_the_command_has_no_sample() -> None:
    """It is a first look, not a size that a report may be written of."""
    with pytest.raises(InputError):
        simulate("baseline", 0, months=1, size="sample", engine="compiled", city="ningbo")
