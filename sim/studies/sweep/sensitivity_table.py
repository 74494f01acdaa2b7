"""A sensitivity analysis as one table."""

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import Any

import pandas as pd

from sim.language import LANGUAGES
from sim.studies.sweep.design import Design
from sim.studies.sweep.factors import Factor
from sim.studies.sweep.indices import Index
from sim.studies.sweep.names import factor_name
from sim.studies.sweep.sensitivity import Influence

SHARE = "share of variance"
UNITS = {"first": SHARE, "total": SHARE, "second": SHARE, "pawn": "distance 0 to 1", "rank": "rank correlation"}
"""Units of indices that are not in the measure's own."""


def influences_frame(found: Sequence[Influence], design: Design) -> pd.DataFrame:
    """One row a scenario, measure, factor (or pair of factors) and index, with its interval."""
    return pd.DataFrame([row for one in found for row in _rows(one, design)])


def _rows(one: Influence, design: Design) -> Iterator[dict[str, Any]]:
    for number, factor in enumerate(design.factors):
        for index in one.found:
            yield _row(one, _named(factor), index, number)
    if one.pairs is not None:
        for number, (first, second) in enumerate(combinations(design.factors, 2)):
            yield _row(one, _named(first, second), one.pairs, number)


def _named(*factors: Factor) -> dict[str, str]:
    """A factor, or a pair, by path and by name."""
    en, zh = (" × ".join(factor_name(one, lang) for one in factors) for lang in LANGUAGES)
    return {
        "factor": factors[0].path,
        "beside_factor": "".join(one.path for one in factors[1:]),
        "name": en,
        "name_zh": zh,
    }


def _row(one: Influence, named: dict[str, str], index: Index, number: int) -> dict[str, Any]:
    return {
        "scenario": one.scenario,
        "beside": one.beside,
        "measure": one.measure.column,
        **named,
        "index": index.kind,
        "value": float(index.value[number]),
        "low": float(index.low[number]),
        "high": float(index.high[number]),
        "unit": UNITS.get(index.kind, one.measure.unit),
        "samples": one.samples,
        "luck_share": one.luck_share,
        "settled": one.settled,
    }
