"""Swap neighbours of one type in rules, in a copy of the tree, and see whether anything notices.

``python tests/swaps/swapped.py [how many]``; ``make verify`` runs it as a test. A pair are two neighbouring arguments of a
call from rule to rule, or two neighbouring fields that a rule assigns. A swap is caught by the tests of rules, by mypy or by
the reference runs of the shipped worlds; one that nobody catches must leave the state of whole runs as it is.
"""

import ast
import importlib
import inspect
import os
import random
import shutil
import subprocess
import sys
import tempfile
import typing
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from types import ModuleType

from sim.engine.signature import annotations
from sim.state.record import Many, Record, fields

ROOT = Path(__file__).resolve().parents[2]
FOLDERS, FILES = ("sim", "tests", "scenarios", "experiments"), ("pyproject.toml",)
SEED, HOW_MANY = 15, 40
REFERENCE = "tests/ensemble/test_shipped.py"
"""Holds three whole runs to what they gave when the shipped worlds were found: it notices another luck, too."""
RUNS = ("baseline", "menu_services", "seed_then_exit_rule", "outcome_evaluation", "best_mode")
STATES = f"""
import hashlib
from sim.city.profile import load_profile
from sim.model.advance import advance
from sim.runs.single import build
from sim.scenario import load
for name in {RUNS!r}:
    schedule = load(name).schedule(14)
    machine = build(load_profile("ningbo"), schedule, 3, "hamlet", engine="mesa", threads=1)
    for month in range(14):
        advance(machine, schedule, month, seed=3)
    for rows in machine.state.tables.values():
        for column in sorted(rows.columns):
            print(name, column, hashlib.sha256(rows.columns[column].tobytes()).hexdigest())
"""


@dataclass(frozen=True)
class Swap:
    """Two stretches of a file that change places: (line, first column, last column) of each, lines from 1."""

    file: str
    rule: str
    what: str
    one: tuple[int, int, int]
    other: tuple[int, int, int]

    def apply(self, text: str) -> str:
        """The text with both in each other's place."""
        lines = text.encode().splitlines(keepends=True)
        (i, a, b), (j, c, d) = self.one, self.other
        first, second = lines[i - 1][a:b], lines[j - 1][c:d]
        lines[j - 1] = lines[j - 1][:c] + first + lines[j - 1][d:]
        lines[i - 1] = lines[i - 1][:a] + second + lines[i - 1][b:]
        return b"".join(lines).decode()


def swaps() -> list[Swap]:
    """All pairs that can change places in the text of rules; both on one line each."""
    found = []
    for path in sorted((ROOT / "sim" / "rules").glob("*.py")):
        module = importlib.import_module(f"sim.rules.{path.stem}")
        for rule in ast.parse(path.read_text(encoding="utf8")).body:
            if isinstance(rule, ast.FunctionDef):
                pairs = [*calls(rule, module), *assignments(rule, module)]
                for what, one, other in pairs:
                    first, second = stretch(one), stretch(other)
                    if ast.unparse(one) != ast.unparse(other) and first and second:
                        found.append(Swap(f"sim/rules/{path.name}", rule.name, what, first, second))
    return found


def stretch(node: ast.expr) -> tuple[int, int, int] | None:
    """Where an expression stands, if it stands on one line."""
    one_line = node.lineno == node.end_lineno and node.end_col_offset is not None
    return (node.lineno, node.col_offset, node.end_col_offset or 0) if one_line else None


def calls(rule: ast.FunctionDef, module: ModuleType) -> Iterator[tuple[str, ast.expr, ast.expr]]:
    """Neighbouring arguments of one type that a rule hands to another."""
    for node in ast.walk(rule):
        called = (
            getattr(module, node.func.id, None)
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
            else None
        )
        if not (isinstance(node, ast.Call) and inspect.isfunction(called)):
            continue
        names = list(inspect.signature(called).parameters)
        types = [annotations(called)[name] for name in names]
        given = [*zip(names, types, node.args, strict=False)]
        by_name = {word.arg: word.value for word in node.keywords}
        given += [(name, kind, by_name[name]) for name, kind in zip(names, types, strict=True) if name in by_name]
        for (name, kind, one), (other_name, other_kind, other) in pairwise(given):
            if kind == other_kind:
                yield f"{called.__name__}({name}, {other_name})", one, other


def assignments(rule: ast.FunctionDef, module: ModuleType) -> Iterator[tuple[str, ast.expr, ast.expr]]:
    """Neighbouring fields of one type that a rule assigns, in a line or in lines that follow each other."""
    kinds = records(getattr(module, rule.name))
    for node in ast.walk(rule):
        for block in (getattr(node, "body", None), getattr(node, "orelse", None)):
            if not isinstance(block, list):
                continue
            for one, other in pairwise(block):
                if same_kind_of_assignment(one, other):
                    yield from pair(one.targets[0], other.targets[0], kinds)
            for one in block:
                if isinstance(one, ast.Assign) and isinstance(one.targets[0], ast.Tuple):
                    targets = one.targets[0].elts
                    for first, second in pairwise(targets):
                        yield from pair(first, second, kinds)


