"""Adding an extension to the model of this process."""

import hashlib
import importlib.util
import os
import platform
import sys
import traceback
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

from sim import outcomes
from sim.city.making import making_program
from sim.engine.fingerprint import EXTENSIONS, fingerprint
from sim.engine.program import ProgramError
from sim.errors import InputError, OtherCodeError, Problem, ProblemsError, RunError, SimError
from sim.extension.checks import check, with_columns, with_draws
from sim.extension.declared import Extension
from sim.extension.lines import DeclarationError, line_of
from sim.language import LANGUAGES, learn, message
from sim.model import extensions as own
from sim.model.month import month_program
from sim.model.tables import TABLES
from sim.parameters import LEVERS, WORLD
from sim.reading import read_text
from sim.rules import RULES
from sim.scenario import columns


class Code(NamedTuple):
    """What a process runs: its fingerprint, and the files that were added, in order, each with a hash of its text."""

    fingerprint: str
    files: tuple[tuple[str, str], ...]


_FOUND: dict[Path, Extension] = {}
MOST_BYTES = 1_000_000


def extend(file: str | Path) -> Extension:
    """Add what a Python file declares as ``extension`` to the model, for the rest of the process.

    Call it before scenarios are loaded and cities are made. The same file once more changes nothing.

    Raises
    ------
    InputError
        If the file cannot be imported, declares no extension, was edited since it was added, or adds something that the
        model cannot have; then nothing was added.
    """
    path = Path(os.path.realpath(file))  # pathlib's raises at links in a circle
    source = _read(path)
    if path in EXTENSIONS:
        if EXTENSIONS[path] != source:
            raise InputError(f"{file}: it was edited since it was added; start a new process to use the new version")
        return _FOUND[path]
    marked = len(RULES)
    try:
        extension = _declared(_imported(path, source))
        check(extension, RULES[marked:])
    except ProblemsError as error:
        del RULES[marked:]
        raise ProblemsError([_as_named(file, path, problem) for problem in error.problems]) from None
    except SimError as error:
        del RULES[marked:]
        line = line_of(source, error.about) if isinstance(error, DeclarationError | ProgramError) else None
        raise InputError(f"{file}: {error}" if line is None else f"{file}:{line}: {error}") from error
    _add(extension)
    EXTENSIONS[path], _FOUND[path] = source, extension
    return extension


def _as_named(file: str | Path, path: Path, problem: Problem) -> Problem:
    return replace(problem, file=str(file)) if problem.file == str(path) else problem


def code() -> Code:
    """What this process runs."""
    files = ((str(path), hashlib.sha256(source).hexdigest()) for path, source in EXTENSIONS.items())
    return Code(fingerprint(), tuple(files))


def join(wanted: Code) -> None:
    """Add, in a process that helps another, the files that were added there, and check that both run the same code.

    Raises
    ------
    RunError
        If one of the files was edited since.
    OtherCodeError
        If this process has other code.
    """
    for file, known in wanted.files:
        extend(file)
        if hashlib.sha256(EXTENSIONS[Path(file)]).hexdigest() != known:
            raise RunError(f"{file}: it was edited while runs were under way; what was finished is kept: run again")
    if fingerprint() != wanted.fingerprint:
        place = message("code.process", machine=platform.node(), process=os.getpid())
        raise OtherCodeError(message("code.other", place=place, theirs=fingerprint(), wanted=wanted.fingerprint))


def _read(path: Path) -> bytes:
    """The text of a file, which a run's manifest keeps."""
    return read_text(path, MOST_BYTES).encode("utf-8")


def _imported(path: Path, source: bytes) -> ModuleType:
    """The file as a module whose name says its content, so that compiled code of another version is never taken for it."""
    try:
        source.decode("utf8")
    except UnicodeDecodeError as error:
        line = source.count(b"\n", 0, error.start) + 1
        raise InputError(f"line {line}: it is not written in UTF-8; save it in that encoding") from error
    name = f"shequ_own_{path.stem}_{hashlib.sha256(source).hexdigest()[:12]}"
    if not name.isidentifier():
        raise InputError("give the file a name of letters, digits and _")
    spec = importlib.util.spec_from_file_location(name, path)
    if spec is None:
        raise InputError("it is no Python file; its name must end in .py")
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    try:
        exec(compile(source, str(path), "exec"), vars(module))
    except SimError as error:
        raise InputError(f"{_line_in(path, error)}{error}") from error
    except (Exception, SystemExit) as error:
        said = str(error).partition("\n")[0]
        raise InputError(f"{_line_in(path, error)}it cannot be imported: {type(error).__name__}: {said}") from error
    return module


def _line_in(path: Path, error: BaseException) -> str:
    """The last line of a file that an error came through, as the beginning of a sentence; nothing where there is none."""
    if isinstance(error, SyntaxError):
        return f"line {error.lineno}: " if error.filename == str(path) else ""
    lines = [one.lineno for one in traceback.extract_tb(error.__traceback__) if one.filename == str(path)]
    return f"line {lines[-1]}: " if lines else ""


def _declared(module: ModuleType) -> Extension:
    extension = getattr(module, "extension", None)
    if not isinstance(extension, Extension):
        raise InputError("it must define extension = Extension(...); docs/tutorials/own-rule.md shows one")
    return extension


def _add(extension: Extension) -> None:
    month_program.cache_clear()
    making_program.cache_clear()
    TABLES.update(with_columns(extension))
    own.DRAWS.update(with_draws(extension))
    own.STEPS.extend(extension.steps.items())
    for quantity in extension.own_parameters:
        (WORLD if columns.is_world(quantity.path) else LEVERS).append(quantity)
        columns.add(quantity)
    for own_outcome in extension.outcomes:
        facts = vars(own_outcome) | {"per": own_outcome.per or ""}
        learn(f"outcome.{own_outcome.name}", {lang: facts.pop(lang) for lang in LANGUAGES})
        outcomes.BY_NAME[own_outcome.name] = outcomes.Outcome(**facts)
        outcomes.OUTCOMES.append(outcomes.BY_NAME[own_outcome.name])
