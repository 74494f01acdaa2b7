"""What a box says, in plain sentences."""

import re
from math import isfinite

from sim.language import Language, text, unit_text
from sim.language.numbers import level
from sim.studies.discovery.discovery import FEWEST, Discovery
from sim.studies.discovery.prim import Box
from sim.studies.sweep.factors import Factor, name_there

GRAIN = "city.residents_per_community"
"""The factor by which sweeps of several cities differ."""
PLAIN = ("1", "share", "index", "switch")
"""Units that a number does without."""
_EXPLAINED = re.compile("[:;：；]")


def conditions(names: tuple[str, ...], box: Box, lang: Language) -> str:
    """Say which ends a box has: "... is at most 3 and ... is at least 0.5"."""
    parts = [_condition(names[k], float(box.low[k]), high=float(box.high[k]), lang=lang) for k in box.restricted]
    return text("discover.and", lang).join(parts)


def factor_name(path: str, lang: Language) -> str:
    """Name a factor by its meaning without explanations, and by what of it is meant: an entry, a type, an event."""
    if path == GRAIN:
        return text("discover.grain", lang)
    factor = Factor(path)
    meaning = factor.quantity.meaning(lang)
    return name_there(_EXPLAINED.split(meaning)[0].strip(), factor, lang)


def sentences(found: Discovery, what: str, lang: Language) -> list[str]:
    """Say where cases of interest lie, how sure that is, and what a tree says; ``what`` names the cases: "H01 fails"."""
    share = level(found.cases.share, "share", lang)
    count = len(found.cases.interest)
    if found.box is None or found.held is None:
        many = {"interest": int(found.cases.interest.sum()), "factors": len(found.cases.names), "fewest": FEWEST}
        return [text("discover.nothing", lang, what=what, share=share, count=count, **many)]
    where = conditions(found.cases.names, found.box, lang)
    numbers = {"density": level(found.box.density, "share", lang), "coverage": level(found.box.coverage, "share", lang)}
    said = [text("discover.box", lang, what=what, where=where, share=share, count=count, **numbers)]
    stands = "stands" if found.stands else "falls"
    density, coverage = (level(one, "share", lang) for one in (found.held.density, found.held.coverage))
    chance = f"{found.chance:.2g}"
    said.append(text(f"discover.{stands}", lang, density=density, coverage=coverage, chance=chance))
    said += [again] if (again := _again(found, lang)) else []
    if found.tree:
        leaf = conditions(found.cases.names, found.tree, lang)
        numbers = {
            "density": level(found.tree.density, "share", lang),
            "coverage": level(found.tree.coverage, "share", lang),
        }
        said.append(text("discover.tree", lang, where=leaf, **numbers))
    return said


def advice(found: Discovery, lang: Language) -> list[str]:
    """What to do where there was nothing to find a box in, for cases that are of interest by a number that was chosen."""
    return [] if found.box and found.held else [text("discover.next", lang)]


def _again(found: Discovery, lang: Language) -> str:
    if found.box is None or not found.again:
        return ""
    names = [found.cases.names[k] for k in found.box.restricted]
    parts = [
        text(
            "discover.again_part",
            lang,
            name=factor_name(name, lang),
            share=level(found.again.get(name, 0.0), "share", lang),
        )
        for name in names
    ]
    return text("discover.again", lang, parts=text("discover.join", lang).join(parts))


def _condition(path: str, low: float, *, high: float, lang: Language) -> str:
    kind = "between" if isfinite(low) and isfinite(high) else "above" if isfinite(low) else "below"
    return text(
        f"discover.{kind}",
        lang,
        name=factor_name(path, lang),
        low=_value(path, low, lang),
        high=_value(path, high, lang),
    )


def end_text(value: float) -> str:
    """Write an end of a factor: three digits, or a whole number from a thousand on."""
    return f"{value:,.3g}" if abs(value) < 1000 else f"{value:,.0f}"


def _value(path: str, value: float, lang: Language) -> str:
    number = end_text(value)
    unit = "residents" if path == GRAIN else Factor(path).quantity.unit
    return number if unit in PLAIN else text("discover.with_unit", lang, number=number, unit=unit_text(unit, lang))
