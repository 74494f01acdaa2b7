"""Checking a bundle: its files and values against its manifest, and all that can be done again against what is kept."""

import random
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

import numpy as np

from sim.city.profile import city_names, load_profile
from sim.engine.fingerprint import fingerprint
from sim.ensemble.shipped import read as read_worlds
from sim.errors import InputError, RunError, SimError
from sim.language import Language, text
from sim.report.finalize import LAB, WORLDS, can_typeset, packages, values_hash
from sim.report.manifest import Kept, Manifest, files, hash_of, plain, read_manifest, strange
from sim.report.question import Described
from sim.report.signing import ENDING, signed
from sim.report.write import write
from sim.runs import Run, Store, simulate
from sim.runs.batch import residents_in
from sim.runs.executors import here
from sim.runs.folder import MANIFEST
from sim.runs.progress import Progress, untold
from sim.runs.store import PARTS, key_in, world_digest
from sim.scenario import Origin, Scenario, load
from sim.scenario.columns import ENTRIES
from sim.scenario.library import shipped_folder
from sim.scenario.scenario import from_canonical
from sim.scenario.table import table_in, turning_months
from sim.studies.comparison.equal_budget import EqualBudget
from sim.studies.comparison.study import Study, Wanted, study
from sim.studies.why import Setting

Say = Callable[[str], None]
Lab = Callable[[list[Scenario], str], str]
"""The page of a lab, of policies in a city."""
RunOf = TypeVar("RunOf")
SAMPLE = 3
"""Runs computed anew where nobody says how many."""
PATIENCE_S = 600.0
"""Longest work that is done unasked; how long it takes was chosen by whoever made the bundle."""
SPEED = {"compiled": 2e7, "mesa": 2e5}
"""Resident-months that a core does in a second, about."""
WORTH_SAYING_S = 10.0
"""Work of which its length is said before it begins."""
_ROUNDING = 1e-9
_DERIVED = ("report.", LAB, "tables/", "figures/")
_OF_PERSONS = ("report.", "tables/persons", "tables/communities", "figures/map", "figures/coherence", "figures/life_")
_OF_WORLDS = ("tables/world", "figures/differences", "figures/tornado", "tables/mechanisms")
"""What cannot be derived from the runs alone: it needs the same persons with other seeds, or other worlds."""
_MALFORMED = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)


@dataclass(frozen=True)
class Checked:
    """What a check found: sentences on what is wrong, notes on what it could not or did not look at, and how much it did.

    ``sample`` names the runs that were computed anew, ``derived`` counts files that were made again from the runs.
    """

    problems: tuple[str, ...]
    files: int = 0
    runs: int = 0
    sample: tuple[tuple[str, int], ...] = ()
    derived: int = 0
    notes: tuple[str, ...] = ()

    @property
    def recomputed(self) -> int:
        """Runs that were computed anew."""
        return len(self.sample)


def check(
    folder: Path,
    sample: int | None,
    lang: Language,
    progress: Progress = untold,
    say: Say = lambda _: None,
    everything: bool = False,
    signers: Path | None = None,
    lab: Lab | None = None,
) -> Checked:
    """Compare a bundle with its manifest, compute runs anew, and make report and tables again; nothing is written into it.

    Parameters
    ----------
    sample
        How many runs, drawn anew at each call, are computed; a few where it is None, unless that would take very long.
    everything
        Whether all runs are computed anew, and all that needs persons to be followed is derived too.
    say
        Told how long a work will take that takes longer than a moment.
    signers
        File of those whose signature counts (see `sim.report.signing`).
    lab
        Makes the page of a lab; without it one in the folder is compared by its hash only.

    Raises
    ------
    InputError
        If there is no manifest that can be read.
    """
    manifest, odd = read_manifest(folder, lang), tuple(strange(folder, lang))
    if isinstance(manifest, str):
        return Checked((manifest, *odd))
    valid, by_whom = signed(folder, signers, lang)
    bundle = _Bundle(folder, manifest, lang)
    problems = [*odd, *([] if valid else [by_whom]), *listed(folder, manifest.files, lang)]
    problems += [*bundle.damaged(), *bundle.incomplete()]
    checked = Checked((), len(manifest.files), len(manifest.runs), notes=(by_whom,) if valid else ())
    strangers = [*bundle.strangers()]
    if strangers or problems:
        unsure = () if strangers else (text("verify.nothing_again", lang),)
        return replace(checked, problems=(*problems, *strangers), notes=(*checked.notes, *unsure))
    size = residents_in(load_profile(manifest.city), manifest.size), manifest.months, manifest.engine
    chosen = drawn(manifest.runs, len(manifest.runs), len(manifest.runs) if everything else sample)
    chosen, differing = computed_anew(
        chosen, bundle.recomputed, size, sample is not None or everything, lang, progress, say
    )
    count, others, alone = bundle.derived(everything, lab)
    names = tuple((run.scenario, run.seed) for run in chosen)
    notes = (*checked.notes, *alone)
    return replace(checked, problems=(*differing, *others), sample=names, derived=count, notes=notes)


