"""The main job: policies compared with a baseline, from the self-test to the sealed report, for Python and the command."""

import os
from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from dataclasses import KW_ONLY, dataclass, field, replace
from functools import partial
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd

from sim import limits, runs
from sim.api.options import Options, called_with
from sim.city.figures import Profile
from sim.city.layout import size_texts
from sim.city.profile import load_profile, usual_size
from sim.ensemble.shipped import Plausible, known_worlds
from sim.errors import InputError, RunError
from sim.lab.data import check as check_lab
from sim.lab.page import beside_report
from sim.language import LANGUAGES, Language, message
from sim.reading import from_home
from sim.report.files import write_atomically
from sim.report.finalize import LAB, can_typeset, seal
from sim.report.frames import (
    communities_frame,
    differences_frame,
    groups_frame,
    money_frame,
    persons_frame,
    windows_frame,
)
from sim.report.question import Described, Question, check_free, question
from sim.report.write import write as write_report
from sim.runs.batch import residents_in
from sim.runs.executors import Crew, hired, lasting
from sim.runs.folder import alone_in
from sim.runs.progress import Begin, Progress, part_of, unwatched
from sim.runs.store import PARTS
from sim.scenario import Scenario, load
from sim.scenario.notices import notices_told
from sim.studies.comparison.null_test import differing
from sim.studies.comparison.sentences import sentences
from sim.studies.comparison.study import Study, Wanted, study
from sim.studies.comparison.world_sentences import first_sentence
from sim.studies.why import Setting

SELF_TEST_SEEDS = 2
IN_WORLDS = 2_600_000_000
"""Months of a resident that are simulated in other plausible worlds unless asked otherwise, over all scenarios and seeds: where
the usual worlds and seeds would be more, none are."""
LARGE, MONTHS_OF_LARGE = 100_000, 24
"""Residents from which the self-test is cut to two years: there it would take as long as the comparison."""
MOST_FOLLOWED = 100_000
"""Residents up to which persons are compared unless asked otherwise: beyond, it is no longer quick."""


def _nobody(*_: object) -> None:
    """Tell nobody."""


@dataclass(frozen=True)
class Watch:
    """Who is told how a comparison goes: of the ``loaded`` scenarios before anything runs, in sentences, and of each phase that
    begins and how far it is."""

    loaded: Callable[[list[Scenario]], object] = _nobody
    say: Callable[[str], None] = _nobody
    begin: Begin = unwatched


@dataclass(frozen=True)
class Answer:
    """What the runs say; every table is a tidy pandas data frame.

    ``page`` is the report, where one was asked for at once; in the first of several languages.
    """

    study: Study
    folder: Path
    question: Question
    page: Path | None = None

    @property
    def differences(self) -> pd.DataFrame:
        """One row an alternative, outcome and window: values, difference, interval, verdict."""
        return differences_frame(self.study.comparison)

    @property
    def windows(self) -> pd.DataFrame:
        """One row an alternative and headline outcome whose verdict depends on the window: what each window says."""
        return windows_frame(self.study.comparison)

    @property
    def groups(self) -> pd.DataFrame:
        """One row an alternative, place, group of residents, outcome and window."""
        return groups_frame(self.study.groups)

    @property
    def money(self) -> pd.DataFrame:
        """One row a world and flow: yuan a year."""
        return money_frame(self.study)

    @property
    def persons(self) -> pd.DataFrame:
        """One row an alternative: shares of residents better and worse off, beside the placebo's; empty without lucks."""
        return persons_frame(self.study.persons)

    @property
    def communities(self) -> pd.DataFrame:
        """One row an alternative and community of one city; empty without lucks."""
        return communities_frame(self.study.persons)

    def sentences(self, lang: Language = "en") -> list[str]:
        """Plain sentences: what is worth a word of the question, in how many worlds each alternative is better, what it
        costs, where windows differ, each outcome."""
        names = {name: one.name[lang] for name, one in self.study.scenarios.items()}
        worlds, comparison = self.study.worlds, self.study.comparison
        first = [first_sentence(worlds, one, names, lang) for one in comparison.alternatives] if worlds else []
        notices = [notice for each in _notices(self.study, lang).values() for notice in each]
        return [*notices, *first, *sentences(comparison, lang, names)]

    def report(self, lang: Language | Sequence[Language] = "en", replace: bool = False) -> Path:
        """Write the report with its figures and tables beside the runs, seal the folder, and return the page.

        With several languages each has a report; the first has the plain names, another ``report.zh.html`` and so on.

        Raises
        ------
        InputError
            Where the folder is sealed with a report in another language, unless ``replace`` lets it be removed.
        """
        return _reported(self.study, self.folder, self.question, _languages(lang), replace)


