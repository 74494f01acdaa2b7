"""Philox4x32-10 against the known answers that its authors publish (Random123, kat_vectors)."""

import numpy as np
import pytest
from scipy import stats

from sim.rules.random_numbers import philox

ONES = 0xFFFFFFFF
N = 20_000


def words(slot: int, *rest: int) -> tuple[int, int, int, int]:
    """The words of luck at a counter under a key, all given by their places."""
    month, purpose, entered, key_low, key_high = rest
    return philox(slot, month=month, purpose=purpose, entered=entered, key_low=key_low, key_high=key_high)


@pytest.mark.parametrize(
    ("counter", "key", "answer"),
    [
        ((0, 0, 0, 0), (0, 0), (0x6627E8D5, 0xE169C58D, 0xBC57AC4C, 0x9B00DBD8)),
        ((ONES, ONES, ONES, ONES), (ONES, ONES), (0x408F276D, 0x41C83B0E, 0xA20BC7C6, 0x6D5451FD)),
        (
            (0x243F6A88, 0x85A308D3, 0x13198A2E, 0x03707344),
            (0xA4093822, 0x299F31D0),
            (0xD16CFE09, 0x94FDCCEB, 0x5001E420, 0x24126EA1),
        ),
    ],
    ids=["zeros", "ones", "pi"],
)
def test_philox_gives_the_known_answer(
    counter: tuple[int, int, int, int], key: tuple[int, int], answer: tuple[int, ...]
) -> None:
    assert words(*counter, *key) == answer


def test_a_month_of_entry_before_the_first_is_a_word_like_any_other() -> None:
    assert philox(0, month=0, purpose=0, entered=-1, key_low=0, key_high=0) == philox(
        0, month=0, purpose=0, entered=ONES, key_low=0, key_high=0
    )


@pytest.mark.parametrize("place", range(6), ids=["slot", "month", "purpose", "entered", "key_low", "key_high"])
def test_everything_that_makes_luck_changes_it(place: int) -> None:
    changed = [5, 7, 3, 0, 11, 0]
    changed[place] += 1
    assert not set(philox(5, month=7, purpose=3, entered=0, key_low=11, key_high=0)) & set(words(*changed))


@pytest.mark.parametrize("lane", range(4))
def test_the_luck_of_neighbouring_persons_is_uniform(lane: int) -> None:
    uniforms = [
        (philox(slot, month=3, purpose=1, entered=0, key_low=42, key_high=0)[lane] + 0.5) / 2**32 for slot in range(N)
    ]
    assert 0.001 < stats.kstest(uniforms, "uniform").pvalue < 0.999


@pytest.mark.parametrize("other", [(0, 4, 1, 0, 42, 0), (0, 3, 2, 0, 42, 0), (0, 3, 1, 1, 42, 0), (0, 3, 1, 0, 43, 0)])
def test_luck_next_door_in_time_purpose_entry_or_seed_is_unrelated(other: tuple[int, ...]) -> None:
    ours = [philox(slot, month=3, purpose=1, entered=0, key_low=42, key_high=0)[0] for slot in range(N)]
    theirs = [words(slot, *other[1:])[0] for slot in range(N)]
    assert abs(np.corrcoef(ours, theirs)[0, 1]) < 4 / N**0.5
