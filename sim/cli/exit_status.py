"""From what went wrong to a message on standard error and an exit status."""

import errno
import os
import sys
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import wraps
from typing import Any, NoReturn

import typer

from sim.cli import INTERRUPTED
from sim.cli.options import spoken_language
from sim.errors import ProblemsError, SimError, SimWarning
from sim.language import speaking, text
from sim.language.numbers import counted

SHOWN = 100
"""Problems that are printed at most; --json has all."""


def guarded(command: Callable[..., None]) -> Callable[..., None]:
    """Let a command fail with a sentence, not a traceback."""

    @wraps(command)
    def run(*args: Any, **options: Any) -> None:
        try:
            with speaking(spoken_language()), _said_once():
                command(*args, **options)
                sys.stdout.flush()
        except SimError as error:
            _leave(_told(error), error.exit_status)
        except KeyboardInterrupt:
            _leave(text("cli.error.interrupted", spoken_language()), INTERRUPTED)
        except BrokenPipeError:
            raise
        except MemoryError:
            _leave(text("cli.error.memory", spoken_language()), 1)
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
    lang, count = spoken_language(), len(error.problems)
    head, shown = (
        text("cli.error.problems", lang, problems=counted("problems", count, lang)),
        ProblemsError(error.problems[:SHOWN]),
    )
    more = [text("cli.error.more", lang, count=count - SHOWN)] if count > SHOWN else []
    return "\n".join((head, *(f"  {line}" for line in (*str(shown).splitlines(), *more))))


def _system(error: OSError) -> str:
    key = "no_space" if error.errno in (errno.ENOSPC, errno.EDQUOT) else "system"
    which = key if error.filename else f"{key}_anywhere"
    return text(f"cli.error.{which}", spoken_language(), file=error.filename, reason=error.strerror or str(error))


def _leave(message: str, status: int) -> NoReturn:
    with suppress(OSError):
        print(message, file=sys.stderr, flush=True)
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:  # what it holds cannot be written, and Python would try again and complain
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
    raise typer.Exit(status)
