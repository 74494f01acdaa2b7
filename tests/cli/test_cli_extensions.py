"""An extension's file that cannot be used is refused with a sentence."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Shequ = Callable[..., Any]
REFUSED = {
    "ends the process": (b"import sys\nsys.exit(0)\n", "mine.py: line 2: it cannot be imported: SystemExit: 0"),
    "not UTF-8": (b"# -*- coding: gbk -*-\n# \xc9\xe7\xc7\xf8\n", "mine.py: not a text file in UTF-8"),
    "a byte of nothing": (b"x = 1\n\0", "it cannot be imported"),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_a_file_that_cannot_be_used_is_refused_before_anything_runs(shequ: Shequ, kind: str) -> None:
    source, said = REFUSED[kind]
    Path("mine.py").write_bytes(source)
    answer = shequ("run", "baseline", "--size", "hamlet", "--with", "mine.py", "--out", "out")
    assert (answer.status, answer.out) == (2, "")
    assert said in answer.err
    assert "Traceback" not in answer.err
    assert not Path("out").exists()
