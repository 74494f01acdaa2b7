"""The room's whole state, a pure function of its journal: ``fold(events)``."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from sim.language import Language
from sim.workshop.journal import Event, Json
from sim.workshop.plan import PHASES, Plan


@dataclass(frozen=True)
class Person:
    """Somebody who joined; ``name`` is None after the facilitator has removed it, ``gone`` after the person was."""

    id: str
    name: str | None
    team: int
    lang: Language
    gone: bool = False


@dataclass(frozen=True)
class Proposal:
    """A policy that a person lays before the team, as a scenario's TOML, and who agrees."""

    id: str
    who: str
    toml: str
    changed: tuple[Json, ...]
    agreed: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Play:
    """A round as it is played.

    ``since`` and ``ends_at`` [s since 1970] are when its phase began and ends; while all is held ``left`` [s] counts.
    ``levels`` are the outcomes in the last year of a city that goes on as before, once they are known.
    """

    round: int
    levers: tuple[str, ...]
    shocks: tuple[str, ...]
    phase: str = PHASES[0]
    since: float = 0.0
    ends_at: float | None = None
    left: float | None = None
    levels: Mapping[str, float] = field(default_factory=dict)
    predictions: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    proposals: Mapping[int, Proposal] = field(default_factory=dict)
    commits: Mapping[int, Proposal] = field(default_factory=dict)
    closed: bool = False
    judged: Json | None = None
    stories: Mapping[int, Json] = field(default_factory=dict)


@dataclass(frozen=True)
class Room:
    """Everything that is known of a room."""

    plan: Plan
    code: str
    opened_at: float
    persons: Mapping[str, Person] = field(default_factory=dict)
    plays: Mapping[int, Play] = field(default_factory=dict)
    current: int | None = None
    held: bool = False
    frozen: bool = False
    board: Json = field(default_factory=dict)
    closed: bool = False
    last: int = 0

    @property
    def play(self) -> Play | None:
        """The round that is on."""
        return None if self.current is None else self.plays[self.current]

    def team(self, number: int) -> list[Person]:
        """Who is in a team."""
        return [one for one in self.persons.values() if one.team == number and not one.gone]

    @property
    def teams(self) -> list[int]:
        """The teams that have anybody."""
        return [number for number in range(1, self.plan.teams + 1) if self.team(number)]

    @property
    def all_committed(self) -> bool:
        """Whether every team that has anybody has committed in the round that is on."""
        return self.play is not None and bool(self.teams) and all(one in self.play.commits for one in self.teams)


def fold(events: Iterable[Event], plan: Plan) -> Room:
    """The room after some events, of which the first opened it."""
    room: Room | None = None
    for event in events:
        room = after(room, event, plan)
    if room is None:
        raise ValueError("a room begins with its opening")
    return room


def after(room: Room | None, event: Event, plan: Plan) -> Room:
    """The room after one more event."""
    if room is None:
        return Room(plan, event.data["code"], event.at, last=event.number)
    known = _AFTER.get(event.kind)
    return replace(known(room, event) if known else room, last=event.number)


def _joined(room: Room, event: Event) -> Room:
    data = event.data
    return _with_person(room, Person(data["person"], data["name"], data["team"], data["lang"]))


def _person(room: Room, event: Event) -> Room:
    """Moved, renamed, removed, or another language: what is said of a person is new."""
    changes = {name: event.data[name] for name in ("name", "team", "lang", "gone") if name in event.data}
    return _with_person(room, replace(room.persons[event.data["person"]], **changes))


def _with_person(room: Room, person: Person) -> Room:
    return replace(room, persons={**room.persons, person.id: person})


def _begun(room: Room, event: Event) -> Room:
    number = event.data["round"]
    asked = room.plan.rounds[number]
    fresh = Play(number, asked.levers, asked.shocks)
    board = {"outcome": asked.outcomes[0]}
    begun = replace(room, plays={**room.plays, number: fresh}, current=number, held=False, frozen=False, board=board)
    return _phased(begun, event)


def _phased(room: Room, event: Event) -> Room:
    ends = event.at + event.data["seconds"]
    held = {"left": event.data["seconds"]} if room.held else {"left": None}
    return _with_play(room, phase=event.data.get("phase", PHASES[0]), since=event.at, ends_at=ends, **held)


