"""What each screen is shown of a room: a participant's, the facilitator's, the board's."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from sim.language import LANGUAGES, unit_text
from sim.outcomes import BY_NAME
from sim.scenario import load
from sim.scenario.columns import ENTRIES
from sim.workshop.commands import may_commit
from sim.workshop.journal import Json
from sim.workshop.plan import PHASES, shocks
from sim.workshop.session import Person, Play, Room

STUCK_S = 150.0
"""Silence of a team after which the facilitator is told."""


@dataclass
class Presence:
    """What is known of people beside the journal: who is here, when a person last did something, how often one was refused."""

    here: frozenset[str] = frozenset()
    acted: Mapping[str, float] = field(default_factory=dict)
    refused: Mapping[str, int] = field(default_factory=dict)


def participant(room: Room, person: Person, presence: Presence) -> Json:
    """What one participant sees: the own team's matters alone, until results are there."""
    play = room.play
    whole: Json = _common(room) | {
        "me": {"id": person.id, "name": person.name, "team": person.team, "lang": person.lang},
        "team": [_who(one, presence) for one in room.team(person.team)],
    }
    if play is None:
        return whole
    proposal, commit = play.proposals.get(person.team), play.commits.get(person.team)
    return whole | {
        "levers": levers(room.plan.rounds[play.round].baseline, play.levers),
        "prediction": dict(play.predictions.get(person.id, {})),
        "proposal": proposal and _proposal(room, proposal),
        "may_commit": may_commit(room, person.team, presence.here),
        "committed": commit and commit.id,
        "results": results(room, play) if play.judged else None,
    }


def facilitator(room: Room, presence: Presence, now: float) -> Json:
    """What the facilitator sees: all people and teams, and who is stuck; no prediction before results are there."""
    play = room.play
    whole = board(room) | {
        "people": [_who(one, presence) | {"team": one.team} for one in room.persons.values() if not one.gone],
        "rounds": [
            {"name": one.name, "minutes": one.minutes, "levers": one.levers, "played": k in room.plays}
            for k, one in enumerate(room.plan.rounds)
        ],
        "all_levers": levers("baseline", tuple(dict.fromkeys(one for each in room.plan.rounds for one in each.levers))),
        "all_shocks": shocks(),
    }
    if play is not None:
        whole["open"] = list(play.levers)
        whole["teams"] = [_state(room, play, team, presence, now) for team in range(1, room.plan.teams + 1)]
    return whole


def board(room: Room) -> Json:
    """What the second screen shows."""
    play = room.play
    whole = _common(room) | {
        "board": room.board,
        "code": room.code,
        "sizes": {team: len(room.team(team)) for team in range(1, room.plan.teams + 1)},
    }
    if play is not None:
        whole["committed_teams"] = sorted(play.commits)
        whole["predicted"] = {team: _predicted(room, play, team) for team in room.teams}
        whole["levers"] = levers(room.plan.rounds[play.round].baseline, play.levers)
        whole["results"] = results(room, play) if play.judged else None
    return whole


def _common(room: Room) -> Json:
    play = room.play
    whole: Json = {
        "name": room.plan.name,
        "number_of_teams": room.plan.teams,
        "held": room.held,
        "frozen": room.frozen,
        "closed": room.closed,
        "phases": PHASES,
        "lab": room.plan.has_lab,
        "round": None,
    }
    if play is None:
        return whole
    planned = room.plan.rounds[play.round]
    return whole | {
        "round": play.round,
        "title": planned.name,
        "question": planned.question,
        "story": planned.story,
        "phase": play.phase,
        "ends_at": play.ends_at,
        "left": play.left,
        "round_closed": play.closed,
        "budget": planned.budget,
        "baseline": planned.baseline,
        "starts": starts((planned.baseline, *planned.starts)),
        "outcomes": outcomes(planned.outcomes),
        "levels": dict(play.levels),
        "shocks": [{"id": one, "name": shocks().get(one, {"en": one, "zh": one})} for one in play.shocks],
    }


