"""The page of policies whose robustness over worlds was weighed, in both languages."""

from functools import partial
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from sim.city.profile import load_profile
from sim.language import Language, has_text, text
from sim.language.numbers import level, with_unit
from sim.outcomes import BY_NAME
from sim.report.canvas import GREY, Panel, looks
from sim.report.files import write_table
from sim.report.section_page import Grid, Line, Page, Section, grid, write_pages
from sim.report.table import gap_cells, outcome_name
from sim.runs.batch import residents_in
from sim.runs.result import Floats
from sim.scenario import load
from sim.studies.claims.claim import CITY
from sim.studies.claims.runs import Setting
from sim.studies.comparison.across_worlds import wilson
from sim.studies.robustness import FEW, WAYS, Threshold, Way, Weighed, Weight

COLUMNS = ("policy", "good_enough", "mean", "spread", "mean_regret", "most_regret", "worst", "worst_group", "spending")


class Question(NamedTuple):
    """Where, how long and with how many seeds policies ran, and the command that repeats it."""

    setting: Setting
    command: str


def robust_frame(weighed: Weighed) -> pd.DataFrame:
    """One row a policy: worlds in which it is good enough, mean, spread, regret, worst case, and its place in each way."""
    return pd.DataFrame(
        [vars(weight) | {f"place_{way}": _place(weighed, weight, way) for way in WAYS} for weight in weighed.weights]
    )


def regret_frame(weighed: Weighed) -> pd.DataFrame:
    """One row a policy and world: the outcome that is weighed, and the regret."""
    regret = _regret(weighed)
    return pd.DataFrame(
        [
            {"policy": policy, "world": world, weighed.outcome: float(values[k]), "regret": float(regret[policy][k])}
            for policy, values in weighed.values.items()
            for k, world in enumerate(weighed.worlds)
        ]
    )


def sentences(weighed: Weighed, lang: Language) -> list[str]:
    """Say which policy is first in each way, whether these agree, what each does beside the first one, and how sure that is."""
    said = [_agreed(weighed, lang)]
    if len(weighed.worlds) < FEW:
        said.append(text("robust.few", lang, worlds=len(weighed.worlds), fewest=FEW))
    for way in WAYS:
        if way == "satisficing" and weighed.none_is_enough:
            said.append(text("robust.in_none", lang))
            continue
        best = weighed.best(way)
        words = {"way": text(f"robust.way.{way}", lang), "policies": _quoted(best, lang)}
        said.append(text("robust.best" if len(best) == 1 else "robust.best_alike", lang, **words))
    said += [_beside(weighed, weight.policy, lang) for weight in weighed.weights[1:]]
    return [*said, *_tau(weighed, lang)]


def write_robust(weighed: Weighed, out: Path, question: Question) -> Path:
    """Write tables and, in both languages, the page; return the first page."""
    write_table(robust_frame(weighed), out / "tables", "robust")
    write_table(regret_frame(weighed), out / "tables", "regret")
    return write_pages(out, "robust", partial(_page, weighed, question))


def _page(weighed: Weighed, question: Question, lang: Language) -> Page:
    agreed, *others = sentences(weighed, lang)
    sections = [
        Section(text("robust.section_policies", lang), table=_table(weighed, lang)),
        Section(text("robust.section_agree", lang), tuple(others)),
        Section(text("robust.section_groups", lang), tuple(_worst(weighed, one, lang) for one in weighed.weights)),
        Section(text("robust.section_figures", lang), panels=_panels(weighed, lang)),
        Section(text("claim.section_rules", lang), _rules(weighed, question, lang)),
    ]
    limits = text("sentence.join", lang).join(_limit(threshold, lang) for threshold in weighed.thresholds)
    words = {"outcome": outcome_name(weighed.outcome, lang), "worlds": len(weighed.worlds), "thresholds": limits}
    return Page(text("robust.title", lang), [agreed, text("robust.about", lang, **words)], sections)


def _rules(weighed: Weighed, question: Question, lang: Language) -> tuple[str, ...]:
    """By what policies are put before each other, where and with how many seeds they ran, and the command that repeats it."""
    setting, profile = question.setting, load_profile(question.setting.city)
    words = {"city": getattr(profile.name, lang), "seeds": setting.seeds, "months": setting.months}
    residents = f"{residents_in(profile, setting.size):,}"
    return (
        text("robust.judged", lang, matters=_level(weighed, weighed.matters, lang)),
        text("robust.asked", lang, **words, worlds=len(weighed.worlds), residents=residents),
        text("claim.command", lang, command=question.command),
    )


def _agreed(weighed: Weighed, lang: Language) -> str:
    best = weighed.always_best
    if len(best) == len(weighed.weights):
        return text("robust.all_alike", lang, matters=_level(weighed, weighed.matters, lang))
    if len(best) > 1:
        return text("robust.agree_alike", lang, policies=_quoted(best, lang))
    if not best:
        return text("robust.disagree", lang)
    alone = [text(f"robust.way.{way}", lang) for way in WAYS if len(weighed.best(way)) == 1]
    key = "agree" if len(alone) == len(WAYS) else "agree_in_part"
    return text(f"robust.{key}", lang, policy=_name(best[0], lang), ways=text("sentence.join", lang).join(alone))


def _beside(weighed: Weighed, policy: str, lang: Language) -> str:
    """What a policy does beside the first one that was given, over worlds."""
    first, unit = weighed.weights[0].policy, BY_NAME[weighed.outcome].unit
    size, interval = gap_cells(weighed.beside(policy, other=first), unit, lang)
    words = {"policy": _name(policy, lang), "first": _name(first, lang), "outcome": outcome_name(weighed.outcome, lang)}
    return text("robust.beside", lang, **words, change=with_unit(size, unit=unit, lang=lang), interval=interval)