def _with_play(room: Room, **changes: Any) -> Room:
    assert room.play is not None
    return replace(room, plays={**room.plays, room.play.round: replace(room.play, **changes)})


def _extended(room: Room, event: Event) -> Room:
    assert room.play is not None
    more, play = event.data["seconds"], room.play
    if play.left is not None:
        return _with_play(room, left=max(0.0, play.left + more))
    return _with_play(room, ends_at=max(play.ends_at or event.at, event.at) + more)


def _held(room: Room, event: Event) -> Room:
    on, play = event.data["on"], room.play
    if play is not None and on and play.left is None:
        room = _with_play(room, left=max(0.0, (play.ends_at or event.at) - event.at))
    elif play is not None and not on and play.left is not None:
        room = _with_play(room, left=None, ends_at=event.at + play.left)
    return replace(room, held=on)


def _frozen(room: Room, event: Event) -> Room:
    return replace(room, frozen=event.data["on"])


def _levers(room: Room, event: Event) -> Room:
    return _with_play(room, levers=tuple(event.data["levers"]))


def _shocked(room: Room, event: Event) -> Room:
    """The world is another one: what teams had committed is before them again, as a proposal to think over."""
    assert room.play is not None
    play = room.play
    shocks = (*play.shocks, event.data["shock"])
    again = {team: replace(one, agreed=frozenset()) for team, one in {**play.proposals, **play.commits}.items()}
    return _with_play(room, shocks=shocks, commits={}, proposals=again, levels={})


def _levels(room: Room, event: Event) -> Room:
    number = event.data["round"]
    return replace(room, plays={**room.plays, number: replace(room.plays[number], levels=event.data["levels"])})


def _predicted(room: Room, event: Event) -> Room:
    assert room.play is not None
    return _with_play(room, predictions={**room.play.predictions, event.who: event.data["values"]})


def _proposed(room: Room, event: Event) -> Room:
    assert room.play is not None
    data = event.data
    made = Proposal(data["id"], event.who, data["toml"], tuple(data["changed"]), frozenset([event.who]))
    return _with_play(room, proposals={**room.play.proposals, data["team"]: made})


def _agreed(room: Room, event: Event) -> Room:
    assert room.play is not None
    team = event.data["team"]
    proposal = room.play.proposals[team]
    agreed = proposal.agreed | {event.who} if event.data["on"] else proposal.agreed - {event.who}
    return _with_play(room, proposals={**room.play.proposals, team: replace(proposal, agreed=agreed)})


def _committed(room: Room, event: Event) -> Room:
    assert room.play is not None
    team = event.data["team"]
    return _with_play(room, commits={**room.play.commits, team: room.play.proposals[team]})


def _taken_back(room: Room, event: Event) -> Room:
    assert room.play is not None
    left = {team: one for team, one in room.play.commits.items() if team != event.data["team"]}
    return _with_play(room, commits=left, closed=False, judged=None, stories={})


def _closed_round(room: Room, event: Event) -> Room:
    return _with_play(room, closed=True)


def _judged(room: Room, event: Event) -> Room:
    number = event.data["round"]
    return replace(room, plays={**room.plays, number: replace(room.plays[number], judged=event.data, closed=True)})


def _told(room: Room, event: Event) -> Room:
    number = event.data["round"]
    play = room.plays[number]
    stories = {**play.stories, event.data["team"]: event.data["story"]}
    return replace(room, plays={**room.plays, number: replace(play, stories=stories)})


def _board(room: Room, event: Event) -> Room:
    return replace(room, board={**room.board, **event.data})


def _closed(room: Room, event: Event) -> Room:
    return replace(room, closed=True)


_AFTER: dict[str, Callable[[Room, Event], Room]] = {
    "joined": _joined,
    "person": _person,
    "begun": _begun,
    "phased": _phased,
    "extended": _extended,
    "held": _held,
    "frozen": _frozen,
    "levers": _levers,
    "shocked": _shocked,
    "levels": _levels,
    "predicted": _predicted,
    "proposed": _proposed,
    "agreed": _agreed,
    "committed": _committed,
    "taken_back": _taken_back,
    "closed_round": _closed_round,
    "judged": _judged,
    "told": _told,
    "board": _board,
    "closed": _closed,
}
"""What each kind of event does; kinds that are not here, such as refusals, are kept for the record alone."""
