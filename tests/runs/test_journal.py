"""The journal only grows; a line cut short is passed over and spoils no other."""

from pathlib import Path

import pytest

from sim.errors import SimWarning
from sim.runs.folder import Journal


def test_events_come_back_in_their_order(tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    journal.note("start", left=3)
    journal.note("kept", runs=2)
    assert [event["event"] for event in journal.events()] == ["start", "kept"]


def test_a_line_cut_short_is_passed_over_and_the_next_is_whole(tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    journal.note("start", left=3)
    with journal.path.open("ab") as file:
        file.write(b'{"event": "kep')
    Journal(tmp_path).note("end", failed=0)
    with pytest.warns(SimWarning, match=r"journal\.jsonl: lines that are damaged or cut short: 2\."):
        assert [event["event"] for event in journal.events()] == ["start", "end"]


def test_a_flipped_bit_anywhere_is_noticed_and_its_line_named(tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    for left in range(3):
        journal.note("start", left=left)
    whole = journal.path.read_bytes()
    for bit in range(8 * len(whole)):
        changed = bytearray(whole)
        changed[bit // 8] ^= 1 << bit % 8
        journal.path.write_bytes(changed)
        with pytest.warns(SimWarning, match="lines that are damaged"):
            assert len(journal.events()) in (1, 2)


NO_EVENTS = [b"5", b'{"a": 1}', b"[]", b"null", b"[" * 100_000, b"9" * 5_000, b"\xff\xfe"]


@pytest.mark.parametrize("line", NO_EVENTS, ids=lambda line: repr(line[:8]))
def test_a_line_that_is_no_event_is_passed_over(tmp_path: Path, line: bytes) -> None:
    journal = Journal(tmp_path)
    journal.note("start", left=1)
    with journal.path.open("ab") as file:
        file.write(line + b"\n")
    with pytest.warns(SimWarning, match=r"cut short: 2\."):
        assert len(journal.events()) == 1


def test_a_folder_without_a_journal_has_no_events(tmp_path: Path) -> None:
    assert Journal(tmp_path).events() == []
