import tomllib
from collections.abc import Iterator
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from sim.scenario.lines import Key, key_lines

HARD = '''# comment with [brackets] and a = 1
extends = "a" # comment
[ name ]
en = """two
lines = 3 ""\\" """
zh = \'\'\'x
[not.a.table]
\'\'\'
[levers.provision] # a
menu_share.x = 1
"quoted key" . 'b' = [1,
  2, # ] no end
  {a = 1, b.c = "}"},
]
moment = 1979-05-27 07:32:00
escaped = "a]#\\""
[[events]]
date = "x"
[events.set]
"a.b" = 1
[[events]]

date = "y"
[events.set]
"a.b" = 2
[a.b.c]
[a]
k = 1
'''


def keys(node: Any, path: Key = ()) -> Iterator[Key]:
    items = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for key, value in items:
        yield (*path, key)
        yield from keys(value, (*path, key))


def test_every_key_of_a_hard_text_is_found_at_its_line() -> None:
    lines = key_lines(HARD)
    assert set(lines) == set(keys(tomllib.loads(HARD)))
    expected: dict[Key, int] = {
        ("name",): 3,
        ("name", "zh"): 6,
        ("levers", "provision", "menu_share", "x"): 10,
        ("levers", "provision", "quoted key", "b"): 11,
        ("levers", "provision", "quoted key", "b", 2, "b", "c"): 13,
        ("levers", "provision", "moment"): 15,
        ("events", 0, "set", "a.b"): 20,
        ("events", 1): 21,
        ("events", 1, "date"): 23,
        ("events", 1, "set", "a.b"): 25,
        ("a", "b", "c"): 26,
        ("a", "k"): 28,
    }
    assert {key: lines[key] for key in expected} == expected


def test_windows_line_ends_do_not_move_lines() -> None:
    assert key_lines(HARD.replace("\n", "\r\n")) == key_lines(HARD)


@given(st.lists(st.text("ab\"'#[]{}=,. \t\\", max_size=8), max_size=6))
def test_texts_full_of_syntax_do_not_move_the_key_below_them(texts: list[str]) -> None:
    lines = [f"k{number} = {_quoted(text)}" for number, text in enumerate(texts)]
    assert key_lines("\n".join([*lines, "last = 1"]))["last",] == len(texts) + 1


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
