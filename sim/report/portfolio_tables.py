"""Tables of a search for mixes."""

import pandas as pd

from sim.studies.portfolio.portfolio import key
from sim.studies.portfolio.result import Found


def mixes_frame(found: Found) -> pd.DataFrame:
    """One row a mix or shipped policy and measure: its difference from the baseline in fresh worlds, with its interval."""
    units = [*(one.unit for one in found.goals.measures), "yuan"]
    return pd.DataFrame(
        [
            {
                "mix": one.name,
                "moves": key(one.mix),
                "measure": column,
                "difference": gap.value,
                "low": gap.low,
                "high": gap.high,
                "unit": unit,
                "stands": one.stands,
                "worlds": one.worlds,
                "stands_for": one.stand_for,
            }
            for one in found.shown
            for column, gap, unit in zip(found.goals.columns, one.differences, units, strict=True)
        ]
    )


def worlds_frame(found: Found) -> pd.DataFrame:
    """One row a mix, shipped policy or baseline and fresh world: what was measured there."""
    arms = {found.base.reference: found.baseline} | {one.name: one.values for one in found.shown}
    rows = [
        {"mix": name, "world": world.number, **dict(zip(found.goals.columns, row.tolist(), strict=True))}
        for name, values in arms.items()
        for world, row in zip(found.worlds.worlds, values, strict=True)
    ]
    return pd.DataFrame(rows)


def convergence_frame(found: Found) -> pd.DataFrame:
    """One row a start and generation: the hypervolume of its front, 0 to 1."""
    return pd.DataFrame(
        [
            {"start": start + 1, "generation": generation, "hypervolume": float(volume)}
            for start, row in enumerate(found.volumes)
            for generation, volume in enumerate(row)
        ]
    )
