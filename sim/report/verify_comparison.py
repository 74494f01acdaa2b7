"""Checking a bundle: its files and values against its manifest, and all that can be done again against what is kept."""

import random
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory

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
from sim.runs.finalized import MANIFEST
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
"""What cannot be derived from the runs alone: it needs the same persons with other lucks, or other worlds."""
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
    problems = [*odd, *([] if valid else [by_whom]), *bundle.changed(), *bundle.damaged(), *bundle.incomplete()]
    found = Checked((), len(manifest.files), len(manifest.runs), notes=(by_whom,) if valid else ())
    strangers = [*bundle.strangers()]
    if strangers or problems:
        unsure = () if strangers else (text("verify.nothing_again", lang),)
        return replace(found, problems=(*problems, *strangers), notes=(*found.notes, *unsure))
    chosen = bundle.chosen(sample, everything)
    if sample is None and not everything and bundle.seconds(len(chosen)) > PATIENCE_S:
        problems.append(bundle.work("verify.too_long", len(chosen)))
        chosen = []
    elif bundle.seconds(len(chosen)) > WORTH_SAYING_S:
        say(bundle.work("verify.work", len(chosen)))
    for done, one in enumerate(chosen, start=1):
        problems += bundle.recomputed(one)
        progress(done, len(chosen))
    count, differing, note = bundle.derived(everything, lab)
    sampled = tuple((one.scenario, one.seed) for one in chosen)
    notes = (*found.notes, *([note] if note else []))
    return replace(found, problems=(*problems, *differing), sample=sampled, derived=count, notes=notes)


