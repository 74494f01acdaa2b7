"""A team's policy: read as ``shequ check`` reads a scenario, and held to what the round allows."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np

from sim.errors import Problem, ProblemsError, ScenarioError
from sim.language import LANGUAGES, Language, message, text
from sim.reading import parse, refused
from sim.runs.files import atomic
from sim.scenario import Scenario, diff, load
from sim.scenario.columns import COLUMN, ENTRIES, is_world
from sim.workshop.journal import Json
from sim.workshop.plan import Round
from sim.workshop.session import Play

FILE = "policy.toml"
MOST_BYTES, MOST_EVENTS = 16_000, 50
WITH_SHOCKS = "with_shocks.toml"
_KEPT = ("levers", "by_type", "by_district", "events")
_PLACE = re.compile(r"^(by_(type|district)\.[^.]+\.)+")
_MONEY = ("funding.budget_per_resident", "funding.facilities_grant")
_ROUNDING = 1e-9
_BARE = re.compile(r"[A-Za-z0-9_-]+")


@dataclass(frozen=True)
class Rule:
    """What a policy may be: on which scenarios it stands, which levers it moves, how much money it is given."""

    baseline: str
    starts: tuple[str, ...]
    levers: tuple[str, ...]
    budget: float | None
    start: str
    months: int
    shocks: tuple[str, ...] = ()

    @classmethod
    def of(cls, planned: Round, play: Play, *, start: str, months: int) -> "Rule":
        """The rule of a round as it is played."""
        return cls(planned.baseline, planned.starts, play.levers, planned.budget, start, months, play.shocks)

    @property
    def befallen(self) -> tuple[object, ...]:
        """How a policy may say that it stands on the shocks of the round, as the lab's do: they befall it anyway."""
        return (*self.shocks, [*self.shocks]) if self.shocks else ()


def kept(toml: str, rule: Rule, team: int) -> str:
    """Return a policy as the room keeps it: its values in canonical form, its name and question the room's own.

    Raises
    ------
    ProblemsError
        With everything that is wrong with it, at once; no line of it names a path of this machine.
    """
    if len(toml.encode("utf-8", "replace")) > MOST_BYTES:
        raise refused(
            FILE, given="too_large", allowed="at_most_mb", advice="smaller_file", most=f"{MOST_BYTES / 1e6:g}"
        )
    data = parse(toml, name=FILE)
    result = list(_wrong_parts(data, rule))
    if result:
        raise ProblemsError(result)
    words = {lang: text("workshop.team", lang, number=team) for lang in LANGUAGES}
    question = {lang: text("workshop.asked_of_team", lang, number=team) for lang in LANGUAGES}
    parts = {name: data[name] for name in _KEPT if name in data}
    stands_on = rule.baseline if data["extends"] in rule.befallen else data["extends"]
    canonical = written({"extends": stands_on, "name": words, "question": question, **parts})
    scenario = loaded(canonical, start=rule.start)
    result = [*_beyond(scenario, rule), *_too_dear(scenario, rule)]
    if result:
        raise ProblemsError(result)
    return canonical


def laid(folder: Path, toml: str, shocks: Sequence[str] = ()) -> Path:
    """Write a policy into a folder, and on top of it what befalls the round; return the file that says both."""
    path = folder / FILE
    _write(path, toml)
    if shocks:
        path = folder / WITH_SHOCKS
        head = {"extends": [FILE, *shocks]}
        _write(path, written(head | {part: parse(toml, name=FILE)[part] for part in ("name", "question")}))
    return path


@lru_cache(maxsize=256)
def loaded(toml: str, *, start: str, shocks: tuple[str, ...] = ()) -> Scenario:
    """A policy as a scenario, under what befalls the round; errors name the file alone."""
    with TemporaryDirectory(prefix="shequ-") as folder:
        path = laid(Path(folder), toml, shocks)
        try:
            return load(str(path), start=start)
        except ScenarioError as error:
            problems = [replace(one, file=Path(one.file).name, line=None) for one in error.problems]
            raise ProblemsError(problems) from None


def _write(path: Path, toml: str) -> None:
    """Write a file that another thread may be reading."""
    with atomic(path) as file:
        file.write(toml.encode("utf-8"))


def baseline_of(rule: Rule, shocks: Sequence[str]) -> Scenario:
    """What teams are compared with: the round's baseline, under the same shocks."""
    return load("+".join((rule.baseline, *shocks)), start=rule.start)


