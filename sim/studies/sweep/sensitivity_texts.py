"""What a sensitivity analysis says, in sentences."""

from collections.abc import Sequence
from itertools import combinations

import numpy as np

from sim.language import Language, text
from sim.language.numbers import level
from sim.studies.sweep.design import Design
from sim.studies.sweep.factors import Factor, factor_name
from sim.studies.sweep.indices import Index
from sim.studies.sweep.reductions import measure_name
from sim.studies.sweep.sensitivity import Influence

NAMED = 3
"""Factors that a sentence names at most."""
SMALL = 0.05
"""Share of the variance, or of the largest effect, below which a factor is counted among the others."""


def sentences(found: Influence, design: Design, folder: str, lang: Language) -> list[str]:
    """Say which factors decide a measure, how much of it is interaction and luck, and what more samples would do."""
    about = {"measure": measure_name(found.measure, lang), "scenario": _scenario(found, lang)}
    if np.isnan(found.main.value).any() or not found.main.value.max() > 0:
        return [text("sensitivity.constant", lang, **about)]
    if found.drowned:
        said = [text("sensitivity.drowned", lang, **about)]
    else:
        said = [text(f"sensitivity.{found.main.kind}", lang, factors=_ranked(found, design, lang), **about)]
    if found.main.kind == "total" and not found.drowned:
        said.append(_interaction(found, lang))
    if found.pairs is not None and not found.drowned:
        said.append(_of_pairs(found, found.pairs, design, lang))
    if found.chance is not None:
        said.append(text("sensitivity.chance", lang, chance=f"{found.chance:.2f}"))
    if found.luck_share is not None:
        said.append(text("sensitivity.luck", lang, share=_percent(found.luck_share)))
    if found.dropped:
        said.append(text("sensitivity.dropped", lang, dropped=found.dropped, samples=found.samples + found.dropped))
    if found.settled:
        said.append(text("sensitivity.settled", lang, moved=f"{found.moved:.2f}"))
    else:
        said.append(text("sensitivity.open", lang, moved=f"{found.moved:.2f}", widest=f"{found.widest:.2f}"))
        if design.n:
            said.append(text("sensitivity.more", lang, folder=folder, more=sum(design.n)))
    return said


def written(found: Influence, value: float, lang: Language) -> str:
    """Write an index: a share of the variance, or a change in the measure's unit."""
    if found.main.kind == "total":
        return _percent(value)
    if found.main.kind == "pawn":
        return f"{value:.2f}".replace("-", "−")
    return level(value, found.measure.unit, lang)


def _ranked(found: Influence, design: Design, lang: Language) -> str:
    main = found.main
    order = [int(one) for one in np.argsort(-main.value, kind="stable")]
    least = SMALL * float(main.value.max()) if main.kind == "effect" else found.chance or SMALL
    named = [one for one in order if main.value[one] >= least][:NAMED]
    parts = [_part(found, design.factors, one, lang) for one in named]
    return text("sensitivity.join", lang).join(parts)


def _part(found: Influence, factors: Sequence[Factor], one: int, lang: Language) -> str:
    main = found.main
    numbers = {name: written(found, float(getattr(main, name)[one]), lang) for name in ("value", "low", "high")}
    sign = {1: "rises", -1: "falls", 0: "part"}[found.signs[one]]
    return text(f"sensitivity.{sign}", lang, factor=factor_name(factors[one], lang), **numbers)


def _of_pairs(found: Influence, index: Index, design: Design, lang: Language) -> str:
    """The pairs that do most only together, where any does more than its interval leaves open."""
    known = [*combinations(design.factors, 2)]
    clear = [int(k) for k in np.argsort(-index.value, kind="stable") if index.low[k] > 0][:NAMED]
    if not clear:
        return text("sensitivity.no_pairs", lang)
    parts = (
        text(
            "sensitivity.pair",
            lang,
            one=factor_name(known[k][0], lang),
            other=factor_name(known[k][1], lang),
            **{name: _percent(float(getattr(index, name)[k])) for name in ("value", "low", "high")},
        )
        for k in clear
    )
    return text("sensitivity.pairs", lang, pairs=text("sensitivity.join", lang).join(parts))


def _interaction(found: Influence, lang: Language) -> str:
    first = next(one for one in found.found if one.kind == "first")
    return text("sensitivity.interaction", lang, share=_percent(max(0.0, 1.0 - float(first.value.clip(0).sum()))))


def _scenario(found: Influence, lang: Language) -> str:
    if not found.beside:
        return found.scenario
    return text("sensitivity.difference", lang, scenario=found.scenario, beside=found.beside)


def _percent(share: float) -> str:
    return f"{100 * share:.0f} %"
