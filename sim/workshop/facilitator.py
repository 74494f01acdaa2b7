"""What the facilitator may ask of a room, and what comes of it."""

from collections.abc import Callable, Mapping

from sim.workshop.journal import News
from sim.workshop.messages import Refused, Request
from sim.workshop.plan import PHASES, shocks
from sim.workshop.session import Play, Room

MOST_MORE_S = 3_600


def _seconds(room: Room, number: int, phase: str, speed: float) -> float:
    return room.plan.rounds[number].minutes[PHASES.index(phase)] * 60 / speed


def _begin(room: Room, request: Request) -> list[News]:
    """Begin a round, or begin an earlier one anew: what was committed in it then stays in the journal alone."""
    number = request.whole("round", 0, high=len(room.plan.rounds) - 1)
    return request.news("begun", round=number, seconds=_seconds(room, number, PHASES[0], request.speed))


def _phase(room: Room, request: Request) -> list[News]:
    play, phase = _now(room), request.text("phase")
    if phase not in PHASES:
        raise Refused("not_understood")
    if phase == play.phase:
        return []
    seconds = _seconds(room, play.round, phase, request.speed)
    closing = request.news("closed_round", round=play.round) if phase == "talk" and not play.closed else []
    return [*request.news("phased", round=play.round, phase=phase, seconds=seconds), *closing]


def _extend(room: Room, request: Request) -> list[News]:
    _now(room)
    seconds = request.whole("seconds", -MOST_MORE_S, high=MOST_MORE_S)
    return request.news("extended", seconds=seconds / request.speed)


def _now(room: Room) -> Play:
    if room.play is None:
        raise Refused("no_round")
    return room.play


def _switch(kind: str, request: Request, *, is_on: bool) -> list[News]:
    return [] if is_on == request.on else request.news(kind, on=request.on)


def _lever(room: Room, request: Request) -> list[News]:
    """Open a lever for the rest of the round, or close one that the plan opens; what is committed stays."""
    play, path = _now(room), request.text("lever")
    levers = [lever for lever in play.levers if lever != path] + ([path] if request.on else [])
    if not levers or not any(path in planned.levers for planned in room.plan.rounds):
        raise Refused("not_understood")
    return [] if tuple(levers) == play.levers else request.news("levers", round=play.round, levers=levers)


def _shock(room: Room, request: Request) -> list[News]:
    play, name = _now(room), request.text("shock")
    if name not in shocks() or name in play.shocks:
        raise Refused("not_understood")
    if play.closed:
        raise Refused("not_now")
    return request.news("shocked", round=play.round, shock=name)


def _change(room: Room, request: Request, **changes: object) -> list[News]:
    """Change what is said of a person."""
    person = room.persons.get(request.text("person"))
    if person is None or person.gone:
        raise Refused("not_understood")
    same = all(getattr(person, name) == value for name, value in changes.items())
    return [] if same else request.news("person", person=person.id, **changes)


def _take_back(room: Room, request: Request) -> list[News]:
    play, team = _now(room), request.whole("team", 1, high=room.plan.teams)
    return request.news("taken_back", round=play.round, team=team) if team in play.commits else []


def _close_round(room: Room, request: Request) -> list[News]:
    play = _now(room)
    return [] if play.closed else request.news("closed_round", round=play.round)


def _board(room: Room, request: Request) -> list[News]:
    """What the second screen shows: an outcome, and whose story."""
    shown: dict[str, object] = {name: request.text(name) for name in ("outcome", "view") if name in request.message}
    if "team" in request.message:
        shown["team"] = request.whole("team", 0, high=room.plan.teams)
    return request.news("board", **shown) if any(room.board.get(key) != value for key, value in shown.items()) else []


OF_FACILITATOR: Mapping[str, Callable[[Room, Request], list[News]]] = {
    "begin": _begin,
    "phase": _phase,
    "extend": _extend,
    "hold": lambda room, request: _switch("held", request, is_on=room.held),
    "freeze": lambda room, request: _switch("frozen", request, is_on=room.frozen),
    "lever": _lever,
    "shock": _shock,
    "move": lambda room, request: _change(room, request, team=request.whole("team", 1, high=room.plan.teams)),
    "unname": lambda room, request: _change(room, request, name=None),
    "remove": lambda room, request: _change(room, request, gone=True),
    "take_back": _take_back,
    "close_round": _close_round,
    "board": _board,
    "close": lambda _, request: request.news("closed"),
}
