"""The figure of recovery: how truths lie among the worlds that were found for them."""

from collections.abc import Sequence
from pathlib import Path

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt
import numpy as np
from scipy.stats import binom

from docs.generate.recovery import EFFECTS, Recovered
from sim.runs.result import Floats

BAND = 0.95


def draw_ranks(found: Sequence[Recovered], leading: Sequence[str], into: Path) -> None:
    """Draw, for each effect and for the leading quantities, the share of truths below each place, less the place itself.

    Evenly lying truths stay within the grey band in 95 % of cases at each place.
    """
    whole = [one for one in found if one.worlds]
    effects = {
        f"{policy}: {outcome}": np.array([one.effects[k] for one in whole])
        for k, (policy, outcome) in enumerate(EFFECTS)
    }
    quantities = {name: np.array([one.quantities[name] for one in whole]) for name in leading}
    figure, axes = plt.subplots(1, 2, figsize=(9.0, 3.4), sharey=True, constrained_layout=True)
    at = np.linspace(0, 1, 201)
    low, high = (binom.ppf(end, len(whole), at) / len(whole) - at for end in ((1 - BAND) / 2, (1 + BAND) / 2))
    for axis, ranks, title in zip(
        axes,
        (effects, quantities),
        ("effects of three policies", "quantities that targets tell most about"),
        strict=True,
    ):
        axis.fill_between(at, low, high, color="0.88", linewidth=0)
        axis.axhline(0, color="0.5", linewidth=0.8)
        for name, each in ranks.items():
            few = len(ranks) <= len(EFFECTS)
            axis.plot(at, _below(each, at=at) - at, linewidth=1.6 if few else 0.7, label=name if few else None)
        axis.set(title=title, xlabel="place among the worlds found")
        axis.spines[["top", "right"]].set_visible(False)
    axes[0].set_ylabel("share of truths below it, less the place")
    axes[0].legend(frameon=False, fontsize=8)
    into.parent.mkdir(exist_ok=True)
    figure.savefig(into, dpi=110)
    plt.close(figure)


def _below(ranks: Floats, *, at: Floats) -> Floats:
    return np.asarray((ranks[:, None] <= at).mean(axis=0), np.float64)
