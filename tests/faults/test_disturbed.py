"""Disturbed sweeps lose no run and no byte; ``make faults`` does this fifty times."""

from pathlib import Path

from tests.faults.disturbed import disturb


def test_five_disturbances_lose_no_run_and_change_no_byte(tmp_path: Path) -> None:
    tally = disturb(5, draws=3, folder=tmp_path)
    assert sum(tally.disturbances.values()) == 5
    assert (tally.lost, tally.bytes_differing) == (0, 0)
