"""What ``shequ check`` finds, and what ``shequ new`` may write."""

import os
import re
from pathlib import Path
from typing import Any

from sim.cli.scenario_rows import freed_json, overruled_json
from sim.errors import InputError, Problem, ScenarioError
from sim.language import Language, text
from sim.scenario import Scenario, load
from sim.scenario.library import catalog
from sim.scenario.notices import late_events

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")


def seen_from(folder: Path, extends: str) -> str | list[str]:
    """Return how a file in the folder names what it extends: a scenario, or a list of the parts of a sum."""
    parts = [extends] if Path(extends).is_file() else [part.strip() for part in extends.split("+")]
    seen = [Path(os.path.relpath(one, folder)).as_posix() if Path(one).is_file() else one for one in parts]
    return seen if len(seen) > 1 else seen[0]


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
        told = {"notices": [one.__dict__ for one in found.notices], "overruled": overruled_json(found), "late": late}
        told["freed"] = freed_json(found)
        return {"file": file, "problems": []} | told
    nothing: dict[str, Any] = {"notices": [], "overruled": [], "late": [], "freed": []}
    return {"file": file, "problems": [problem.__dict__ for problem in found]} | nothing


def check_name(name: str, lang: Language) -> None:
    """Refuse a name that is malformed or taken."""
    if not _NAME.fullmatch(name):
        raise InputError(text("cli.error.name_form", lang, name=name))
    taken = catalog().get(name)
    if taken:
        raise InputError(text("cli.error.name_taken", lang, name=name, file=taken[0]))
