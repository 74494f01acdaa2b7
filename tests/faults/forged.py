"""Bundles that somebody changed on purpose or by carelessness: `shequ verify` says what is wrong with each, in sentences.

``python -m tests.faults.forged`` prints how many were tried and which passed.
"""

import json
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sim.city.profile import load_profile
from sim.errors import InputError
from sim.report import Described, write
from sim.report.finalize import seal, values_hash
from sim.report.manifest import files, hash_of
from sim.report.verify_comparison import check
from sim.runs import Store, run_many
from sim.runs.executors import here
from sim.runs.files import json_file
from sim.runs.store import key_in, world_digest
from sim.scenario import load
from sim.scenario.scenario import from_canonical
from sim.studies.comparison.study import Study, Wanted, study
from sim.studies.why import Setting

Manifest = dict[str, Any]
Forge = Callable[[Path, Manifest], object]
WRONG: tuple[Any, ...] = (None, -1, 10**400, 1.5, "x", "\x1b[2J\n", [], [0], {}, {"x": 1}, [[[[0]]]], True)


def bundle(folder: Path, seeds: int = 2) -> Study:
    """Make a comparison of hamlets over a year, with its report, and seal it."""

    def simulated(scenarios: Any, seeds: int, *, progress: Any, keep: Any = ()) -> Any:
        return run_many(scenarios, list(range(seeds)), 12, "hamlet", engine="compiled", city="ningbo", out=folder)

    setting = Setting("ningbo", "hamlet", 0, 0, 12)
    found = study(load("baseline"), [load("seed_then_taper+funding_cut")], simulated, Wanted(seeds), setting, here())
    described = {name: Described(name, one.name, one.question) for name, one in found.scenarios.items()}
    write(found, {"en": described}, folder)
    seal(folder, found, {"en": described}, {"seeds": 2, "first_seed": 0})
    return found


def forgeries() -> Iterator[tuple[str, Forge]]:
    """Yield what is done to a bundle: it gets the folder and the manifest, which is sealed again afterwards."""
    yield "a triumph", lambda folder, _: (folder / "report.html").write_text("a triumph")
    yield "another table", lambda folder, _: (folder / "tables/differences.csv").write_text("a,b\n1,2\n")
    yield "another figure", lambda folder, _: (folder / "figures/plane.svg").write_text("<svg/>")
    yield "a table more", lambda folder, _: (folder / "tables/persons.csv").write_text("a,b\n1,2\n")
    yield "better runs", better_runs
    yield "a link", link
    yield "a link to a folder", lambda folder, _: (folder / "more").symlink_to("/etc")
    yield "a pipe", lambda folder, _: os.mkfifo(folder / "tables/pipe")
    yield "a pipe among runs", lambda folder, _: os.mkfifo(folder / "runs/x.city.parquet")
    yield "an empty folder", lambda folder, _: (folder / "empty").mkdir()
    yield "no runs", lambda _, manifest: manifest["runs"].clear()
    yield "half of the runs", lambda _, manifest: manifest["runs"].pop()
    yield "a run twice", lambda _, manifest: manifest["runs"].append(manifest["runs"][0])
    yield "keys swapped", swapped
    yield "no seeds", lambda _, manifest: manifest["seeds"].clear()
    yield "no baseline", lambda _, manifest: manifest.update(baseline="nothing")
    yield "no files", lambda _, manifest: manifest["files"].clear()
    yield "another engine", lambda _, manifest: manifest.update(engine="zz")
    yield "a long time", lambda _, manifest: manifest.update(months=100_000)
    yield "months that would take hours", huge
    yield "a city that is a pipe", lambda folder, manifest: manifest.update(city=pipe(folder))
    yield "a scenario out of bounds", lambda _, manifest: out_of_bounds(manifest, 1e308)
    yield "a scenario that is no number", lambda _, manifest: out_of_bounds(manifest, float("nan"))
    yield "malformed events", lambda _, manifest: manifest["scenarios"]["baseline"].update(changes=[{"x": 1}])
    yield "districts without end", lambda _, manifest: manifest["scenarios"]["baseline"].update(districts=[1] * 10**5)
    for key in MANIFEST_KEYS:
        yield f"without {key}", without(key)
        for wrong in WRONG:
            yield f"{key} is {str(wrong)[:8]!r}", changed(key, wrong)
    for part in ("scenarios", "told", "asked", "runs"):
        for wrong in WRONG:
            yield f"in {part} {str(wrong)[:8]!r}", changed_within(part, wrong)


def without(key: str) -> Forge:
    """Take a key out of the manifest."""
    return lambda _, manifest: manifest.pop(key)


def changed(key: str, wrong: Any) -> Forge:
    """Put something wrong in the place of one of the manifest's parts."""
    return lambda _, manifest: manifest.update({key: wrong})


def changed_within(part: str, wrong: Any) -> Forge:
    """Put something wrong inside one of the manifest's parts."""
    return lambda _, manifest: deep(manifest, part, wrong)


MANIFEST_KEYS = (
    *("fingerprint", "packages", "scenarios", "told", "asked", "baseline", "seeds", "months", "size", "engine", "city"),
    *("profile", "person_seeds", "runs", "files"),
)
UNSEALED: dict[str, bytes] = {
    "a number": b"5",
    "a text": b'"x"',
    "a list": b"[]",
    "nothing": b"",
    "deep": b"[" * 200_000,
    "long": b"9" * 10_000,
    "no text": b"\xff\xfe",
    "an object": b"{}",
    "a hash alone": b'{"hash": "x"}',
}


