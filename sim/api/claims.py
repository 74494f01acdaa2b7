"""The article's claims over plausible worlds: run, judged, told."""

from collections.abc import Sequence
from dataclasses import KW_ONLY, dataclass, replace
from pathlib import Path

import pandas as pd

from sim.api.options import EnsembleOptions, called_with, command, worlds_of
from sim.ensemble.shipped import World
from sim.reading import from_home
from sim.report.claims import Boxes, Told, write_claims
from sim.runs.executors import hired
from sim.studies.claims.cases import where
from sim.studies.claims.claim import Claim
from sim.studies.claims.options import Part, asked_in, of_claims, parts_in, write_down
from sim.studies.claims.reading import load_claims
from sim.studies.claims.results import Found, judged, prior_plan, with_prior
from sim.studies.claims.runs import Setting, plan_of, run_ensemble
from sim.studies.claims.tables import boxes_frame, claims_frame, effects_frame, tests_frame
from sim.studies.discovery.discovery import Discovery
from sim.studies.sweep.folder import Status


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


@dataclass(frozen=True)
class ClaimsOptions(EnsembleOptions):
    """The keywords of `claims`, which says what they are."""

    asked: Sequence[str] = ()
    _: KW_ONLY
    out: Path | str
    prior: int = 52


@called_with(ClaimsOptions)
def claims(options: ClaimsOptions) -> Claims:
    """Run claims over plausible worlds, judge them, and write pages and tables; the same call goes on where one stopped.

    Pages and tables in the folder are of all claims that were asked for there, each as it was asked for last.

    Parameters
    ----------
    asked
        Claims by identifier (``H01``) or file; all that are shipped without.
    out
        Folder of the runs, pages and tables.
    prior
        Draws of the prior in which what is supported or refuted is looked at again; 0 leaves that out.
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
    wanted, folder, setting = load_claims(list(options.asked)), Path(from_home(options.out, "out")), options.setting
    file = str(Path(options.worlds_from).resolve()) if options.worlds_from else None
    part = Part(tuple(options.asked), options.worlds, options.seeds, options.prior, file)
    write_down(of_claims(_references(wanted, options.asked), part, setting, folder), folder)
    status = _run(wanted, options, folder)
    found, boxes, commands = list[Found](), dict[str, tuple[tuple[bool, Discovery], ...]](), list[str]()
    for part in parts_in(asked_in(folder)):
        worlds, stored = found_of(part, setting, folder)
        found += stored
        boxes |= {one.judged.claim.id: boxes_of(one, worlds) for one in stored if one.judged.readings}
        commands.append(_command(part, setting))
    found.sort(key=lambda one: one.judged.claim.id)
    page = write_claims(Told(found, boxes, setting, options.plausible.is_stale, status.failed, commands), folder)
    names = {claim.id for claim in wanted}
    return Claims(
        tuple(one for one in found if one.judged.claim.id in names),
        {name: pair for name, pair in boxes.items() if name in names},
        page,
    )


def _references(claims: Sequence[Claim], asked: Sequence[str]) -> dict[str, str]:
    """How each claim is asked for again: by its identifier, or its file."""
    files = {load_claims([one])[0].id: str(Path(one).resolve()) for one in asked if one.endswith(".toml")}
    return {claim.id: files.get(claim.id, claim.id) for claim in claims}


def _run(claims: Sequence[Claim], options: ClaimsOptions, folder: Path) -> Status:
    """Do what claims need, then what draws of the prior need of it."""
    plan = plan_of(claims, options.plausible.worlds, options.setting)
    status = run_ensemble(plan, folder, hired(options.crew), options.watch)
    again = prior_plan(judged(claims, plan, folder), options.prior, options.setting)
    if again.runs:
        run_ensemble(again, folder, hired(options.crew), options.watch)
    return status


def found_of(part: Part, setting: Setting, folder: Path) -> tuple[Sequence[World], list[Found]]:
    """The worlds of some claims of a folder, and what their kept runs say; claims of which none is kept are left out."""
    setting = replace(setting, seeds=part.seeds)
    worlds = worlds_of(setting.city, part.worlds_from).first(part.worlds).worlds
    claims = load_claims(list(part.claims))
    found = judged(claims, plan_of(claims, worlds, setting), folder)
    found = [one for one in found if len(one.judged.marks) or not one.judged.claim.tests]
    return worlds, with_prior(found, prior_plan(found, part.prior, setting), folder)


def _command(part: Part, setting: Setting) -> str:
    """The command that asks for the same claims again."""
    given = [("worlds", part.worlds), ("seeds", part.seeds), ("prior", part.prior), ("months", setting.months)]
    place = [("size", setting.size), ("city", setting.city), ("worlds-from", part.worlds_from)]
    return command("claims", part.claims, [*given, *place])


def boxes_of(found: Found, worlds: Sequence[World]) -> tuple[tuple[bool, Discovery], ...]:
    """Where a claim fails: among the parameters that its file names, and among all."""
    return where(found.judged, worlds), where(found.judged, worlds, named=False)
