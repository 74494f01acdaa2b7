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
    """Every tie of every resident applies a rule; what it gives is kept with the tie, or added up for the resident.

    The rule is given numbers of the tie (a column of ties), of the resident, of the one tied to it (``their_`` before a
    column's name), of the community, and the ``tie_slot``. Of the columns ``writes`` those of ties get a number a tie, the
    others a sum over ties.
    """

    rule: Function
    writes: tuple[str, ...]

    @property
    def name(self) -> str:
        """The rule's name."""
        return self.rule.__name__


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
