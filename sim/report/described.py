"""What a report needs to know about a scenario."""

from collections.abc import Mapping, Sequence
from typing import Protocol


class Described(Protocol):
    """A scenario that can be named and questioned in both languages."""

    @property
    def name(self) -> Mapping[str, str]:
        """Display name by language."""

    @property
    def question(self) -> Mapping[str, str]:
        """The question that it answers, by language."""

    @property
    def reference(self) -> str:
        """The name or file that the command line takes."""

    @property
    def notices(self) -> Sequence[str]:
        """What the reader should know about its values."""
