"""Writes docs/proof.md: ``make proof SEARCH=folder`` puts the search for worlds to the proof, which takes an hour or two.

What was computed is kept in the folder, and the same call goes on there.
"""

import argparse
import os
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import numpy as np
from scipy.stats import kstest

from docs.generate.held_out_readings import Job, read_held_out, readings
from docs.generate.identifiability import TOLD, told_by_targets
from docs.generate.markdown import filled, table
from docs.generate.pages import FOLDER
from docs.generate.ranks_figure import draw_ranks
from docs.generate.recovery import EFFECTS, LeftOut, Recovered, Recovery, leave_out
from sim.ensemble.observing import Place
from sim.ensemble.shipped import Plausible, read
from sim.ensemble.targets import logged
from sim.extension import code
from sim.runs.executors import Crew, lasting, processes
from sim.runs.result import Floats
from sim.studies.comparison.across_worlds import wilson

PAGE, FIGURE = FOLDER / "proof.md", FOLDER / "figures" / "recovery.png"
TRUTHS, CENTRAL = 50, (0.5, 0.9)
SEEDS_OF_DEFAULT, SEEDS_OF_WORLD, WORLDS = 10, 2, 100


def recovered(found: Sequence[Recovered], leading: Sequence[str]) -> str:
    """The table of how often central intervals over worlds hold the truth."""
    whole = [one for one in found if one.worlds]
    effects = [
        (f"effect of `{name}` on `{outcome}`", np.array([[one.effects[k]] for one in whole]))
        for k, (name, outcome) in enumerate(EFFECTS)
    ]
    others = [name for name in whole[0].quantities if name not in leading]
    groups = [
        (f"the {len(leading)} quantities that targets tell most about", _ranks(whole, leading)),
        (f"the other {len(others)}", _ranks(whole, others)),
    ]
    rows = []
    for name, ranks in (*effects, *groups):
        inside = [np.abs(ranks - 0.5) <= share / 2 for share in CENTRAL]
        covered = [f"{each.mean():.0%} ({_ends(each)})" for each in inside]
        pvalues = [kstest(column, "uniform").pvalue for column in ranks.T]
        uneven = f"{pvalues[0]:.2f}" if len(pvalues) == 1 else f"{np.mean(np.array(pvalues) < 0.05):.0%} below .05"
        rows.append((name, *covered, uneven))
    head = ("what", *(f"in the central {share:.0%} of worlds" for share in CENTRAL), "p of evenness")
    return table(head, rows)


def _ranks(found: Sequence[Recovered], names: Sequence[str]) -> Floats:
    return np.array([[one.quantities[name] for name in names] for one in found])


def _ends(inside: np.ndarray[tuple[int, ...], np.dtype[np.bool_]]) -> str:
    """Wilson's interval by the number of truths: quantities of one truth are not independent."""
    low, high = wilson(float(inside.mean()), n=len(inside))
    return f"{low:.0%} to {high:.0%}"


def truths(found: Sequence[Recovered]) -> str:
    """How many truths there were, and how many worlds were found for them."""
    worlds = [one.worlds for one in found]
    facts = (
        ("pseudo-truths that can be simulated", len(found)),
        ("with worlds that fit", sum(n > 0 for n in worlds)),
        ("worlds found for one, median (fewest to most)", f"{np.median(worlds):.0f} ({min(worlds)} to {max(worlds)})"),
    )
    return table(("what", "how many"), [(name, str(value)) for name, value in facts])


def without(found: Sequence[LeftOut]) -> str:
    """The table of patterns that worlds were not fitted to."""
    rows = [
        (one.group, str(one.worlds), ", ".join(f"{name} {share:.0%}" for name, share in one.shown.items()))
        for one in found
    ]
    return table(("group left out", "worlds found", "share of them that shows each pattern"), rows)


def held_out_table(at_default: Floats, *, in_worlds: Floats) -> str:
    """The table of held-out patterns: (lucks, readings) at the default world, (worlds, readings) in plausible worlds."""
    rows = []
    for k, reading in enumerate(readings()):
        own = at_default[:, k][np.isfinite(at_default[:, k])]
        each = in_worlds[:, k][np.isfinite(in_worlds[:, k])]
        said = f"{own.mean():+.4g} ± {2 * own.std(ddof=1) / np.sqrt(len(own)):.2g}" if len(own) > 1 else "–"
        signs, inside = (_share(of(each)) for of in (reading.sign_holds, reading.band_holds))
        holds = "yes" if len(own) and reading.band_holds(np.array([own.mean()]))[0] else "**no**"
        rows.append((reading.id, reading.en, said, holds, signs, inside))
    return table(("pattern", "reading", "default world", "in band", "worlds with its sign", "worlds in its band"), rows)


def _share(found: np.ndarray[tuple[int, ...], np.dtype[np.bool_]]) -> str:
    if not len(found):
        return "–"
    return f"{found.mean():.0%} ({_ends(found)})"


def _look(place: Place, plausible: Plausible, crew: Crew) -> tuple[Floats, Floats]:
    """Every held-out reading at the default world, by luck, and in plausible worlds, by world."""
    defaults = [Job({}, seed) for seed in range(SEEDS_OF_DEFAULT)]
    worlds = plausible.first(WORLDS).worlds
    others = [Job(one.values, seed) for one in worlds for seed in range(SEEDS_OF_WORLD)]
    found = np.array(crew.map(partial(read_held_out, code(), place), [*defaults, *others]))
    in_worlds = found[len(defaults) :].reshape(len(worlds), SEEDS_OF_WORLD, -1)
    return found[: len(defaults)], in_worlds.mean(axis=1)


def main(search: Path, *, folder: Path, n: int, crew: Crew) -> None:
    """Run all parts and write the page and its figure."""
    plausible = read(search / "worlds.parquet")
    place = Place(plausible.city, plausible.size)
    targets = [logged(one) for one in plausible.log["targets"]]
    leading = [one.path for one in told_by_targets(plausible) if one.spread < TOLD]
    recovery = Recovery(search, folder, targets, place)
    found = recovery.of(n, crew)
    draw_ranks(found, leading, FIGURE)
    at_default, in_worlds = _look(place, plausible, crew)
    parts = {
        "truths": truths(found),
        "recovered": recovered(found, leading),
        "left out": without(leave_out(recovery, crew)),
        "held out": held_out_table(at_default, in_worlds=in_worlds),
    }
    PAGE.write_text(filled(PAGE, parts.__getitem__), encoding="utf-8")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("search", type=Path, help="the folder in which shequ calibrate found the worlds")
    parser.add_argument("--folder", type=Path, default=Path("results") / "proof")
    parser.add_argument("--truths", type=int, default=TRUTHS, help="pseudo-truths to look for")
    asked = parser.parse_args()
    with lasting(processes(os.cpu_count() or 1)) as hired:
        main(asked.search, folder=asked.folder, n=asked.truths, crew=hired)
