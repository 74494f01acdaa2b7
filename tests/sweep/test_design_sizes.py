"""Designs that nobody can finish are refused before their points are made."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from sim.errors import DesignError, InputError
from sim.studies.sweep.reading import load_design

Write = Callable[..., Path]
OUTCOMES = '[outcomes]\nparticipation_rate = "mean"\n'
FACTORS = '[factors]\n"world.needs.problem_load" = { range = "plausible" }\n"methods.culture" = { range = [0, 2] }\n'


def grid(levels: int) -> str:
    ranges = ("world.needs.problem_load", "methods.culture", "methods.service")
    lines = (f'"{path}" = {{ range = [0, 1], levels = {levels} }}\n' for path in ranges)
    return '[design]\nmethod = "grid"\n[factors]\n' + "".join(lines) + OUTCOMES


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (grid(10_000), "design: 1,000,000,000,000 points; at most 100,000"),
        (f'[design]\nmethod = "lhs"\nn = 1_000_000\n{FACTORS}{OUTCOMES}', "1,000,000 points"),
        (f'[design]\nmethod = "sobol"\nn = 65_536\n{FACTORS}{OUTCOMES}', "262,144 points"),
        (f'[design]\nmethod = "morris"\nn = 50_000\n{FACTORS}{OUTCOMES}', "150,000 points"),
    ],
)
def test_a_design_of_too_many_points_is_refused_without_making_them(design_file: Write, body: str, words: str) -> None:
    with pytest.raises(DesignError, match=words):
        load_design(design_file(body))


def test_a_design_of_too_many_runs_is_refused_first_and_when_it_is_extended(design_file: Write) -> None:
    file = design_file(grid(5))
    design = load_design(file)
    with pytest.raises(InputError, match="runs; at most 10,000,000: choose fewer seeds"):
        design.extended(1_000_000, points=None, measures=())
    file.write_text(file.read_text("utf-8").replace("seeds = 2", "seeds = 1_000_000"), "utf-8")
    with pytest.raises(DesignError, match="125,000,000 runs"):
        load_design(file)


def test_a_table_of_points_that_is_a_pipe_or_has_a_cell_without_end_is_refused(
    design_file: Write, tmp_path: Path
) -> None:
    body = f'[design]\nmethod = "table"\nfile = "points.csv"\n{OUTCOMES}'
    os.mkfifo(tmp_path / "points.csv")
    with pytest.raises(DesignError, match=r"points\.csv cannot be read: a pipe or a device"):
        load_design(design_file(body))
    os.remove(tmp_path / "points.csv")
    (tmp_path / "points.csv").write_text("methods.culture\n" + "1" * 200_000 + "\n", "utf-8")
    with pytest.raises(DesignError, match=r"points\.csv cannot be read: field larger"):
        load_design(design_file(body))


def test_a_reduction_that_is_no_name_is_refused(design_file: Write) -> None:
    with pytest.raises(DesignError, match=r"outcomes\.participation_rate: an array; one or more of"):
        load_design(design_file(grid(2).replace('= "mean"', "= [[1]]")))
