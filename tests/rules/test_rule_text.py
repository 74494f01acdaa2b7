"""What a rule may be written with: anything else would give other bits on another machine, or hide a state."""

import ast
from pathlib import Path
from typing import TypeVar

import pytest

import sim.rules

FILES = sorted(Path(sim.rules.__file__).parent.glob("*.py"))
RULES = [path for path in FILES if path.stem not in ("__init__", "rule")]
TYPES_ONLY = ("collections.abc", "typing", "sim.state", "sim.parameters")
"""What a rule names in its signature, and no more than that: the records and groups that it is handed."""
BUILT_IN = {"min", "max", "int", "range", "len", "abs"}

N = TypeVar("N", bound=ast.AST)

subject = pytest.mark.parametrize("path", RULES, ids=lambda path: path.stem)


def nodes(path: Path, *kinds: type[N]) -> list[N]:
    return [node for node in ast.walk(ast.parse(path.read_text(encoding="utf8"))) if isinstance(node, kinds)]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_rules_import_nothing_but_rules(path: Path) -> None:
    plain = [alias.name for node in nodes(path, ast.Import) for alias in node.names]
    modules = [node.module or "" for node in nodes(path, ast.ImportFrom)]
    assert plain == []
    known = (*TYPES_ONLY, "sim.rules")
    assert [name for name in modules if not any(f"{name}.".startswith(f"{one}.") for one in known)] == []


@subject
def test_rules_raise_nothing_to_a_power(path: Path) -> None:
    written = [node.lineno for node in nodes(path, ast.BinOp) if isinstance(node.op, ast.Pow)]
    in_place = [node.lineno for node in nodes(path, ast.AugAssign) if isinstance(node.op, ast.Pow)]
    assert written + in_place == []


@subject
def test_rules_have_no_default_arguments(path: Path) -> None:
    functions = [node.args for node in nodes(path, ast.FunctionDef)]
    assert all(not (given.defaults or given.kw_defaults or given.vararg or given.kwarg) for given in functions)


@subject
def test_every_function_beside_rules_is_a_rule(path: Path) -> None:
    unmarked = [f.name for f in nodes(path, ast.FunctionDef) if [ast.unparse(d) for d in f.decorator_list] != ["rule"]]
    assert unmarked == []


@subject
def test_rules_call_nothing_but_rules_and_a_few_built_in_functions(path: Path) -> None:
    own = {f.name for other in FILES for f in nodes(other, ast.FunctionDef)}
    called = {ast.unparse(node.func) for node in nodes(path, ast.Call)}
    columns = {name for name in called if name.count(".") == 1 and name.endswith("s.column")}
    assert called - own - BUILT_IN - columns == set()


@subject
def test_rules_keep_no_state_between_calls(path: Path) -> None:
    assert nodes(path, ast.Global, ast.Nonlocal, ast.ClassDef, ast.Lambda, ast.Try, ast.Raise, ast.With) == []


@subject
def test_rules_allocate_nothing(path: Path) -> None:
    kept = (ast.List, ast.Dict, ast.Set, ast.ListComp, ast.DictComp, ast.SetComp, ast.GeneratorExp, ast.JoinedStr)
    inside = [node for function in nodes(path, ast.FunctionDef) for node in ast.walk(function)]
    assert [node for node in inside if isinstance(node, kept)] == []
