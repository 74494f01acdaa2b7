"""All parameters as rows of numbers, in the order in which they are declared."""

from collections.abc import Iterable, Iterator
from typing import cast

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from sim.language import LANGUAGES, text
from sim.parameters.levers import Levers
from sim.parameters.world import World
from sim.quantities import Group, Quantity, Vector, facts, numbers


def flatten(model: BaseModel) -> list[float]:
    """List every number of ``Levers`` or ``World`` in declaration order, vectors expanded in key order."""
    groups = [getattr(model, name) for name in type(model).model_fields]
    return [number for group in groups for name in type(group).model_fields for number in numbers(getattr(group, name))]


def offsets(quantities: Iterable[Quantity]) -> dict[str, slice]:
    """Map each parameter's name to its columns in a flat row."""
    found: dict[str, slice] = {}
    start = 0
    for quantity in quantities:
        found[quantity.name] = slice(start, start + len(quantity.entries))
        start += len(quantity.entries)
    return found


def _all(model: type[BaseModel], prefix: str = "") -> Iterator[Quantity]:
    for group_name, group_field in model.model_fields.items():
        yield from quantities(cast(type[Group], group_field.annotation), f"{prefix}{group_name}.")


def quantities(group: type[Group], prefix: str) -> Iterator[Quantity]:
    """The parameters of a group, whose path begins with the prefix."""
    for name, field in group.model_fields.items():
        yield _quantity(prefix + name, name=name, field=field)


def _quantity(path: str, *, name: str, field: FieldInfo) -> Quantity:
    known = facts(field)
    vector = isinstance(field.default, Vector)
    return Quantity(
        path=path,
        name=name,
        unit=known["unit"],
        domain=tuple(known["domain"]),
        plausible=tuple(known["plausible"]),
        default=tuple(numbers(field.default)),
        source=known["source"],
        meanings=known["meanings"] or {lang: text(f"parameter.{name}", lang) for lang in LANGUAGES},
        keys=tuple(type(field.default).model_fields) if vector else (),
        integer=field.annotation is int,
        intervention=known["intervention"],
    )


LEVERS: list[Quantity] = [*_all(Levers)]
WORLD: list[Quantity] = [*_all(World, "world.")]
