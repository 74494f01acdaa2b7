import pytest

from sim.language.wrapping import columns_of, longest_piece, wrap


@pytest.mark.parametrize(
    ("words", "columns", "lines"),
    [
        ("one two three", 8, ["one two", "three"]),
        ("one two", 7, ["one two"]),
        ("一二三四五", 6, ["一二三", "四五"]),
        ("一二三，四五", 6, ["一二", "三，四", "五"]),
        ("short", 80, ["short"]),
        ("unbreakable", 4, ["unbreakable"]),
        ("共 12 个", 4, ["共", "12", "个"]),
    ],
)
def test_words_break_at_spaces_or_between_chinese_characters_and_not_before_a_comma(
    words: str, columns: int, lines: list[str]
) -> None:
    assert wrap(words, columns) == lines


def test_a_chinese_character_takes_two_columns() -> None:
    assert columns_of("满意 a") == 6
    assert longest_piece("平均满意度，好") == 4
