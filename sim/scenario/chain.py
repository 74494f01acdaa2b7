"""From a reference to the files it stands for, parents first."""

import os
from dataclasses import dataclass, field
from pathlib import Path

from sim.errors import Problem, ScenarioError
from sim.language import message
from sim.scenario.library import locate
from sim.scenario.toml_file import Document, open_document

MOST_FILES = 32
"""Files above one another, parts of a combination, and scenarios that a file extends."""
Above = dict[str, frozenset[str]]
"""Labels of all files that a file, by its label, stands on."""


@dataclass
class Chain:
    """The files of a reference in the order in which they are laid one on the other, each once, and what is wrong.

    ``laid`` has them by their real paths.
    """

    documents: list[Document] = field(default_factory=list)
    above: Above = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    laid: dict[str, Document] = field(default_factory=dict)

    def lay(self, path: Path, line: dict[str, Document]) -> None:
        """Add a file behind all files that it stands on; ``line`` leads down to it."""
        real = os.path.realpath(path)
        if real in self.laid:
            return
        document = open_document(path)
        below = line | {real: document}
        stands_on = [above for parent in parents(document) if (above := self._up(document, parent, below))]
        self.laid[real] = document
        self.documents.append(document)
        labels = (self.above.get(one.label, frozenset()) | {one.label} for one in stands_on)
        self.above[document.label] = frozenset[str]().union(*labels)

    def _up(self, child: Document, parent: str, line: dict[str, Document]) -> Document | None:
        try:
            path = locate(parent, beside=child.path.parent)
            real = os.path.realpath(path)
            if real in line:
                self.problems.append(_cycle(child, [*line, real]))
            elif len(line) == MOST_FILES and real not in self.laid:
                most = message("at_most_n", most=MOST_FILES)
                self.problems.append(
                    child.problem(("extends",), message("long_chain"), allowed=most, advice=message("join_files"))
                )
            else:
                self.lay(path, line)
                return self.laid[real]
        except ScenarioError as error:
            self.problems += [_seen_from(child, parent, problem) for problem in error.problems]
        return None


def chain(reference: str) -> Chain:
    """Open the files of ``name``, ``path.toml`` or ``a+b``, each once: parents before children, a before b."""
    files = Chain()
    parts = _parts(reference)
    if len(parts) > MOST_FILES:
        advice = message("combine_in_a_file")
        given, most = message("n_parts", n=len(parts)), message("at_most_n", most=MOST_FILES)
        files.problems.append(Problem(reference, None, "", given, most, advice))
    for part in parts[:MOST_FILES]:
        try:
            files.lay(locate(part), {})
        except ScenarioError as error:
            files.problems += error.problems
    return files


def parents(document: Document) -> list[str]:
    """Names of the scenarios that a file extends, without those that cannot be names."""
    given = document.data.get("extends")
    names = given[:MOST_FILES] if isinstance(given, list) else [given]
    return [name for name in names if isinstance(name, str) and name and "+" not in name]


def _parts(reference: str) -> list[str]:
    return [reference] if os.path.isfile(reference) else [part.strip() for part in reference.split("+")]


def _cycle(child: Document, files: list[str]) -> Problem:
    names = [Path(file).stem for file in files[files.index(files[-1]) :]]
    return child.problem(("extends",), message("circle", names=" -> ".join(names)), advice=message("extend_baseline"))


def _seen_from(child: Document, parent: str, problem: Problem) -> Problem:
    """Report an unknown parent at the line that names it; what is wrong inside a parent stays there."""
    if problem.file != parent:
        return problem
    return child.problem(("extends",), f'"{parent}": {problem.given}', allowed=problem.allowed, advice=problem.advice)
