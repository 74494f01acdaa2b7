"""Where in the space of the world's parameters a claim fails: worlds as cases, their parameters as factors."""

from collections.abc import Sequence

import numpy as np

from sim.ensemble.shipped import World
from sim.studies.claims.judging import Judged
from sim.studies.discovery.discovery import RESTRICTIONS, Cases, Discovery, discover


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
