"""Where figures are kept, and how they are shown: ``results/bench.json``, a table, a page."""

import json
import os
import platform
import re
from collections.abc import Mapping
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path
from typing import Any

from docs.generate.markdown import filled, table
from experiments.benchmark.figure import Figure

KEPT = Path("results") / "bench.json"
PAGE = Path(__file__).resolve().parents[2] / "docs" / "performance.md"
HEAD = ("what", "measured", "must be", "reached", "how")
LONGEST = 30
"""Visits that a table shows."""
Groups = dict[str, list[Figure]]


def keep(groups: Mapping[str, list[Figure]], quick: bool, path: Path = KEPT) -> None:
    """Put groups of figures in place of those of the same name."""
    kept = _content(path) | {name: [asdict(one) for one in figures] for name, figures in groups.items()}
    path.parent.mkdir(parents=True, exist_ok=True)
    content = {"machine": machine(), "quick": quick, "groups": kept}
    path.write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n", encoding="utf8")


def read(path: Path = KEPT) -> Groups:
    """The figures that were kept, by group."""
    return {name: [Figure(**one) for one in figures] for name, figures in _content(path).items()}


def _content(path: Path) -> dict[str, Any]:
    return dict(json.loads(path.read_text(encoding="utf8"))["groups"]) if path.exists() else {}


def shown(figures: list[Figure]) -> str:
    """A table of figures."""
    return table(HEAD, [(one.name, one.told, one.aim, one.met, one.note) for one in figures])


def machine() -> str:
    """The processor, its cores, and the versions that matter."""
    info = Path("/proc/cpuinfo")
    names = re.findall(r"model name\s*:\s*(.+)", info.read_text()) if info.exists() else []
    versions = ", ".join(f"{name} {version(name)}" for name in ("numpy", "numba", "mesa"))
    processor = names[0] if names else platform.processor() or platform.machine()
    return f"{processor}, {os.cpu_count()} cores; Python {platform.python_version()}, {versions}"


def write_page(path: Path = KEPT, page: Path = PAGE) -> None:
    """Put the kept figures into docs/performance.md."""
    groups = read(path)

    def part(name: str) -> str:
        if name == "machine":
            return str(json.loads(path.read_text(encoding="utf8"))["machine"])
        return shown(groups[name][: LONGEST + 1]) if name in groups else "Not measured yet."

    page.write_text(filled(page, part), encoding="utf8")
