"""A city's figures, as a file gives them or as they follow from its communities."""

from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from sim.city.given import Given, Part
from sim.language import hidden
from sim.quantities import TYPES
from sim.state.words import N_AGES

MOST_POSTS = 10
"""Of a resident: far beyond any city, and few enough for amounts of money to be counted exactly."""
Share = Annotated[float, Field(ge=0, le=1)]
Shares = Annotated[tuple[Share, ...], Field(min_length=N_AGES, max_length=N_AGES)]
ByType = Annotated[tuple[Share, ...], Field(min_length=4, max_length=4)]
Weights = Annotated[tuple[Annotated[float, Field(ge=0, le=1000)], ...], Field(min_length=N_AGES, max_length=N_AGES)]


def _shown(name: str) -> str:
    if hidden(name) or "\n" in name:
        raise ValueError("the text has control characters; write it without")
    return name


Name = Annotated[str, Field(max_length=200), AfterValidator(_shown)]


def _alike(spread: object) -> object:
    return (spread,) * 4 if isinstance(spread, int | float) else spread


Spreads = Annotated[tuple[Share, ...], BeforeValidator(_alike), Field(min_length=4, max_length=4)]


class Time(Part):
    """When the simulation begins, and how many months it covers unless asked otherwise."""

    start: str = Field(pattern=r"^\d{4}-(0[1-9]|1[0-2])$")
    horizon: int = Field(ge=1, le=1200)


class Figures(Time):
    """Numbers of the whole city."""

    residents: int = Field(ge=1, le=50_000_000)
    communities: int = Field(ge=1, le=100_000)
    districts: int = Field(ge=0, le=10_000)
    streets: int = Field(ge=0, le=100_000)
    size_spread: float = Field(ge=0, le=2)

    @model_validator(mode="after")
    def _both_or_neither(self) -> Self:
        if (self.districts == 0) != (self.streets == 0):
            counted = f"districts = {self.districts} and streets = {self.streets}"
            raise ValueError(f"{counted}; give at least one of each, or 0 of both for a city without any offices")
        if self.communities > self.residents:
            raise ValueError(f"{self.communities} communities for {self.residents} residents; each needs one at least")
        return self


class _Peopled(Part):
    """Who lives somewhere."""

    ages: Shares
    registered: Share

    @model_validator(mode="after")
    def _all_ages(self) -> Self:
        if abs(sum(self.ages) - 1) > 1e-6:
            raise ValueError(f"ages add up to {sum(self.ages):g}; they must add up to 1")
        return self


class TypeOfCommunity(_Peopled):
    """One type's share of communities and residents, and who lives there."""

    communities: Share
    residents: Share


class Community(_Peopled):
    """One community of a city that lists its own; without a district or street it shares one with all such."""

    name: Name = Field(min_length=1)
    type: Literal["traditional", "market", "rural", "industrial"]
    residents: int = Field(ge=1, le=1_000_000)
    staff: float = Field(ge=0, le=10_000)
    budget_per_resident: float = Field(ge=0, le=100_000)
    district: Name = ""
    street: Name = ""

    @model_validator(mode="after")
    def _not_all_staff(self) -> Self:
        if self.staff > MOST_POSTS * self.residents:
            raise ValueError(f"{self.staff:g} staff for {self.residents} residents; at most {MOST_POSTS} a resident")
        return self


class OrganizationFigures(Part):
    """How many organizations, and how large."""

    registered_per_10000: float = Field(ge=0, le=1_000)
    filed_per_10000: float = Field(ge=0, le=1_000)
    registered_posts: float = Field(ge=0, le=MOST_POSTS)
    filed_posts: float = Field(ge=0, le=MOST_POSTS)
    government_share: Share = 0.4
    size_spread: float = Field(ge=0, le=2)


class CommitteeFigures(Part):
    """Committees' staff."""

    posts_per_1000: float = Field(ge=0, le=1_000 * MOST_POSTS)


class Start(Part):
    """Residents' states before the first month; four numbers are by type of community.

    ``takes_part_by_age`` is how often each age takes part against the others. ``spread`` has four numbers for belonging,
    trust, experience and expectation, or one for all. ``expectation_follows`` is the correlation of the last two.
    """

    takes_part: ByType
    takes_part_by_age: Weights = (1.0,) * N_AGES
    belonging: ByType
    trust: Share
    experience: Share
    expectation: Share | None = None
    expectation_follows: Share = 1.0
    spread: Spreads
    open_share: Share
    waiting: float = Field(ge=0, le=120)
    registered_of_willing: Share = 0.0
    believers: Share = 0.0


class Names(Part):
    """A name in both languages."""

    en: Name
    zh: Name


class Profile(Part):
    """Everything that makes a city but for its seed."""

    name: Names
    city: Figures
    types: dict[str, TypeOfCommunity]
    organizations: OrganizationFigures
    committees: CommitteeFigures
    start: Start
    communities: tuple[Community, ...] = ()
    given: Given | None = None

    @model_validator(mode="after")
    def _all_types(self) -> "Profile":
        if tuple(self.types) != TYPES:
            raise ValueError(f"types are {', '.join(self.types)}; they must be {', '.join(TYPES)}, in this order")
        for what in ("communities", "residents"):
            total = sum(getattr(kind, what) for kind in self.types.values())
            if abs(total - 1) > 1e-6:
                raise ValueError(f"the types' shares of {what} add up to {total:g}; they must add up to 1")
        return self
