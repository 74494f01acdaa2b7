"""The page of policies that were weighed over worlds, in both languages."""

from collections.abc import Mapping
from functools import partial
from pathlib import Path

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from sim.analysis.worlds import wilson
from sim.ensemble.claim import CITY
from sim.exploration.robustness import WAYS, Threshold, Way, Weighed, Weight
from sim.language import LANGUAGES, Language, has_text, text
from sim.language.numbers import level
from sim.outcomes import BY_NAME
from sim.report.canvas import GREY, Panel, looks
from sim.report.files import write_atomically
from sim.report.leaves import Grid, Line, Section, page
from sim.report.tables import write_table
from sim.runs.result import Floats
from sim.scenario import load

Values = Mapping[str, Floats]


def robust_frame(found: Weighed) -> pd.DataFrame:
    """One row a policy: worlds in which it is good enough, mean, spread, regret, worst case, and its place in each way."""
    return pd.DataFrame(
        [vars(one) | {f"place_{way}": _place(found, one, way) for way in WAYS} for one in found.weights]
    )


def regret_frame(found: Weighed, values: Values) -> pd.DataFrame:
    """One row a policy and world: the outcome that is weighed, and the regret."""
    regret = _regret(found, values)
    return pd.DataFrame(
        [
            {"policy": policy, "world": world, found.outcome: float(own[k]), "regret": float(regret[policy][k])}
            for policy, own in values.items()
            for k, world in enumerate(found.worlds)
        ]
    )


def sentences(found: Weighed, lang: Language) -> list[str]:
    """Say which policy is first in each way, whether these agree, and for whom each comes off worst."""
    said = [_agreed(found, lang)]
    for way in WAYS:
        best = [_quoted(policy, lang) for policy in found.best(way)]
        key = "best" if len(best) == 1 else "best_alike"
        policies = text("sentence.join", lang).join(best)
        said.append(text(f"robust.{key}", lang, way=text(f"robust.way.{way}", lang), policies=policies))
    return [*said, *([tau] if (tau := _tau(found, lang)) else [])]


def write_robust(found: Weighed, values: Values, out: Path) -> Path:
    """Write tables and, in both languages, the page; return the first page."""
    write_table(robust_frame(found), out / "tables", "robust")
    write_table(regret_frame(found, values), out / "tables", "regret")
    for lang in LANGUAGES:
        write_atomically(out / _file(lang), _page(found, values, lang))
    return out / _file("en")


def _file(lang: Language) -> str:
    return "robust.html" if lang == "en" else f"robust.{lang}.html"


def _page(found: Weighed, values: Values, lang: Language) -> bytes:
    agreed, *others = sentences(found, lang)
    sections = [
        Section(text("robust.section_policies", lang), table=_table(found, lang)),
        Section(text("robust.section_agree", lang), tuple(others)),
        Section(text("robust.section_groups", lang), tuple(_worst(found, one, lang) for one in found.weights)),
        Section(text("robust.section_figures", lang), panels=_panels(found, values, lang)),
    ]
    other = next(one for one in LANGUAGES if one != lang)
    return page(text("robust.title", lang), [agreed, _about(found, lang)], sections, lang, other=_file(other))


def _agreed(found: Weighed, lang: Language) -> str:
    best = found.always_best
    return text("robust.agree", lang, policy=_name(best[0], lang)) if best else text("robust.disagree", lang)


def _tau(found: Weighed, lang: Language) -> str:
    known = {pair: tau for pair, tau in found.agreement().items() if not np.isnan(tau)}
    if not known:
        return ""
    first, second = min(known, key=lambda pair: known[pair])
    words = {"first": text(f"robust.way.{first}", lang), "second": text(f"robust.way.{second}", lang)}
    return text("robust.tau", lang, **words, tau=f"{known[first, second]:.2f}".replace("-", "−"))


def _about(found: Weighed, lang: Language) -> str:
    limits = text("sentence.join", lang).join(_limit(one, lang) for one in found.thresholds)
    words = {"outcome": text(f"outcome.{found.outcome}", lang), "worlds": len(found.worlds)}
    return text("robust.about", lang, **words, thresholds=limits)


def _limit(one: Threshold, lang: Language) -> str:
    value = level(one.value, BY_NAME[one.outcome].unit, lang)
    key = "at_most" if one.at_most else "at_least"
    return text(f"robust.{key}", lang, outcome=text(f"outcome.{one.outcome}", lang), value=value)


