"""A plan that was kept is the plan that would be made; what is not sure to be that is made anew."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import sim
from sim.engine import cache_folder as folder
from sim.engine.cache_folder import places
from sim.engine.objects import ENDING
from sim.engine.plan import kept_plan, understood_plan, written_plan
from sim.engine.program import Program, ProgramError
from sim.engine.steps import Each
from sim.engine.visit_texts import plan
from sim.model.month import DRAWS, MONTH, month_program
from sim.model.tables import TABLES
from sim.parameters.flat import WORLD, offsets
from sim.rules import arithmetic, rule

PACKAGE = Path(sim.__file__).parent
STEPS = MONTH[:40]
NOTHING_READ = """
from sim.engine.lowering import lowered
from sim.runs.single import simulate
from sim.scenario import load
run = simulate(load("baseline"), 3, months=2, size="hamlet", engine="compiled", city="ningbo")
print(run.city["satisfaction_mean"].tobytes().hex(), lowered.cache_info().currsize == 0)
"""


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty cache, in which nothing was complained of yet."""
    monkeypatch.setenv("SHEQU_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(folder, "_TOLD", set())


def python(folder: Path, script: str) -> str:
    """What a process says that imports the package from a folder."""
    told = os.environ | {"PYTHONPATH": str(folder)}
    words = [sys.executable, "-c", script]
    return subprocess.run(words, cwd=folder, env=told, capture_output=True, text=True, check=True).stdout


def put_together(*more: Each) -> Program:
    return Program(TABLES, (*STEPS, *more), offsets(WORLD), DRAWS)


def files() -> list[Path]:
    return [path for place in places() for path in place.glob(f"program-*{ENDING}")]


def test_a_kept_plan_is_the_one_that_would_be_made_and_names_the_same_sources() -> None:
    first = put_together()
    assert first.plan is None
    made = plan(first)
    second = put_together()
    assert second.plan == made == plan(second)
    assert [type(stage) for stage in made] == [type(stage) for stage in plan(second)]
    assert [second.sources(step) for step in STEPS] == [first.sources(step) for step in STEPS]
    assert len(files()) == 1


def test_a_plan_is_written_and_read_without_loss() -> None:
    made = plan(month_program())
    assert understood_plan(written_plan(made)) == made


@pytest.mark.parametrize("mistake", [Each("residents", arithmetic.approach), Each("resident", arithmetic.approach)])
def test_a_program_with_a_mistake_is_refused_though_a_plan_of_its_other_steps_is_kept(mistake: Each) -> None:
    plan(put_together())
    with pytest.raises(ProgramError, match="approach"):
        put_together(mistake)


def test_a_rule_of_a_file_that_the_fingerprint_does_not_know_is_read_each_time() -> None:
    @rule
    def hopes(trust: float) -> float:
        return trust

    program = put_together(Each("residents", hopes, ("trust",)))
    plan(program)
    assert kept_plan(program) is None
    assert files() == []


def test_a_rule_or_number_that_was_exchanged_in_memory_has_a_plan_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    plan(put_together())
    monkeypatch.setattr(arithmetic, "MOST_FEN", arithmetic.MOST_FEN / 2)
    assert put_together().plan is None


def test_a_damaged_plan_is_made_anew(caplog: pytest.LogCaptureFixture) -> None:
    made = plan(put_together())
    (file,) = files()
    whole = file.read_bytes()
    file.write_bytes(whole.replace(b"residents", b"residentz", 1))
    second = put_together()
    assert second.plan is None
    assert "is not what was written there" in caplog.text
    assert plan(second) == made
    assert file.read_bytes() == whole


def test_no_plan_is_kept_of_a_rule_whose_file_was_edited_since_it_was_imported(tmp_path: Path) -> None:
    shutil.copytree(PACKAGE, tmp_path / "sim", ignore=shutil.ignore_patterns("__pycache__", "*.ttf"))
    lines = """
from sim.engine.visit_texts import plan
from sim.engine.plan import kept_plan
from sim.model.month import month_program
{edit}
plan(month_program())
print(kept_plan(month_program()) is not None)
"""
    edited = python(tmp_path, lines.format(edit="open('sim/rules/needs.py', 'a').write('# edited')"))
    assert edited == "False\n"
    assert [python(tmp_path, lines.format(edit="")) for _ in range(2)] == ["True\n", "True\n"]


def test_a_process_reads_no_rule_where_all_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()  # the machine code of everybody
    first, second = (python(PACKAGE.parent, NOTHING_READ).split() for _ in range(2))
    assert first[0] == second[0]
    assert second[1] == "True"
