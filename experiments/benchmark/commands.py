"""Commands as users start them: from the key pressed to the prompt."""

import tempfile
from functools import partial
from pathlib import Path

from experiments.benchmark.clock import interleaved, python, shequ
from experiments.benchmark.figure import Figure

PASS, NUMBA = ["-c", "pass"], ["-c", "import numba"]


def start(quick: bool) -> list[Figure]:
    """Help against bare Python, and a first small run against the import of numba."""
    with tempfile.TemporaryDirectory() as folder:
        places = (str(Path(folder) / str(number)) for number in range(1_000))

        def small() -> object:
            return shequ("run", "baseline", "--size", "hamlet", "--months", "12", "--out", next(places))

        small()
        jobs = {"pass": partial(python, PASS), "help": partial(shequ, "--help")}
        taken = interleaved(jobs | {"numba": partial(python, NUMBA), "small": small}, 3 if quick else 9)
    ms = {name: time * 1e3 for name, time in taken.items()}
    return [
        Figure("python -c pass", ms["pass"], "ms"),
        Figure("shequ --help", ms["help"], "ms"),
        Figure("shequ --help against python -c pass", ms["help"] / ms["pass"], "times", at_most=8),
        Figure('python -c "import numba"', ms["numba"], "ms"),
        Figure("A first small run", ms["small"], "ms", "hamlet, 12 months, compiled before"),
        Figure("A first small run against import numba", ms["small"] / ms["numba"], "times", at_most=4),
    ]


def compiling(_quick: bool) -> list[Figure]:
    """Compile everything, in an empty folder."""
    asked = ("run", "baseline", "--size", "hamlet", "--months", "1", "--out")
    with tempfile.TemporaryDirectory() as folder:
        first, second = (shequ(*asked, f"{folder}/{run}", cache=f"{folder}/code") for run in ("one", "two"))
    took = first.seconds - second.seconds
    return [
        Figure(
            "First compilation of everything", took, "s", "two processes; a run without cache less one with", at_most=30
        )
    ]


def command(quick: bool) -> list[Figure]:
    """Run the whole city as a command."""
    size, months = ("district", "24") if quick else ("city", "120")
    with tempfile.TemporaryDirectory() as folder:
        done = shequ("run", "baseline", "--size", size, "--months", months, "--out", folder)
    note = f"shequ run baseline --size {size} --months {months}"
    return [
        Figure("The whole command", done.seconds, "s", note, at_most=40),
        Figure("Most memory held", done.peak_bytes / 1e9, "GB", note, at_most=2),
    ]


def runs(quick: bool) -> list[Figure]:
    """Neighbourhoods as many runs of one command, cities made and tables written."""
    seeds = 60 if quick else 600
    with tempfile.TemporaryDirectory() as folder:
        asked = ("run", "baseline", "--months", "60", "--workers", "2", "--json", "--out")
        few, many = (shequ(*asked, f"{folder}/{n}", "--seeds", str(n)) for n in (1, seeds))
    note = f"shequ run baseline --months 60 --workers 2 --seeds {seeds}: 10,000 residents each, tables written"
    going = (seeds - 1) / (many.seconds - few.seconds)
    return [
        Figure(
            "Neighbourhood runs a second",
            seeds / many.seconds,
            "runs/s",
            f"{note}, start of the command included",
            at_least=60,
        ),
        Figure("Neighbourhood runs a second, once started", going, "runs/s", f"{note}, less a command with one run"),
    ]