def listed(folder: Path, hashes: Mapping[str, str], lang: Language) -> Iterator[str]:
    """Say which files of a folder are not those of its manifest."""
    present = files(folder)
    for name in sorted({*hashes, *present} - {MANIFEST, MANIFEST + ENDING}):
        if name not in present:
            yield text("verify.missing", lang, file=plain(name))
        elif name not in hashes:
            yield text("verify.unknown", lang, file=plain(name))
        elif hash_of(present[name]) != hashes[name]:
            yield text("verify.changed", lang, file=plain(name))


def drawn(stored: Iterable[RunOf], count: int, sample: int | None) -> list[RunOf]:
    """A sample of so many stored runs, by chance that nobody who made the folder could know, without holding all of them."""
    wanted = min(SAMPLE if sample is None else sample, count)
    places = {*random.SystemRandom().sample(range(count), wanted)}
    return [run for place, run in enumerate(stored) if place in places]


def computed_anew(
    runs: list[RunOf],
    recomputed: Callable[[RunOf], Iterator[str]],
    size: tuple[int, int, str],
    is_asked: bool,
    lang: Language,
    progress: Progress,
    say: Say,
) -> tuple[list[RunOf], list[str]]:
    """Compute runs of so many residents and months by an engine anew: those that were, and what is wrong with them.

    None are where that takes very long and nobody asked for it.
    """
    residents, months, engine = size
    seconds = len(runs) * residents * months / SPEED[engine]
    words = {"runs": len(runs), "minutes": f"{seconds / 60:.1f}", "residents": f"{residents:,}", "months": months}
    if seconds > PATIENCE_S and not is_asked:
        return [], [text("verify.too_long", lang, **words)]
    if seconds > WORTH_SAYING_S:
        say(text("verify.work", lang, **words))
    problems = list[str]()
    for done, run in enumerate(runs, start=1):
        problems += recomputed(run)
        progress(done, len(runs))
    return runs, problems


