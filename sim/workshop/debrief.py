"""The page to print after a workshop: each round's results, what the teams did, and what to talk about."""

from collections.abc import Mapping, Sequence
from functools import partial
from math import hypot
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from sim.language import Language, text
from sim.language.numbers import places_for
from sim.outcomes import BY_NAME
from sim.report.webfont import with_font
from sim.scenario.columns import ENTRIES
from sim.workshop.journal import Json
from sim.workshop.official_results import COST
from sim.workshop.plan import shocks
from sim.workshop.session import Play, Room
from sim.workshop.views import results

WIDTH, HEIGHT, LEFT, BOTTOM, TOP, MARGIN, BREADTH = 590, 300, 60, 40, 20, 0.12, 20
_STYLE = Path(__file__).parent / "debrief.css"
Span = tuple[float, float, float]


def debrief(room: Room, lang: Language) -> str:
    """The page, as far as the room has got; it needs no other file."""
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )

    def page(key: str, **values: object) -> str:
        return text(f"workshop.page.{key}", lang, **values)

    def told(key: str, **values: object) -> str:
        return text(f"workshop.debrief.{key}", lang, **values)

    rounds = [_round(room, play, lang) for _, play in sorted(room.plays.items())]
    whole = environment.get_template("debrief.html").render(
        lang=lang, name=room.plan.name[lang], rounds=rounds, t=told, page=page, css=Markup(_STYLE.read_text("utf-8"))
    )
    return with_font(whole, lang)


def _round(room: Room, play: Play, lang: Language) -> Json:
    planned = room.plan.rounds[play.round]
    joined = text("workshop.join", lang).join
    whole: Json = {
        "number": play.round + 1,
        "name": planned.name[lang],
        "question": planned.question[lang],
        "shocks": joined(shocks()[one][lang] for one in play.shocks),
        "teams": [],
    }
    if play.judged is None:
        return whole
    result = results(room, play)
    names = (*planned.outcomes, COST)
    first = min(play.stories, default=None)
    return whole | {
        "seeds": result["seeds"],
        "residents": f"{result['residents']:,}",
        "outcomes": [_heading(name, lang) for name in names],
        "teams": [_team(team, result, names, lang) for team in sorted(result["teams"], key=int)],
        "apart": [said for name in names for said in _apart(name, result["apart"][name], lang)],
        "map": _map(result["teams"], planned.outcomes[0], lang),
        "story": first
        and {"team": text("workshop.team", lang, number=first), "told": play.stories[first]["told"][lang]},
    }


def _heading(name: str, lang: Language) -> str:
    named = text(f"outcome.{name}", lang)
    return text("workshop.page.board.monthly", lang, outcome=named) if name == COST else named


def _team(team: str, result: Json, names: Sequence[str], lang: Language) -> Json:
    own = result["teams"][team]
    guesses = result["predictions"].get(int(team), {})
    groups = partial(_groups, own["groups"], lang)
    return {
        "name": text("workshop.team", lang, number=team),
        "cells": [_cell(own["outcomes"][name], guesses.get(name, []), BY_NAME[name].relative, lang) for name in names],
        "changes": [_change(one, lang) for one in result["changed"].get(int(team), ())],
        "gained": groups(1),
        "lost": groups(-1),
    }


def _cell(row: Json, guesses: Sequence[float], relative: bool, lang: Language) -> Json:
    scale = 1 / abs(row["baseline"]) if relative and row["baseline"] else 1.0
    inside = ""
    if guesses and row["low"] is not None:
        within = sum(row["low"] * scale <= guess <= row["high"] * scale for guess in guesses)
        inside = f"{within} / {len(guesses)}"
    return {"said": row["said"][lang], "verdict": text(f"windows.{row['verdict']}", lang), "inside": inside}


def _change(one: Mapping[str, Any], lang: Language) -> str:
    path, _, date = one["path"].partition(" @ ")
    quantity = ENTRIES.get(path)
    name = path if quantity is None else quantity.meaning(lang)
    return f"{name}{date and f' @ {date}'}: {_value(one['before'])} → {_value(one['after'])}"


def _value(given: object) -> str:
    if given is None:
        return "–"
    return given if isinstance(given, str) else f"{given:.6g}"