def _worst(found: Weighed, one: Weight, lang: Language) -> str:
    value = _level(found, one.worst, lang)
    return text(
        "robust.worst",
        lang,
        policy=_name(one.policy, lang),
        group=_group(one.worst_group, lang),
        world=one.worst_world,
        value=value,
    )


def _table(found: Weighed, lang: Language) -> Grid:
    names = ("policy", "good_enough", "mean", "spread", "mean_regret", "most_regret", "worst", "worst_group")
    rows = []
    for one in found.weights:
        n = len(found.worlds)
        low, high = (level(end, "share", lang) for end in wilson(one.good_enough / n, n=n))
        enough = text(
            "claim.share",
            lang,
            share=f"{one.good_enough} / {n}",
            interval=text("number.between", lang, low=low, high=high),
        )
        numbers = (one.mean, one.spread, one.mean_regret, one.most_regret, one.worst)
        cells = (_name(one.policy, lang), enough, *(_level(found, value, lang) for value in numbers))
        rows.append(Line((*cells, _group(one.worst_group, lang))))
    return Grid(tuple(text(f"robust.column.{name}", lang) for name in names), tuple(rows))


def _panels(found: Weighed, values: Values, lang: Language) -> tuple[Panel, ...]:
    tall = 1.2 + 0.4 * len(found.weights)
    return (
        Panel(text("robust.regret_shows", lang), partial(_draw_regret, found=found, values=values, lang=lang), tall),
        Panel(text("robust.ranks_shows", lang), partial(_draw_places, found=found, lang=lang), tall + 0.8),
    )


def _draw_regret(axes: Axes, found: Weighed, values: Values, lang: Language) -> None:
    for row, (policy, regret) in enumerate(_regret(found, values).items()):
        low, middle, high = np.nanquantile(regret, (0.05, 0.5, 0.95))
        axes.plot([low, high], [-row, -row], color=GREY, linewidth=2)
        axes.plot(regret, np.full(len(regret), -row), "|", color="#0072B2", alpha=0.35, markersize=9)
        axes.plot([middle], [-row], "o", color="#000000", markersize=5)
        axes.annotate(_name(policy, lang), (0, -row), (0, 8), textcoords="offset points", fontsize=8)
    axes.set_yticks([])
    axes.set_ylim(-len(found.weights) + 0.4, 0.8)
    axes.xaxis.set_major_formatter(lambda value, _: level(value, BY_NAME[found.outcome].unit, lang))
    axes.tick_params(labelsize=8)


def _draw_places(axes: Axes, found: Weighed, lang: Language) -> None:
    for one, (colour, dash) in zip(found.weights, looks(len(found.weights)), strict=True):
        places = [_place(found, one, way) for way in WAYS]
        axes.plot(
            range(len(WAYS)),
            places,
            color=colour,
            linestyle=dash,
            marker="o",
            markersize=4,
            label=_name(one.policy, lang),
        )
    axes.set_xticks(range(len(WAYS)), [text(f"robust.short.{way}", lang) for way in WAYS], fontsize=8)
    axes.set_yticks(range(1, len(found.weights) + 1))
    axes.invert_yaxis()
    axes.set_ylabel(text("robust.rank", lang), fontsize=8)
    axes.legend(frameon=False, fontsize=8, loc="upper center", bbox_to_anchor=(0.5, -0.14))


def _place(found: Weighed, one: Weight, way: Way) -> int:
    own = one.by(way, found.sign)
    return 1 + sum(other.by(way, found.sign) > own for other in found.weights)


def _regret(found: Weighed, values: Values) -> dict[str, Floats]:
    table = np.array([found.sign * own for own in values.values()])
    return dict(zip(values, np.nanmax(table, axis=0) - table, strict=True))


def _level(found: Weighed, value: float, lang: Language) -> str:
    return level(value, BY_NAME[found.outcome].unit, lang).replace("-", "−")


def _group(name: str, lang: Language) -> str:
    if name == CITY:
        return text("robust.whole_city", lang)
    return text(f"group.{name}", lang) if has_text(f"group.{name}", lang) else text(f"claim.type.{name}", lang)


def _name(policy: str, lang: Language) -> str:
    return load(policy).name[lang]


def _quoted(policy: str, lang: Language) -> str:
    return f"“{_name(policy, lang)}”"
