"""Ten times as many runs take no more room."""

import subprocess
import sys
from pathlib import Path

import pytest

DESIGN = """\
scenarios = ["baseline"]
size = "hamlet"
months = 12
seeds = 10
[name]
en = "Many"
zh = "很多"
[question]
en = "How much room do many runs take?"
zh = "很多模拟占多少内存？"
[design]
method = "lhs"
n = {}
[factors]
"provision.menu_share" = {{ range = [0, 1] }}
[outcomes]
participation_rate = ["mean", "last_month"]
"""
SCRIPT = """
import resource, sys, sim
import numpy as np
import sim.runs.task, sim.studies.sweep.running
from sim.outcomes import OUTCOMES
from sim.runs import Run

def arithmetic(scenario, seed, months, size, engine, city, *_):
    values = np.full(months, float(seed))
    return Run(scenario.reference, size, engine, seed, "2016-01", months, 300, {o.name: values for o in OUTCOMES}, {}, {})

sim.runs.task.simulate = arithmetic
sim.studies.sweep.running.needs_compiling = lambda: False
assert len(sim.sweep(sys.argv[1], out=sys.argv[2]).design.points) == int(sys.argv[3])
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def peak(folder: Path, points: int) -> int:
    file = folder / f"{points}.toml"
    file.write_text(DESIGN.format(points), "utf-8")
    asked = [sys.executable, "-c", SCRIPT, str(file), str(folder / str(points)), str(points)]
    return int(subprocess.run(asked, capture_output=True, text=True, check=True, timeout=600).stdout)


@pytest.mark.verify
def test_the_peak_at_10_000_runs_is_within_a_tenth_of_that_at_1_000(tmp_path: Path) -> None:
    assert peak(tmp_path, 1000) <= 1.1 * peak(tmp_path, 100)
