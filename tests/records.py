"""Records for tests of rules: a test names only what it is about; everything else is as usual."""

from functools import cache
from typing import Any, TypeVar, overload

from pydantic import BaseModel

from sim.parameters.world import World
from sim.quantities import Group
from sim.state import Community, Many, Office, Organization, Resident, ResidentDraws, Tie
from sim.state.record import Field, Record, fields

R = TypeVar("R", bound=Record)
M = TypeVar("M", bound=BaseModel)

STILL: dict[str, Any] = {
    **{"elders_tied": 0.0, "elders_afar": 0.0, "deliberated": 0.0, "work_rank": 126, "health": 0.0, "patience": 1.0},
    **{"culture_reach": 1.0, "heritage_reach": 1.0, "neighbourhood_reach": 1.0, "grassroots_reach": 1.0},
    **{"work": [1.0, 1.0, 0.5, 1.0, 0.0, 0.0, 0.0], "practice_new": 0.0},
    **{"bought_for": [1.0] * 8, "spent_in": [0] * 8},
    **{"organizing_minutes": 0, "active_ties": 400, "n_peers": 8, "wage_level": 1.0, "cost_level": 1.0},
    **{"duty_rank": 127, "peers_on_duty": 0, "in_cell": 0, "standing_domain": 0},
    **{"duty_share": 0.0, "member_visits": 0.0, "member_meetings": 0.0, "members_at_work": 0.0, "carried_chance": 0.0},
    **dict.fromkeys(("fee_places_lately", "fee_taken_lately", "places_lately", "taken_lately"), 0.0),
    **{"left_out": [0] * 8, "tenders_entered": 0, "bid_limit": 0.0, "contract_lately": 0.0, "contract_income": 0},
    **{"tender_money": [0.0] * 8, "tender_weight": [0.0] * 8, "claimed_cases": [1] * 8},
    **{"turns_to": 0, "seeks": 0},
    **{"fee_steps": 0, "idle_at_home": [0] * 36, "idle_in_street": [0] * 36},
}
"""Someone without a job, as healthy as usual, who knows eight people half actively and no party member, where nobody
deliberates, no cell is and the committee works as around 2016, in the first year."""


def record(kind: type[R], /, **given: object) -> R:
    """A record of the given fields alone: a rule that reads another one fails. Lists are the record's own."""
    known = _known(kind)
    for name, value in given.items():
        width = known[name].width if name in known else 1
        assert width == 1 or (isinstance(value, list) and len(value) == width), f"{name} must be a list of {width}"
    return kind(**{name: [*value] if isinstance(value, list) else value for name, value in given.items()})


def _still(kind: type[R], given: dict[str, object]) -> R:
    return record(kind, **{name: value for name, value in STILL.items() if name in _known(kind)} | given)


_KNOWN: dict[type[Record], dict[str, Field[Any]]] = {}


def _known(kind: type[Record]) -> dict[str, Field[Any]]:
    if kind not in _KNOWN:
        _KNOWN[kind] = fields(kind)
    return _KNOWN[kind]


def person(**given: object) -> Resident:
    """A resident with the given fields, else as in ``STILL``."""
    return _still(Resident, given)


def place(**given: object) -> Community:
    """A community with the given fields, else as in ``STILL``."""
    return _still(Community, given)


def street(n: int = 1, /, **columns: object) -> Many[Community]:
    """So many communities of one street, in their order, with the given fields as ``many`` takes them."""
    return many(Community, n, by_street=[*range(n)], street=7, paid_now=0, **columns)


def provider(**given: object) -> Organization:
    """A social organization with the given fields."""
    return record(Organization, **given)


def office(**given: object) -> Office:
    """An office with the given fields."""
    return record(Office, **given)


def tie(activation: int) -> Tie:
    """A tie that is so active [1/100]."""
    return Tie(activation=activation)


def draws(**draws: float) -> ResidentDraws:
    """The given uniforms of a resident's month."""
    return record(ResidentDraws, **draws)


def many(kind: type[R], n: int, /, **columns: object) -> Many[R]:
    """So many agents of a kind: a list has a value for each of them, any other value is everybody's."""
    for name, column in columns.items():
        assert not isinstance(column, list) or len(column) == n, f"{name} must be a list of {n}"
    rows = ({name: one[i] if isinstance(one, list) else one for name, one in columns.items()} for i in range(n))
    return Many([_still(kind, row) for row in rows])


def residents(n: int, /, **columns: object) -> Many[Resident]:
    """So many residents as ``many`` makes them, all of them among those with a case, with room to line them up."""
    room: dict[str, object] = {"holders": [*range(n)], "chosen": [[9, 9]] * n, "queue": [[9, 9]] * n, "crowd": 9}
    return many(Resident, n, **room | columns)


def line(people: Many[Resident], entries: list[int]) -> int:
    """Line up the cases of residents, and say how long the queue is."""
    queue = people.column(Resident.queue)
    for turn, entry in enumerate(entries):
        queue[turn] = entry
    return len(entries)


@overload
def usual(**given: object) -> World: ...
@overload
def usual(kind: type[M], /, **given: object) -> M: ...
def usual(kind: type[BaseModel] = World, /, **given: object) -> BaseModel:
    """The world, or a group of parameters or levers, with the given ones among its own and its groups'; else the baseline's.

    A vector is given as a list; whether a value is in its domain is not asked.
    """
    unknown = [
        name for name in given if not any(name in group.model_fields for group in (kind, *_groups(kind).values()))
    ]
    assert not unknown, f"{kind.__name__} has no {', '.join(unknown)}"
    whole = _baseline(kind)
    changed = {name: value for name, value in given.items() if name in kind.model_fields}
    for name, group in _groups(kind).items():
        if inside := {one: given[one] for one in group.model_fields if one in given}:
            changed[name] = getattr(whole, name).model_copy(update=inside)
    return whole.model_copy(update=changed)


@cache
def _baseline(kind: type[BaseModel]) -> BaseModel:
    return kind()


@cache
def _groups(kind: type[BaseModel]) -> dict[str, type[Group]]:
    """The groups of parameters that a class holds."""
    return {name: type(value) for name, value in _baseline(kind) if isinstance(value, Group)}
