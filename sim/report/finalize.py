"""A folder of results as a bundle that anybody can check: what was run, by what, and the hash of every file and value."""

import hashlib
import platform
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import asdict, replace
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np

from sim.city.profile import load_profile
from sim.engine.fingerprint import EXTENSIONS, fingerprint
from sim.ensemble.shipped import write as write_worlds
from sim.language import Language
from sim.report.files import write_atomically
from sim.report.manifest import files, hash_of
from sim.report.question import Described, Question
from sim.report.signing import ENDING
from sim.runs import Run
from sim.runs.files import json_file
from sim.runs.folder import MANIFEST
from sim.runs.store import key_in, world_digest
from sim.scenario import Scenario
from sim.scenario.scenario import from_canonical
from sim.statistics.intervals import LOOKS
from sim.studies.comparison.money import DISCOUNT
from sim.studies.comparison.study import Study

WORLDS = "worlds.parquet"
"""The plausible worlds in which policies were compared, as `--worlds-from` takes them."""
LAB = "lab.html"
"""The lab, where it was asked for, opened at the compared policies; the report links to it."""
PACKAGES = ("shequ", "numpy", "numba", "pandas", "pyarrow", "scipy", "matplotlib", "openpyxl", "jinja2", "fonttools")


def seal(folder: Path, study: Study, told: Mapping[Language, Mapping[str, Described]], asked: Question) -> None:
    """Write the manifest: question, resolved scenarios, looks, versions, what the report was asked to say, and hashes of
    all files and of every run's values. A signature of an earlier manifest is removed.
    """
    (folder / f"{MANIFEST}{ENDING}").unlink(missing_ok=True)
    first = study.runs[study.comparison.baseline][0]
    if study.worlds:
        write_worlds(study.worlds.plausible, folder / WORLDS)
    extensions = {path.name: source.decode("utf8") for path, source in EXTENSIONS.items()}
    manifest = ({"extensions": extensions} if extensions else {}) | {
        "question": dict(asked),
        "version": version("shequ"),
        "packages": packages(),
        "python": platform.python_version(),
        "commit": commit(),
        "fingerprint": fingerprint(),
        "scenarios": {name: one.canonical() for name, one in study.scenarios.items()},
        "told": {
            name: _told({lang: own[name] for lang, own in told.items()}, one) for name, one in study.scenarios.items()
        },
        "asked": {
            "langs": [*told],
            "auto": study.planned > 1,
            "discount": study.values[0].discount if study.values else DISCOUNT,
            "worlds": study.worlds.count if study.worlds else 0,
            "world_seeds": study.worlds.seeds if study.worlds else 0,
            "mechanisms": bool(study.carried),
            "lab": bool(asked.get("lab")),
            "budgets": [asdict(one) for one in study.budgets],
        },
        "baseline": study.comparison.baseline,
        "seeds": list(study.comparison.seeds),
        "looks": {"at": list(study.looks), "planned": list(LOOKS) if study.planned > 1 else list(study.looks)},
        "months": first.months,
        "size": first.size,
        "engine": first.engine,
        "city": first.place,
        "profile": load_profile(first.place).model_dump(mode="json"),
        "equal_budgets": {one.scenario: list(one.factors) for one in study.budgets},
        "person_seeds": study.persons[0].person_seeds if study.persons else 0,
        "runs": list(_runs(study)),
        "files": {name: hash_of(path) for name, path in files(folder).items() if name != MANIFEST},
    }
    write_atomically(folder / MANIFEST, json_file(manifest))


def packages() -> dict[str, str]:
    """Versions of what bytes of runs, tables, figures and pages may depend on, as far as it is installed."""
    return {name: version(name) for name in (*PACKAGES, *((TYPESETTER,) if can_typeset() else ()))}


def _told(by_language: Mapping[Language, Described], scenario: Scenario) -> dict[str, Any]:
    """What reports say of a scenario beyond what determines its runs."""
    described = next(iter(by_language.values()))
    again = from_canonical(scenario.reference, scenario.canonical()).changes
    order = [[replace(one, origin=change.origin) for one in again].index(change) for change in scenario.changes]
    return {
        "reference": described.reference,
        "name": dict(described.name),
        "question": dict(described.question),
        "notices": {lang: list(one.notices) for lang, one in by_language.items()},
        "thresholds": {name: float(least) for name, least in scenario.thresholds.items()},
        "everywhere": scenario.base[0].tolist(),
        "order": order,
        "stated": [entry for entry, origin in scenario.provenance.items() if origin != "default"],
    }


def _runs(study: Study) -> Iterator[dict[str, Any]]:
    for name, scenario in study.scenarios.items():
        runs = study.runs[name]
        world = world_digest(scenario, load_profile(runs[0].place))
        for run in runs:
            key = key_in(world, run.seed, months=run.months, size=run.size, engine=run.engine)
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


TYPESETTER = "typst"


def can_typeset() -> bool:
    """Whether the typesetter is installed (``shequ[pdf]``)."""
    return find_spec(TYPESETTER) is not None