def better_runs(folder: Path, manifest: Manifest) -> None:
    """Every run is happier, under its own key, and its hash is that of the new values."""
    runs = {}
    for one in manifest["runs"]:
        run = Store(folder).read(one["key"], scenario=one["scenario"], place="ningbo")
        assert run is not None
        city = {**run.city, "satisfaction_mean": run.city["satisfaction_mean"] + 0.2}
        runs[one["key"]] = replace(run, city=city)
        one["values"] = values_hash(runs[one["key"]])
    shutil.rmtree(folder / "runs")
    Store(folder).write(runs)


def huge(folder: Path, manifest: Manifest) -> None:
    """Runs of the whole city over a century, with the keys that such runs would have."""
    manifest.update(months=1_200, size="city")
    runs = {}
    for one in manifest["runs"]:
        run = Store(folder).read(one["key"], scenario=one["scenario"], place="ningbo")
        assert run is not None
        world = world_digest(from_canonical("x", manifest["scenarios"][one["scenario"]]), load_profile("ningbo"))
        one["key"] = key_in(world, one["seed"], months=1_200, size="city", engine="compiled")
        runs[one["key"]] = run
    shutil.rmtree(folder / "runs")
    Store(folder).write(runs)


def link(folder: Path, _: Manifest) -> None:
    """A report that lies elsewhere."""
    (folder / "report.html").rename(folder.parent / "elsewhere.html")
    (folder / "report.html").symlink_to(folder.parent / "elsewhere.html")


def pipe(folder: Path) -> str:
    """A city's file that never ends."""
    os.mkfifo(folder.parent / "city.toml")
    return str(folder.parent / "city.toml")


def swapped(_: Path, manifest: Manifest) -> None:
    """Seed 0 bears the results of seed 1."""
    first, second = manifest["runs"][:2]
    for name in ("key", "values"):
        first[name], second[name] = second[name], first[name]


def out_of_bounds(manifest: Manifest, value: float) -> None:
    """A lever far outside its domain, under the key that such a run would have."""
    levers = manifest["scenarios"]["baseline"]["levers"]
    levers["provision.menu_share"] = [value] * len(levers["provision.menu_share"])


def deep(manifest: Manifest, part: str, wrong: Any) -> None:
    """Something wrong inside one of the manifest's parts."""
    inside = manifest[part][0] if part == "runs" else manifest[part]
    inside[next(iter(inside))] = wrong


def sealed_again(folder: Path, manifest: Manifest) -> None:
    """Write the manifest, with the hashes of the files as they are now, where it lists files."""
    own = {name: value for name, value in manifest.items() if name != "hash"}
    if isinstance(own.get("files"), dict) and "report.html" in own["files"]:
        own["files"] = {name: hash_of(path) for name, path in files(folder).items() if name != "manifest.json"}
    (folder / "manifest.json").write_bytes(json_file(own))


def said_of(folder: Path, everything: bool) -> tuple[str, ...]:
    """What is said of a bundle; a manifest that is none is refused with a sentence."""
    try:
        return check(folder, None, "en", everything=everything).problems
    except InputError as error:
        return (str(error),)


def passed(whole: Path, place: Path, only: Callable[[str], bool] = lambda _: True) -> tuple[int, list[str]]:
    """Forge copies of a bundle: how many, and those of which nothing, or something without words, was said."""
    tried, wrong = 0, []
    for name, forge in forgeries():
        if only(name):
            copy = place / str(tried) / "copy"
            shutil.copytree(whole, copy)
            manifest = json.loads((copy / "manifest.json").read_bytes())
            forge(copy, manifest)
            sealed_again(copy, manifest)
            wrong += _wrong(name, copy, name == "better runs")
            tried += 1
            shutil.rmtree(place / str(tried - 1))
    for name, content in UNSEALED.items():
        if only(name):
            (place / name).mkdir()
            (place / name / "manifest.json").write_bytes(content)
            wrong += _wrong(name, place / name, everything=False)
            tried += 1
    return tried, wrong


def _wrong(name: str, folder: Path, everything: bool) -> list[str]:
    before = _state(folder)
    try:
        said = said_of(folder, everything)
    except Exception as error:
        return [f"{name}: {type(error).__name__}: {error}"[:200]]
    if not said or not all(one.strip() and one.isprintable() for sentence in said for one in sentence.splitlines()):
        return [f"{name}: {said}"[:200]]
    return [] if _state(folder) == before else [f"{name}: something was written"]


def _state(folder: Path) -> set[tuple[str, int]]:
    return {(str(path), path.lstat().st_mtime_ns) for path in folder.rglob("*")}


if __name__ == "__main__":
    with TemporaryDirectory(prefix="shequ-") as made:
        bundle(Path(made) / "whole")
        nothing = said_of(Path(made) / "whole", everything=True)
        count, left = passed(Path(made) / "whole", Path(made))
    print(f"forged bundles: {count}, without a sentence: {len(left)}", *left, *nothing, sep="\n")  # noqa: T201
    sys.exit(bool(left or nothing))