def _tau(weighed: Weighed, lang: Language) -> list[str]:
    """Say which two ways agree least; nothing where no agreement can be computed."""
    taus = {pair: tau for pair, tau in weighed.agreement().items() if not np.isnan(tau)}
    if not taus:
        return []
    pair, tau = min(taus.items(), key=lambda item: item[1])
    first, second = (text(f"robust.way.{way}", lang) for way in pair)
    return [text("robust.tau", lang, first=first, second=second, tau=f"{tau:.2f}".replace("-", "−"))]


def _limit(threshold: Threshold, lang: Language) -> str:
    value = level(threshold.value, BY_NAME[threshold.outcome].unit, lang)
    key = "at_most" if threshold.at_most else "at_least"
    return text(f"robust.{key}", lang, outcome=outcome_name(threshold.outcome, lang), value=value)


def _worst(weighed: Weighed, weight: Weight, lang: Language) -> str:
    words = {"policy": _name(weight.policy, lang), "group": _group(weight.worst_group, lang)}
    return text("robust.worst", lang, **words, world=weight.worst_world, value=_level(weighed, weight.worst, lang))


def _table(weighed: Weighed, lang: Language) -> Grid:
    n, rows = len(weighed.worlds), []
    for weight in weighed.weights:
        low, high = (level(end, "share", lang) for end in wilson(weight.good_enough / n, n=n))
        interval = text("number.between", lang, low=low, high=high)
        enough = text("claim.share", lang, share=f"{weight.good_enough} / {n}", interval=interval)
        values = (weight.mean, weight.spread, weight.mean_regret, weight.most_regret, weight.worst)
        cells = (_name(weight.policy, lang), enough, *(_level(weighed, value, lang) for value in values))
        rows.append(Line((*cells, _group(weight.worst_group, lang), level(weight.public_spending, "yuan", lang))))
    return grid("robust.column.", COLUMNS, rows, lang)


def _panels(weighed: Weighed, lang: Language) -> tuple[Panel, ...]:
    tall = 1.2 + 0.4 * len(weighed.weights)
    return (
        Panel(text("robust.regret_shows", lang), partial(_draw_regret, weighed=weighed, lang=lang), tall),
        Panel(text("robust.ranks_shows", lang), partial(_draw_places, weighed=weighed, lang=lang), tall + 0.8),
    )


def _draw_regret(axes: Axes, weighed: Weighed, lang: Language) -> None:
    for row, (policy, regret) in enumerate(_regret(weighed).items()):
        low, middle, high = np.nanquantile(regret, (0.05, 0.5, 0.95))
        axes.plot([low, high], [-row, -row], color=GREY, linewidth=2)
        axes.plot(regret, np.full(len(regret), -row), "|", color="#0072B2", alpha=0.35, markersize=9)
        axes.plot([middle], [-row], "o", color="#000000", markersize=5)
        axes.annotate(_name(policy, lang), (0, -row), (0, 8), textcoords="offset points", fontsize=8)
    axes.set_yticks([])
    axes.set_ylim(-len(weighed.weights) + 0.4, 0.8)
    axes.xaxis.set_major_formatter(lambda value, _: _level(weighed, value, lang))
    name = text("robust.regret_in", lang, outcome=outcome_name(weighed.outcome, lang))
    unit = text(f"unit.{BY_NAME[weighed.outcome].unit}", lang)
    axes.set_xlabel(text("report.with_unit", lang, name=name, unit=unit), fontsize=8)
    axes.tick_params(labelsize=8)


def _draw_places(axes: Axes, weighed: Weighed, lang: Language) -> None:
    for weight, (colour, dash) in zip(weighed.weights, looks(len(weighed.weights)), strict=True):
        places, name = [_place(weighed, weight, way) for way in WAYS], _name(weight.policy, lang)
        axes.plot(range(len(WAYS)), places, color=colour, linestyle=dash, marker="o", markersize=4, label=name)
    axes.set_xticks(range(len(WAYS)), [text(f"robust.short.{way}", lang) for way in WAYS], fontsize=8)
    axes.set_yticks(range(1, len(weighed.weights) + 1))
    axes.invert_yaxis()
    axes.set_ylabel(text("robust.rank", lang), fontsize=8)
    axes.legend(frameon=False, fontsize=8, loc="upper center", bbox_to_anchor=(0.5, -0.14))


def _place(weighed: Weighed, weight: Weight, way: Way) -> int:
    number = weight.by(way, weighed.sign)
    return 1 + sum(other.by(way, weighed.sign) > number for other in weighed.weights)


def _regret(weighed: Weighed) -> dict[str, Floats]:
    table = np.array([weighed.sign * values for values in weighed.values.values()])
    return dict(zip(weighed.values, np.nanmax(table, axis=0) - table, strict=True))


def _level(weighed: Weighed, value: float, lang: Language) -> str:
    return level(value, BY_NAME[weighed.outcome].unit, lang)


def _group(name: str, lang: Language) -> str:
    if name == CITY:
        return text("robust.whole_city", lang)
    return text(f"group.{name}", lang) if has_text(f"group.{name}", lang) else text(f"claim.type.{name}", lang)


def _name(policy: str, lang: Language) -> str:
    return load(policy).name[lang]


def _quoted(policies: tuple[str, ...], lang: Language) -> str:
    return text("sentence.join", lang).join(f"“{_name(policy, lang)}”" for policy in policies)
