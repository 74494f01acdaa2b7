"""A decision that nobody can tell from its absence has no place in the model."""

import pytest

from docs.generate.decisions import DECISIONS, Decision, measured, through


@pytest.mark.verify
@pytest.mark.parametrize("decision", DECISIONS, ids=lambda one: f"{one.switch}-{one.outcome}")
def test_some_policys_effect_runs_through_each_decision(decision: Decision) -> None:
    assert through(measured(decision, range(2_000, 2_030))).excludes_zero
