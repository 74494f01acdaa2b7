"""How posts are shared among a street's organizations when a city begins, and what its books begin with."""

import pytest

from sim.rules.arithmetic import exp, normal
from sim.rules.initial_state import open_books, share_posts
from sim.rules.random_numbers import philox
from sim.state import City, CommunityToBe, Many, OrganizationToBe
from sim.state.words import ACCOUNTS, CASES, FILED, REGISTERED, REPORTED_CASES, STANDING_CASES
from tests.records import many, record


def weight(place: int) -> float:
    """What the words of purpose 903 say of the organization at a place, where they are spread by 0.5."""
    word = philox(place, month=0, purpose=903, entered=0, key_low=7, key_high=9)[0]
    return exp(0.5 * normal((word + 0.5) / 2**32))


def shares(form: list[int], alive: list[int], *, first: list[int], streets: list[int]) -> list[float]:
    providers = many(OrganizationToBe, len(form), form=form, alive=alive, share_of_posts=0.0, weight=3.0)
    n = len(streets)
    here = many(CommunityToBe, n, by_street=[*range(n)], street=streets, n_residents=100, organization_spread=0.5)
    share_posts(providers, here, first, key_low=7, key_high=9)
    assert [one.weight for one in providers] == [0.0] * len(form)
    return [one.share_of_posts for one in providers]


def test_organizations_of_a_form_share_their_streets_posts_by_weight() -> None:
    """The second is filed and has all of its form's; a vacant place has none, and takes no place in the order of luck."""
    found = shares([REGISTERED, FILED, FILED, REGISTERED], [1, 1, 0, 1], first=[0, 3, 4], streets=[5, 5])
    first, second = weight(0), weight(2)
    assert found == pytest.approx([first / (first + second), 1.0, 0.0, second / (first + second)])


def test_posts_of_a_street_without_an_organization_go_to_the_others() -> None:
    assert shares([REGISTERED], [1], first=[0, 1, 1], streets=[5, 6]) == [2.0]


def test_the_books_begin_with_the_cases_that_there_are() -> None:
    here: Many[CommunityToBe] = many(
        CommunityToBe, 2, cases_held=[3, 4], known_open=[2, 1], standing_held=[5, 0], organized=0.0, need_seen=0.0
    )
    city = record(City, held=[0] * len(ACCOUNTS))
    open_books(here, city)
    assert [city.held[one] for one in (CASES, REPORTED_CASES, STANDING_CASES)] == [7, 3, 5]
    assert [(one.organized, one.need_seen) for one in here] == [(1.0, 3), (1.0, 4)]
