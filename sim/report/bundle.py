"""A folder of results as a bundle that anybody can check: what was run, by what, and the hash of every file and value."""

import hashlib
import json
import platform
import subprocess
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np

from sim.analysis.looks import LOOKS
from sim.analysis.study import Study
from sim.city.profile import load_profile
from sim.engine.fingerprint import fingerprint
from sim.errors import InputError
from sim.language import text
from sim.report.files import write_atomically
from sim.report.question import Question
from sim.runs import Run, Store, simulate
from sim.runs.sealed import MANIFEST, SEAL
from sim.runs.store import key_in, world_digest
from sim.scenario.canonical import from_canonical

PACKAGES = ("shequ", "numpy", "numba", "pandas", "pyarrow", "scipy", "matplotlib")


@dataclass(frozen=True)
class Checked:
    """What a check of a bundle found: sentences on what is wrong, and how much was looked at."""

    problems: tuple[str, ...]
    files: int
    runs: int
    recomputed: int


def seal(folder: Path, study: Study, asked: Question) -> None:
    """Write the manifest: question, resolved scenarios, looks, versions, hashes of all files and of every run's values."""
    first = study.runs[study.comparison.baseline][0]
    manifest = _kept(folder) | {
        "question": dict(asked),
        "version": version("shequ"),
        "packages": {name: version(name) for name in PACKAGES},
        "python": platform.python_version(),
        "commit": commit(),
        "fingerprint": fingerprint(),
        "scenarios": {name: one.canonical() for name, one in study.scenarios.items()},
        "baseline": study.comparison.baseline,
        "seeds": list(study.comparison.seeds),
        "looks": {"at": list(study.looks), "planned": list(LOOKS) if study.planned > 1 else list(study.looks)},
        "months": first.months,
        "size": first.size,
        "engine": first.engine,
        "city": first.place,
        "profile": load_profile(first.place).model_dump(mode="json"),
        "equal_budgets": {one.scenario: list(one.factors) for one in study.budgets},
        "lucks": study.persons[0].lucks if study.persons else 0,
        "runs": list(_runs(study)),
        "files": {name: _hash(path.read_bytes()) for name, path in _files(folder)},
    }
    manifest[SEAL] = _own_hash(manifest)
    write_atomically(
        folder / MANIFEST, json.dumps(manifest, indent=1, ensure_ascii=False, sort_keys=True).encode() + b"\n"
    )


def _kept(folder: Path) -> dict[str, Any]:
    """What the runner wrote of extensions."""
    path = folder / MANIFEST
    known = json.loads(path.read_bytes()) if path.is_file() else {}
    return {name: known[name] for name in ("extensions",) if name in known}


def _runs(study: Study) -> Iterator[dict[str, Any]]:
    for name, scenario in study.scenarios.items():
        runs = study.runs[name]
        world = world_digest(scenario, load_profile(runs[0].place))
        for run in runs:
            key = key_in(world, run.seed, run.months, run.size, run.engine)
            yield {"scenario": name, "seed": run.seed, "key": key, "values": values_hash(run)}


def values_hash(run: Run) -> str:
    """Hash of a run's canonical values: names, types, shapes, little-endian numbers; no file format, no time."""
    digest = hashlib.sha256()
    for part in ("city", "communities", "groups", "money"):
        for name, values in sorted(getattr(run, part).items()):
            array = np.ascontiguousarray(values)
            little = array.astype(array.dtype.newbyteorder("<"))
            digest.update(f"{part}.{name} {little.dtype.str} {little.shape}\n".encode())
            digest.update(little.tobytes())
    return digest.hexdigest()


def commit() -> str | None:
    """The commit of the sources, where they are a checkout."""
    try:
        asked = ["git", "-C", str(Path(__file__).parent), "rev-parse", "HEAD"]
        return subprocess.run(asked, capture_output=True, text=True, check=True, timeout=10).stdout.strip()
    except (OSError, subprocess.SubprocessError):
        return None


