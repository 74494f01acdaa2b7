"""The journal keeps what was written, and says so when it was not."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from sim.errors import InputError
from sim.workshop.journal import Journal, News


def written(file: Path) -> None:
    journal = Journal(file)
    journal.append([News("opened", "room", {"code": "ABC"}), News("joined", "a", {"name": "王 <b>"})])
    journal.close()


def test_what_was_appended_is_read_again_in_its_order(tmp_path: Path) -> None:
    written(tmp_path / "j")
    with closing(Journal(tmp_path / "j")) as journal:
        found = journal.read()
    assert [(one.number, one.kind, one.data) for one in found] == [
        (1, "opened", {"code": "ABC"}),
        (2, "joined", {"name": "王 <b>"}),
    ]


@pytest.mark.parametrize("change", ["UPDATE events SET data = '{}' WHERE number = 1", "DELETE FROM events"])
def test_the_file_itself_refuses_changes(tmp_path: Path, change: str) -> None:
    written(tmp_path / "j")
    with closing(sqlite3.connect(tmp_path / "j")) as file, pytest.raises(sqlite3.IntegrityError, match="append-only"):
        file.execute(change)


def test_a_changed_line_is_noticed_although_the_guard_was_taken_away(tmp_path: Path) -> None:
    written(tmp_path / "j")
    file = sqlite3.connect(tmp_path / "j")
    file.execute("DROP TRIGGER no_change")
    file.execute("UPDATE events SET who = 'b' WHERE number = 2")
    file.commit()
    file.close()
    with pytest.raises(InputError, match="line 2"):
        Journal(tmp_path / "j")


def test_of_several_events_none_is_written_where_one_cannot_be(tmp_path: Path) -> None:
    with closing(Journal(tmp_path / "j")) as journal:
        with pytest.raises(TypeError):
            journal.append([News("a", "x", {}), News("b", "x", {"no json": object()})])
        assert journal.read() == []


def test_a_file_that_is_no_journal_is_refused(tmp_path: Path) -> None:
    (tmp_path / "j").write_bytes(b"no database, and long enough to be seen as none" * 100)
    with pytest.raises(InputError, match="--out"):
        Journal(tmp_path / "j")
