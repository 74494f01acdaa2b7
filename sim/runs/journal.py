"""What happened in a folder of runs: a file of JSON lines that only ever grows."""

import os
import warnings
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sim.errors import SimWarning
from sim.language import message
from sim.runs.atomic import named
from sim.runs.hashed_files import json_line, opened, unsealed


class Journal:
    """The file ``journal.jsonl`` of a folder, each line with its own hash; one that does not fit its hash is passed over."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "journal.jsonl"

    def note(self, event: str, **facts: Any) -> None:
        """Add an event with the present time.

        Raises
        ------
        RunError
            If it cannot be written.
        """
        if os.path.lexists(self.path):
            self._written()  # an error where it is no file, which would be waited for
        line = json_line({"event": event, "time": datetime.now(UTC).isoformat(timespec="milliseconds")} | facts)
        with named(self.path.parent), self.path.open("ab") as file:
            # A newline first: what was cut short stays a line of its own.
            file.write((b"" if self._is_whole() else b"\n") + line)
            file.flush()
            os.fsync(file.fileno())

    def events(self) -> list[dict[str, Any]]:
        """Return every whole event, from the first, and say which lines are not whole.

        Raises
        ------
        RunError
            If the file cannot be read.
        """
        lines = self._written().splitlines(keepends=True) if os.path.lexists(self.path) else []
        found = [unsealed(line) for line in lines]
        damaged = [str(number) for number, event in enumerate(found, start=1) if event is None]
        if damaged:
            warnings.warn(message("kept.lines", file=self.path, lines=", ".join(damaged)), SimWarning, stacklevel=2)
        return [event for event in found if event is not None]

    def _written(self) -> bytes:
        with opened(self.path) as file:
            size = file.seek(0, os.SEEK_END)
            file.seek(0)
            return file.read(size)

    def _is_whole(self) -> bool:
        size = self.path.stat().st_size
        if size == 0:
            return True
        with self.path.open("rb") as file:
            file.seek(-1, os.SEEK_END)
            return file.read(1) == b"\n"
