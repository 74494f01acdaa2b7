"""The trap of compiled code: numba's cache does not see an edit in a rule that a cached kernel calls.

Each test works on a copy of the package; the copies share one folder of compiled code, which the first run fills.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import sim

PACKAGE = Path(sim.__file__).parent
Run = Callable[[], dict[str, Any]]
SCRIPT = """
import json, sys
import numpy as np
sys.path.insert(0, "{here}")
from sim.engine.columns import Column, State, Table, allocate
from sim.engine.compiled import Compiled
from sim.engine.fingerprint import fingerprint
from sim.engine.interpreted import Interpreted
from sim.engine.program import Program
from sim.engine.steps import Each
{early}
from outside import reach

tables = (
    Table("residents", (Column("value", "f8", ""),), in_places=True),
    Table("communities", (Column("n_residents", "i8", ""),), is_place=True),
)
program = Program({{table.name: table for table in tables}}, (Each("residents", reach, ("value",)),), {{}}, {{}})
values = []
for engine in ("compiled", "plain"):
    state = State({{table.name: allocate(table, 1, True) for table in tables}}, {{"residents": np.array([0, 1])}})
    if engine == "compiled":
        Compiled(program, state).run_month(0, (0, 0), np.zeros(1))
    else:
        plain = Interpreted(program, state)
        plain.begin_month(0, (0, 0), np.zeros(1))
        row, operands = plain.agent_calls(program.steps[0])
        row(0, *operands[0])
    values.append(float(state.residents.value[0]))
print(json.dumps({{"values": values, "fingerprint": fingerprint()}}))
"""
OUTSIDE = """
from sim.rules.arithmetic import approach
from sim.rules import rule

@rule
def reach(value: float) -> float:
    return approach(value, target=1.0, share=0.5)
"""


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf8")


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    shutil.copytree(PACKAGE, tmp_path / "sim", ignore=shutil.ignore_patterns("__pycache__", "*.ttf"))
    shutil.copytree(PACKAGE.parent / "scenarios", tmp_path / "scenarios")
    (tmp_path / "outside.py").write_text(OUTSIDE, encoding="utf8")
    return tmp_path


def python(folder: Path, *arguments: str) -> str:
    setting = os.environ | {"PYTHONPATH": str(folder), "SHEQU_CACHE": str(folder / "cache")}
    done = subprocess.run(
        [sys.executable, *arguments], cwd=folder, env=setting, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def small(folder: Path, early: str = "") -> dict[str, Any]:
    answer: dict[str, Any] = json.loads(python(folder, "-c", SCRIPT.format(here=folder, early=early)))
    return answer


def test_an_edit_in_a_rule_that_a_compiled_rule_calls_is_seen_by_both_engines(copy: Path) -> None:
    assert small(copy)["values"] == [0.5, 0.5]
    edit(
        copy / "sim/rules/arithmetic.py",
        "return value + share * (target - value)",
        "return value + 3.0 * share * target",
    )
    assert small(copy)["values"] == [1.5, 1.5]


@pytest.mark.parametrize("early", ["", "fingerprint()"], ids=["imported first", "imported after the first run"])
def test_an_edit_in_a_rule_from_outside_the_package_is_seen_by_both_engines(copy: Path, early: str) -> None:
    assert small(copy, early)["values"] == [0.5, 0.5]
    edit(copy / "outside.py", "share=0.5", "share=0.25")
    assert small(copy, early)["values"] == [0.25, 0.25]


def test_the_fingerprint_follows_every_edit_and_comes_back_when_it_is_taken_back(copy: Path) -> None:
    ask = ("-c", "from sim.engine.fingerprint import fingerprint; print(fingerprint())")
    names: tuple[str, ...] = (
        "rules/needs.py",
        "engine/source.py",
        "model/month.py",
        "city/layout.py",
        "parameters/world.py",
    )
    names += ("quantities.py", "scenario/table.py", "runs/single.py", "state/words.py")
    prints = [python(copy, *ask)]
    for name in names:
        path = copy / "sim" / name
        before = path.read_text(encoding="utf8")
        path.write_text(before + "# edited\n", encoding="utf8")
        prints.append(python(copy, *ask))
        path.write_text(before, encoding="utf8")
    assert len(set(prints)) == 1 + len(names)
    assert python(copy, *ask) == prints[0]


@pytest.mark.verify
def test_an_edited_rule_changes_a_whole_run_in_both_engines(copy: Path) -> None:
    def satisfaction(engine: str) -> Any:
        asked = ("run", "baseline", "--size", "hamlet", "--months", "6", "--engine", engine, "--json", "--out", "out")
        return json.loads(python(copy, "-m", "sim.cli", *asked))["trajectories"]["satisfaction_mean"]

    before = [satisfaction(engine) for engine in ("compiled", "mesa")]
    edit(copy / "sim/rules/arithmetic.py", "return 1.0 / (1.0 + exp(-x))", "return 0.5 / (1.0 + exp(-x))")
    after = [satisfaction(engine) for engine in ("compiled", "mesa")]
    assert before[0] == before[1] != after[0] == after[1]