class _Bundle:
    """A folder and its manifest, which others may have made."""

    def __init__(self, folder: Path, manifest: Manifest, lang: Language) -> None:
        self.folder, self.manifest, self.lang = folder, manifest, lang

    def damaged(self) -> Iterator[str]:
        """Runs whose values are not those of the manifest."""
        try:
            for one in self.manifest.runs:
                run = self._run(one)
                if run is None or values_hash(run) != one.values:
                    yield self._of("run", one)
        except RunError as error:
            yield str(error)

    def incomplete(self) -> Iterator[str]:
        """What a manifest must have said to be one of a whole comparison: every scenario with every seed, once."""
        manifest = self.manifest
        wanted = [(scenario, seed) for scenario in manifest.scenarios for seed in manifest.seeds]
        if sorted((one.scenario, one.seed) for one in manifest.runs) != sorted(wanted):
            yield self._text("runs", file=MANIFEST)
        first, count = manifest.question.get("first_seed"), manifest.question.get("seeds")
        follow = isinstance(first, int) and manifest.seeds == [*range(first, first + len(manifest.seeds))]
        if not follow or (count is not None and count != len(manifest.seeds)):
            yield self._text("other_seeds", file=MANIFEST)
        yield from self._shipped()
        names = {*manifest.scenarios}
        if manifest.baseline not in names or len(names) < 2 or names != {*manifest.told}:
            yield self._text("scenarios", file=MANIFEST)
        if not {"report.html", "tables/differences.csv"} <= manifest.files.keys():
            yield self._text("no_report", file=MANIFEST)

    def _shipped(self) -> Iterator[str]:
        """Scenarios of the package whose names, questions or thresholds are not the package's."""
        shipped = {path.stem for path in shipped_folder().rglob("*.toml")}
        for name, told in self.manifest.told.items():
            if told.reference not in shipped:
                continue
            one = load(told.reference)
            said = (dict(one.name), dict(one.question), {key: float(least) for key, least in one.thresholds.items()})
            same = one.canonical() == self.manifest.scenarios.get(name)
            if same and (told.name, told.question, told.thresholds) != said:
                yield self._text("other_words", file=MANIFEST, scenario=plain(name))

    def strangers(self) -> Iterator[str]:
        """Why nothing can be computed again here."""
        manifest = self.manifest
        if manifest.fingerprint != fingerprint():
            yield self._text("fingerprint", theirs=plain(manifest.fingerprint), ours=fingerprint())
            return
        known = manifest.city in city_names() or (manifest.city.endswith(".toml") and Path(manifest.city).is_file())
        try:
            profile = load_profile(manifest.city).model_dump(mode="json") if known else None
        except (InputError, OSError):
            profile = None
        if profile != manifest.profile:
            yield self._text("city", city=plain(manifest.city))
            return
        for name in manifest.scenarios:
            yield from self._wrong(name)

    def _wrong(self, name: str) -> Iterator[str]:
        """Why a scenario of the manifest is none, or why its runs have other keys."""
        manifest = self.manifest
        try:
            scenario = self._scenario(name)
            same = scenario.canonical() == manifest.scenarios[name]
            months = turning_months(scenario.changes)
            table = table_in(scenario.base, scenario.changes, months, scenario.districts)[:, 1:]
            lows, highs = (np.array([ENTRIES[entry].domain[end] for entry in ENTRIES]) for end in (0, 1))
            inside = bool(((table >= lows - _ROUNDING) & (table <= highs + _ROUNDING)).all())
            world = world_digest(scenario, load_profile(manifest.city))
        except InputError as error:
            yield str(error)
            return
        except _MALFORMED as error:
            yield self._text("scenario", scenario=plain(name), reason=plain(f"{type(error).__name__}: {error}"))
            return
        if not same or not inside:
            yield self._text("scenario", scenario=plain(name), reason=self._text("outside"))
            return
        for one in manifest.runs:
            key = key_in(world, one.seed, months=manifest.months, size=manifest.size, engine=manifest.engine)
            if one.scenario == name and one.key != key:
                yield self._of("key", one)

    def recomputed(self, one: Kept) -> Iterator[str]:
        """Compute a run anew."""
        try:
            if values_hash(self._computed(self._scenario(one.scenario), one.seed)) != one.values:
                yield self._of("recomputed", one)
        except SimError as error:
            yield f"{self._of('recomputed', one)} {error}"

    def derived(self, everything: bool, lab: Lab | None) -> tuple[int, list[str], list[str]]:
        """Make report, tables and figures again: how many files, which differ, and a note on those that were not made.

        What speaks of persons and of other worlds is made only where ``everything`` is.
        """
        manifest = self.manifest
        whole = everything or not (manifest.person_seeds or manifest.asked.worlds or manifest.asked.mechanisms)
        try:
            made = self._made(whole, lab)
        except (SimError, *_MALFORMED) as error:
            return 0, [self._text("not_derived", reason=plain(f"{type(error).__name__}: {error}"))], []
        left = [] if whole else [name for name in manifest.files if name.startswith((*_OF_PERSONS, *_OF_WORLDS))]
        left += [LAB] if manifest.asked.lab and lab is None else []
        left += [name for name in {*manifest.files, *made} if name.endswith(".pdf") and not self._sets(name)]
        compared = {name: own for name, own in made.items() if name not in left}
        others = ", ".join(name for name, own in packages().items() if manifest.packages.get(name) != own)
        key = "derived_elsewhere" if others else "derived"
        differing = [
            self._text(key, file=name, packages=others)
            for name, own in compared.items()
            if manifest.files.get(name) != own
        ]
        unmade = sorted(name for name in {*manifest.files} - {*compared, *left} if name.startswith(_DERIVED))
        differing += [self._text("not_of_these_runs", file=plain(name)) for name in unmade]
        alone = ", ".join(sorted({plain(name.rpartition(".")[0]) for name in left}))
        return len(compared), differing, [self._text("only_hashed", files=alone)] if left else []

    def _made(self, whole: bool, lab: Lab | None) -> dict[str, str]:
        """Write report, tables, figures and lab somewhere else, and return the hash of each file."""
        asked, again = self.manifest.asked, self._study(whole)
        with TemporaryDirectory(prefix="shequ-") as place:
            write(again, {lang: self._described(lang) for lang in asked.langs}, Path(place), has_lab=asked.lab)
            if lab and asked.lab:
                policies = [again.scenarios[name] for name in again.comparison.alternatives]
                Path(place, LAB).write_text(lab(policies, self.manifest.city), encoding="utf-8")
            return {name: hash_of(path) for name, path in files(Path(place)).items()}

    def _sets(self, page: str) -> bool:
        """Whether a page on paper can be compared: it was made there, and is made here."""
        return page in self.manifest.files and can_typeset()

    def _study(self, whole: bool) -> Study:
        manifest = self.manifest
        person_seeds = manifest.person_seeds if whole else 0
        worlds = read_worlds(self.folder / WORLDS) if whole and manifest.asked.worlds else None
        # in the order in which they were compared, which a sorted manifest shows by its runs alone
        baseline, *others = map(self._scenario, dict.fromkeys(run.scenario for run in manifest.runs))
        wanted = Wanted(
            None if manifest.asked.auto else len(manifest.seeds),
            False,
            manifest.asked.discount,
            person_seeds,
            worlds,
            whole and manifest.asked.mechanisms,
            manifest.asked.world_seeds,
        )
        first = manifest.seeds[0]
        setting = Setting(manifest.city, manifest.size, first, first, manifest.months)
        budgets = tuple(
            EqualBudget(one["scenario"], tuple(one["factors"]), one["gap"]) for one in manifest.asked.budgets
        )
        return replace(study(baseline, others, self._read, wanted, setting, here()), budgets=budgets)

    def _read(
        self, scenarios: list[Scenario], seeds: int, *, progress: Progress, keep: tuple[str, ...] = PARTS
    ) -> dict[str, list[Run]]:
        """Runs from the folder, where a comparison would simulate; in other worlds than the default, computed anew."""
        manifest, names = self.manifest, [scenario.reference for scenario in scenarios]
        if names[0] not in manifest.scenarios:
            numbers = range(manifest.seeds[0], manifest.seeds[0] + seeds)
            return {one.reference: [self._computed(one, seed) for seed in numbers] for one in scenarios}
        wanted = manifest.seeds[:seeds]
        if len(set(wanted)) < seeds:
            raise InputError(self._text("runs", file=MANIFEST))
        runs = [(run.scenario, self._run(run)) for run in manifest.runs if run.scenario in names and run.seed in wanted]
        return {name: [run for scenario, run in runs if scenario == name and run] for name in names}

    def _computed(self, scenario: Scenario, seed: int) -> Run:
        manifest = self.manifest
        size, engine = manifest.size, manifest.engine
        return simulate(scenario, seed, months=manifest.months, size=size, engine=engine, city=manifest.city)

    def _run(self, run: Kept) -> Run | None:
        return self._store.read(run.key, scenario=run.scenario, place=self.manifest.city)

    @cached_property
    def _store(self) -> Store:
        return Store(self.folder)

    def _scenario(self, name: str) -> Scenario:
        told = self.manifest.told[name]
        scenario = from_canonical(name, self.manifest.scenarios[name])
        if sorted(told.order) != list(range(len(scenario.changes))):
            raise ValueError("order of events")
        base, stated = scenario.base.copy(), Origin(MANIFEST, 1)
        base[0] = told.everywhere
        changes = tuple(scenario.changes[place] for place in told.order)
        return replace(
            scenario,
            name=told.name,
            question=told.question,
            thresholds=told.thresholds,
            base=base,
            changes=changes,
            provenance={entry: stated if entry in told.stated else "default" for entry in ENTRIES},
        )

    def _of(self, key: str, run: Kept) -> str:
        return self._text(key, scenario=plain(run.scenario), seed=run.seed)

    def _text(self, key: str, **values: object) -> str:
        return text(f"verify.{key}", self.lang, **values)

    def _described(self, lang: Language) -> dict[str, Described]:
        told = self.manifest.told.items()
        return {name: Described(one.reference, one.name, one.question, one.notices[lang]) for name, one in told}
