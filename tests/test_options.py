"""Keywords of the public calls: what a type checker knows of them is what the calls take."""

from pathlib import Path
from typing import Any, get_type_hints

import pytest

from sim import study
from sim.runs import many, run_many


@pytest.mark.parametrize(("options", "taken"), [(study.Options, study.Asked), (many.Options, many.Means)])
def test_a_type_checker_knows_the_keywords_that_are_taken(options: type, taken: type) -> None:
    assert get_type_hints(options) == get_type_hints(taken)


def test_a_keyword_that_there_is_not_is_refused_before_anything_runs(tmp_path: Path) -> None:
    unknown: dict[str, Any] = {"moths": 3}
    with pytest.raises(TypeError, match="moths"):
        study.compare("baseline", ["menu_services"], out=tmp_path / "out", **unknown)
    with pytest.raises(TypeError, match="moths"):
        run_many([], [], 1, "hamlet", "compiled", "ningbo", tmp_path / "out", **unknown)
    assert not (tmp_path / "out").exists()