@dataclass(frozen=True)
class ComparisonOptions(Options):
    """The keywords of `compare`, which says what they are."""

    baseline: str
    alternatives: Sequence[str]
    _: KW_ONLY
    out: Path | str
    seeds: int | None = 10
    months: int | None = None
    size: str | None = None
    city: str = "ningbo"
    engine: str = "compiled"
    first_seed: int = 0
    equal_budget: bool = False
    discount: float = 0.03
    person_seeds: int | None = None
    worlds: int | None = None
    worlds_from: Path | str | None = None
    world_seeds: int = limits.SEEDS_A_WORLD
    mechanisms: bool = False
    workers: int | None = None
    threads: int | None = None
    crew: Crew | None = None
    replace: bool = False
    report: Language | Sequence[Language] | None = None
    lab: bool = False
    watch: Watch = field(default_factory=Watch)

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.report is not None:
            _languages(self.report)

    def wanted(self, residents: int, *, months: int, arms: int) -> Wanted:
        """What is to be found out in a city of so many residents: of a large one nothing person by person, unless asked."""
        usual = limits.FEWEST_PERSON_SEEDS if residents <= MOST_FOLLOWED else 0
        person_seeds = usual if self.person_seeds is None else self.person_seeds
        worlds = self._worlds(residents * months * arms)
        seeds = self.world_seeds if worlds else limits.SEEDS_A_WORLD
        return Wanted(self.seeds, self.equal_budget, self.discount, person_seeds, worlds, self.mechanisms, seeds)

    def _worlds(self, months_a_seed: int) -> Plausible | None:
        """The worlds to look at, where one seed takes so many months of residents; None where it would take long."""
        is_soon_done = months_a_seed * limits.SEEDS_A_WORLD * limits.USUAL_WORLDS <= IN_WORLDS
        usual = limits.USUAL_WORLDS if is_soon_done or self.worlds_from else 0
        wanted = usual if self.worlds is None else self.worlds
        if not wanted and not self.worlds_from:
            return None
        known = known_worlds(self.worlds_from, self.city)
        if self.worlds is not None and wanted > (len(known.worlds) if known else 0):
            raise InputError(message("worlds.so_many", asked=wanted, known=len(known.worlds) if known else 0))
        if known is None or not wanted or (self.worlds is None and known.is_stale):
            return None
        return known.first(wanted)

    def setting(self, profile: Profile) -> Setting:
        """Where and how long: what is not given, the city gives."""
        size, months = self.size or usual_size(profile), self.months or profile.city.horizon
        return Setting(self.city, size, self.first_seed, self.first_seed, months)

    def run(
        self,
        scenarios: list[Scenario],
        seeds: int,
        *,
        setting: Setting,
        out: Path,
        progress: Progress,
        crew: Crew | None = None,
        keep: tuple[str, ...] = PARTS,
    ) -> dict[str, list[runs.Run]]:
        """Run scenarios with so many seeds from the first on; ``keep`` is what of each run, beside the city's own outcomes."""
        if runs.needs_compiling():
            self.watch.say(message("compiling"))
        cores = os.cpu_count() or 1
        return runs.run_many(
            scenarios,
            range(setting.person_seed, setting.person_seed + seeds),
            setting.months,
            setting.size,
            engine=self.engine,
            city=setting.city,
            out=out,
            workers=self.workers or cores,
            threads=self.threads or cores,
            progress=progress,
            begin=self.watch.begin,
            crew=crew,
            keep=keep,
        )


