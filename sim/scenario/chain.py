"""From a reference to the files it stands for, parents first."""

from pathlib import Path

from sim.errors import Problem, ScenarioError
from sim.language import told
from sim.scenario.document import Document, open_document
from sim.scenario.library import locate


def documents(reference: str) -> tuple[list[Document], list[Problem]]:
    """Open the files of ``name``, ``path.toml`` or ``a+b``, each once: parents before children, a before b."""
    found: dict[Path, Document] = {}
    problems: list[Problem] = []
    for part in _parts(reference):
        try:
            for document in _lineage(locate(part), problems):
                found.setdefault(document.path.resolve(), document)
        except ScenarioError as error:
            problems += error.problems
    return list(found.values()), problems


def _parts(reference: str) -> list[str]:
    return [reference] if Path(reference).is_file() else [part.strip() for part in reference.split("+")]


def _lineage(path: Path, problems: list[Problem]) -> list[Document]:
    """Follow ``extends`` up to the root; what stops the way up is added to the problems."""
    line = [open_document(path)]
    while isinstance(parent := line[-1].data.get("extends"), str) and parent and "+" not in parent:
        child = line[-1]
        try:
            above = locate(parent, beside=child.path.parent)
            if above.resolve() in {document.path.resolve() for document in line}:
                problems.append(_cycle(line, above))
                break
            line.append(open_document(above))
        except ScenarioError as error:
            problems += [_seen_from(child, parent, problem) for problem in error.problems]
            break
    return line[::-1]


def _cycle(line: list[Document], again: Path) -> Problem:
    names = [document.path.stem for document in line]
    circle = names[names.index(again.stem) :]
    return line[-1].problem(
        ("extends",), told("circle", names=" -> ".join([*circle, again.stem])), "", told("extend_baseline")
    )


def _seen_from(child: Document, parent: str, problem: Problem) -> Problem:
    """Report an unknown parent at the line that names it; what is wrong inside a parent stays there."""
    if problem.file != parent:
        return problem
    return child.problem(("extends",), f'"{parent}": {problem.given}', problem.allowed, problem.advice)
