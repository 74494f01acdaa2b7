"""What a report says of a scenario."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Described:
    """A scenario's reference, and by language its name and question; notices are in the report's language."""

    reference: str
    name: Mapping[str, str]
    question: Mapping[str, str]
    notices: Sequence[str] = ()
