"""Where cases of interest lie: in a sweep, among policies in worlds, or where a claim fails."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pandas as pd

from sim.api.options import worlds_of
from sim.errors import InputError
from sim.language import LANGUAGES, Language, message, text
from sim.reading import from_home
from sim.report.discovery import box_frame, trajectory_frame, write_discovery
from sim.studies.claims.cases import Wanted, kind_of, of_policies, of_sweeps, where
from sim.studies.claims.options import CLAIMS, asked_in, check_model, setting_in, thresholds_in
from sim.studies.claims.policies import policy_plan
from sim.studies.claims.reading import load_claims
from sim.studies.claims.results import gathered, judged
from sim.studies.claims.runs import plan_of
from sim.studies.discovery.discovery import RESTRICTIONS, Cases, Discovery
from sim.studies.discovery.discovery import discover as find_box
from sim.studies.discovery.sentences import advice, sentences

MOST = 9
"""Restrictions of a box, at most."""
_DIGITS = 8


@dataclass(frozen=True)
class Discovered:
    """A box of cases of interest; ``what`` names them by language. ``page`` is the page, in English."""

    found: Discovery
    what: Mapping[Language, str]
    page: Path

    def sentences(self, lang: Language = "en") -> list[str]:
        """Say where the cases lie, and how sure that is."""
        return [*sentences(self.found, self.what[lang], lang), *advice(self.found, lang)]

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
    beside: Sequence[Path | str] = (),
    restrictions: int = RESTRICTIONS,
    worlds_from: Path | str | None = None,
) -> Discovered:
    """Find where cases of interest lie, and write a page and tables into the folder, in files of the question's own.

    Parameters
    ----------
    folder
        Of a sweep, of `sim.robust`, or of `sim.claims`.
    cases
        ``MEASURE < NUMBER`` or ``MEASURE > NUMBER``; of claims a claim, such as ``H01``, whose failing is of interest.
    scenario, against
        The scenario that is looked at, and one whose values are taken off.
    beside
        Folders of further sweeps, of the same factors in other cities: how many residents a community has on average is then
        a factor too.
    restrictions
        Factors that the box restricts at most, 1 to 9.
    worlds_from
        The file of the worlds, where they are not those that come with the software.

    Raises
    ------
    InputError
        Where something given is wrong.
    """
    place, others = Path(from_home(folder, "folder")), [Path(from_home(one, "beside")) for one in beside]
    wanted = Wanted(cases, scenario, against)
    if not 1 <= restrictions <= MOST:
        within = message("whole_number_from", low=1, high=MOST)
        raise InputError(message("option.wrong", option="restrictions", given=restrictions, allowed=within))
    kind = kind_of(place)
    if others or kind == "sweep":
        found = find_box(of_sweeps([place, *others], wanted), restrictions)
        what = {lang: wanted.message(lang) for lang in LANGUAGES}
    elif kind == "claims":
        failing, found = _of_claim(place, wanted, restrictions, worlds_from)
        key = f"discover.claim_{'fails' if failing else 'holds'}"
        what = {lang: text(key, lang, claim=cases.upper()) for lang in LANGUAGES}
    else:
        found = find_box(_of_policies(place, wanted, worlds_from), restrictions)
        what = {lang: wanted.message(lang) for lang in LANGUAGES}
    asked = json.dumps([cases, scenario, against, [str(one) for one in others], restrictions, str(worlds_from)])
    question = hashlib.sha256(asked.encode()).hexdigest()[:_DIGITS]
    return Discovered(found, what, write_discovery(found, what, place, question))


def _of_claim(folder: Path, wanted: Wanted, restrictions: int, file: Path | str | None) -> tuple[bool, Discovery]:
    asked, claims = asked_in(folder), load_claims([wanted.cases])
    check_model(asked, folder)
    seeds = asked.get(CLAIMS, {}).get(claims[0].id, asked["setting"])["seeds"]
    setting = replace(setting_in(asked), seeds=seeds)
    worlds = worlds_of(setting.city, file).worlds
    plan = plan_of(claims, worlds, setting)
    if any(np.isnan(runs).all() for runs in gathered(plan, folder)[1].values()):
        raise InputError(message("discover.not_run", folder=folder, claim=claims[0].id))
    found = judged(claims, plan, folder)
    return where(found[0].judged, worlds, named=bool(claims[0].fails_where), restrictions=restrictions)


def _of_policies(folder: Path, wanted: Wanted, file: Path | str | None) -> Cases:
    asked = asked_in(folder)
    check_model(asked, folder)
    setting = setting_in(asked)
    worlds = worlds_of(setting.city, file).worlds
    plan = policy_plan(asked["policies"], thresholds_in(asked), worlds, setting)
    return of_policies(plan, folder, wanted)
