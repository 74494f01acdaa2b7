"""What people ask of a room, and what comes of it: events, or a refusal. Nothing here waits or reads a clock."""

import secrets
from collections.abc import Callable, Mapping

from sim.language import LANGUAGES
from sim.outcomes import BY_NAME, Outcome
from sim.workshop.access import BOARD, FACILITATOR, name_of
from sim.workshop.facilitator import OF_FACILITATOR
from sim.workshop.journal import News
from sim.workshop.messages import Refused, Request
from sim.workshop.plan import MOST_MONTHS
from sim.workshop.session import Person, Play, Room

MOST_PERSONS = 120
MOST_RELATIVE = 100.0
"""The largest guess of an outcome that is compared with the baseline's, as a multiple of that."""
STEERING = ("predict", "steer")


def decide(room: Room, request: Request) -> list[News]:
    """What a message leads to; nothing where all that it asks for is so already.

    Raises
    ------
    Refused
        Where its sender may not, or the room cannot.
    """
    action = str(request.message.get("do"))
    if room.closed and action not in ("board", "lang"):
        raise Refused("over")
    if request.who == FACILITATOR and action in OF_FACILITATOR:
        return OF_FACILITATOR[action](room, request)
    person = room.persons.get(request.who)
    if person is None or person.gone or action not in _OF_PERSON or request.who == BOARD:
        raise Refused("not_yours")
    if room.frozen and action != "lang":
        raise Refused("frozen")
    return _OF_PERSON[action](room, request, person)


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


def _playing(room: Room, request: Request, person: Person) -> Play:
    """The round that is on, if it is the one that the sender saw and the sender's team has not committed."""
    play = room.play
    if play is None or request.message.get("round") != play.round:
        raise Refused("round_over")
    if play.closed or play.phase not in STEERING:
        raise Refused("not_now")
    if person.team in play.commits:
        raise Refused("committed")
    return play


def _predict(room: Room, request: Request, person: Person) -> list[News]:
    play = _playing(room, request, person)
    given, wanted = request.message.get("values"), room.plan.rounds[play.round].outcomes
    if not isinstance(given, dict) or not set(given) <= set(wanted):
        raise Refused("not_understood")
    values = {}
    for name, value in given.items():
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        if not is_number or not abs(value) <= _most(BY_NAME[name]):  # what is not a number is not at most anything
            raise Refused("not_understood")
        values[name] = float(value)
    same = play.predictions.get(request.who) == values
    return [] if same else request.news("predicted", round=play.round, values=values)


def _most(outcome: Outcome) -> float:
    """How far a guess may lie from the city that goes on as before."""
    if outcome.relative:
        return MOST_RELATIVE
    return 1.0 if outcome.unit in ("index", "share") else MOST_MONTHS


def _propose(room: Room, request: Request, person: Person) -> list[News]:
    play, name = _playing(room, request, person), request.text("id")
    before = play.proposals.get(person.team)
    if before is not None and before.id == name:
        return []
    data = {
        "round": play.round,
        "team": person.team,
        "id": name,
        "toml": request.toml,
        "changed": list(request.changed),
    }
    return request.news("proposed", **data)


def _agree(room: Room, request: Request, person: Person) -> list[News]:
    play = _playing(room, request, person)
    proposal = play.proposals.get(person.team)
    if proposal is None or proposal.id != request.text("proposal"):
        raise Refused("another_proposal")
    same = (request.who in proposal.agreed) == request.on
    return [] if same else request.news("agreed", round=play.round, team=person.team, on=request.on)


def _commit(room: Room, request: Request, person: Person) -> list[News]:
    play = room.play
    done = play.commits.get(person.team) if play else None
    if done is not None and done.id == request.message.get("proposal"):
        return []  # sent again by a device that had lost the network before the answer came
    play = _playing(room, request, person)
    proposal = play.proposals.get(person.team)
    if proposal is None or proposal.id != request.text("proposal"):
        raise Refused("another_proposal")
    if not may_commit(room, person.team, request.here | {request.who}):
        raise Refused("not_agreed")
    return request.news("committed", round=play.round, team=person.team, proposal=proposal.id)


def _lang(room: Room, request: Request, person: Person) -> list[News]:
    lang = request.text("lang")
    if lang not in LANGUAGES:
        raise Refused("not_understood")
    return [] if lang == person.lang else request.news("person", person=person.id, lang=lang)


_OF_PERSON: Mapping[str, Callable[[Room, Request, Person], list[News]]] = {
    "predict": _predict,
    "propose": _propose,
    "agree": _agree,
    "commit": _commit,
    "lang": _lang,
}
