"""What extensions added to the model in this process: empty unless ``sim.extend`` was called."""

from dataclasses import dataclass
from typing import Literal

from sim.engine.steps import Each, Step, Total
from sim.outcomes import Unit
from sim.rules import queue


@dataclass(frozen=True)
class OwnOutcome:
    """An outcome from outside the package: ``scale`` times a community's column ``count``, over its column ``per``.

    Both columns hold whole numbers and are summed over communities before they are divided. ``unit``, ``good``,
    ``matters`` and ``relative`` mean what they mean in ``sim.outcomes``.
    """

    name: str
    en: str
    zh: str
    unit: Unit
    good: Literal[-1, 0, 1]
    count: str
    per: str | None = None
    scale: float = 1.0
    matters: float = 0.01
    relative: bool = False

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of communities that it is made of."""
        return (self.count, self.per) if self.per else (self.count,)


STEPS: list[tuple[str, tuple[Step, ...]]] = []
"""Steps, each run of them with the step that it follows."""
DRAWS: dict[str, tuple[tuple[str, ...], ...]] = {}


IN_QUEUE: tuple[Step, ...] = (
    Total("residents", queue.count_misplaced),
    Each("residents", queue.keep_priority, where="case_domain"),
    Each("residents", queue.keep_turn, where="standing_domain"),
)
"""Steps that keep everybody in the queue where an extension decides on places there; the run stops at the month's end."""


def placed(steps: tuple[Step, ...], own: list[tuple[str, tuple[Step, ...]]] = STEPS) -> tuple[Step, ...]:
    """The steps with those of extensions behind the steps that they follow."""
    found = list(steps)
    for after, run in own:
        at = _names(found).index(after) + 1
        found[at:at] = run
    if {"priority", "standing_turn"} & {name for _, run in own for step in run for name in step.writes}:
        at = _names(found).index(queue.line_up.__name__)
        found[at:at] = IN_QUEUE
    return tuple(found)


def _names(steps: list[Step]) -> list[str]:
    return [step.name for step in steps]
