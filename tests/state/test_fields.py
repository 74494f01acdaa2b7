"""What fields say of themselves: a meaning that can be read alone, and a unit with one spelling."""

from collections import Counter

import pytest

from sim.state import City, CommunityToBe, Office, OrganizationToBe, Record, Resident
from sim.state.record import fields

KINDS = (Resident, OrganizationToBe, CommunityToBe, Office, City)
UNITS = {
    *("", "share", "index", "score", "weight", "intensity", "per month", "per case", "packed"),
    *("2^-20", "2^-20 / 100", "1/100", "1/1000", "1/1024"),
    *("fen", "yuan", "yuan per resident and year", "cases per 1,000 yuan"),
    *("residents", "ties", "people", "communities", "organizations", "posts", "posts per resident"),
    "domains x residents",
    *("cases", "evaluations", "minutes", "months", "places", "homes", "variants", "surveys of every household a year"),
    *(
        "practice around 2016 = 1",
        "mean volunteer = 1",
        "single variant = 1",
        "today = 1",
        "usual spending = 1",
        "first year = 1",
    ),
}
"""A new unit is added here, so that no unit comes to be spelt in two ways."""
subject = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)


@subject
def test_every_unit_has_one_spelling(kind: type[Record]) -> None:
    assert {one.unit for one in fields(kind).values()} - UNITS == set()


@subject
def test_no_meaning_keeps_its_unit_or_leans_on_its_neighbour(kind: type[Record]) -> None:
    leaning = ("[", "of them", "of that", "the same", "in it")
    assert [name for name, one in fields(kind).items() if any(each in one.meaning for each in leaning)] == []


@subject
def test_no_two_fields_of_a_record_mean_the_same(kind: type[Record]) -> None:
    meanings = Counter(one.meaning for one in fields(kind).values())
    assert [meaning for meaning, count in meanings.items() if count > 1] == []


def test_fields_stand_in_the_order_of_the_classes_that_a_record_is_made_of() -> None:
    in_order = [name for base in CommunityToBe.__mro__[1].__bases__ for name in fields(base)]
    assert list(fields(CommunityToBe))[: len(in_order)] == in_order
