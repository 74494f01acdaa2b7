"""Damaged files are accepted or refused in a sentence; ``python -m tests.faults.damaged 150`` damages some thousands."""

from pathlib import Path

import pytest

from tests.faults.damaged import KINDS, damage


def test_damaged_files_of_every_kind_are_accepted_or_refused_in_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    tally = damage(draws=3, folder=tmp_path, cases=20 * len(KINDS))
    assert tally.wrong == []
    assert tally.cases == dict.fromkeys(KINDS, 20)
    assert 0 < sum(tally.accepted.values()) < 20 * len(KINDS)
