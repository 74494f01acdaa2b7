"""Disturbed sweeps lose no run and no byte; ``make faults`` does this fifty times."""

from pathlib import Path

import pytest
from disturbed import disturb


def test_five_disturbances_lose_no_run_and_change_no_byte(tmp_path: Path) -> None:
    tally = disturb(5, luck=1, folder=tmp_path)
    assert sum(tally.disturbances.values()) == 5
    assert (tally.lost, tally.bytes_differing) == (0, 0)


@pytest.mark.verify
def test_fifty_disturbances_lose_no_run_and_change_no_byte(tmp_path: Path) -> None:
    tally = disturb(50, luck=2, folder=tmp_path)
    assert sum(tally.disturbances.values()) == 50
    assert (tally.lost, tally.bytes_differing) == (0, 0)
