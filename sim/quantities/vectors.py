"""The things that a vector parameter has one number for."""

from typing import Self

from sim.quantities.quantity import Vector


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
