"""What a bundle's manifest holds, reading one that somebody else may have made, and what else lies in its folder."""

import hashlib
import json
import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AliasChoices, BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from sim.errors import DamagedError, InputError
from sim.language import Language, text
from sim.limits import MONTHS, PERSON_SEEDS
from sim.runs.files import SEAL, read_json
from sim.runs.folder import FILES, LOCK, MANIFEST

_LARGEST = 2**28
_Hash = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
_Name = Annotated[str, StringConstraints(min_length=1, max_length=4096)]
_Seed = Annotated[int, Field(ge=0, lt=2**63)]


class _Strict(BaseModel):
    model_config = ConfigDict(strict=True, frozen=True)


class Kept(_Strict):
    """A run: whose it is, the key under which it is kept, and the hash of its values."""

    scenario: _Name
    seed: _Seed
    key: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{32}$")]
    values: _Hash


class Told(_Strict):
    """What a report says of a scenario, and from which differences on it says that one matters.

    ``everywhere`` are the values of communities of no particular type, ``order`` the places of its events in canonical form.
    """

    reference: _Name
    name: dict[str, str]
    question: dict[str, str]
    notices: dict[Language, list[str]]
    thresholds: dict[str, float]
    everywhere: list[float]
    stated: list[str]
    order: list[int]


class Asked(_Strict):
    """What a report was asked to say, beside what determines its runs.

    Folders that are older than ``world_seeds`` and ``lab`` had six seeds in a world, and no lab.
    """

    langs: Annotated[list[Language], Field(min_length=1)]
    auto: bool
    discount: Annotated[float, Field(ge=0, le=1)]
    worlds: Annotated[int, Field(ge=0)]
    world_seeds: Annotated[int, Field(ge=0)] = 6
    mechanisms: bool
    lab: bool = False
    budgets: list[dict[str, Any]]


class Manifest(_Strict):
    """A finalized manifest, as far as `sim.report.verify_comparison` reads it; ``person_seeds`` was once ``lucks``."""

    fingerprint: str
    packages: Annotated[dict[str, str], Field(min_length=1)]
    scenarios: Annotated[dict[_Name, dict[str, Any]], Field(min_length=1)]
    told: dict[_Name, Told]
    asked: Asked
    question: dict[str, Any]
    baseline: _Name
    seeds: Annotated[list[_Seed], Field(min_length=1)]
    months: Annotated[int, Field(ge=MONTHS.low, le=MONTHS.high)]
    size: Literal["hamlet", "neighbourhood", "district", "city"]
    engine: Literal["compiled", "mesa"]
    city: _Name
    profile: dict[str, Any]
    person_seeds: Annotated[
        int, Field(ge=PERSON_SEEDS.low, le=PERSON_SEEDS.high, validation_alias=AliasChoices("person_seeds", "lucks"))
    ]
    runs: Annotated[list[Kept], Field(min_length=1)]
    files: Annotated[dict[_Name, _Hash], Field(min_length=1)]


def read_manifest(folder: Path, lang: Language) -> Manifest | str:
    """Read a manifest; a sentence where it is not as it was written, or not one that shequ writes.

    Raises
    ------
    InputError
        If there is none that can be read, or the comparison was not finished.
    """
    path = folder / MANIFEST
    try:
        if path.is_symlink() or not path.is_file() or path.stat().st_size > _LARGEST:
            raise InputError(text("verify.no_manifest", lang, folder=folder))
        written, facts = read_json(path)
    except (OSError, DamagedError) as error:
        raise InputError(text("verify.no_manifest", lang, folder=folder)) from error
    if facts is None and not _has_seal(written):
        raise InputError(text("verify.no_manifest", lang, folder=folder))
    if facts is None:
        return text("verify.changed", lang, file=MANIFEST)
    if FILES not in facts and "seeds" in facts:
        raise InputError(text("verify.not_sealed", lang, folder=folder))
    try:
        return Manifest.model_validate(facts)
    except ValidationError as error:
        first = error.errors()[0]
        where = plain(".".join(map(str, first["loc"])))
        return text("verify.malformed", lang, file=MANIFEST, field=where, reason=plain(first["msg"]))


def _has_seal(written: bytes) -> bool:
    try:
        return SEAL in json.loads(written)
    except (ValueError, TypeError, RecursionError):
        return False


def plain(name: str) -> str:
    """A name that somebody else chose, as a terminal may show it."""
    return "".join(sign if sign.isprintable() else f"\\x{ord(sign):02x}" for sign in name[:200])


def files(folder: Path) -> dict[str, Path]:
    """Plain files by their name in the folder, but for its lock; links are not followed."""
    return {name: path for name, path, kind in sorted(_all(folder)) if kind == "file"}


def strange(folder: Path, lang: Language) -> Iterator[str]:
    """Yield a sentence on each link, pipe, device, and empty folder: no manifest can speak of them."""
    for name, _, kind in sorted(_all(folder)):
        if kind != "file":
            yield text(f"verify.{kind}", lang, file=plain(name))


def hash_of(path: Path) -> str:
    """Hash of a file's bytes."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _all(folder: Path, under: str = "") -> Iterator[tuple[str, Path, str]]:
    with os.scandir(folder) as entries:
        found = list(entries)
    if not found and under:
        yield under.removesuffix("/"), folder, "empty"
    for entry in found:
        name, path, mode = under + entry.name, Path(entry.path), entry.stat(follow_symlinks=False).st_mode
        if stat.S_ISDIR(mode):
            yield from _all(path, f"{name}/")
        elif not stat.S_ISREG(mode):
            yield name, path, "link" if stat.S_ISLNK(mode) else "special"
        elif name != LOCK or entry.stat().st_size:
            yield name, path, "file"
