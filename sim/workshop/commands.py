"""What people ask of a room, and what comes of it: events, or a refusal. Nothing here waits or reads a clock."""

import math
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from sim.errors import InputError
from sim.language import LANGUAGES
from sim.outcomes import BY_NAME
from sim.workshop.door import BOARD, FACILITATOR, name_of
from sim.workshop.journal import Json, News
from sim.workshop.plan import PHASES, shocks
from sim.workshop.room import Person, Play, Room

MOST_PERSONS = 120
MOST_MORE_S = 3_600
STEERING = ("predict", "steer")


class Refused(InputError):  # noqa: N818  it is an answer
    """What the room does not do; ``key`` is the text that says why, in the reader's language."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


@dataclass(frozen=True)
class Asked:
    """A message, who sent it, who is here, and how much faster than the plan's the room's clock goes.

    ``toml`` and ``changed`` are a proposal's policy as the room keeps it, once it was found to be a good one.
    """

    who: str
    message: Json
    here: frozenset[str]
    speed: float = 1.0
    toml: str = ""
    changed: tuple[Json, ...] = ()

    def text(self, name: str) -> str:
        """A part of the message that has to be a text."""
        given = self.message.get(name)
        if not isinstance(given, str) or len(given) > 200:
            raise Refused("not_understood")
        return given

    def whole(self, name: str, low: int, *, high: int) -> int:
        """A part of the message that has to be a whole number of a range."""
        given = self.message.get(name)
        if isinstance(given, bool) or not isinstance(given, int) or not low <= given <= high:
            raise Refused("not_understood")
        return given

    @property
    def on(self) -> bool:
        """Whether something is switched on."""
        return self.message.get("on") is True


def decide(room: Room, asked: Asked) -> list[News]:
    """What a message leads to; nothing where all that it asks for is so already.

    Raises
    ------
    Refused
        Where its sender may not, or the room cannot.
    """
    action = str(asked.message.get("do"))
    if room.closed and action not in ("board", "lang"):
        raise Refused("over")
    if asked.who == FACILITATOR and action in _OF_FACILITATOR:
        return _OF_FACILITATOR[action](room, asked)
    person = room.persons.get(asked.who)
    if person is None or person.gone or action not in _OF_PERSON or asked.who == BOARD:
        raise Refused("not_yours")
    if room.frozen and action != "lang":
        raise Refused("frozen")
    return _OF_PERSON[action](room, asked, person)


def join(room: Room, *, name: object, team: object, lang: object) -> tuple[str, list[News]]:
    """Let somebody in; the person's id, and what is written down."""
    shown = name_of(name)
    if room.closed or room.frozen:
        raise Refused("over" if room.closed else "frozen")
    if shown is None or isinstance(team, bool) or not isinstance(team, int) or not 1 <= team <= room.plan.teams:
        raise Refused("not_understood")
    if sum(not one.gone for one in room.persons.values()) >= MOST_PERSONS:
        raise Refused("full")
    taken = {one.name for one in room.team(team)}
    alone = next(one for one in (shown, *(f"{shown} {k}" for k in range(2, MOST_PERSONS + 3))) if one not in taken)
    person = secrets.token_hex(6)
    told = lang if lang in LANGUAGES else "en"
    return person, [News("joined", person, {"person": person, "name": alone, "team": team, "lang": told})]


def may_commit(room: Room, team: int, here: frozenset[str]) -> bool:
    """Whether more than half of the team's members who are here or have agreed agree; phones that sleep hold up nobody."""
    proposal = room.play.proposals.get(team) if room.play else None
    if proposal is None:
        return False
    members = {one.id for one in room.team(team)}
    agreed = members & proposal.agreed
    return 2 * len(agreed) > len(agreed | (members & here))


def _playing(room: Room, asked: Asked) -> Play:
    """The round that is on, if it is the one that the sender saw."""
    play = room.play
    if play is None or asked.message.get("round") != play.round:
        raise Refused("round_over")
    if play.closed or play.phase not in STEERING:
        raise Refused("not_now")
    return play


