"""Former names of options: the command takes them for one release and names the present one."""

from collections.abc import Callable
from typing import Any

import pytest

from sim.cli import options
from sim.cli.options import present_options

Shequ = Callable[..., Any]


@pytest.fixture(autouse=True)
def replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(options, "REPLACED", {"--executor": "--cluster"})


@pytest.mark.parametrize(
    ("arguments", "present"),
    [
        (["a", "--lucks", "40"], ["a", "--person-seeds", "40"]),
        (["--lucks=40", "a"], ["--person-seeds=40", "a"]),
        (["--executor", "dask", "--cluster", "tcp://x"], ["--cluster", "tcp://x"]),
        (["--executor=dask", "a"], ["a"]),
        (["--luck", "3"], ["--luck", "3"]),
        (["--", "--lucks"], ["--", "--lucks"]),
    ],
)
def test_a_former_option_becomes_the_present_one(arguments: list[str], present: list[str]) -> None:
    assert present_options(arguments, ["--person-seeds", "--cluster"], "en") == present


def test_a_former_name_that_another_option_has_now_is_that_option(capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["--luck", "3"]
    assert present_options(arguments, ["--person-seed", "--luck"], "en") == arguments
    assert capsys.readouterr().err == ""


def test_the_command_names_the_present_option_and_works(shequ: Shequ, runner: list[dict[str, Any]]) -> None:
    answer = shequ("compare", "baseline", "menu_services", "--lucks", "5")
    assert answer.status == 2
    assert "--lucks is now called --person-seeds" in answer.err
    assert "--person-seeds is 5; give at least 20 person seeds" in answer.err
    assert "--lucks" not in shequ("compare", "--help").out
