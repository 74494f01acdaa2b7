"""Adaptation to a step in the quality of help, and copies of a community: evidence X6, X10."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

Make = Callable[..., Any]
STEP, YEARLY = 12, 0.23084
CERTAIN = f"""
[world.needs]
need_per_year = 12
variants_wanted = 1
[world.cases]
complex_share = 0
[world.help]
self_report = 1
trust_on_report = 0
publicity_on_report = 0
neighbours_can = 0
unit_cost = 0
[world.seeking]
channel_chosen = 0
[world.committees]
committee_case_minutes = 100000
[world.satisfaction]
negativity = 1
experience_half_life = 0
help_quality = 0.5
promise = 0
adaptation_per_year = {YEARLY}
[[events]]
date = "2017-01"
set = {{ "world.satisfaction.help_quality" = 0.7 }}
"""


def test_a_step_in_quality_is_adapted_to_at_the_given_rate(place: Make) -> None:
    """Everyone is helped at once every month: the gap to expectation t months on is D (1 - l)^t, 0.35 D after four years."""
    city = place(CERTAIN, 300, STEP + 49)
    people, gaps = city.state.residents, []
    before = people.expectation.copy()
    for _ in city.months(STEP + 49):
        gaps.append(float(np.mean(people.experience - before)))
        before = people.expectation.copy()
    assert max(map(abs, gaps[:STEP])) < 1e-6
    monthly = (1 - YEARLY) ** (1 / 12)
    assert gaps[STEP:] == pytest.approx([0.2 * monthly**t for t in range(49)], rel=1e-4)
    assert gaps[STEP + 48] / gaps[STEP] == pytest.approx(0.35, abs=0.001)


def test_copies_of_a_community_live_like_the_one(place: Make) -> None:
    """Per-resident outcomes of nine copies equal those of one within sampling error."""
    shares = []
    for communities in (1, 9):
        city = place("", 3_000 * communities, 24, communities=communities, organizations=10)
        for _ in city.months(24):
            pass
        books = city.state.communities
        shares.append([books.active_residents.sum(), books.cases_held.sum(), books.satisfaction_sum.sum() / 2**20])
        shares[-1] = [float(value) / (3_000 * communities) for value in shares[-1]]
    assert shares[0] == pytest.approx(shares[1], abs=4 * 0.5 / 3_000**0.5)
