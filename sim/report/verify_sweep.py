"""Checking a sweep's folder: what was asked for, every batch of runs, the journal, the tables, and runs computed anew."""

import random
import warnings
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from sim.errors import DamagedError, InputError, RunError, SimError, SimWarning
from sim.language import Language, text
from sim.report.files import write_atomically
from sim.report.finalize import values_hash
from sim.report.manifest import files, hash_of, plain, strange
from sim.report.signing import ENDING, signed
from sim.report.verify_comparison import PATIENCE_S, SAMPLE, SPEED, WORTH_SAYING_S, Checked, Say
from sim.runs.batch import RESIDENTS
from sim.runs.finalized import MANIFEST
from sim.runs.hashed_files import json_file, read_json
from sim.runs.progress import Progress, untold
from sim.runs.store import Store
from sim.runs.task import Failure, Task, attempt
from sim.studies.sweep import Sweep, reopen
from sim.studies.sweep.tables import NAMES, write_tables

_TABLES = tuple(f"tables/{name}.parquet" for name in NAMES)
_OWN = ("sweep.json", "journal.jsonl", MANIFEST, MANIFEST + ENDING)


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
    check = _Check(folder, lang)
    problems = [*strange(folder, lang), *check.of_listing(signers)]
    try:
        with warnings.catch_warnings(record=True) as said:
            warnings.simplefilter("always", SimWarning)
            sweep = reopen(folder)
            problems += check.of_runs(sweep)
            derived, differing = check.of_tables(sweep)
    except (InputError, RunError) as error:
        return Checked(
            (*problems, *check.damaged(Store(folder)), str(error)), len(files(folder)), notes=tuple(check.notes)
        )
    problems += [*differing, *(str(one.message) for one in said if "journal" in str(one.message))]
    chosen = _drawn(sweep, sample, everything)
    work = _work(sweep, len(chosen))
    facts = {"runs": len(chosen), "residents": f"{RESIDENTS[sweep.design.size]:,}", "months": sweep.design.months}
    if sample is None and not everything and work > PATIENCE_S:
        problems.append(text("verify.too_long", lang, minutes=f"{work / 60:.1f}", **facts))
        chosen = []
    elif work > WORTH_SAYING_S:
        say(text("verify.work", lang, minutes=f"{work / 60:.1f}", **facts))
    for done, task in enumerate(chosen, start=1):
        problems += check.of_run(sweep, task)
        progress(done, len(chosen))
    drawn = tuple((task.scenario.reference, task.seed) for task in chosen)
    return Checked(tuple(problems), len(files(folder)), check.finished, drawn, derived, tuple(check.notes))


def _drawn(sweep: Sweep, sample: int | None, everything: bool) -> list[Task]:
    """Runs that are kept, drawn by luck and without holding all of them: each next one takes a place by chance."""
    count, chosen, luck = SAMPLE if sample is None else sample, list[Task](), random.SystemRandom()
    for number, task in enumerate(task for task in sweep.plan.tasks() if task.key in sweep.store):
        if everything or len(chosen) < count:
            chosen.append(task)
        elif (place := luck.randrange(number + 1)) < count:
            chosen[place] = task
    return chosen


def _work(sweep: Sweep, runs: int) -> float:
    """Seconds that so many runs take, about."""
    return runs * RESIDENTS[sweep.design.size] * sweep.design.months / SPEED["compiled"]


class _Check:
    """Looks at a folder part by part; ``notes`` gathers what is no problem, ``finished`` counts the runs that are kept."""

    def __init__(self, folder: Path, lang: Language) -> None:
        self.folder, self.lang = folder, lang
        self.notes: list[str] = []
        self.finished = 0

    def of_listing(self, signers: Path | None) -> Iterator[str]:
        """What is wrong with the signed list of files, where there is one."""
        valid, by_whom = signed(self.folder, signers, self.lang)
        if valid:
            self.notes.append(by_whom)
        else:
            yield by_whom
        present = files(self.folder)
        others = [name for name in present if not (name in _OWN or name.startswith(("runs/", "tables/")))]
        others += [name for name in present if name.startswith("tables/") and name not in _TABLES]
        if MANIFEST not in present:
            self.notes += [self._text("not_checked", files=", ".join(map(plain, sorted(others))))] if others else []
            return
        _, facts = read_json(self.folder / MANIFEST)
        known = (facts or {}).get("files")
        if not isinstance(known, dict):
            yield self._text("changed", file=MANIFEST)
            return
        for name in sorted({*known, *present} - {MANIFEST, MANIFEST + ENDING}):
            if name not in present:
                yield self._text("missing", file=plain(name))
            elif name not in known:
                yield self._text("unknown", file=plain(name))
            elif hash_of(present[name]) != known[name]:
                yield self._text("changed", file=plain(name))

    def of_runs(self, sweep: Sweep) -> Iterator[str]:
        """Damaged files of runs, and runs that are not there."""
        yield from self.damaged(sweep.store)
        status = sweep.status()
        self.finished = status.finished
        if status.left:
            yield self._text("sweep_left", left=status.left, runs=status.runs)
        if status.failed:
            self.notes.append(self._text("sweep_failed", failed=status.failed, runs=status.runs))

    def damaged(self, store: Store) -> Iterator[str]:
        """Files of runs that are not as they were written, whichever model wrote them."""
        for path in store.damaged.values():
            yield self._text("sweep_damaged", file=path.relative_to(self.folder))

    def of_tables(self, sweep: Sweep) -> tuple[int, list[str]]:
        """Make the tables again from the runs: how many there are, and which are others."""
        with TemporaryDirectory(prefix="shequ-") as place:
            write_tables(sweep, Path(place) / "tables")
            made = {name: hash_of(path) for name, path in files(Path(place)).items()}
        present = files(self.folder)
        there = {name: hash_of(present[name]) if name in present else None for name in made}
        wrong = [
            self._text("derived" if there[name] else "missing", file=name) for name in made if there[name] != made[name]
        ]
        return len(made), wrong

    def of_run(self, sweep: Sweep, task: Task) -> Iterator[str]:
        """Compute a run anew."""
        try:
            kept = sweep.store.read(task.key, scenario=task.scenario.reference, place=task.city)
        except DamagedError as error:
            yield str(error)
            return
        (found,) = attempt([task]).found
        if isinstance(found, Failure):
            yield f"{self._of(task)} {found.error}" if isinstance(found.error, SimError) else self._of(task)
        elif kept is None or values_hash(found) != values_hash(kept):
            yield self._of(task)

    def _of(self, task: Task) -> str:
        return self._text("recomputed", scenario=f"{task.scenario.reference} ({task.point})", seed=task.seed)

    def _text(self, key: str, **values: object) -> str:
        return text(f"verify.{key}", self.lang, **values)
