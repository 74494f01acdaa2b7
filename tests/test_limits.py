"""What the Python calls are asked for is checked before anything runs, by the numbers that the command has."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, get_type_hints

import numpy as np
import pytest

from sim import compare, limits, run_many, simulate, sweep
from sim.cli.compare import compare as compare_command
from sim.cli.option_groups import ungrouped
from sim.cli.run import run
from sim.errors import InputError
from sim.language import speaking
from sim.runs.batch import RESIDENTS

SEEDS = "a list of whole numbers from 0 to 18446744073709551615"
OF_A_COMPARISON: list[tuple[str, Any, str]] = [
    ("seeds", 0, "seeds is 0; give a whole number from 1 to 1000000, or None"),
    ("seeds", "ten", "seeds is 'ten'; give a whole number from 1 to 1000000, or None"),
    ("seeds", True, "seeds is True; give a whole number"),
    ("months", 0, "months is 0; give a whole number from 1 to 1200"),
    ("months", 12.5, "months is 12.5; give a whole number from 1 to 1200"),
    ("size", "x", "size is 'x'; choose one of hamlet, neighbourhood, district, city"),
    ("size", "neighborhood", r"did you mean neighbourhood\?"),
    ("size", ["hamlet"], r"size is \['hamlet'\]; did you mean hamlet\? Otherwise choose one of"),
    ("city", Path("mine.toml"), r"city is PosixPath\('mine.toml'\); give a text"),
    ("engine", "compild", r"did you mean compiled\?"),
    ("first_seed", -1, "first_seed is -1; give a whole number from 0 to 4294967295"),
    ("first_seed", None, "first_seed is None; give a whole number"),
    ("equal_budget", "no", "equal_budget is 'no'; give True or False"),
    ("discount", 2, "discount is 2; give a number from 0 to 0.08"),
    ("discount", float("nan"), "discount is nan; give a number from 0 to 0.08"),
    ("person_seeds", 5, r"person_seeds is 5; give at least 20 person seeds \(at most 1000\)"),
    ("worlds", -1, "worlds is -1; give a whole number from 0 to 10000"),
    ("workers", 0, "workers is 0; give a whole number from 1 to 1024"),
    ("threads", 0, "threads is 0; give a whole number from 1 to 1024"),
    ("replace", 1, "replace is 1; give True or False"),
    ("report", "fr", "report is 'fr'; choose one of en, zh"),
]
OF_RUNS: list[tuple[str, Any, str]] = [
    (
        "scenarios",
        "baseline",
        r"scenarios is 'baseline'; give a list of at least one scenario, such as \[\"baseline\"\]",
    ),
    ("scenarios", [], r"scenarios is \[\]; give a list of at least one scenario"),
    ("seeds", 3, f"seeds is 3; give {SEEDS}"),
    ("seeds", [], rf"seeds is \[\]; give {SEEDS}"),
    ("seeds", [0, -1], rf"seeds is \[0, -1\]; give {SEEDS}"),
    ("seeds", "ten", f"seeds is 'ten'; give {SEEDS}"),
    ("months", 0, "months is 0; give a whole number from 1 to 1200"),
    ("size", "x", "size is 'x'; choose one of"),
    ("engine", "compild", "engine is 'compild'; did you mean compiled\\? Otherwise choose one of compiled, mesa"),
    ("city", 3, "city is 3; give a text"),
    ("workers", 0, "workers is 0; give a whole number from 1 to 1024"),
    ("threads", None, "threads is None; give a whole number from 1 to 1024"),
]
OF_A_RUN: list[tuple[str, Any, str]] = [
    ("seed", -1, "seed is -1; give a whole number from 0 to 18446744073709551615"),
    *(one for one in OF_RUNS if one[0] in ("months", "size", "engine", "city", "threads")),
]


@pytest.mark.parametrize(("option", "given", "words"), OF_A_COMPARISON)
def test_a_comparison_refuses_what_cannot_be(tmp_path: Path, option: str, given: Any, words: str) -> None:
    asked: Any = {option: given}
    with pytest.raises(InputError, match=words):
        compare("baseline", ["menu_services"], out=tmp_path / "out", **asked)
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(("option", "given", "words"), OF_RUNS)
def test_many_runs_refuse_what_cannot_be(tmp_path: Path, option: str, given: Any, words: str) -> None:
    usual: dict[str, Any] = {"scenarios": ["baseline"], "seeds": [1], "months": 2, "size": "hamlet"}
    rest: dict[str, Any] = {"engine": "compiled", "city": "ningbo", "out": tmp_path / "out"}
    with pytest.raises(InputError, match=words):
        run_many(**(usual | rest | {option: given}))
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(("option", "given", "words"), OF_A_RUN)
def test_a_run_refuses_what_cannot_be(option: str, given: Any, words: str) -> None:
    usual: dict[str, Any] = {"seed": 1, "months": 2, "size": "hamlet", "engine": "compiled", "city": "ningbo"}
    with pytest.raises(InputError, match=words):
        simulate("baseline", **(usual | {option: given}))


def test_a_sweep_refuses_to_work_with_nobody(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="workers is 0; give a whole number from 1 to 1024"):
        sweep("menu_and_tastes", out=tmp_path / "out", workers=0)
    assert not (tmp_path / "out").exists()


def test_all_that_is_wrong_is_told_at_once_in_the_language_spoken() -> None:
    with speaking("zh"), pytest.raises(InputError) as refused:
        limits.checked({"months": 0, "--size": "x", "seeds": 4})
    assert str(refused.value).splitlines() == [
        "months 为 0；应为：1 至 1200 的整数。",
        "--size 为 'x'；可选：hamlet, neighbourhood, district, city。",
    ]


def test_numbers_of_numpy_are_numbers(tmp_path: Path) -> None:
    seeds: Any = np.arange(2)
    months: Any = np.int64(2)
    runs = run_many(["baseline"], seeds, months, "hamlet", engine="compiled", city="ningbo", out=tmp_path)
    assert [run.seed for run in runs["baseline"]] == [0, 1]
    assert limits.checked({"months": np.int64(3)}) == {"months": 3}
    assert type(limits.checked({"months": np.int64(3)})["months"]) is int


def test_every_size_has_its_number_of_residents() -> None:
    assert tuple(RESIDENTS) == limits.SIZES


@pytest.mark.parametrize("command", [run, compare_command])
def test_the_command_has_the_ranges_of_the_python_calls(command: Callable[..., None]) -> None:
    hints = get_type_hints(ungrouped(command), include_extras=True)
    infos = {name: info for name, hint in hints.items() for info in getattr(hint, "__metadata__", ())}
    ranges = {name: (info.min, info.max) for name, info in infos.items() if info.max is not None}
    known = limits.WHOLE | limits.NUMBERS
    assert ranges == {name: tuple(known[name]) for name in ranges}
    assert {"months", "workers", "threads", "first_seed"} <= set(ranges)
