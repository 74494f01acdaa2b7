"""Spreading the same posts and money over more or fewer organizations."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.parameters.organization import OrganizationPolicy
from sim.rules.lifecycle import spread_organizations
from sim.state import Many, Organization
from tests.records import many, street, usual

WHOLE = ("alive", "form", "domain", "founded", "months_insolvent", "balance", "low_fees", "spare_minutes")
PARTS = (
    "members",
    "staff",
    "usual_income",
    "posts_built_for",
    "skill",
    "reputation",
    "effect",
    "government_share",
    "gift_share",
)


def four() -> dict[str, list[Any]]:
    """Registered organizations of four, two and one posts, a filed one, and two vacant places."""
    columns: dict[str, list[Any]] = {name: [0] * 6 for name in WHOLE} | {name: [0.0] * 6 for name in PARTS}
    columns |= {"alive": [1, 1, 1, 1, 0, 0], "form": [0, 0, 0, 1, 1, 1], "domain": [1, 2, 3, 4, 0, 0]}
    columns |= {"balance": [401, 200, 100, 7, 0, 0], "staff": [4.0, 2.0, 1.0, 0.5, 0.0, 0.0]}
    columns |= {"usual_income": [4e4, 2e4, 1e4, 0.0, 0.0, 0.0], "skill": [0.8, 0.6, 0.3, 0.5, 0.0, 0.0]}
    return columns


def spread(factor: float, done: float = 0.0) -> dict[str, list[Any]]:
    providers, here = many(Organization, 6, **four()), street(2, number_done=done, n_residents=100)
    policies = Many([usual(OrganizationPolicy, number_factor=factor)] * 2)
    spread_organizations(providers, here, policies, [0, 2, 6])
    assert here[0].number_done == factor - 1.0
    return {name: [getattr(one, name) for one in providers] for name in (*WHOLE, *PARTS)}


def test_what_is_spread_as_it_was_stays_as_it_was() -> None:
    assert spread(1.0) == four()
    assert spread(2.0, done=1.0) == four()


def test_the_largest_splits_in_two_halves_of_one_name_and_domain() -> None:
    after = spread(4 / 3)
    assert after["alive"] == [1, 1, 1, 1, 1, 0]
    assert (after["staff"][0], after["staff"][4], after["skill"][4], after["domain"][4]) == (2.0, 2.0, 0.8, 1)
    assert (after["balance"][0], after["balance"][4], after["form"][4]) == (201, 200, 0)


def test_the_smallest_goes_over_to_the_next_and_brings_its_skill() -> None:
    """Two posts of skill 0.6 and one of 0.3 are three of 0.5."""
    after = spread(2 / 3)
    assert after["alive"] == [1, 1, 0, 1, 0, 0]
    assert (after["staff"][1], after["balance"][1], after["domain"][1]) == (3.0, 300, 2)
    assert after["skill"][1] == pytest.approx(0.5)
    assert (after["staff"][2], after["balance"][2]) == (0.0, 0)


def test_no_more_split_than_there_are_vacant_places_and_one_always_stays() -> None:
    assert sum(spread(2.0)["alive"]) == 6
    assert spread(0.25)["alive"] == [1, 0, 0, 1, 0, 0]


@given(st.floats(0.25, 2.0))
def test_money_posts_and_skilled_work_are_the_same_together(factor: float) -> None:
    before, after = four(), spread(factor)
    assert sum(after["balance"]) == sum(before["balance"])
    work = [sum(a * b for a, b in zip(one["staff"], one["skill"], strict=True)) for one in (before, after)]
    assert sum(after["staff"]) == pytest.approx(sum(before["staff"]))
    assert work[1] == pytest.approx(work[0])
