"""What a workshop leaves: the pages to print and each round's report, beside its scenario files and the journal."""

import asyncio
import os
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

from sim.language import LANGUAGES
from sim.runs.files import atomic
from sim.workshop.access import SECRET
from sim.workshop.debrief import debrief
from sim.workshop.plan import Plan
from sim.workshop.policy import FILE, WITH_SHOCKS
from sim.workshop.session import Play, Room

PERSON_SEEDS = 20
QUIET = 10
"""How far the reports stand back for others."""


async def close(folder: Path, room: Callable[[], Room]) -> None:
    """Write down what is for afterwards; what a repeated call finds written is written again, alike.

    ``room`` returns the room as it is now: results may arrive while the pages are written, and have a report too.
    """
    await asyncio.to_thread(_pages, folder, room())
    (folder / SECRET).unlink(missing_ok=True)
    for play in room().plays.values():
        if play.judged:
            await _report(folder, room().plan, play)


def _pages(folder: Path, room: Room) -> None:
    for lang in LANGUAGES:
        name = "debrief.html" if lang == LANGUAGES[0] else f"debrief.{lang}.html"
        with atomic(folder / name) as file:
            file.write(debrief(room, lang).encode())


async def _report(folder: Path, plan: Plan, play: Play) -> None:
    """Let ``shequ compare`` write a round's report, in a process of its own."""
    here = folder / "rounds" / str(play.round + 1)
    baseline = "+".join((plan.rounds[play.round].baseline, *play.shocks))
    name = WITH_SHOCKS if play.shocks else FILE
    files = [str(here / f"team-{team}" / name) for team in sorted(play.commits)]
    options = {
        "--seeds": plan.seeds,
        "--months": plan.months,
        "--size": plan.size,
        "--city": plan.city,
        "--person-seeds": PERSON_SEEDS,
        "--worlds": 0,
        "--lang": ",".join(LANGUAGES),
        "--out": here / "report",
    }
    given = [str(part) for option in options.items() for part in option]
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "sim.cli",
        "compare",
        baseline,
        *files,
        *given,
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.PIPE,
        preexec_fn=partial(os.nice, QUIET) if hasattr(os, "nice") else None,
    )
    try:
        _, said = await process.communicate()
    except asyncio.CancelledError:
        process.kill()
        await process.wait()
        raise
    if process.returncode:
        (here / "report-failed.txt").write_bytes(said)
