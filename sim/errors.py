"""The one tree of errors that shequ raises on purpose."""

from dataclasses import dataclass
from pathlib import Path

LONGEST = 600
"""Letters of what was given, as far as a message repeats it."""
LONG = 100
"""Letters of a list of what is allowed from which it stands behind the advice, which nobody would find after it."""


class SimError(Exception):
    """Anything that shequ reports to its user; its text says what happened and what to do."""

    exit_status = 1


class InputError(SimError):
    """Something the user gave is wrong: a file, a name, a value, an option."""

    exit_status = 2


class SimWarning(UserWarning):
    """What a user should know although the work goes on."""


@dataclass(frozen=True)
class Problem:
    """One thing wrong with an input file."""

    file: str
    line: int | None
    key: str
    given: str
    allowed: str
    advice: str


class ProblemsError(InputError):
    """Everything that is wrong with what was given, at once; see ``problems``."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        super().__init__("\n".join(map(_sentence, problems)))

    def __reduce__(self) -> tuple[type, tuple[list[Problem]]]:
        """Come back from another process as it was."""
        return type(self), (self.problems,)


class ScenarioError(ProblemsError):
    """Everything that is wrong with a scenario's files."""


class DesignError(ProblemsError):
    """Everything that is wrong with the design of a sweep."""


class ClaimError(ProblemsError):
    """Everything that is wrong with the files of claims."""


class TableError(ProblemsError):
    """Everything that is wrong with a planner's table."""


class RunError(SimError):
    """A run could not go on: an account that does not balance, a disk that is full."""


class DamagedError(RunError):
    """A ``file`` that is kept does not hold what was written into it."""

    def __init__(self, text: str, file: Path) -> None:
        self.file = file
        super().__init__(text)

    def __reduce__(self) -> tuple[type, tuple[str, Path]]:
        """Come back from another process as it was."""
        return type(self), (str(self), self.file)


class AccountError(RunError):
    """Money, cases or people do not balance; the text names the account, the month and both sides."""


class OtherCodeError(RunError):
    """A process has other code than the one that asks it, or than its files: its results would not be what they are called."""


class InterruptedRunError(SimError):
    """Somebody stopped the work; the text names the command that goes on."""

    exit_status = 130


def _sentence(problem: Problem) -> str:
    where = problem.file if problem.line is None else f"{problem.file}:{problem.line}"
    given = f"{problem.key}: {problem.given}" if problem.key else problem.given
    said = [problem.allowed, problem.advice]
    if len(problem.allowed) > LONG:
        said.reverse()
    return f"{_cut(where)}: " + "; ".join(part for part in (_cut(given), *said) if part)


def _cut(text: str) -> str:
    """A text with its middle cut out where nobody would read it: names may be as long as files."""
    return text if len(text) <= LONGEST else f"{text[: LONGEST // 2]} ... {text[-LONGEST // 2 :]}"