def same_kind_of_assignment(one: ast.stmt, other: ast.stmt) -> bool:
    """Whether two statements assign something, and not the same."""
    if not isinstance(one, ast.Assign) or not isinstance(other, ast.Assign):
        return False
    return ast.unparse(one.value) != ast.unparse(other.value)


def pair(one: ast.expr, other: ast.expr, kinds: dict[str, type[Record]]) -> Iterator[tuple[str, ast.expr, ast.expr]]:
    """The two targets, where they are fields of one record that are kept alike."""
    if not (isinstance(one, ast.Attribute) and isinstance(other, ast.Attribute)):
        return
    owner = ast.unparse(one.value)
    record = kinds.get(owner.split("[")[0])
    if record is None or owner != ast.unparse(other.value):
        return
    first, second = fields(record)[one.attr], fields(record)[other.attr]
    if first.kind[0] == second.kind[0] and first.width == second.width == 1:
        yield f"{owner}.{one.attr}, .{other.attr}", one, other


def records(rule: typing.Any) -> dict[str, type[Record]]:
    """The parameters of a rule that are records, or many of them."""
    found = {}
    for name, hint in annotations(rule).items():
        kind = typing.get_args(hint)[0] if typing.get_origin(hint) is Many else hint
        if isinstance(kind, type) and issubclass(kind, Record):
            found[name] = kind
    return found


class Copy:
    """A copy of the tree in which one file at a time is changed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for name in FOLDERS:
            shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        for name in FILES:
            shutil.copy(ROOT / name, folder / name)
        self.states = self.run("-c", STATES).stdout
        assert self.states, "the copy does not run"
        assert self.run("-m", "mypy", "sim/rules").returncode == 0, "mypy is not clean before a swap"

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Run Python on the copy."""
        env = os.environ | {"PYTHONPATH": str(self.folder), "PYTHONDONTWRITEBYTECODE": "1"}
        command = [sys.executable, *words]
        return subprocess.run(command, cwd=self.folder, env=env, capture_output=True, text=True, check=False)

    def notices(self, swap: Swap) -> str:
        """Who notices a swap: tests of rules, mypy, the reference runs; or nobody, and then whether a run differs."""
        path = self.folder / swap.file
        text = path.read_text(encoding="utf8")
        path.write_text(swap.apply(text), encoding="utf8")
        try:
            if self.fail(near(swap)) or self.fail(["tests/rules"]):
                return "tests of rules"
            if self.run("-m", "mypy", swap.file).returncode:
                return "mypy"
            if self.fail([REFERENCE]):
                return "reference runs"
            return "nobody" if self.run("-c", STATES).stdout != self.states else "equivalent"
        finally:
            path.write_text(text, encoding="utf8")

    def fail(self, tests: list[str]) -> bool:
        """Whether tests fail; where there are none, none fails."""
        words = ("-q", "-x", "-p", "no:cacheprovider", "-m", "not verify", "--hypothesis-seed=0")
        return bool(tests) and self.run("-m", "pytest", *words, *tests).returncode == 1


def near(swap: Swap) -> list[str]:
    """The tests of rules that name the module in which the swap is."""
    module = Path(swap.file).stem
    names = (f"from sim.rules.{module} import", f"from sim.rules import {module}", f", {module}")
    tests = sorted((ROOT / "tests" / "rules").glob("test_*.py"))
    found = [path for path in tests if any(name in path.read_text(encoding="utf8") for name in names)]
    return [str(path.relative_to(ROOT)) for path in found]


def survivors(how_many: int = HOW_MANY) -> list[str]:
    """Swaps that nobody notices and that change a run; prints what became of each."""
    every = swaps()
    chosen = random.Random(SEED).sample(every, min(how_many, len(every)))
    ends, found = Counter[str](), []
    with tempfile.TemporaryDirectory() as folder:
        copy = Copy(Path(folder))
        for swap in chosen:
            end = copy.notices(swap)
            ends[end] += 1
            where = f"{swap.file}:{swap.one[0]}: {swap.rule}: {swap.what}"
            print(f"{end:15} {where}", flush=True)  # noqa: T201
            if end == "nobody":
                found.append(where)
    print(f"{len(every)} pairs, {len(chosen)} swapped: " + ", ".join(f"{n} {end}" for end, n in ends.most_common()))  # noqa: T201
    return found


if __name__ == "__main__":
    sys.exit(bool(survivors(int(sys.argv[1]) if len(sys.argv) > 1 else HOW_MANY)))
