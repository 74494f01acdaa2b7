"""Words that hold several numbers: what is packed is unpacked, and sums of words are words of sums, up to the largest ones."""

from hypothesis import given
from hypothesis import strategies as st

from sim.rules.packing import (
    MOST_CARRIED,
    ROOM,
    WHOLE,
    pack_change,
    pack_counts,
    pack_lacks,
    pack_shown,
    shows_active,
    shows_came,
    unpack_carried,
    unpack_change,
    unpack_counts,
    unpack_lacks,
    whole_part,
)
from sim.state.words import FULL_TIE, TIES

LARGEST = 2**63 - 1
"""The largest whole number that machine code has."""
MONTHS = 1200
shares, flags, levels = st.integers(0, WHOLE), st.booleans(), st.integers(0, FULL_TIE)
counts = st.tuples(*[st.integers(0, ROOM - 1)] * 3)
persons = st.lists(st.tuples(*[st.integers(0, 1)] * 3))
cases = st.lists(st.tuples(st.integers(0, 1), st.integers(0, MONTHS)))


def coarse(belonging: int) -> int:
    """Belonging as it is shown: the nearest 4096th, in fixed point."""
    return (belonging + WHOLE // 8192) // (WHOLE // 4096) * (WHOLE // 4096)


def sums(rows: list[tuple[int, ...]], width: int) -> tuple[int, ...]:
    return tuple(sum(row[k] for row in rows) for k in range(width))


@given(shares, flags, flags, flags, flags)
def test_what_a_resident_shows_says_each_of_its_parts(
    belonging: int, active: bool, believes: bool, serves: bool, came: bool
) -> None:
    shown = pack_shown(belonging, active=active, believes=believes, serves=serves, came=came)
    assert (shows_active(shown), shows_came(shown)) == (active, came)
    assert unpack_carried(pack_shown(belonging, active=active, believes=believes, serves=serves, came=False)) == (
        *(1, active, believes, serves),
        coarse(belonging),
    )
    assert 0 < shown <= LARGEST


@given(st.lists(st.tuples(levels, shares, flags, flags, flags), max_size=TIES))
def test_what_ties_carry_is_the_sum_of_each_part_by_activation(ties: list[tuple[int, int, bool, bool, bool]]) -> None:
    carried = sum(
        level * pack_shown(belonging, active=active, believes=believes, serves=serves, came=False)
        for level, belonging, active, believes, serves in ties
    )
    rows = [
        (level, level * active, level * believes, level * serves, level * coarse(belonging))
        for level, belonging, active, believes, serves in ties
    ]
    assert unpack_carried(carried) == sums([*rows], 5)


def test_full_ties_with_residents_who_show_everything_do_not_spill_over() -> None:
    carried = MOST_CARRIED * pack_shown(WHOLE, active=True, believes=True, serves=True, came=False)
    assert unpack_carried(carried) == (*[MOST_CARRIED] * 4, MOST_CARRIED * WHOLE)
    assert not shows_came(carried)
    assert carried <= LARGEST
    for active, believes, serves in ((False, True, True), (True, False, True), (True, True, False)):
        shown = pack_shown(WHOLE, active=active, believes=believes, serves=serves, came=False)
        given_off = (MOST_CARRIED * flag for flag in (active, believes, serves))
        assert unpack_carried(MOST_CARRIED * shown) == (MOST_CARRIED, *given_off, MOST_CARRIED * WHOLE)


@given(st.integers(0, FULL_TIE * WHOLE), shares)
def test_what_a_month_does_to_a_tie_is_unpacked_as_it_was_packed(gained: int, kept: int) -> None:
    assert unpack_change(pack_change(gained, kept=kept)) == (gained, kept)


def test_the_most_that_a_month_does_to_a_tie_has_room() -> None:
    most = pack_change(FULL_TIE * WHOLE, kept=WHOLE)
    assert unpack_change(most) == (FULL_TIE * WHOLE, WHOLE)
    assert most <= LARGEST


@given(st.integers(0, 2 * FULL_TIE * WHOLE))
def test_the_whole_part_leaves_less_than_one(number: int) -> None:
    assert 0 <= number - whole_part(number) * WHOLE < WHOLE


@given(counts)
def test_three_counts_are_unpacked_as_they_were_packed(three: tuple[int, int, int]) -> None:
    first, second, third = three
    assert unpack_counts(pack_counts(first, second=second, third=third)) == three


@given(persons)
def test_words_of_persons_add_up_to_the_word_of_their_counts(rows: list[tuple[int, int, int]]) -> None:
    assert unpack_counts(sum(pack_counts(one, second=two, third=three) for one, two, three in rows)) == sums([*rows], 3)


def test_as_many_persons_as_there_is_room_for_do_not_spill_over() -> None:
    most = (ROOM - 1) * pack_counts(1, second=1, third=1)
    assert unpack_counts(most) == (ROOM - 1, ROOM - 1, ROOM - 1)
    assert most <= LARGEST
    assert unpack_counts((ROOM - 1) * pack_counts(1, second=0, third=1)) == (ROOM - 1, 0, ROOM - 1)


@given(cases)
def test_words_of_cases_add_up_to_the_word_of_their_sums(rows: list[tuple[int, int]]) -> None:
    assert unpack_lacks(sum(pack_lacks(standing, months=months) for standing, months in rows)) == sums([*rows], 2)


def test_months_open_have_room_for_all_residents_of_a_community_over_a_century() -> None:
    most = (ROOM - 1) * pack_lacks(1, months=MONTHS)
    assert unpack_lacks(most) == (ROOM - 1, (ROOM - 1) * MONTHS)
    assert most <= LARGEST
