"""Names that pages about the article give in backticks, and whether there is such a thing."""

import ast
import re
from functools import cache
from pathlib import Path

from sim.outcomes import BY_NAME
from sim.parameters import LEVERS, WORLD

ROOT = Path(__file__).resolve().parents[2]
LEVER_PATHS = {lever.path for lever in LEVERS}
WORLD_PATHS = {one.path for one in WORLD} | {f"{one.path}.{key}" for one in WORLD for key in one.keys}
SHIPPED = {file.stem for kind in ("policies", "shocks") for file in (ROOT / "scenarios" / kind).glob("*.toml")}


def page(name: str) -> str:
    """Text of a page of docs/."""
    return (ROOT / "docs" / name).read_text(encoding="utf-8")


def named(text: str) -> list[str]:
    """What stands in backticks."""
    return re.findall(r"`([^`]+)`", text)


@cache
def functions(path: str) -> frozenset[str]:
    """Functions that a file defines at its top level; none where there is no such file."""
    file = ROOT / path
    if not path.endswith(".py") or not file.is_file():
        return frozenset()
    body = ast.parse(file.read_text(encoding="utf-8")).body
    return frozenset(node.name for node in body if isinstance(node, ast.FunctionDef))


def is_code(name: str) -> bool:
    """Whether ``path:function`` is a function of the package."""
    path, _, function = name.partition(":")
    return path.startswith("sim/") and function in functions(path)


def is_test(name: str) -> bool:
    """Whether ``path::name`` is a test, or ``path`` a file with tests."""
    path, single, test = name.partition("::")
    tests = {one for one in functions(path) if one.startswith("test_")}
    return path.startswith("tests/") and (test in tests if single else bool(tests))


def is_lever(name: str) -> bool:
    """Whether a dotted name is a lever."""
    return name in LEVER_PATHS


def is_parameter(name: str) -> bool:
    """Whether a dotted name is a lever or a parameter of the world, or one number of it."""
    return is_lever(name) or name in WORLD_PATHS


def is_outcome(name: str) -> bool:
    """Whether the model reports it."""
    return name in BY_NAME


def is_scenario(name: str) -> bool:
    """Whether all scenarios joined with + are shipped."""
    return all(part in SHIPPED for part in name.split("+"))


def exists(name: str) -> bool:
    """Whether there is such a function, test, parameter, outcome or scenario."""
    return any(check(name) for check in (is_code, is_test, is_parameter, is_outcome, is_scenario))