def _who(person: Person, presence: Presence) -> Json:
    return {"id": person.id, "name": person.name, "here": person.id in presence.here}


def _proposal(room: Room, proposal: Any) -> Json:
    by = room.persons.get(proposal.who)
    return {
        "id": proposal.id,
        "by": by.name if by else None,
        "toml": proposal.toml,
        "changed": proposal.changed,
        "agreed": sorted(proposal.agreed),
    }


def _state(room: Room, play: Play, team: int, presence: Presence, now: float) -> Json:
    """Where a team stands, and whether it seems stuck: nobody did anything for a while, or was refused again and again."""
    people = room.team(team)
    done = team in play.commits
    silent = 10 * round((now - max([play.since, *(presence.acted.get(one.id, 0.0) for one in people)])) / 10)
    steering = play.phase in ("predict", "steer") and not play.closed and not room.held
    refused = sum(presence.refused.get(one.id, 0) for one in people)
    proposal = play.proposals.get(team)
    return {
        "team": team,
        "members": len(people),
        "here": sum(one.id in presence.here for one in people),
        "predicted": _predicted(room, play, team),
        "agreed": len(proposal.agreed) if proposal else None,
        "changed": proposal.changed if proposal else (),
        "committed": done,
        "silent": silent,
        "refused": refused,
        "stuck": bool(people) and steering and not done and (silent > STUCK_S or refused >= 5),
    }


def _predicted(room: Room, play: Play, team: int) -> int:
    """How many of a team have written down what they expect."""
    return sum(one.id in play.predictions for one in room.team(team))


def results(room: Room, play: Play) -> Json:
    """Official results with what was predicted and what the teams changed."""
    assert play.judged is not None
    return {
        "teams": play.judged["teams"],
        "apart": play.judged["apart"],
        "seeds": play.judged["seeds"],
        "residents": play.judged["residents"],
        "predictions": {team: _predictions(room, play, team) for team in play.commits},
        "changed": {team: one.changed for team, one in play.commits.items()},
        "stories": dict(play.stories),
    }


def _predictions(room: Room, play: Play, team: int) -> Json:
    result: Json = {}
    for person in room.team(team):
        for name, value in play.predictions.get(person.id, {}).items():
            result.setdefault(name, []).append(value)
    return {name: sorted(values) for name, values in result.items()}


@lru_cache(maxsize=64)
def starts(names: tuple[str, ...]) -> list[Json]:
    """Policies that a team may start from, with what each sets otherwise than the first."""
    loaded = [load(name) for name in names]
    paths = [path for path, quantity in ENTRIES.items() if not path.startswith("world.")]
    first = {path: loaded[0].value(path) for path in paths}
    return [
        {
            "id": name,
            "name": one.name,
            "question": one.question,
            "values": {path: value for path in paths if (value := one.value(path)) != first[path]},
            "has_events": bool(one.changes),
        }
        for name, one in zip(names, loaded, strict=True)
    ]


@lru_cache(maxsize=64)
def levers(baseline: str, paths: tuple[str, ...]) -> list[Json]:
    """Levers as a form shows them: unit, plausible range, value in the baseline, meaning."""
    base = load(baseline)
    return [
        {
            "path": path,
            "unit": {lang: unit_text(quantity.unit, lang) for lang in LANGUAGES},
            "share": quantity.unit == "share",
            "low": quantity.plausible[0],
            "high": quantity.plausible[1],
            "whole": quantity.integer,
            "base": base.value(path),
            "means": {lang: quantity.meaning(lang) for lang in LANGUAGES},
        }
        for path in paths
        for quantity in [ENTRIES[path]]
    ]


@lru_cache(maxsize=64)
def outcomes(names: tuple[str, ...]) -> list[Json]:
    """Outcomes as a page shows them."""
    result = (BY_NAME[name] for name in names)
    return [{"id": one.name, "unit": one.unit, "relative": one.relative, "good": one.good} for one in result]
