"""A page that is open for hours takes no more memory than its largest run."""

import json
import subprocess
from pathlib import Path

from sim.browser.case import case
from tests.browser.test_same_bits import DRIVER, RUNNER


def test_memory_does_not_grow_over_two_hundred_moves(node: str, code: Path, tmp_path: Path) -> None:
    """The neighbourhood comes first: the hamlets behind it, of another scenario each time, fit into what it took."""
    files = []
    for name, size in (("baseline", "neighbourhood"), ("menu_services", "hamlet"), ("best_mode", "hamlet")):
        files.append(tmp_path / f"{name}.json")
        files[-1].write_text(json.dumps(case(name, months=2, size=size)), encoding="utf-8")
    asked = [{"file": str(files[0]), "seed": "0"}]
    asked += [{"file": str(files[1 + move % 2]), "seed": str(move)} for move in range(200)]
    (tmp_path / "asked.json").write_text(json.dumps(asked), encoding="utf-8")
    said = subprocess.run(
        [node, RUNNER, DRIVER, code, tmp_path / "asked.json"], check=True, capture_output=True, text=True
    ).stdout
    sizes = [int(line) for line in said.split()]
    assert len(sizes) == 201
    assert len(set(sizes)) == 1
    assert sizes[0] < 20_000_000
