"""What a city file gives resident by resident is checked, with all that is wrong told at once."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sim.errors import InputError

Make = Callable[..., Any]


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (
            "ties = [[0, 0], [1, 2], [2, 1]]",
            ["resident 0 is tied to itself; remove the tie", "residents 1 and 2 are tied 2 times"],
        ),
        (f"ties = {[[0, k] for k in range(1, 10)]}", ["resident 0 has 9 ties", "at most 8"]),
        ("thresholds = [0.1, 0.2]", ["given.thresholds: 2 thresholds", "one for each resident at this size: 12"]),
        (
            "ties = [[0, 12]]\nbelievers = [40]",
            ["tie of 0 and 12", "resident 40", "residents at this size are 0 to 11"],
        ),
        ("ties = [[0, 11]]", ["0 in community 0 and 11 in community 1", "a tie is within a community"]),
        ("ties = [[-1, 2]]", ["given.ties.0.0", "greater than or equal to 0"]),
        ('thresholds_in = "people"', ["given.thresholds_in", "'share', 'persons' or 'tied_persons'"]),
        (
            'thresholds = "none.csv"',
            [
                "none.csv: given.thresholds: cannot be read: there is no such file",
                "give a CSV file beside the city file",
            ],
        ),
    ],
)
def test_a_list_that_cannot_be_kept_is_refused(place: Make, given: str, words: list[str]) -> None:
    with pytest.raises(InputError) as told:
        place("", 12, 1, communities=2, given=given)
    assert [word for word in words if word not in str(told.value)] == []


def test_every_wrong_line_of_a_list_is_told_with_its_place(place: Make, tmp_path: Path) -> None:
    (tmp_path / "ties.csv").write_text("one,other\n0,1\n1\n1,x\n", encoding="utf8")
    with pytest.raises(InputError) as told:
        place("", 12, 1, given='ties = "ties.csv"')
    assert all(f"ties.csv:{line}: given.ties: " in str(told.value) for line in (3, 4))
    assert "2 numbers a line, with a comma between them; correct or remove the line" in str(told.value)


def test_ties_further_apart_than_can_be_kept_are_refused(place: Make) -> None:
    with pytest.raises(InputError, match="numbers at most 32767 apart"):
        place("", 40_000, 1, given="ties = [[0, 39999]]")


def test_a_long_list_of_mistakes_is_cut_and_says_so(place: Make) -> None:
    with pytest.raises(InputError, match="and 5 more like these"):
        place("", 12, 1, given=f"ties = {[[k, k] for k in range(15)]}")


@pytest.mark.parametrize("content", ["5" * 5_000, "x" * 200_000, "0.5,\x1b[2J"])
def test_a_list_of_what_is_no_number_is_refused_in_a_short_sentence(place: Make, tmp_path: Path, content: str) -> None:
    (tmp_path / "mine.csv").write_text(f"threshold\n{content}\n", encoding="utf8")
    with pytest.raises(InputError) as told:
        place("", 12, 1, given='thresholds = "mine.csv"')
    assert "mine.csv" in str(told.value)
    assert len(str(told.value)) < 500
    assert "\x1b" not in str(told.value)


def test_a_list_that_is_a_pipe_or_has_a_name_that_no_file_can_have_is_refused(place: Make, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    for name in ("pipe.csv", "a\\u0000b", "a" * 5_000):
        with pytest.raises(InputError, match=r"given\.ties: cannot be read: "):
            place("", 12, 1, given=f'ties = "{name}"')
