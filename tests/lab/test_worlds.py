"""What the page says of other plausible worlds is what the report says: moderated variances, verdicts, counts."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pytest
from scipy.special import stdtrit

from sim.outcomes import BY_NAME
from sim.runs import Run
from sim.scenario import load
from sim.statistics.intervals import moderated
from sim.statistics.panel import panel
from sim.statistics.verdicts import OPEN, VERDICTS
from sim.studies.comparison.across_worlds import Effect, _gap, _judged
from tests.lab.conftest import Ask, hamlets
from tests.lab.test_stats import flat

MONTHS, WORLDS, MOST = 24, 6, 4
POLICIES = ("menu_services", "grid_with_authority", "baseline", "equity_floor")


@pytest.fixture(scope="module")
def runs() -> Mapping[str, list[Run]]:
    """Runs of the usual world, cut into so many worlds: what judges them sees numbers alone."""
    return hamlets(("baseline", *POLICIES), WORLDS * MOST, months=MONTHS)


def world(runs: Sequence[Run], number: int, seeds: int) -> Sequence[Run]:
    return runs[MOST * number : MOST * number + seeds]


def report(runs: Mapping[str, list[Run]], policy: str, outcome: str, seeds: int) -> list[Effect]:
    gaps = [
        _gap(
            number,
            load(policy),
            BY_NAME[outcome],
            panel(world(runs["baseline"], number, seeds), BY_NAME[outcome]),
            after=panel(world(runs[policy], number, seeds), BY_NAME[outcome]),
        )
        for number in range(WORLDS)
    ]
    return list(_judged(gaps, seeds))


def asked(runs: Mapping[str, list[Run]], policy: str, outcome: Any, seeds: int) -> dict[str, Any]:
    worlds = [
        [
            {"baseline": flat(ours), "policy": flat(theirs)}
            for ours, theirs in zip(
                world(runs["baseline"], number, seeds), world(runs[policy], number, seeds), strict=True
            )
        ]
        for number in range(WORLDS)
    ]
    return {"ask": "worlds", "outcome": outcome, "worlds": worlds}


@pytest.mark.parametrize("policy", POLICIES)
@pytest.mark.parametrize("seeds", [2, 3, MOST])
def test_each_world_is_judged_and_all_are_counted_as_in_the_report(
    ask: Ask,
    held: dict[str, Any],
    runs: Mapping[str, list[Run]],
    *,
    policy: str,
    seeds: int,
) -> None:
    outcomes = [one for one in held["outcomes"] if one["headline"]]
    answers = ask([asked(runs, policy, one, seeds) for one in outcomes])
    for outcome, found in zip(outcomes, answers, strict=True):
        wanted = report(runs, policy, outcome["name"], seeds)
        assert [one["verdict"] for one in found["judged"]] == [one.verdict for one in wanted]
        for ours, theirs in zip(found["judged"], wanted, strict=True):
            for end in ("value", "low", "high"):
                assert ours[end] == pytest.approx(getattr(theirs.estimate, end), rel=1e-6, abs=1e-12)
        counts = Counter(one.verdict for one in wanted)
        leading = next((each for each, _ in counts.most_common() if each not in OPEN), "")
        assert found["tally"]["counts"] == [[each, counts[each]] for each in VERDICTS if counts[each]]
        assert found["tally"]["leading"] == leading
        assert found["tally"]["count"] == sum(one.verdict == leading for one in wanted)


def test_the_policies_give_worlds_of_more_than_one_kind(runs: Mapping[str, list[Run]]) -> None:
    seen = {one.verdict for policy in POLICIES for name in ("satisfaction_mean", "total_cost_yuan")
            for one in report(runs, policy, name, MOST)}  # fmt: skip
    assert len(seen) >= 3


@pytest.mark.parametrize("spread", [0.0, 0.1, 1.0, 4.0])
@pytest.mark.parametrize("freedom", [1, 2, 5])
def test_variances_are_drawn_towards_the_usual_one_as_far_as_in_the_report(
    ask: Ask, spread: float, freedom: int
) -> None:
    draws = np.random.default_rng(7)
    variances = np.exp(spread * draws.normal(size=20)) * draws.chisquare(freedom, 20) / freedom
    drawn, whole = moderated(variances, freedom)
    (found,) = ask([{"ask": "moderated", "variances": variances.tolist(), "freedom": freedom}])
    assert found["drawn"] == pytest.approx(drawn.tolist(), rel=1e-9)
    assert found["freedom"] == pytest.approx(whole, rel=1e-9)


def test_quantiles_hold_for_any_degrees_of_freedom(ask: Ask) -> None:
    every = [1.01, 1.5, 2.0, 3.7, 5.0, 11.25, 80.0, 1005.0]
    found = ask([{"ask": "student", "freedom": one, "error": 0.05} for one in every])
    assert found == pytest.approx([float(stdtrit(one, 0.975)) for one in every], rel=1e-9)
