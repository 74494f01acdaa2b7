"""The article's claims over plausible worlds: run, judged, told."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Unpack

import pandas as pd

from sim.ensemble.asked import write_down
from sim.ensemble.boxes import where
from sim.ensemble.claim import Claim
from sim.ensemble.plan import plan_of, prior_worlds
from sim.ensemble.reading import load_claims
from sim.ensemble.results import Found, judged, with_prior
from sim.ensemble.running import run_ensemble
from sim.ensemble.tables import boxes_frame, claims_frame, effects_frame, tests_frame
from sim.exploration.discovery import Discovery
from sim.explored.asked import Asked, Options, asked_with
from sim.reading import from_home
from sim.report.claims import Boxes, Told, write_claims
from sim.worlds.plausible import World

PRIOR = 52


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


def claims(asked: Sequence[str] = (), *, out: Path | str, prior: int = PRIOR, **options: Unpack[Options]) -> Claims:
    """Run claims over plausible worlds, judge them, and write pages and tables; the same call goes on where one stopped.

    Parameters
    ----------
    asked
        Claims by identifier (``H01``) or file; all that are shipped without.
    out
        Folder of the runs, pages and tables.
    prior
        Draws of the prior in which claims of which a part is supported are looked at again; 0 leaves that out.
    worlds, seeds
        How many worlds are looked at (104), and seeds in each (4), the same for all that is compared; at least 2.
    months, size, city, worlds_from
        As for `sim.compare`; 120 months.
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
    how, wanted, folder = asked_with(options), load_claims(list(asked)), Path(from_home(out, "out"))
    plan = plan_of(wanted, how.known.worlds, how.setting)
    write_down({"setting": asdict(how.setting)}, folder)
    status = run_ensemble(plan, folder, how.hire(), how.watch)
    found = judged(wanted, plan, folder)
    if supported := [one.judged.claim for one in found if prior and one.is_partly_supported]:
        of_prior = _over_prior(supported, prior, how, folder)
        found = [with_prior(one, of_prior) for one in found]
    boxes = {one.judged.claim.id: boxes_of(one, plan.worlds) for one in found if one.judged.readings}
    given = f"--worlds {how.worlds} --seeds {how.seeds} --prior {prior} --months {how.months}"
    given += f" --size {how.setting.size} --city {how.city}"
    command = " ".join(["shequ claims", *asked, given])
    page = write_claims(Told(found, boxes, how.setting, how.known.is_stale, status.failed, command), folder)
    return Claims(tuple(found), boxes, page)


def _over_prior(claims: Sequence[Claim], prior: int, how: Asked, folder: Path) -> dict[str, Found]:
    whole = [replace(claim, without={}) for claim in claims]
    plan = plan_of(whole, prior_worlds(prior), how.setting, "prior")
    run_ensemble(plan, folder, how.hire(), how.watch)
    return {one.judged.claim.id: one for one in judged(whole, plan, folder)}


def boxes_of(found: Found, worlds: Sequence[World]) -> tuple[tuple[bool, Discovery], ...]:
    """Where a claim fails: among the parameters that its file names, and among all."""
    return where(found.judged, worlds), where(found.judged, worlds, named=False)
