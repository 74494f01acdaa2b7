"""What a city file gives resident by resident: thresholds, ties, who believes a rumour at the start."""

from collections import Counter
from collections.abc import Iterator
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from sim.state.words import TIES

SHOWN = 10
Threshold = Annotated[float, Field(ge=-1e6, le=1e6)]
Resident = Annotated[int, Field(ge=0)]


class Part(BaseModel):
    """Figures that belong together; a name that is none of them is refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


class Given(Part):
    """Traits and ties that are given and not drawn; residents count from 0, community by community.

    Attributes
    ----------
    thresholds
        One for each resident, as ``thresholds_in`` says: a share of peers, a number of persons of the own community (for
        complete mixing), or a number of the persons one is tied to.
    ties
        Pairs of residents of one community, each known to the other; at most eight a resident. Given, they replace all others.
    believers
        Residents who believe a rumour before the first month.
    """

    thresholds: tuple[Threshold, ...] | None = None
    thresholds_in: Literal["share", "persons", "tied_persons"] = "share"
    ties: tuple[tuple[Resident, Resident], ...] | None = None
    believers: tuple[Resident, ...] = ()

    @model_validator(mode="after")
    def _ties_can_be_kept(self) -> Self:
        wrong = list(_not_kept([(min(pair), max(pair)) for pair in self.ties or ()]))
        if wrong:
            more = [f"and {len(wrong) - SHOWN} more like these"] if len(wrong) > SHOWN else []
            raise ValueError("; ".join(("ties: " + wrong[0], *wrong[1:SHOWN], *more)))
        return self


def _not_kept(pairs: list[tuple[int, int]]) -> Iterator[str]:
    ends = Counter(end for pair in pairs for end in pair)
    for pair, count in Counter(pairs).items():
        if pair[0] == pair[1]:
            yield f"resident {pair[0]} is tied to itself; remove the tie"
        elif count > 1:
            yield f"residents {pair[0]} and {pair[1]} are tied {count} times; name each tie once"
    for resident, count in ends.items():
        if count > TIES:
            yield f"resident {resident} has {count} ties; remove some: at most {TIES} can be kept"
