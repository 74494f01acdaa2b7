"""The journal only grows; a line cut short is passed over and spoils no other."""

from pathlib import Path

from sim.runs.journal import Journal


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
    assert [event["event"] for event in journal.events()] == ["start", "end"]


def test_a_folder_without_a_journal_has_no_events(tmp_path: Path) -> None:
    assert list(Journal(tmp_path).events()) == []
