"""A parameter with its unit, its hard domain, its plausible range, its source and its meaning in two languages."""

from collections.abc import Iterator, Mapping
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
    ``intervention`` marks a lever that the one intensity (``intensity.multiplier``) multiplies. ``meanings`` says in
    each language what the number is.
    """

    path: str
    name: str
    unit: str
    domain: Range
    plausible: Range
    default: tuple[float, ...]
    source: str
    meanings: Mapping[str, str]
    keys: tuple[str, ...]
    integer: bool
    intervention: bool = False

    def meaning(self, lang: str) -> str:
        """Say what the number is, as a phrase that can be read alone."""
        return self.meanings[lang]

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


class ByDomain(Vector):
    """One number for each domain of services."""

    elderly_care: float
    children_education: float
    health: float
    culture: float
    social_security: float
    housing: float
    population_services: float
    convenience: float


class ByType(Vector):
    """One number for each type of community."""

    traditional: float
    market: float
    rural: float
    industrial: float


class ByAge(Vector):
    """One number for each age group."""

    age_0_14: float
    age_15_17: float
    age_18_29: float
    age_30_49: float
    age_50_59: float
    age_60_69: float
    age_70_79: float
    age_80_plus: float

    @classmethod
    def from_youngest(cls, *numbers: float) -> Self:
        """Give each age group its number, from the youngest to the oldest."""
        return cls(**dict(zip(cls.model_fields, numbers, strict=True)))


DOMAINS = tuple(ByDomain.model_fields)
TYPES = tuple(ByType.model_fields)
AGES = tuple(ByAge.model_fields)


@dataclass(frozen=True)
class Declared:
    """A parameter of a ``Group`` as it is declared.

    What it is stands in ``sim/language/parameters.toml``; an extension says it by ``share(0.28, (0.1, 0.6)).means(en, zh)``.
    """

    default: float | Vector
    facts: dict[str, Any]

    def means(self, en: str, zh: str) -> Any:
        """Say in English and in Chinese what the number is, each as a phrase that can be read alone."""
        return Declared(self.default, self.facts | {"meanings": {"en": en, "zh": zh}})


class Group(BaseModel):
    """Parameters that belong together, each inside its domain."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False, strict=True)

    def __init_subclass__(cls, **settings: Any) -> None:
        super().__init_subclass__(**settings)
        for name, value in [*vars(cls).items()]:
            if isinstance(value, Declared):
                setattr(cls, name, Field(value.default, json_schema_extra=value.facts))

    @model_validator(mode="after")
    def _inside_domains(self) -> Self:
        for name, field in type(self).model_fields.items():
            low, high = facts(field)["domain"]
            for value in numbers(getattr(self, name)):
                if not low <= value <= high:
                    raise ValueError(f"{name} is {value:g}; it must be from {low:g} to {high:g}")
        return self


@dataclass(frozen=True)
class Kind:
    """A usual kind of parameter: its unit, and the domain unless a declaration gives another one."""

    unit: str
    domain: Range

    def __call__(
        self,
        default: float | Vector,
        plausible: Range,
        *,
        domain: Range | None = None,
        source: str = ASSUMED,
        intervention: bool = False,
    ) -> Any:
        """Declare a parameter of this kind, as the value of a field; ``Quantity`` says what each fact is."""
        limits = {"domain": list(domain or self.domain), "plausible": list(plausible)}
        facts = {"unit": self.unit, "source": source, "intervention": intervention, "meanings": {}}
        return Declared(default, limits | facts)


share = Kind("share", (0, 1))
weight = Kind("1", (-100, 100))
factor = Kind("1", (0, 100))
per_month = Kind("per month", (0, 1))
per_year = Kind("per year", (0, 1))
months = Kind("months", (0, 1200))
yuan_per_resident = Kind("yuan per resident and year", (0, 10_000))
intensity = Kind("intensity", (0, 2))
practice = Kind("practice around 2016 = 1", (0, 2))
switch = Kind("switch", (0, 1))


def quantity(
    default: float | Vector,
    plausible: Range,
    *,
    unit: str,
    domain: Range,
    source: str = ASSUMED,
    intervention: bool = False,
) -> Any:
    """Declare a parameter of no usual kind."""
    return Kind(unit, domain)(default, plausible, source=source, intervention=intervention)


def facts(field: FieldInfo) -> dict[str, Any]:
    """Return what a field's declaration says of it."""
    return cast(dict[str, Any], field.json_schema_extra)


def numbers(value: float | Vector) -> Iterator[float]:
    """Yield the single number, or a vector's numbers in key order."""
    if isinstance(value, Vector):
        yield from (float(getattr(value, key)) for key in type(value).model_fields)
    else:
        yield float(value)
