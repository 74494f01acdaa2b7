from collections.abc import Callable
from typing import Any

import pytest

from sim.report import write
from sim.report.pdf import wrap


def test_the_pdf_and_the_workbook_stand_beside_the_page(case: Callable[..., Any], tmp_path: Any) -> None:
    made = case(seeds=3, months=12)
    write(made.study, made.scenarios, tmp_path, "zh")
    assert (tmp_path / "report.pdf").read_bytes().startswith(b"%PDF")
    assert (tmp_path / "report.xlsx").read_bytes().startswith(b"PK")


@pytest.mark.parametrize(
    ("words", "columns", "lines"),
    [
        ("one two three", 8, ["one two", "three"]),
        ("一二三四五", 6, ["一二三", "四五"]),
        ("一二三，四五", 6, ["一二", "三，四", "五"]),
        ("short", 80, ["short"]),
    ],
)
def test_words_break_at_spaces_or_between_chinese_characters_and_not_before_a_comma(
    words: str, columns: int, lines: list[str]
) -> None:
    assert wrap(words, columns) == lines
