"""From one scenario file to what it changes on its parent."""

from dataclasses import dataclass, field

from sim.errors import Problem
from sim.language import LANGUAGES, hidden, message
from sim.outcomes import BY_NAME
from sim.parameters import TYPES, Quantity
from sim.scenario.chain import MOST_FILES
from sim.scenario.changes import Change, Setting
from sim.scenario.events import changes, district
from sim.scenario.lines import Key
from sim.scenario.problem_reader import Reader
from sim.scenario.toml_file import Document
from sim.scenario.values import shown

WRITTEN = ("en", "zh")
"""Languages of names in users' files; a further language of the commands shows the English ones."""
MOST_LETTERS = 1_000
"""Of a name or a question: one sentence."""
ROOT = "baseline"
_TOP = ("extends", "name", "question", "levers", "by_type", "by_district", "world", "events", "thresholds")
_THRESHOLD = Quantity("", "", "1", (0, 1e6), (0, 1e6), (), "", {}, (), integer=False)


@dataclass
class Diff:
    """What one file says, and what is wrong with it."""

    document: Document
    name: dict[str, str] = field(default_factory=dict)
    question: dict[str, str] = field(default_factory=dict)
    settings: list[Setting] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    thresholds: dict[str, float] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def read(document: Document, start: str) -> Diff:
    """Read a file whole, good parts and bad."""
    reader = Reader(document)
    reader.table((), document.data, _TOP)
    _check_extends(reader)
    return Diff(
        document,
        name=texts(reader, "name"),
        question=texts(reader, "question"),
        settings=_settings(reader),
        changes=changes(reader, start),
        thresholds=_thresholds(reader),
        problems=reader.problems,
    )


def _check_extends(reader: Reader) -> None:
    given = reader.document.data.get("extends")
    allowed = message("scenarios")
    if given is None and reader.document.path.stem != ROOT:
        reader.refuse(("extends",), message("missing"), allowed=allowed, advice=message("write_extends", root=ROOT))
    elif isinstance(given, list) and len(given) > MOST_FILES:
        reader.refuse(
            ("extends",),
            message("n_parts", n=len(given)),
            allowed=message("at_most_n", most=MOST_FILES),
            advice=message("join_files"),
        )
    elif given is not None and (given == [] or not all(map(_is_name, given if isinstance(given, list) else [given]))):
        reader.refuse(("extends",), shown(given), allowed=allowed, advice=message("combine"))


def _is_name(given: object) -> bool:
    return isinstance(given, str) and given != "" and "+" not in given


def texts(reader: Reader, part: str) -> dict[str, str]:
    """Read a name or question in all languages; a question ends in a question mark."""
    if part not in reader.document.data:
        reader.refuse(
            (part,), message("missing"), allowed=message("and").join(WRITTEN), advice=message("add_texts", part=part)
        )
        return {}
    table = reader.table((part,), reader.document.data[part], WRITTEN)
    names = {lang: _text(reader, (part, lang), table.get(lang)) for lang in WRITTEN}
    return {lang: names.get(lang, names["en"]) for lang in LANGUAGES}


def _text(reader: Reader, key: Key, value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        given = message("missing") if value is None else shown(value)
        reader.refuse(
            key,
            given,
            allowed=message("a_text"),
            advice=message("both_shown", languages=message("and").join(WRITTEN)),
        )
        return ""
    if len(value) > MOST_LETTERS or hidden(value):
        reader.refuse(
            key, shown(value), allowed=message("short_text", most=MOST_LETTERS), advice=message("write_shorter")
        )
    if key[0] == "question" and not value.rstrip().endswith(("?", "？")):
        reader.refuse(key, shown(value), allowed=message("a_question"))
    return value.strip()


def _settings(reader: Reader) -> list[Setting]:
    data = reader.document.data
    found = _levers(reader, ("levers",), data.get("levers", {}), None)
    for kind, levers in reader.table(("by_type",), data.get("by_type", {}), TYPES).items():
        if kind in TYPES:
            found += _levers(reader, ("by_type", kind), levers, kind)
    for given, levers in reader.table(("by_district",), data.get("by_district", {})).items():
        number = district(reader, ("by_district", given), int(given) if given.isascii() and given.isdigit() else given)
        if number is not None:
            found += _levers(reader, ("by_district", given), levers, None, number)
    world = reader.assignments(("world",), "world", data.get("world", {}))
    return found + [Setting(entry, None, value, reader.document.origin(key)) for entry, value, key in world]


def _levers(reader: Reader, key: Key, value: object, kind: str | None, number: int | None = None) -> list[Setting]:
    if isinstance(value, dict) and "world" in value:
        reader.refuse((*key, "world"), message("world_is_no_lever"), advice=message("under_world"))
        value = {name: below for name, below in value.items() if name != "world"}
    origin = reader.document.origin
    return [Setting(entry, kind, given, origin(at), number) for entry, given, at in reader.assignments(key, "", value)]


def _thresholds(reader: Reader) -> dict[str, float]:
    table = reader.table(("thresholds",), reader.document.data.get("thresholds", {}), tuple(BY_NAME))
    given = {name: reader.number(("thresholds", name), value, _THRESHOLD) for name, value in table.items()}
    return {name: value for name, value in given.items() if value is not None}
