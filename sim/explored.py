"""Questions to many worlds, for Python and the command: claims, where things fail, and what does well everywhere."""

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import pandas as pd

from sim import limits
from sim.city.profile import load_profile, usual_size
from sim.ensemble.asked import asked_in, setting_in, thresholds_in, write_down
from sim.ensemble.asked import of_policies as asked_of_policies
from sim.ensemble.boxes import where
from sim.ensemble.cases import kind_of, of_policies, of_sweep
from sim.ensemble.plan import Setting, plan_of, prior_worlds
from sim.ensemble.policies import policy_plan, values_of, weighed
from sim.ensemble.reading import load_claims
from sim.ensemble.results import Found, judged, with_prior
from sim.ensemble.running import run_ensemble
from sim.ensemble.tables import boxes_frame, claims_frame, effects_frame, tests_frame
from sim.errors import InputError
from sim.exploration.discovery import RESTRICTIONS, Cases, Discovery
from sim.exploration.discovery import discover as find_box
from sim.exploration.robustness import Threshold, Weighed
from sim.exploration.sentences import sentences
from sim.language import LANGUAGES, Language, text, told
from sim.outcomes import BY_NAME
from sim.reading import from_home
from sim.report.claims import Boxes, Told, write_claims
from sim.report.discovery import box_frame, trajectory_frame, write_discovery
from sim.report.robust import regret_frame, robust_frame, write_robust
from sim.report.robust import sentences as robust_sentences
from sim.runs.executors import Crew, here, processes
from sim.runs.result import Floats
from sim.scenario.suggest import did_you_mean, listed
from sim.sweeps.folder import Status
from sim.worlds.plausible import Plausible, World, read, shipped

WORLDS, SEEDS, PRIOR = 104, 4, 52
MOST_RESTRICTIONS = 9
Watch = Callable[[Status], object]


@dataclass(frozen=True)
class Claims:
    """Claims that were judged; every table is a tidy data frame. ``page`` is the page of all claims, in English."""

    found: tuple[Found, ...]
    boxes: Boxes
    page: Path

    @property
    def claims(self) -> pd.DataFrame:
        """One row a claim: verdict, counts of worlds, shares with their intervals."""
        return claims_frame(self.found)

    @property
    def tests(self) -> pd.DataFrame:
        """One row a claim and test."""
        return tests_frame(self.found)

    @property
    def effects(self) -> pd.DataFrame:
        """One row a claim, test and world."""
        return effects_frame(self.found)

    @property
    def where(self) -> pd.DataFrame:
        """One row a claim and factor that a box restricts."""
        return boxes_frame(self.boxes)


def claims(
    asked: Sequence[str] = (),
    *,
    out: Path | str,
    worlds: int = WORLDS,
    seeds: int = SEEDS,
    prior: int = PRIOR,
    months: int = 120,
    size: str | None = None,
    city: str = "ningbo",
    worlds_from: Path | str | None = None,
    crew: Crew | None = None,
    watch: Watch = lambda _: None,
) -> Claims:
    """Run claims over plausible worlds, judge them, and write pages and tables; the same call goes on where one stopped.

    Parameters
    ----------
    asked
        Claims by identifier (``H01``) or file; all that are shipped without.
    out
        Folder of the runs, pages and tables.
    worlds, seeds
        How many worlds are looked at, and seeds in each, the same for all that is compared (at least 2).
    prior
        Draws of the prior in which claims that are supported are looked at again; 0 leaves that out.
    months, size, city, worlds_from
        As for `sim.compare`.
    crew
        Who simulates; without it as many processes as there are cores.
    watch
        Told how many runs are done.

    Raises
    ------
    ClaimError
        With everything that is wrong with the claims' files.
    InputError
        Where something else that is given is wrong.
    RunError
        Where a file cannot be read or written; what was finished is kept.
    """
    known, setting = _asked(city, size, months, seeds, worlds, worlds_from)
    wanted, folder, hired = load_claims(list(asked)), Path(from_home(out, "out")), crew or _crew()
    plan = plan_of(wanted, known.worlds, setting)
    write_down({"setting": asdict(setting)}, folder)
    status = run_ensemble(plan, folder, hired, watch)
    found = judged(wanted, plan, folder)
    supported = [one.judged.claim for one in found if one.verdict == "supported"]
    if prior and supported:
        again = plan_of(supported, prior_worlds(prior), setting, "prior")
        run_ensemble(again, folder, hired, watch)
        of_prior = {one.judged.claim.id: one for one in judged(supported, again, folder)}
        found = [with_prior(one, of_prior) for one in found]
    boxes = {one.judged.claim.id: _boxes(one, plan.worlds) for one in found if one.judged.readings}
    command = f"shequ claims {' '.join(asked)} --worlds {worlds} --seeds {seeds} --prior {prior} --months {months}"
    page = write_claims(Told(found, boxes, setting, known.is_stale, status.failed, " ".join(command.split())), folder)
    return Claims(tuple(found), boxes, page)


