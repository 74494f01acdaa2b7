"""Fills docs/calibration.md from the worlds that come with the software: ``make worlds`` does it after the search."""

from typing import Any

import numpy as np

from docs.generate.identifiability import TOLD, ridges, told_by_targets
from docs.generate.markdown import code, filled, table
from docs.generate.pages import FOLDER
from sim.ensemble.prior import coordinates
from sim.ensemble.shipped import USUAL, Plausible, shipped

PAGE = FOLDER / "calibration.md"
SHOWN, LEADING, PAIRS, MOVED = 25, 25, 8, 15


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
    """What the search cost and found."""
    found = known()
    log, told = found.log, told_by_targets(found)
    facts = (
        ("targets", len(log["targets"])),
        ("coordinates of the prior", len(coordinates())),
        ("runs", f"{log['runs']:,}"),
        ("draws of the prior that were led", log["begun"]),
        ("of them fit in two looks one after another", len(found.worlds)),
        ("of these fit again, six fresh lucks", f"{log['fit again']:.0%}"),
        ("share of the prior that fits as drawn, by emulators", f"10^{found.share:.0f}"),
        ("quantities that targets tell about", f"{sum(one.spread < TOLD for one in told)} of {len(told)}"),
    )
    return table(("what", "how many"), [(name, str(value)) for name, value in facts])


def rounds() -> str:
    """How many targets worlds missed, round by round."""
    rows = []
    for one in known().log["rounds"]:
        counts = np.array(one["missed"])
        median = int(np.searchsorted(np.cumsum(counts), counts.sum() / 2))
        rejecting = sorted(one["rejects"].items(), key=lambda item: -item[1])[:3]
        by = ", ".join(f"{name} ({share:.0%})" for name, share in rejecting)
        rows.append((one["name"], str(one["worlds"]), str(median), str(one["kept"]), by))
    return table(("step", "worlds", "targets missed, median", "kept until then", "what rejects most"), rows)


def emulators() -> str:
    """What emulators miss at the last round, in half bands, and what they explain."""
    last: dict[str, Any] = next(one for one in reversed(known().log["rounds"]) if one["errors"])
    rows = [
        (name, f"{error:.2f}", f"{last['explained'][name]:.2f}")
        for name, error in sorted(last["errors"].items(), key=lambda item: -item[1])
    ]
    return table(("target", "error [half bands]", "variance explained"), rows)


def moved() -> str:
    """The coordinates that were moved most."""
    rows = [
        (code(one["coordinate"]), *(f"{one[name]:+.2f}" for name in ("mean", "typical", "spread")), one["target"])
        for one in known().log["moved"][:MOVED]
    ]
    return table(("coordinate", "moved, mean", "typically", "spread left", "for which target"), rows)


def told() -> str:
    """The quantities that targets tell most about."""
    rows = [(code(one.path), f"{one.spread:.2f}", f"{one.mean:.2f}") for one in told_by_targets(known())[:SHOWN]]
    return table(("quantity", "spread against the prior's", "mean place in its range"), rows)


def tied() -> str:
    """Quantities that go together."""
    found = known()
    leading = [one.path for one in told_by_targets(found)[:LEADING]]
    rows = [(code(a), code(b), f"{value:+.2f}") for a, b, value in ridges(found, leading)[:PAIRS]]
    return table(("quantity", "and", "correlation over worlds"), rows)


PARTS = {"search": search, "rounds": rounds, "emulators": emulators, "moved": moved, "told": told, "tied": tied}


if __name__ == "__main__":
    PAGE.write_text(filled(PAGE, lambda name: PARTS[name]()), encoding="utf-8")
