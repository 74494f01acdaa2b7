"""What a month is made of: four kinds of step."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

Function = Callable[..., Any]


@dataclass(frozen=True)
class Each:
    """Every agent of a table applies a rule to what it knows and keeps the results in the columns ``writes``.

    Only rows whose column ``where`` is not zero take part. An agent reads its own columns and its community's; what others
    do reaches it through totals and ties taken in earlier steps, so the order of agents cannot matter.
    """

    table: str
    rule: Function
    writes: tuple[str, ...]
    where: str | None = None

    @property
    def name(self) -> str:
        """The rule's name."""
        return self.rule.__name__


@dataclass(frozen=True)
class Total:
    """Whole numbers that a rule gives for each agent, added up in the community's columns ``writes``."""

    table: str
    rule: Function
    writes: tuple[str, ...]

    @property
    def name(self) -> str:
        """The rule's name."""
        return self.rule.__name__


@dataclass(frozen=True)
class Ties:
    """The sum of a resident's column over the residents tied to it, kept in the column ``writes``.

    ``weight`` names a column with a number for each tie, by which each of them counts.
    """

    of: str
    writes: str
    weight: str | None = None

    @property
    def name(self) -> str:
        """Made of the column summed."""
        return f"ties_{self.of}"


@dataclass(frozen=True)
class Settle:
    """A settlement: a function of columns that rations, divides or pays, for each community or once for the city.

    It is given columns by the names of its arguments: of residents and organizations the community's part; of the
    community a number, or a column where it is in ``writes`` or wider than one.
    """

    function: Function
    writes: tuple[str, ...]
    city: bool = False

    @property
    def name(self) -> str:
        """The function's name."""
        return self.function.__name__


Step = Each | Total | Ties | Settle
