"""Held-out patterns: the file is the frozen one, its sources set nothing, and what it names exists."""

import hashlib
import re
from pathlib import Path

import pytest

from docs.generate.held_out_patterns import FILE, HeldOut, held_out, left_out, sources
from sim.outcomes import BY_NAME
from sim.parameters import LEVERS, WORLD
from sim.state import Community
from sim.state.record import fields
from sim.state.words import FLOWS, ORGANIZATION_FLOWS

FROZEN = "080d671da3625556a4a76dee12b498bcefae505b92897cf20e90e2bf5da831f6"
SHIPPED = Path(__file__).resolve().parents[2] / "scenarios"


def test_the_file_is_the_frozen_one() -> None:
    """Whoever changes it after the model was fitted unblinds it: then say so on its page, and count the pattern as fitted."""
    assert hashlib.sha256(FILE.read_bytes()).hexdigest() == FROZEN


def test_six_patterns_from_four_sources_can_be_read() -> None:
    readable = [one for one in held_out() if one.readings]
    assert len(readable) >= 6
    assert len({one.sources for one in readable}) >= 4
    assert all(bool(one.readings) != bool(one.needs) for one in held_out())
    assert not {one.id for one in held_out()} & set(left_out())


def test_no_parameter_and_no_city_cites_a_source_that_is_held_out() -> None:
    cited = "\n".join(
        [f"{one.path} {one.source}" for one in (*LEVERS, *WORLD)]
        + [file.read_text(encoding="utf-8") for file in SHIPPED.rglob("*.toml")]
    )
    assert {key for one in held_out() for key in one.sources} == set(sources())
    assert [key for key in sources() if re.search(rf"\b{key}\b", cited)] == []


@pytest.mark.parametrize("pattern", held_out(), ids=lambda one: one.id)
def test_what_a_reading_names_exists(pattern: HeldOut) -> None:
    levers = {lever.path for lever in LEVERS} | {lever.path.partition(".")[0] for lever in LEVERS}
    for reading in pattern.readings:
        for pair in ("without", "with", "minus_without", "minus_with"):
            assert set(reading.get(pair, {})) <= levers
        assert reading.get("outcome", "tasks_share") in {*BY_NAME, *fields(Community)}
        assert set(reading.get("flows", ())) <= {*FLOWS, *ORGANIZATION_FLOWS}
        assert "low" in reading or "high" in reading
        assert (SHIPPED / "policies" / f"{reading['base']}.toml").is_file()