def _predict(room: Room, asked: Asked, person: Person) -> list[News]:
    play = _playing(room, asked)
    given, wanted = asked.message.get("values"), room.plan.rounds[play.round].outcomes
    if person.team in play.commits:
        raise Refused("committed")
    if not isinstance(given, dict) or not set(given) <= set(wanted):
        raise Refused("not_understood")
    values = {}
    for name, value in given.items():
        most = 100.0 if BY_NAME[name].relative else 1000.0
        if (
            isinstance(value, bool)
            or not isinstance(value, int | float)
            or not math.isfinite(value)
            or abs(value) > most
        ):
            raise Refused("not_understood")
        values[name] = float(value)
    same = play.predictions.get(asked.who) == values
    return [] if same else [News("predicted", asked.who, {"round": play.round, "values": values})]


def _propose(room: Room, asked: Asked, person: Person) -> list[News]:
    play, name = _playing(room, asked), asked.text("id")
    if person.team in play.commits:
        raise Refused("committed")
    before = play.proposals.get(person.team)
    if before is not None and before.id == name:
        return []
    data = {"round": play.round, "team": person.team, "id": name, "toml": asked.toml, "changed": list(asked.changed)}
    return [News("proposed", asked.who, data)]


def _agree(room: Room, asked: Asked, person: Person) -> list[News]:
    play = _playing(room, asked)
    proposal = play.proposals.get(person.team)
    if person.team in play.commits:
        raise Refused("committed")
    if proposal is None or proposal.id != asked.text("proposal"):
        raise Refused("another_proposal")
    same = (asked.who in proposal.agreed) == asked.on
    return [] if same else [News("agreed", asked.who, {"round": play.round, "team": person.team, "on": asked.on})]


def _commit(room: Room, asked: Asked, person: Person) -> list[News]:
    play = room.play
    done = play.commits.get(person.team) if play else None
    if done is not None and done.id == asked.message.get("proposal"):
        return []  # sent again by a device that had lost the network before the answer came
    play = _playing(room, asked)
    proposal = play.proposals.get(person.team)
    if done is not None:
        raise Refused("committed")
    if proposal is None or proposal.id != asked.text("proposal"):
        raise Refused("another_proposal")
    if not may_commit(room, person.team, asked.here | {asked.who}):
        raise Refused("not_agreed")
    return [News("committed", asked.who, {"round": play.round, "team": person.team, "proposal": proposal.id})]


def _lang(room: Room, asked: Asked, person: Person) -> list[News]:
    lang = asked.text("lang")
    if lang not in LANGUAGES:
        raise Refused("not_understood")
    return [] if lang == person.lang else [News("person", asked.who, {"person": person.id, "lang": lang})]


def _seconds(room: Room, number: int, phase: str, speed: float) -> float:
    return room.plan.rounds[number].minutes[PHASES.index(phase)] * 60 / speed


def _begin(room: Room, asked: Asked) -> list[News]:
    """Begin a round, or begin an earlier one anew: what was committed in it then stays in the journal alone."""
    number = asked.whole("round", 0, high=len(room.plan.rounds) - 1)
    return [News("begun", asked.who, {"round": number, "seconds": _seconds(room, number, PHASES[0], asked.speed)})]


def _phase(room: Room, asked: Asked) -> list[News]:
    play, phase = _now(room), asked.text("phase")
    if phase not in PHASES:
        raise Refused("not_understood")
    if phase == play.phase:
        return []
    seconds = _seconds(room, play.round, phase, asked.speed)
    closing = [News("closed_round", asked.who, {"round": play.round})] if phase == "talk" and not play.closed else []
    return [News("phased", asked.who, {"round": play.round, "phase": phase, "seconds": seconds}), *closing]