def changed(scenario: Scenario, rule: Rule) -> list[Json]:
    """What a policy changes on the round's baseline: path, before and after."""
    base = load(rule.baseline, start=rule.start)
    return [{"path": one.path, "before": one.before, "after": one.after} for one in diff(base, new=scenario)]


def _wrong_parts(data: Mapping[str, Any], rule: Rule) -> Iterator[Problem]:
    allowed = (rule.baseline, *rule.starts)
    if data.get("extends") not in (*allowed, *rule.befallen):
        given = str(data.get("extends", message("missing")))[:60]
        yield Problem(FILE, None, "extends", given, ", ".join(allowed), "")
    for name in ("world", "thresholds"):
        if name in data:
            yield Problem(FILE, None, name, message("workshop.not_yours"), "", message("workshop.leave_out"))
    events = data.get("events", [])
    if isinstance(events, list) and len(events) > MOST_EVENTS:
        yield Problem(
            FILE, None, "events", message("n_changes", n=len(events)), message("at_most_n", most=MOST_EVENTS), ""
        )


def _beyond(scenario: Scenario, rule: Rule) -> Iterator[Problem]:
    """Levers that the round has not opened."""
    paths = [_PLACE.sub("", one["path"].partition(" @ ")[0]) for one in changed(scenario, rule)]
    for path in dict.fromkeys(paths):
        if path not in rule.levers or is_world(path):
            yield Problem(FILE, None, path, message("workshop.closed_lever"), ", ".join(rule.levers), "")


def _too_dear(scenario: Scenario, rule: Rule) -> Iterator[Problem]:
    """More money per resident and year than the team is given, in any month and place; what grows by itself is the city's."""
    if rule.budget is None:
        return
    levers = scenario.schedule(rule.months).levers
    money = levers[:, :, [COLUMN[path] for path in _MONEY]].sum(axis=2)
    month, place = np.unravel_index(int(np.argmax(money)), money.shape)
    most = float(money[month, place])
    if most > rule.budget * (1 + _ROUNDING):
        given = message("workshop.too_dear", given=f"{most:.12g}", budget=f"{rule.budget:.12g}")
        yield Problem(FILE, None, _MONEY[0], given, "", message("workshop.spend_less"))


def written(data: Mapping[str, Any]) -> str:
    """A scenario's values as TOML: the same values always give the same text."""
    return "\n".join(_lines(data, ())) + "\n"


def _lines(table: Mapping[str, Any], path: tuple[str, ...]) -> Iterator[str]:
    below = {key: value for key, value in table.items() if isinstance(value, dict)}
    arrays = {key: value for key, value in table.items() if _is_array_of_tables(value)}
    for key, value in table.items():
        if key not in below and key not in arrays:
            yield f"{_key(key)} = {_value(value)}"
    for key, value in below.items():
        yield f"\n[{'.'.join(map(_key, (*path, key)))}]"
        yield from _lines(value, (*path, key))
    for key, rows in arrays.items():
        for row in rows:
            yield f"\n[[{'.'.join(map(_key, (*path, key)))}]]"
            yield from _lines(row, (*path, key))


def _is_array_of_tables(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(one, dict) for one in value)


def _key(key: str) -> str:
    return key if _BARE.fullmatch(key) else _value(key)


def _value(value: object) -> str:
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return f"[{', '.join(map(_value, value))}]"
    return str(value)  # numbers and dates; what is none of them, the validator refuses


def problems_told(error: ProblemsError, lang: Language) -> list[str]:
    """What is wrong, a sentence each, as far as somebody reads; levers by what they mean, and no file."""
    own = [
        replace(one, file="", line=None, key=_meaning(one.key, lang), allowed=_meanings(one.allowed, lang))
        for one in error.problems[:10]
    ]
    said = [one.removeprefix(": ") for one in str(ProblemsError(own)).splitlines()]
    return [one.replace(": ", "：").replace("; ", "；") for one in said] if lang == "zh" else said


def _meanings(allowed: str, lang: Language) -> str:
    return text("workshop.join", lang).join(_meaning(one, lang) for one in allowed.split(", "))


def _meaning(key: str, lang: Language) -> str:
    quantity = ENTRIES.get(_PLACE.sub("", key.removeprefix("levers.")))
    return key if quantity is None else quantity.meaning(lang)


def language(given: object) -> Language:
    """One of the languages; English where it is none."""
    return next((one for one in LANGUAGES if one == given), "en")
