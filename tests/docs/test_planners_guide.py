"""Every sentence of the page becomes a scenario file, is run, and does in the run what the page says."""

import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pytest

from sim.city.profile import load_profile
from sim.model.advance import advance
from sim.parameters import TYPES
from sim.runs.single import build
from sim.scenario import Scenario, load
from sim.scenario.columns import ENTRIES
from sim.scenario.months import month_index

PAGE = Path(__file__).resolve().parents[2] / "docs" / "planners-guide.md"
TOML = re.compile(r"^```toml\n(.*?)^```$", re.MULTILINE | re.DOTALL)
ROW = re.compile(r"^\| (\d{4}-\d{2}) \| (\w+) \| `([\w.]+)` \| (\S+) \|$", re.MULTILINE)
START, SEED, LATER = "2016-01", 4, 6


class Sees(NamedTuple):
    """A lever's value in a month and in communities of a type, or in all."""

    month: int
    type: str
    lever: str
    value: float


HEAD, *PARTS = re.split(r"^## \d+\. ", PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE)
SENTENCES = {part.partition("\n")[0]: part for part in PARTS}


def rows(part: str) -> list[Sees]:
    return [
        Sees(month_index(month, start=START), kind, lever, float(value))
        for month, kind, lever, value in ROW.findall(part)
    ]


def scenario(part: str, folder: Path) -> Scenario:
    """The scenario of the page's first lines and of a sentence's own."""
    (head,), (own,) = TOML.findall(HEAD), TOML.findall(part)
    file = folder / "sentence.toml"
    file.write_text(f"{head}\n{own}", encoding="utf-8")
    return load(str(file))


def run(chosen: Scenario, wanted: list[Sees], months: int) -> np.ndarray:
    """Run the scenario, look at levers in communities' columns, and return satisfaction by month and community."""
    schedule, satisfaction = chosen.schedule(months), []
    machine = build(load_profile("ningbo"), schedule, SEED, "neighbourhood", engine="compiled")
    communities = machine.state.communities
    for month in range(months):
        advance(machine, schedule, month, seed=SEED)
        for see in (see for see in wanted if see.month == month):
            here = np.isin(communities.kind, range(4) if see.type == "all" else [TYPES.index(see.type)])
            assert here.any()
            assert communities.columns[see.lever.partition(".")[2]][here] == pytest.approx(see.value, rel=1e-9), see
        satisfaction.append(communities.columns["satisfaction_sum"].copy())
    return np.array(satisfaction)


@cache
def baseline() -> np.ndarray:
    return run(load("baseline"), [], 12 * 8 + LATER)


def test_the_page_has_twenty_sentences_in_order() -> None:
    numbers = re.findall(r"^## (\d+)\. ", PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert numbers == [str(number) for number in range(1, 21)]
    assert len(SENTENCES) == 20


@pytest.mark.parametrize("sentence", SENTENCES)
def test_the_run_sees_what_the_page_says_and_it_moves_residents(sentence: str, tmp_path: Path) -> None:
    wanted = rows(SENTENCES[sentence])
    months = max(see.month for see in wanted) + LATER + 1
    found = run(scenario(SENTENCES[sentence], tmp_path), wanted, max(months, 24))
    assert (found != baseline()[: len(found)]).any()


@pytest.mark.parametrize("sentence", SENTENCES)
def test_the_page_shows_every_lever_that_the_lines_move_and_no_other(sentence: str, tmp_path: Path) -> None:
    chosen, usual = scenario(SENTENCES[sentence], tmp_path), load("baseline")
    moved = (chosen.base != usual.base).any(axis=0)
    changed = {entry for entry, is_moved in zip(ENTRIES, moved, strict=True) if is_moved}
    changed |= {change.entry for change in chosen.changes}
    assert {see.lever for see in rows(SENTENCES[sentence])} == changed


@pytest.mark.parametrize("sentence", SENTENCES)
def test_the_page_shows_the_last_change_of_every_event(sentence: str, tmp_path: Path) -> None:
    shown = {(see.lever, see.month) for see in rows(SENTENCES[sentence])}
    for change in scenario(SENTENCES[sentence], tmp_path).changes:
        last = change.until if change.until is not None else change.month + max(change.over - 1, 0)
        assert (change.entry, last) in shown
