"""A city that lists its communities: what follows for the whole, and for a part or a small copy of it."""

from collections import Counter
from collections.abc import Sequence
from typing import Annotated, NamedTuple, Self

import numpy as np
import numpy.typing as npt
from pydantic import Field, model_validator

from sim.city.figures import (
    CommitteeFigures,
    Community,
    Figures,
    Names,
    OrganizationFigures,
    Profile,
    Start,
    Time,
    TypeOfCommunity,
)
from sim.city.given import Given, Part
from sim.parameters import LEVERS
from sim.quantities import TYPES

MOST_COMMUNITIES = 10_000
Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
USUAL_BUDGET = next(lever.default[0] for lever in LEVERS if lever.path == "funding.budget_per_resident")
"""Yuan per resident and year that the scenarios' budgets are meant against: the practice around 2016."""


class OwnCity(Part):
    """What the file of a city with communities of its own says; the rest of a profile follows from the communities."""

    name: Names
    city: Time
    organizations: OrganizationFigures
    start: Start
    communities: Annotated[tuple[Community, ...], Field(min_length=1, max_length=MOST_COMMUNITIES)]
    given: Given | None = None

    @model_validator(mode="after")
    def _names_differ(self) -> Self:
        names = [community.name for community in self.communities]
        twice = sorted(name for name, count in Counter(names).items() if count > 1)
        if twice:
            raise ValueError(f"two communities bear the name {', '.join(twice)}; each needs a name of its own")
        return self

    def profile(self) -> Profile:
        """The city with its shares of types and its totals."""
        residents = sum(community.residents for community in self.communities)
        figures = Figures(
            start=self.city.start,
            horizon=self.city.horizon,
            residents=residents,
            communities=len(self.communities),
            districts=len(set(offices(self.communities)[0])),
            streets=len(set(offices(self.communities)[1])),
            size_spread=0.0,
        )
        return Profile(
            name=self.name,
            city=figures,
            types={kind: self._type(kind, residents) for kind in TYPES},
            organizations=self.organizations,
            committees=CommitteeFigures(posts_per_1000=1000 * sum(one.staff for one in self.communities) / residents),
            start=self.start,
            communities=self.communities,
            given=self.given,
        )

    def _type(self, kind: str, residents: int) -> TypeOfCommunity:
        """One type's part of the city; a type that the city lacks has nobody, and the city's mean for form's sake."""
        members = [community for community in self.communities if community.type == kind]
        weights = [community.residents for community in members or self.communities]
        mean = means(members or self.communities, np.array(weights))
        return TypeOfCommunity(
            communities=len(members) / len(self.communities),
            residents=sum(weights) / residents if members else 0.0,
            registered=float(mean.registered[0]),
            ages=tuple(mean.ages[0]),
        )


class Members(NamedTuple):
    """What communities are given: an entry each; ``ages`` of shape (communities, 8)."""

    ages: Floats
    registered: Floats
    staff_per_1000: Floats
    budget_factor: Floats


def members(communities: Sequence[Community]) -> Members:
    """What each of the communities is given; a budget is against the one that scenarios are meant against."""
    return Members(
        np.array([one.ages for one in communities]),
        np.array([one.registered for one in communities]),
        np.array([1000 * one.staff / one.residents for one in communities]),
        np.array([one.budget_per_resident / USUAL_BUDGET for one in communities]),
    )


def means(communities: Sequence[Community], weights: Ints) -> Members:
    """The same for one community that is the mean of them all."""
    return Members(*(np.average(each, axis=0, weights=weights)[None] for each in members(communities)))


def means_by_type(communities: Sequence[Community], kinds: Ints) -> Members:
    """The same for communities each of which is the mean of its type."""
    of_type = [[one for one in communities if one.type == TYPES[kind]] for kind in kinds]
    each = [means(some, np.array([one.residents for one in some])) for some in of_type]
    return Members(*(np.concatenate(parts) for parts in zip(*each, strict=True)))


def offices(communities: Sequence[Community]) -> tuple[list[int], list[int]]:
    """Each community's district and street, numbered as they first appear; a street is one of its district."""
    districts: dict[str, int] = {}
    streets: dict[tuple[str, str], int] = {}
    return (
        [districts.setdefault(one.district, len(districts)) for one in communities],
        [streets.setdefault((one.district, one.street), len(streets)) for one in communities],
    )
