"""Checking a sweep's folder: what was asked for, every batch of runs, the journal, the tables, and runs computed anew."""

import warnings
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from sim.errors import DamagedError, InputError, RunError, SimError, SimWarning
from sim.language import Language, text
from sim.report.files import write_atomically
from sim.report.finalize import values_hash
from sim.report.manifest import files, hash_of, plain, strange
from sim.report.signing import ENDING, signed
from sim.report.verify_comparison import Checked, Say, computed_anew, drawn, listed
from sim.runs.batch import RESIDENTS
from sim.runs.files import json_file, read_json
from sim.runs.folder import MANIFEST
from sim.runs.progress import Progress, untold
from sim.runs.store import Store
from sim.runs.task import Failure, Task, attempt
from sim.studies.sweep import Sweep, reopen
from sim.studies.sweep.folder import Status
from sim.studies.sweep.results import NAMES, write_tables

_OWN = (
    *("sweep.json", "journal.jsonl", MANIFEST, MANIFEST + ENDING),
    *(f"tables/{name}.parquet" for name in NAMES),
)


def list_files(folder: Path) -> None:
    """Write a manifest of a sweep's files and their hashes, which can be signed."""
    listed = {name: hash_of(path) for name, path in files(folder).items() if not name.startswith(MANIFEST)}
    write_atomically(folder / MANIFEST, json_file({"files": listed}))


def check_sweep(
    folder: Path,
    sample: int | None,
    lang: Language,
    progress: Progress = untold,
    say: Say = lambda _: None,
    everything: bool = False,
    signers: Path | None = None,
) -> Checked:
    """Check a sweep as `sim.report.verify_comparison.check` does a comparison; nothing is written into its folder."""
    notes, problems = list[str](), [*strange(folder, lang)]
    valid, by_whom = signed(folder, signers, lang)
    (notes if valid else problems).append(by_whom)
    problems += _listing(folder, notes, lang)
    try:
        with warnings.catch_warnings(record=True) as said:
            warnings.simplefilter("always", SimWarning)
            sweep = reopen(folder)
            status, design = sweep.status(), sweep.design
            problems += _runs(sweep, status, notes, lang)
            derived, differing = _tables(sweep, lang)
    except RunError as error:
        return Checked((*problems, str(error)), len(files(folder)), notes=tuple(notes))
    except InputError as error:
        return Checked((*problems, *_unopened(folder, lang), str(error)), len(files(folder)), notes=tuple(notes))
    problems += [*differing, *(str(one.message) for one in said if "journal" in str(one.message))]
    stored = (task for task in sweep.plan.tasks() if task.key in sweep.store)
    chosen = drawn(stored, status.finished, status.finished if everything else sample)
    size = RESIDENTS[design.size], design.months, "compiled"
    is_asked, recomputed = sample is not None or everything, partial(_run, sweep, lang)
    chosen, wrong = computed_anew(chosen, recomputed, size, is_asked, lang, progress, say)
    names = tuple((task.scenario.reference, task.seed) for task in chosen)
    return Checked((*problems, *wrong), len(files(folder)), status.finished, names, derived, tuple(notes))


def _listing(folder: Path, notes: list[str], lang: Language) -> Iterable[str]:
    """What is wrong with the list of files, where there is one; a note on what it would tell of otherwise."""
    present = files(folder)
    if MANIFEST not in present:
        others = sorted(plain(name) for name in present if name not in _OWN and not name.startswith("runs/"))
        notes += [text("verify.not_checked", lang, files=", ".join(others))] if others else []
        return []
    hashes = (read_json(folder / MANIFEST)[1] or {}).get("files")
    return listed(folder, hashes, lang) if isinstance(hashes, dict) else [text("verify.changed", lang, file=MANIFEST)]


def _runs(sweep: Sweep, status: Status, notes: list[str], lang: Language) -> Iterator[str]:
    """Damaged files of runs, and runs that are not there."""
    yield from _damaged(sweep.store, lang)
    if status.left:
        yield text("verify.sweep_left", lang, left=status.left, runs=status.runs)
    if status.failed:
        notes.append(text("verify.sweep_failed", lang, failed=status.failed, runs=status.runs))


def _unopened(folder: Path, lang: Language) -> Iterator[str]:
    """Damaged files of runs that this model cannot go on with."""
    try:
        yield from _damaged(Store(folder), lang)
    except RunError as error:
        yield str(error)


def _damaged(store: Store, lang: Language) -> Iterator[str]:
    for path in store.damaged.values():
        yield text("verify.sweep_damaged", lang, file=path.relative_to(store.folder))


def _tables(sweep: Sweep, lang: Language) -> tuple[int, list[str]]:
    """Make the tables again from the runs: how many there are, and which are others."""
    with TemporaryDirectory(prefix="shequ-") as place:
        write_tables(sweep, Path(place) / "tables")
        made = {name: hash_of(path) for name, path in files(Path(place)).items()}
    present = files(sweep.folder)
    return len(made), [
        text("verify.derived" if name in present else "verify.missing", lang, file=name)
        for name, hashed in made.items()
        if name not in present or hash_of(present[name]) != hashed
    ]


def _run(sweep: Sweep, lang: Language, task: Task) -> Iterator[str]:
    """Compute a run anew."""
    differs = text("verify.recomputed", lang, scenario=f"{task.scenario.reference} ({task.point})", seed=task.seed)
    try:
        stored = sweep.store.read(task.key, scenario=task.scenario.reference, place=task.city)
    except DamagedError as error:
        yield str(error)
        return
    (again,) = attempt([task]).found
    if isinstance(again, Failure):
        yield f"{differs} {again.error}" if isinstance(again.error, SimError) else differs
    elif stored is None or values_hash(again) != values_hash(stored):
        yield differs