def _groups(groups: Sequence[Json], lang: Language, side: int) -> str:
    chosen = [one for one in groups if one["difference"] * side > 0]
    places = {one["group"]: places_for((one["high"] - one["low"]) / 2, one["difference"], "index") for one in chosen}
    words = (f"{text('group.' + one['group'], lang)} {one['difference']:+.{places[one['group']]}f}" for one in chosen)
    return ("；" if lang == "zh" else "; ").join(words).replace("-", "−")


def _apart(outcome: str, pairs: Sequence[Json], lang: Language) -> list[str]:
    """For each team those that it can be told from to its favour; each pair once."""
    ahead: dict[int, list[int]] = {}
    for pair in pairs:
        one, other = pair["teams"]
        if pair["says"] in ("better", "more"):  # the second against the first
            ahead.setdefault(other, []).append(one)
        elif pair["says"] in ("worse", "less"):
            ahead.setdefault(one, []).append(other)
    key = "better" if any(pair["says"] in ("better", "worse") for pair in pairs) else "more"
    joined, name = text("workshop.join", lang).join, text(f"outcome.{outcome}", lang)
    return [
        text(f"workshop.debrief.{key}", lang, outcome=name, one=team, others=joined(map(str, sorted(behind))))
        for team, behind in sorted(ahead.items())
    ]


def _map(teams: Mapping[str, Json], outcome: str, lang: Language) -> Json:
    """Where teams lie by the cost to all (in % of the baseline) and an outcome, as places in a drawing."""
    rows = {team: (one["outcomes"][COST], one["outcomes"][outcome]) for team, one in teams.items()}
    spans = {
        team: (_span(cost, relative=True), _span(row, BY_NAME[outcome].relative)) for team, (cost, row) in rows.items()
    }
    known = {team: (x, y) for team, (x, y) in spans.items() if x and y}
    xs = _range([x for x, _ in known.values()])
    ys = _range([y for _, y in known.values()])

    def across(value: float) -> float:
        return round(LEFT + (value - xs[0]) / (xs[1] - xs[0]) * (WIDTH - LEFT), 1)

    def up(value: float) -> float:
        return round(HEIGHT - BOTTOM - (value - ys[0]) / (ys[1] - ys[0]) * (HEIGHT - BOTTOM - TOP), 1)

    marks = [
        {"x": across(one), "y": HEIGHT - BOTTOM + 16, "anchor": anchor, "words": f"{_signed(one)} %"}
        for one, anchor in zip(xs, ("start", "end"), strict=True)
    ]
    marks += [{"x": LEFT - 6, "y": up(one) + 4, "anchor": "end", "words": _signed(one)} for one in ys]
    axis = text("workshop.page.board.cost", lang)
    marks.append({"x": WIDTH, "y": HEIGHT - 5, "anchor": "end", "words": axis})
    marks.append({"x": LEFT, "y": 12, "anchor": "start", "words": text(f"outcome.{outcome}", lang)})
    points: list[Json] = []
    for team, (x, y) in known.items():
        point: Json = {"team": team, "x": [across(one) for one in x], "y": [up(one) for one in y]}
        points.append(point | {"at": _aside(point["x"][1], up=point["y"][1], others=points)})
    return {"zero": (across(0.0), up(0.0)), "marks": marks, "points": points}


def _aside(across: float, *, up: float, others: Sequence[Json]) -> float:
    """Where a circle lies on no other one: there, or to the right of those that it would lie on."""
    while on := [one for one in others if hypot(one["at"] - across, one["y"][1] - up) < BREADTH - 1]:
        across = on[0]["at"] + BREADTH
    return across


def _signed(value: float) -> str:
    return f"{value:+.2g}".replace("-", "−")


def _span(row: Json, relative: bool) -> Span | None:
    if row["low"] is None or row["difference"] is None:
        return None
    scale = 100 / abs(row["baseline"]) if relative else 1.0
    return row["low"] * scale, row["difference"] * scale, row["high"] * scale


def _range(spans: Sequence[Span | None]) -> tuple[float, float]:
    ends = [0.0, *(end for span in spans if span for end in span)]
    room = (max(ends) - min(ends) or 1.0) * MARGIN
    return min(ends) - room, max(ends) + room