@dataclass(frozen=True)
class Discovered:
    """A box of cases of interest; ``what`` names them by language. ``page`` is the page, in English."""

    found: Discovery
    what: Mapping[Language, str]
    page: Path

    def sentences(self, lang: Language = "en") -> list[str]:
        """Say where the cases lie, and how sure that is."""
        return sentences(self.found, self.what[lang], lang)

    @property
    def trajectory(self) -> pd.DataFrame:
        """One row a box of the peeling: coverage, density, mass, factors that are restricted."""
        return trajectory_frame(self.found)

    @property
    def box(self) -> pd.DataFrame:
        """One row a factor that the box restricts: ends, quasi-p, share of resamples that restrict it."""
        return box_frame(self.found)


def discover(
    folder: Path | str,
    cases: str,
    *,
    scenario: str | None = None,
    against: str | None = None,
    restrictions: int = RESTRICTIONS,
    worlds_from: Path | str | None = None,
) -> Discovered:
    """Find where cases of interest lie, and write a page and tables into the folder.

    Parameters
    ----------
    folder
        Of a sweep, of `robust`, or of `claims`.
    cases
        ``MEASURE < NUMBER`` or ``MEASURE > NUMBER``; of claims a claim, such as ``H01``, whose failing is of interest.
    scenario, against
        The scenario that is looked at, and one whose values are taken off.
    restrictions
        Factors that the box restricts at most.
    worlds_from
        The file of the worlds, where they are not those that come with the software.

    Raises
    ------
    InputError
        Where something given is wrong.
    """
    where_to = Path(from_home(folder, "folder"))
    kind = kind_of(where_to)
    if restrictions < 1:
        within = told("whole_number_from", low=1, high=MOST_RESTRICTIONS)
        raise InputError(told("option.wrong", option="restrictions", given=restrictions, allowed=within))
    if kind == "claims":
        failing, found = _claim_box(where_to, cases, worlds_from)
        key = f"discover.claim_{'fails' if failing else 'holds'}"
        what = {lang: text(key, lang, claim=cases) for lang in LANGUAGES}
    else:
        chosen_cases = (
            of_sweep(where_to, cases, scenario, against)
            if kind == "sweep"
            else _policy_cases(where_to, cases, scenario, against, worlds_from)
        )
        found = find_box(chosen_cases, restrictions)
        said = " − ".join(one for one in (scenario, against) if one)
        what = {lang: text("discover.is_so", lang, cases=f"{said}: {cases}" if said else cases) for lang in LANGUAGES}
    return Discovered(found, what, write_discovery(found, what, where_to))


def _claim_box(folder: Path, claim: str, file: Path | str | None) -> tuple[bool, Discovery]:
    setting = setting_in(asked_in(folder))
    wanted, known = load_claims([claim]), _known(setting.city, file)
    found = judged(wanted, plan_of(wanted, known.worlds, setting), folder)
    return where(found[0].judged, known.worlds, named=bool(wanted[0].fails_where))


def _policy_cases(
    folder: Path, cases: str, scenario: str | None, against: str | None, file: Path | str | None
) -> Cases:
    asked = asked_in(folder)
    setting = setting_in(asked)
    worlds = _known(setting.city, file).worlds
    plan = policy_plan(asked["policies"], thresholds_in(asked), worlds, setting)
    return of_policies(plan, folder, worlds, cases, scenario, against)


