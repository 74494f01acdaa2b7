"""X8 for standing cases: followed one by one, compared with the books; and switched off, nothing is left of them."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from sim.errors import AccountError
from sim.model.books import Books

Make = Callable[..., Any]
MONTHS = 30
OFTEN = {
    f"world.standing.standing_per_year.{age}": 0.3
    for age in (
        *("age_0_14", "age_15_17", "age_18_29", "age_30_49"),
        *("age_50_59", "age_60_69", "age_70_79", "age_80_plus"),
    )
}


@pytest.mark.parametrize("values", [{}, OFTEN], ids=["baseline", "often"])
def test_standing_cases_add_up_one_by_one(city: Make, varied: Make, values: dict[str, float]) -> None:
    """A case is a run of month-ends at which its resident holds one; none begins in the month in which another ended."""
    place = city(varied(values), "neighbourhood", months=MONTHS)
    residents, communities = place.state.residents, place.state.communities
    held = residents.standing_domain > 0
    begun = ended = brief = 0
    books = Books(MONTHS, communities=communities.n)
    for month in place.months():
        now = residents.standing_domain > 0
        begun += int((now & ~held).sum())
        ended += int((held & ~now).sum())
        brief += int(communities.standing_begun.sum()) - int((now & ~held).sum())
        assert communities.standing_begun.sum() - communities.standing_ended.sum() == now.sum() - held.sum()
        assert brief >= 0  # begun and ended in one month counts in the books and at no month's end
        assert communities.standing_served.sum() <= communities.standing_known.sum()
        assert (residents.standing_found[~now] == 0).all()
        held = now
        books.enter(month, place.state)
        assert books.city()["standing_cases"][month] == now.sum()
    assert begun > 0 < ended


def test_a_resident_may_hold_one_case_of_each_kind(city: Make, varied: Make) -> None:
    place = city(varied(OFTEN), "neighbourhood", months=6)
    for _ in place.months():
        pass
    assert ((place.state.residents.case_domain > 0) & (place.state.residents.standing_domain > 0)).any()


def test_a_standing_case_that_vanishes_stops_the_run(city: Make) -> None:
    place = city("baseline", "neighbourhood", months=9)
    months = place.months()
    for _ in range(7):
        next(months)
    place.state.residents.standing_domain[np.flatnonzero(place.state.residents.standing_domain)[0]] = 0
    with pytest.raises(AccountError, match=r"'standing cases'.*month 7.*cases"):
        next(months)


def test_without_a_hazard_there_are_none(city: Make, varied: Make) -> None:
    place = city(varied(dict.fromkeys(OFTEN, 0.0)), "neighbourhood", months=14)
    for _ in place.months():
        assert place.state.communities.standing_held.sum() == place.state.communities.standing_begun.sum() == 0
        assert (place.state.residents.standing_domain == 0).all()


def test_more_of_them_leave_less_for_others(city: Make, varied: Make) -> None:
    """They take slots: three hundred times as many beginners leave fewer of the other cases resolved."""

    def resolved(values: dict[str, float]) -> float:
        place, total = city(varied(values), "neighbourhood", months=24), 0
        for _ in place.months():
            total += int(place.state.communities.resolved.sum())
        return total

    assert resolved(OFTEN) < 0.8 * resolved(dict.fromkeys(OFTEN, 0.0))