@called_with(ComparisonOptions)
def compare(options: ComparisonOptions) -> Answer:
    """Compare policies with a baseline, as the command ``shequ compare`` does: first the self-test, then the runs.

    Parameters
    ----------
    baseline, alternatives
        Scenarios by name, file or combination (``menu_services+funding_cut``).
    out
        Folder where runs are kept; the same call goes on where an earlier one stopped.
    seeds
        Number of paired runs (10); None looks at 10, 20, 40, 80, 160 until the headline verdicts are settled.
    months
        Length of a run; without it the city's horizon.
    size, city
        How much of which city (``ningbo``): without ``size`` all of one whose file lists communities, else a neighbourhood.
    engine
        ``compiled``, as without it, or ``mesa``, which takes a thousand times as long and leaves the same numbers.
    first_seed
        The first of the seeds (0), which follow each other.
    equal_budget
        Whether alternatives are scaled until they spend what the baseline spends (no).
    discount
        Yearly rate of present values (0.03), 0 to 0.08.
    person_seeds
        Lucks over which persons are compared (at least 20), and three lives told; 0 leaves both out. Without it 20, and 0 in a
        city of more than 100,000 residents.
    worlds, worlds_from
        In how many other plausible worlds the verdicts are looked at; without it ten, or none where that would take long.
        They come with the software, or are read from a file that ``shequ calibrate`` wrote.
    world_seeds
        Number of paired runs in each of these worlds (20), at least six: more leave fewer worlds undecided.
    mechanisms
        Whether each policy is simulated again without one mechanism after the other, to say through what it acts (no).
    workers, threads
        Processes, and threads of a large city; without them one a core.
    crew
        Who simulates in place of processes of this machine, such as ``sim.runs.executors.dask(address)``.
    replace
        Whether a report that the folder is sealed with may be removed, if it answers another question (no).
    report
        Language of a report that is written at once, or several; `Answer.report` writes one later.
    lab
        Whether the report gets a lab beside it, opened at the compared policies, and links to it (no).
    watch
        Who is told how it goes.

    Raises
    ------
    InputError
        Where something given is wrong.
    RunError
        Where the self-test fails or a run cannot go on.
    """
    limits.check_scenarios("alternatives", options.alternatives)
    profile, folder, watch = load_profile(options.city), Path(from_home(options.out, "out")), options.watch
    scenarios = _loaded([options.baseline, *options.alternatives], profile.city.start)
    watch.loaded(scenarios)
    setting = options.setting(profile)
    residents = residents_in(profile, setting.size)
    wanted = options.wanted(residents, months=setting.months, arms=len(scenarios))
    asked = question(scenarios, wanted, setting, options.engine)
    langs = _languages(options.report) if options.report else ()
    whole = asked | (_shown(langs, options.lab) if langs else {})
    if options.lab:
        check_lab(scenarios[1:], options.city)
    check_free(folder, whole, options.replace)
    _self_test(scenarios, options, setting, residents)
    with alone_in(folder), lasting(hired(options.crew, options.workers)) as crew:
        check_free(folder, whole, options.replace)  # nobody sealed it meanwhile
        simulate = partial(options.run, setting=setting, out=folder, crew=crew)
        result = study(scenarios[0], scenarios[1:], simulate, wanted, setting, crew, watch.begin)
        watch.begin("report")
        drawing = None if crew.remote else crew.hire()
        page = _reported(result, folder, asked, langs, options.replace, drawing, lab=options.lab) if langs else None
        if page and not can_typeset():
            watch.say(message("no_pdf"))
    return Answer(result, folder, asked, page)


def _loaded(references: Sequence[str], start: str) -> list[Scenario]:
    for reference in references:
        if references.count(reference) > 1:
            raise InputError(message("compare.twice", scenario=reference))
    return [load(reference, start=start) for reference in references]


def _self_test(scenarios: Sequence[Scenario], options: ComparisonOptions, setting: Setting, residents: int) -> None:
    """Run what cannot matter: an error where it differs from the baseline by anything but exactly 0."""
    months = setting.months if residents < LARGE else min(setting.months, MONTHS_OF_LARGE)
    progress, calls = options.watch.begin("self_test"), count()
    simulate = partial(options.run, setting=replace(setting, months=months))

    def fresh(scenario: Scenario) -> list[runs.Run]:
        part = part_of(progress, next(calls), parts=len(scenarios) + 1)
        with TemporaryDirectory(prefix="shequ-") as out:  # where nothing stored is taken for a new run
            return simulate([scenario], SELF_TEST_SEEDS, out=Path(out), progress=part)[scenario.reference]

    result = differing(scenarios[0], scenarios[1:], months, fresh)
    if result is not None:
        what, gap = result
        raise RunError(message("selftest.failed", what=message(f"selftest.{what}"), gap=gap))
    options.watch.say(message("selftest.passed"))


def _notices(result: Study, lang: Language) -> dict[str, list[str]]:
    """What is worth a word of each scenario, and with the baseline of the size."""
    baseline, months = result.comparison.baseline, result.comparison.months
    notices = {name: notices_told(one, months, lang) for name, one in result.scenarios.items()}
    first = result.runs[baseline][0]
    notices[baseline] += size_texts(load_profile(first.place), first.size, lang)
    return notices


def _reported(
    result: Study,
    folder: Path,
    asked: Question,
    langs: Sequence[Language],
    replace: bool,
    executor: Executor | None = None,
    *,
    lab: bool = False,
) -> Path:
    described = {
        lang: {name: Described(name, one.name, one.question, notices[name]) for name, one in result.scenarios.items()}
        for lang in langs
        for notices in [_notices(result, lang)]
    }
    whole = dict(asked) | _shown(langs, lab)
    with alone_in(folder):
        check_free(folder, whole, replace)
        page = write_report(result, described, folder, executor, has_lab=lab)
        if lab:
            policies = [result.scenarios[name] for name in result.comparison.alternatives]
            place = result.runs[result.comparison.baseline][0].place
            write_atomically(folder / LAB, beside_report(policies, place).encode())
        seal(folder, result, described, whole)
    return page


def _languages(given: Language | Sequence[Language]) -> tuple[Language, ...]:
    """Languages, each once, in the order in which they are given."""
    languages: Sequence[Language] = [given] if isinstance(given, str) else given
    return tuple(dict.fromkeys(limits.one_of("report", one, LANGUAGES) for one in languages))


def _shown(langs: Sequence[Language], lab: bool) -> dict[str, str | bool | None]:
    """What a report is beside its question; None where there is no lab, as in folders that are older than it."""
    return {"language": ",".join(langs), "lab": lab or None}
