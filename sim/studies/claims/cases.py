"""Where cases of interest lie: points of a sweep, worlds in which policies were weighed, or worlds in which a claim fails."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np

from sim.city.layout import lay_out
from sim.city.profile import load_profile
from sim.ensemble.shipped import World
from sim.errors import InputError
from sim.language import Language, message, text
from sim.model.advance import city_key
from sim.runs.result import Floats
from sim.scenario.values import did_you_mean, listed
from sim.studies.claims.judging import Judged
from sim.studies.claims.options import FILE as ASKED
from sim.studies.claims.options import asked_in
from sim.studies.claims.policies import values_of
from sim.studies.claims.runs import Plan
from sim.studies.discovery.discovery import RESTRICTIONS, Cases, Discovery, discover
from sim.studies.discovery.prim import Flags
from sim.studies.discovery.sentences import GRAIN
from sim.studies.sweep import exists, open_sweep

_CRITERION = re.compile(r"\s*([A-Za-z_]\w*)\s*([<>])\s*([+-]?\d+(?:\.\d*)?(?:[eE][+-]?\d+)?)\s*")


def cases_of(worlds: Sequence[World], interest: Sequence[bool]) -> Cases:
    """Worlds as cases: every number that is not the same in all of them is a factor."""
    names = tuple(worlds[0].values) if worlds else ()
    factors = np.array([[world.values[name] for name in names] for world in worlds]).reshape(len(worlds), len(names))
    varied = np.ptp(factors, axis=0) > 0 if len(worlds) else np.zeros(0, bool)
    kept = tuple(name for name, differs in zip(names, varied, strict=True) if differs)
    return Cases(kept, factors[:, varied], np.array(interest, dtype=bool))


def where(
    judged: Judged, worlds: Sequence[World], *, named: bool = True, restrictions: int = RESTRICTIONS
) -> tuple[bool, Discovery]:
    """Where a claim fails, or, where it fails in more than half of the worlds that are settled, where it holds.

    Parameters
    ----------
    judged
        The claim over these worlds.
    worlds
        Those of which runs are kept, at least.
    named
        Whether the box may restrict no other parameters than the claim's file named before anything was run.
    restrictions
        Parameters that it restricts at most.

    Returns
    -------
    tuple
        Whether it is failing that was looked for, and what was found.
    """
    by_number = {world.number: world for world in worlds}
    settled = [
        (by_number[number], mark) for number, mark in zip(judged.worlds, judged.marks, strict=True) if mark != "open"
    ]
    failing = sum(mark != "holds" for _, mark in settled) * 2 <= len(settled)
    interest = [(mark != "holds") == failing for _, mark in settled]
    cases = cases_of([world for world, _ in settled], interest)
    return failing, discover(cases.only(judged.claim.fails_where) if named else cases, restrictions)


@dataclass(frozen=True)
class Wanted:
    """Which cases are of interest: ``MEASURE < NUMBER``, of a scenario, perhaps less another one's."""

    cases: str
    scenario: str | None = None
    against: str | None = None

    @cached_property
    def criterion(self) -> tuple[str, bool, float]:
        """The measure, whether values below are of interest, and the number.

        Raises
        ------
        InputError
            If the text is no such thing.
        """
        match = _CRITERION.fullmatch(self.cases)
        if match is None:
            raise InputError(message("discover.cases", given=self.cases))
        return match[1], match[2] == "<", float(match[3])

    def measure(self, known: list[str]) -> str:
        """The measure.

        Raises
        ------
        InputError
            If it is not among those known.
        """
        name = self.criterion[0]
        if name not in known:
            hint = did_you_mean(name, known)
            raise InputError(message("discover.no_measure", name=name, known=listed(known), hint=hint))
        return name

    def values(self, by_scenario: Mapping[str, Floats]) -> Floats:
        """The values of the scenario that is looked at, less those of the other.

        Raises
        ------
        InputError
            If one is not there, or none is named where there are several.
        """
        known = list(by_scenario)
        if self.scenario is None and len(known) > 1:
            raise InputError(message("discover.which_scenario", known=listed(known)))
        for name in (self.scenario, self.against):
            if name is not None and name not in known:
                hint = did_you_mean(name, known)
                raise InputError(message("discover.no_scenario", name=name, known=listed(known), hint=hint))
        own = by_scenario[self.scenario or known[0]]
        return own - by_scenario[self.against] if self.against else own

    def flagged(self, values: Floats) -> Flags:
        """Which values are of interest."""
        _, below, number = self.criterion
        return np.asarray(values < number if below else values > number)

    def message(self, lang: Language) -> str:
        """Name the cases."""
        said = " − ".join(one for one in (self.scenario, self.against) if one)
        return text("discover.is_so", lang, cases=f"{said}: {self.cases}" if said else self.cases)


