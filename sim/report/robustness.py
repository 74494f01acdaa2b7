"""The page of policies that were weighed over worlds, in both languages."""

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from sim.city.profile import load_profile
from sim.language import LANGUAGES, Language, has_text, text
from sim.language.numbers import NONE, between, change, level, places_for, with_unit
from sim.outcomes import BY_NAME
from sim.report.canvas import GREY, Panel, looks
from sim.report.files import write_atomically, write_table
from sim.report.section_page import Grid, Line, Section, page
from sim.runs.batch import residents_in
from sim.runs.result import Floats
from sim.scenario import load
from sim.studies.claims.claim import CITY
from sim.studies.claims.plan import Setting
from sim.studies.comparison.across_worlds import wilson
from sim.studies.robustness.robustness import FEW, WAYS, Threshold, Way, Weighed, Weight

Values = Mapping[str, Floats]


class Question(NamedTuple):
    """Where, how long and with what luck policies ran, and the command that repeats it."""

    setting: Setting
    command: str


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
    """Say which policy is first in each way, whether these agree, what each does beside the first one, and how sure that is."""
    said = [_agreed(found, lang)]
    said += [text("robust.few", lang, worlds=len(found.worlds), fewest=FEW)] if len(found.worlds) < FEW else []
    for way in WAYS:
        if way == "satisficing" and found.none_is_enough:
            said.append(text("robust.in_none", lang))
            continue
        best = [_quoted(policy, lang) for policy in found.best(way)]
        key = "best" if len(best) == 1 else "best_alike"
        policies = text("sentence.join", lang).join(best)
        said.append(text(f"robust.{key}", lang, way=text(f"robust.way.{way}", lang), policies=policies))
    said += [_beside(found, one.policy, lang) for one in found.weights[1:]]
    return [*said, *([tau] if (tau := _tau(found, lang)) else [])]


def write_robust(found: Weighed, values: Values, out: Path, asked: Question) -> Path:
    """Write tables and, in both languages, the page; return the first page."""
    write_table(robust_frame(found), out / "tables", "robust")
    write_table(regret_frame(found, values), out / "tables", "regret")
    for lang in LANGUAGES:
        write_atomically(out / _file(lang), _page(found, values, asked, lang))
    return out / _file("en")


def _file(lang: Language) -> str:
    return "robust.html" if lang == "en" else f"robust.{lang}.html"


def _page(found: Weighed, values: Values, asked: Question, lang: Language) -> bytes:
    agreed, *others = sentences(found, lang)
    sections = [
        Section(text("robust.section_policies", lang), table=_table(found, lang)),
        Section(text("robust.section_agree", lang), tuple(others)),
        Section(text("robust.section_groups", lang), tuple(_worst(found, one, lang) for one in found.weights)),
        Section(text("robust.section_figures", lang), panels=_panels(found, values, lang)),
        Section(text("claim.section_rules", lang), _judged(found, asked, lang)),
    ]
    other = next(one for one in LANGUAGES if one != lang)
    return page(text("robust.title", lang), [agreed, _about(found, lang)], sections, lang, other=_file(other))


def _judged(found: Weighed, asked: Question, lang: Language) -> tuple[str, ...]:
    """By what policies are put before each other, where and with what luck they ran, and the command that repeats it."""
    profile = load_profile(asked.setting.city)
    words = {"city": getattr(profile.name, lang), "seeds": asked.setting.seeds, "months": asked.setting.months}
    residents = f"{residents_in(profile, asked.setting.size):,}"
    return (
        text("robust.judged", lang, matters=_level(found, found.matters, lang)),
        text("robust.asked", lang, **words, worlds=len(found.worlds), residents=residents),
        text("claim.command", lang, command=asked.command),
    )


def _agreed(found: Weighed, lang: Language) -> str:
    best = found.always_best
    if len(best) == len(found.weights):
        return text("robust.all_alike", lang, matters=_level(found, found.matters, lang))
    if len(best) > 1:
        names = text("sentence.join", lang).join(_quoted(policy, lang) for policy in best)
        return text("robust.agree_alike", lang, policies=names)
    if not best:
        return text("robust.disagree", lang)
    alone = [text(f"robust.way.{way}", lang) for way in WAYS if len(found.best(way)) == 1]
    key = "agree" if len(alone) == len(WAYS) else "agree_in_part"
    return text(f"robust.{key}", lang, policy=_name(best[0], lang), ways=text("sentence.join", lang).join(alone))


def _beside(found: Weighed, policy: str, lang: Language) -> str:
    """What a policy does beside the first one that was given, over worlds."""
    first, unit = found.weights[0].policy, BY_NAME[found.outcome].unit
    gap = found.beside(policy, other=first)
    places = places_for(gap.half_width, gap.value or 0.0, unit)
    words = {"policy": _name(policy, lang), "first": _name(first, lang)}
    words["outcome"] = text(f"outcome.{found.outcome}", lang)
    words["change"] = with_unit(change(gap.value, places, unit, lang), unit=unit, lang=lang)
    known = gap.low is not None and gap.high is not None
    words["interval"] = between((gap.low or 0.0, gap.high or 0.0), places, unit, lang) if known else NONE
    return text("robust.beside", lang, **words)


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
    names = (
        "policy",
        "good_enough",
        "mean",
        "spread",
        "mean_regret",
        "most_regret",
        "worst",
        "worst_group",
        "spending",
    )
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
        spent = level(one.public_spending, "yuan", lang)
        rows.append(Line((*cells, _group(one.worst_group, lang), spent)))
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
    name = text(f"outcome.{found.outcome}", lang)
    unit = text(f"unit.{BY_NAME[found.outcome].unit}", lang)
    axes.set_xlabel(
        text("report.with_unit", lang, name=text("robust.regret_in", lang, outcome=name), unit=unit), fontsize=8
    )
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
