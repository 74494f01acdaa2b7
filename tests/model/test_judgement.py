"""How residents judge over years: what a push of three years leaves, and what self-governance is made of."""

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import pytest

from sim.runs import simulate
from sim.scenario import load

Make = Callable[..., Any]


@pytest.fixture
def push(tmp_path: Any) -> Callable[[str], Any]:
    """A scenario with something set for the third to the fifth year."""

    def make(change: str) -> Any:
        head = 'extends = "baseline"\nname = {en = "A push", zh = "推动"}\nquestion = {en = "So?", zh = "如何？"}\n'
        event = f'[[events]]\ndate = "2018-01"\nuntil = "2021-01"\n{change}\n'
        (tmp_path / "push.toml").write_text(head + event, encoding="utf8")
        return load(str(tmp_path / "push.toml"))

    return make


def city(scenario: Any, seed: int, months: int) -> Mapping[str, Any]:
    return simulate(scenario, seed, months=months, size="neighbourhood", engine="compiled", city="ningbo").city


@pytest.mark.verify
@pytest.mark.parametrize(
    "change",
    [
        'scale = { "funding.budget_per_resident" = 1.5 }',
        'set = { "assessment.assessment_share" = 0.2 }',
        'set = { "provision.menu_share" = 0.6 }',
    ],
)
def test_four_years_after_a_push_of_three_a_fifth_to_two_thirds_of_its_gain_are_left(push: Make, change: str) -> None:
    """S75 to S77, of a push that ends. One that lasts is pattern P11, which fails."""
    gains = [
        city(push(change), seed, 108)["satisfaction_mean"] - city(load("baseline"), seed, 108)["satisfaction_mean"]
        for seed in range(6)
    ]
    yearly = np.mean(gains, axis=0).reshape(9, 12).mean(axis=1)
    assert 0.20 <= yearly[8] / yearly.max() <= 0.65


@pytest.mark.verify
def test_self_governance_falls_without_money_and_rises_with_what_is_decided_here(varied: Make) -> None:
    """All three or it is not: none without public money, less where grants and contracts are cut, more with autonomy."""

    def index(scenario: Any) -> np.ndarray:
        return np.array([city(scenario, seed, 60)["self_governance_index"].mean() for seed in range(4)])

    usual = index(load("baseline"))
    assert (index(varied({"funding.budget_per_resident": 0.0})) == 0.0).all()
    assert (index(varied({"funding.budget_per_resident": 30.0})) < usual).all()
    assert (index(load("small_government_now")) < usual).all()
    some, much = (index(varied({"autonomy.decided_here": share})) for share in (0.3, 0.6))
    assert (usual < some).all()
    assert (some < much).all()
