"""A planner's question asked from Python: tables as pandas data frames, sentences, and the report."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd

from sim.analysis.selftest import differing
from sim.analysis.sentences import sentences
from sim.analysis.study import Study, Wanted, study
from sim.analysis.why import Setting
from sim.city.profile import load_profile, usual_size
from sim.errors import InputError, RunError
from sim.report.bundle import seal
from sim.report.frames import communities_frame, differences_frame, groups_frame, money_frame, persons_frame
from sim.report.question import Question, check_free, question
from sim.report.write import write
from sim.runs import Run, run_many
from sim.runs.executors import lasting, processes
from sim.runs.lock import alone_in
from sim.scenario import Scenario, load
from sim.scenario.notices import notices_told

SELF_TEST_SEEDS = 2


@dataclass(frozen=True)
class Described:
    """What a report says of a scenario."""

    reference: str
    name: dict[str, str]
    question: dict[str, str]
    notices: tuple[str, ...] = ()


@dataclass(frozen=True)
class Answer:
    """What the runs say; every table is a tidy pandas data frame."""

    study: Study
    folder: Path
    question: Question

    @property
    def differences(self) -> pd.DataFrame:
        """One row an alternative, outcome and window: values, difference, interval, verdict."""
        return differences_frame(self.study.comparison)

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

    def sentences(self, lang: str = "en") -> list[str]:
        """Plain sentences: what each alternative costs, then each headline outcome."""
        names = {name: one.name[lang] for name, one in self.study.scenarios.items()}
        return sentences(self.study.comparison, lang, names)

    def report(self, lang: str = "en", replace: bool = False) -> Path:
        """Write the report with its figures and tables beside the runs, seal the folder, and return the page.

        Raises
        ------
        InputError
            Where the folder is sealed with a report in another language, unless ``replace`` lets it be removed.
        """
        asked = dict(self.question) | {"language": lang}
        months = self.study.comparison.months
        described = {
            name: Described(name, one.name, one.question, tuple(notices_told(one, months, lang)))
            for name, one in self.study.scenarios.items()
        }
        with alone_in(self.folder):
            check_free(self.folder, asked, replace)
            page = write(self.study, described, self.folder, lang)
            seal(self.folder, self.study, described, lang, asked)
        return page


def compare(
    baseline: str,
    alternatives: Sequence[str],
    *,
    out: Path | str,
    seeds: int | None = 10,
    months: int | None = None,
    size: str | None = None,
    city: str = "ningbo",
    equal_budget: bool = False,
    discount: float = 0.03,
    lucks: int = 0,
    workers: int | None = None,
    replace: bool = False,
) -> Answer:
    """Compare policies with a baseline, as the command ``shequ compare`` does: first the self-test, then the runs.

    Parameters
    ----------
    baseline, alternatives
        Scenarios by name, file or combination (``menu_services+funding_cut``).
    out
        Folder where runs are kept; the same call goes on where an earlier one stopped.
    seeds
        Number of paired runs; None looks at 10, 20, 40, 80, 160 until the headline verdicts are settled.
    months
        Length of a run; the city's horizon where it is None.
    size, city
        How much of which city: all of one whose file lists communities where it is None, else a neighbourhood.
    equal_budget
        Whether alternatives are scaled until they spend what the baseline spends.
    discount
        Yearly rate of present values, 0 to 0.08.
    lucks
        Lucks over which persons are compared (at least 20), and three lives told; 0 leaves both out.
    workers
        Processes; one a core where it is None.
    replace
        Whether a report that the folder is sealed with may be removed, if it answers another question.

    Raises
    ------
    InputError
        Where something given is wrong.
    RunError
        Where the self-test fails or a run cannot go on.
    """
    if len({baseline, *alternatives}) < 1 + len(alternatives):
        raise InputError("compare: a scenario is given twice; name each once")
    profile, folder, cores = load_profile(city), Path(out), workers or os.cpu_count() or 1
    figures, size = profile.city, size or usual_size(profile)
    scenarios = [load(one, figures.start) for one in (baseline, *alternatives)]
    horizon = months or figures.horizon
    setting = Setting(city, size, 0, 0, horizon)

    wanted = Wanted(seeds, equal_budget, discount, lucks)
    asked = question(scenarios, wanted, setting, "compiled")
    check_free(folder, asked, replace)
    _test(scenarios, setting)
    with alone_in(folder), lasting(processes(cores)) as crew:

        def simulate(chosen: list[Scenario], count: int) -> dict[str, list[Run]]:
            return run_many(chosen, list(range(count)), horizon, size, "compiled", city, folder, cores, crew=crew)

        return Answer(study(scenarios[0], scenarios[1:], simulate, wanted, setting, crew), folder, asked)


def _test(scenarios: Sequence[Scenario], setting: Setting) -> None:
    found = differing(scenarios[0], scenarios[1:], setting.months, partial(_fresh, setting))
    if found is not None:
        raise RunError(f"self-test: {found[0]} differs from the baseline by {found[1]}, and it must be exactly 0")


def _fresh(setting: Setting, scenario: Scenario) -> list[Run]:
    """Run in a folder of its own, so that nothing stored is taken for a new run."""
    seeds, how = list(range(SELF_TEST_SEEDS)), (setting.months, setting.size, "compiled", setting.city)
    with TemporaryDirectory(prefix="shequ-") as out:
        return run_many([scenario], seeds, *how, Path(out))[scenario.reference]