def of_sweeps(folders: Sequence[Path], wanted: Wanted) -> Cases:
    """Points of sweeps as cases; those of several cities differ in residents per community as well.

    Raises
    ------
    InputError
        If a folder holds no sweep or one of other factors, if there is no such measure or scenario, or nothing varies.
    """
    folders = list(dict.fromkeys(folder.resolve() for folder in folders))
    if alien := [folder for folder in folders if kind_of(folder) != "sweep"]:
        raise InputError(message("discover.beside_sweeps", folder=alien[0]))
    parts = [_of_sweep(folder, wanted) for folder in folders]
    first = parts[0].names
    if others := [folder for folder, part in zip(folders, parts, strict=True) if part.names != first]:
        raise InputError(message("discover.other_factors", folder=others[0], first=folders[0]))
    grains = np.repeat([_grain(folder) for folder in folders], [len(part.interest) for part in parts])
    factors = np.vstack([part.factors for part in parts])
    interest = np.concatenate([part.interest for part in parts])
    if np.ptp(grains) == 0:
        return Cases(first, factors, interest)
    return Cases((*first, GRAIN), np.column_stack([factors, grains]), interest)


def _grain(folder: Path) -> float:
    """Residents of a sweep's communities, on average."""
    design = open_sweep(folder).design
    return float(lay_out(load_profile(design.city), design.size, city_key(design.first_seed)).n_residents.mean())


def _of_sweep(folder: Path, wanted: Wanted) -> Cases:
    """Points of a sweep as cases: means over seeds of a measure, or its difference between two scenarios."""
    opened = open_sweep(folder)
    design = opened.design
    if not design.factors:
        raise InputError(message("discover.no_factors"))
    columns = {measure.outcome: measure.column for measure in reversed(design.measures)}
    columns |= {measure.column: measure.column for measure in design.measures}
    column = columns[wanted.measure(list(columns))]
    runs = opened.runs.groupby(["scenario", "point"])[column].mean().unstack("scenario")
    values = wanted.values({name: runs[name].to_numpy() for name in design.scenarios if name in runs})
    known = np.isfinite(values)
    points = np.array(design.points)[runs.index.to_numpy()[known]]
    return Cases(tuple(one.path for one in design.factors), points, wanted.flagged(values[known]))


def of_policies(plan: Plan, folder: Path, wanted: Wanted) -> Cases:
    """Worlds in which policies were weighed as cases: an outcome of a policy, or the difference between two.

    Raises
    ------
    InputError
        If there is no such outcome or policy.
    """
    numbers, by_policy, _ = values_of(plan, folder)
    name = wanted.measure(list(next(iter(by_policy.values()))))
    values = wanted.values({policy: own[name] for policy, own in by_policy.items()})
    by_number = {world.number: world for world in plan.worlds}
    return cases_of([by_number[number] for number in numbers], wanted.flagged(values).tolist())


def kind_of(folder: Path) -> str:
    """What a folder holds: ``sweep``, ``policies`` or ``claims``.

    Raises
    ------
    InputError
        If it holds none of them.
    """
    if exists(folder):
        return "sweep"
    if (folder / ASKED).exists():
        return "policies" if "policies" in asked_in(folder) else "claims"
    raise InputError(message("discover.no_folder", folder=folder))