def _files(folder: Path) -> Iterator[tuple[str, Path]]:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.name != MANIFEST and not path.name.startswith("."):
            yield path.relative_to(folder).as_posix(), path


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _own_hash(manifest: Mapping[str, Any]) -> str:
    own = {name: value for name, value in manifest.items() if name != SEAL}
    return _hash(json.dumps(own, sort_keys=True, ensure_ascii=False).encode())


def check(folder: Path, sample: int, lang: str, progress: Callable[[int, int], None] | None = None) -> Checked:
    """Compare a bundle with its manifest, then compute a sample of its runs anew.

    Raises
    ------
    InputError
        If there is no manifest that can be read.
    """
    manifest = _read(folder, lang)
    runs: list[dict[str, Any]] = manifest["runs"]
    problems = [*_changed(folder, manifest, lang), *_damaged(folder, manifest, lang)]
    strangers = list(_strangers(manifest, lang))
    chosen = [] if strangers else _sampled(runs, sample)
    for done, each in enumerate(chosen, start=1):
        problems += _recomputed(manifest, each, lang)
        if progress:
            progress(done, len(chosen))
    return Checked((*problems, *strangers), len(manifest["files"]), len(runs), len(chosen))


def _read(folder: Path, lang: str) -> dict[str, Any]:
    try:
        manifest: dict[str, Any] = json.loads((folder / MANIFEST).read_bytes())
    except (OSError, ValueError) as error:
        raise InputError(text("verify.no_manifest", lang, folder=folder)) from error
    if SEAL not in manifest:
        raise InputError(text("verify.not_sealed", lang, folder=folder))
    return manifest


def _changed(folder: Path, manifest: Mapping[str, Any], lang: str) -> Iterator[str]:
    if _own_hash(manifest) != manifest[SEAL] or not _as_written(folder, manifest):
        yield text("verify.changed", lang, file=MANIFEST)
    present = dict(_files(folder))
    for name, known in manifest["files"].items():
        if name not in present:
            yield text("verify.missing", lang, file=name)
        elif _hash(present[name].read_bytes()) != known:
            yield text("verify.changed", lang, file=name)
    for name in present.keys() - manifest["files"].keys():
        yield text("verify.unknown", lang, file=name)


def _as_written(folder: Path, manifest: Mapping[str, Any]) -> bool:
    written = json.dumps(manifest, indent=1, ensure_ascii=False, sort_keys=True).encode() + b"\n"
    return (folder / MANIFEST).read_bytes() == written


def _damaged(folder: Path, manifest: Mapping[str, Any], lang: str) -> Iterator[str]:
    store = Store(folder)
    for each in manifest["runs"]:
        run = store.read(each["key"], each["scenario"], manifest["city"])
        if run is None or values_hash(run) != each["values"]:
            yield text("verify.run", lang, scenario=each["scenario"], seed=each["seed"])


def _strangers(manifest: Mapping[str, Any], lang: str) -> Iterator[str]:
    """Why runs cannot be computed anew here."""
    if manifest["fingerprint"] != fingerprint():
        yield text("verify.fingerprint", lang, theirs=manifest["fingerprint"], ours=fingerprint())
        return
    try:
        profile = load_profile(manifest["city"]).model_dump(mode="json")
    except InputError:
        profile = None
    if profile != manifest["profile"]:
        yield text("verify.city", lang, city=manifest["city"])


def _sampled(runs: list[dict[str, Any]], sample: int) -> list[dict[str, Any]]:
    """Runs evenly over scenarios and seeds."""
    count = min(sample, len(runs))
    return [runs[(2 * k + 1) * len(runs) // (2 * count)] for k in range(count)]


def _recomputed(manifest: Mapping[str, Any], each: Mapping[str, Any], lang: str) -> Iterable[str]:
    scenario = from_canonical(each["scenario"], manifest["scenarios"][each["scenario"]])
    how = (manifest["months"], manifest["size"], manifest["engine"], manifest["city"])
    if values_hash(simulate(scenario, each["seed"], *how)) != each["values"]:
        yield text("verify.recomputed", lang, scenario=each["scenario"], seed=each["seed"])
