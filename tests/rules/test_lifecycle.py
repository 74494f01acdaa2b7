"""Organizations come and go: founding, registration, dissolution, on numbers worked out by hand."""

from collections.abc import Callable

import pytest

from sim.rules import lifecycle

Usual = Callable[..., object]
FIELDS = {f"u_field_{d}": 0.5 for d in range(8)}


@pytest.fixture
def founders() -> Callable[..., bool]:
    """A vacant place: a tenth of 1,000 adults takes part, a twentieth of 1,200 residents has a known case."""

    def ask(**other: object) -> bool:
        usual = {"alive": 0, "active_residents": 100, "adults": 1000, "n_residents": 1200, "incubated": 0.0}
        usual |= {"known_cases": [60, 0, 0, 0, 0, 0, 0, 0], "founding_rate": 0.12, "incubation_effect": 1.0}
        usual |= {"network_strength": 0.0, "network_on_founding": 0.5}
        usual |= {"grassroots_reach": 1.0, "grassroots_on_founding": 0.5}
        return bool(lifecycle.find_founders(**(usual | {"u_founding": 0.0099} | other)))

    return ask


def test_founding_has_a_twelfth_of_its_yearly_rate_where_life_and_need_are_usual(founders: Usual) -> None:
    assert founders()
    assert not founders(u_founding=0.0101)


@pytest.mark.parametrize(
    "more",
    [
        {"active_residents": 200},
        {"known_cases": [0, 60, 60, *[0] * 5]},
        {"incubated": 1.0},
        {"network_strength": 2.0},
        {"grassroots_reach": 3.0},
    ],
)
def test_association_life_need_incubation_networks_and_grassroots_culture_each_double_it(
    founders: Usual, more: dict[str, object]
) -> None:
    assert founders(u_founding=0.0199, **more)
    assert not founders(u_founding=0.0201, **more)


@pytest.mark.parametrize("none", [{"active_residents": 0}, {"known_cases": [0] * 8}, {"alive": 1}, {"adults": 0}])
def test_nobody_founds_without_participation_without_need_or_where_one_is(
    founders: Usual, none: dict[str, object]
) -> None:
    assert founders(u_founding=0.0, **none) is ("adults" in none)


def begun(known: list[int], **fields: float) -> tuple[object, ...]:
    return lifecycle.begin_filed(7, known, 0.3, 0.4, 0.25, **(FIELDS | fields))  # type: ignore[arg-type]


def test_a_group_begins_filed_with_the_founders_posts_and_no_money() -> None:
    assert begun([0, 0, 0, 9, 0, 0, 0, 0]) == (1, 7, 1, 3, 0.25, 0.3, 0.4, 0.0, 0.0, 0.0, 0.25, 0.0, 0)


def test_more_need_in_a_domain_never_loses_it_a_founder() -> None:
    luck = {"u_field_2": 0.4, "u_field_5": 0.3}
    fields = [begun([1, 1, more, 1, 1, 9, 1, 1], **luck)[3] for more in range(1, 40)]
    assert fields[0] == 5
    assert fields == sorted(fields, key=lambda d: d == 2)
    assert fields[-1] == 2


@pytest.mark.parametrize(("month", "purse", "paid"), [(7, 9_000, [0, 2_000, 2_000]), (7, 1_000, [0, 500, 500])])
def test_the_new_share_a_seed_grant_as_far_as_the_purse_lasts(month: int, purse: int, paid: list[int]) -> None:
    """An organization of the start, one founded three months ago, one last month: 20 yuan each."""
    left, got = [purse], [0, 0, 0]
    lifecycle.seed_new(month, [1, 1, 1], [0, 4, 6], [0.0] * 3, got, left, 20.0, 6.0)
    assert (got, left[0]) == (paid, purse - sum(paid))


@pytest.mark.parametrize(("month", "alive"), [(11, 1), (7, 0)])
def test_no_seed_grant_after_its_months_or_for_a_vacant_place(month: int, alive: int) -> None:
    left, got = [9_000], [0]
    lifecycle.seed_new(month, [alive], [4], [0.0], got, left, 20.0, 6.0)
    assert (got, left) == ([0], [9_000])


def registered(**other: object) -> int:
    usual = {"alive": 1, "form": 1, "staff": 0.5, "month": 30, "founded": 6, "u_register": 0.004}
    return lifecycle.register(  # type: ignore[arg-type]
        **(usual | {"registration_staff": 0.3, "registration_age": 24.0, "registration_rate": 0.1} | other)
    )


def test_a_group_of_age_with_staff_registers_by_chance() -> None:
    assert registered() == lifecycle.REGISTERED
    for other in ({"u_register": 0.0042}, {"staff": 0.29, "u_register": 0.0}, {"founded": 7}, {"alive": 0}):
        assert registered(**other) == lifecycle.FILED


def end(**other: object) -> tuple[float, int, bool]:
    usual = {"alive": 1, "form": 0, "staff": 4.0, "posts_built_for": 10.0, "months_insolvent": 11, "adults": 1000}
    usual |= {
        "active_residents": 100,
        "posts_memory": 0.1,
        "dissolution_months": 12.0,
        "filed_lapse": 0.12,
        "posts_on_lapse": 0.0,
        "registration_staff": 0.3,
    }
    return lifecycle.struggle(**(usual | {"u_lapse": 0.5} | other))  # type: ignore[arg-type]


def test_twelve_months_without_pay_for_half_the_posts_end_a_registered_organization() -> None:
    assert end() == (9.4, 12, True)
    assert end(months_insolvent=10) == (9.4, 11, False)
    assert end(staff=5.0) == (9.5, 0, False)
    assert end(alive=0, staff=0.0)[1:] == (0, False)


def test_less_than_registration_asks_for_is_insolvent_whatever_it_was_built_for() -> None:
    assert end(staff=0.29, posts_built_for=0.5)[2]
    assert not end(staff=0.31, posts_built_for=0.5)[2]


def test_filed_groups_lapse_by_chance_the_sooner_the_fewer_take_part() -> None:
    assert end(form=1, u_lapse=0.0099)[2]
    assert not end(form=1, u_lapse=0.0101)[2]
    assert end(form=1, u_lapse=0.0199, active_residents=50)[2]
    assert not end(form=1, u_lapse=0.0051, staff=1.0, posts_on_lapse=1.0)[2]  # a paid post halves the chance
    assert end(form=1, u_lapse=0.0049, staff=1.0, posts_on_lapse=1.0)[2]


def test_what_is_left_of_a_dissolved_organization_is_spent_on_winding_up() -> None:
    assert lifecycle.dissolve(700, 55) == (0, 0, 0, 755, 0.0, 0.0, 0, 0, 0, 0)


def test_effect_is_cases_for_a_thousand_yuan_of_public_money() -> None:
    assert lifecycle.be_monitored(0.0, 6, 100_000, 50_000, 25_000, 25_000, 1.0) == 3.0
    assert lifecycle.be_monitored(0.0, 6, 0, 10, 0, 0, 1.0) == 6.0
    assert lifecycle.be_monitored(2.0, 0, 0, 0, 0, 0, 0.5) == 1.0
