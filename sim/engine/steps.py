"""What a month is made of: four kinds of step."""

import functools
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ClassVar

from sim.engine.lowering import lowered
from sim.engine.reads import Lowered, Way

Function = Callable[..., Any]


class _Step:
    """What steps have in common: a rule, and what is read from it."""

    rule: Function
    columns: tuple[str, ...]
    way: ClassVar[Way]

    @property
    def name(self) -> str:
        """The rule's name."""
        return self.rule.__name__

    @functools.cached_property
    def lowered(self) -> Lowered:
        """The rule as a function of plain numbers."""
        return lowered(self.rule, self.way)

    @functools.cached_property
    def writes(self) -> tuple[str, ...]:
        """The columns where results go: those that the rule names, else those that the step was given."""
        return self.lowered.writes or self.columns


@dataclass(frozen=True)
class Each(_Step):
    """Every agent of a table applies a rule to what it knows and keeps the fields that the rule assigns.

    Only rows whose column ``where`` is not zero take part. An agent reads its own columns and its community's; what others
    do reaches it through totals and ties taken in earlier steps, so the order of agents cannot matter. A rule of plain
    numbers says nothing of where its results go: they are kept in ``columns``.
    """

    table: str
    rule: Function
    columns: tuple[str, ...] = ()
    where: str | None = None
    way = "each"


@dataclass(frozen=True)
class Total(_Step):
    """Whole numbers that a rule adds for each agent to the community's columns."""

    table: str
    rule: Function
    columns: tuple[str, ...] = ()
    way = "total"


@dataclass(frozen=True)
class Ties(_Step):
    """Every tie of every resident applies a rule; what it assigns is kept with the tie, what it adds is the resident's sum.

    The rule is given the resident, the ``other`` one, their tie and their community, and the ``tie_slot``. To a rule of plain
    numbers the other's columns are ``their_`` before a column's name; of the columns those of ties get a number a tie.
    """

    rule: Function
    columns: tuple[str, ...] = ()
    way = "ties"


@dataclass(frozen=True)
class Settle(_Step):
    """A settlement: a rule that rations, divides or pays, for each community or once for the city.

    It is given columns: of residents and organizations the community's part; of the community a number, or a column where
    the rule changes it or it is wider than one. A settlement of the city is given whole columns. With ``by``, the name of a
    column, it is taken for each group of communities with the same number there: ``begin`` is the group's first place in a
    list of communities by that column.
    """

    rule: Function
    columns: tuple[str, ...] = ()
    city: bool = False
    by: str | None = None
    way = "settles"


Step = Each | Total | Ties | Settle
