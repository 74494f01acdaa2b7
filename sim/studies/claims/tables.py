"""Tidy tables of claims that were judged."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pandas as pd

from sim.studies.claims.judging import FAILS, Judged, Reading, counted
from sim.studies.claims.results import Found, is_settled
from sim.studies.discovery.discovery import Discovery


def claims_frame(found: Sequence[Found]) -> pd.DataFrame:
    """One row a claim, as it is, without each mechanism, and over the prior where all that decides was run there: counts of
    worlds, shares, intervals, verdict."""
    return pd.DataFrame([row for one in found for row in _claim_rows(one)])


def tests_frame(found: Sequence[Found]) -> pd.DataFrame:
    """One row a claim and test, without each mechanism too: what is compared and what came of it over worlds."""
    rows = [
        _place(judged, number, reading)
        | {"verdict": _verdict(one, judged, number), "worlds": len(judged.marks)}
        | counted(reading.marks)
        | dict(zip(("median", "low_5", "high_95"), _spread(reading), strict=True))
        for one in found
        for judged in (one.judged, *one.without)
        for number, reading in enumerate(judged.readings, 1)
    ]
    return pd.DataFrame(rows)


def effects_frame(found: Sequence[Found]) -> pd.DataFrame:
    """One row a claim, test and world: the difference, its 95 % interval over luck, what matters there, and the mark."""
    frames = [
        pd.DataFrame(
            {
                "claim": judged.claim.id,
                "without": judged.without,
                "test": number,
                "world": judged.worlds,
                "difference": reading.value,
                "low": reading.low,
                "high": reading.high,
                "matters": reading.matters,
                "mark": reading.marks,
            }
        )
        for one in found
        for judged in (one.judged, *one.without)
        for number, reading in enumerate(judged.readings, 1)
    ]
    return pd.concat(frames, ignore_index=True) if frames else pd.DataFrame()


def boxes_frame(boxes: Mapping[str, Sequence[tuple[bool, Discovery]]]) -> pd.DataFrame:
    """One row a claim, box and factor that the box restricts; ``among`` says whether the factors were named before."""
    return pd.DataFrame([row for claim, pair in boxes.items() for row in _box_rows(claim, pair)])


def _claim_rows(found: Found) -> Iterator[dict[str, Any]]:
    for judged, over in (
        (found.judged, "plausible"),
        *((one, "plausible") for one in found.without),
        (found.prior if is_settled(found.judged.verdict) else None, "prior"),
    ):
        if judged is None:
            continue
        row: dict[str, Any] = {"claim": judged.claim.id, "without": judged.without, "over": over}
        row["verdict"] = found.verdict if judged is found.judged else judged.verdict
        row |= {"worlds": len(judged.marks), "seeds": found.seeds} | counted(judged.marks)
        row["decisive_test"] = judged.decisive
        for name, own in (("holds", judged.share("holds")), ("fails", judged.share(*FAILS))):
            row |= {f"share_{name}": own.value} | _ends(name, kind="", interval=own.interval)
            row |= _ends(name, kind="_simultaneous", interval=own.simultaneous)
        yield row


def _ends(mark: str, *, kind: str, interval: tuple[float, float]) -> dict[str, float]:
    return {f"{mark}{kind}_{end}": value for end, value in zip(("low", "high"), interval, strict=True)}


def _place(judged: Judged, number: int, reading: Reading) -> dict[str, Any]:
    test = reading.test
    first, last = test.years or (None, None)
    return {
        "claim": judged.claim.id,
        "without": judged.without,
        "test": number,
        "decides": test.decides,
        "built_in": test.built_in,
        "compare": test.written,
        "outcome": test.measured.outcome,
        "group": test.measured.group,
        "first_year": first,
        "last_year": last,
        "expects": test.expects,
        "unit": test.measured.known.unit,
    }


def _verdict(found: Found, judged: Judged, number: int) -> str:
    return found.by_test[number - 1] if judged is found.judged else judged.readings[number - 1].verdict


def _spread(reading: Reading) -> tuple[float, float, float]:
    middle, low, high = pd.Series(reading.value).quantile([0.5, 0.05, 0.95])
    return float(middle), float(low), float(high)


def _box_rows(claim: str, pair: Sequence[tuple[bool, Discovery]]) -> Iterator[dict[str, Any]]:
    for among, (failing, found) in zip(("named", "all"), pair, strict=True):
        if found.box is None or found.held is None:
            continue
        for number in found.box.restricted:
            name = found.cases.names[number]
            low_p, high_p = found.quasi_p[name]
            yield {
                "claim": claim,
                "of": "fails" if failing else "holds",
                "among": among,
                "factor": name,
                "low": float(found.box.low[number]),
                "high": float(found.box.high[number]),
                "quasi_p_low": low_p,
                "quasi_p_high": high_p,
                "again": found.again.get(name, 0.0),
                "coverage": found.box.coverage,
                "density": found.box.density,
                "base": found.cases.share,
                "held_coverage": found.held.coverage,
                "held_density": found.held.density,
                "chance": found.chance,
                "stands": found.stands,
            }
