"""From a reference to the files it stands for, parents first."""

import os
from pathlib import Path

from sim.errors import Problem, ScenarioError
from sim.language import told
from sim.scenario.document import Document, open_document
from sim.scenario.library import locate

MOST_FILES = 32
"""Files above one another, and parts of a combination."""


def documents(reference: str) -> tuple[list[Document], list[Problem]]:
    """Open the files of ``name``, ``path.toml`` or ``a+b``, each once: parents before children, a before b."""
    found: dict[str, Document] = {}
    problems: list[Problem] = []
    parts = _parts(reference)
    if len(parts) > MOST_FILES:
        advice = told("combine_in_a_file")
        problems.append(
            Problem(reference, None, "", told("n_parts", n=len(parts)), told("at_most_n", most=MOST_FILES), advice)
        )
    for part in parts[:MOST_FILES]:
        try:
            for document in _lineage(locate(part), problems):
                found.setdefault(os.path.realpath(document.path), document)
        except ScenarioError as error:
            problems += error.problems
    return list(found.values()), problems


def _parts(reference: str) -> list[str]:
    return [reference] if os.path.isfile(reference) else [part.strip() for part in reference.split("+")]


def _lineage(path: Path, problems: list[Problem]) -> list[Document]:
    """Follow ``extends`` up to the root; what stops the way up is added to the problems."""
    child = open_document(path)
    line = {os.path.realpath(path): child}
    while isinstance(parent := child.data.get("extends"), str) and parent and "+" not in parent:
        try:
            above = locate(parent, beside=child.path.parent)
            real = os.path.realpath(above)
            if real in line:
                problems.append(_cycle(child, [*line, real], above))
                break
            if len(line) == MOST_FILES:
                problems.append(
                    child.problem(
                        ("extends",), told("long_chain"), told("at_most_n", most=MOST_FILES), told("join_files")
                    )
                )
                break
            child = line[real] = open_document(above)
        except ScenarioError as error:
            problems += [_seen_from(child, parent, problem) for problem in error.problems]
            break
    return [*line.values()][::-1]


def _cycle(child: Document, files: list[str], again: Path) -> Problem:
    names = [Path(file).stem for file in files[files.index(files[-1]) :]]
    return child.problem(("extends",), told("circle", names=" -> ".join(names)), "", told("extend_baseline"))


def _seen_from(child: Document, parent: str, problem: Problem) -> Problem:
    """Report an unknown parent at the line that names it; what is wrong inside a parent stays there."""
    if problem.file != parent:
        return problem
    return child.problem(("extends",), f'"{parent}": {problem.given}', problem.allowed, problem.advice)
