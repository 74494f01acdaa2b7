"""What a file from outside the package declares."""

import itertools
import warnings
from collections.abc import Iterable, Mapping
from dataclasses import InitVar, dataclass, field
from functools import cached_property

from sim.engine.columns import Column, columns_of
from sim.engine.reads import DRAWS
from sim.engine.steps import Step
from sim.errors import InputError, SimWarning
from sim.model.extensions import OwnOutcome
from sim.parameters.flat import quantities
from sim.quantities import Group, Quantity
from sim.state.record import Draws, Field, Record

NEW_FORM = """{name}= is the form of earlier versions; declare records and groups, and let rules read them:
    class Saver(Resident):
        time_credit = real("credit in the time bank", "hours", "f4")
    class TimeBank(Group):
        credit_per_hour: float = share(0.0, (0, 1)).means("hours credited for an hour given", "每志愿服务一小时计入的时长")
    @rule
    def earn_credit(me: Saver, policy: TimeBank) -> None:
        me.time_credit += policy.credit_per_hour * me.volunteer_minutes / 60.0
    extension = Extension(records=(Saver,), levers={{"timebank": TimeBank}}, steps=...)
docs/tutorials/own-rule.md has all of it"""

LUCK_IS_DRAWS = (
    "luck= is called draws= now, and Luck, ResidentLuck, OrganizationLuck are Draws, ResidentDraws, OrganizationDraws"
)


@dataclass(frozen=True)
class Extension:
    """Additions to the model.

    Attributes
    ----------
    records
        Classes of records with fields of their own, below ``Resident``, ``Organization``, ``Community`` or ``Office``, also
        by way of another class. Fields are kept for the whole run, and 0 when it begins.
    levers, world
        Groups of parameters by their names: of levers, which a city chooses, and of world parameters.
    draws
        Classes of uniforms of their own, below ``Draws`` with the ``table`` that they belong to, or below ``ResidentDraws`` or
        ``OrganizationDraws``, whose uniforms they then have too.
    steps
        By the name of the step that they follow.
    outcomes
        Made of columns of communities.
    """

    records: tuple[type[Record], ...] = ()
    levers: Mapping[str, type[Group]] = field(default_factory=dict)
    world: Mapping[str, type[Group]] = field(default_factory=dict)
    draws: tuple[type[Draws], ...] = ()
    steps: Mapping[str, tuple[Step, ...]] = field(default_factory=dict)
    outcomes: tuple[OwnOutcome, ...] = ()
    columns: InitVar[object] = None
    parameters: InitVar[object] = None
    luck: InitVar[tuple[type[Draws], ...]] = ()

    def __post_init__(self, columns: object, parameters: object, luck: tuple[type[Draws], ...]) -> None:
        for name, given in (("columns", columns), ("parameters", parameters)):
            if given is not None:
                raise InputError(NEW_FORM.format(name=name))
        if luck:  # the name until version 0.1
            warnings.warn(LUCK_IS_DRAWS, SimWarning, stacklevel=3)
            object.__setattr__(self, "draws", (*self.draws, *luck))

    @cached_property
    def own_columns(self) -> dict[str, tuple[Column, ...]]:
        """The columns of its fields by table."""
        found: dict[str, tuple[Column, ...]] = {}
        for kind in own_classes(self.records):
            columns = {column.name: column for column in columns_of(kind)}
            own = tuple(columns[name] for name, value in vars(kind).items() if isinstance(value, Field))
            found[kind.table] = found.get(kind.table, ()) + own
        return found

    @cached_property
    def own_parameters(self) -> tuple[Quantity, ...]:
        """Its levers and world parameters."""
        return (*_quantities(self.levers, ""), *_quantities(self.world, "world."))

    @cached_property
    def own_draws(self) -> dict[str, tuple[tuple[str, ...], ...]]:
        """Its uniforms by table, in blocks of four."""
        found: dict[str, list[str]] = {}
        for kind in own_classes(self.draws):
            own = [DRAWS + name for name, value in vars(kind).items() if isinstance(value, Field)]
            found.setdefault(kind.table, []).extend(own)
        return {table: tuple(_fours(names)) for table, names in found.items()}


def own_classes(kinds: Iterable[type[Record]]) -> list[type[Record]]:
    """The classes that an extension declared, those that others build on first; not the model's."""
    found = dict.fromkeys(base for kind in kinds for base in reversed(kind.__mro__) if issubclass(base, Record))
    return [kind for kind in found if kind.__module__.partition(".")[0] != "sim"]


def _quantities(groups: Mapping[str, type[Group]], prefix: str) -> Iterable[Quantity]:
    return itertools.chain.from_iterable(quantities(group, f"{prefix}{name}.") for name, group in groups.items())


def _fours(names: list[str]) -> Iterable[tuple[str, ...]]:
    return (tuple(names[begin : begin + 4]) for begin in range(0, len(names), 4))
