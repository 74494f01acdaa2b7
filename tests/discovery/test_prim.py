"""PRIM against the EMA Workbench's, and against a box that was put there."""

import csv
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest

from sim.runs.result import Floats
from sim.studies.discovery.discovery import Cases, best, discover
from sim.studies.discovery.prim import Flags, peel, quasi_p

PUBLISHED = {
    0: (1.0, 0.100907, 0),
    1: (1.0, 0.112374, 1),
    10: (1.0, 0.300676, 3),
    14: (0.955056, 0.445026, 4),
    16: (0.910112, 0.532895, 4),
    21: (0.752809, 0.770115, 4),
    24: (0.640449, 0.904762, 4),
    27: (0.505618, 1.0, 6),
}
"""Coverage, density and restricted factors of boxes of Bryant and Lempert's (2010) example, by EMA Workbench 2.5.3."""
OF_WORKBENCH = {4: (86, 324), 6: (84, 291), 16: (80, 171), 22: (79, 123), 26: (73, 98), 30: (71, 78), 32: (65, 70)}
"""Cases of interest and cases in boxes of `made_up`, as EMA Workbench 2.5.3 finds them (peel_alpha 0.05, mass_min 0.05)."""


def made_up() -> tuple[Floats, Flags]:
    rng = np.random.default_rng(7)
    factors = rng.random((400, 4))
    interest = (factors[:, 0] < 0.4) & (factors[:, 2] > 0.5)
    return factors, interest ^ (rng.random(400) < 0.05)


def test_boxes_are_those_that_the_ema_workbench_finds() -> None:
    factors, interest = made_up()
    boxes = peel(factors, interest, most=4)
    found = {k: (round(boxes[k].coverage * interest.sum()), round(boxes[k].mass * 400)) for k in OF_WORKBENCH}
    assert found == OF_WORKBENCH
    assert len(boxes) == 33


@pytest.mark.skipif(not find_spec("ema_workbench"), reason="needs the EMA Workbench, whose example it reads")
def test_the_published_example_comes_out_as_published() -> None:
    spec = find_spec("ema_workbench")
    assert spec
    assert spec.origin
    file = Path(spec.origin).parent / "examples" / "data" / "bryant et al 2010 data.csv"
    rows = [[float(cell) for cell in row] for row in list(csv.reader(file.open()))[1:]]
    factors, interest = np.array(rows)[:, 2:11], np.array(rows)[:, 15] > 0.8
    boxes = peel(factors, interest, most=9, share=0.1)
    found = {k: (round(boxes[k].coverage, 6), round(boxes[k].density, 6), len(boxes[k].restricted)) for k in PUBLISHED}
    assert found == PUBLISHED
    assert quasi_p(boxes[21], factors, interest)[0][0] == pytest.approx(0.157413, abs=1e-6)


def test_a_box_restricts_no_more_factors_than_it_may() -> None:
    factors, interest = made_up()
    assert {len(box.restricted) for box in peel(factors, interest, most=1)} == {0, 1}


def test_a_box_that_is_there_is_found_and_stands_on_the_other_half() -> None:
    factors, interest = made_up()
    found = discover(Cases(("a", "b", "c", "d"), factors, interest), resamples=20)
    assert found.box
    assert found.held
    assert found.tree
    assert found.stands
    assert {0, 2} <= {*found.box.restricted}
    assert found.box.high[0] == pytest.approx(0.4, abs=0.05)
    assert found.held.density > 2 * found.cases.share
    assert found.again["a"] == found.again["c"] == 1.0
    assert {0, 2} <= {*found.tree.restricted}


def test_what_luck_alone_made_seldom_stands_on_the_other_half() -> None:
    rng = np.random.default_rng(0)
    names = tuple("abcdefgh")
    found = [discover(Cases(names, rng.random((100, 8)), rng.random(100) < 0.4), resamples=1) for _ in range(100)]
    assert sum(one.stands for one in found) <= 10


def test_where_nearly_all_cases_are_of_interest_nothing_is_looked_for() -> None:
    factors, _ = made_up()
    assert discover(Cases(("a", "b", "c", "d"), factors, np.arange(400) > 3)).box is None


def test_the_best_box_covers_most_of_interest_for_what_it_covers_of_others() -> None:
    factors, interest = made_up()
    boxes = peel(factors, interest, most=2)
    inside = best(boxes).holds(factors)
    assert best(boxes).score == pytest.approx(interest[inside].sum() / interest.sum() - inside[~interest].mean())
    assert best(boxes).score > 0.75
    assert boxes[0].score == pytest.approx(0)
