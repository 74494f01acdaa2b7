"""Bits flipped, calls broken, bundles forged: fast versions of what ``make faults`` does at length."""

from pathlib import Path

import pytest

from sim.runs import simulate
from tests.faults import broken_calls, flips, forged


def test_no_flipped_bit_in_any_kind_of_file_is_silent(tmp_path: Path) -> None:
    for kind, (file, noticed) in flips.kinds(tmp_path).items():
        assert (kind, flips.silent(file, noticed, 20, draws=1)) == (kind, [])


@pytest.mark.parametrize("work", [broken_calls.compared, broken_calls.swept])
def test_an_error_of_any_call_loses_nothing_and_deletes_nothing(
    tmp_path: Path, work: broken_calls.Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sim.runs.task.simulate", broken_calls.remembering(simulate))
    calls, wrong = broken_calls.broken(work, tmp_path, every=11)
    assert wrong == []
    assert len(calls) >= 3


def test_a_forged_bundle_is_told_of_and_a_malformed_manifest_has_a_sentence(tmp_path: Path) -> None:
    forged.bundle(tmp_path / "whole")
    few = (
        "another table",
        "a link",
        "a pipe among runs",
        "months is '-1'",
    )
    tried, left = forged.passed(tmp_path / "whole", tmp_path, lambda name: name in few or name in forged.UNSEALED)
    assert (tried, left) == (len(few) + len(forged.UNSEALED), [])
