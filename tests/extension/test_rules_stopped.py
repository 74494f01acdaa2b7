"""What only a run can show stops both engines with the same sentence."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
OVERDRAWS = """
from sim.extension import Community, Extension, Settle, rule

@rule
def treat(here: Community) -> None:
    here.committee_money -= 900000000
    here.committee_activities += 900000000

extension = Extension(steps={"run_committee": (Settle(treat),)})
"""
RANKS = """
from sim.extension import Each, Extension, Resident, rule

@rule
def jump(me: Resident) -> None:
    huge = 1e308 * (10.0 + me.priority)
    me.priority = PRIORITY

extension = Extension(steps={"find_case": (Each("residents", jump, where="case_domain"),)})
"""
RUN = """
import sim
from sim.errors import RunError
sim.extend("mine.py")
for engine in ("compiled", "mesa"):
    try:
        run = sim.simulate(sim.load("baseline"), 3, months=4, size="hamlet", engine=engine, city="ningbo")
        print(run.city["waiting_months_mean"].tolist())
    except RunError as error:
        print(error)
"""


def said(folder: Path, text: str) -> str:
    """What both engines say of an extension, which is the same."""
    (folder / "mine.py").write_text(text, encoding="utf-8")
    setting = os.environ | {"PYTHONPATH": str(ROOT), "LC_ALL": "C.UTF-8", "PYTHONUTF8": "1"}
    asked = [sys.executable, "-c", RUN]
    done = subprocess.run(asked, cwd=folder, env=setting, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    compiled, mesa = done.stdout.splitlines()
    assert compiled == mesa
    return compiled


def test_money_that_is_not_there_is_not_spent(tmp_path: Path) -> None:
    words = said(tmp_path, OVERDRAWS)
    assert words.startswith("committee_money is overdrawn at the end of month 0: -")
    assert words.endswith("fen; a rule may spend no more than is there: min(what it wants, committee_money)")


@pytest.mark.parametrize("priority", ["7.5", "-0.25", "huge - huge"])
def test_a_place_outside_the_queue_stops_the_run(tmp_path: Path, priority: str) -> None:
    words = said(tmp_path, RANKS.replace("PRIORITY", priority))
    assert "residents have a priority or standing_turn outside [0, 1) in month 0; a rule that writes one" in words


def test_a_place_in_the_queue_is_taken_as_it_is(tmp_path: Path) -> None:
    assert said(tmp_path, RANKS.replace("PRIORITY", "0.5 + 0.5 * me.priority")).startswith("[")


FEELS = """
from sim.extension import Each, Extension, Resident, rule

@rule
def feel(me: Resident) -> None:
    huge = 1e308 * (10.0 + me.trust)
    me.trust = TRUST

extension = Extension(steps={"judge": (Each("residents", feel),)})
"""


@pytest.mark.parametrize(("trust", "value"), [("me.trust - 30.0", "-29."), ("huge - huge", "nan")])
def test_an_index_outside_its_bounds_and_what_is_no_number_stop_the_run(tmp_path: Path, trust: str, value: str) -> None:
    words = said(tmp_path, FEELS.replace("TRUST", trust))
    assert words.startswith("mine.py:4: rule feel leaves trust of residents[0] at " + value)
    assert words.endswith("in month 0; keep it from 0 to 1, as min(max(trust, 0.0), 1.0)")


def test_an_index_within_its_bounds_is_taken_as_it_is(tmp_path: Path) -> None:
    assert said(tmp_path, FEELS.replace("TRUST", "0.5 * me.trust")).startswith("[")
