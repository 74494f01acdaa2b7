"""What a file from outside the package declares."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from sim.engine.columns import Column
from sim.engine.steps import Step
from sim.model.own import OwnOutcome
from sim.parameters.quantity import ASSUMED, Quantity, Range


@dataclass(frozen=True)
class Extension:
    """Additions to the model.

    ``columns`` are by table, kept for the whole run, and 0 when it begins. ``parameters`` are levers, or world parameters
    where their path begins with ``world.``. ``draws`` are blocks of up to four uniforms by table. ``steps`` are by the name
    of the step that they follow. ``outcomes`` are made of columns of communities.
    """

    columns: Mapping[str, tuple[Column, ...]] = field(default_factory=dict)
    parameters: tuple[Quantity, ...] = ()
    draws: Mapping[str, tuple[tuple[str, ...], ...]] = field(default_factory=dict)
    steps: Mapping[str, tuple[Step, ...]] = field(default_factory=dict)
    outcomes: tuple[OwnOutcome, ...] = ()


def quantity(
    path: str,
    default: float,
    *,
    unit: str,
    domain: Range,
    plausible: Range,
    en: str,
    zh: str,
    source: str = ASSUMED,
) -> Quantity:
    """Declare a lever (``group.name``) or a world parameter (``world.group.name``): one number.

    Outside ``domain`` is an error, outside ``plausible`` a notice. A lever's default should change nothing.
    """
    name = path.rpartition(".")[2]
    return Quantity(path, name, unit, domain, plausible, (float(default),), source, en, zh, keys=(), integer=False)
