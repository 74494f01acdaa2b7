"""What happened in a folder of runs: a file of JSON lines that only ever grows."""

import json
import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sim.runs.atomic import named


class Journal:
    """The file ``journal.jsonl`` of a folder; a line that a kill or a full disk cut short is passed over."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "journal.jsonl"

    def note(self, event: str, **facts: Any) -> None:
        """Add an event with the present time.

        Raises
        ------
        RunError
            If it cannot be written.
        """
        line = json.dumps({"event": event, "time": datetime.now(UTC).isoformat(timespec="milliseconds")} | facts)
        with named(self.path.parent), self.path.open("ab") as file:
            # A newline first: what was cut short stays a line of its own.
            file.write((b"" if self._is_whole() else b"\n") + line.encode() + b"\n")
            file.flush()
            os.fsync(file.fileno())

    def events(self) -> Iterator[dict[str, Any]]:
        """Yield every whole event, from the first."""
        for line in self.path.read_bytes().splitlines() if self.path.exists() else ():
            try:
                yield json.loads(line)
            except ValueError:
                continue

    def _is_whole(self) -> bool:
        size = self.path.stat().st_size
        if size == 0:
            return True
        with self.path.open("rb") as file:
            file.seek(-1, os.SEEK_END)
            return file.read(1) == b"\n"
