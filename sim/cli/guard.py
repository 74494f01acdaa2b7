"""From what went wrong to a message on standard error and an exit status."""

import errno
import sys
from collections.abc import Callable
from functools import wraps
from typing import Any, NoReturn

import typer

from sim.cli import INTERRUPTED
from sim.cli.options import spoken_language
from sim.errors import ProblemsError, SimError
from sim.language import speaking, text

SHOWN = 100
"""Problems that are printed at most; --json has all."""


def guarded(command: Callable[..., None]) -> Callable[..., None]:
    """Let a command fail with a sentence, not a traceback."""

    @wraps(command)
    def run(*args: Any, **options: Any) -> None:
        try:
            with speaking(spoken_language()):
                command(*args, **options)
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


def _told(error: SimError) -> str:
    if not isinstance(error, ProblemsError):
        return str(error)
    lang, count = spoken_language(), len(error.problems)
    head, shown = text("cli.error.problems", lang, count=count), ProblemsError(error.problems[:SHOWN])
    more = [text("cli.error.more", lang, count=count - SHOWN)] if count > SHOWN else []
    return "\n".join((head, *(f"  {line}" for line in (*str(shown).splitlines(), *more))))


def _system(error: OSError) -> str:
    key = "cli.error.no_space" if error.errno in (errno.ENOSPC, errno.EDQUOT) else "cli.error.system"
    return text(key, spoken_language(), file=error.filename or "?", reason=error.strerror or str(error))


def _leave(message: str, status: int) -> NoReturn:
    print(message, file=sys.stderr)
    raise typer.Exit(status)
