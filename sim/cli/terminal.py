"""Standard output and error as commands write to them: what a terminal would obey is written out, not sent."""

import os
import sys
from typing import Any, TextIO, cast

from sim.language.wrapping import visible


class Visible:
    """A stream through which no control character passes but new lines and tabs.

    ``raw`` is the stream itself, for what draws on the terminal on purpose.
    """

    def __init__(self, raw: TextIO) -> None:
        self.raw = raw

    def write(self, text: str) -> int:
        """Write a text made visible; a file's name, say, may hold anything."""
        self.raw.write(visible(text))
        return len(text)

    def writelines(self, lines: list[str]) -> None:
        """Write texts one after the other."""
        for line in lines:
            self.write(line)

    def __getattr__(self, name: str) -> Any:
        """Everything else is as the stream has it."""
        return getattr(self.raw, name)


def guard_streams() -> None:
    """Make both streams harmless; one that the caller closed swallows what is written, and what cannot be encoded shows."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if isinstance(stream, Visible):
            continue
        raw = stream or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115  as long as the process
        if hasattr(raw, "reconfigure"):
            raw.reconfigure(errors="replace")
        setattr(sys, name, cast(TextIO, Visible(raw)))


def drawn(stream: TextIO) -> TextIO:
    """Return the stream for what draws: bars and tables of a terminal, whose texts were made visible before."""
    return stream.raw if isinstance(stream, Visible) else stream
