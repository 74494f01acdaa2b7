"""Two lives of one resident as a figure."""

from collections.abc import Mapping

import numpy as np
from matplotlib.figure import Figure

from sim.analysis.why import Story
from sim.language import Language, text
from sim.report.canvas import BLACK, GREY, looks
from sim.report.dates import month_ticks

WIDE, TALL = 10.0, 2.9


def draw_lives(story: Story, names: Mapping[str, str], lang: Language) -> Figure:
    """Draw satisfaction by month in both worlds, months of taking part, and the first difference."""
    figure = Figure(figsize=(WIDE, TALL), layout="constrained")
    axes = figure.subplots()
    for k, (colour, dashes) in enumerate(looks(2)):
        values, part = story.lives["satisfaction"][k], story.lives["takes_part"][k] > 0
        name = story.scenarios[k]
        axes.plot(
            range(len(values)), values, color=colour, linestyle=dashes, linewidth=1.6, label=names.get(name, name)
        )
        height = -0.05 - 0.06 * k
        axes.plot(np.flatnonzero(part), np.full(part.sum(), height), "o", color=colour, markersize=3)
    if story.month is not None:
        axes.axvline(story.month, color=GREY, linewidth=1, linestyle=(0, (2, 2)))
        axes.annotate(text("why.first", lang), (story.month, 1.03), color=BLACK, fontsize=9, ha="left")
    axes.set_ylim(-0.15, 1.1)
    axes.set_yticks([-0.08, 0, 0.5, 1], [text("why.took_part", lang), "0", "0.5", "1"])
    places, labels = month_ticks(story.start, story.setting.months)
    axes.set_xticks(places, labels)
    axes.legend(loc="center left", bbox_to_anchor=(1.0, 0.5), frameon=False, handlelength=4)
    return figure
