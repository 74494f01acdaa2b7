"""Parts of docs/calibration.md, from the file of worlds that comes with the software."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from sim.docs.markdown import code, table
from sim.worlds.identified import TOLD, ridges, told_by_targets
from sim.worlds.plausible import USUAL, Plausible, shipped
from sim.worlds.prior import coordinates

SHOWN, LEADING = 30, 15


def known() -> Plausible:
    """The worlds that come with the software.

    Raises
    ------
    FileNotFoundError
        If there are none.
    """
    found = shipped(USUAL)
    if found is None:
        raise FileNotFoundError("scenarios/worlds")
    return found


def search() -> str:
    """What the search cost and found, step by step."""
    found = known()
    log, targets = found.log, found.log["targets"]
    told = told_by_targets(found)
    facts = (
        ("targets", len(targets)),
        ("coordinates of the prior", len(coordinates())),
        ("runs", f"{log['runs']:,}"),
        ("points drawn at the end", f"{log['proposed']:,}"),
        ("of them fit", len(found.worlds)),
        ("independent ones that these are worth", f"{found.effective:.0f}"),
        ("the same as draws of the prior", f"{log['effective as draws of the prior']:.1f}"),
        ("share of the prior that fits, about", f"10^{found.share:.0f}"),
        ("fit again with fresh luck", f"{100 * log['fit again']:.0f} %"),
        ("quantities that targets tell about", f"{sum(one.spread < TOLD for one in told)} of {len(told)}"),
    )
    return table(("what", "how many"), [(name, str(value)) for name, value in facts])


def waves() -> str:
    """How many targets worlds missed, wave by wave."""
    rows = []
    for wave in known().log["waves"]:
        counts = np.array(wave["missed"])
        median = int(np.searchsorted(np.cumsum(counts), counts.sum() / 2))
        rejecting = sorted(wave["rejects"].items(), key=lambda item: -item[1])[:3]
        by = ", ".join(f"{name} ({100 * share:.0f} %)" for name, share in rejecting)
        rows.append((wave["name"], str(wave["worlds"]), str(median), str(int(np.flatnonzero(counts)[0])), by))
    return table(("step", "worlds", "targets missed, median", "fewest", "what rejects most"), rows)


def emulators() -> str:
    """What emulators miss at the last wave, in half bands, and what they explain."""
    waves: Sequence[dict[str, Any]] = [one for one in known().log["waves"] if one["errors"]]
    last = waves[-1]
    rows = [
        (name, f"{error:.2f}", f"{last['explained'][name]:.2f}")
        for name, error in sorted(last["errors"].items(), key=lambda item: -item[1])
    ]
    return table(("target", "error [half bands]", "variance explained"), rows)


def told() -> str:
    """The quantities that targets tell most about."""
    rows = [(code(one.path), f"{one.spread:.2f}", f"{one.mean:.2f}") for one in told_by_targets(known())[:SHOWN]]
    return table(("quantity", "spread against the prior's", "mean place in its range"), rows)


def tied() -> str:
    """Quantities that go together."""
    found = known()
    leading = [one.path for one in told_by_targets(found)[:LEADING]]
    rows = [(code(a), code(b), f"{value:+.2f}") for a, b, value in ridges(found, leading)[:8]]
    return table(("quantity", "and", "correlation over worlds"), rows)
