"""What a sensitivity analysis says, in sentences."""

from collections.abc import Sequence

import numpy as np

from sim.language import Language, text
from sim.language.numbers import level
from sim.quantities import ASSUMED
from sim.scenario.columns import is_world
from sim.sweeps.design import Design
from sim.sweeps.factors import Factor
from sim.sweeps.reductions import Measure
from sim.sweeps.sensitivity import Influence

NAMED = 3
"""Factors that a sentence names at most."""
SMALL = 0.05
"""Share of the variance, or of the largest effect, below which a factor is counted among the others."""


def sentences(found: Influence, design: Design, folder: str, lang: Language) -> list[str]:
    """Say which factors decide a measure, how much of it is interaction and luck, and what more samples would do."""
    about = {"measure": measure_name(found.measure, lang), "scenario": _scenario(found, lang)}
    if np.isnan(found.main.value).any() or not found.main.value.max() > 0:
        return [text("sensitivity.constant", lang, **about)]
    said = [text(f"sensitivity.{found.main.kind}", lang, factors=_ranked(found, design, lang), **about)]
    if found.main.kind == "total":
        said.append(_interaction(found, lang))
    if found.luck_share is not None:
        said.append(text("sensitivity.luck", lang, share=_percent(found.luck_share)))
    if found.dropped:
        said.append(text("sensitivity.dropped", lang, dropped=found.dropped, samples=found.samples + found.dropped))
    if found.settled:
        said.append(text("sensitivity.settled", lang, moved=f"{found.moved:.2f}"))
    else:
        said.append(text("sensitivity.open", lang, moved=f"{found.moved:.2f}", folder=folder, more=sum(design.n)))
    return said


def measure_name(measure: Measure, lang: Language) -> str:
    """Name an outcome and how it was reduced."""
    how = text(f"sweep.reduction.{measure.reduction}", lang)
    return text("sweep.measure", lang, outcome=text(f"outcome.{measure.outcome}", lang), how=how)


def factor_name(factor: Factor, lang: Language) -> str:
    """Name a factor by its meaning; a world parameter that is assumed is marked."""
    known = factor.quantity
    entry = factor.path.removeprefix(known.path).strip(".")
    meaning = known.zh if lang == "zh" else known.en
    named = f"{meaning} ({entry})" if entry else meaning
    return text("sensitivity.assumed", lang, name=named) if known.source == ASSUMED and is_world(factor.path) else named


def written(found: Influence, value: float, lang: Language) -> str:
    """Write an index: a share of the variance, or a change in the measure's unit."""
    if found.main.kind == "total":
        return _percent(value)
    return level(value, found.measure.unit, lang)


def _ranked(found: Influence, design: Design, lang: Language) -> str:
    main = found.main
    order = [int(one) for one in np.argsort(-main.value, kind="stable")]
    least = SMALL if main.kind == "total" else SMALL * float(main.value.max())
    named = [one for one in order if main.value[one] >= least][:NAMED]
    parts = [_part(found, design.factors, one, lang) for one in named]
    return text("sensitivity.join", lang).join(parts)


def _part(found: Influence, factors: Sequence[Factor], one: int, lang: Language) -> str:
    main = found.main
    numbers = {name: written(found, float(getattr(main, name)[one]), lang) for name in ("value", "low", "high")}
    return text("sensitivity.part", lang, factor=factor_name(factors[one], lang), **numbers)


def _interaction(found: Influence, lang: Language) -> str:
    first = next(one for one in found.found if one.kind == "first")
    return text("sensitivity.interaction", lang, share=_percent(max(0.0, 1.0 - float(first.value.clip(0).sum()))))


def _scenario(found: Influence, lang: Language) -> str:
    if not found.beside:
        return found.scenario
    return text("sensitivity.difference", lang, scenario=found.scenario, beside=found.beside)


def _percent(share: float) -> str:
    return f"{100 * share:.0f} %"