class _Bundle:
    """A folder and its manifest, which others may have made."""

    def __init__(self, folder: Path, manifest: Manifest, lang: Language) -> None:
        self.folder, self.manifest, self.lang = folder, manifest, lang

    def changed(self) -> Iterator[str]:
        """Files that are not those of the manifest."""
        known, present = self.manifest.files, files(self.folder)
        for name in known:
            if name not in present:
                yield self._text("missing", file=plain(name))
            elif hash_of(present[name]) != known[name]:
                yield self._text("changed", file=plain(name))
        for name in sorted(present.keys() - known.keys() - {MANIFEST, MANIFEST + ENDING}):
            yield self._text("unknown", file=plain(name))

    def damaged(self) -> Iterator[str]:
        """Runs whose values are not those of the manifest."""
        try:
            for one in self.manifest.runs:
                run = self._kept(one)
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

    def chosen(self, sample: int | None, everything: bool) -> list[Kept]:
        """Runs to compute anew, drawn by luck that nobody who made the bundle could know."""
        runs = self.manifest.runs
        count = len(runs) if everything else min(SAMPLE if sample is None else sample, len(runs))
        return sorted(random.SystemRandom().sample(runs, count), key=runs.index)

    def seconds(self, runs: int) -> float:
        """How long so many runs take, about."""
        return runs * self._residents * self.manifest.months / SPEED[self.manifest.engine]

    def work(self, key: str, runs: int) -> str:
        """Say how much work so many runs are."""
        facts = {"residents": f"{self._residents:,}", "months": self.manifest.months}
        return text(key, self.lang, runs=runs, minutes=f"{self.seconds(runs) / 60:.1f}", **facts)

    @property
    def _residents(self) -> int:
        return residents_in(load_profile(self.manifest.city), self.manifest.size)

    def recomputed(self, one: Kept) -> Iterator[str]:
        """Compute a run anew."""
        try:
            if values_hash(self._computed(self._scenario(one.scenario), one.seed)) != one.values:
                yield self._of("recomputed", one)
        except SimError as error:
            yield f"{self._of('recomputed', one)} {error}"

    def derived(self, everything: bool, lab: Lab | None) -> tuple[int, list[str], str]:
        """Make report, tables and figures again: how many files, which differ, and a note on those that were not made.

        What speaks of persons and of other worlds is made only where ``everything`` is.
        """
        manifest = self.manifest
        whole = everything or not (manifest.person_seeds or manifest.asked.worlds or manifest.asked.mechanisms)
        with TemporaryDirectory(prefix="shequ-") as place:
            try:
                again = self._study(whole)
                told = {lang: self._told(lang) for lang in manifest.asked.langs}
                write(again, told, Path(place), has_lab=manifest.asked.lab)
                if lab and manifest.asked.lab:
                    policies = [again.scenarios[name] for name in again.comparison.alternatives]
                    Path(place, LAB).write_text(lab(policies, manifest.city), encoding="utf-8")
            except (SimError, *_MALFORMED) as error:
                reason = plain(f"{type(error).__name__}: {error}")
                return 0, [self._text("not_derived", reason=reason)], ""
            made = {name: hash_of(path) for name, path in files(Path(place)).items()}
        left = [] if whole else [name for name in manifest.files if name.startswith((*_OF_PERSONS, *_OF_WORLDS))]
        left += [LAB] if manifest.asked.lab and lab is None else []
        left += [name for name in {*manifest.files, *made} if name.endswith(".pdf") and not self._sets(name)]
        compared = {name: own for name, own in made.items() if name not in left}
        differing = [name for name, own in compared.items() if manifest.files.get(name) != own]
        others = {name: own for name, own in packages().items() if manifest.packages.get(name) != own}
        key = "derived_elsewhere" if others else "derived"
        found = [self._text(key, file=name, packages=", ".join(others)) for name in differing]
        unmade = sorted(
            name for name in manifest.files if name.startswith(_DERIVED) and name not in compared and name not in left
        )
        found += [self._text("not_of_these_runs", file=plain(name)) for name in unmade]
        alone = ", ".join(sorted({plain(name.rpartition(".")[0]) for name in left}))
        return len(compared), found, self._text("only_hashed", files=alone) if left else ""

    def _sets(self, page: str) -> bool:
        """Whether a page on paper can be compared: it was made there, and is made here."""
        return page in self.manifest.files and can_typeset()

    def _study(self, whole: bool) -> Study:
        manifest = self.manifest
        person_seeds = manifest.person_seeds if whole else 0
        worlds = read_worlds(self.folder / WORLDS) if whole and manifest.asked.worlds else None
        baseline, *others = (self._scenario(name) for name in self._in_order)
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

    @property
    def _in_order(self) -> list[str]:
        """The scenarios as they were compared, which a sorted manifest does not say: as their runs stand in it."""
        return list(dict.fromkeys(one.scenario for one in self.manifest.runs))

    def _read(
        self, scenarios: list[Scenario], seeds: int, *, progress: Progress, keep: tuple[str, ...] = PARTS
    ) -> dict[str, list[Run]]:
        """Runs from the folder, where a comparison would simulate; in other worlds than the default, computed anew."""
        if scenarios[0].reference not in self.manifest.scenarios:
            return {one.reference: [self._computed(one, seed) for seed in self._seeds(seeds)] for one in scenarios}
        wanted = set(self.manifest.seeds[:seeds])
        if len(wanted) < seeds:
            raise InputError(self._text("runs", file=MANIFEST))
        of = {one.reference: [run for run in self.manifest.runs if run.scenario == one.reference] for one in scenarios}
        return {
            name: [run for one in kept if one.seed in wanted and (run := self._kept(one))] for name, kept in of.items()
        }

    def _seeds(self, count: int) -> range:
        return range(self.manifest.seeds[0], self.manifest.seeds[0] + count)

    def _computed(self, scenario: Scenario, seed: int) -> Run:
        manifest = self.manifest
        return simulate(
            scenario,
            seed,
            months=manifest.months,
            size=manifest.size,
            engine=manifest.engine,
            city=manifest.city,
        )

    def _kept(self, one: Kept) -> Run | None:
        return self._store.read(one.key, scenario=one.scenario, place=self.manifest.city)

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

    def _told(self, lang: Language) -> Mapping[str, Described]:
        told = self.manifest.told.items()
        return {name: Described(one.reference, one.name, one.question, one.notices[lang]) for name, one in told}

    def _of(self, key: str, one: Kept) -> str:
        return self._text(key, scenario=plain(one.scenario), seed=one.seed)

    def _text(self, key: str, **values: object) -> str:
        return text(f"verify.{key}", self.lang, **values)
