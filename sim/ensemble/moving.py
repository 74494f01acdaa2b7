"""From where a world is to where it fits, by as small a step as emulators know."""

from collections.abc import Sequence

import numpy as np

from sim.ensemble.emulator import Emulators
from sim.ensemble.targets import Target
from sim.runs.result import Floats

INSIDE = 0.7
"""How far towards a band's ends a world may stay where it is, in half bands."""
LOCAL = 0.3
"""Share of what an emulator misses that changes within a step (assumed)."""
CLOSEST = 0.05
"""Standard deviation, in half bands, closer than which nothing is brought to its aim."""
TURNS, TURN = 4, 0.6
"""How often slopes are taken anew within a step, and how far each turn goes."""


def aims(targets: Sequence[Target], worlds: int, rng: np.random.Generator) -> Floats:
    """Where worlds that miss a target are led to, (worlds, targets): evenly within the inner part of its band."""
    return np.asarray(rng.uniform(-INSIDE, INSIDE, (worlds, len(targets))), np.float64)


def step(
    emulators: Emulators, points: Floats, targets: Sequence[Target], seen: Floats, seeds: int, aim: Floats
) -> Floats:
    """Move points, (points, coordinates), by as little as brings every target that misses to its aim.

    ``seen`` are the means over so many seeds that targets gave there, on their scales, (points, targets); what was not looked
    at, not a number, is where the emulator says. Emulators only tell what changes, so what they miss at the beginning is not
    missed again. A target that fits is held where it is. What luck or the emulator blurs is followed less.
    """
    emulated = emulators(points)
    seen = np.where(np.isfinite(seen), seen, emulated)
    open_above = np.array([np.isinf(one.high) for one in targets])
    held = (seen >= -INSIDE) & ((seen <= INSIDE) | open_above)
    wanted = np.where(held, seen, aim)
    luck = np.array([one.luck for one in targets])
    blur = np.diag((LOCAL * emulators.errors) ** 2 + luck**2 / seeds + CLOSEST**2)
    moved = points.copy()
    for _ in range(TURNS):
        slopes = emulators.slopes(moved)
        left = (wanted - seen) - (emulators(moved) - emulated) + np.einsum("ptc,pc->pt", slopes, moved - points)
        pulls = np.linalg.solve(np.einsum("ptc,puc->ptu", slopes, slopes) + blur, left[:, :, None])[:, :, 0]
        moved += TURN * (points + np.einsum("ptc,pt->pc", slopes, pulls) - moved)
    return moved
