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

    @property
    def now(self) -> Play:
        """The round that is on, where an event says that there is one."""
        assert self.play is not None
        return self.play

    def team(self, number: int) -> list[Person]:
        """Who is in a team."""
        return [person for person in self.persons.values() if person.team == number and not person.gone]

    @property
    def teams(self) -> list[int]:
        """The teams that have anybody."""
        return [number for number in range(1, self.plan.teams + 1) if self.team(number)]

    @property
    def all_committed(self) -> bool:
        """Whether every team that has anybody has committed in the round that is on."""
        return self.play is not None and bool(self.teams) and all(team in self.play.commits for team in self.teams)


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
        return Room(plan, event.data["code"], last=event.number)
    change = _AFTER.get(event.kind)
    return replace(change(room, event) if change else room, last=event.number)


def _with_person(room: Room, person: Person) -> Room:
    return replace(room, persons={**room.persons, person.id: person})


def _with_play(room: Room, number: int | None = None, **changes: Any) -> Room:
    """The room with changes to a round, which is the one that is on unless another is named."""
    number = room.current if number is None else number
    assert number is not None
    return replace(room, plays={**room.plays, number: replace(room.plays[number], **changes)})


def _joined(room: Room, event: Event) -> Room:
    data = event.data
    return _with_person(room, Person(data["person"], data["name"], data["team"], data["lang"]))


def _person(room: Room, event: Event) -> Room:
    """Moved, renamed, removed, or another language: what is said of a person is new."""
    changes = {name: event.data[name] for name in ("name", "team", "lang", "gone") if name in event.data}
    return _with_person(room, replace(room.persons[event.data["person"]], **changes))


def _begun(room: Room, event: Event) -> Room:
    number = event.data["round"]
    planned = room.plan.rounds[number]
    plays = {**room.plays, number: Play(number, planned.levers, planned.shocks)}
    board = {"outcome": planned.outcomes[0]}
    return _phased(replace(room, plays=plays, current=number, held=False, frozen=False, board=board), event)


def _phased(room: Room, event: Event) -> Room:
    seconds, phase = event.data["seconds"], event.data.get("phase", PHASES[0])
    left = seconds if room.held else None
    return _with_play(room, phase=phase, since=event.at, ends_at=event.at + seconds, left=left)


def _extended(room: Room, event: Event) -> Room:
    more, play = event.data["seconds"], room.now
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


def _shocked(room: Room, event: Event) -> Room:
    """The world is another one: what teams had committed is before them again, as a proposal to think over."""
    shocks = (*room.now.shocks, event.data["shock"])
    proposals = {**room.now.proposals, **room.now.commits}
    again = {team: replace(proposal, agreed=frozenset()) for team, proposal in proposals.items()}
    return _with_play(room, shocks=shocks, commits={}, proposals=again, levels={})


def _predicted(room: Room, event: Event) -> Room:
    return _with_play(room, predictions={**room.now.predictions, event.who: event.data["values"]})


def _proposed(room: Room, event: Event) -> Room:
    data = event.data
    proposal = Proposal(data["id"], event.who, data["toml"], tuple(data["changed"]), frozenset([event.who]))
    return _with_play(room, proposals={**room.now.proposals, data["team"]: proposal})


def _agreed(room: Room, event: Event) -> Room:
    team = event.data["team"]
    proposal = room.now.proposals[team]
    agreed = proposal.agreed | {event.who} if event.data["on"] else proposal.agreed - {event.who}
    return _with_play(room, proposals={**room.now.proposals, team: replace(proposal, agreed=agreed)})


def _committed(room: Room, event: Event) -> Room:
    team = event.data["team"]
    return _with_play(room, commits={**room.now.commits, team: room.now.proposals[team]})


def _taken_back(room: Room, event: Event) -> Room:
    left = {team: proposal for team, proposal in room.now.commits.items() if team != event.data["team"]}
    return _with_play(room, commits=left, closed=False, judged=None, stories={})


def _story(room: Room, event: Event) -> Room:
    number, team = event.data["round"], event.data["team"]
    return _with_play(room, number, stories={**room.plays[number].stories, team: event.data["story"]})


_AFTER: dict[str, Callable[[Room, Event], Room]] = {
    "joined": _joined,
    "person": _person,
    "begun": _begun,
    "phased": _phased,
    "extended": _extended,
    "held": _held,
    "frozen": lambda room, event: replace(room, frozen=event.data["on"]),
    "levers": lambda room, event: _with_play(room, levers=tuple(event.data["levers"])),
    "shocked": _shocked,
    "levels": lambda room, event: _with_play(room, event.data["round"], levels=event.data["levels"]),
    "predicted": _predicted,
    "proposed": _proposed,
    "agreed": _agreed,
    "committed": _committed,
    "taken_back": _taken_back,
    "closed_round": lambda room, event: _with_play(room, closed=True),
    "judged": lambda room, event: _with_play(room, event.data["round"], judged=event.data, closed=True),
    "told": _story,
    "board": lambda room, event: replace(room, board={**room.board, **event.data}),
    "closed": lambda room, event: replace(room, closed=True),
}
"""What each kind of event does; kinds that are not here, such as refusals, are kept for the record alone."""
