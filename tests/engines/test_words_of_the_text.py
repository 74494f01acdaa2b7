"""A column from outside can have no name that means something else in the text that both engines execute."""

import ast
from collections.abc import Iterator

import pytest

from sim.city.making import making_program
from sim.engine.program import Program
from sim.engine.source import text
from sim.engine.visit_texts import entries
from sim.extension.checks import NAME, OF_THE_ENGINE, taken
from sim.model.month import month_program

PROGRAMS = {"month": month_program, "making": making_program}


def words(source: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Name):
            yield node.id
        elif isinstance(node, ast.arg):
            yield node.arg
        elif isinstance(node, ast.alias):
            yield node.asname or node.name


def words_of(program: Program) -> set[str]:
    """What the texts name, but for the visits themselves, which nothing inside one calls."""
    visits = [one for _, run in entries(program) for one in run]
    named = {word for source in (text(program), *(one.text for one in visits)) for word in words(source)}
    return named - {one.name.rpartition("_")[0] for one in visits}


@pytest.mark.parametrize("name", PROGRAMS)
def test_every_word_of_the_text_is_refused_as_a_name(name: str) -> None:
    free = words_of(PROGRAMS[name]()) - taken()
    assert not [word for word in free if NAME.fullmatch(word)]


def test_no_word_is_refused_for_nothing() -> None:
    assert OF_THE_ENGINE - {"tie_slot"} <= words_of(month_program())
