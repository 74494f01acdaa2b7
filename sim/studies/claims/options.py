"""What a folder of an ensemble was asked, written down before anything is run."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from sim.city.profile import load_profile
from sim.errors import DamagedError, InputError
from sim.language import message
from sim.runs.files import atomic, json_file, named, read_json
from sim.runs.folder import check_unsealed
from sim.runs.store import world_digest
from sim.scenario import load
from sim.studies.claims.runs import Setting
from sim.studies.robustness import Threshold

FILE = "asked.json"
OF_POLICIES, OF_CLAIMS = ("policies", "thresholds", "setting"), ("city", "size", "months")
CLAIMS = "claims"
"""What claims share with those that were run in the folder before; there may be more worlds, and more seeds."""


@dataclass(frozen=True)
class Part:
    """How claims of a folder were asked for: by which names, with how many worlds, seeds and draws of the prior."""

    claims: tuple[str, ...]
    worlds: int
    seeds: int
    prior: int
    worlds_from: str | None = None


def of_claims(asked: Mapping[str, str], part: Part, setting: Setting, folder: Path) -> dict[str, Any]:
    """The question of claims, as JSON can hold it: those asked for now, by identifier, beside those that the folder has."""
    known = asked_in(folder).get(CLAIMS, {}) if (folder / FILE).exists() else {}
    how = {key: value for key, value in asdict(part).items() if key != "claims"}
    return {"setting": asdict(setting), CLAIMS: known | {name: how | {"asked": given} for name, given in asked.items()}}


def parts_in(asked: Mapping[str, Any]) -> list[Part]:
    """The claims of a folder, those together that were asked for in the same way; files that are gone are left out."""
    parts: dict[Part, list[str]] = {}
    for _, known in sorted(asked.get(CLAIMS, {}).items()):
        given = known["asked"]
        how = Part((), **{key: value for key, value in known.items() if key != "asked"})
        if not given.endswith(".toml") or Path(given).exists():
            parts.setdefault(how, []).append(given)
    return [replace(how, claims=tuple(names)) for how, names in parts.items()]


def write_down(asked: Mapping[str, Any], folder: Path) -> None:
    """Keep what is asked.

    Raises
    ------
    InputError
        If the folder holds policies, and others, or other thresholds, are asked for: what is good enough is said before runs
        are seen. If it holds claims of another city, size or length, runs of another version of the model, a sealed report, or
        what another command began.
    """
    check_unsealed(folder, FILE)
    facts = json.loads(json.dumps({**asked, "model": _model_of(asked)}))
    if (folder / FILE).exists():
        known = asked_in(folder)
        keys = [key for key in OF_POLICIES if "policies" in (*known, *facts) and known.get(key) != facts.get(key)]
        if keys:
            raise InputError(message("robust.another", folder=folder, names=", ".join(keys)))
        check_model(known, folder)
        differ = [name for name in OF_CLAIMS if known["setting"][name] != facts["setting"][name]]
        if differ:
            raise InputError(message("claim.another", folder=folder, names=", ".join(differ)))
    with named(folder):
        folder.mkdir(parents=True, exist_ok=True)
        with atomic(folder / FILE, lasting=True) as file:
            file.write(json_file(facts))


def check_model(asked: Mapping[str, Any], folder: Path) -> None:
    """Refuse to read or extend the runs of another model: its runs have other keys, so none of them would be seen.

    Raises
    ------
    InputError
        If another version of the model, or of the city's file, made the folder.
    """
    model = _model_of(asked)
    if asked.get("model", model) != model:
        raise InputError(message("claim.another_model", folder=folder))


def _model_of(asked: Mapping[str, Any]) -> str:
    return world_digest(load("baseline"), load_profile(asked["setting"]["city"]))


def asked_in(folder: Path) -> dict[str, Any]:
    """What a folder was asked.

    Raises
    ------
    DamagedError
        If the file is not as it was written.
    """
    facts = read_json(folder / FILE)[1]
    if facts is None:
        raise DamagedError(message("kept.damaged", file=folder / FILE), folder / FILE)
    return facts


def of_policies(policies: list[str], thresholds: list[Threshold], setting: Setting) -> dict[str, Any]:
    """The question of policies, as JSON can hold it."""
    return {"policies": policies, "thresholds": [asdict(one) for one in thresholds], "setting": asdict(setting)}


def thresholds_in(asked: Mapping[str, Any]) -> list[Threshold]:
    """The thresholds of a question."""
    return [Threshold(**one) for one in asked["thresholds"]]


def setting_in(asked: Mapping[str, Any]) -> Setting:
    """The setting of a question."""
    return Setting(**asked["setting"])
