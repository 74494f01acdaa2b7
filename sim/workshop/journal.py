"""The room's journal: events in an SQLite file, appended and never changed, each with the hash of all before it."""

import hashlib
import json
import sqlite3
import threading
import time
from collections.abc import Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sim.errors import InputError
from sim.language import message

Json = dict[str, Any]
_TABLES = """
CREATE TABLE IF NOT EXISTS events (number INTEGER PRIMARY KEY, at REAL NOT NULL, kind TEXT NOT NULL, who TEXT NOT NULL,
    data TEXT NOT NULL, hash TEXT NOT NULL);
CREATE TRIGGER IF NOT EXISTS no_change BEFORE UPDATE ON events BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER IF NOT EXISTS no_loss BEFORE DELETE ON events BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
"""


@dataclass(frozen=True)
class News:
    """What is to be written down: what happened, by whom (a person's id, ``facilitator``, ``room``), and the rest of it."""

    kind: str
    who: str
    data: Json


@dataclass(frozen=True)
class Event:
    """What happened, as the ``number``-th thing, at a time [s since 1970]."""

    number: int
    at: float
    kind: str
    who: str
    data: Json


class Journal:
    """An open journal. What `append` has returned survives the death of the process and a power cut.

    Parameters
    ----------
    path
        Its file; made where there is none.
    to_read
        Whether it is read alone: then nothing is made or locked.

    Raises
    ------
    InputError
        Where the file is no journal, or lines of it were changed.
    """

    def __init__(self, path: Path, to_read: bool = False) -> None:
        self._path, self._lock = path, threading.Lock()
        where = f"file:{path.resolve().as_posix()}?mode={'ro' if to_read else 'rwc'}"
        with ExitStack() as opened:
            try:
                self._file = sqlite3.connect(where, uri=True, check_same_thread=False, isolation_level=None)
                opened.callback(self._file.close)
                if not to_read:
                    self._file.execute("PRAGMA journal_mode = WAL")
                    self._file.execute("PRAGMA synchronous = FULL")
                    self._file.executescript(_TABLES)
                self._last, self._number = "", 0
                self.read()
            except sqlite3.Error as error:
                raise InputError(message("workshop.no_journal", file=path, reason=error)) from None
            opened.pop_all()  # it stays open where nothing was wrong

    def read(self) -> list[Event]:
        """Return all events in their order.

        Raises
        ------
        InputError
            Where a line is not what was written.
        """
        result: list[Event] = []
        last = ""
        for number, at, kind, who, data, kept in self._file.execute("SELECT * FROM events ORDER BY number"):
            last = _hash(last, line=f"{number} {at!r} {kind} {who} {data}")
            if kept != last or number != len(result) + 1:
                raise InputError(message("workshop.journal_changed", file=self._path, number=number))
            result.append(Event(number, at, kind, who, json.loads(data)))
        self._last, self._number = last, len(result)
        return result

    def append(self, news: Sequence[News]) -> list[Event]:
        """Write events down, all or none, and return them once they are on the disk."""
        with self._lock:
            number, last, at, rows, events = self._number, self._last, time.time(), [], []
            for one in news:
                number += 1
                data = json.dumps(one.data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
                last = _hash(last, line=f"{number} {at!r} {one.kind} {one.who} {data}")
                rows.append((number, at, one.kind, one.who, data, last))
                events.append(Event(number, at, one.kind, one.who, json.loads(data)))
            self._file.execute("BEGIN IMMEDIATE")
            try:
                self._file.executemany("INSERT INTO events VALUES (?, ?, ?, ?, ?, ?)", rows)
                self._file.execute("COMMIT")
            except BaseException:
                with suppress(sqlite3.Error):
                    self._file.execute("ROLLBACK")
                raise
            self._number, self._last = number, last
            return events

    def close(self) -> None:
        """Close the file, its side files merged into it, once what is being written is written."""
        with self._lock:
            self._file.close()


def _hash(last: str, *, line: str) -> str:
    return hashlib.sha256(f"{last}\n{line}".encode()).hexdigest()
