"""The house: what no file of the project may hold, how long its functions are and what they are given."""

import ast
import statistics
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = ("sim", "tests", "scenarios", "experiments", "docs", ".ci")
BINARY = {".xz", ".ttf", ".png", ".parquet", ".xlsx", ".woff2", ".pyc"}
HOSTS = ("py" + "pi.org", "python" + "hosted.org", "ana" + "conda.org", "npm" + "js.org", "mirrors" + ".")
NAMES_OF_THIS_MACHINE = (f"{ROOT}/", f"{Path.home()}/", "/".join(("", "work", "")), "local" + "host:")


def texts() -> list[Path]:
    inside = [path for folder in FOLDERS for path in (ROOT / folder).rglob("*") if path.is_file()]
    beside = [
        path for path in ROOT.iterdir() if path.is_file() and path.name != ".git"
    ]  # a work tree's, not the project's
    return [path for path in inside + beside if path.suffix not in BINARY and "__pycache__" not in path.parts]


def naming(words: tuple[str, ...]) -> list[str]:
    """Files and the words that they hold."""
    read = ((path, path.read_text(encoding="utf8", errors="replace")) for path in texts())
    return [f"{path.relative_to(ROOT)}: {word}" for path, text in read for word in words if word in text]


def test_no_file_names_the_host_of_a_package_registry() -> None:
    assert naming(HOSTS) == []


def test_no_file_names_a_path_of_this_machine() -> None:
    assert naming(NAMES_OF_THIS_MACHINE) == []


Function = ast.FunctionDef | ast.AsyncFunctionDef


def functions(without: str = "") -> list[Function]:
    """Functions of the package, without those of one of its folders."""
    files = [path for path in (ROOT / "sim").rglob("*.py") if path.relative_to(ROOT / "sim").parts[0] != without]
    trees = [ast.parse(path.read_text(encoding="utf8")) for path in files]
    return [node for tree in trees for node in ast.walk(tree) if isinstance(node, Function)]


def signature(function: Function) -> int:
    """Lines from ``def`` to what the function does; a line where both stand counts as well."""
    return max(function.body[0].lineno - function.lineno, 1)


def arguments(function: Function) -> int:
    """Names that a function is given values by; ``*`` and ``**`` are one each."""
    given = function.args
    starred = [one for one in (given.vararg, given.kwarg) if one]
    return len([*given.posonlyargs, *given.args, *given.kwonlyargs, *starred])


def length(function: Function) -> int:
    """Lines of what a function does: neither its signature nor its docstring counts."""
    body = function.body[1:] if ast.get_docstring(function) and len(function.body) > 1 else function.body
    return (body[-1].end_lineno or 0) - body[0].lineno + 1


def test_the_median_function_is_short() -> None:
    assert statistics.median(map(length, functions())) <= 12


def test_nine_functions_in_ten_are_under_thirty_lines() -> None:
    assert statistics.quantiles(map(length, functions()), n=10)[-1] < 30


@pytest.mark.parametrize("folder", ["sim", "tests"])
def test_nine_files_in_ten_are_under_four_hundred_lines(folder: str) -> None:
    lines = [len(path.read_text(encoding="utf8").splitlines()) for path in (ROOT / folder).rglob("*.py")]
    assert statistics.quantiles(lines, n=10)[-1] < 400


def test_no_function_has_more_than_eight_arguments_except_commands() -> None:
    assert {one.name: n for one in functions(without="cli") if (n := arguments(one)) > 8} == {}


def test_signatures_are_under_twelve_lines_in_a_hundred() -> None:
    lines = sum(len(path.read_text(encoding="utf8").splitlines()) for path in (ROOT / "sim").rglob("*.py"))
    assert sum(map(signature, functions())) < 0.12 * lines


EITHER_WAY_ROUND = {
    "sim/studies/comparison/persons.py: _alike",
    "sim/studies/comparison/null_test.py: _gap",
    "sim/studies/comparison/null_test.py: _gaps",
    "sim/studies/comparison/null_test.py: max_abs_difference",
    "sim/rules/ties.py: alike",
    "sim/rules/ties.py: contacts",
    "sim/rules/ties.py: know",
    "sim/rules/committee.py: together",
    "sim/scenario/changes.py: meet",
    "sim/scenario/compare.py: first_month",
    "sim/scenario/library.py: _same",
    "sim/scenario/sums.py: _beside",
}
"""Functions of two of a kind, whose answer is the same whichever comes first."""
CALLED_BY_PLACE = {
    "sim/engine/interpreted.py: _part",
    "sim/ensemble/patterns/table.py: _gain_left",
    "sim/ensemble/patterns/table.py: _survives",
    "sim/runs/progress.py: untold",
    "sim/scenario/sums.py: is_laid",
    "sim/ensemble/history_matching.py: _told",
}
"""Functions that are handed on as a ``Callable``, whose arguments have no names, or that the text of a program calls."""
DECLARATIONS = {
    "sim/quantities.py: means",
    "sim/state/record.py: __init__",
    "sim/state/record.py: draw",
    "sim/state/record.py: real",
    "sim/state/record.py: reals",
    "sim/state/record.py: whole",
    "sim/state/record.py: wholes",
}
"""What declares fields and parameters, in hundreds of lines. Tests catch what is exchanged there: a unit is one of a list, a
draw has its turn (tests/state), English has no Chinese letters (tests/language, tests/scenario/test_parameters.py).
"""
OF_NUMBA = ("sim/engine/native.py",)
"""numba calls what is in there, by place."""


def exchangeable(path: Path) -> Iterator[str]:
    """The functions of a file of which two neighbouring arguments are given by place and have the same type.

    Python calls methods such as ``__setitem__`` by itself; of these a constructor alone is looked at.
    """
    for node in ast.walk(ast.parse(path.read_text(encoding="utf8"))):
        if isinstance(node, Function) and (node.name == "__init__" or not node.name.startswith("__")):
            kinds = [
                one.annotation and ast.unparse(one.annotation) for one in (*node.args.posonlyargs, *node.args.args)
            ]
            if any(one and one == other for one, other in pairwise(kinds)):
                yield f"{path.relative_to(ROOT)}: {node.name}"


def all_exchangeable() -> set[str]:
    return {found for path in sorted((ROOT / "sim").rglob("*.py")) for found in exchangeable(path)}


def test_neighbouring_arguments_of_one_type_are_given_by_name() -> None:
    left = all_exchangeable() - EITHER_WAY_ROUND - CALLED_BY_PLACE - DECLARATIONS
    assert [one for one in sorted(left) if not one.startswith(OF_NUMBA)] == []


def test_no_exemption_outlives_its_function() -> None:
    assert (EITHER_WAY_ROUND | CALLED_BY_PLACE | DECLARATIONS) - all_exchangeable() == set()
