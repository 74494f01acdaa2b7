"""Questions to many worlds, for Python and the command: claims, where things fail, and what does well everywhere."""

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from sim import limits
from sim.city.profile import load_profile, usual_size
from sim.ensemble.boxes import where
from sim.ensemble.plan import Plan, Setting, prior_worlds
from sim.ensemble.reading import load_claims
from sim.ensemble.results import Found, judged, with_prior
from sim.ensemble.running import run_claims
from sim.ensemble.tables import boxes_frame, claims_frame, effects_frame, tests_frame
from sim.errors import InputError
from sim.exploration.discovery import Discovery
from sim.language import told
from sim.reading import from_home
from sim.report.claims import Boxes, Told, write_claims
from sim.runs.executors import Crew, here, processes
from sim.sweeps.folder import Status
from sim.worlds.plausible import Plausible, read, shipped

WORLDS, SEEDS, PRIOR = 104, 4, 52
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
    given = {"worlds": worlds, "seeds": seeds, "months": months, "city": city} | ({"size": size} if size else {})
    limits.checked(given)
    if seeds < 2 or worlds < 1:
        raise InputError(told("claim.few", seeds=seeds, worlds=worlds))
    known = _worlds(city, worlds, worlds_from)
    setting = Setting(city, size or usual_size(load_profile(city)), months, 0, seeds)
    plan, folder = Plan(tuple(load_claims(list(asked))), tuple(known.worlds), setting), Path(from_home(out, "out"))
    hired = crew or _crew()
    status = run_claims(plan, folder, hired, watch)
    found = judged(plan, folder)
    supported = [one.judged.claim.id for one in found if one.verdict == "supported"]
    if prior and supported:
        again = Plan(tuple(load_claims(supported)), prior_worlds(prior), setting, "prior")
        run_claims(again, folder, hired, watch)
        of_prior = {one.judged.claim.id: one for one in judged(again, folder)}
        found = [with_prior(one, of_prior) for one in found]
    boxes = {one.judged.claim.id: _boxes(one, plan) for one in found if one.judged.readings}
    command = f"shequ claims {' '.join(asked)} --worlds {worlds} --seeds {seeds} --prior {prior} --months {months}"
    page = write_claims(Told(found, boxes, setting, known.is_stale, status.failed, " ".join(command.split())), folder)
    return Claims(tuple(found), boxes, page)


def _boxes(found: Found, plan: Plan) -> tuple[tuple[bool, Discovery], ...]:
    return where(found.judged, plan.worlds), where(found.judged, plan.worlds, named=False)


def _worlds(city: str, count: int, file: Path | str | None) -> Plausible:
    known = read(Path(from_home(file, "worlds_from"))) if file else shipped(city)
    if known is None or count > len(known.worlds):
        raise InputError(told("worlds.so_many", asked=count, known=len(known.worlds) if known else 0))
    return known.first(count)


def _crew() -> Crew:
    cores = os.cpu_count() or 1
    return here() if cores == 1 else processes(cores)