def _extend(room: Room, asked: Asked) -> list[News]:
    _now(room)
    return [
        News("extended", asked.who, {"seconds": asked.whole("seconds", -MOST_MORE_S, high=MOST_MORE_S) / asked.speed})
    ]


def _now(room: Room) -> Play:
    if room.play is None:
        raise Refused("no_round")
    return room.play


def _hold(room: Room, asked: Asked) -> list[News]:
    return [] if room.held == asked.on else [News("held", asked.who, {"on": asked.on})]


def _freeze(room: Room, asked: Asked) -> list[News]:
    return [] if room.frozen == asked.on else [News("frozen", asked.who, {"on": asked.on})]


def _lever(room: Room, asked: Asked) -> list[News]:
    """Open a lever for the rest of the round, or close one that the plan opens; what is committed stays."""
    play, path = _now(room), asked.text("lever")
    known = {one for each in room.plan.rounds for one in each.levers}
    if path not in known:
        raise Refused("not_understood")
    levers = [one for one in play.levers if one != path] + ([path] if asked.on else [])
    if not levers:
        raise Refused("not_understood")
    return [] if tuple(levers) == play.levers else [News("levers", asked.who, {"round": play.round, "levers": levers})]


def _shock(room: Room, asked: Asked) -> list[News]:
    play, name = _now(room), asked.text("shock")
    if name not in shocks() or name in play.shocks:
        raise Refused("not_understood")
    if play.closed:
        raise Refused("not_now")
    return [News("shocked", asked.who, {"round": play.round, "shock": name})]


def _move(room: Room, asked: Asked) -> list[News]:
    person, team = _person(room, asked), asked.whole("team", 1, high=room.plan.teams)
    return [] if person.team == team else [News("person", asked.who, {"person": person.id, "team": team})]


def _unname(room: Room, asked: Asked) -> list[News]:
    person = _person(room, asked)
    return [] if person.name is None else [News("person", asked.who, {"person": person.id, "name": None})]


def _remove(room: Room, asked: Asked) -> list[News]:
    return [News("person", asked.who, {"person": _person(room, asked).id, "gone": True})]


def _person(room: Room, asked: Asked) -> Person:
    person = room.persons.get(asked.text("person"))
    if person is None or person.gone:
        raise Refused("not_understood")
    return person


def _take_back(room: Room, asked: Asked) -> list[News]:
    play, team = _now(room), asked.whole("team", 1, high=room.plan.teams)
    return [News("taken_back", asked.who, {"round": play.round, "team": team})] if team in play.commits else []


def _close_round(room: Room, asked: Asked) -> list[News]:
    play = _now(room)
    return [] if play.closed else [News("closed_round", asked.who, {"round": play.round})]


def _board(room: Room, asked: Asked) -> list[News]:
    """What the second screen shows: an outcome, and whose story."""
    shown: dict[str, object] = {}
    if "outcome" in asked.message:
        shown["outcome"] = asked.text("outcome")
    if "team" in asked.message:
        shown["team"] = asked.whole("team", 0, high=room.plan.teams)
    if "view" in asked.message:
        shown["view"] = asked.text("view")
    return [News("board", asked.who, shown)] if any(room.board.get(key) != one for key, one in shown.items()) else []


def _close(room: Room, asked: Asked) -> list[News]:
    return [News("closed", asked.who, {})]


_OF_PERSON: Mapping[str, Callable[[Room, Asked, Person], list[News]]] = {
    "predict": _predict,
    "propose": _propose,
    "agree": _agree,
    "commit": _commit,
    "lang": _lang,
}
_OF_FACILITATOR: Mapping[str, Callable[[Room, Asked], list[News]]] = {
    "begin": _begin,
    "phase": _phase,
    "extend": _extend,
    "hold": _hold,
    "freeze": _freeze,
    "lever": _lever,
    "shock": _shock,
    "move": _move,
    "unname": _unname,
    "remove": _remove,
    "take_back": _take_back,
    "close_round": _close_round,
    "board": _board,
    "close": _close,
}
