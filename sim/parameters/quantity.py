"""A parameter with its unit, its hard domain, its plausible range, its source and its meaning in two languages."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Self, cast

from pydantic import BaseModel, ConfigDict, Field, model_validator
from pydantic.fields import FieldInfo

Range = tuple[float, float]

ASSUMED = "assumed"


@dataclass(frozen=True)
class Quantity:
    """One parameter as users, engines and documents know it.

    ``path`` is what a scenario writes (``provision.menu_share``, ``world.satisfaction.negativity``) and ``name`` its
    last word, unique over all parameters. ``keys`` names a vector's entries and is empty for a single number;
    ``default`` has one number an entry. Outside ``domain`` is an error, outside ``plausible`` a notice.
    """

    path: str
    name: str
    unit: str
    domain: Range
    plausible: Range
    default: tuple[float, ...]
    source: str
    en: str
    zh: str
    keys: tuple[str, ...]
    integer: bool

    @property
    def entries(self) -> tuple[str, ...]:
        """The dotted path of each number."""
        return tuple(f"{self.path}.{key}" for key in self.keys) or (self.path,)


class Vector(BaseModel):
    """One number for each of some named things; every field is a float."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False, strict=True)

    @classmethod
    def all(cls, value: float) -> Self:
        """Give the same value to every key."""
        return cls(**dict.fromkeys(cls.model_fields, value))

    def __getitem__(self, place: int) -> float:
        """The number of the key at a place, as rules read it."""
        number: float = getattr(self, tuple(type(self).model_fields)[place])
        return number

    def __len__(self) -> int:
        return len(type(self).model_fields)


class Group(BaseModel):
    """Parameters that belong together, each inside its domain."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False, strict=True)

    @model_validator(mode="after")
    def _inside_domains(self) -> Self:
        for name, field in type(self).model_fields.items():
            low, high = facts(field)["domain"]
            for value in numbers(getattr(self, name)):
                if not low <= value <= high:
                    raise ValueError(f"{name} is {value:g}; it must be from {low:g} to {high:g}")
        return self


def quantity(
    default: float | Vector,
    *,
    unit: str,
    domain: Range,
    plausible: Range,
    source: str = ASSUMED,
    en: str,
    zh: str,
) -> Any:
    """Declare a parameter of a ``Group``: its default and everything that is known about it."""
    extra = {"unit": unit, "domain": list(domain), "plausible": list(plausible), "source": source, "en": en, "zh": zh}
    return Field(default, json_schema_extra=cast(dict[str, Any], extra))


def facts(field: FieldInfo) -> dict[str, Any]:
    """Return what ``quantity`` recorded about a field."""
    return cast(dict[str, Any], field.json_schema_extra)


def numbers(value: float | Vector) -> Iterator[float]:
    """Yield the single number, or a vector's numbers in key order."""
    if isinstance(value, Vector):
        yield from (float(getattr(value, key)) for key in type(value).model_fields)
    else:
        yield float(value)
