"""What ``shequ check`` finds, and what ``shequ new`` may write."""

import os
import re
from pathlib import Path
from typing import Any

from sim.errors import InputError, Problem, ScenarioError
from sim.language import text
from sim.scenario import Scenario, load
from sim.scenario.library import catalog
from sim.scenario.notices import late_events

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")


def seen_from(folder: Path, extends: str, lang: str) -> str:
    """Return how a file in the folder names its parent."""
    if Path(extends).is_file():
        return Path(os.path.relpath(extends, folder)).as_posix()
    if "+" in extends:
        raise InputError(text("cli.error.one_parent", lang, given=extends))
    return extends


def checked(file: str) -> Scenario | list[Problem]:
    """Return a good file's scenario, or what is wrong with the file."""
    try:
        return load(file)
    except ScenarioError as error:
        return error.problems


def file_json(file: str, found: Scenario | list[Problem], horizon: int) -> dict[str, Any]:
    """Describe what was found in a file; events are late that a run of the usual horizon does not reach."""
    if isinstance(found, Scenario):
        late = [one._asdict() for one in late_events(found, horizon)]
        return {"file": file, "problems": [], "notices": [one.__dict__ for one in found.notices], "late": late}
    return {"file": file, "problems": [problem.__dict__ for problem in found], "notices": [], "late": []}


def check_name(name: str, lang: str) -> None:
    """Refuse a name that is malformed or taken."""
    if not _NAME.fullmatch(name):
        raise InputError(text("cli.error.name_form", lang, name=name))
    taken = catalog().get(name)
    if taken:
        raise InputError(text("cli.error.name_taken", lang, name=name, file=taken[0]))
