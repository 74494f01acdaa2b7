"""X8: cases are followed one by one, and what the books say is compared with that."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from sim.model.books import Books

Make = Callable[..., Any]
MONTHS = 30


class Followed:
    """Every case that was seen at a month's end: (resident, month opened) to the month in which it ended, or None."""

    def __init__(self, place: Any) -> None:
        self.books, self.open_at_end = Books(MONTHS, communities=place.state.communities.n), []
        self.open_at_start = int((place.state.residents.case_domain > 0).sum())
        self.ended: dict[tuple[int, int], int | None] = {}
        for month in place.months():
            residents = place.state.residents
            here = np.flatnonzero(residents.case_domain > 0)
            now = {(int(i), int(residents.case_opened[i])) for i in here}
            self.ended |= {case: month for case, end in self.ended.items() if end is None and case not in now}
            self.ended |= dict.fromkeys(now - self.ended.keys())
            self.open_at_end.append(len(now))
            self.books.enter(month, place.state)
        self.city = self.books.city()


@pytest.fixture(scope="module", params=["baseline", "menu_services"])
def followed(request: pytest.FixtureRequest, city: Make) -> Followed:
    return Followed(city(request.param, "neighbourhood", months=MONTHS))


def test_the_books_count_the_cases_that_residents_have(followed: Followed) -> None:
    assert followed.city["open_cases"].tolist() == followed.open_at_end


@pytest.mark.parametrize("window", [(0, 30), (6, 18), (12, 13)])
def test_month_end_cases_add_up_to_the_months_that_cases_were_open(followed: Followed, window: tuple[int, int]) -> None:
    """A case opened and closed in one month counts 0; one opened in month 3 and ended in month 5 counts 2."""
    begin, end = window
    spans = [
        max(0, min(end, end if ended is None else ended) - max(begin, opened))
        for (_, opened), ended in followed.ended.items()
    ]
    assert followed.city["open_cases"][begin:end].sum() == sum(spans)


@pytest.mark.parametrize("window", [(0, 30), (6, 18), (12, 13)])
def test_arrivals_are_resolved_withdrawn_or_still_open(followed: Followed, window: tuple[int, int]) -> None:
    begin, end = window
    arrived, resolved, withdrawn = (
        followed.city[f"{name}_cases"][begin:end].sum() for name in ("arrived", "resolved", "withdrawn")
    )
    before = followed.city["open_cases"][begin - 1] if begin else followed.open_at_start
    assert arrived == resolved + withdrawn + followed.city["open_cases"][end - 1] - before


def test_a_case_is_never_closed_before_it_arose(followed: Followed) -> None:
    assert all(ended is None or ended > opened for (_, opened), ended in followed.ended.items())
