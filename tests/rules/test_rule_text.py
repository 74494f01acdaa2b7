"""What the package's rules are written with, and that they know nothing but rules."""

import ast
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import TypeVar

import pytest

import sim.rules
from sim.city.making import STEPS
from sim.engine.rule_checks import mistakes
from sim.model.month import MONTH
from sim.rules import RULES

N = TypeVar("N", bound=ast.AST)
FILES = sorted(Path(sim.rules.__file__).parent.glob("*.py"))
MODULES = [import_module(f"sim.rules.{path.stem}") for path in FILES if path.stem != "__init__"]
OWN = [rule for rule in RULES if rule.__module__.startswith("sim.rules.")]
WAYS = {step.rule: step.way for step in (*STEPS, *MONTH)}
TYPES_ONLY = ("__future__", "collections.abc", "typing", "sim.state", "sim.quantities", "sim.parameters")
"""What a rule names in its signature, and no more than that: the records and groups that it is handed."""


def nodes(path: Path, kind: type[N]) -> list[N]:
    return [node for node in ast.walk(ast.parse(path.read_text(encoding="utf8"))) if isinstance(node, kind)]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_rules_import_nothing_but_rules(path: Path) -> None:
    plain = [alias.name for node in nodes(path, ast.Import) for alias in node.names]
    modules = [node.module or "" for node in nodes(path, ast.ImportFrom)]
    assert plain == []
    known = (*TYPES_ONLY, "sim.rules")
    assert [name for name in modules if not any(f"{name}.".startswith(f"{one}.") for one in known)] == []


@pytest.mark.parametrize(
    "path", [path for path in FILES if path.stem not in ("__init__", "rule")], ids=lambda path: path.stem
)
def test_every_function_beside_rules_is_a_rule(path: Path) -> None:
    unmarked = [f.name for f in nodes(path, ast.FunctionDef) if [ast.unparse(d) for d in f.decorator_list] != ["rule"]]
    assert unmarked == []


@pytest.mark.parametrize("rule", OWN, ids=lambda rule: f"{rule.__module__.rpartition('.')[2]}.{rule.__name__}")
def test_a_rule_is_written_with_what_rules_are_written_with(rule: Callable[..., object]) -> None:
    assert mistakes(rule, WAYS.get(rule, "settles")) == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_rule_says_and_and_or_of_what_is_true_or_false(path: Path) -> None:
    joined = [node for node in nodes(path, ast.BinOp) if isinstance(node.op, ast.BitAnd | ast.BitOr)]
    truths = (ast.Compare, ast.BoolOp)
    assert [one.lineno for one in joined if isinstance(one.left, truths) or isinstance(one.right, truths)] == []


def test_every_rule_of_the_package_is_looked_at() -> None:
    assert len(OWN) > 200
