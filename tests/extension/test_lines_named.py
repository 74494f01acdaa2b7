"""What is wrong with a declaration is told with the line that first names it."""

from pathlib import Path

import pytest

from sim.errors import InputError
from sim.extension import extend

HEAD = """
from sim.extension import Each, Extension, Resident, rule

@rule
def feel(me: Resident) -> None:
    me.trust = 0.5 * me.trust

"""


@pytest.mark.parametrize(
    ("last", "line", "words"),
    [
        ('extension = Extension(steps={"judgee": (Each("residents", feel),)})', 8, "judge"),
        ("@ruel\ndef other(me: Resident) -> None:\n    me.trust = 0.1\n", 8, "NameError"),
    ],
)
def test_an_error_of_a_declaration_has_its_line(tmp_path: Path, last: str, line: int, words: str) -> None:
    file = tmp_path / "mine.py"
    file.write_text(HEAD + last + "\n", encoding="utf-8")
    with pytest.raises(InputError) as refused:
        extend(file)
    said = str(refused.value)
    assert said.startswith((f"{file}:{line}: ", f"{file}: line {line}: "))
    assert words in said
