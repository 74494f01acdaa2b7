"""From what went wrong to a message on standard error and an exit status."""

import errno
import sys
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any, NoReturn

import typer

from sim.cli import INTERRUPTED
from sim.cli.options import spoken_language
from sim.errors import ProblemsError, SimError, SimWarning
from sim.language import speaking, text


def guarded(command: Callable[..., None]) -> Callable[..., None]:
    """Let a command fail with a sentence, not a traceback."""

    @wraps(command)
    def run(*args: Any, **options: Any) -> None:
        try:
            with speaking(spoken_language()), _said_once():
                command(*args, **options)
        except SimError as error:
            _leave(_told(error), error.exit_status)
        except KeyboardInterrupt:
            _leave(text("cli.error.interrupted", spoken_language()), INTERRUPTED)
        except BrokenPipeError:
            raise
        except OSError as error:
            _leave(_system(error), 1)

    return run


@contextmanager
def _said_once() -> Iterator[None]:
    """Say what a user should know on standard error, each sentence once and without its place in the sources."""

    usual = warnings.showwarning

    def show(message: Warning | str, category: type[Warning], *where: Any, **rest: Any) -> None:
        if issubclass(category, SimWarning):
            print(message, file=sys.stderr)
        else:
            usual(message, category, *where, **rest)

    with warnings.catch_warnings():
        warnings.simplefilter("once", SimWarning)
        warnings.showwarning = show
        yield


def _told(error: SimError) -> str:
    if not isinstance(error, ProblemsError):
        return str(error)
    head = text("cli.error.problems", spoken_language(), count=len(error.problems))
    return "\n".join((head, *(f"  {line}" for line in str(error).splitlines())))


def _system(error: OSError) -> str:
    key = "cli.error.no_space" if error.errno in (errno.ENOSPC, errno.EDQUOT) else "cli.error.system"
    return text(key, spoken_language(), file=error.filename or "?", reason=error.strerror or str(error))


def _leave(message: str, status: int) -> NoReturn:
    print(message, file=sys.stderr)
    raise typer.Exit(status)
