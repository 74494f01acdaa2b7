"""A city's profile: its figures as a file gives them."""

import tomllib
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from sim.errors import InputError
from sim.parameters.vectors import TYPES
from sim.scenario.library import folders

Share = Annotated[float, Field(ge=0, le=1)]
Shares = Annotated[tuple[Share, ...], Field(min_length=8, max_length=8)]
ByType = Annotated[tuple[Share, ...], Field(min_length=4, max_length=4)]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


class Figures(_Part):
    """Numbers of the whole city."""

    start: str = Field(pattern=r"^\d{4}-(0[1-9]|1[0-2])$")
    horizon: int = Field(ge=1, le=1200)
    residents: int = Field(ge=1)
    communities: int = Field(ge=1)
    districts: int = Field(ge=1)
    streets: int = Field(ge=1)
    size_spread: float = Field(ge=0, le=2)


class TypeOfCommunity(_Part):
    """One type's share of communities and residents, and who lives there."""

    communities: Share
    residents: Share
    registered: Share
    ages: Shares

    @model_validator(mode="after")
    def _all_ages(self) -> "TypeOfCommunity":
        if abs(sum(self.ages) - 1) > 1e-6:
            raise ValueError(f"ages add up to {sum(self.ages):g}; they must add up to 1")
        return self


class OrganizationFigures(_Part):
    """How many organizations, and how large."""

    registered_per_10000: float = Field(ge=0)
    filed_per_10000: float = Field(ge=0)
    registered_posts: float = Field(ge=0)
    filed_posts: float = Field(ge=0)
    size_spread: float = Field(ge=0, le=2)


class CommitteeFigures(_Part):
    """Committees' staff."""

    posts_per_1000: float = Field(ge=0)


class Start(_Part):
    """Residents' states before the first month; four numbers are by type of community."""

    takes_part: ByType
    belonging: ByType
    trust: Share
    experience: Share
    spread: Share
    open_share: Share
    waiting: float = Field(ge=0, le=120)
    registered_of_willing: Share = 0.0


class Names(_Part):
    """A name in both languages."""

    en: str
    zh: str


class Profile(_Part):
    """Everything that makes a city but for its seed."""

    name: Names
    city: Figures
    types: dict[str, TypeOfCommunity]
    organizations: OrganizationFigures
    committees: CommitteeFigures
    start: Start

    @model_validator(mode="after")
    def _all_types(self) -> "Profile":
        if tuple(self.types) != TYPES:
            raise ValueError(f"types are {', '.join(self.types)}; they must be {', '.join(TYPES)}, in this order")
        for what in ("communities", "residents"):
            total = sum(getattr(kind, what) for kind in self.types.values())
            if abs(total - 1) > 1e-6:
                raise ValueError(f"the types' shares of {what} add up to {total:g}; they must add up to 1")
        return self


def city_names() -> list[str]:
    """Every city whose profile can be found by name."""
    return sorted(_named())


def load_profile(name: str) -> Profile:
    """Read a city by name, or a profile's file by its path.

    Raises
    ------
    InputError
        Where there is no such city, or its file is not a valid profile; all problems at once.
    """
    path = Path(name) if Path(name).is_file() else _named().get(name)
    if path is None:
        known = ", ".join(city_names())
        raise InputError(f"city {name!r}: no such city; there are {known}, or give the path of a profile's file")
    try:
        return Profile.model_validate(tomllib.loads(path.read_text(encoding="utf8")))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: not a TOML text file: {error}") from error
    except ValidationError as error:
        raise InputError("\n".join(f"{path}: {_where(e['loc'])}: {e['msg']}" for e in error.errors())) from error


def _where(location: tuple[int | str, ...]) -> str:
    return ".".join(map(str, location)) or "file"


def _named() -> dict[str, Path]:
    return {path.stem: path for folder in reversed(folders()) for path in (folder / "cities").glob("*.toml")}
