"""Two lives of one resident as a figure."""

from collections.abc import Mapping
from functools import partial

import numpy as np
from matplotlib.axes import Axes

from sim.language import Language, text
from sim.report.canvas import BLACK, GREY, Panel, looks
from sim.report.dates import month_ticks
from sim.studies.why import Story


def life_panels(story: Story, names: Mapping[str, str], lang: Language) -> list[Panel]:
    """Return satisfaction by month in both worlds, months of taking part, and the first difference, as one panel."""
    return [Panel(text("why.figure", lang), partial(_draw, story=story, names=names, lang=lang), 3.0)]


def _draw(axes: Axes, story: Story, names: Mapping[str, str], lang: Language) -> None:
    for k, (colour, dashes) in enumerate(looks(2)):
        values, part = story.lives["satisfaction"][k], story.lives["takes_part"][k] > 0
        name = names.get(story.scenarios[k], story.scenarios[k])
        axes.plot(range(len(values)), values, color=colour, linestyle=dashes, linewidth=1.6, label=name)
        axes.plot(np.flatnonzero(part), np.full(part.sum(), -0.05 - 0.06 * k), "o", color=colour, markersize=3)
    if story.month is not None:
        axes.axvline(story.month, color=GREY, linewidth=1, linestyle=(0, (2, 2)))
        axes.annotate(text("why.first", lang), (story.month, 1.03), color=BLACK, fontsize=9, ha="left")
    axes.set_ylim(-0.15, 1.1)
    axes.set_yticks([-0.08, 0, 0.5, 1], [text("why.took_part", lang), "0", "0.5", "1"])
    axes.set_xticks(*month_ticks(story.start, story.setting.months))
    axes.legend(loc="lower left", bbox_to_anchor=(0, 1.01), frameon=False, handlelength=4, fontsize=9, borderaxespad=0)