@dataclass(frozen=True)
class Robust:
    """Policies that were weighed; ``page`` is the page, in English."""

    found: Weighed
    values: Mapping[str, Floats]
    page: Path

    @property
    def policies(self) -> pd.DataFrame:
        """One row a policy."""
        return robust_frame(self.found)

    @property
    def regret(self) -> pd.DataFrame:
        """One row a policy and world."""
        return regret_frame(self.found, self.values)

    def sentences(self, lang: Language = "en") -> list[str]:
        """Say which policy is first in each way, and whether the ways agree."""
        return robust_sentences(self.found, lang)


def robust(
    policies: Sequence[str],
    *,
    out: Path | str,
    at_least: Mapping[str, float] | None = None,
    at_most: Mapping[str, float] | None = None,
    worlds: int = WORLDS,
    seeds: int = SEEDS,
    months: int = 120,
    size: str | None = None,
    city: str = "ningbo",
    worlds_from: Path | str | None = None,
    crew: Crew | None = None,
    watch: Watch = lambda _: None,
) -> Robust:
    """Weigh policies over plausible worlds: regret, satisficing, mean and variance, worst case for whom.

    Parameters
    ----------
    policies
        Scenarios by name, file or sum, two or more.
    out
        Folder of the runs, the page and the tables.
    at_least, at_most
        What is good enough, by outcome, kept before anything is run; the first outcome is the one that is weighed.
    worlds, seeds, months, size, city, worlds_from, crew, watch
        As for `claims`.

    Raises
    ------
    InputError
        Where something given is wrong, or the folder holds another question.
    RunError
        Where a file cannot be read or written; what was finished is kept.
    """
    thresholds = [Threshold(name, value) for name, value in (at_least or {}).items()]
    thresholds += [Threshold(name, value, at_most=True) for name, value in (at_most or {}).items()]
    known, setting = _asked(city, size, months, seeds, worlds, worlds_from)
    _check_policies(policies, thresholds)
    folder = Path(from_home(out, "out"))
    plan = policy_plan(policies, thresholds, known.worlds, setting)
    write_down(asked_of_policies(list(policies), thresholds, setting), folder)
    run_ensemble(plan, folder, crew or _crew(), watch)
    found = weighed(plan, thresholds, folder)
    values = {policy: own[found.outcome] for policy, own in values_of(plan, folder)[1].items()}
    return Robust(found, values, write_robust(found, values, folder))


def _check_policies(policies: Sequence[str], thresholds: Sequence[Threshold]) -> None:
    limits.check_scenarios("policies", policies)
    if len(policies) < 2:
        raise InputError(told("robust.two"))
    if twice := next((one for one in policies if list(policies).count(one) > 1), None):
        raise InputError(told("robust.twice", name=twice))
    if not thresholds:
        raise InputError(told("robust.needs"))
    for one in thresholds:
        if one.outcome not in BY_NAME:
            hint = did_you_mean(one.outcome, BY_NAME) or listed(BY_NAME)
            option = "at_most" if one.at_most else "at_least"
            raise InputError(told("robust.no_outcome", option=option, name=one.outcome, hint=hint))


def _boxes(found: Found, worlds: Sequence[World]) -> tuple[tuple[bool, Discovery], ...]:
    return where(found.judged, worlds), where(found.judged, worlds, named=False)


def _asked(
    city: str, size: str | None, months: int, seeds: int, worlds: int, file: Path | str | None
) -> tuple[Plausible, Setting]:
    """The worlds and the setting, checked."""
    limits.checked(
        {"worlds": worlds, "seeds": seeds, "months": months, "city": city} | ({"size": size} if size else {})
    )
    if seeds < 2 or worlds < 1:
        raise InputError(told("claim.few", seeds=seeds, worlds=worlds))
    known = _known(city, file)
    if worlds > len(known.worlds):
        raise InputError(told("worlds.so_many", asked=worlds, known=len(known.worlds)))
    return known.first(worlds), Setting(city, size or usual_size(load_profile(city)), months, 0, seeds)


def _known(city: str, file: Path | str | None) -> Plausible:
    known = read(Path(from_home(file, "worlds_from"))) if file else shipped(city)
    if known is None:
        raise InputError(told("worlds.so_many", asked=1, known=0))
    return known


def _crew() -> Crew:
    cores = os.cpu_count() or 1
    return here() if cores == 1 else processes(cores)
