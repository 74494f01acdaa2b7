"""What a comparison was asked, as its finalized folder stores it: only the same question may be asked there again."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from importlib.metadata import version
from pathlib import Path
from typing import Any

from sim.city.profile import load_profile
from sim.engine.fingerprint import fingerprint
from sim.errors import InputError
from sim.language import message
from sim.runs.folder import FILES, MANIFEST, check_begun, sealed
from sim.scenario import Scenario
from sim.studies.comparison.study import Wanted
from sim.studies.why import Setting


@dataclass(frozen=True)
class Described:
    """A scenario's reference, and by language its name and question; notices are in the report's language."""

    reference: str
    name: Mapping[str, str]
    question: Mapping[str, str]
    notices: Sequence[str] = ()


RUNS = "runs"
Question = Mapping[str, Any]


def question(scenarios: Sequence[Scenario], wanted: Wanted, setting: Setting, engine: str) -> dict[str, Any]:
    """All that decides what a report says but its language, as JSON can hold it; the first scenario is the baseline."""
    said = [[one.reference, one.name, one.question, one.thresholds, one.canonical()] for one in scenarios]
    of_worlds = _digest([vars(one) for one in wanted.worlds.worlds]) if wanted.worlds else None
    return asdict(replace(wanted, worlds=None)) | {
        "worlds": of_worlds,
        "scenarios": _digest(said),
        "first_seed": setting.person_seed,
        "months": setting.months,
        "size": setting.size,
        "engine": engine,
        "city": setting.city,
        "city_file": _digest(load_profile(setting.city).model_dump(mode="json")),
        "model": fingerprint(),
        "version": version("shequ"),
    }


def _digest(said: object) -> str:
    return hashlib.sha256(json.dumps(said, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def check_free(folder: Path, asked: Question, replace: bool = False) -> None:
    """Refuse a folder that was sealed with the answer to another question.

    ``replace`` removes that answer instead, with its seal; runs stay, and those that fit are used again.

    Raises
    ------
    InputError
        If there is such an answer; the text says in what the question differs. If another command began something there.
    """
    manifest = sealed(folder)
    if manifest is None:
        check_begun(folder)
        return
    known = manifest.get("question", {})
    other = [name for name in asked if known.get(name) != asked[name]]
    if other and not replace:
        names = ", ".join(message(f"sealed.names.{name}") for name in (other if known else ["version"]))
        raise InputError(message("sealed.another", folder=folder, names=names))
    if other:
        _clear(folder, manifest[FILES])


def _clear(folder: Path, files: Mapping[str, str]) -> None:
    """Remove the files that were sealed, other than runs."""
    for path in [path for path in folder.rglob("*") if path.is_file()]:
        name = path.relative_to(folder)
        if name.as_posix() in files and name.parts[0] != RUNS:
            path.unlink()
    (folder / MANIFEST).unlink()
